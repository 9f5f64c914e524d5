//! Intervals of the differences between all pairs of groups, paired within trials, at once.
//!
//! For groups a and b the differences d of n trials give t = |mean d − δ| √n / s_d with the pair's own s_d: groups need not
//! have the same spread. The intervals mean d ± q s_d / √n hold for all pairs at once with the probability `level` when q is
//! that quantile of the largest t of all pairs (max-t: Hothorn, Bretz and Westfall 2008, section 4; Westfall and Young 1993,
//! section 2.6). The largest t has no closed form. It is simulated: samples of n trials × J groups from the normal
//! distribution with the estimated covariance, each with its largest t.
//!
//! - 50,000 samples, about 0.1 s for ten trials of five groups: the standard error of the 90 % quantile is below 0.7 % of it with three trials and below 0.3 % with ten.
//! - The estimated covariance stands for the true one. With independent groups the intervals of three groups hold at once
//!   with probability 0.85 for three trials, 0.90 for five and more; of five groups with 0.84 and 0.88 for three and ten.
//! - Equivalence of all groups needs no correction for the number of pairs, since all pairs must pass (intersection–union,
//!   Berger 1982): [`Coverage::EachPair`] has Student's quantile instead, and narrower intervals. [`Coverage::AllPairs`] is
//!   conservative as a test of equivalence, and right for the largest difference, which was chosen among all.

use layerlab_schema::Estimate;
use rand_distr::{Distribution, StandardNormal};
use statrs::distribution::{ContinuousCDF, StudentsT};

use crate::sample::{LEAST_TRIALS, Purpose, Undecidable, moments, random, varies};

/// Number of simulated samples.
const SAMPLES: usize = 50_000;

/// What the level of the intervals is the probability of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coverage {
    /// Each interval holds by itself (Student).
    EachPair,
    /// All intervals hold at once (max-t).
    AllPairs,
}

/// The difference between two groups.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PairInterval {
    /// Position of the group whose mean is subtracted from.
    pub one: usize,
    /// Position of the group whose mean is subtracted.
    pub other: usize,
    /// The mean difference one − other with its interval.
    pub difference: Estimate,
    /// Standard error of the mean difference, s_d / √n.
    pub error: f64,
}

/// The differences of all pairs of groups.
#[derive(Clone, Debug, PartialEq)]
pub struct PairwiseIntervals {
    /// Every pair, the larger position first.
    pub pairs: Vec<PairInterval>,
    /// The quantile q: each interval reaches q standard errors to both sides.
    pub quantile: f64,
    reference: Reference,
}

impl PairwiseIntervals {
    /// Whether every interval lies inside (−`margin`, `margin`). At the level 1 − 2α these are two one-sided tests at α
    /// for every pair (Schuirmann 1987): the groups are equivalent.
    pub fn are_within(&self, margin: f64) -> bool {
        self.pairs.iter().all(|pair| pair.difference.low > -margin && pair.difference.high < margin)
    }

    /// The p-value of that equivalence: the smallest α at which all intervals of level 1 − 2α lie within `margin`; at
    /// least 0.5 where a mean difference does not.
    pub fn equivalence_p(&self, margin: f64) -> f64 {
        let room = |pair: &PairInterval| (margin - pair.difference.value.abs()) / pair.error;
        let least = self.pairs.iter().map(room).fold(f64::INFINITY, f64::min);
        if least <= 0.0 { 1.0 } else { 0.5 * self.reference.beyond(least) }
    }

    /// The pair with the largest mean difference, turned so that the difference is not negative.
    pub fn largest(&self) -> Option<PairInterval> {
        let size = |pair: &PairInterval| pair.difference.value.abs();
        let largest = self.pairs.iter().copied().max_by(|a, b| size(a).total_cmp(&size(b)))?;
        if largest.difference.value >= 0.0 {
            return Some(largest);
        }
        let Estimate { value, low, high } = largest.difference;
        let difference = Estimate { value: -value, low: -high, high: -low };
        Some(PairInterval { one: largest.other, other: largest.one, difference, ..largest })
    }
}

/// The distribution of t or of the largest t.
#[derive(Clone, Debug, PartialEq)]
enum Reference {
    /// Student's, with these degrees of freedom.
    Student(f64),
    /// The simulated values, in ascending order.
    Simulated(Vec<f64>),
}

impl Reference {
    /// The value below which |t| lies with this probability.
    fn quantile(&self, level: f64) -> f64 {
        match self {
            Self::Student(freedom) => student(*freedom).map_or(f64::INFINITY, |t| t.inverse_cdf(0.5 + 0.5 * level)),
            Self::Simulated(values) => layerlab_schema::quantile(values, level).unwrap_or(f64::INFINITY),
        }
    }

    /// The probability that |t| reaches `value`.
    fn beyond(&self, value: f64) -> f64 {
        match self {
            Self::Student(freedom) => student(*freedom).map_or(1.0, |t| 2.0 * t.sf(value)),
            Self::Simulated(values) => {
                let below = values.partition_point(|&simulated| simulated < value);
                (1 + values.len() - below) as f64 / (1 + values.len()) as f64
            }
        }
    }
}

fn student(freedom: f64) -> Option<StudentsT> {
    StudentsT::new(0.0, 1.0, freedom).ok()
}

/// The intervals at `level`, in (0, 1), of all pairs of `groups`, each with one value per trial.
///
/// # Errors
/// When there are fewer than two groups or three trials, groups have different lengths, or a pair differs by the same in all
/// trials.
pub fn pairwise_intervals(
    groups: &[Vec<f64>],
    level: f64,
    coverage: Coverage,
) -> Result<PairwiseIntervals, Undecidable> {
    let trials = groups.first().map_or(0, Vec::len);
    if groups.len() < 2 || groups.iter().any(|group| group.len() != trials) {
        return Err(Undecidable::NotPaired);
    }
    if trials < LEAST_TRIALS {
        return Err(Undecidable::TooFewTrials);
    }
    let mut pairs = Vec::new();
    for (one, values) in groups.iter().enumerate() {
        for (other, others) in groups[..one].iter().enumerate() {
            let differences: Vec<f64> = values.iter().zip(others).map(|(a, b)| a - b).collect();
            if !varies(&differences) {
                return Err(Undecidable::NoVariance);
            }
            let (value, deviation) = moments(&differences);
            let error = deviation / (trials as f64).sqrt();
            pairs.push(PairInterval { one, other, difference: Estimate { value, low: value, high: value }, error });
        }
    }
    let reference = match coverage {
        // A single pair has Student's distribution.
        Coverage::AllPairs if groups.len() > 2 => Reference::Simulated(largest_t(&factor(&covariance(groups)), trials)),
        Coverage::EachPair | Coverage::AllPairs => Reference::Student(trials as f64 - 1.0),
    };
    let quantile = reference.quantile(level);
    for PairInterval { difference, error, .. } in &mut pairs {
        difference.low -= quantile * *error;
        difference.high += quantile * *error;
    }
    Ok(PairwiseIntervals { pairs, quantile, reference })
}

/// The quantile for independent groups with the same spread, whatever that is.
pub(crate) fn quantile_of_independent(groups: usize, trials: usize, level: f64, coverage: Coverage) -> f64 {
    match coverage {
        Coverage::EachPair => Reference::Student(trials as f64 - 1.0).quantile(level),
        Coverage::AllPairs => {
            let identity: Vec<Vec<f64>> =
                (0..groups).map(|row| (0..groups).map(|column| f64::from(u8::from(row == column))).collect()).collect();
            Reference::Simulated(largest_t(&identity, trials)).quantile(level)
        }
    }
}

/// The covariance of the groups over trials, with n − 1.
fn covariance(groups: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let deviations: Vec<Vec<f64>> = groups
        .iter()
        .map(|values| {
            let (mean, _) = moments(values);
            values.iter().map(|value| value - mean).collect()
        })
        .collect();
    let product = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).sum::<f64>() / (a.len() as f64 - 1.0);
    deviations.iter().map(|a| deviations.iter().map(|b| product(a, b)).collect()).collect()
}

/// Cholesky's factor L with L Lᵀ = `matrix`, of which some eigenvalues may be 0: with fewer trials than groups some are.
fn factor(matrix: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let count = matrix.len();
    let smallest = 1e-12 * matrix.iter().enumerate().map(|(i, row)| row[i]).sum::<f64>();
    let mut lower = vec![vec![0.0; count]; count];
    for column in 0..count {
        let squares: f64 = lower[column][..column].iter().map(|value: &f64| value * value).sum();
        let pivot = matrix[column][column] - squares;
        if pivot <= smallest {
            continue;
        }
        let root = pivot.sqrt();
        for row in column..count {
            let known: f64 = (0..column).map(|k| lower[row][k] * lower[column][k]).sum();
            lower[row][column] = (matrix[row][column] - known) / root;
        }
    }
    lower
}

/// The largest |t| of all pairs in each of [`SAMPLES`] samples of groups without differences, in ascending order.
fn largest_t(factor: &[Vec<f64>], trials: usize) -> Vec<f64> {
    let mut random = random(Purpose::LargestT);
    let mut groups = vec![vec![0.0; trials]; factor.len()];
    let mut normal = vec![0.0; factor.len()];
    let mut largest = Vec::with_capacity(SAMPLES);
    for _ in 0..SAMPLES {
        for trial in 0..trials {
            normal.iter_mut().for_each(|value| *value = StandardNormal.sample(&mut random));
            for (group, row) in groups.iter_mut().zip(factor) {
                group[trial] = row.iter().zip(&normal).map(|(weight, value)| weight * value).sum();
            }
        }
        largest.push(largest_t_of(&groups));
    }
    largest.sort_unstable_by(f64::total_cmp);
    largest
}

/// The largest |mean d| √n / s_d of all pairs.
fn largest_t_of(groups: &[Vec<f64>]) -> f64 {
    let mut largest = 0.0_f64;
    for (position, one) in groups.iter().enumerate() {
        for other in &groups[..position] {
            let (mean, error) = difference(one, other);
            largest = largest.max(mean.abs() / error);
        }
    }
    largest
}

/// Mean and standard error of one − other.
pub(crate) fn difference(one: &[f64], other: &[f64]) -> (f64, f64) {
    let n = one.len() as f64;
    let mean = one.iter().zip(other).map(|(a, b)| a - b).sum::<f64>() / n;
    let squares: f64 = one.iter().zip(other).map(|(a, b)| (a - b - mean).powi(2)).sum();
    (mean, (squares / (n - 1.0) / n).sqrt())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_groups_have_students_interval() {
        let groups = [vec![0.80, 0.83, 0.81, 0.85], vec![0.79, 0.80, 0.82, 0.81]];
        let each = pairwise_intervals(&groups, 0.90, Coverage::EachPair).expect("it is defined");
        let all = pairwise_intervals(&groups, 0.90, Coverage::AllPairs).expect("it is defined");
        // t(3) at 95 %: 2.353363.
        assert!((each.quantile - 2.353_363).abs() < 1e-5, "{}", each.quantile);
        assert_eq!(all.quantile, each.quantile);
        let simulated = quantile_of_independent(2, 4, 0.90, Coverage::AllPairs);
        assert!((simulated / each.quantile - 1.0).abs() < 0.01, "{simulated}");
        let largest = each.largest().expect("there is a pair");
        assert!((largest.difference.value - 0.0175).abs() < 1e-12 && (largest.one, largest.other) == (0, 1));
    }

    #[test]
    fn the_p_value_of_equivalence_is_that_of_the_intervals() {
        let groups = [vec![0.80, 0.83, 0.81, 0.85], vec![0.79, 0.80, 0.82, 0.81], vec![0.80, 0.83, 0.80, 0.82]];
        for coverage in [Coverage::EachPair, Coverage::AllPairs] {
            let found = pairwise_intervals(&groups, 0.90, coverage).expect("it is defined");
            let ends = found.pairs.iter().flat_map(|pair| [-pair.difference.low, pair.difference.high]);
            let margin = ends.fold(0.0, f64::max);
            assert!((found.equivalence_p(margin) - 0.05).abs() < 1e-4, "{}", found.equivalence_p(margin));
            assert!(found.are_within(1.01 * margin) && !found.are_within(0.99 * margin));
        }
    }

    #[test]
    fn nothing_is_said_without_trials_or_spread() {
        let of = |groups: &[Vec<f64>]| pairwise_intervals(groups, 0.90, Coverage::AllPairs).expect_err("undecided");
        assert_eq!(of(&[vec![0.1, 0.2], vec![0.3, 0.1]]), Undecidable::TooFewTrials);
        assert_eq!(of(&[vec![0.1, 0.2, 0.4], vec![0.3, 0.4, 0.6]]), Undecidable::NoVariance);
        assert_eq!(of(&[vec![0.1, 0.2, 0.4], vec![0.3]]), Undecidable::NotPaired);
    }

    #[test]
    fn more_groups_than_trials_have_a_factor() {
        let groups: Vec<Vec<f64>> = vec![vec![1.0, 2.0, 4.0], vec![2.0, 1.0, 0.0], vec![0.0, 3.0, 1.0], vec![1.0; 3]];
        let matrix = covariance(&groups);
        let lower = factor(&matrix);
        for (row, expected) in lower.iter().zip(&matrix) {
            for (other, expected) in lower.iter().zip(expected) {
                let product: f64 = row.iter().zip(other).map(|(a, b)| a * b).sum();
                assert!((product - expected).abs() < 1e-9, "{lower:?}");
            }
        }
    }
}
