//! The gradient of the input.

use super::{
    Backward, FEW_CHANNELS, PATCH, POSITIONS, SIDE, TAPS, Table, Winners, each_bit, frame, pooled_length, windows,
    winners_length, words,
};
use crate::{
    accumulate::{load_all, store_all},
    images::Frame,
    parallel,
    shape::Convolution,
    simd::{Kernel, Simd},
};

/// The gradient of the input, `[batch, height, width, inputs]`, from that of the pooled output,
/// `[batch, height / 2, width / 2, outputs]`.
pub fn input_gradient(table: &Table, gradient: &[f32], winners: &Winners) -> Vec<f32> {
    let (set, shape) = (table.set, &table.shape);
    let batch = gradient.len() / pooled_length(shape);
    let frame = frame(shape, table.pixel);
    let mut out = vec![0.0; batch * shape.input_length()];
    let group = parallel::group(batch, frame.length());
    parallel::for_each_chunk(&mut out, group * shape.input_length(), |i, out| {
        let mut framed = vec![0.0; frame.length()];
        for (j, out) in out.chunks_exact_mut(shape.input_length()).enumerate() {
            let image = i * group + j;
            framed.fill(0.0);
            set.run(InputGradient {
                shape,
                frame,
                gradient: &gradient[image * pooled_length(shape)..][..pooled_length(shape)],
                bits: &winners.bits[image * winners_length(shape)..][..winners_length(shape)],
                table,
                framed: &mut framed,
            });
            unframe(shape, frame, &framed, out);
        }
    });
    out
}

/// Copies the image out of its frame.
fn unframe(shape: &Convolution, frame: Frame, framed: &[f32], to: &mut [f32]) {
    for (y, to) in to.chunks_exact_mut(shape.width * shape.inputs).enumerate() {
        let from = &framed[(y + 1) * frame.row() + frame.pixel..][..shape.width * frame.pixel];
        if frame.pixel == shape.inputs {
            to.copy_from_slice(from);
        } else {
            for (to, from) in to.chunks_exact_mut(shape.inputs).zip(from.chunks_exact(frame.pixel)) {
                to.copy_from_slice(&from[..shape.inputs]);
            }
        }
    }
}

/// Adds the gradient of one image to `framed`.
struct InputGradient<'a> {
    shape: &'a Convolution,
    frame: Frame,
    gradient: &'a [f32],
    bits: &'a [u32],
    table: &'a Table,
    framed: &'a mut [f32],
}

impl Kernel for InputGradient<'_> {
    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        let (inputs, width) = (self.shape.inputs, self.table.width);
        self.with_width(simd, inputs, width);
    }
}

impl Backward for InputGradient<'_> {
    #[inline(always)]
    fn patches<S: Simd, const Q: usize>(self, simd: S) {
        let words = words(self.shape);
        let across = self.shape.width / 2;
        for window in 0..windows(self.shape) {
            let gradient = &self.gradient[window * self.shape.outputs..][..self.shape.outputs];
            let mut sums = [simd.zero(); Q];
            for position in 0..POSITIONS {
                each_bit(&self.bits[(window * POSITIONS + position) * words..][..words], |output| {
                    let value = simd.splat(gradient[output]);
                    let kernel = &self.table.values[(output * POSITIONS + position) * Q * S::LANES..][..Q * S::LANES];
                    for q in 0..Q {
                        sums[q] = simd.multiply_add(value, simd.load(&kernel[q * S::LANES..]), sums[q]);
                    }
                });
            }
            let mut patch = [0.0; PATCH * PATCH * FEW_CHANNELS];
            store_all(simd, sums, &mut patch[..Q * S::LANES]);
            let row = PATCH * self.shape.inputs;
            let (y, x) = (window / across, window % across);
            let corner = 2 * y * self.frame.row() + 2 * x * self.frame.pixel;
            for (r, patch) in patch.chunks_exact(row).take(PATCH).enumerate() {
                let to = &mut self.framed[corner + r * self.frame.row()..][..row];
                for (to, value) in to.iter_mut().zip(patch) {
                    *to += value;
                }
            }
        }
    }

    #[inline(always)]
    fn blocks<S: Simd, const N: usize, const R: usize>(self, simd: S) {
        let (frame, outputs) = (self.frame, self.shape.outputs);
        let words = words(self.shape);
        let across = self.shape.width / 2;
        let width = N * S::LANES;
        let length = outputs * TAPS * width;
        for (block, table) in self.table.values.chunks_exact(length).enumerate() {
            for window in 0..windows(self.shape) {
                let gradient = &self.gradient[window * outputs..][..outputs];
                let (y, x) = (window / across, window % across);
                for position in 0..POSITIONS {
                    let words = &self.bits[(window * POSITIONS + position) * words..][..words];
                    if words.iter().all(|&word| word == 0) {
                        continue;
                    }
                    let corner =
                        (2 * y + position / 2) * frame.row() + (2 * x + position % 2) * frame.pixel + block * width;
                    for top in (0..SIDE).step_by(R) {
                        let at = corner + top * frame.row();
                        let mut sums = [[[simd.zero(); N]; SIDE]; R];
                        for r in 0..R {
                            for k in 0..SIDE {
                                sums[r][k] = load_all(simd, &self.framed[at + r * frame.row() + k * frame.pixel..]);
                            }
                        }
                        each_bit(words, |output| {
                            let value = simd.splat(gradient[output]);
                            let kernel = &table[(output * TAPS + top * SIDE) * width..][..R * SIDE * width];
                            for r in 0..R {
                                for k in 0..SIDE {
                                    for n in 0..N {
                                        let weights = simd.load(&kernel[(r * SIDE + k) * width + n * S::LANES..]);
                                        sums[r][k][n] = simd.multiply_add(value, weights, sums[r][k][n]);
                                    }
                                }
                            }
                        });
                        for r in 0..R {
                            for k in 0..SIDE {
                                let to = &mut self.framed[at + r * frame.row() + k * frame.pixel..][..width];
                                store_all(simd, sums[r][k], to);
                            }
                        }
                    }
                }
            }
        }
    }
}
