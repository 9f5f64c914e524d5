//! Blocks of linear forms: each of a few forms side by side in lanes, over the same box of values. A form of a neuron after
//! convolutions depends on its receptive field only, so the boxes are small.

use layerlab_schema::Shape;

use crate::{
    Interval, LEAST_ROUNDING,
    maximum::{Lines, NONE},
};

/// Forms in a block.
pub(crate) const LANES: usize = 8;

/// A rectangle of places on an image.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Region {
    pub top: usize,
    pub left: usize,
    pub height: usize,
    pub width: usize,
}

impl Region {
    /// All places of an image.
    pub fn whole(shape: Shape) -> Self {
        Self { top: 0, left: 0, height: shape.height, width: shape.width }
    }

    /// One place.
    pub fn place(top: usize, left: usize) -> Self {
        Self { top, left, height: 1, width: 1 }
    }

    /// The places that windows at this region's places cover.
    pub fn reach(self, window: [usize; 2], stride: usize, padding: usize, image: Shape) -> Self {
        let side = |first: usize, count: usize, window: usize, length: usize| {
            let start = (first * stride).saturating_sub(padding).min(length);
            let end = ((first + count - 1) * stride + window).saturating_sub(padding).min(length);
            (start, end.saturating_sub(start))
        };
        let (top, height) = side(self.top, self.height, window[0], image.height);
        let (left, width) = side(self.left, self.width, window[1], image.width);
        Self { top, left, height, width }
    }

    pub fn places(self) -> usize {
        self.height * self.width
    }

    /// The position of a place of the image among the places of the region.
    #[inline(always)]
    pub fn row_of(self, y: usize, x: usize) -> usize {
        (y - self.top) * self.width + (x - self.left)
    }
}

/// A block of [`LANES`] forms Σ a_i x_i + constant. What they stand for is never below them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Forms {
    pub region: Region,
    /// Coefficients of the values in the region, channels last.
    pub rows: Vec<[f64; LANES]>,
    pub constants: [f64; LANES],
}

impl Forms {
    /// Becomes zero over `region`, and keeps its memory.
    pub fn reset(&mut self, region: Region, channels: usize, constants: [f64; LANES]) {
        self.region = region;
        self.rows.clear();
        self.rows.resize(region.places() * channels, [0.0; LANES]);
        self.constants = constants;
    }

    /// Adds the constant part of an affine output that has these coefficients: its shift, less the allowance for rounding.
    #[inline(always)]
    pub fn add_constants(&mut self, coefficient: &[f64; LANES], shift: f64, error: f64) {
        for lane in 0..LANES {
            self.constants[lane] += coefficient[lane] * shift - coefficient[lane].abs() * error;
        }
    }

    /// In place, for scale · x + shift in each channel.
    #[inline(always)]
    pub fn back_scale(&mut self, output: Shape, scale: &[f64], shift: &[f64], errors: &[f64]) {
        for y in 0..self.region.height {
            for x in 0..self.region.width {
                let place = (self.region.top + y) * output.width + self.region.left + x;
                for channel in 0..output.channels {
                    let row = (y * self.region.width + x) * output.channels + channel;
                    let coefficient = self.rows[row];
                    self.add_constants(&coefficient, shift[channel], errors[place * output.channels + channel]);
                    self.rows[row] = coefficient.map(|a| a * scale[channel]);
                }
            }
        }
    }

    /// Forms of maxima as forms of the values they are the maxima of; `to` has the region that they reach, and zeros.
    #[inline(always)]
    pub fn back_maximum(&self, input: Shape, output: Shape, floor: f64, lines: &[Lines], to: &mut Self) {
        for y in 0..self.region.height {
            for x in 0..self.region.width {
                let place = (self.region.top + y) * output.width + self.region.left + x;
                for channel in 0..output.channels {
                    let coefficient = &self.rows[(y * self.region.width + x) * output.channels + channel];
                    if !is_zero(coefficient) {
                        to.add_lines(input, coefficient, floor, &lines[place * output.channels + channel]);
                    }
                }
            }
        }
    }

    /// Adds the lower line where the coefficient is positive, the upper line where it is negative.
    #[inline(always)]
    fn add_lines(&mut self, input: Shape, coefficient: &[f64; LANES], floor: f64, lines: &Lines) {
        let negative = coefficient.map(|a| if a < 0.0 { a } else { 0.0 });
        // NaN stays NaN: nothing is known of such a form.
        let positive: [f64; LANES] = std::array::from_fn(|lane| coefficient[lane] - negative[lane]);
        if lines.low_from == NONE {
            add(&mut self.constants, &positive, floor);
        } else {
            let row = self.row(input, lines.low_from);
            self.add(row, &positive, 1.0);
        }
        if lines.slope > 0.0 {
            let row = self.row(input, lines.high_from);
            self.add(row, &negative, lines.slope);
        }
        add(&mut self.constants, &negative, lines.offset);
    }

    /// Adds `factor` times other coefficients to those of the value at `row`.
    #[inline(always)]
    pub fn add(&mut self, row: usize, coefficient: &[f64; LANES], factor: f64) {
        add(&mut self.rows[row], coefficient, factor);
    }

    #[inline(always)]
    fn row(&self, image: Shape, index: u32) -> usize {
        let (place, channel) = (index as usize / image.channels, index as usize % image.channels);
        self.region.row_of(place / image.width, place % image.width) * image.channels + channel
    }

    /// The least value of each form in a box.
    #[inline(always)]
    pub fn least(&self, image: Shape, values: &Interval) -> [f64; LANES] {
        let mut least = self.constants;
        for y in 0..self.region.height {
            for x in 0..self.region.width {
                let place = (self.region.top + y) * image.width + self.region.left + x;
                for channel in 0..image.channels {
                    let index = place * image.channels + channel;
                    let coefficient = &self.rows[(y * self.region.width + x) * image.channels + channel];
                    let (low, high, allowance) =
                        (values.low[index], values.high[index], LEAST_ROUNDING * values.magnitude(index));
                    for lane in 0..LANES {
                        let a = coefficient[lane];
                        let end = if a > 0.0 { low } else { high };
                        least[lane] += a * end - a.abs() * allowance;
                    }
                }
            }
        }
        least
    }
}

#[inline(always)]
fn add(to: &mut [f64; LANES], values: &[f64; LANES], factor: f64) {
    for lane in 0..LANES {
        to[lane] += factor * values[lane];
    }
}

/// Whether all coefficients are 0 or −0, by their bits, which takes no branch for each.
#[inline(always)]
pub(crate) fn is_zero(coefficient: &[f64; LANES]) -> bool {
    coefficient.iter().fold(0, |bits, a| bits | a.to_bits()) << 1 == 0
}
