//! The filters of a layer that stands in for a block, beside those that it replaced.

use serde::{Deserialize, Serialize};

use crate::network::Shape;

/// The filters of a layer as pictures.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gallery {
    /// The layer's name; `block3.conv1` for a convolution in a residual block.
    pub layer: String,
    /// How many filters it has.
    pub count: usize,
    /// Shape of each picture: a kernel with its own channels where these are at most three, otherwise with their mean;
    /// of a linear layer that looks at such an image that image's, otherwise one row.
    pub picture: Shape,
    /// A picture of each of the first [`PICTURED`] filters, `[channel, row, column]`, in hundredths, its largest size 1; all
    /// 0 for a filter of zeros.
    pub pictures: Vec<Vec<f32>>,
}

/// Filters of one layer that are drawn at most: more are no picture any more, and would fill a report.
pub const PICTURED: usize = 64;

/// The filters of a convolution or linear layer in the place of a block.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Filters {
    /// Its filters; the layer has the block's name.
    pub gallery: Gallery,
    /// Effective rank of the filters as rows of a matrix, 1 to the smaller of its sides: see
    /// [`ReplacedLayer::effective_rank`].
    pub effective_rank: f64,
    /// The layers of the block; of residual blocks the convolutions with the largest kernel.
    pub replaced: Vec<ReplacedLayer>,
}

/// A layer that was replaced, and how the new filters resemble its own.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReplacedLayer {
    /// Its name; `block3.conv1` for a convolution in a residual block.
    pub name: String,
    /// exp(−Σ pᵢ ln pᵢ), pᵢ the singular values of its filters divided by their sum (Roy and Vetterli 2007).
    pub effective_rank: f64,
    /// How its filters were compared; nothing where they can't be.
    pub matching: Option<Matching>,
}

/// The pairs of new and replaced filters, each filter in one pair at most, with the largest sum of |cosine|.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Matching {
    /// Whether whole filters were compared; otherwise, where the numbers of input channels differ, their means over
    /// these.
    pub whole: bool,
    /// For each new filter that is drawn its partner, unless the replaced layer has too few.
    pub partners: Vec<Option<Partner>>,
    /// Mean |cosine| of all pairs, 0 to 1.
    pub mean: f64,
    /// The same for fresh random filters in the place of the new ones: what the best assignment finds where there is
    /// nothing.
    pub chance: f64,
}

/// The replaced filter that a new one is paired with.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Partner {
    /// Its position among the replaced layer's filters, from 0.
    pub filter: usize,
    /// |⟨new, old⟩| / (‖new‖ ‖old‖), 0 to 1; 0 where one is all zeros.
    pub cosine: f64,
}
