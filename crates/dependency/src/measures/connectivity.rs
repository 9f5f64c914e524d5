//! Connectivity: how strongly single channels go together.
//!
//! The mean of |Pearson's r| over all pairs of a parent's and a child's channel, each channel being its spatial mean.
//! In [0, 1]; a channel that is constant within the class counts with r = 0. It sees linear dependency alone. Source:
//! the public code of arXiv 2307.03803; its mean over classes is here weighted by their shares, like all measures.
//!
//! The pairs are channels × channels. Of a side with more than 512 channels, such as a wide linear layer, 512 are drawn at
//! random for each class, the same ones for the value and its null: the mean over their pairs is that over all but for the
//! error of a mean of 512.

use nalgebra::DMatrix;
use rand::{Rng, seq::index};

use crate::Rows;

/// Child channels that are compared at a time, so that the table of all pairs is never held.
const BLOCK: usize = 256;

/// Maximum number of channels of a side that are compared.
const MOST_CHANNELS: usize = 512;

/// The spatial means of one side, `[channels, rows]`, each channel with mean 0 and norm 1.
#[derive(Clone, Debug)]
pub struct Side(DMatrix<f64>);

/// Prepares one side of a class.
pub fn side(rows: &Rows<'_>, rng: &mut impl Rng) -> Side {
    let mut means = rows.centred_channels().deviations;
    if means.ncols() > MOST_CHANNELS {
        let mut drawn = index::sample(rng, means.ncols(), MOST_CHANNELS).into_vec();
        drawn.sort_unstable();
        means = means.select_columns(&drawn);
    }
    for mut column in means.column_iter_mut() {
        let norm = column.norm();
        if norm > 0.0 {
            column /= norm;
        }
    }
    Side(means.transpose())
}

/// Connectivity where row i of the parent is paired with row `pairing[i]` of the child.
pub fn value(parent: &Side, child: &Side, pairing: &[usize]) -> f64 {
    let child = child.0.select_columns(pairing);
    let mut sum = 0.0;
    for start in (0..child.nrows()).step_by(BLOCK) {
        let block = child.rows(start, BLOCK.min(child.nrows() - start)).transpose();
        sum += (&parent.0 * block).iter().map(|r| r.abs()).sum::<f64>();
    }
    sum / (parent.0.nrows() * child.nrows()) as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        Activations,
        random::{Purpose, stream},
    };

    /// Channels of rows that follow a few waves.
    fn waves(channels: usize, frequency: f64) -> Vec<f64> {
        let wave = |row: usize, channel: usize| (row as f64 * (1.0 + (channel % 7) as f64 * 0.3) * frequency).sin();
        let noise =
            |row: usize, channel: usize| ((row * channels + channel) as f64 * 12.9898).sin() * 43_758.545_3 % 1.0;
        (0..30).flat_map(|row| (0..channels).map(move |channel| wave(row, channel) + noise(row, channel))).collect()
    }

    #[test]
    fn the_mean_of_many_channels_is_that_of_a_part_of_them() {
        let order: Vec<usize> = (0..30).collect();
        let (x, y) = (waves(700, 0.7), waves(20, 0.8));
        let [parent, child] = [(&x, 700), (&y, 20)]
            .map(|(values, channels)| Activations::new(&values[..], &[30, channels]).expect("it fits"));
        let child = side(&child.select(&order), &mut stream(1, Purpose::Channels, 0, 1));
        let drawn = |seed| side(&parent.select(&order), &mut stream(seed, Purpose::Channels, 0, 0));
        // All pairs, from the parts that are small enough to be taken whole.
        let whole: f64 = (0..2)
            .map(|half| {
                let part: Vec<f64> = x.chunks_exact(350).skip(half).step_by(2).flatten().copied().collect();
                let part = Activations::new(&part[..], &[30, 350]).expect("it fits");
                let part = side(&part.select(&order), &mut stream(1, Purpose::Channels, 0, 0));
                value(&part, &child, &order) / 2.0
            })
            .sum();
        for seed in 0..4 {
            let part = drawn(seed);
            assert_eq!(part.0.nrows(), MOST_CHANNELS);
            let found = value(&part, &child, &order);
            assert!((found - whole).abs() < 0.02 * whole, "{found} is not about {whole}");
        }
    }
}
