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

use rand::{Rng, RngExt};
use rand_distr::StandardNormal;

use crate::Rows;

/// Number of rows whose neighbours give the bandwidth.
const SAMPLED: usize = 500;

/// A feature with a smaller standard deviation is not scaled.
const SMALL_DEVIATION: f64 = 1e-4;

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
    let width = draws.offsets.len();
    let table = project(rows, draws);
    let scales: Vec<(f64, f64)> = (0..width)
        .map(|column| {
            let values: Vec<f64> = table.iter().skip(column).step_by(width).copied().collect();
            let bandwidth = bandwidth(&values, width, rows.features(), &draws.sampled);
            (bandwidth, 0.1 * bandwidth * draws.offsets[column])
        })
        .collect();
    let mut names: HashMap<Vec<i64>, u32> = HashMap::new();
    let mut counts = Vec::new();
    let buckets = table.chunks_exact(width).map(|row| {
        let name = row.iter().zip(&scales).map(|(value, (e, b))| ((value + b) / e).floor() as i64).collect();
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

/// XW, `[N, d]` row after row, or X itself.
fn project(rows: &Rows<'_>, draws: &Draws) -> Vec<f64> {
    let width = draws.offsets.len();
    let mut table = vec![0.0; rows.len() * width];
    let Some(normals) = &draws.projection else {
        rows.each(|index, row| table[index * width..][..width].copy_from_slice(row));
        return table;
    };
    let root = (rows.features() as f64).sqrt();
    let deviations = deviations(rows);
    let divisors = deviations.iter().map(|&s| root * if s < SMALL_DEVIATION { 1.0 } else { s });
    let weights: Vec<f64> =
        normals.chunks_exact(width).zip(divisors).flat_map(|(line, by)| line.iter().map(move |z| z / by)).collect();
    rows.each(|index, row| {
        let sums = &mut table[index * width..][..width];
        for (value, weights) in row.iter().zip(weights.chunks_exact(width)) {
            sums.iter_mut().zip(weights).for_each(|(sum, weight)| *sum += value * weight);
        }
    });
    table
}

/// The standard deviation of every feature, divided by N, in two passes over the rows.
fn deviations(rows: &Rows<'_>) -> Vec<f64> {
    let n = rows.len() as f64;
    let mut means = vec![0.0; rows.features()];
    rows.each(|_, row| means.iter_mut().zip(row).for_each(|(mean, value)| *mean += value / n));
    let mut squares = vec![0.0; rows.features()];
    rows.each(|_, row| {
        let values = row.iter().zip(&means);
        squares.iter_mut().zip(values).for_each(|(square, (value, mean))| *square += (value - mean).powi(2));
    });
    squares.into_iter().map(|square| (square / n).sqrt()).collect()
}

/// The bandwidth e of one of `d` columns, projected from `features` features.
fn bandwidth(column: &[f64], d: usize, features: usize, sampled: &[usize]) -> f64 {
    let d = d as f64;
    let power = 2.0 / 3.0 + 0.17 * d / (d + 1.0);
    let k = 0.43 * (column.len() as f64).powf(power) * (-1.0 / d.powi(4).max(10_000.0)).exp();
    let mut sorted = column.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let distances = sampled.iter().map(|&row| neighbour(&sorted, column[row], (k as usize).max(1)));
    let mean = distances.sum::<f64>() / sampled.len() as f64;
    (mean + 1e-4) * 18.0 * d / (1.0 + (features as f64).ln()).max(1.0) * 0.4
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
