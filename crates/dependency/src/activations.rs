//! A view on the activations of a layer: never a copy of all of them.

use std::ops::Add;

use nalgebra::DMatrix;

use crate::{
    Error,
    scale::{PowerOfTwo, exponent},
};

/// A feature whose deviations are smaller than this part of its own size varies by rounding alone.
const ROUNDING: f64 = 1e-10;

/// Numbers as they lie in memory; everything is computed in 64 bits.
#[derive(Clone, Copy, Debug)]
pub enum Values<'a> {
    /// Values in single precision.
    F32(&'a [f32]),
    /// Values in double precision.
    F64(&'a [f64]),
}

impl<'a> From<&'a [f32]> for Values<'a> {
    fn from(values: &'a [f32]) -> Self {
        Self::F32(values)
    }
}

impl<'a> From<&'a [f64]> for Values<'a> {
    fn from(values: &'a [f64]) -> Self {
        Self::F64(values)
    }
}

impl Values<'_> {
    fn len(&self) -> usize {
        match self {
            Self::F32(values) => values.len(),
            Self::F64(values) => values.len(),
        }
    }

    /// Copies as many values as `into` has room for, from `start` on.
    fn copy(&self, start: usize, into: &mut [f64]) {
        let end = start + into.len();
        match self {
            Self::F32(values) => into.iter_mut().zip(&values[start..end]).for_each(|(to, &from)| *to = f64::from(from)),
            Self::F64(values) => into.copy_from_slice(&values[start..end]),
        }
    }

    fn first_not_finite(&self) -> Option<usize> {
        match self {
            Self::F32(values) => values.iter().position(|value| !value.is_finite()),
            Self::F64(values) => values.iter().position(|value| !value.is_finite()),
        }
    }
}

/// The activations of one layer on N samples, one row per sample.
#[derive(Clone, Copy, Debug)]
pub struct Activations<'a> {
    values: Values<'a>,
    rows: usize,
    channels: usize,
    places: usize,
}

impl<'a> Activations<'a> {
    /// A view on `values`, row after row, of shape `[N, D]`, `[N, C, L]` or `[N, C, H, W]`.
    pub fn new(values: impl Into<Values<'a>>, shape: &[usize]) -> Result<Self, Error> {
        let (rows, channels, places) = match *shape {
            [rows, features] => (rows, features, 1),
            [rows, channels, length] => (rows, channels, length),
            [rows, channels, height, width] => (rows, channels, height.saturating_mul(width)),
            _ => return Err(Error::Shape(shape.to_vec())),
        };
        if shape.contains(&0) {
            return Err(Error::Shape(shape.to_vec()));
        }
        let values = values.into();
        let expected = rows.checked_mul(channels).and_then(|product| product.checked_mul(places));
        if expected != Some(values.len()) {
            return Err(Error::Length { values: values.len(), shape: shape.to_vec() });
        }
        if let Some(place) = values.first_not_finite() {
            let features = channels * places;
            return Err(Error::NotFinite { row: place / features, position: place % features });
        }
        Ok(Self { values, rows, channels, places })
    }

    /// Number N of rows, one for each sample.
    pub fn rows(&self) -> usize {
        self.rows
    }

    /// Number of values in a row.
    pub fn features(&self) -> usize {
        self.channels * self.places
    }

    /// These rows alone, in this order.
    ///
    /// # Panics
    /// When a row is not below [`Self::rows`].
    pub fn select(&self, rows: &'a [usize]) -> Rows<'a> {
        assert!(rows.iter().all(|&row| row < self.rows), "every row must exist");
        Rows { activations: *self, rows }
    }
}

/// Some rows of activations: those of one class.
#[derive(Clone, Copy, Debug)]
pub struct Rows<'a> {
    activations: Activations<'a>,
    rows: &'a [usize],
}

impl Rows<'_> {
    /// Number of selected rows.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether no row is selected.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Number of values in a row.
    pub fn features(&self) -> usize {
        self.activations.features()
    }

    /// Number of channels; a row has one value of each channel at each place.
    pub fn channels(&self) -> usize {
        self.activations.channels
    }

    /// Calls `visit` with the index and values of each row in turn, through one buffer.
    pub(crate) fn each(&self, mut visit: impl FnMut(usize, &[f64])) {
        let features = self.features();
        let mut buffer = vec![0.0; features];
        for (index, &row) in self.rows.iter().enumerate() {
            self.activations.values.copy(row * features, &mut buffer);
            visit(index, &buffer);
        }
    }

    /// `count` features from `start` on.
    pub(crate) fn centred(&self, start: usize, count: usize) -> Features {
        let mut block = DMatrix::zeros(self.len(), count);
        let mut buffer = vec![0.0; count];
        for (index, &row) in self.rows.iter().enumerate() {
            self.activations.values.copy(row * self.features() + start, &mut buffer);
            block.row_mut(index).copy_from_slice(&buffer);
        }
        Features::new(block)
    }

    /// Those of `count` features from `start` on that vary, divided by 2^`exponent` and not centred, which keeps small
    /// differences between rows exact.
    ///
    /// # Shapes
    /// - output `[count or fewer, rows]`
    pub(crate) fn varying(&self, start: usize, count: usize, exponent: i32) -> DMatrix<f64> {
        let features = self.centred(start, count);
        let kept: Vec<usize> = (0..count).filter(|&j| features.deviations.column(j).amax() > 0.0).collect();
        let power = PowerOfTwo::new(-exponent);
        let mut buffer = vec![0.0; count];
        let mut block = DMatrix::zeros(kept.len(), self.len());
        for (mut column, &row) in block.column_iter_mut().zip(self.rows) {
            self.activations.values.copy(row * self.features() + start, &mut buffer);
            column.iter_mut().zip(&kept).for_each(|(value, &j)| *value = power.times(buffer[j]));
        }
        block
    }

    /// The means of every channel over its places, up to a power of two for each channel.
    pub(crate) fn centred_channels(&self) -> Features {
        Features::new(self.scaled_channels().0)
    }

    /// The means of every channel over its places.
    pub(crate) fn channel_means(&self) -> ChannelMeans {
        let (means, powers) = self.scaled_channels();
        let mut values = Vec::with_capacity(means.len());
        for row in means.row_iter() {
            for (mean, power) in row.iter().zip(&powers) {
                // Rounding can lift the mean of the largest numbers above them.
                values.push(power.times(*mean).clamp(f64::MIN, f64::MAX));
            }
        }
        ChannelMeans { values, rows: self.len(), channels: self.channels() }
    }

    /// The means of every channel over its places, `[rows, channels]`, and the powers of two that they are to be taken times.
    fn scaled_channels(&self) -> (DMatrix<f64>, Vec<PowerOfTwo>) {
        let places = self.activations.places;
        let mut largest = vec![0.0_f64; self.channels()];
        self.each(|_, row| {
            for (largest, values) in largest.iter_mut().zip(row.chunks_exact(places)) {
                *largest = values.iter().fold(*largest, |largest, value| largest.max(value.abs()));
            }
        });
        let exponents: Vec<i32> = largest.into_iter().map(exponent).collect();
        let powers: Vec<PowerOfTwo> = exponents.iter().map(|&exponent| PowerOfTwo::new(-exponent)).collect();
        let mut means = DMatrix::zeros(self.len(), self.channels());
        self.each(|index, row| {
            for (channel, values) in row.chunks_exact(places).enumerate() {
                let sum: f64 = values.iter().map(|&value| powers[channel].times(value)).sum();
                means[(index, channel)] = sum / places as f64;
            }
        });
        (means, exponents.into_iter().map(PowerOfTwo::new).collect())
    }
}

/// The spatial means of some rows' channels.
#[derive(Clone, Debug)]
pub(crate) struct ChannelMeans {
    values: Vec<f64>,
    rows: usize,
    channels: usize,
}

impl ChannelMeans {
    /// The means as activations without places.
    pub fn view(&self) -> Activations<'_> {
        let values = self.values.as_slice().into();
        Activations { values, rows: self.rows, channels: self.channels, places: 1 }
    }
}

/// Some features of some rows, whatever their size: feature j is its mean plus column j of `deviations` · 2^`exponents[j]`.
#[derive(Clone, Debug)]
pub(crate) struct Features {
    /// `[rows, features]`; the largest of every column is in [½, 1), and a feature that does not vary is exactly 0.
    pub deviations: DMatrix<f64>,
    /// The power of two of every feature.
    pub exponents: Vec<i32>,
    /// The mean of every feature.
    pub means: Vec<f64>,
}

impl Features {
    /// Takes the mean off every column. Rounding leaves small values in a constant column, which would count as a
    /// feature, so they become 0.
    fn new(mut matrix: DMatrix<f64>) -> Self {
        let (mut exponents, mut means) = (Vec::new(), Vec::new());
        let rows = matrix.nrows();
        // Columns as slices: the iterators of a view of a matrix step through any strides, which is slow.
        for column in matrix.as_mut_slice().chunks_exact_mut(rows) {
            let before = exponent(largest(column));
            PowerOfTwo::new(-before).scale(column.iter_mut());
            let size = squares(column).sqrt();
            let mean = sum(column) / rows as f64;
            column.iter_mut().for_each(|value| *value -= mean);
            if squares(column).sqrt() <= ROUNDING * size {
                column.fill(0.0);
            }
            let after = exponent(largest(column));
            PowerOfTwo::new(-after).scale(column.iter_mut());
            exponents.push(before + after);
            means.push(PowerOfTwo::new(before).times(mean));
        }
        Self { deviations: matrix, exponents, means }
    }
}

/// Values that are reduced side by side, so that the compiler can use vector instructions.
const LANES: usize = 8;

/// The largest absolute value, 0 of none.
fn largest(values: &[f64]) -> f64 {
    let larger = |a: f64, b: f64| if b > a { b } else { a };
    reduce(values, |largest, value| larger(largest, value.abs()), larger)
}

/// The sum of the values.
fn sum(values: &[f64]) -> f64 {
    reduce(values, Add::add, Add::add)
}

/// The sum of the squares of the values.
fn squares(values: &[f64]) -> f64 {
    reduce(values, |sum, value| sum + value * value, Add::add)
}

/// Includes every value in one of a few folds from 0, then combines those.
fn reduce(values: &[f64], include: impl Fn(f64, f64) -> f64, combine: impl Fn(f64, f64) -> f64) -> f64 {
    let mut lanes = [0.0; LANES];
    for chunk in values.chunks(LANES) {
        for (lane, &value) in lanes.iter_mut().zip(chunk) {
            *lane = include(*lane, value);
        }
    }
    lanes.into_iter().fold(0.0, combine)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shape_that_does_not_fit_is_named() {
        let values = [0.0_f32; 12];
        assert_eq!(Activations::new(&values[..], &[12]).expect_err("it is refused"), Error::Shape(vec![12]));
        assert_eq!(Activations::new(&values[..], &[0, 3]).expect_err("it is refused"), Error::Shape(vec![0, 3]));
        let error = Activations::new(&values[..], &[3, 5]).expect_err("it is refused");
        assert_eq!(error, Error::Length { values: 12, shape: vec![3, 5] });
        assert!(Activations::new(&values[..], &[usize::MAX, usize::MAX]).is_err());
        let view = Activations::new(&values[..], &[2, 3, 2]).expect("it fits");
        assert_eq!((view.rows(), view.features()), (2, 6));
    }

    #[test]
    fn a_value_that_is_no_number_is_found() {
        let values = [0.0, 1.0, 2.0, f64::NAN];
        let error = Activations::new(&values[..], &[2, 2]).expect_err("it is refused");
        assert_eq!(error, Error::NotFinite { row: 1, position: 1 });
    }

    #[test]
    fn channels_are_averaged_over_their_places() {
        let values = [1.0, 3.0, 7.0, 7.0, 5.0, 7.0, 7.0, 7.0];
        let view = Activations::new(&values[..], &[2, 2, 1, 2]).expect("it fits");
        let means = view.select(&[0, 1]).centred_channels();
        assert_eq!(means.deviations, DMatrix::from_row_slice(2, 2, &[-0.5, 0.0, 0.5, 0.0]));
        assert_eq!(view.select(&[1, 0]).channel_means().values, [6.0, 7.0, 2.0, 7.0]);
    }

    #[test]
    fn channels_of_any_size_have_means_that_are_numbers() {
        let values = [f64::MAX, f64::MAX, f64::MAX, 1e-310, 3e-310, 2e-310];
        let view = Activations::new(&values[..], &[1, 2, 3]).expect("it fits");
        let means = view.select(&[0]).channel_means().values;
        assert!(
            means[0] >= 0.999 * f64::MAX && means[0].is_finite() && (means[1] / 2e-310 - 1.0).abs() < 1e-9,
            "{means:?}"
        );
    }

    #[test]
    fn features_are_their_means_and_deviations_whatever_their_size() {
        let values = [f64::MAX, 1e-320, 3.0, -f64::MAX, 3e-320, 7.0];
        let features = Activations::new(&values[..], &[2, 3]).expect("it fits").select(&[0, 1]).centred(0, 3);
        assert_eq!(features.means, [0.0, 2e-320, 5.0]);
        assert_eq!(features.exponents[2], 2);
        for (j, deviation) in [f64::MAX, -1e-320, -2.0].into_iter().enumerate() {
            let power = PowerOfTwo::new(features.exponents[j]);
            assert_eq!(power.times(features.deviations[(0, j)]), deviation);
            assert_eq!(power.times(features.deviations[(1, j)]), -deviation);
        }
    }
}
