//! nHSIC: the normalised cross-covariance between Gaussian kernels.
//!
//! K = exp(−d²/(2s²)) with s the median of the **squared** distances over pairs (their mean where that is 0), as in the
//! authors' code; K̃ = KH with H = I − 11ᵀ/m for the m rows of a class; R = K̃(K̃ + εm I)⁻¹, ε = 1e-5;
//! nHSIC = Σ Rₓ ∘ R_yᵀ. At least 0, and 0 for a side that is constant. Fukumizu et al. 2007; arXiv 2307.03803.
//!
//! K̃ is not symmetric, but S = HKH is, and gives the same: let T = S(S + λI)⁻¹. H² = H, so HK̃ = S = SH and
//! H(K̃ + λI) = (S + λI)H, hence H(K̃ + λI)⁻¹ = (S + λI)⁻¹H, and HR = H(K̃ + λI)⁻¹K̃ = (S + λI)⁻¹HK̃ = T. Also K̃H = K̃,
//! so R = (K̃ + λI)⁻¹K̃ = RH. Together Σ Rₓ ∘ R_yᵀ = tr(RₓR_y) = tr(RₓH R_yH) = tr(HRₓ HR_y) = tr(TₓT_y). S + λI is
//! positive definite, so Cholesky's factors give its inverse, and T = I − λ(S + λI)⁻¹.

use nalgebra::DMatrix;

use crate::kernel::{centre, gaussian, inner, squared_distances, typical};

/// ε, the regularisation of the authors' code.
const EPSILON: f64 = 1e-5;

/// Below this size a matrix is inverted by Cholesky's factors alone; above, by halves, whose products are fast.
const SMALL: usize = 64;

/// The operator T of one side, `[m, m]`.
#[derive(Clone, Debug)]
pub struct Side(DMatrix<f64>);

/// Prepares one side of a class from its Gram matrix ([`crate::kernel::gram`]).
pub fn side(gram: &DMatrix<f64>) -> Side {
    let distances = squared_distances(gram);
    let scale = typical(&distances);
    let mut regular = centre(gaussian(&distances, scale * scale));
    let lambda = EPSILON * gram.nrows() as f64;
    regular.iter_mut().step_by(gram.nrows() + 1).for_each(|entry| *entry += lambda);
    let mut operator = inverse(regular) * -lambda;
    operator.iter_mut().step_by(gram.nrows() + 1).for_each(|entry| *entry += 1.0);
    Side(operator)
}

/// nHSIC where row i of the parent is paired with row `pairing[i]` of the child.
pub fn value(parent: &Side, child: &Side, pairing: &[usize]) -> f64 {
    inner(&parent.0, &child.0, pairing)
}

/// The inverse of a symmetric positive definite matrix [A B; Bᵀ C]: with F = A⁻¹B and G = (C − BᵀF)⁻¹ it is
/// [A⁻¹ + FGFᵀ, −FG; −GFᵀ, G].
fn inverse(matrix: DMatrix<f64>) -> DMatrix<f64> {
    let n = matrix.nrows();
    if n <= SMALL {
        return matrix.cholesky().expect("a positive definite matrix has Cholesky's factors").inverse();
    }
    let half = n / 2;
    let a = inverse(matrix.view((0, 0), (half, half)).into_owned());
    let b = matrix.view((0, half), (half, n - half)).into_owned();
    let f = &a * &b;
    let g = inverse(matrix.view((half, half), (n - half, n - half)) - b.transpose() * &f);
    let fg = &f * &g;
    let mut inverted = matrix;
    inverted.view_mut((0, 0), (half, half)).copy_from(&(a + &fg * f.transpose()));
    inverted.view_mut((half, 0), (n - half, half)).copy_from(&-fg.transpose());
    inverted.view_mut((0, half), (half, n - half)).copy_from(&-fg);
    inverted.view_mut((half, half), (n - half, n - half)).copy_from(&g);
    inverted
}

#[cfg(test)]
mod tests {
    use nalgebra::DVector;

    use super::*;

    fn points(count: usize, frequency: f64) -> DMatrix<f64> {
        let mut rows = DMatrix::from_fn(count, 3, |i, j| ((i * 3 + j) as f64 * frequency).sin());
        let mean = rows.row_mean();
        rows.row_iter_mut().for_each(|mut row| row -= &mean);
        &rows * rows.transpose()
    }

    /// Σ Rₓ ∘ R_yᵀ as it is written, with K̃ = KH and a general inverse.
    fn literal(x: &DMatrix<f64>, y: &DMatrix<f64>) -> f64 {
        let n = x.nrows();
        let ones = DVector::from_element(n, 1.0);
        let h = DMatrix::identity(n, n) - &ones * ones.transpose() / n as f64;
        let r = |gram: &DMatrix<f64>| {
            let distances = squared_distances(gram);
            let tilde = gaussian(&distances, typical(&distances).powi(2)) * &h;
            let regular = &tilde + DMatrix::identity(n, n) * (EPSILON * n as f64);
            tilde * regular.try_inverse().expect("it is regular")
        };
        r(x).component_mul(&r(y).transpose()).sum()
    }

    #[test]
    fn the_symmetric_form_is_the_literal_one() {
        for count in [10, 150] {
            let (x, y) = (points(count, 0.7), points(count, 1.3));
            let pairing: Vec<usize> = (0..count).collect();
            let found = value(&side(&x), &side(&y), &pairing);
            let expected = literal(&x, &y);
            assert!((found - expected).abs() < 1e-7 * expected, "{found} is not {expected}");
        }
    }

    #[test]
    fn a_constant_side_has_no_dependency() {
        let found = value(&side(&DMatrix::zeros(10, 10)), &side(&points(10, 0.7)), &(0..10).collect::<Vec<_>>());
        assert!(found.abs() < 1e-9, "{found}");
    }
}
