//! A measure over all classes, and its null.

use std::{collections::BTreeMap, ops::ControlFlow};

use layerlab_schema::{Dependency, Measure, quantile};
use rand::seq::SliceRandom;
#[cfg(feature = "rayon")]
use rayon::prelude::*;

use crate::{
    Activations, Error,
    measures::{Class, Comparison, implementation},
    random::{Purpose, stream},
};

/// Minimum number of permutations for a null: with 20, p ≤ 0.05 takes a value above all of them.
pub const LEAST_NULLS: usize = 20;

/// Number of permutations from which a claim may rest on a p-value: with 20 the 95th percentile is a draw or two of chance,
/// and p = 0.048 is the least; with 99 p ≤ 0.05 takes a value that at most four of them reach, and p goes down to 0.01.
pub const CLAIM_NULLS: usize = 99;

/// A null within this part of the value, or of 1, of the value reaches it: where a permutation changes nothing, the order of
/// the sums alone must not decide.
const ROUNDING: f64 = 1e-9;

/// Maximum number of rows of one class that are compared pair by pair: their matrix takes 800 MB.
pub const MOST_KERNEL_ROWS: usize = 10_000;

/// Settings of the null distribution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Number of permutations for the null, at least [`LEAST_NULLS`], and [`CLAIM_NULLS`] where a claim rests on it.
    pub nulls: usize,
    /// Seed of all random streams.
    pub seed: u64,
}

/// Progress of a measurement, in comparisons of a parent with a child.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// Number of comparisons done.
    pub done: usize,
    /// Number of all comparisons.
    pub total: usize,
}

/// Minimum number of rows of a class; smaller classes are left out, which [`Dependency::samples`] shows.
pub fn least_rows(measure: Measure) -> usize {
    implementation(measure).least_rows
}

/// One measure of how strongly `child` depends on `parent`: see [`dependencies`].
pub async fn dependency(
    parent: &Activations<'_>,
    child: &Activations<'_>,
    labels: &[usize],
    measure: Measure,
    settings: Settings,
    watch: impl AsyncFnMut(Progress) -> ControlFlow<()>,
) -> Result<Dependency, Error> {
    let measured = dependencies(parent, child, labels, &[measure], settings, watch).await?;
    Ok(measured[0])
}

/// How strongly `child` depends on `parent`, by each of `measures`, which share what they can. Row i of both belongs to
/// the same sample, whose class is `labels[i]`. `watch` is called after every comparison, or after those that were done side by
/// side, and can stop the measurement.
pub async fn dependencies(
    parent: &Activations<'_>,
    child: &Activations<'_>,
    labels: &[usize],
    measures: &[Measure],
    settings: Settings,
    mut watch: impl AsyncFnMut(Progress) -> ControlFlow<()>,
) -> Result<Vec<Dependency>, Error> {
    check(parent, child, labels, settings)?;
    let classes = classes(labels);
    let mut sums =
        measures.iter().map(|&measure| Sum::new(measure, &classes, settings)).collect::<Result<Vec<_>, _>>()?;
    let parts = sums.iter().map(|sum| classes.values().filter(|rows| sum.takes(rows)).count()).sum::<usize>();
    let mut progress = Progress { done: 0, total: parts * (settings.nulls + 1) };
    for (&class, rows) in &classes {
        let pairings = pairings(rows.len(), class, settings);
        let prepared = Class::new(parent, child, rows, class, settings.seed);
        for sum in sums.iter_mut().filter(|sum| sum.takes(rows)) {
            let compare = (implementation(sum.measure).prepare)(&prepared);
            let at_once = at_once();
            for (totals, pairings) in sum.values.chunks_mut(at_once).zip(pairings.chunks(at_once)) {
                for (total, value) in totals.iter_mut().zip(values(&compare, pairings)) {
                    *total += value * rows.len() as f64 / sum.samples as f64;
                }
                progress.done += pairings.len();
                if watch(progress).await.is_break() {
                    return Err(Error::Stopped);
                }
            }
        }
    }
    Ok(sums.into_iter().map(Sum::finish).collect())
}

/// Comparisons that are done side by side.
fn at_once() -> usize {
    #[cfg(feature = "rayon")]
    return rayon::current_num_threads();
    #[cfg(not(feature = "rayon"))]
    1
}

/// The values under these pairings.
fn values(compare: &Comparison, pairings: &[Vec<usize>]) -> Vec<f64> {
    #[cfg(feature = "rayon")]
    let pairings = pairings.par_iter();
    #[cfg(not(feature = "rayon"))]
    let pairings = pairings.iter();
    pairings.map(|pairing| compare(pairing)).collect()
}

fn check(parent: &Activations<'_>, child: &Activations<'_>, labels: &[usize], settings: Settings) -> Result<(), Error> {
    if parent.rows() != child.rows() {
        return Err(Error::Rows { parent: parent.rows(), child: child.rows() });
    }
    if labels.len() != parent.rows() {
        return Err(Error::Labels { labels: labels.len(), rows: parent.rows() });
    }
    if settings.nulls < LEAST_NULLS {
        return Err(Error::Nulls { nulls: settings.nulls, least: LEAST_NULLS });
    }
    Ok(())
}

/// Positions of the rows of each class.
fn classes(labels: &[usize]) -> BTreeMap<usize, Vec<usize>> {
    let mut classes: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (row, &label) in labels.iter().enumerate() {
        classes.entry(label).or_default().push(row);
    }
    classes
}

/// The true pairing of a class's rows, and then those of the null.
fn pairings(rows: usize, class: usize, settings: Settings) -> Vec<Vec<usize>> {
    let mut rng = stream(settings.seed, Purpose::Null, class, 0);
    let mut pairings = vec![(0..rows).collect::<Vec<_>>(); settings.nulls + 1];
    pairings.iter_mut().skip(1).for_each(|pairing| pairing.shuffle(&mut rng));
    pairings
}

/// A measure that is summed over the classes.
struct Sum {
    measure: Measure,
    /// The measured value, and then those of the null.
    values: Vec<f64>,
    /// Rows of the classes that take part.
    samples: usize,
}

impl Sum {
    fn new(measure: Measure, classes: &BTreeMap<usize, Vec<usize>>, settings: Settings) -> Result<Self, Error> {
        let mut sum = Self { measure, values: vec![0.0; settings.nulls + 1], samples: 0 };
        sum.samples = classes.values().filter(|rows| sum.takes(rows)).map(Vec::len).sum();
        let largest = classes.values().map(Vec::len).max().unwrap_or(0);
        if sum.samples == 0 {
            return Err(Error::Classes { measure, least: least_rows(measure), largest });
        }
        if implementation(measure).is_pairwise && largest > MOST_KERNEL_ROWS {
            return Err(Error::Large { measure, rows: largest, most: MOST_KERNEL_ROWS });
        }
        Ok(sum)
    }

    fn takes(&self, rows: &[usize]) -> bool {
        rows.len() >= least_rows(self.measure)
    }

    fn finish(mut self) -> Dependency {
        let value = self.values[0];
        let nulls = &mut self.values[1..];
        nulls.sort_unstable_by(f64::total_cmp);
        let reach = value - ROUNDING * value.abs().max(1.0);
        let reaching = nulls.iter().filter(|&&null| null >= reach).count();
        let null_mean = nulls.iter().sum::<f64>() / nulls.len() as f64;
        Dependency {
            measure: self.measure,
            value,
            null_mean,
            null_p95: quantile(nulls, 0.95).unwrap_or(f64::NAN),
            excess: value - null_mean,
            p: Some((1 + reaching) as f64 / (1 + nulls.len()) as f64),
            nulls: nulls.len(),
            samples: self.samples,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SETTINGS: Settings = Settings { nulls: 20, seed: 1 };

    fn measure(rows: usize, labels: &[usize], measure: Measure, nulls: usize) -> Result<Dependency, Error> {
        let values: Vec<f64> = (0..rows * 7).map(|i| (i as f64 * 0.7).sin()).collect();
        let view = Activations::new(&values[..], &[rows, 7])?;
        let settings = Settings { nulls, ..SETTINGS };
        pollster::block_on(dependency(&view, &view, labels, measure, settings, async |_| ControlFlow::Continue(())))
    }

    #[test]
    fn small_classes_are_left_out_and_counted() {
        let labels: Vec<usize> = (0..50).map(|row| if row < 10 { 7 } else { row % 2 }).collect();
        let samples = |which| measure(50, &labels, which, 20).expect("it can be measured").samples;
        assert_eq!(Measure::ALL.map(samples), [40, 40, 40, 40, 50, 50, 50, 50, 50, 50]);
        let error = measure(50, &(0..50).collect::<Vec<_>>(), Measure::Edge, 20).expect_err("it is refused");
        assert_eq!(error, Error::Classes { measure: Measure::Edge, least: 20, largest: 1 });
    }

    #[test]
    fn what_does_not_go_together_is_refused() {
        assert_eq!(measure(50, &[0; 49], Measure::Cka, 20), Err(Error::Labels { labels: 49, rows: 50 }));
        assert_eq!(measure(50, &[0; 50], Measure::Cka, 19), Err(Error::Nulls { nulls: 19, least: 20 }));
        let error = measure(10_001, &[0; 10_001], Measure::Ksg, 20).expect_err("it is refused");
        assert_eq!(error, Error::Large { measure: Measure::Ksg, rows: 10_001, most: 10_000 });
    }

    #[test]
    fn the_p_value_counts_the_permutations_that_reach_the_value() {
        let finished = |value: f64, nulls: &[f64]| {
            let values = [&[value], nulls].concat();
            Sum { measure: Measure::Cka, values, samples: 50 }.finish()
        };
        let nulls: Vec<f64> = (1..=CLAIM_NULLS).map(|i| i as f64 / 100.0).collect();
        for (value, p) in [(1.0, 0.01), (0.955, 0.05), (0.945, 0.06), (0.5, 0.51), (0.0, 1.0)] {
            let found = finished(value, &nulls);
            assert_eq!((found.p, found.is_above_chance()), (Some(p), p <= 0.05), "{found:?}");
        }
        // Sums in another order.
        assert_eq!(finished(0.3, &[0.3 - 1e-16; LEAST_NULLS]).p, Some(1.0));
    }

    #[test]
    fn the_same_seed_gives_the_same_bits() {
        let labels: Vec<usize> = (0..60).map(|row| row % 2).collect();
        for which in Measure::ALL {
            assert_eq!(measure(60, &labels, which, 20), measure(60, &labels, which, 20));
        }
    }

    #[cfg(feature = "rayon")]
    #[test]
    fn the_number_of_threads_changes_no_bit() {
        let labels: Vec<usize> = (0..60).map(|row| row % 2).collect();
        for which in Measure::ALL {
            let [alone, together] = [1, 4].map(|threads| {
                let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
                pool.install(|| measure(60, &labels, which, 22))
            });
            assert_eq!(alone, together);
        }
    }

    #[test]
    fn the_watcher_hears_of_all_comparisons_and_can_stop() {
        let values: Vec<f32> = (0..80).map(|i| (i as f32).sin()).collect();
        let view = Activations::new(&values[..], &[40, 2]).expect("it fits");
        let labels: Vec<usize> = (0..40).map(|row| row % 2).collect();
        let mut reported = Vec::new();
        let watch = async |progress: Progress| {
            reported.push(progress);
            if progress.done >= 30 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let ended = pollster::block_on(dependency(&view, &view, &labels, Measure::Cka, SETTINGS, watch));
        assert_eq!(ended, Err(Error::Stopped));
        let mut before = 0;
        for progress in reported {
            assert!((1..=at_once()).contains(&(progress.done - before)) && progress.total == 42, "{progress:?}");
            before = progress.done;
        }
        assert!((30..30 + at_once()).contains(&before), "{before}");
    }
}
