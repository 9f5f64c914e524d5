//! Spearman's rank correlation (Spearman 1904) with an exact p-value for few pairs.
//!
//! ρ is Pearson's correlation of the ranks, ties at their mean. If the two orders have nothing to do with each other, every
//! pairing is equally likely: the p-value is the share of the n! pairings whose |ρ| is at least the observed one. Up to nine
//! pairs are enumerated, beyond that pairings are drawn.

use rand::seq::SliceRandom;

use crate::{
    ranks::{distinct_permutations, doubled_ranks},
    sample::{DRAWN_PERMUTATIONS, Method, Purpose, random},
};

/// More pairs than these have more pairings than are enumerated: 9! = 362,880.
const MOST: usize = 9;

/// A rank correlation.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Correlation {
    /// Spearman's ρ, in [−1, 1].
    pub rho: f64,
    /// Its two-sided p-value.
    pub p: f64,
    /// How the p-value was computed.
    pub method: Method,
}

/// The rank correlation of `one` and `other`, paired by position. `None` for different lengths, fewer than two pairs, or
/// where all values of one side are equal.
pub fn spearman(one: &[f64], other: &[f64]) -> Option<Correlation> {
    if one.len() != other.len() || one.len() < 2 {
        return None;
    }
    let (left, right) = (doubled_ranks(one), doubled_ranks(other));
    // Twice the mean rank is n + 1, a whole number.
    let mean = one.len() as i64 + 1;
    let centred = |ranks: &[u32]| ranks.iter().map(|&rank| i64::from(rank) - mean).collect::<Vec<i64>>();
    let products = |left: &[i64], right: &[u32]| -> i64 {
        left.iter().zip(right).map(|(left, &right)| left * (i64::from(right) - mean)).sum()
    };
    let (centred_left, centred_right) = (centred(&left), centred(&right));
    let lengths = products(&centred_left, &left) as f64 * products(&centred_right, &right) as f64;
    if lengths == 0.0 {
        return None;
    }
    let observed = products(&centred_left, &right);
    let is_as_extreme = |order: &[u32]| products(&centred_left, order).abs() >= observed.abs();
    let (p, method) = if one.len() <= MOST {
        let orders = distinct_permutations(&right);
        let as_extreme = orders.iter().filter(|order| is_as_extreme(order)).count();
        (as_extreme as f64 / orders.len() as f64, Method::Exact)
    } else {
        let (mut order, mut random) = (right.clone(), random(Purpose::Permutations));
        let mut as_extreme = 0;
        for _ in 0..DRAWN_PERMUTATIONS {
            order.shuffle(&mut random);
            as_extreme += usize::from(is_as_extreme(&order));
        }
        ((1 + as_extreme) as f64 / (1 + DRAWN_PERMUTATIONS) as f64, Method::Sampled)
    };
    Some(Correlation { rho: observed as f64 / lengths.sqrt(), p, method })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_orders_of_few_pairs_are_counted() {
        // Of the 24 orders of four only the same one and its mirror image have |ρ| = 1.
        let found = spearman(&[1.0, 2.0, 3.0, 4.0], &[0.1, 0.2, 0.3, 0.9]).expect("both vary");
        assert_eq!((found.rho, found.method), (1.0, Method::Exact));
        assert!((found.p - 2.0 / 24.0).abs() < 1e-12, "{found:?}");
        assert_eq!(spearman(&[1.0, 2.0], &[3.0, 3.0]), None);
        // Ten pairs in the same order: 2 / 10! and so only the correction for drawing is left.
        let ten: Vec<f64> = (0..10).map(f64::from).collect();
        let found = spearman(&ten, &ten).expect("both vary");
        assert_eq!((found.rho, found.method), (1.0, Method::Sampled));
        assert!(found.p < 1e-4, "{found:?}");
    }
}
