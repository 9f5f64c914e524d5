//! A convolution of stride 1 with its bias, ReLU and 2×2 max-pooling in one pass, and its gradients.
//!
//! A thread of the forward pass computes a 2×2 window of the convolution's output for a few samples and channels, one of the
//! backward pass a window of the input, so that what it loads serves several products.

mod forward;
mod input_gradient;
mod weight_gradient;

use cubecl::prelude::*;

pub use forward::forward;
pub use input_gradient::input_gradient;
pub use weight_gradient::weight_gradient;

/// A convolution of stride 1 that is followed by ReLU and 2×2 max-pooling.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PooledConvolution {
    /// Samples of the batch.
    pub batch: usize,
    /// Channels of the input.
    pub inputs: usize,
    /// Channels of the output.
    pub outputs: usize,
    /// Of the input.
    pub height: usize,
    /// Of the input.
    pub width: usize,
    /// Of the square window of taps.
    pub side: usize,
    /// Zeros around the input; less than `side`.
    pub padding: usize,
}

impl PooledConvolution {
    /// Rows of the pooled output.
    pub fn out_height(&self) -> usize {
        (self.height + 2 * self.padding + 1 - self.side) / 2
    }

    /// Columns of the pooled output.
    pub fn out_width(&self) -> usize {
        (self.width + 2 * self.padding + 1 - self.side) / 2
    }

    /// The shape of the partial sums of [`weight_gradient`]: `[parts, outputs, inputs, taps and one]`.
    pub fn partial_sums(&self) -> [usize; 4] {
        let threads = self.outputs.div_ceil(Tile::of(self.outputs).channels) * self.inputs;
        let parts = THREADS.div_ceil(threads).min(self.batch);
        [parts, self.outputs, self.inputs, self.side * self.side + 1]
    }
}

/// Where a window has no winner: all its values are 0 or below.
const NONE: u32 = 4;

/// So many threads at least add up gradients of weights, each of a part of the samples.
const THREADS: usize = 2048;

/// What one thread computes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Tile {
    samples: usize,
    channels: usize,
}

impl Tile {
    fn of(channels: usize) -> Self {
        Self { samples: 4, channels: channels.min(4) }
    }
}

/// Adds the products of a patch `[sample][row][column]` with the taps of one channel to the sums
/// `[sample][position in the window][channel]`. The taps of each channel of the tile start at `taps + at`; `mirrored`, they
/// are those of the transposed convolution.
#[cube]
fn add_products(
    sums: &mut Array<f32>,
    patch: &Sequence<f32>,
    weight: &Tensor<f32>,
    taps: &Array<usize>,
    at: usize,
    w_row: usize,
    w_column: usize,
    #[comptime] side: usize,
    #[comptime] samples: usize,
    #[comptime] channels: usize,
    #[comptime] mirrored: bool,
) {
    #[unroll]
    for c in 0..channels {
        let start = taps[c] + at;
        #[unroll]
        for tap_row in 0..side {
            #[unroll]
            for tap in 0..side {
                let w = weight[start + tap_row * w_row + tap * w_column];
                let row = comptime![if mirrored { side - 1 - tap_row } else { tap_row }];
                let column = comptime![if mirrored { side - 1 - tap } else { tap }];
                #[unroll]
                for s in 0..samples {
                    #[unroll]
                    for r in 0..2usize {
                        #[unroll]
                        for q in 0..2usize {
                            let from = comptime![(s * (side + 1) + r + row) * (side + 1) + q + column];
                            sums[comptime![(s * 4 + r * 2 + q) * channels + c]] += *patch.index(from) * w;
                        }
                    }
                }
            }
        }
    }
}
