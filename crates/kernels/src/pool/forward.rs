//! Convolution, ReLU and pooling in one pass.

use super::{POSITIONS, SIDE, Winners, frame, pool, pooled_length, supports, windows, winners_length, words};
use crate::{
    accumulate::{accumulate, load_all, store_all},
    images::{Frame, Images},
    pack::{Block, VECTORS, Weights},
    parallel,
    simd::{Kernel, Simd},
};

/// max-pool(ReLU(convolution(x) + bias)), `[batch, height / 2, width / 2, outputs]`, and the winners.
///
/// # Panics
/// When the module does not [support](supports) the shape, or that of `x` is another one.
pub fn convolve_relu_pool(weights: &Weights, x: Images<'_>) -> (Vec<f32>, Winners) {
    let (set, shape) = (weights.set, &weights.shape);
    assert!(supports(shape), "{shape:?}");
    let frame = frame(shape, shape.inputs);
    let group = parallel::group(x.batch(), frame.length());
    let mut out = vec![0.0; x.batch() * pooled_length(shape)];
    let mut bits = vec![0; x.batch() * winners_length(shape)];
    parallel::for_each_pair(
        (&mut out, group * pooled_length(shape)),
        (&mut bits, group * winners_length(shape)),
        |i, out, bits| {
            let count = out.len() / pooled_length(shape);
            let framed = x.frames(i * group, count, frame);
            set.run(Forward { weights, frame, x: &framed, out, bits });
        },
    );
    (out, Winners { bits, words: words(shape) })
}

/// The forward pass of a few images.
struct Forward<'a> {
    weights: &'a Weights,
    frame: Frame,
    x: &'a [f32],
    out: &'a mut [f32],
    bits: &'a mut [u32],
}

impl Kernel for Forward<'_> {
    #[inline(always)]
    fn run<S: Simd>(mut self, simd: S) {
        for block in self.weights.packed.blocks.iter() {
            let weights = self.weights.packed.of(block, S::LANES);
            match (S::LANES, block.vectors) {
                (16, 1) => self.block::<S, 2, 8, 1>(simd, block, weights),
                (16, _) => self.block::<S, 2, 8, VECTORS>(simd, block, weights),
                (_, 1) => self.block::<S, 1, 4, 1>(simd, block, weights),
                (..) => self.block::<S, 1, 4, VECTORS>(simd, block, weights),
            }
        }
    }
}

impl Forward<'_> {
    /// All windows for one block of channels, `W` windows with their `P` = 4 · `W` pixels at a time.
    #[inline(always)]
    fn block<S: Simd, const W: usize, const P: usize, const N: usize>(
        &mut self,
        simd: S,
        block: Block,
        weights: &[f32],
    ) {
        let (frame, outputs) = (self.frame, self.weights.shape.outputs);
        let per_image = windows(&self.weights.shape);
        let across = self.weights.shape.width / 2;
        let count = self.x.len() / frame.length() * per_image;
        let runs = [0, frame.row(), 2 * frame.row()];
        let length = SIDE * self.weights.shape.inputs;
        let corners = [0, frame.pixel, frame.row(), frame.row() + frame.pixel];
        let start = load_all::<S, N>(simd, &self.weights.packed.bias[block.first..]);
        let (word, shift) = (block.first / 32, block.first % 32);
        let words = words(&self.weights.shape);
        for first in (0..count).step_by(W) {
            let mut pixels = [0; P];
            for w in 0..W {
                // The last windows are computed again where none are left.
                let window = (first + w).min(count - 1);
                let (image, window) = (window / per_image, window % per_image);
                let (y, x) = (window / across, window % across);
                let corner = image * frame.length() + 2 * y * frame.row() + 2 * x * frame.pixel;
                for p in 0..POSITIONS {
                    pixels[w * POSITIONS + p] = corner + corners[p];
                }
            }
            let sums = accumulate::<S, P, N>(simd, start, self.x, pixels, (&runs, length), weights);
            for w in 0..W.min(count - first) {
                let window = first + w;
                let four = [sums[w * 4], sums[w * 4 + 1], sums[w * 4 + 2], sums[w * 4 + 3]];
                let (largest, won) = pool(simd, four);
                store_all(simd, largest, &mut self.out[window * outputs + block.first..][..block.channels]);
                for p in 0..POSITIONS {
                    self.bits[(window * POSITIONS + p) * words + word] |= won[p] << shift;
                }
            }
        }
    }
}
