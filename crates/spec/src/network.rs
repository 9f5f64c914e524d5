//! Networks as chains of named layers: shapes and costs, no weights.
//!
//! A [`Layer`] is one weighted operation with what follows it up to the next one (normalisation, ReLU, pooling):
//! the stone a person sees, and the unit in which cuts, freezing and measures count. The core builds exactly
//! this plan, so that what is drawn is what runs.

use serde::{Deserialize, Serialize};

use crate::{data::DataSet, error::ExperimentError};

/// Shape of one sample between two layers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shape {
    /// Channels of an image, features of a vector.
    pub channels: usize,
    /// Rows; 1 for a vector.
    pub height: usize,
    /// Columns; 1 for a vector.
    pub width: usize,
}

impl Shape {
    /// `channels` × `height` × `width`.
    pub const fn new(channels: usize, height: usize, width: usize) -> Self {
        Self { channels, height, width }
    }

    /// Number of values.
    pub const fn len(self) -> usize {
        self.channels * self.height * self.width
    }

    /// Whether there is no value at all.
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }
}

impl std::fmt::Display for Shape {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.height == 1 && self.width == 1 {
            write!(f, "{}", self.channels)
        } else {
            write!(f, "{}×{}×{}", self.channels, self.height, self.width)
        }
    }
}

/// A family of networks with its sizes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Network {
    /// Fully connected layers with ReLU between them.
    Mlp {
        /// Widths of the hidden layers.
        #[serde(default = "default_hidden")]
        hidden: Vec<usize>,
        /// Batch normalisation before each ReLU.
        #[serde(default)]
        batch_norm: bool,
    },
    /// Two 3×3 convolutions, each with ReLU and 2×2 max-pooling, then one hidden and one output linear layer.
    Cnn {
        /// Output channels of the two convolutions.
        #[serde(default = "default_channels")]
        channels: [usize; 2],
        /// Width of the hidden linear layer.
        #[serde(default = "default_width")]
        hidden: usize,
        /// Batch normalisation before each ReLU.
        #[serde(default)]
        batch_norm: bool,
    },
}

fn default_hidden() -> Vec<usize> {
    vec![64, 64, 64]
}

fn default_channels() -> [usize; 2] {
    [16, 32]
}

fn default_width() -> usize {
    64
}

/// The weighted operation of a layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Operation {
    /// A square convolution with stride 1 and zero padding that keeps the size.
    Convolution {
        /// Side of the kernel.
        kernel: usize,
    },
    /// A linear map of the flattened input.
    Linear,
}

/// One stone of the chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Layer {
    /// Unique in its network: `conv1`, `linear2`, …
    pub name: String,
    /// What it does.
    pub operation: Operation,
    /// Shape of what comes in.
    pub input: Shape,
    /// Shape of the operation's own output, before normalisation, ReLU and pooling: the layer's *activation*.
    pub activation: Shape,
    /// Shape of what goes to the next layer.
    pub output: Shape,
    /// Batch normalisation after the operation.
    pub batch_norm: bool,
    /// ReLU after that.
    pub relu: bool,
    /// Side and stride of the max-pooling after that.
    pub pool: Option<usize>,
}

impl Layer {
    /// Trainable parameters: weights, biases, and the scale and shift of batch normalisation.
    pub fn parameters(&self) -> usize {
        let out = self.activation.channels;
        let weights = match self.operation {
            Operation::Convolution { kernel } => kernel * kernel * self.input.channels * out,
            Operation::Linear => self.input.len() * out,
        };
        weights + out + if self.batch_norm { 2 * out } else { 0 }
    }

    /// Multiply-accumulates of the weighted operation for one sample.
    pub fn multiply_accumulates(&self) -> usize {
        match self.operation {
            Operation::Convolution { kernel } => kernel * kernel * self.input.channels * self.activation.len(),
            Operation::Linear => self.input.len() * self.activation.len(),
        }
    }
}

impl Network {
    /// The multilayer perceptron of the page.
    pub fn mlp() -> Self {
        Self::Mlp { hidden: default_hidden(), batch_norm: false }
    }

    /// The standard small convolutional network (105,866 parameters on 28×28 images with ten classes).
    pub fn cnn() -> Self {
        Self::Cnn { channels: default_channels(), hidden: default_width(), batch_norm: false }
    }

    /// The name of the family used in files and links.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Mlp { .. } => "mlp",
            Self::Cnn { .. } => "cnn",
        }
    }

    /// Names of the layers from input to output, whatever the data.
    pub fn layer_names(&self) -> Vec<String> {
        match self {
            Self::Mlp { hidden, .. } => (1..=hidden.len() + 1).map(|i| format!("linear{i}")).collect(),
            Self::Cnn { .. } => ["conv1", "conv2", "linear1", "linear2"].map(String::from).to_vec(),
        }
    }

    /// The chain for samples of `set`.
    ///
    /// # Errors
    /// When the network does not fit the data, or has a width of zero.
    pub fn layers(&self, set: DataSet) -> Result<Vec<Layer>, ExperimentError> {
        self.chain(set.shape(), set.class_count()).ok_or_else(|| ExperimentError::NetworkDoesNotFit {
            network: self.name(),
            data: set.name(),
            shape: set.shape().to_string(),
        })
    }

    fn chain(&self, input: Shape, classes: usize) -> Option<Vec<Layer>> {
        let mut layers = Vec::new();
        let mut shape = input;
        match self {
            Self::Mlp { hidden, batch_norm } => {
                for &width in hidden {
                    shape = push(&mut layers, Operation::Linear, shape, width, *batch_norm, None)?;
                }
            }
            Self::Cnn { channels, hidden, batch_norm } => {
                for &out in channels {
                    let operation = Operation::Convolution { kernel: 3 };
                    shape = push(&mut layers, operation, shape, out, *batch_norm, Some(2))?;
                }
                shape = push(&mut layers, Operation::Linear, shape, *hidden, *batch_norm, None)?;
            }
        }
        push(&mut layers, Operation::Linear, shape, classes, false, None)?;
        let last = layers.last_mut()?;
        last.relu = false;
        for (layer, name) in layers.iter_mut().zip(self.layer_names()) {
            layer.name = name;
        }
        Some(layers)
    }
}

/// Appends a layer and gives the shape that goes on, or nothing when it would be empty.
fn push(
    layers: &mut Vec<Layer>,
    operation: Operation,
    input: Shape,
    out: usize,
    batch_norm: bool,
    pool: Option<usize>,
) -> Option<Shape> {
    let activation = match operation {
        Operation::Convolution { .. } => Shape::new(out, input.height, input.width),
        Operation::Linear => Shape::new(out, 1, 1),
    };
    let side = pool.unwrap_or(1);
    let output = Shape::new(out, activation.height / side, activation.width / side);
    let layer = Layer { name: String::new(), operation, input, activation, output, batch_norm, relu: true, pool };
    layers.push(layer);
    (!output.is_empty()).then_some(output)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standard_network_has_the_parameters_and_cost_of_a_hand_count() {
        let layers = Network::cnn().layers(DataSet::FashionMnist).expect("it fits");
        let names: Vec<_> = layers.iter().map(|l| l.name.as_str()).collect();
        assert_eq!(names, ["conv1", "conv2", "linear1", "linear2"]);
        // 16·9 + 16; 32·16·9 + 32; 1568·64 + 64; 64·10 + 10.
        let parameters: Vec<_> = layers.iter().map(Layer::parameters).collect();
        assert_eq!(parameters, [160, 4_640, 100_416, 650]);
        // 28²·16·9 + 14²·32·16·9 + 1568·64 + 640 = 1,117,056 multiply-accumulates: the 2.2 MFLOP of the standard step.
        assert_eq!(layers.iter().map(Layer::multiply_accumulates).sum::<usize>(), 1_117_056);
        assert_eq!(layers[1].output, Shape::new(32, 7, 7));
        assert!(layers[2].relu && !layers[3].relu);
    }

    #[test]
    fn a_picture_network_does_not_fit_points() {
        let error = Network::cnn().layers(DataSet::Moons).expect_err("2-D points have no pixels to pool");
        assert!(error.to_string().contains("moons"), "{error}");
    }
}
