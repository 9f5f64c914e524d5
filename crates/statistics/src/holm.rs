//! Holm's step-down correction for several tests (Holm 1979).

/// The corrected p-values: the i-th smallest of m is max over k ≤ i of min(1, (m − k + 1) p_k). Rejecting those at most α
/// keeps the probability of any false rejection below α, however the tests depend on each other.
pub fn holm(p_values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p_values.len()).collect();
    order.sort_by(|&a, &b| p_values[a].total_cmp(&p_values[b]));
    let mut corrected = vec![0.0; p_values.len()];
    let mut largest = 0.0_f64;
    for (rank, &position) in order.iter().enumerate() {
        largest = largest.max(((p_values.len() - rank) as f64 * p_values[position]).min(1.0));
        corrected[position] = largest;
    }
    corrected
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_later_test_is_never_below_an_earlier_one() {
        assert_eq!(holm(&[0.03, 0.01, 0.04]), [0.06, 0.03, 0.06]);
        assert_eq!(holm(&[0.9, 0.8]), [1.0, 1.0]);
        assert!(holm(&[]).is_empty());
    }
}
