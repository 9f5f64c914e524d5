//! What a design can find: the power of Student's test, the smallest difference that it detects, and the power of
//! equivalence.

use rand_distr::{Distribution, StandardNormal};
use statrs::distribution::{ContinuousCDF, StudentsT};

use crate::{
    noncentral_t::noncentral_t_cdf,
    pairwise::{Coverage, difference, quantile_of_independent},
    sample::{LEAST_TRIALS, Purpose, random},
};

/// Simulated experiments; the standard error of a power is at most 0.0035.
const EXPERIMENTS: usize = 20_000;

/// Power of the two-sided one-sample t-test of n = `trials` differences at significance level `alpha`, when their mean is
/// `effect` standard deviations: P(|T| > t_{1−α/2}) for a noncentral t with n − 1 degrees of freedom and noncentrality
/// effect · √n. 0 below two trials.
pub fn t_test_power(effect: f64, trials: usize, alpha: f64) -> f64 {
    if trials < 2 {
        return 0.0;
    }
    let freedom = trials as f64 - 1.0;
    let Ok(student) = StudentsT::new(0.0, 1.0, freedom) else { return 0.0 };
    let limit = student.inverse_cdf(1.0 - 0.5 * alpha);
    let shift = effect * (trials as f64).sqrt();
    1.0 - noncentral_t_cdf(limit, freedom, shift) + noncentral_t_cdf(-limit, freedom, shift)
}

/// The smallest mean difference that the two-sided t-test of `trials` differences with standard deviation `sd` finds with
/// probability `power` at significance level `alpha`. `None` below three trials, which decide nothing, and where that
/// would need more than 37 / √trials standard deviations.
pub fn detectable_difference(trials: usize, sd: f64, alpha: f64, power: f64) -> Option<f64> {
    let (mut low, mut high) = (0.0, 37.0 / (trials.max(1) as f64).sqrt());
    if trials < LEAST_TRIALS || t_test_power(high, trials, alpha) < power {
        return None;
    }
    // Bisection: the power grows with the effect.
    for _ in 0..60 {
        let middle = 0.5 * (low + high);
        if t_test_power(middle, trials, alpha) < power {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(high * sd)
}

/// An experiment that compares groups over trials.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Design {
    /// Number of groups.
    pub groups: usize,
    /// Number of trials.
    pub trials: usize,
    /// Standard deviation of a group's values over trials, the same for all groups and independent between them.
    pub sd: f64,
}

/// The probability that all pairs of groups without any difference are found equivalent: that all their intervals at
/// `level` lie within ± `margin`. By simulation; 0 below three trials or two groups.
///
/// The quantile of [`Coverage::AllPairs`] is that of the true covariance instead of each experiment's own, which would take
/// a simulation for every experiment; the power of three groups then differs by at most a point, that of five is up to nine
/// points smaller.
pub fn equivalence_power(design: Design, margin: f64, level: f64, coverage: Coverage) -> f64 {
    let Design { groups, trials, sd } = design;
    if groups < 2 || trials < LEAST_TRIALS {
        return 0.0;
    }
    let quantile = quantile_of_independent(groups, trials, level, coverage);
    let mut random = random(Purpose::Experiments);
    let mut values = vec![vec![0.0; trials]; groups];
    let mut found = 0;
    for _ in 0..EXPERIMENTS {
        for value in values.iter_mut().flatten() {
            let normal: f64 = StandardNormal.sample(&mut random);
            *value = sd * normal;
        }
        let within = |one: &[f64], other: &[f64]| {
            let (mean, error) = difference(one, other);
            mean.abs() + quantile * error < margin
        };
        let all = values.iter().enumerate().all(|(i, one)| values[..i].iter().all(|other| within(one, other)));
        found += usize::from(all);
    }
    found as f64 / EXPERIMENTS as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_trials_cannot_decide_and_ten_can() {
        // Three blocks, a standard deviation of one point, a margin of two. NumPy gave these figures, from 100,000 experiments.
        let power =
            |trials, level, coverage| equivalence_power(Design { groups: 3, trials, sd: 0.01 }, 0.02, level, coverage);
        for (trials, level, coverage, expected) in [
            (3, 0.95, Coverage::EachPair, 0.017),
            (3, 0.90, Coverage::EachPair, 0.066),
            (10, 0.90, Coverage::EachPair, 0.962),
            (3, 0.90, Coverage::AllPairs, 0.009),
            (10, 0.90, Coverage::AllPairs, 0.835),
        ] {
            let found = power(trials, level, coverage);
            assert!((found - expected).abs() < 0.007, "{trials} trials, {level}, {coverage:?}: {found}");
        }
        assert_eq!(power(2, 0.90, Coverage::EachPair), 0.0);
    }

    #[test]
    fn the_detectable_difference_has_the_power_asked_for() {
        let found = detectable_difference(10, 0.01, 0.05, 0.8).expect("it exists");
        assert!((t_test_power(found / 0.01, 10, 0.05) - 0.8).abs() < 1e-9, "{found}");
        // Nothing to find: the power is the level.
        assert!((t_test_power(0.0, 5, 0.05) - 0.05).abs() < 1e-9);
        assert_eq!((detectable_difference(2, 0.01, 0.05, 0.8), t_test_power(1.0, 1, 0.05)), (None, 0.0));
    }
}
