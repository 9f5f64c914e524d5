//! The linear relaxation of z = max(floor, x_1, …, x_n): of ReLU (one value, floor 0), of max-pooling (no floor), and of both
//! together, which is tighter than one after the other.
//!
//! With l_i ≤ x_i ≤ u_i, each bound uses one of the values, so that forms stay sparse:
//!
//! - **Below**: z ≥ x_i for every i, and z ≥ floor. The one is taken whose middle (l_i + u_i)/2 is largest. For a ReLU this is the
//!   usual adaptive slope: 1 where u > −l, otherwise 0.
//! - **Above**: let i be a value with the largest u_i, and c the largest of floor and u_j over all j ≠ i. Then
//!   z ≤ max(x_i, c). Where c ≤ l_i that is x_i, exactly. Where c ≥ u_i it is the constant c. Otherwise max(x_i, c) is convex
//!   in x_i, so that it lies below its chord, c + (u_i − c)/(u_i − l_i) · (x_i − l_i). For a ReLU this is the usual chord. It is
//!   nowhere above the constant u_i, which is the usual bound of a max-pooling.
//!
//! Among the bounds θ + Σ_i chord of (x_i − θ)⁺, which hold for every θ ≥ floor, this one (θ = c) is least in the middle of the
//! box: lowering θ by some amount below c adds half of it for i, and half of it for j, and more for each further value.

use layerlab_schema::{Shape, Window};

use crate::{Interval, LEAST_ROUNDING};

/// The positions of windows on an image, and the floor below all values.
#[derive(Clone, Debug)]
pub(crate) struct Maximum {
    pub window: Window,
    /// 0 for a ReLU, −∞ for a pooling alone.
    pub floor: f64,
}

/// The two lines of one output.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Lines {
    /// Index of the value that the lower line is; [`NONE`] where that is the floor.
    pub low_from: u32,
    /// Index of the value of the upper line.
    pub high_from: u32,
    /// Slope of the upper line, in [0, 1].
    pub slope: f64,
    /// Value of the upper line at x = 0.
    pub offset: f64,
}

/// The lower line is the floor.
pub(crate) const NONE: u32 = u32::MAX;

impl Maximum {
    /// Calls `each` with the index of every value of the window at row `y`, column `x` of channel `channel`.
    #[inline(always)]
    fn each_value(&self, input: Shape, [y, x, channel]: [usize; 3], mut each: impl FnMut(usize)) {
        let Window { side, stride, padding } = self.window;
        let range = |at: usize, length: usize| {
            let start = at * stride;
            start.saturating_sub(padding)..(start + side).saturating_sub(padding).min(length)
        };
        for row in range(y, input.height) {
            for column in range(x, input.width) {
                each((row * input.width + column) * input.channels + channel);
            }
        }
    }

    /// Calls `each` with the place and channel of every output, in the order of their indices.
    fn outputs(output: Shape, mut each: impl FnMut([usize; 3])) {
        for y in 0..output.height {
            for x in 0..output.width {
                for channel in 0..output.channels {
                    each([y, x, channel]);
                }
            }
        }
    }

    /// The values whose bounds matter: not those of windows whose result is one of the values, or the floor, for certain; and
    /// in other windows not those that can't be the largest.
    pub fn needed(&self, input: Shape, output: Shape, values: &Interval) -> Vec<bool> {
        let mut needed = vec![false; values.len()];
        Self::outputs(output, |at| {
            let (mut low, mut high) = (self.floor, self.floor);
            self.each_value(input, at, |i| {
                low = low.max(values.low[i]);
                high = high.max(values.high[i]);
            });
            if high > self.floor && self.lines_at(input, at, values).slope < 1.0 {
                self.each_value(input, at, |i| needed[i] |= values.high[i] > low);
            }
        });
        needed
    }

    /// The lines of every output, and its bounds.
    pub fn relax(&self, input: Shape, output: Shape, values: &Interval) -> (Vec<Lines>, Interval) {
        let mut lines = Vec::with_capacity(output.len());
        let mut bounds = Interval::default();
        Self::outputs(output, |at| {
            let (mut low, mut high) = (self.floor, self.floor);
            self.each_value(input, at, |i| {
                low = low.max(values.low[i]);
                high = high.max(values.high[i]);
            });
            bounds.low.push(low);
            bounds.high.push(high);
            lines.push(self.lines_at(input, at, values));
        });
        (lines, bounds)
    }

    fn lines_at(&self, input: Shape, at: [usize; 3], values: &Interval) -> Lines {
        let (mut low_from, mut middle) = (NONE, self.floor);
        // The value with the largest upper bound, and the largest of the floor and all other upper bounds.
        let (mut high_from, mut high, mut other) = (0, f64::NEG_INFINITY, self.floor);
        self.each_value(input, at, |i| {
            let its_middle = 0.5 * (values.low[i] + values.high[i]);
            if its_middle > middle {
                (low_from, middle) = (i as u32, its_middle);
            }
            if values.high[i] > high {
                other = other.max(high);
                (high_from, high) = (i as u32, values.high[i]);
            } else {
                other = other.max(values.high[i]);
            }
        });
        let low = values.low[high_from as usize];
        if other <= low {
            return Lines { low_from: high_from, high_from, slope: 1.0, offset: 0.0 };
        }
        if other >= high {
            return Lines { low_from, high_from, slope: 0.0, offset: other + LEAST_ROUNDING * other.abs() };
        }
        let slope = (high - other) / (high - low);
        let allowance = LEAST_ROUNDING * (low.abs() + high.abs() + other.abs());
        // Whatever the rounding of the slope, a line above both ends is above the chord.
        let offset = (other - slope * low).max(high - slope * high) + allowance;
        Lines { low_from, high_from, slope, offset }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RELU: Maximum = Maximum { window: Window::new(1, 1, 0), floor: 0.0 };
    const POOL: Maximum = Maximum { window: Window::new(2, 2, 0), floor: f64::NEG_INFINITY };
    const BOTH: Maximum = Maximum { floor: 0.0, ..POOL };

    /// The lines over all values, which are one window, and the bounds of their maximum.
    fn relax(maximum: &Maximum, side: usize, ends: &[(f64, f64)]) -> (Lines, [f64; 2], Vec<bool>) {
        let (low, high) = ends.iter().copied().unzip();
        let (input, output, values) = (Shape::new(1, side, side), Shape::new(1, 1, 1), Interval { low, high });
        let (lines, bounds) = maximum.relax(input, output, &values);
        (lines[0], [bounds.low[0], bounds.high[0]], maximum.needed(input, output, &values))
    }

    #[track_caller]
    fn assert_line(lines: &Lines, from: u32, slope: f64, offset: f64) {
        let Lines { high_from, slope: found, offset: at_zero, .. } = *lines;
        assert!(slope == 0.0 || high_from == from, "{lines:?}");
        assert!((found - slope).abs() < 1e-9 && (at_zero - offset).abs() < 1e-9, "{lines:?}");
    }

    #[test]
    fn a_relu_has_its_chord_and_the_adaptive_slope() {
        let (lines, bounds, needed) = relax(&RELU, 1, &[(-1.0, 3.0)]);
        assert_line(&lines, 0, 0.75, 0.75);
        assert_eq!((lines.low_from, bounds, needed), (0, [0.0, 3.0], vec![true]));
        let (lines, ..) = relax(&RELU, 1, &[(-3.0, 1.0)]);
        assert_line(&lines, 0, 0.25, 0.75);
        assert_eq!(lines.low_from, NONE);
        let (lines, bounds, needed) = relax(&RELU, 1, &[(1.0, 2.0)]);
        assert_line(&lines, 0, 1.0, 0.0);
        assert_eq!((lines.low_from, bounds, needed), (0, [1.0, 2.0], vec![false]));
        let (lines, bounds, needed) = relax(&RELU, 1, &[(-2.0, -1.0)]);
        assert_line(&lines, 0, 0.0, 0.0);
        assert_eq!((lines.low_from, bounds, needed), (NONE, [0.0, 0.0], vec![false]));
    }

    #[test]
    fn a_pooling_takes_one_value_where_it_is_largest_for_certain() {
        let ends = [(-3.0, -2.5), (-2.0, -1.0), (-4.0, -2.0), (-5.0, -4.0)];
        let (lines, bounds, needed) = relax(&POOL, 2, &ends);
        assert_line(&lines, 1, 1.0, 0.0);
        assert_eq!((lines.low_from, bounds, needed), (1, [-2.0, -1.0], vec![false; 4]));
        let (lines, bounds, _) = relax(&BOTH, 2, &ends);
        assert_line(&lines, 0, 0.0, 0.0);
        assert_eq!((lines.low_from, bounds), (NONE, [0.0, 0.0]));
    }

    #[test]
    fn a_pooling_has_the_chord_above_the_second_largest_bound() {
        let ends = [(-1.0, 3.0), (0.0, 1.0), (0.5, 0.75), (-2.0, 0.25)];
        let (lines, bounds, needed) = relax(&BOTH, 2, &ends);
        // max(x, 1) for x from −1 to 3.
        assert_line(&lines, 0, 0.5, 1.5);
        assert_eq!((lines.low_from, bounds, needed), (0, [0.5, 3.0], vec![true, true, true, false]));
    }
}
