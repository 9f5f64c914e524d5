//! CKA: the cosine between two centred kernels.
//!
//! CKA = ⟨K, L⟩ / (‖K‖ ‖L‖) of the centred kernels (Kornblith et al. 2019); 0 where a side is constant.
//! - linear: K = X̄X̄ᵀ; in [0, 1]; the same under rotations and isotropic scaling of either side.
//! - RBF: HKH of K = exp(−d²/(2σ²)), σ² the median of the squared distances over pairs, which is σ at the median
//!   distance (Kornblith et al. choose a multiple of it; ours is 1); in [0, 1].
//! - debiased: linear, but from the unbiased HSIC of Song et al. (2012): independent sides give 0 on average, however
//!   many features they have, so it can be negative; at most 1.

use crate::kernel::{Centred, Gram, centre, centre_unbiased, gaussian, squared_distances, typical};

/// The centred kernel of one side.
pub type Side = Centred;

/// Prepares one side of linear CKA from its Gram matrix ([`crate::kernel::gram`]), which is centred already.
pub fn linear(gram: &Gram<'_>) -> Side {
    Centred::new(gram.matrix.clone(), 0.0)
}

/// Prepares one side of CKA with Gaussian kernels from its Gram matrix.
pub fn rbf(gram: &Gram<'_>) -> Side {
    let distances = squared_distances(gram);
    let kernel = gaussian(&distances, typical(&distances));
    let before = kernel.norm();
    Centred::new(centre(kernel), before)
}

/// Prepares one side of debiased linear CKA from its Gram matrix. Needs four rows.
pub fn debiased(gram: &Gram<'_>) -> Side {
    Centred::new(centre_unbiased(gram.matrix.clone()), gram.matrix.norm())
}

/// CKA where row i of the parent is paired with row `pairing[i]` of the child.
pub fn value(parent: &Side, child: &Side, pairing: &[usize]) -> f64 {
    parent.alignment(child, pairing)
}
