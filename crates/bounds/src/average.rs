//! Adaptive average pooling: means of areas that cover the image.

use std::ops::Range;

use layerlab_schema::Shape;

use crate::{
    Interval,
    forms::{Forms, Region},
    interval::Sum,
};

/// The rows or columns of area `at` of `side` areas along `length` pixels.
#[inline(always)]
fn area(at: usize, side: usize, length: usize) -> Range<usize> {
    at * length / side..((at + 1) * length).div_ceil(side)
}

/// Bounds of the means, and the allowance for rounding of each.
pub(crate) fn bound(input: Shape, output: Shape, from: &Interval, rounding: f64) -> (Interval, Vec<f64>) {
    let (mut bounds, mut errors) = (Interval::default(), Vec::with_capacity(output.len()));
    for y in 0..output.height {
        let rows = area(y, output.height, input.height);
        for x in 0..output.width {
            let columns = area(x, output.width, input.width);
            let share = 1.0 / (rows.len() * columns.len()) as f64;
            for channel in 0..output.channels {
                let mut sum = Sum::default();
                for row in rows.clone() {
                    for column in columns.clone() {
                        let index = (row * input.width + column) * input.channels + channel;
                        sum.add(0, share, from.low[index], from.high[index]);
                    }
                }
                errors.push(bounds.push(&sum, 0.0, rounding));
            }
        }
    }
    (bounds, errors)
}

/// The part of the input that the means in `region` depend on.
pub(crate) fn reach(input: Shape, output: Shape, region: Region) -> Region {
    let [top, left] = [area(region.top, output.height, input.height), area(region.left, output.width, input.width)];
    let bottom = area(region.top + region.height - 1, output.height, input.height);
    let right = area(region.left + region.width - 1, output.width, input.width);
    Region { top: top.start, left: left.start, height: bottom.end - top.start, width: right.end - left.start }
}

/// Forms of the means as forms of the values; `to` has the region that they reach, and zeros.
#[inline(always)]
pub(crate) fn back(input: Shape, output: Shape, errors: &[f64], from: &Forms, to: &mut Forms) {
    for y in 0..from.region.height {
        let rows = area(from.region.top + y, output.height, input.height);
        for x in 0..from.region.width {
            let columns = area(from.region.left + x, output.width, input.width);
            let share = 1.0 / (rows.len() * columns.len()) as f64;
            let place = (from.region.top + y) * output.width + from.region.left + x;
            for channel in 0..output.channels {
                let coefficient = &from.rows[(y * from.region.width + x) * output.channels + channel];
                to.add_constants(coefficient, 0.0, errors[place * output.channels + channel]);
                for row in rows.clone() {
                    for column in columns.clone() {
                        let at = to.region.row_of(row, column) * input.channels + channel;
                        to.add(at, coefficient, share);
                    }
                }
            }
        }
    }
}
