//! What all methods share: when values can't decide anything, and where random numbers come from.

use rand_chacha::{ChaCha8Rng, rand_core::SeedableRng};

/// Values that differ by less than this are equal. Shares of samples and numbers of steps differ by far more, and sums of
/// them in another order by far less.
const SAME: f64 = 1e-12;

/// Fewer trials than this give no verdict: two pairs of runs have a spread, but nothing that could contradict it.
pub(crate) const LEAST_TRIALS: usize = 3;

/// Permutations that are drawn where all of them would be too many. The standard error of a p-value of 0.05 is 0.0007.
pub(crate) const DRAWN_PERMUTATIONS: usize = 99_999;

/// Why values can't decide anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Undecidable {
    /// There are fewer than two groups, or groups of different lengths.
    NotPaired,
    /// There are fewer than three trials.
    TooFewTrials,
    /// A difference is the same in all trials, so that nothing is known of its spread.
    NoVariance,
}

/// How a p-value was computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// From every permutation.
    Exact,
    /// From 99,999 random permutations, as (1 + those at least as extreme) / 100,000 (Phipson and Smyth 2010).
    Sampled,
}

/// Whether `values` are not all equal. Differences below 1e-12 are rounding.
pub fn varies(values: &[f64]) -> bool {
    let least = values.iter().copied().fold(f64::INFINITY, f64::min);
    let most = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    most - least > SAME
}

/// Whether `a` and `b` are equal but for rounding.
pub(crate) fn same(a: f64, b: f64) -> bool {
    (a - b).abs() <= SAME
}

/// What random numbers are for. Each purpose has its own, always the same ones.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Purpose {
    /// Orders of groups within trials, or of pairs.
    Permutations,
    /// Samples of groups without differences.
    LargestT,
    /// Experiments whose power is counted.
    Experiments,
}

/// The random numbers for a purpose.
pub(crate) fn random(purpose: Purpose) -> ChaCha8Rng {
    ChaCha8Rng::seed_from_u64(purpose as u64)
}

/// Mean and standard deviation (n − 1) of `values`, of which there are at least two.
pub(crate) fn moments(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    (mean, (squares / (n - 1.0)).sqrt())
}
