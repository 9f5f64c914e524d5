//! Ranks with ties at their mean.

use crate::sample::same;

/// Twice the rank of each value, from 2; ties share their mean rank, so that twice of it is whole.
pub(crate) fn doubled_ranks(values: &[f64]) -> Vec<u32> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
    let mut ranks = vec![0; values.len()];
    let mut first = 0;
    for ties in order.chunk_by(|&a, &b| same(values[a], values[b])) {
        for &position in ties {
            // The mean of first + 1 … first + n, twice.
            ranks[position] = (2 * first + ties.len() + 1) as u32;
        }
        first += ties.len();
    }
    ranks
}

/// Σ (t³ − t) over ties of t values.
pub(crate) fn tie_term(ranks: &[u32]) -> f64 {
    let mut sorted = ranks.to_vec();
    sorted.sort_unstable();
    let cubes = |ties: &[u32]| (ties.len() as f64).powi(3) - ties.len() as f64;
    sorted.chunk_by(|a, b| a == b).map(cubes).sum()
}

/// Every order of `ranks` that differs from the others, in lexicographic order.
pub(crate) fn distinct_permutations(ranks: &[u32]) -> Vec<Vec<u32>> {
    let mut current = ranks.to_vec();
    current.sort_unstable();
    let mut all = vec![current.clone()];
    // The next permutation: the last rise is at `pivot`; the smallest larger value behind it takes its place.
    while let Some(pivot) = (1..current.len()).rev().find(|&i| current[i - 1] < current[i]) {
        let Some(larger) = (pivot..current.len()).rev().find(|&i| current[i] > current[pivot - 1]) else { break };
        current.swap(pivot - 1, larger);
        current[pivot..].reverse();
        all.push(current.clone());
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_share_their_mean_rank() {
        assert_eq!(doubled_ranks(&[0.3, 0.1, 0.3, 0.9]), [5, 2, 5, 8]);
        assert_eq!(tie_term(&[5, 2, 5, 8]), 6.0);
        // 4! / 2! orders.
        assert_eq!(distinct_permutations(&[5, 2, 5, 8]).len(), 12);
        assert_eq!(distinct_permutations(&[4, 4, 4]), [[4, 4, 4]]);
    }
}
