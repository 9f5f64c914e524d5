//! The parts of a layer: what each does to a shape, which weights it has, and what it costs.

use super::Shape;
use super::shape::{product, sum};

/// A square window that moves over rows and columns, of a convolution or of a pooling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// Its side.
    pub side: usize,
    /// Pixels from one place to the next.
    pub stride: usize,
    /// Pixels added on each edge: zeros for a convolution, nothing that could be largest for a pooling.
    pub padding: usize,
}

impl Window {
    /// A window of `side`, moving by `stride` over an image with `padding` on each edge.
    pub const fn new(side: usize, stride: usize, padding: usize) -> Self {
        Self { side, stride, padding }
    }

    /// How many places it has along an edge of `length`; 0 where it does not fit.
    fn places(self, length: usize) -> usize {
        (length + 2 * self.padding).checked_sub(self.side).map_or(0, |room| room / self.stride.max(1) + 1)
    }
}

/// What a part does.
#[derive(Clone, Debug, PartialEq)]
pub enum Operation {
    /// (x − mean) / standard deviation, channel by channel, with fixed numbers.
    Normalise(Normalise),
    /// A square convolution to so many channels.
    Convolution {
        /// Output channels.
        channels: usize,
        /// Its window.
        window: Window,
        /// Whether a number per channel is added.
        bias: bool,
    },
    /// All values in a row: `[channels, height, width]` to a vector.
    Flatten,
    /// A linear map of the channels, the same at each place, with a bias.
    Linear {
        /// Output features.
        features: usize,
    },
    /// Batch normalisation of each channel, with scale and shift.
    BatchNorm,
    /// Layer normalisation of the channels at each place, with scale and shift (ε = 1e-6, as vision transformers have it).
    LayerNorm,
    /// max(0, x).
    Relu,
    /// x Φ(x), Φ the normal distribution function (no approximation).
    Gelu,
    /// The largest value in each window.
    MaxPool(Window),
    /// The mean of each of `side` × `side` areas that cover the image (PyTorch's adaptive average pooling).
    AveragePool {
        /// Areas along each edge.
        side: usize,
    },
    /// body(h) + shortcut(h), h = before(x); without a shortcut body(h) + x.
    Residual {
        /// What body and shortcut share (pre-activation networks); often nothing.
        before: Vec<Part>,
        /// The way through weights.
        body: Vec<Part>,
        /// The way around them where shapes differ; otherwise nothing.
        shortcut: Vec<Part>,
    },
    /// Square patches to tokens, after a learned class token, with learned positions added.
    Embedding {
        /// Side of a patch.
        patch: usize,
        /// Features of a token.
        features: usize,
    },
    /// Self-attention of all tokens with each other (Vaswani et al. 2017).
    Attention {
        /// Heads, each with its share of the features.
        heads: usize,
    },
    /// The first token alone.
    ClassToken,
}

/// Fixed numbers that centre and scale each channel of a sample.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Normalise {
    /// What is subtracted from each channel.
    pub mean: Vec<f64>,
    /// What each channel is then divided by.
    pub std: Vec<f64>,
}

impl Operation {
    /// The shape that comes out; empty where `input` does not fit.
    pub(super) fn output(&self, input: Shape) -> Shape {
        let nothing = Shape::new(0, 0, 0);
        match self {
            Self::Normalise(_) | Self::BatchNorm | Self::LayerNorm | Self::Relu | Self::Gelu => input,
            Self::Convolution { channels, window, .. } => {
                Shape::new(*channels, window.places(input.height), window.places(input.width))
            }
            Self::Flatten => Shape::new(input.len(), 1, 1),
            Self::Linear { features } => Shape { channels: *features, ..input },
            Self::MaxPool(window) => {
                Shape::new(input.channels, window.places(input.height), window.places(input.width))
            }
            Self::AveragePool { side } => Shape::new(input.channels, *side, *side),
            Self::Residual { body, .. } => body.last().map_or(input, |part| part.output),
            Self::Embedding { patch, features } => {
                let divides = *patch > 0 && input.height.is_multiple_of(*patch) && input.width.is_multiple_of(*patch);
                let patches = if divides { input.places() / (patch * patch) } else { 0 };
                if patches == 0 { nothing } else { Shape::new(*features, patches + 1, 1) }
            }
            Self::Attention { heads } => {
                if *heads > 0 && input.channels.is_multiple_of(*heads) {
                    input
                } else {
                    nothing
                }
            }
            Self::ClassToken => Shape::new(input.channels, 1, 1),
        }
    }
}

/// A part of a layer, between two shapes.
#[derive(Clone, Debug, PartialEq)]
pub struct Part {
    /// Where its weights stand in the layer: `conv2`, `shortcut.norm`; empty for the layer's own.
    pub name: String,
    /// What it does.
    pub operation: Operation,
    /// Shape of what comes in.
    pub input: Shape,
    /// Shape of what goes out.
    pub output: Shape,
}

/// One tensor of weights, by its name in files and its shape there (PyTorch's layout).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Weight {
    /// Its name in the part, layer or network that was asked: `weight`, `conv2.weight`, `block1.conv2.weight`.
    pub name: String,
    /// Its shape in PyTorch's layout: `[out, in]` for a linear map, `[out, in, row, column]` for a convolution.
    pub shape: Vec<usize>,
    /// Whether gradients change it; running statistics they do not.
    pub learns: bool,
}

impl Part {
    /// Its weights, in the order of files; of a residual part `before`, `body` and `shortcut` one after the other.
    pub fn weights(&self) -> Vec<Weight> {
        let (channels, out) = (self.input.channels, self.output.channels);
        let weight = |name: &str, shape: &[usize], learns| {
            let dot = if self.name.is_empty() { "" } else { "." };
            Weight { name: format!("{}{dot}{name}", self.name), shape: shape.to_vec(), learns }
        };
        let learned = |name: &str, shape: &[usize]| weight(name, shape, true);
        match &self.operation {
            Operation::Convolution { window, bias, .. } => {
                let mut weights = vec![learned("weight", &[out, channels, window.side, window.side])];
                weights.extend(bias.then(|| learned("bias", &[out])));
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
            | Operation::MaxPool(_)
            | Operation::AveragePool { .. }
            | Operation::ClassToken => Vec::new(),
        }
    }

    /// Multiply-accumulates for one sample of convolutions, linear maps, and attention's products of tokens;
    /// normalisation, non-linearities, pooling and additions are not counted, as is usual.
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
                // Queries, keys, values and what leaves; then scores of all pairs, and their mix of values.
                product(&[4, tokens, out, out]).saturating_add(product(&[2, tokens, tokens, out]))
            }
            Operation::Normalise(_)
            | Operation::Flatten
            | Operation::BatchNorm
            | Operation::LayerNorm
            | Operation::Relu
            | Operation::Gelu
            | Operation::MaxPool(_)
            | Operation::AveragePool { .. }
            | Operation::ClassToken => 0,
        }
    }

    /// Whether every shape in it holds a value.
    pub(super) fn fits(&self) -> bool {
        let inside = match &self.operation {
            Operation::Residual { before, body, shortcut } => {
                let around = shortcut.last().map_or(self.input, |part| part.output);
                around == self.output && [before, body, shortcut].into_iter().flatten().all(Self::fits)
            }
            Operation::Normalise(_)
            | Operation::Convolution { .. }
            | Operation::Flatten
            | Operation::Linear { .. }
            | Operation::BatchNorm
            | Operation::LayerNorm
            | Operation::Relu
            | Operation::Gelu
            | Operation::MaxPool(_)
            | Operation::AveragePool { .. }
            | Operation::Embedding { .. }
            | Operation::Attention { .. }
            | Operation::ClassToken => true,
        };
        inside && !self.output.is_empty()
    }
}
