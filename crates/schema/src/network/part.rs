//! The parts of a layer: their operations, output shapes, weights and costs.

use super::Shape;
use super::shape::{product, sum};

/// The square window of a convolution or pooling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Window {
    /// Side of the window, in pixels.
    pub side: usize,
    /// Pixels between neighbouring positions.
    pub stride: usize,
    /// Pixels added on each edge: zeros for a convolution, −∞ for max-pooling.
    pub padding: usize,
}

impl Window {
    /// A window of `side` × `side` pixels with this stride and padding.
    pub const fn new(side: usize, stride: usize, padding: usize) -> Self {
        Self { side, stride, padding }
    }

    /// Number of positions along an edge of `length` pixels; 0 where the window does not fit.
    fn positions(self, length: usize) -> usize {
        (length + 2 * self.padding).checked_sub(self.side).map_or(0, |room| room / self.stride.max(1) + 1)
    }
}

/// The operation of a part.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub enum Operation {
    /// (x − mean) / standard deviation of each channel, with constants.
    Normalise(Normalise),
    /// A convolution with a square kernel.
    Convolution {
        /// Number of output channels.
        channels: usize,
        /// Kernel size, stride and padding.
        window: Window,
        /// Whether it has a bias.
        bias: bool,
    },
    /// `[channels, height, width]` to a vector of all values.
    Flatten,
    /// A linear map of the channels with a bias, the same at each pixel or token.
    Linear {
        /// Number of output features.
        features: usize,
    },
    /// Batch normalisation of each channel, with scale and shift.
    BatchNorm,
    /// Layer normalisation of the channels at each token, with scale and shift (ε = 1e-6, as in vision transformers).
    LayerNorm,
    /// Rectified linear unit, max(0, x).
    Relu,
    /// x Φ(x), where Φ is the normal distribution function (exact, not the tanh approximation).
    Gelu,
    /// In training, each value is set to 0 with a probability, and the others are divided by the probability that they stay
    /// (Srivastava et al. 2014); otherwise nothing. Attacks see the network without it.
    Dropout {
        /// Probability of a zero, in percent, below 100.
        percent: u8,
    },
    /// The largest value in each window.
    MaxPool(Window),
    /// The mean of each of `side` × `side` areas that cover the image (PyTorch's adaptive average pooling).
    AveragePool {
        /// Number of areas along each edge.
        side: usize,
    },
    /// body(h) + shortcut(h), h = before(x); without a shortcut body(h) + x.
    Residual {
        /// Parts that body and shortcut share (in pre-activation networks); otherwise empty.
        before: Vec<Part>,
        /// Parts of the residual branch.
        body: Vec<Part>,
        /// The shortcut's projection where shapes differ; otherwise empty.
        shortcut: Vec<Part>,
    },
    /// Square patches as tokens after a learned class token, with learned position embeddings added.
    Embedding {
        /// Side of a patch, in pixels.
        patch: usize,
        /// Number of features of a token.
        features: usize,
    },
    /// Self-attention of all tokens with each other (Vaswani et al. 2017).
    Attention {
        /// Number of heads; each has features / heads features.
        heads: usize,
    },
    /// Selects the first token.
    ClassToken,
}

/// The constants of an input normalisation, one per channel.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Normalise {
    /// Mean that is subtracted from each channel, `[channels]`.
    pub mean: Vec<f64>,
    /// Standard deviation that each channel is divided by, `[channels]`.
    pub std: Vec<f64>,
}

impl Operation {
    /// The output shape; empty where `input` does not fit.
    pub(super) fn output(&self, input: Shape) -> Shape {
        let empty = Shape::new(0, 0, 0);
        match self {
            Self::Normalise(_) | Self::BatchNorm | Self::LayerNorm | Self::Relu | Self::Gelu | Self::Dropout { .. } => {
                input
            }
            Self::Convolution { channels, window, .. } => {
                Shape::new(*channels, window.positions(input.height), window.positions(input.width))
            }
            Self::Flatten => Shape::new(input.len(), 1, 1),
            Self::Linear { features } => Shape { channels: *features, ..input },
            Self::MaxPool(window) => {
                Shape::new(input.channels, window.positions(input.height), window.positions(input.width))
            }
            Self::AveragePool { side } => Shape::new(input.channels, *side, *side),
            Self::Residual { body, .. } => body.last().map_or(input, |part| part.output),
            Self::Embedding { patch, features } => {
                let divides = *patch > 0 && input.height.is_multiple_of(*patch) && input.width.is_multiple_of(*patch);
                let patches = if divides { input.places() / (patch * patch) } else { 0 };
                if patches == 0 { empty } else { Shape::new(*features, patches + 1, 1) }
            }
            Self::Attention { heads } => {
                if *heads > 0 && input.channels.is_multiple_of(*heads) {
                    input
                } else {
                    empty
                }
            }
            Self::ClassToken => Shape::new(input.channels, 1, 1),
        }
    }
}

/// A part of a layer: an operation with its input and output shapes.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Part {
    /// Prefix of its weights' names in the layer: `conv2`, `shortcut.norm`; empty for the layer's own operation.
    pub name: String,
    /// The operation that the part applies.
    pub operation: Operation,
    /// Shape of the input.
    pub input: Shape,
    /// Shape of the output.
    pub output: Shape,
}

/// The name and shape of a tensor of weights, as in files (PyTorch's layout).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weight {
    /// Name relative to the part, layer or network: `weight`, `conv2.weight`, `block1.conv2.weight`.
    pub name: String,
    /// Shape in PyTorch's layout: `[out, in]` for a linear map, `[out, in, row, column]` for a convolution.
    pub shape: Vec<usize>,
    /// Whether it is trained by gradients; running statistics are not.
    pub trainable: bool,
}

impl Part {
    /// All weights and running statistics, in the order of files; a residual part lists `before`, `body` and `shortcut`.
    pub fn weights(&self) -> Vec<Weight> {
        let (channels, out) = (self.input.channels, self.output.channels);
        let weight = |name: &str, shape: &[usize], trainable| {
            let dot = if self.name.is_empty() { "" } else { "." };
            Weight { name: format!("{}{dot}{name}", self.name), shape: shape.to_vec(), trainable }
        };
        let learned = |name: &str, shape: &[usize]| weight(name, shape, true);
        match &self.operation {
            Operation::Convolution { window, bias, .. } => {
                let mut weights = vec![learned("weight", &[out, channels, window.side, window.side])];
                if *bias {
                    weights.push(learned("bias", &[out]));
                }
                weights
            }
            Operation::Linear { .. } => vec![learned("weight", &[out, channels]), learned("bias", &[out])],
            Operation::BatchNorm => vec![
                learned("weight", &[out]),
                learned("bias", &[out]),
                weight("running_mean", &[out], false),
                weight("running_var", &[out], false),
            ],
            Operation::LayerNorm => vec![learned("weight", &[out]), learned("bias", &[out])],
            Operation::Residual { before, body, shortcut } => {
                [before, body, shortcut].into_iter().flatten().flat_map(Self::weights).collect()
            }
            Operation::Embedding { patch, .. } => vec![
                learned("weight", &[out, channels, *patch, *patch]),
                learned("bias", &[out]),
                learned("class_token", &[1, 1, out]),
                learned("positions", &[1, self.output.height, out]),
            ],
            Operation::Attention { .. } => vec![
                learned("qkv.weight", &[3 * out, out]),
                learned("qkv.bias", &[3 * out]),
                learned("out.weight", &[out, out]),
                learned("out.bias", &[out]),
            ],
            Operation::Normalise(_)
            | Operation::Flatten
            | Operation::Relu
            | Operation::Gelu
            | Operation::Dropout { .. }
            | Operation::MaxPool(_)
            | Operation::AveragePool { .. }
            | Operation::ClassToken => Vec::new(),
        }
    }

    /// Multiply-accumulates for one sample: those of convolutions, linear maps, and the matrix products of attention.
    /// Normalisation, non-linearities, pooling and additions are not counted, as is usual.
    pub fn multiply_accumulates(&self) -> u64 {
        let (channels, out) = (self.input.channels, self.output.channels);
        match &self.operation {
            Operation::Convolution { window, .. } => {
                product(&[window.side, window.side, channels]).saturating_mul(self.output.count())
            }
            Operation::Linear { .. } => self.output.count().saturating_mul(channels as u64),
            Operation::Residual { before, body, shortcut } => {
                sum([before, body, shortcut].into_iter().flatten().map(Self::multiply_accumulates))
            }
            Operation::Embedding { patch, .. } => {
                product(&[*patch, *patch, channels, out, self.output.height.saturating_sub(1)])
            }
            Operation::Attention { .. } => {
                let tokens = self.input.height;
                // Projections to queries, keys, values and output; then scores of all pairs, and weighted means of values.
                product(&[4, tokens, out, out]).saturating_add(product(&[2, tokens, tokens, out]))
            }
            Operation::Normalise(_)
            | Operation::Flatten
            | Operation::BatchNorm
            | Operation::LayerNorm
            | Operation::Relu
            | Operation::Gelu
            | Operation::Dropout { .. }
            | Operation::MaxPool(_)
            | Operation::AveragePool { .. }
            | Operation::ClassToken => 0,
        }
    }

    /// Whether no shape in it is empty, and body and shortcut have the same output shape.
    pub(super) fn fits(&self) -> bool {
        let inner_parts_fit = match &self.operation {
            Operation::Residual { before, body, shortcut } => {
                let shortcut_output = shortcut.last().map_or(self.input, |part| part.output);
                shortcut_output == self.output && [before, body, shortcut].into_iter().flatten().all(Self::fits)
            }
            Operation::Normalise(_)
            | Operation::Convolution { .. }
            | Operation::Flatten
            | Operation::Linear { .. }
            | Operation::BatchNorm
            | Operation::LayerNorm
            | Operation::Relu
            | Operation::Gelu
            | Operation::Dropout { .. }
            | Operation::MaxPool(_)
            | Operation::AveragePool { .. }
            | Operation::Embedding { .. }
            | Operation::Attention { .. }
            | Operation::ClassToken => true,
        };
        inner_parts_fit && !self.output.is_empty()
    }
}
