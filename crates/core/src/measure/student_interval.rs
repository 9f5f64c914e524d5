//! Student's confidence interval of the mean over a few trials.

use layerlab_schema::Estimate;
use statrs::distribution::{ContinuousCDF, StudentsT};

/// The mean of `values` (one per trial) with Student's 95 % interval: mean ± t s/√n. A single value gets an interval of width
/// 0; `None` for no values.
pub fn student_interval(values: &[f64]) -> Option<Estimate> {
    let n = values.len() as f64;
    let value = values.iter().sum::<f64>() / n;
    if values.len() < 2 {
        return values.first().map(|_| Estimate { value, low: value, high: value });
    }
    let variance = values.iter().map(|x| (x - value).powi(2)).sum::<f64>() / (n - 1.0);
    let quantile = StudentsT::new(0.0, 1.0, n - 1.0).ok()?.inverse_cdf(0.975);
    let half = quantile * (variance / n).sqrt();
    Some(Estimate { value, low: value - half, high: value + half })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_is_students() {
        // 1, 2, 3: mean 2, s = 1, t(2) = 4.302653: half = 4.302653 / √3.
        let found = student_interval(&[1.0, 2.0, 3.0]).expect("there are values");
        assert!((found.high - 2.0 - 2.484_138).abs() < 1e-5, "{found:?}");
    }
}
