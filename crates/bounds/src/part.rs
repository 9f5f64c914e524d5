//! The parts of a chain, as callers describe them: PyTorch's layout, images as `[channels, height, width]`.

use layerlab_schema::Window;

/// One operation with its weights.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// A convolution with a square kernel and zeros around the image.
    Convolution {
        /// Kernel size, stride and padding.
        window: Window,
        /// Kernels, `[out, in, row, column]`.
        weight: Vec<f32>,
        /// One for each output channel.
        bias: Vec<f32>,
    },
    /// A linear map of all values, in the order `[channels, height, width]`.
    Linear {
        /// Weights, `[out, values]`.
        weight: Vec<f32>,
        /// One for each output.
        bias: Vec<f32>,
    },
    /// scale · x + shift in each channel: batch normalisation in evaluation mode, or the normalisation of inputs.
    Scale {
        /// One for each channel.
        scale: Vec<f64>,
        /// One for each channel.
        shift: Vec<f64>,
    },
    /// All values as a vector. Only [`Part::Linear`] and [`Part::Relu`] can follow it, unless there is one place only.
    Flatten,
    /// max(0, x).
    Relu,
    /// The largest value in each window.
    MaxPool(Window),
    /// The mean of each of `side` × `side` areas that cover the image (PyTorch's adaptive average pooling).
    AveragePool {
        /// Number of areas along each edge; 1 is the mean over all places.
        side: usize,
    },
}
