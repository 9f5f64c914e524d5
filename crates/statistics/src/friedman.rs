//! Friedman's test (Friedman 1937): whether groups differ, by the ranks of their values within each trial.
//!
//! With n trials of J groups, ranks r within each trial (ties at their mean) and rank sums R_j,
//!
//! Q = [12 / (n J (J + 1)) Σ R_j² − 3 n (J + 1)] / [1 − Σ (t³ − t) / (n J (J² − 1))],
//!
//! over ties of t values. If no group differs, every order of the values within a trial is as likely as any other. This
//! gives the p-value exactly, ties included: the distribution of the sorted rank sums is built up trial by trial. The usual
//! χ² approximation is of no use here: with three trials of two groups it can't tell p = 0.25 from significance.
//!
//! Limits: the smallest possible p-value is J! / (J!)ⁿ without ties, so that two groups need six trials for 5 %.

use std::collections::BTreeMap;

use rand::seq::SliceRandom;

use crate::{
    ranks::{distinct_permutations, doubled_ranks, tie_term},
    sample::{DRAWN_PERMUTATIONS, Method, Purpose, random},
};

/// Steps of the exact computation after which permutations are drawn instead: about a second. It covers four groups of any
/// number of trials that occurs, and five groups of seven trials.
const MOST_STEPS: usize = 4_000_000;

/// Result of Friedman's test.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Friedman {
    /// The statistic Q, corrected for ties.
    pub statistic: f64,
    /// The p-value: the probability of a Q at least as large if no group differs.
    pub p: f64,
    /// How the p-value was computed.
    pub method: Method,
    /// Kendall's W = Q / (n (J − 1)), in [0, 1]: 0 when trials don't agree, 1 when all rank the groups alike.
    pub concordance: f64,
}

/// The test of `groups`, each with one value per trial. `None` for fewer than two groups, groups of different lengths or
/// without values, and where the groups are equal in every trial.
pub fn friedman(groups: &[Vec<f64>]) -> Option<Friedman> {
    let (count, trials) = (groups.len(), groups.first()?.len());
    if count < 2 || trials == 0 || groups.iter().any(|group| group.len() != trials) {
        return None;
    }
    let ranks: Vec<Vec<u32>> =
        (0..trials).map(|trial| doubled_ranks(&groups.iter().map(|group| group[trial]).collect::<Vec<_>>())).collect();
    let mut sums = vec![0; count];
    for trial in &ranks {
        add(&mut sums, trial);
    }
    let (n, j) = (trials as f64, count as f64);
    let ties: f64 = ranks.iter().map(|trial| tie_term(trial)).sum();
    let correction = 1.0 - ties / (n * j * (j * j - 1.0));
    if correction < 1e-9 {
        return None;
    }
    // The sums are those of doubled ranks.
    let squares = squares(&sums) as f64 / 4.0;
    let statistic = ((12.0 / (n * j * (j + 1.0)) * squares - 3.0 * n * (j + 1.0)) / correction).max(0.0);
    let (p, method) = match exact_p(&ranks, &sums) {
        Some(p) => (p, Method::Exact),
        None => (sampled_p(&ranks, &sums), Method::Sampled),
    };
    Some(Friedman { statistic, p, method, concordance: statistic / (n * (j - 1.0)) })
}

fn add(sums: &mut [u32], ranks: &[u32]) {
    for (sum, rank) in sums.iter_mut().zip(ranks) {
        *sum += rank;
    }
}

/// Σ R_j², on which alone Q depends when the ties are given.
fn squares(sums: &[u32]) -> u64 {
    sums.iter().map(|&sum| u64::from(sum).pow(2)).sum()
}

/// The exact p-value; `None` where it would take too long. Groups are interchangeable, so that sorted sums suffice.
fn exact_p(ranks: &[Vec<u32>], observed: &[u32]) -> Option<f64> {
    let mut distribution = BTreeMap::from([(vec![0; observed.len()], 1.0)]);
    let mut steps = 0;
    for trial in ranks {
        // Seven groups have 5,040 orders, too many for several trials.
        if trial.len() > 6 {
            return None;
        }
        let orders = distinct_permutations(trial);
        steps += orders.len() * distribution.len();
        if steps > MOST_STEPS {
            return None;
        }
        let mut next = BTreeMap::new();
        for (sums, probability) in &distribution {
            for order in &orders {
                let mut sums = sums.clone();
                add(&mut sums, order);
                sums.sort_unstable();
                *next.entry(sums).or_insert(0.0) += probability / orders.len() as f64;
            }
        }
        distribution = next;
    }
    let limit = squares(observed);
    let as_extreme = distribution.iter().filter(|(sums, _)| squares(sums) >= limit);
    Some(as_extreme.map(|(_, probability)| probability).sum::<f64>().min(1.0))
}

/// The p-value from random orders within each trial.
fn sampled_p(ranks: &[Vec<u32>], observed: &[u32]) -> f64 {
    let mut random = random(Purpose::Permutations);
    let mut ranks = ranks.to_vec();
    let limit = squares(observed);
    let mut as_extreme = 0;
    for _ in 0..DRAWN_PERMUTATIONS {
        let mut sums = vec![0; observed.len()];
        for trial in &mut ranks {
            trial.shuffle(&mut random);
            add(&mut sums, trial);
        }
        if squares(&sums) >= limit {
            as_extreme += 1;
        }
    }
    (1 + as_extreme) as f64 / (1 + DRAWN_PERMUTATIONS) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_designs_have_the_p_values_that_can_be_counted() {
        // All trials rank the groups alike: J! of the (J!)ⁿ orders are as extreme.
        for (groups, trials, expected) in [(2, 3, 0.25), (3, 2, 1.0 / 6.0), (3, 3, 1.0 / 36.0), (2, 6, 1.0 / 32.0)] {
            let values: Vec<Vec<f64>> = (0..groups).map(|group| vec![f64::from(group); trials]).collect();
            let found = friedman(&values).expect("groups that differ");
            assert!((found.p - expected).abs() < 1e-12, "{groups} × {trials}: {found:?}");
            assert_eq!((found.method, found.concordance), (Method::Exact, 1.0));
        }
        assert_eq!(friedman(&[vec![1.0, 2.0], vec![1.0, 2.0]]), None);
        assert_eq!(friedman(&[vec![1.0, 2.0], vec![1.0]]), None);
    }

    #[test]
    fn drawn_permutations_come_near_the_exact_p_value() {
        let ranks: Vec<Vec<u32>> = vec![vec![2, 4, 6], vec![2, 6, 4], vec![4, 2, 6], vec![2, 4, 6], vec![2, 5, 5]];
        let mut sums = vec![0; 3];
        ranks.iter().for_each(|trial| add(&mut sums, trial));
        let exact = exact_p(&ranks, &sums).expect("it is small");
        let sampled = sampled_p(&ranks, &sums);
        assert!((exact - sampled).abs() < 0.003, "{exact} against {sampled}");
        // Seven groups are never enumerated.
        let groups: Vec<Vec<f64>> = (0..7).map(|group| vec![f64::from(group); 4]).collect();
        assert_eq!(friedman(&groups).expect("groups that differ").method, Method::Sampled);
    }
}
