//! The filters of a layer that replaces a block, compared with those of the replaced layers.

use serde::{Deserialize, Serialize};

use crate::network::Shape;

/// The filters of a layer as images.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Gallery {
    /// The layer's name; `block3.conv1` for a convolution in a residual block.
    pub layer: String,
    /// Number of filters of the layer.
    pub count: usize,
    /// Shape of each image: of a convolution, that of the kernel with at most three channels, or with their mean as one channel;
    /// of a linear layer whose input is an image with at most three channels, that of the input, otherwise one row.
    pub picture: Shape,
    /// An image of each of the first [`MAX_PICTURES`] filters, `[channel, row, column]`, scaled to a largest absolute value of 1
    /// and rounded to hundredths; all 0 for a filter of zeros.
    pub pictures: Vec<Vec<f32>>,
}

/// Limit of the images of one layer: more are not readable, and would dominate the size of a report.
pub const MAX_PICTURES: usize = 64;

/// The filters of a convolution or linear layer that replaces a block.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Filters {
    /// Images of its filters; the layer has the block's name.
    pub gallery: Gallery,
    /// Effective rank of the matrix with the filters as rows, from 1 to the smaller of its dimensions: see
    /// [`ReplacedLayer::effective_rank`].
    pub effective_rank: f64,
    /// The layers of the block; of residual blocks the convolutions with the largest kernel.
    pub replaced: Vec<ReplacedLayer>,
}

/// A replaced layer, and the similarity of the new filters to its filters.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReplacedLayer {
    /// The layer's name; `block3.conv1` for a convolution in a residual block.
    pub name: String,
    /// exp(−Σ pᵢ ln pᵢ), pᵢ the singular values of its filters divided by their sum (Roy and Vetterli 2007).
    pub effective_rank: f64,
    /// The best matching of new and replaced filters; `None` where they can't be compared.
    pub matching: Option<Matching>,
}

/// The pairs of new and replaced filters with the largest sum of |cosine|; each filter is in at most one pair.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Matching {
    /// Whether whole filters were compared; otherwise their means over the input channels, because the numbers of input
    /// channels differ.
    pub whole: bool,
    /// The partner of each of the first [`MAX_PICTURES`] new filters; `None` where the replaced layer has too few filters.
    pub partners: Vec<Option<Partner>>,
    /// Mean |cosine| of all pairs, 0 to 1.
    pub mean: f64,
    /// Mean |cosine| of the best matching of random filters, as the value expected by chance.
    pub chance: f64,
}

/// The replaced filter that a new filter is paired with.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Partner {
    /// Position among the replaced layer's filters, from 0.
    pub filter: usize,
    /// |⟨new, old⟩| / (‖new‖ ‖old‖), 0 to 1; 0 where one is all zeros.
    pub cosine: f64,
}
