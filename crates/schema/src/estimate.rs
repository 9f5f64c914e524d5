//! Measured values with their uncertainty: accuracies and 95 % intervals.

use serde::{Deserialize, Serialize};

/// The two-sided 95 % quantile of the standard normal distribution.
const Z95: f64 = 1.959_963_984_540_054;

/// An accuracy: `correct` of `of` samples.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Accuracy {
    /// Number of correctly classified samples.
    pub correct: usize,
    /// Number of evaluated samples.
    pub of: usize,
}

impl Accuracy {
    /// The accuracy, in [0, 1]; 0 without samples.
    pub fn value(self) -> f64 {
        if self.of == 0 {
            return 0.0;
        }
        self.correct as f64 / self.of as f64
    }

    /// The accuracy with its 95 % Wilson score interval (Wilson 1927), which stays inside [0, 1] and has a positive width at 0
    /// and 1. It covers the randomness of the samples only, not of seeds.
    pub fn estimate(self) -> Estimate {
        if self.of == 0 {
            return Estimate { value: 0.0, low: 0.0, high: 1.0 };
        }
        let (n, p, z2) = (self.of as f64, self.value(), Z95 * Z95);
        let centre = (p + z2 / (2.0 * n)) / (1.0 + z2 / n);
        let half = Z95 / (1.0 + z2 / n) * (p * (1.0 - p) / n + z2 / (4.0 * n * n)).sqrt();
        Estimate { value: p, low: (centre - half).max(0.0), high: (centre + half).min(1.0) }
    }
}

/// Accuracies of one network without and under attack, on the same samples.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scores {
    /// Accuracy without attack.
    pub clean: Accuracy,
    /// Accuracy under the evaluation attack.
    pub robust: Accuracy,
}

/// A measured value with its 95 % interval.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// The measured value.
    pub value: f64,
    /// Lower end of the interval.
    pub low: f64,
    /// Upper end of the interval.
    pub high: f64,
}

impl Estimate {
    /// The mean of `samples` with the normal interval mean ± 1.96 s/√n; zero width below two samples.
    pub fn mean_of(samples: &[f64]) -> Self {
        let n = samples.len() as f64;
        if samples.is_empty() {
            return Self::default();
        }
        let mean = samples.iter().sum::<f64>() / n;
        if samples.len() < 2 {
            return Self { value: mean, low: mean, high: mean };
        }
        let variance = samples.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / (n - 1.0);
        let half = Z95 * (variance / n).sqrt();
        Self { value: mean, low: mean - half, high: mean + half }
    }
}

/// The value below which this share of `values` lies, in proportion between the two nearest: type 7 of Hyndman and Fan
/// (1996), NumPy's default. `share` lies in [0, 1]; nothing when there are no values.
pub fn quantile(values: &[f64], share: f64) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let last = sorted.len().checked_sub(1)?;
    let place = share * last as f64;
    let below = sorted[place as usize];
    let above = sorted[(place as usize + 1).min(last)];
    Some(below + (above - below) * place.fract())
}

/// The median of `values`: the middle one, or the mean of the two in the middle; `None` without values.
pub fn median(values: &[f64]) -> Option<f64> {
    quantile(values, 0.5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wilson_interval_equals_the_published_example() {
        // Newcombe 1998, table I: 81 of 263 gives [0.2553, 0.3662].
        let e = Accuracy { correct: 81, of: 263 }.estimate();
        assert!((e.low - 0.2553).abs() < 5e-5 && (e.high - 0.3662).abs() < 5e-5, "{e:?}");
        // 0 of 20: [0.0000, 0.1611].
        let e = Accuracy { correct: 0, of: 20 }.estimate();
        assert!(e.low == 0.0 && (e.high - 0.1611).abs() < 5e-5, "{e:?}");
    }

    #[test]
    fn quantiles_equal_those_of_numpy() {
        // numpy.quantile(range(20), [0.05, 0.95]) gives 0.95 and 18.05, and of [3, 1, 2, 10] at 0.3 it gives 1.9.
        let values: Vec<f64> = (0..20).rev().map(f64::from).collect();
        for (values, share, expected) in
            [(&values[..], 0.05, 0.95), (&values, 0.95, 18.05), (&[3.0, 1.0, 2.0, 10.0], 0.3, 1.9)]
        {
            let found = quantile(values, share).expect("there are values");
            assert!((found - expected).abs() < 1e-12, "{found}");
        }
        assert_eq!((quantile(&[3.0], 0.95), quantile(&[], 0.5)), (Some(3.0), None));
        assert_eq!((quantile(&[2.0, 1.0], 0.0), quantile(&[2.0, 1.0], 1.0)), (Some(1.0), Some(2.0)));
        assert_eq!((median(&[5.0, 1.0, 2.0]), median(&[4.0, 1.0])), (Some(2.0), Some(2.5)));
    }

    #[test]
    fn the_interval_of_a_mean_equals_a_hand_calculation() {
        // 1, 2, 3, 4: s = 1.290994, half = 1.96 · s / 2 = 1.265150.
        let e = Estimate::mean_of(&[1.0, 2.0, 3.0, 4.0]);
        assert!((e.value - 2.5).abs() < 1e-12 && (e.high - 2.5 - 1.265_150).abs() < 1e-5, "{e:?}");
    }
}
