//! Convolution, ReLU and pooling in one pass.

use super::{POSITIONS, SIDE, Winners, frame, pool, pooled_length, supports, windows, winners_length, words};
use crate::{
    accumulate::{accumulate, load_all, store_all},
    images::{Frame, Images},
    pack::{Block, Form, Packed, VECTORS, Weights},
    parallel,
    shape::Convolution,
    simd::{Kernel, Simd},
    winograd::{self, Pass, Tile, Tiling},
};

/// max-pool(ReLU(convolution(x) + bias)), `[batch, height / 2, width / 2, outputs]`, and the winners.
///
/// # Panics
/// When the module does not [support](supports) the shape, or that of `x` is another one.
pub fn convolve_relu_pool(weights: &Weights, x: Images<'_>) -> (Vec<f32>, Winners) {
    let (set, shape) = (weights.set, &weights.shape);
    assert!(supports(shape), "{shape:?}");
    let tiling = Tiling::new(set, shape.inputs, shape.padding, [shape.height / 2, shape.width / 2]);
    let (frame, group) = match &weights.form {
        Form::Plain(_) => {
            let frame = frame(shape, shape.inputs);
            (frame, parallel::group(x.batch(), frame.length()))
        }
        Form::Winograd(_) => (tiling.frame, tiling.group(x.batch())),
    };
    let mut out = vec![0.0; x.batch() * pooled_length(shape)];
    let mut bits = vec![0; x.batch() * winners_length(shape)];
    parallel::for_each_pair(
        (&mut out, group * pooled_length(shape)),
        (&mut bits, group * winners_length(shape)),
        |i, out, bits| {
            let count = out.len() / pooled_length(shape);
            let x = &x.frames(i * group, count, frame);
            let output = Pooled { shape, out, bits };
            match &weights.form {
                Form::Plain(packed) => set.run(Forward { packed, frame, x, output }),
                Form::Winograd(weights) => set.run(Pass { weights, tiling, x, output }),
            }
        },
    );
    (out, Winners { bits, words: words(shape) })
}

/// The forward pass of a few images.
struct Forward<'a> {
    packed: &'a Packed,
    frame: Frame,
    x: &'a [f32],
    output: Pooled<'a>,
}

/// The pooled output of a few images, which gets it window by window.
struct Pooled<'a> {
    shape: &'a Convolution,
    out: &'a mut [f32],
    bits: &'a mut [u32],
}

impl winograd::Output for Pooled<'_> {
    #[inline(always)]
    fn tile<S: Simd, const N: usize>(&mut self, simd: S, tile: Tile, block: Block, pixels: [[S::Vector; N]; 4]) {
        self.window(simd, tile.number, block, pixels);
    }
}

impl Pooled<'_> {
    /// The four sums of a window, row by row, for the channels of `block`.
    #[inline(always)]
    fn window<S: Simd, const N: usize>(&mut self, simd: S, number: usize, block: Block, pixels: [[S::Vector; N]; 4]) {
        let (outputs, words) = (self.shape.outputs, words(self.shape));
        let (word, shift) = (block.first / 32, block.first % 32);
        let (largest, won) = pool(simd, pixels);
        store_all(simd, largest, &mut self.out[number * outputs + block.first..][..block.channels]);
        // Filled up lanes have no weights, but 0 · NaN is NaN, which would win.
        let exist = u32::MAX >> (32 - block.channels);
        for p in 0..POSITIONS {
            self.bits[(number * POSITIONS + p) * words + word] |= (won[p] & exist) << shift;
        }
    }
}

impl Kernel for Forward<'_> {
    #[inline(always)]
    fn run<S: Simd>(mut self, simd: S) {
        for block in self.packed.blocks.iter() {
            let weights = self.packed.of(block, S::LANES);
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
        let (frame, shape) = (self.frame, self.output.shape);
        // Where the input of each window begins.
        let mut begins = Vec::with_capacity(windows(shape));
        for y in 0..shape.height / 2 {
            begins.extend((0..shape.width / 2).map(|x| 2 * y * frame.row() + 2 * x * frame.pixel));
        }
        let images = self.x.len() / frame.length();
        let count = images * begins.len();
        let mut windows = (0..images).flat_map(|image| begins.iter().map(move |begin| image * frame.length() + begin));
        let mut corner = 0;
        let runs = [0, frame.row(), 2 * frame.row()];
        let length = SIDE * shape.inputs;
        let corners = [0, frame.pixel, frame.row(), frame.row() + frame.pixel];
        let start = load_all::<S, N>(simd, &self.packed.bias[block.first..]);
        for first in (0..count).step_by(W) {
            let mut pixels = [0; P];
            for w in 0..W {
                // The last window is computed again where none is left.
                corner = windows.next().unwrap_or(corner);
                for p in 0..POSITIONS {
                    pixels[w * POSITIONS + p] = corner + corners[p];
                }
            }
            let sums = accumulate::<S, P, N>(simd, start, self.x, pixels, (&runs, length), weights);
            for w in 0..W.min(count - first) {
                let four = [sums[w * 4], sums[w * 4 + 1], sums[w * 4 + 2], sums[w * 4 + 3]];
                self.output.window(simd, first + w, block, four);
            }
        }
    }
}
