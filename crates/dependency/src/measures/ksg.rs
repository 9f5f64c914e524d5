//! KSG: mutual information by nearest neighbours, in bits (Kraskov et al. 2004, first estimator).
//!
//! Each side becomes at most 8 principal components of the class's rows, each with mean 0 and standard deviation 1. With
//! εᵢ the distance of row i to its k-th neighbour (k = 3) in the maximum norm over both sides,
//! I = (ψ(k) + ψ(N) − mean over i of (ψ(n_x(i) + 1) + ψ(n_y(i) + 1))) / ln 2, n_x(i) being how many other rows are nearer
//! than εᵢ in x. Independent sides give about 0, so negative values are kept: cutting them off would lift the null.
//!
//! Equal rows would tie, which the estimator does not provide for, so every component gets noise of 1e-10 of its
//! standard deviation from a stream of its own. What the components leave out is not seen.

use nalgebra::DMatrix;
use rand::{Rng, RngExt};
use rand_distr::StandardNormal;

use crate::{
    components::{COMPONENTS, leading},
    kernel::Gram,
};

/// The number k of the neighbour whose distance is used.
const NEIGHBOUR: usize = 3;

/// Noise against ties, in standard deviations.
const JITTER: f64 = 1e-10;

/// Euler's constant, −ψ(1).
const EULER: f64 = 0.577_215_664_901_532_9;

/// The distances between the rows of one side in the maximum norm.
#[derive(Clone, Debug)]
pub struct Side(DMatrix<f64>);

impl Side {
    /// The distances between rows of these components, `[rows, components]`.
    pub(super) fn new(components: &DMatrix<f64>) -> Self {
        let n = components.nrows();
        let mut distances = DMatrix::<f64>::zeros(n, n);
        for component in components.column_iter() {
            for (mut column, centre) in distances.column_iter_mut().zip(component.iter()) {
                column
                    .iter_mut()
                    .zip(component.iter())
                    .for_each(|(most, value)| *most = most.max((value - centre).abs()));
            }
        }
        Self(distances)
    }
}

/// Prepares one side of a class from its Gram matrix ([`crate::kernel::gram`]). Its eigenvectors are the components,
/// scaled to norm 1; their means are 0 because the Gram matrix is centred, and its unit doesn't
/// change them.
pub fn side(gram: &Gram<'_>, rng: &mut impl Rng) -> Side {
    let n = gram.matrix.nrows();
    let mut components = leading(&gram.matrix, COMPONENTS, rng) * (n as f64).sqrt();
    components.iter_mut().for_each(|entry| *entry += JITTER * rng.sample::<f64, _>(StandardNormal));
    Side::new(&components)
}

/// I in bits where row i of the parent is paired with row `pairing[i]` of the child; 0 where a side is constant.
pub fn value(parent: &Side, child: &Side, pairing: &[usize]) -> f64 {
    let n = pairing.len();
    if parent.0.amax() == 0.0 || child.0.amax() == 0.0 {
        return 0.0;
    }
    let digamma = digammas(n);
    let mut paired = vec![0.0; n];
    let mut sum = 0.0;
    for (i, x) in parent.0.column_iter().enumerate() {
        let y = child.0.column(pairing[i]);
        let (x, y) = (x.as_slice(), y.as_slice());
        paired.iter_mut().zip(pairing).for_each(|(distance, &j)| *distance = y[j]);
        let reach = reach(x, &paired, i);
        sum += digamma[nearer(x, reach, i) + 1] + digamma[nearer(&paired, reach, i) + 1];
    }
    (digamma[NEIGHBOUR] + digamma[n] - sum / n as f64) / std::f64::consts::LN_2
}

/// The distance to the k-th neighbour of row `own` over both sides.
fn reach(x: &[f64], y: &[f64], own: usize) -> f64 {
    let mut nearest = [f64::INFINITY; NEIGHBOUR];
    for (j, (x, y)) in x.iter().zip(y).enumerate() {
        let distance = x.max(*y);
        if distance < nearest[NEIGHBOUR - 1] && j != own {
            nearest[NEIGHBOUR - 1] = distance;
            nearest.sort_unstable_by(f64::total_cmp);
        }
    }
    nearest[NEIGHBOUR - 1]
}

/// How many rows other than `own` are nearer than `reach`.
fn nearer(distances: &[f64], reach: f64, own: usize) -> usize {
    let all = distances.iter().filter(|&&distance| distance < reach).count();
    all - usize::from(distances[own] < reach)
}

/// ψ of 0 to `last`; ψ(n) = −γ + 1 + 1/2 + … + 1/(n−1). ψ(0) is never asked for.
fn digammas(last: usize) -> Vec<f64> {
    let mut values = vec![f64::NAN, -EULER];
    for n in 1..last {
        values.push(values[n] + 1.0 / n as f64);
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digamma_is_that_of_the_tables() {
        let values = digammas(10);
        assert!((values[3] - 0.922_784_335_098_467).abs() < 1e-14);
        assert!((values[10] - 2.251_752_589_066_721).abs() < 1e-14);
    }

    #[test]
    fn the_reach_is_the_third_neighbours_and_leaves_the_row_itself_out() {
        let (x, y) = ([0.0, 1.0, 5.0, 2.0, 3.0], [0.0, 4.0, 1.0, 2.0, 1.0]);
        assert_eq!(reach(&x, &y, 0), 4.0);
        assert_eq!((nearer(&x, 4.0, 0), nearer(&y, 4.0, 0)), (3, 3));
    }
}
