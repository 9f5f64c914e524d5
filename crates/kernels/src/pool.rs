//! A 3×3 convolution with padding 1, ReLU and 2×2 max-pooling in one pass, and its gradients.
//!
//! Of each window the pass keeps, as a bit for each channel, which of the four positions won; none did where all are
//! below zero, and the first one where several are equal, as in PyTorch. The backward passes walk the set bits only. NaN in a
//! window makes its output NaN.

mod forward;
mod input_gradient;
mod relu_pool;
mod table;
mod weight_gradient;

pub use forward::convolve_relu_pool;
pub use input_gradient::input_gradient;
pub use relu_pool::{relu_pool, relu_pool_gradient};
pub use table::Table;
pub use weight_gradient::weight_gradient;

use crate::{images::Frame, shape::Convolution, simd::Simd};

/// Positions of a window.
const POSITIONS: usize = 4;
/// Height and width of the kernel.
const SIDE: usize = 3;
/// Positions of the kernel.
const TAPS: usize = SIDE * SIDE;
/// Channels of the input up to which the gradients go by whole patches of 4×4 pixels.
const FEW_CHANNELS: usize = 3;
/// Height and width of the input of a window: the pixels that its four positions see.
const PATCH: usize = 4;

/// Which position of each window won, bit by bit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Winners {
    /// `[batch, windows, 4, words]`: bit `c % 32` of word `c / 32` stands for channel `c`.
    bits: Vec<u32>,
    words: usize,
}

impl Winners {
    /// Whether `position` (0 to 3, row by row) of `window` won in `channel`; windows count on through the batch.
    pub fn has(&self, window: usize, position: usize, channel: usize) -> bool {
        self.bits[(window * POSITIONS + position) * self.words + channel / 32] >> (channel % 32) & 1 == 1
    }
}

/// Whether this module computes the convolution.
pub fn supports(shape: &Convolution) -> bool {
    let Convolution { side, stride, padding, height, width, .. } = *shape;
    (side, stride, padding) == (SIDE, 1, 1) && height >= 2 && width >= 2
}

/// Values of one image of the pooled output.
pub fn pooled_length(shape: &Convolution) -> usize {
    windows(shape) * shape.outputs
}

fn windows(shape: &Convolution) -> usize {
    (shape.height / 2) * (shape.width / 2)
}

fn words(shape: &Convolution) -> usize {
    shape.outputs.div_ceil(32)
}

/// Values of the winners of one image.
fn winners_length(shape: &Convolution) -> usize {
    windows(shape) * POSITIONS * words(shape)
}

fn frame(shape: &Convolution, pixel: usize) -> Frame {
    Frame { top: 1, left: 1, height: shape.height + 2, width: shape.width + 2, pixel }
}

/// The largest of four sums and zero, and which of them won, a bit for each lane. None wins in a lane of zeros.
#[inline(always)]
fn pool<S: Simd, const N: usize>(simd: S, four: [[S::Vector; N]; POSITIONS]) -> ([S::Vector; N], [u32; POSITIONS]) {
    let mut largest = [simd.zero(); N];
    let mut won = [0; POSITIONS];
    let mut unordered = 0;
    for n in 0..N {
        let pair = simd.max(four[0][n], four[1][n]);
        let other = simd.max(four[2][n], four[3][n]);
        largest[n] = simd.max(simd.max(pair, other), simd.zero());
        let mut left = simd.greater(largest[n], simd.zero());
        for p in 0..POSITIONS {
            let here = simd.equal(four[p][n], largest[n]) & left;
            left &= !here;
            won[p] |= here << (n * S::LANES);
        }
        unordered |= simd.unordered(four[0][n], four[1][n]) | simd.unordered(four[2][n], four[3][n]);
    }
    if unordered != 0 {
        keep_nan(simd, &four, &mut largest, &mut won);
    }
    (largest, won)
}

/// Where one of the four is NaN, the first such wins.
#[cold]
#[inline(never)]
fn keep_nan<S: Simd, const N: usize>(
    simd: S,
    four: &[[S::Vector; N]; POSITIONS],
    largest: &mut [S::Vector; N],
    won: &mut [u32; POSITIONS],
) {
    for n in 0..N {
        let mut values = [[0.0_f32; 16]; POSITIONS];
        let mut results = [0.0_f32; 16];
        for p in 0..POSITIONS {
            simd.store(four[p][n], &mut values[p]);
        }
        simd.store(largest[n], &mut results);
        for lane in 0..S::LANES {
            let Some(first) = (0..POSITIONS).find(|&p| values[p][lane].is_nan()) else { continue };
            results[lane] = f32::NAN;
            for (p, won) in won.iter_mut().enumerate() {
                let bit = 1 << (n * S::LANES + lane);
                *won = if p == first { *won | bit } else { *won & !bit };
            }
        }
        largest[n] = simd.load(&results);
    }
}

/// A backward pass over one image, for every width of [`Table`].
trait Backward: Sized {
    /// With few inputs: `Q` vectors of a patch.
    fn patches<S: Simd, const Q: usize>(self, simd: S);

    /// With many inputs: blocks of `N` vectors, `R` rows of the kernel at a time.
    fn blocks<S: Simd, const N: usize, const R: usize>(self, simd: S);

    /// The one for a table of this width.
    #[inline(always)]
    fn with_width<S: Simd>(self, simd: S, inputs: usize, width: usize) {
        let vectors = width / S::LANES;
        if inputs > FEW_CHANNELS {
            match (S::LANES, vectors) {
                (16, 1) => self.blocks::<S, 1, 3>(simd),
                (16, _) => self.blocks::<S, 2, 3>(simd),
                (_, 1) => self.blocks::<S, 1, 1>(simd),
                (_, 2) => self.blocks::<S, 2, 1>(simd),
                (..) => self.blocks::<S, 4, 1>(simd),
            }
            return;
        }
        match vectors {
            1 => self.patches::<S, 1>(simd),
            2 => self.patches::<S, 2>(simd),
            3 => self.patches::<S, 3>(simd),
            4 => self.patches::<S, 4>(simd),
            6 => self.patches::<S, 6>(simd),
            8 => self.patches::<S, 8>(simd),
            _ => self.patches::<S, 12>(simd),
        }
    }
}

/// Calls `each` with the number of every set bit.
#[inline(always)]
fn each_bit(words: &[u32], mut each: impl FnMut(usize)) {
    for (i, &word) in words.iter().enumerate() {
        let mut left = word;
        while left != 0 {
            each(32 * i + left.trailing_zeros() as usize);
            left &= left - 1;
        }
    }
}
