//! Convolutions, and linear maps as convolutions whose kernel covers the image: forward for intervals, backward for forms.

use layerlab_schema::Shape;

use crate::{
    Interval,
    forms::{Forms, LANES, Region, is_zero},
    interval::Sum,
};

/// A convolution, with channels last in memory.
#[derive(Clone, Debug)]
pub(crate) struct Convolution {
    /// Rows of the kernel.
    pub height: usize,
    /// Columns of the kernel.
    pub width: usize,
    pub stride: usize,
    pub padding: usize,
    /// Kernels, `[out, row, column, in]`.
    pub weight: Vec<f64>,
    pub bias: Vec<f64>,
}

impl Convolution {
    /// From kernels `[out, in, row, column]`.
    pub fn new([height, width]: [usize; 2], stride: usize, padding: usize, weight: &[f32], bias: &[f32]) -> Self {
        let per_output = weight.len() / bias.len().max(1);
        let (area, mut reordered) = (height * width, Vec::with_capacity(weight.len()));
        for kernel in weight.chunks_exact(per_output.max(1)) {
            for tap in 0..area {
                reordered.extend(kernel[tap..].iter().step_by(area).map(|&w| f64::from(w)));
            }
        }
        let bias = bias.iter().map(|&b| f64::from(b)).collect();
        Self { height, width, stride, padding, weight: reordered, bias }
    }

    /// The kernel's rows or columns that lie on an image of this length, for the output at `at`: the first one, how many, and
    /// where the first one lies.
    #[inline(always)]
    fn overlap(&self, at: usize, kernel: usize, length: usize) -> (usize, usize, usize) {
        let start = at * self.stride;
        let first = self.padding.saturating_sub(start);
        let end = kernel.min((length + self.padding).saturating_sub(start));
        (first, end.saturating_sub(first), (start + first).saturating_sub(self.padding))
    }

    /// Bounds of the outputs, and the allowance for rounding of each.
    pub fn bound(&self, input: Shape, output: Shape, from: &Interval, rounding: f64) -> (Interval, Vec<f64>) {
        let (mut bounds, mut errors) = (Interval::default(), Vec::with_capacity(output.len()));
        let per_row = self.width * input.channels;
        for y in 0..output.height {
            let (first_row, rows, top) = self.overlap(y, self.height, input.height);
            for x in 0..output.width {
                let (first_column, columns, left) = self.overlap(x, self.width, input.width);
                let count = columns * input.channels;
                for (kernel, &bias) in self.weight.chunks_exact(self.height * per_row).zip(&self.bias) {
                    let mut sum = Sum::default();
                    for row in 0..rows {
                        let taps = &kernel[(first_row + row) * per_row + first_column * input.channels..][..count];
                        sum.add_row(taps, from, ((top + row) * input.width + left) * input.channels);
                    }
                    errors.push(bounds.push(&sum, bias, rounding));
                }
            }
        }
        (bounds, errors)
    }

    /// The part of the input that the outputs in `region` depend on.
    pub fn reach(&self, input: Shape, region: Region) -> Region {
        region.reach([self.height, self.width], self.stride, self.padding, input)
    }

    /// Forms of the outputs as forms of the inputs; `to` has the region that they reach, and zeros.
    #[inline(always)]
    pub fn back(&self, input: Shape, output: Shape, errors: &[f64], from: &Forms, to: &mut Forms) {
        let (channels, per_row) = (input.channels, self.width * input.channels);
        for y in 0..from.region.height {
            let (first_row, rows, top) = self.overlap(from.region.top + y, self.height, input.height);
            for x in 0..from.region.width {
                let (first_column, columns, left) = self.overlap(from.region.left + x, self.width, input.width);
                let place = (from.region.top + y) * output.width + from.region.left + x;
                let coefficients = &from.rows[(y * from.region.width + x) * output.channels..][..output.channels];
                for (channel, coefficient) in coefficients.iter().enumerate() {
                    if is_zero(coefficient) {
                        continue;
                    }
                    to.add_constants(coefficient, self.bias[channel], errors[place * output.channels + channel]);
                    let kernel = &self.weight[channel * self.height * per_row..];
                    for row in 0..rows {
                        let taps =
                            &kernel[(first_row + row) * per_row + first_column * channels..][..columns * channels];
                        let start = to.region.row_of(top + row, left) * channels;
                        add_products(&mut to.rows[start..start + columns * channels], taps, *coefficient);
                    }
                }
            }
        }
    }
}

/// Adds `factor` times each weight to a row.
#[inline(always)]
fn add_products(rows: &mut [[f64; LANES]], weights: &[f64], factor: [f64; LANES]) {
    for (row, &weight) in rows.iter_mut().zip(weights) {
        // Otherwise the compiler makes vectors of the same lane of several rows, and has to gather them.
        std::hint::black_box(());
        *row = std::array::from_fn(|lane| row[lane] + weight * factor[lane]);
    }
}
