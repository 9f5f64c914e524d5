//! The gradients of weights and bias.

use super::{
    Backward, FEW_CHANNELS, PATCH, POSITIONS, SIDE, TAPS, Table, Winners, each_bit, frame, pooled_length, windows,
    winners_length, words,
};
use crate::{
    accumulate::load_all,
    images::{Frame, Images},
    parallel,
    shape::Convolution,
    simd::{InstructionSet, Kernel, Simd},
};

/// The gradients of weights, `[outputs, inputs, 3, 3]`, and bias, `[outputs]`, from that of the pooled output.
pub fn weight_gradient(
    set: InstructionSet,
    shape: &Convolution,
    x: Images<'_>,
    gradient: &[f32],
    winners: &Winners,
) -> (Vec<f32>, Vec<f32>) {
    /// Images whose gradients are added up one after another: it depends on nothing, so that neither does the result.
    const IMAGES: usize = 8;
    let empty = Table::zero(set, shape);
    let frame = frame(shape, empty.pixel);
    let size = empty.values.len() + shape.outputs;
    let mut sums = vec![0.0; x.batch().div_ceil(IMAGES).max(1) * size];
    parallel::for_each_chunk(&mut sums, size, |i, sums| {
        let (table, bias) = sums.split_at_mut(empty.values.len());
        let mut framed = vec![0.0; frame.length()];
        for image in i * IMAGES..((i + 1) * IMAGES).min(x.batch()) {
            x.frame(image, frame, &mut framed);
            set.run(WeightGradient {
                shape,
                frame,
                x: &framed,
                gradient: &gradient[image * pooled_length(shape)..][..pooled_length(shape)],
                bits: &winners.bits[image * winners_length(shape)..][..winners_length(shape)],
                width: empty.width,
                table,
                bias,
            });
        }
    });
    let (total, rest) = sums.split_at_mut(size);
    for part in rest.chunks_exact(size) {
        for (total, value) in total.iter_mut().zip(part) {
            *total += value;
        }
    }
    let (table, bias) = total.split_at(empty.values.len());
    (Table { values: table.to_vec(), ..empty }.unpack(), bias.to_vec())
}

/// Adds the gradients of one image.
struct WeightGradient<'a> {
    shape: &'a Convolution,
    frame: Frame,
    x: &'a [f32],
    gradient: &'a [f32],
    bits: &'a [u32],
    width: usize,
    table: &'a mut [f32],
    bias: &'a mut [f32],
}

impl Kernel for WeightGradient<'_> {
    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        let (inputs, width) = (self.shape.inputs, self.width);
        self.with_width(simd, inputs, width);
    }
}

impl Backward for WeightGradient<'_> {
    #[inline(always)]
    fn patches<S: Simd, const Q: usize>(self, simd: S) {
        let words = words(self.shape);
        let across = self.shape.width / 2;
        let row = PATCH * self.shape.inputs;
        for window in 0..windows(self.shape) {
            let gradient = &self.gradient[window * self.shape.outputs..][..self.shape.outputs];
            let (y, x) = (window / across, window % across);
            let corner = 2 * y * self.frame.row() + 2 * x * self.frame.pixel;
            let mut patch = [0.0; PATCH * PATCH * FEW_CHANNELS];
            for r in 0..PATCH {
                patch[r * row..][..row].copy_from_slice(&self.x[corner + r * self.frame.row()..][..row]);
            }
            let patch: [S::Vector; Q] = load_all(simd, &patch);
            for position in 0..POSITIONS {
                each_bit(&self.bits[(window * POSITIONS + position) * words..][..words], |output| {
                    self.bias[output] += gradient[output];
                    let value = simd.splat(gradient[output]);
                    let kernel = &mut self.table[(output * POSITIONS + position) * Q * S::LANES..][..Q * S::LANES];
                    for q in 0..Q {
                        let kernel = &mut kernel[q * S::LANES..];
                        simd.store(simd.multiply_add(value, patch[q], simd.load(kernel)), kernel);
                    }
                });
            }
        }
    }

    #[inline(always)]
    fn blocks<S: Simd, const N: usize, const R: usize>(self, simd: S) {
        let (frame, outputs) = (self.frame, self.shape.outputs);
        let words = words(self.shape);
        let across = self.shape.width / 2;
        let width = N * S::LANES;
        for window in 0..windows(self.shape) {
            let gradient = &self.gradient[window * outputs..][..outputs];
            for position in 0..POSITIONS {
                each_bit(&self.bits[(window * POSITIONS + position) * words..][..words], |output| {
                    self.bias[output] += gradient[output];
                });
            }
        }
        for (block, table) in self.table.chunks_exact_mut(outputs * TAPS * width).enumerate() {
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
                        let mut pixels = [[[simd.zero(); N]; SIDE]; R];
                        for r in 0..R {
                            for k in 0..SIDE {
                                pixels[r][k] = load_all(simd, &self.x[at + r * frame.row() + k * frame.pixel..]);
                            }
                        }
                        each_bit(words, |output| {
                            let value = simd.splat(gradient[output]);
                            let kernel = &mut table[(output * TAPS + top * SIDE) * width..][..R * SIDE * width];
                            for r in 0..R {
                                for k in 0..SIDE {
                                    for n in 0..N {
                                        let sum = &mut kernel[(r * SIDE + k) * width + n * S::LANES..];
                                        simd.store(simd.multiply_add(value, pixels[r][k][n], simd.load(sum)), sum);
                                    }
                                }
                            }
                        });
                    }
                }
            }
        }
    }
}
