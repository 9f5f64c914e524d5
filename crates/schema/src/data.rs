//! The data sets: names, shapes, sizes and classes, and the data settings of an experiment.

use serde::{Deserialize, Serialize};
use strum::{EnumCount as _, VariantArray as _};

use crate::{classes, error::ExperimentError, names::all, network::Shape};

/// The data of an experiment: a data set, the numbers of samples, and augmentation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Data {
    /// Data set that the samples are taken from.
    pub set: DataSet,
    /// Number of training samples: the first ones of the set's training split, in stored order.
    pub train: usize,
    /// Number of held-out samples: the first ones of the set's test split. Nothing is ever selected on them.
    pub test: usize,
    /// Number of validation samples: those of the training split after the first `train`. If it is above 0, evaluations
    /// during training use them, and test samples are used only at the end.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub validation: usize,
    /// Zeros added on each edge of an image, in pixels: 2 makes MNIST 32×32, the least that VGG takes.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub pad: usize,
    /// Augmentation of training samples; none if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub augment: Option<Augment>,
    /// A person's own samples in the place of the set's. The set then only says what form they have: points, or images of
    /// its shape. Absent for the set itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub own: Option<OwnData>,
}

/// Samples that a person brought along. They are in no file and no link: whoever has them can tell by the digest that they
/// are the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OwnData {
    /// The classes in the order of their labels, as the person named them.
    pub classes: Vec<String>,
    /// Number of training samples.
    pub train: usize,
    /// Number of test samples.
    pub test: usize,
    /// SHA-256 of all values and labels, hexadecimal.
    pub digest: String,
}

impl OwnData {
    /// How many classes there may be.
    pub const CLASSES: std::ops::RangeInclusive<usize> = 2..=10;
    /// How many images or points, at most, in training and test together.
    pub const MOST: usize = 10_000;

    /// Training samples with labels, then test samples.
    pub fn len(&self) -> usize {
        self.train.saturating_add(self.test)
    }

    /// Whether there are no samples.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_zero(number: &usize) -> bool {
    *number == 0
}

/// Random augmentation of training images, drawn for every sample and epoch (as in He et al. 2016, section 4.2).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Augment {
    /// Random crop: zeros padded on each edge, in pixels, before a crop of the original size at a uniformly random position.
    #[serde(default)]
    pub crop: usize,
    /// Whether images are flipped horizontally with probability ½.
    #[serde(default)]
    pub flip: bool,
}

impl Data {
    /// The default samples of `set`: all bundled samples of a bundled set, 1,000 training and 500 test samples of a generated
    /// one, and all samples of any other.
    pub fn all(set: DataSet) -> Self {
        let (train, test) = match set {
            DataSet::Moons | DataSet::Circles | DataSet::Spirals | DataSet::Blobs => (1_000, 500),
            DataSet::FashionMnist | DataSet::Digits => set.bundled(),
            DataSet::Mnist
            | DataSet::Cifar10
            | DataSet::Cifar100
            | DataSet::TinyImagenet
            | DataSet::Imagenette
            | DataSet::Imagenette320
            | DataSet::StanfordDogs => set.available(),
        };
        Self { set, train, test, validation: 0, pad: 0, augment: None, own: None }
    }

    /// Shape of a sample, with its padding.
    pub fn shape(&self) -> Shape {
        let Shape { channels, height, width } = self.set.shape();
        Shape::new(channels, height + 2 * self.pad, width + 2 * self.pad)
    }

    /// The number of classes.
    pub fn class_count(&self) -> usize {
        self.own.as_ref().map_or_else(|| self.set.class_count(), |own| own.classes.len())
    }

    /// Numbers of training and test samples that there are.
    pub fn available(&self) -> (usize, usize) {
        self.own.as_ref().map_or_else(|| self.set.available(), |own| (own.train, own.test))
    }

    /// Number of samples of the training split that are used, for training or validation.
    pub fn from_training_split(&self) -> usize {
        self.train.saturating_add(self.validation)
    }

    /// Checks that all these samples are bundled with the program, so that nothing has to be fetched.
    ///
    /// # Errors
    /// When they are not; the message names the command that fetches them, or whose samples are missing.
    pub fn check_bundled(&self) -> Result<(), ExperimentError> {
        if let Some(own) = &self.own {
            return Err(ExperimentError::OwnDataMissing { digest: own.digest.clone(), samples: own.len() });
        }
        let (train, test) = self.set.bundled();
        let (asked_train, asked_test) = (self.from_training_split(), self.test);
        if asked_train <= train && asked_test <= test {
            return Ok(());
        }
        Err(ExperimentError::NotBundled { data: self.set.name(), asked_train, asked_test, train, test })
    }
}

/// A data set. All values of its samples are in [0, 1].
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    strum::EnumCount,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum DataSet {
    /// Photographs of clothes, 28×28 (Xiao, Rasul, Vollgraf 2017). The first 4,000 training and 1,000 test images are
    /// bundled.
    FashionMnist,
    /// Handwritten digits, 8×8 (Alpaydin and Kaynak, UCI): 1,437 and 360 images, all bundled.
    Digits,
    /// Two interleaved half circles, generated from the seed.
    Moons,
    /// A ring around a disc, generated from the seed.
    Circles,
    /// Two spirals, generated from the seed.
    Spirals,
    /// Three Gaussian clouds, generated from the seed.
    Blobs,
    /// Handwritten digits, 28×28 (LeCun, Cortes, Burges).
    Mnist,
    /// Colour photographs of ten classes, 32×32 (Krizhevsky 2009).
    #[serde(rename = "cifar-10")]
    #[strum(serialize = "cifar-10")]
    Cifar10,
    /// Colour photographs of a hundred classes, 32×32 (Krizhevsky 2009).
    #[serde(rename = "cifar-100")]
    #[strum(serialize = "cifar-100")]
    Cifar100,
    /// 200 classes of ImageNet, 64×64 (Stanford CS231n). Its validation split is used as the test split, because its test
    /// labels are not public.
    TinyImagenet,
    /// Ten easy classes of ImageNet (Howard, fast.ai), centre-cropped from its 160 pixel edition to 160×160.
    Imagenette,
    /// The same photographs from its 320 pixel edition, 320×320.
    #[serde(rename = "imagenette-320")]
    #[strum(serialize = "imagenette-320")]
    Imagenette320,
    /// 120 breeds of dogs (Khosla et al. 2011), resized and centre-cropped to 224×224.
    StanfordDogs,
}

impl DataSet {
    /// All data sets, in the order of menus.
    pub const ALL: [Self; Self::COUNT] = all(Self::VARIANTS);

    /// The data sets with bundled samples, which are those that the page offers.
    pub const BUNDLED: [Self; 6] =
        [Self::FashionMnist, Self::Digits, Self::Moons, Self::Circles, Self::Spirals, Self::Blobs];

    /// The name used in files and links.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The shape of one sample.
    pub fn shape(self) -> Shape {
        match self {
            Self::FashionMnist | Self::Mnist => Shape::new(1, 28, 28),
            Self::Digits => Shape::new(1, 8, 8),
            Self::Moons | Self::Circles | Self::Spirals | Self::Blobs => Shape::new(2, 1, 1),
            Self::Cifar10 | Self::Cifar100 => Shape::new(3, 32, 32),
            Self::TinyImagenet => Shape::new(3, 64, 64),
            Self::Imagenette => Shape::new(3, 160, 160),
            Self::Imagenette320 => Shape::new(3, 320, 320),
            Self::StanfordDogs => Shape::new(3, 224, 224),
        }
    }

    /// Whether samples are images; otherwise they are two-dimensional points.
    pub fn is_image(self) -> bool {
        self.shape().height > 1
    }

    /// Numbers of training and test samples. Those of generated sets are limited to keep them small.
    pub fn available(self) -> (usize, usize) {
        match self {
            Self::FashionMnist | Self::Mnist => (60_000, 10_000),
            Self::Digits => (1_437, 360),
            Self::Moons | Self::Circles | Self::Spirals | Self::Blobs => (10_000, 10_000),
            Self::Cifar10 | Self::Cifar100 => (50_000, 10_000),
            Self::TinyImagenet => (100_000, 10_000),
            Self::Imagenette | Self::Imagenette320 => (9_469, 3_925),
            Self::StanfordDogs => (12_000, 8_580),
        }
    }

    /// Numbers of training and test samples that are bundled, from the first one on. All others have to be fetched by the
    /// binary; the page, which makes no requests to other hosts, can't use them.
    pub fn bundled(self) -> (usize, usize) {
        match self {
            Self::FashionMnist => (4_000, 1_000),
            Self::Digits | Self::Moons | Self::Circles | Self::Spirals | Self::Blobs => self.available(),
            Self::Mnist
            | Self::Cifar10
            | Self::Cifar100
            | Self::TinyImagenet
            | Self::Imagenette
            | Self::Imagenette320
            | Self::StanfordDogs => (0, 0),
        }
    }

    /// The number of classes.
    pub fn class_count(self) -> usize {
        match self {
            Self::TinyImagenet => 200,
            Self::StanfordDogs => 120,
            Self::FashionMnist
            | Self::Digits
            | Self::Moons
            | Self::Circles
            | Self::Spirals
            | Self::Blobs
            | Self::Mnist
            | Self::Cifar10
            | Self::Cifar100
            | Self::Imagenette
            | Self::Imagenette320 => self.classes().len(),
        }
    }

    /// The classes in the order of their labels, by their names in the catalogue (`class-…`); empty for Tiny ImageNet and
    /// Stanford Dogs, whose folders name them.
    pub fn classes(self) -> &'static [&'static str] {
        match self {
            Self::FashionMnist => &classes::FASHION_MNIST,
            Self::Digits | Self::Mnist => &classes::DIGITS,
            Self::Moons => &["upper-moon", "lower-moon"],
            Self::Circles => &["ring", "disc"],
            Self::Spirals => &["first-arm", "second-arm"],
            Self::Blobs => &["left", "right", "top"],
            Self::Cifar10 => &classes::CIFAR_10,
            Self::Cifar100 => &classes::CIFAR_100,
            Self::Imagenette | Self::Imagenette320 => &classes::IMAGENETTE,
            Self::TinyImagenet | Self::StanfordDogs => &[],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_the_ones_in_files() {
        for set in DataSet::ALL {
            let json = serde_json::to_value(set).expect("it serialises");
            assert_eq!(json, set.name());
        }
    }

    #[test]
    fn bundled_sets_are_those_with_bundled_samples() {
        for set in DataSet::ALL {
            assert_eq!(DataSet::BUNDLED.contains(&set), set.bundled() != (0, 0), "{set:?}");
            assert!(set.bundled().0 <= set.available().0 && set.bundled().1 <= set.available().1);
            assert!(set.classes().is_empty() || set.classes().len() == set.class_count());
        }
    }

    #[test]
    fn data_that_is_not_bundled_is_told_with_what_was_asked_for() {
        let mut data = Data::all(DataSet::FashionMnist);
        assert_eq!(data.check_bundled(), Ok(()));
        data.validation = 1;
        let message = data.check_bundled().expect_err("one too many").to_string();
        assert!(message.contains("fashion-mnist") && message.contains("asked_train: 4001"), "{message}");
        assert!(Data::all(DataSet::Mnist).check_bundled().is_err());
    }

    #[test]
    fn unused_settings_are_not_written() {
        let plain = Data::all(DataSet::Cifar10);
        let json = serde_json::to_string(&plain).expect("it serialises");
        assert_eq!(json, r#"{"set":"cifar-10","train":50000,"test":10000}"#);
        let varied = Data { validation: 5_000, augment: Some(Augment { crop: 4, flip: true }), ..plain };
        let json = serde_json::to_string(&varied).expect("it serialises");
        assert!(json.contains(r#""validation":5000,"augment":{"crop":4,"flip":true}"#), "{json}");
        assert_eq!(serde_json::from_str::<Data>(&json).expect("it parses"), varied);
    }

    #[test]
    fn own_samples_have_classes_and_numbers_of_their_own_and_are_never_bundled() {
        let own = OwnData { classes: vec!["cat".into(), "dog".into()], train: 30, test: 10, digest: "ab".into() };
        let data = Data { train: 30, test: 10, own: Some(own), ..Data::all(DataSet::FashionMnist) };
        assert_eq!((data.class_count(), data.available(), data.shape().len()), (2, (30, 10), 784));
        assert!(matches!(data.check_bundled(), Err(ExperimentError::OwnDataMissing { samples: 40, .. })));
        let json = serde_json::to_string(&data).expect("it serialises");
        assert!(json.contains(r#""own":{"classes":["cat","dog"],"train":30,"test":10,"digest":"ab"}"#), "{json}");
        assert_eq!(serde_json::from_str::<Data>(&json).expect("it parses"), data);
    }

    #[test]
    fn classes_have_their_official_numbers() {
        assert_eq!((classes::CIFAR_100[0], classes::CIFAR_100[99]), ("apple", "worm"));
        assert!(classes::CIFAR_100.is_sorted(), "CIFAR-100 numbers its classes by the alphabet");
        assert!(classes::CIFAR_10.is_sorted(), "and so does CIFAR-10");
    }
}
