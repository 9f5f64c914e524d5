//! Noised KSG: the mutual information of the parent and a blurred child, I(X; Y + σZ), in bits.
//!
//! Where the child is a function of the parent, as in a network, I(X; Y) is infinite, and what an estimator gives depends on
//! the number of rows. With Gaussian noise Z on the child it is finite, and says how much of the child can be told at that
//! resolution (Goldfeld et al. 2019, arXiv 1810.05728, who put the noise into the network).
//!
//! X is the parent's components as in [`ksg`](super::ksg). Y is at most 8 principal components of the child, which keep their
//! sizes beside each other: the first has standard deviation 1, component k has s_k ≤ 1, and every one gets independent noise
//! of standard deviation σ = 0.3. The same estimator is taken between both, with one draw of the noise for a class's rows.
//!
//! I(X; Y + σZ) is in [0, ½ Σ_k log₂(1 + (s_k/σ)²)], at most 14.4 bits. The estimate can't exceed (ψ(N) − ψ(3))/ln 2, about
//! log₂ N − 1.3; independent sides give about 0, and negative values are kept. It does not see what the components leave out
//! or what is small beside σ.

use rand::{Rng, RngExt};
use rand_distr::StandardNormal;

use super::ksg::Side;
use crate::{
    components::{COMPONENTS, leading, orient},
    kernel::Gram,
};

/// σ, the noise in standard deviations of the first component: a fraction of it, so that the leading components stand out and
/// the last ones, which KSG alone would count like the first, drown.
pub const SIGMA: f64 = 0.3;

/// Prepares the child's side of a class from its Gram matrix ([`crate::kernel::gram`]). `noise` is standard normal, 8 values
/// for each row, row after row; component k takes the k-th. The parent's side is that of [`ksg::side`](super::ksg::side).
///
/// # Panics
/// When `noise` is shorter.
pub fn child(gram: &Gram<'_>, noise: &[f64], rng: &mut impl Rng) -> Side {
    let rows = gram.matrix.nrows();
    let mut components = orient(leading(&gram.matrix, COMPONENTS, rng));
    let products = &gram.matrix * &components;
    let variances: Vec<f64> = components.column_iter().zip(products.column_iter()).map(|(u, gu)| u.dot(&gu)).collect();
    for (k, mut component) in components.column_iter_mut().enumerate() {
        component *= (rows as f64 * variances[k] / variances[0]).sqrt();
        component.iter_mut().zip(noise.iter().skip(k).step_by(COMPONENTS)).for_each(|(y, z)| *y += SIGMA * z);
    }
    Side::new(&components)
}

/// The standard normal noise of a class's rows.
pub fn noise(rows: usize, rng: &mut impl Rng) -> Vec<f64> {
    rng.sample_iter(StandardNormal).take(rows * COMPONENTS).collect()
}
