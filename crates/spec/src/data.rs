//! The data sets a network can learn, as far as anyone but the core needs to know them.

use serde::{Deserialize, Serialize};

use crate::network::Shape;

/// The data of an experiment: a set, and how many of its samples are used.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Data {
    /// Which set.
    pub set: DataSet,
    /// Number of training samples: the first ones of the set's training split, in its own order.
    pub train: usize,
    /// Number of held-out samples: the first ones of the set's test split. Nothing is ever selected on them.
    pub test: usize,
}

impl Data {
    /// All bundled samples of `set`; 1,000 and 500 of the sets that are generated.
    pub fn all(set: DataSet) -> Self {
        let (train, test) = match set {
            DataSet::FashionMnist | DataSet::Digits => set.available(),
            DataSet::Moons | DataSet::Circles | DataSet::Spirals | DataSet::Blobs => (1_000, 500),
        };
        Self { set, train, test }
    }
}

/// A set that comes with the program. Every value of every sample lies in [0, 1].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DataSet {
    /// Photographs of clothes, 28×28 (Xiao, Rasul, Vollgraf 2017): the first 4,000 and 1,000 of the official splits.
    FashionMnist,
    /// Handwritten digits, 8×8 (Alpaydin and Kaynak, UCI): 1,437 and 360 images.
    Digits,
    /// Two interleaved half circles, generated from the seed.
    Moons,
    /// A ring around a disc, generated from the seed.
    Circles,
    /// Two spirals, generated from the seed.
    Spirals,
    /// Three Gaussian clouds, generated from the seed.
    Blobs,
}

impl DataSet {
    /// Every set, in the order in which people are offered them.
    pub const ALL: [Self; 6] =
        [Self::FashionMnist, Self::Digits, Self::Moons, Self::Circles, Self::Spirals, Self::Blobs];

    /// The name used in files and links.
    pub fn name(self) -> &'static str {
        match self {
            Self::FashionMnist => "fashion-mnist",
            Self::Digits => "digits",
            Self::Moons => "moons",
            Self::Circles => "circles",
            Self::Spirals => "spirals",
            Self::Blobs => "blobs",
        }
    }

    /// The shape of one sample.
    pub fn shape(self) -> Shape {
        match self {
            Self::FashionMnist => Shape::new(1, 28, 28),
            Self::Digits => Shape::new(1, 8, 8),
            Self::Moons | Self::Circles | Self::Spirals | Self::Blobs => Shape::new(2, 1, 1),
        }
    }

    /// Whether a sample is a picture (else it is a point of the plane).
    pub fn is_image(self) -> bool {
        self.shape().height > 1
    }

    /// How many training and test samples there are at most. Generated sets are limited so that they stay small.
    pub fn available(self) -> (usize, usize) {
        match self {
            Self::FashionMnist => (4_000, 1_000),
            Self::Digits => (1_437, 360),
            Self::Moons | Self::Circles | Self::Spirals | Self::Blobs => (10_000, 10_000),
        }
    }

    /// The classes, in the order of their labels.
    pub fn classes(self) -> &'static [&'static str] {
        match self {
            Self::FashionMnist => {
                &["T-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "boot"]
            }
            Self::Digits => &["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"],
            Self::Moons => &["upper moon", "lower moon"],
            Self::Circles => &["ring", "disc"],
            Self::Spirals => &["first arm", "second arm"],
            Self::Blobs => &["left", "right", "top"],
        }
    }
}
