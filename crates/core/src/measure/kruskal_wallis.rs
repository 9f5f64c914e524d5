//! The Kruskal–Wallis test: whether groups of values differ, by their ranks.

use statrs::distribution::{ChiSquared, ContinuousCDF};

/// Result of a Kruskal–Wallis test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct KruskalWallis {
    /// Statistic H, corrected for ties.
    pub h: f64,
    /// The p-value: the probability of an H at least as large if no group differs, by the χ² distribution with
    /// groups − 1 degrees of freedom; rough below five values per group.
    pub p: f64,
    /// ε² = H / (n − 1), in [0, 1]: 0 no effect, 1 the groups explain every rank (Tomczak and Tomczak 2014).
    pub epsilon_squared: f64,
}

/// H = 12 / (n (n + 1)) Σ R_i² / n_i − 3 (n + 1), R_i the sum of ranks in group i with ties at their mean, divided by
/// 1 − Σ (t³ − t) / (n³ − n) over ties of t values (Kruskal and Wallis 1952). `None` for fewer than two groups, an empty
/// group, or values that are all equal.
pub fn kruskal_wallis(groups: &[Vec<f64>]) -> Option<KruskalWallis> {
    if groups.len() < 2 || groups.iter().any(Vec::is_empty) {
        return None;
    }
    let mut values: Vec<(f64, usize)> =
        groups.iter().enumerate().flat_map(|(group, values)| values.iter().map(move |&value| (value, group))).collect();
    values.sort_by(|a, b| a.0.total_cmp(&b.0));
    let n = values.len() as f64;
    let mut ranks = vec![0.0; groups.len()];
    let mut ties = 0.0;
    let mut first = 0;
    for run in values.chunk_by(|a, b| a.0 == b.0) {
        let t = run.len() as f64;
        let rank = first as f64 + (t + 1.0) / 2.0;
        for &(_, group) in run {
            ranks[group] += rank;
        }
        ties += t.powi(3) - t;
        first += run.len();
    }
    let correction = 1.0 - ties / (n.powi(3) - n);
    if correction <= 0.0 {
        return None;
    }
    let sum: f64 = ranks.iter().zip(groups).map(|(rank, group)| rank * rank / group.len() as f64).sum();
    let h = ((12.0 / (n * (n + 1.0)) * sum - 3.0 * (n + 1.0)) / correction).max(0.0);
    let p = ChiSquared::new(groups.len() as f64 - 1.0).ok()?.sf(h);
    Some(KruskalWallis { h, p, epsilon_squared: h / (n - 1.0) })
}

#[cfg(test)]
mod tests {
    use safetensors::SafeTensors;

    use super::*;

    static EXPECTED: &[u8] = include_bytes!("../../tests/fixtures/triage.safetensors");

    #[test]
    fn it_equals_scipy_with_and_without_ties() {
        let file = SafeTensors::deserialize(EXPECTED).expect("a safetensors file");
        let numbers = |name: &str| -> Vec<f64> {
            let data = file.tensor(name).expect("it is there").data().to_vec();
            data.chunks_exact(8).map(|b| f64::from_le_bytes(b.try_into().expect("8 bytes"))).collect()
        };
        for case in 0..3 {
            let groups: Vec<Vec<f64>> =
                numbers(&format!("kruskal.{case}.groups")).chunks_exact(5).map(<[f64]>::to_vec).collect();
            let found = kruskal_wallis(&groups).expect("groups that differ");
            let expected = numbers(&format!("kruskal.{case}.found"));
            for (found, expected) in [found.h, found.p, found.epsilon_squared].iter().zip(&expected) {
                assert!(
                    (found - expected).abs() < 1e-10 * expected.abs().max(1.0),
                    "{case}: {found} against {expected}"
                );
            }
        }
        assert_eq!(kruskal_wallis(&[vec![1.0, 1.0], vec![1.0]]), None);
        assert_eq!(kruskal_wallis(&[vec![1.0, 2.0]]), None);
    }
}
