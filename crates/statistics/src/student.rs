//! Student's interval and test for the mean of a few values (Student 1908), which are taken to be normally distributed.

use layerlab_schema::Estimate;
use statrs::distribution::{ContinuousCDF, StudentsT};

use crate::sample::{moments, varies};

/// The mean of `values` (one per trial) with Student's 95 % interval, as [`student_interval_at`] gives it.
pub fn student_interval(values: &[f64]) -> Option<Estimate> {
    student_interval_at(values, 0.95)
}

/// The mean of `values` with Student's interval: mean ± t s/√n, where t is the quantile at (1 + `level`) / 2 with n − 1
/// degrees of freedom and `level` lies in (0, 1). A single value gets an interval of width 0, which says nothing; `None`
/// for no values.
pub fn student_interval_at(values: &[f64], level: f64) -> Option<Estimate> {
    if values.len() < 2 {
        return values.first().map(|&value| Estimate { value, low: value, high: value });
    }
    let (value, deviation) = moments(values);
    let n = values.len() as f64;
    let half = StudentsT::new(0.0, 1.0, n - 1.0).ok()?.inverse_cdf(0.5 + 0.5 * level) * deviation / n.sqrt();
    Some(Estimate { value, low: value - half, high: value + half })
}

/// Student's test of whether the mean of `values` is `expected`: the two-sided p-value 2 P(T ≥ |mean − expected| √n / s).
/// `None` below two values, or where all are equal.
pub fn t_test(values: &[f64], expected: f64) -> Option<f64> {
    if values.len() < 2 || !varies(values) {
        return None;
    }
    let (mean, deviation) = moments(values);
    let n = values.len() as f64;
    let t = (mean - expected) * n.sqrt() / deviation;
    Some(2.0 * StudentsT::new(0.0, 1.0, n - 1.0).ok()?.sf(t.abs()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_is_students() {
        // 1, 2, 3: mean 2, s = 1, t(2) = 4.302653 at 95 % and 2.919986 at 90 %: half = t / √3.
        let found = student_interval(&[1.0, 2.0, 3.0]).expect("there are values");
        assert!((found.high - 2.0 - 2.484_138).abs() < 1e-5, "{found:?}");
        let found = student_interval_at(&[1.0, 2.0, 3.0], 0.90).expect("there are values");
        assert!((found.high - 2.0 - 1.685_855).abs() < 1e-5, "{found:?}");
    }

    #[test]
    fn an_end_of_the_interval_has_the_p_value_of_its_level() {
        let values = [0.1, 0.4, 0.35, 0.8];
        let end = student_interval(&values).expect("there are values").high;
        let p = t_test(&values, end).expect("they differ");
        assert!((p - 0.05).abs() < 1e-9, "{p}");
        assert_eq!(t_test(&[0.3 - 0.1, 0.2, 0.2], 0.0), None);
    }
}
