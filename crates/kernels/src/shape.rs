//! The shape of a convolution.

/// A convolution with a square kernel and equal padding on all sides; batch size and bias are not part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Convolution {
    /// Channels of the input.
    pub inputs: usize,
    /// Channels of the output.
    pub outputs: usize,
    /// Height of the input in pixels.
    pub height: usize,
    /// Width of the input in pixels.
    pub width: usize,
    /// Height and width of the kernel.
    pub side: usize,
    /// Pixels between neighbouring positions of the kernel.
    pub stride: usize,
    /// Zeros around the input, less than `side`.
    pub padding: usize,
}

impl Convolution {
    /// Height of the output in pixels.
    pub fn out_height(&self) -> usize {
        (self.height + 2 * self.padding - self.side) / self.stride + 1
    }

    /// Width of the output in pixels.
    pub fn out_width(&self) -> usize {
        (self.width + 2 * self.padding - self.side) / self.stride + 1
    }

    /// Values of one image of the input.
    pub fn input_length(&self) -> usize {
        self.inputs * self.height * self.width
    }

    /// Values of one image of the output.
    pub fn output_length(&self) -> usize {
        self.outputs * self.out_height() * self.out_width()
    }

    /// Values of the kernel.
    pub fn weights_length(&self) -> usize {
        self.inputs * self.outputs * self.side * self.side
    }
}
