//! Boxes: bounds of each value, and their propagation through sums of products.

use crate::forms::LANES;

/// Bounds of each value.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Interval {
    /// Lower bounds.
    pub low: Vec<f64>,
    /// Upper bounds.
    pub high: Vec<f64>,
}

impl Interval {
    pub(crate) fn len(&self) -> usize {
        self.low.len()
    }

    /// The largest absolute value of the value at `index`.
    #[inline(always)]
    pub(crate) fn magnitude(&self, index: usize) -> f64 {
        self.low[index].abs().max(self.high[index].abs())
    }

    pub(crate) fn is_finite(&self) -> bool {
        self.low.iter().chain(&self.high).all(|end| end.is_finite())
    }

    /// Appends the bounds of a sum, widened by the allowance for rounding, which is returned.
    #[inline(always)]
    pub(crate) fn push(&mut self, sum: &Sum, bias: f64, rounding: f64) -> f64 {
        let [low, high, size] = [sum.low, sum.high, sum.size].map(|lanes| lanes.iter().sum::<f64>());
        let error = rounding * (size + bias.abs());
        self.low.push(low + bias - error);
        self.high.push(high + bias + error);
        error
    }
}

/// A sum of w · x with x anywhere in its bounds: lower and upper bound, and the largest sum of absolute values. Each is the sum
/// of its lanes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Sum {
    low: [f64; LANES],
    high: [f64; LANES],
    size: [f64; LANES],
}

impl Sum {
    /// Adds one term.
    #[inline(always)]
    pub fn add(&mut self, lane: usize, weight: f64, low: f64, high: f64) {
        let (a, b) = (weight * low, weight * high);
        let (least, most) = if a < b { (a, b) } else { (b, a) };
        self.low[lane] += least;
        self.high[lane] += most;
        self.size[lane] += if most > -least { most } else { -least };
    }

    /// Adds the terms of some weights and the values that begin at `first`.
    #[inline(always)]
    pub fn add_row(&mut self, weights: &[f64], from: &Interval, first: usize) {
        let values = first..first + weights.len();
        let (blocks, rest) = weights.as_chunks::<LANES>();
        let ((lows, last_lows), (highs, last_highs)) =
            (from.low[values.clone()].as_chunks::<LANES>(), from.high[values].as_chunks::<LANES>());
        for ((weights, lows), highs) in blocks.iter().zip(lows).zip(highs) {
            for lane in 0..LANES {
                self.add(lane, weights[lane], lows[lane], highs[lane]);
            }
        }
        for (lane, &weight) in rest.iter().enumerate() {
            self.add(lane, weight, last_lows[lane], last_highs[lane]);
        }
    }
}
