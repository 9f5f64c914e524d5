//! The bootstrap interval of a mean.

use layerlab_schema::Estimate;
use rand::RngExt;

use crate::random::{Purpose, stream};

/// Number of resamples (Efron and Tibshirani 1993, section 13.3, ask for 1,000 for percentiles).
const RESAMPLES: usize = 1000;

/// The mean of `samples` with its 95 % percentile interval: the 2.5th and 97.5th percentile of the means of 1,000 draws of as
/// many samples with replacement (Efron and Tibshirani 1993, section 13.3). It covers the randomness of the samples only, not of seeds.
/// The same seed and samples give the same interval; no samples give 0.
pub fn bootstrap(samples: &[f64], seed: u64) -> Estimate {
    let count = samples.len();
    if count == 0 {
        return Estimate::default();
    }
    let mut rng = stream(seed, Purpose::Resampling, 0, 0);
    let mean_of = |values: &mut dyn Iterator<Item = f64>| values.sum::<f64>() / count as f64;
    let mut means: Vec<f64> = (0..RESAMPLES)
        .map(|_| mean_of(&mut (0..count).map(|_| samples[rng.random_range(0..count as u32) as usize])))
        .collect();
    means.sort_by(f64::total_cmp);
    let percentile = |share: f64| means[(share * (RESAMPLES - 1) as f64).round() as usize];
    Estimate { value: mean_of(&mut samples.iter().copied()), low: percentile(0.025), high: percentile(0.975) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_many_samples_it_is_close_to_the_normal_interval() {
        // A known variance: i mod 10 has mean 4.5 and variance 8.25, so that 400 samples give ± 1.96 √(8.25 / 400) = 0.2815.
        let samples: Vec<f64> = (0..400).map(|i| f64::from(i % 10)).collect();
        let found = bootstrap(&samples, 3);
        assert!((found.value - 4.5).abs() < 1e-12, "{found:?}");
        assert!((found.low - 4.2185).abs() < 0.03 && (found.high - 4.7815).abs() < 0.03, "{found:?}");
    }

    #[test]
    fn of_two_samples_it_equals_a_hand_calculation() {
        // Means of two draws of 0 and 1 are 0, ½, 1 with probabilities ¼, ½, ¼: both percentiles lie in the outer quarters.
        let found = bootstrap(&[0.0, 1.0], 1);
        assert_eq!((found.value, found.low, found.high), (0.5, 0.0, 1.0));
    }

    #[test]
    fn it_is_reproducible_and_has_no_width_without_variance() {
        let samples: Vec<f64> = (0..50).map(f64::from).collect();
        assert_eq!(bootstrap(&samples, 5), bootstrap(&samples, 5));
        assert_ne!(bootstrap(&samples, 5), bootstrap(&samples, 6));
        assert_eq!(bootstrap(&[0.25; 9], 1), Estimate { value: 0.25, low: 0.25, high: 0.25 });
        assert_eq!(bootstrap(&[], 1), Estimate::default());
    }
}
