//! EDGE: mutual information by hashing, in bits (Noshad et al. 2019, as the authors of arXiv 2307.03803 run it).
//!
//! For the N rows of a class with D features: d = min(D, ⌊log₂(N/10)⌋) random projections W_ij ~ Normal(0, 1/(s_i √D)),
//! the second being the standard deviation; s_i is that of feature i, 1 where it is below 1e-4. No projection, and d = D,
//! where both sides have at most 6 features. For each projected column
//! k = ⌊0.43 · N^(2/3 + 0.17·d/(d+1)) · exp(−1/max(10000, d⁴))⌋ and the bandwidth
//! e = (mean distance of 500 sampled rows to their k-th nearest among all N, themselves included, + 1e-4) ·
//! 18·d / max(1 + ln D, 1) · 0.4. A row's bucket is ⌊(xW + b)/e⌋, b ~ U[0, 0.1·e]. Then
//! I = Σ_buckets (N_ij/N) · clip(log₂(N_ij·N/(N_i·N_j)), 0.001, 10).
//!
//! At most log₂ N. With many features nearly every row has a bucket of its own, and I comes close to that bound whether
//! the sides depend on each other or not: without its null it says nothing.

use std::collections::HashMap;

use nalgebra::DMatrix;
use rand::{Rng, RngExt};
use rand_distr::StandardNormal;

use crate::{
    Rows,
    activations::Features,
    scale::{PowerOfTwo, exponent},
};

/// Number of rows whose neighbours give the bandwidth.
const SAMPLED: usize = 500;

/// A feature with a smaller standard deviation is not scaled.
const SMALL_DEVIATION: f64 = 1e-4;

/// What keeps the bandwidth above 0 where many rows are equal.
const LEAST_DISTANCE: f64 = 1e-4;

/// Features that are projected at a time.
const BLOCK: usize = 256;

/// Maximum number of features on both sides that are hashed without projection.
const FEW: usize = 6;

/// What is drawn at random for one side of one class.
#[derive(Clone, Debug, PartialEq)]
pub struct Draws {
    /// Standard normal values, `[D, d]` row after row, before the division by s_i √D; `None` without projection.
    pub projection: Option<Vec<f64>>,
    /// Offset b of each of the d columns in units of 0.1·e, in [0, 1).
    pub offsets: Vec<f64>,
    /// Positions of rows of the class, drawn with replacement and used for every column.
    pub sampled: Vec<usize>,
}

impl Draws {
    /// Draws for `rows` opposite a side of `opposite` features.
    pub fn random(rng: &mut impl Rng, rows: &Rows<'_>, opposite: usize) -> Self {
        let (n, features) = (rows.len(), rows.features());
        let is_projected = features.max(opposite) > FEW;
        let columns = if is_projected { features.min(projections(n)) } else { features };
        let count = features * columns;
        Self {
            projection: is_projected.then(|| rng.sample_iter(StandardNormal).take(count).collect()),
            offsets: (0..columns).map(|_| rng.random()).collect(),
            sampled: (0..SAMPLED).map(|_| rng.random_range(0..n)).collect(),
        }
    }
}

/// Number of projections, ⌊log₂(N/10)⌋.
fn projections(rows: usize) -> usize {
    (rows / 10).max(1).ilog2() as usize
}

/// The buckets of one side.
#[derive(Clone, Debug)]
pub struct Side {
    /// Bucket of each row.
    buckets: Vec<u32>,
    /// Number of rows in each bucket.
    counts: Vec<u32>,
}

/// Prepares one side of a class.
pub fn side(rows: &Rows<'_>, draws: &Draws) -> Side {
    let columns = columns(rows, draws);
    let hashed: Vec<Vec<u64>> =
        columns.iter().zip(&draws.offsets).map(|(column, &offset)| column.hash(rows, draws, offset)).collect();
    let mut names: HashMap<Vec<u64>, u32> = HashMap::new();
    let mut counts = Vec::new();
    let buckets = (0..rows.len()).map(|row| {
        let name = hashed.iter().map(|column| column[row]).collect();
        let bucket = *names.entry(name).or_insert(counts.len() as u32);
        counts.resize(counts.len().max(bucket as usize + 1), 0);
        counts[bucket as usize] += 1;
        bucket
    });
    let buckets = buckets.collect();
    Side { buckets, counts }
}

/// I in bits where row i of the parent is paired with row `pairing[i]` of the child.
pub fn value(parent: &Side, child: &Side, pairing: &[usize]) -> f64 {
    let n = pairing.len() as f64;
    let mut pairs: Vec<(u32, u32)> = parent.buckets.iter().zip(pairing).map(|(&x, &i)| (x, child.buckets[i])).collect();
    // In order, so that equal draws give equal bits.
    pairs.sort_unstable();
    let terms = pairs.chunk_by(|a, b| a == b).map(|chunk| {
        let (x, y) = chunk[0];
        let joint = chunk.len() as f64;
        let alone = f64::from(parent.counts[x as usize]) * f64::from(child.counts[y as usize]);
        joint / n * (joint * n / alone).log2().clamp(0.001, 10.0)
    });
    terms.sum()
}

/// One column of XW, whatever its size: (values + shift) · 2^exponent.
struct Column {
    values: Vec<f64>,
    /// What all rows have in common, and would drown their differences in rounding; perhaps not finite.
    shift: f64,
    /// At least 0: small values stay small beside [`LEAST_DISTANCE`].
    exponent: i32,
}

impl Column {
    /// A name of the bucket ⌊(xW + b)/e⌋ of every row.
    fn hash(&self, rows: &Rows<'_>, draws: &Draws, offset: f64) -> Vec<u64> {
        let least = PowerOfTwo::new(-self.exponent).times(LEAST_DISTANCE);
        let bandwidth = bandwidth(&self.values, least, draws.offsets.len(), rows.features(), &draws.sampled);
        // Whole buckets of the shift change every name alike; nothing is left of one that is not finite.
        let shift = if self.shift.is_finite() { self.shift.rem_euclid(bandwidth) } else { 0.0 };
        let start = shift + 0.1 * bandwidth * offset;
        let names = self.values.iter().map(|value| {
            let place = (value + start) / bandwidth;
            // Beyond the largest number every value has a bucket of its own; it is a fraction, so it names no other.
            let name = if place.is_finite() { place.floor() } else { *value };
            // The sum makes −0 a 0.
            (name + 0.0).to_bits()
        });
        names.collect()
    }
}

/// The d columns of XW, or of X itself.
fn columns(rows: &Rows<'_>, draws: &Draws) -> Vec<Column> {
    match &draws.projection {
        Some(normals) => projected(rows, normals, draws.offsets.len()),
        None => plain(rows),
    }
}

/// Every feature as a column of values in (−1, 1), or smaller ones as they are.
fn plain(rows: &Rows<'_>) -> Vec<Column> {
    let mut columns = vec![Vec::with_capacity(rows.len()); rows.features()];
    rows.each(|_, row| columns.iter_mut().zip(row).for_each(|(column, &value)| column.push(value)));
    let scaled = columns.into_iter().map(|mut values| {
        let largest = values.iter().fold(0.0, |largest: f64, value| largest.max(value.abs()));
        let exponent = exponent(largest).max(0);
        PowerOfTwo::new(-exponent).scale(&mut values);
        Column { values, shift: 0.0, exponent }
    });
    scaled.collect()
}

/// The columns of XW. Features are divided by their deviations or have small ones, so that the sums are of ordinary size
/// once the means are apart.
fn projected(rows: &Rows<'_>, normals: &[f64], width: usize) -> Vec<Column> {
    let mut sums = DMatrix::zeros(rows.len(), width);
    let mut shifts = vec![0.0; width];
    for (block, normals) in normals.chunks(BLOCK * width).enumerate() {
        let features = rows.centred(block * BLOCK, normals.len() / width);
        let mut weights = DMatrix::from_row_slice(normals.len() / width, width, normals);
        for (j, mut line) in weights.row_iter_mut().enumerate() {
            let divisor = Divisor::new(&features, j, rows.features());
            for (shift, weight) in shifts.iter_mut().zip(line.iter_mut()) {
                *shift += features.means[j] / divisor.whole * *weight;
                *weight = divisor.power.times(*weight / divisor.fraction);
            }
        }
        sums.gemm(1.0, &features.deviations, &weights, 1.0);
    }
    let columns = sums.column_iter().zip(shifts);
    columns.map(|(sums, shift)| Column { values: sums.iter().copied().collect(), shift, exponent: 0 }).collect()
}

/// What a feature is divided by, s_i √D.
struct Divisor {
    /// The divisor of the feature itself, infinite for the largest.
    whole: f64,
    /// The divisor of its scaled deviations, and the power of two that is left then.
    fraction: f64,
    power: PowerOfTwo,
}

impl Divisor {
    fn new(features: &Features, j: usize, count: usize) -> Self {
        let root = (count as f64).sqrt();
        let column = features.deviations.column(j);
        let deviation = column.norm() / (column.len() as f64).sqrt();
        let whole = PowerOfTwo::new(features.exponents[j]).times(deviation);
        if whole < SMALL_DEVIATION {
            Self { whole: root, fraction: root, power: PowerOfTwo::new(features.exponents[j]) }
        } else {
            Self { whole: root * whole, fraction: root * deviation, power: PowerOfTwo::new(0) }
        }
    }
}

/// The bandwidth e of one of `d` columns, projected from `features` features; `least` is [`LEAST_DISTANCE`] in its unit.
fn bandwidth(column: &[f64], least: f64, d: usize, features: usize, sampled: &[usize]) -> f64 {
    let d = d as f64;
    let power = 2.0 / 3.0 + 0.17 * d / (d + 1.0);
    let k = 0.43 * (column.len() as f64).powf(power) * (-1.0 / d.powi(4).max(10_000.0)).exp();
    let mut sorted = column.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let distances = sampled.iter().map(|&row| neighbour(&sorted, column[row], (k as usize).max(1)));
    let mean = distances.sum::<f64>() / sampled.len() as f64;
    (mean + least) * 18.0 * d / (1.0 + (features as f64).ln()).max(1.0) * 0.4
}

/// The distance from `value` to the k-th nearest of `sorted`, where `value` itself is one of them.
fn neighbour(sorted: &[f64], value: f64, k: usize) -> f64 {
    let mut right = sorted.partition_point(|&other| other < value);
    let mut left = right;
    let mut distance = 0.0;
    for _ in 0..k.min(sorted.len()) {
        let below = left.checked_sub(1).map_or(f64::INFINITY, |i| value - sorted[i]);
        let above = sorted.get(right).map_or(f64::INFINITY, |other| other - value);
        distance = below.min(above);
        if below < above { left -= 1 } else { right += 1 }
    }
    distance
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kth_neighbour_counts_the_value_itself() {
        let sorted = [0.0, 1.0, 3.0, 3.5, 10.0];
        let distances = [1, 2, 3, 4, 5].map(|k| neighbour(&sorted, 3.0, k));
        assert_eq!(distances, [0.0, 0.5, 2.0, 3.0, 7.0]);
    }

    #[test]
    fn as_many_projections_as_tenfold_halvings() {
        assert_eq!([20, 39, 40, 1000, 10_000].map(projections), [1, 1, 2, 6, 9]);
    }
}
