//! nHSIC: the normalised cross-covariance between Gaussian kernels.
//!
//! K = exp(−d²/(2s²)) with s the median of the **squared** distances over pairs (their mean where that is 0), as in the
//! authors' code; K̃ = KH with H = I − 11ᵀ/m for the m rows of a class; R = K̃(K̃ + εm I)⁻¹, ε = 1e-5;
//! nHSIC = Σ Rₓ ∘ R_yᵀ. At least 0, and 0 for a side that is constant. Fukumizu et al. 2007; arXiv 2307.03803.
//!
//! The distances d are between all activations of a row. The authors' code takes them between the channels' spatial means,
//! which is a measure of its own here, [`nhsic_channels`](super::nhsic_channels).
//!
//! K̃ is not symmetric, but S = HKH is, and gives the same: let T = S(S + λI)⁻¹. H² = H, so HK̃ = S = SH and
//! H(K̃ + λI) = (S + λI)H, hence H(K̃ + λI)⁻¹ = (S + λI)⁻¹H, and HR = H(K̃ + λI)⁻¹K̃ = (S + λI)⁻¹HK̃ = T. Also K̃H = K̃,
//! so R = (K̃ + λI)⁻¹K̃ = RH. Together Σ Rₓ ∘ R_yᵀ = tr(RₓR_y) = tr(RₓH R_yH) = tr(HRₓ HR_y) = tr(TₓT_y). S + λI is
//! positive definite, so Cholesky's factors give its inverse, and T = I − λ(S + λI)⁻¹.

use nalgebra::DMatrix;

use crate::{
    kernel::{Gram, centre, inner, squared_distances, typical},
    scale::PowerOfTwo,
};

/// ε, the regularisation of the authors' code.
const EPSILON: f64 = 1e-5;

/// Below this size a matrix is inverted by Cholesky's factors alone; above, by halves, whose products are fast.
const SMALL: usize = 64;

/// The operator T of one side, `[m, m]`.
#[derive(Clone, Debug)]
pub struct Side(DMatrix<f64>);

/// Prepares one side of a class from its Gram matrix ([`crate::kernel::gram`]).
pub fn side(gram: &Gram<'_>) -> Side {
    let centred = centre(kernel(gram));
    let lambda = EPSILON * centred.nrows() as f64;
    Side(regularised(&centred, lambda))
}

/// The operator of S + δI for the first of 0, λ, 2λ, 4λ, … that makes it definite. 64 bits hold some distances badly beside
/// others: in a kernel as narrow as they are, two rows can equal a third and yet differ, and S is not positive semidefinite.
fn regularised(centred: &DMatrix<f64>, lambda: f64) -> DMatrix<f64> {
    let n = centred.nrows();
    // No eigenvalue is larger than the number of rows.
    let shifts =
        std::iter::successors(Some(lambda), |shift| Some(2.0 * shift)).take_while(|&shift| shift < 4.0 * n as f64);
    let found = std::iter::once(0.0).chain(shifts).find_map(|shift| operator(centred, lambda, shift));
    found.unwrap_or_else(|| DMatrix::zeros(n, n))
}

/// T = S(S + λI)⁻¹ = I − λ(S + λI)⁻¹ with S + δI in the place of S, unless S + δI + λI is indefinite.
fn operator(centred: &DMatrix<f64>, lambda: f64, shift: f64) -> Option<DMatrix<f64>> {
    let step = centred.nrows() + 1;
    let mut regular = centred.clone();
    regular.iter_mut().step_by(step).for_each(|entry| *entry += lambda + shift);
    let mut operator = inverse(regular)? * -lambda;
    operator.iter_mut().step_by(step).for_each(|entry| *entry += 1.0);
    Some(operator)
}

/// exp(−d²/(2s²)). With distances in units of u = 4^exponent it is d²/(2s²u), and not the same at every scale: of large
/// activations all entries tend to 1, of small ones to 0 between rows that differ. A square of s or of u might be no
/// number that 64 bits hold, so the quotient is taken in turns.
fn kernel(gram: &Gram<'_>) -> DMatrix<f64> {
    let distances = squared_distances(gram);
    let scale = typical(&distances);
    let root = PowerOfTwo::new(-gram.exponent);
    distances.map(|squared| (-root.times(root.times(squared / scale) / scale) / 2.0).exp())
}

/// nHSIC where row i of the parent is paired with row `pairing[i]` of the child.
pub fn value(parent: &Side, child: &Side, pairing: &[usize]) -> f64 {
    inner(&parent.0, &child.0, pairing)
}

/// The inverse of a symmetric positive definite matrix [A B; Bᵀ C]: with F = A⁻¹B and G = (C − BᵀF)⁻¹ it is
/// [A⁻¹ + FGFᵀ, −FG; −GFᵀ, G]. `None` where it is not positive definite.
fn inverse(matrix: DMatrix<f64>) -> Option<DMatrix<f64>> {
    let n = matrix.nrows();
    if n <= SMALL {
        return matrix.cholesky().map(|factors| factors.inverse());
    }
    let half = n / 2;
    let a = inverse(matrix.view((0, 0), (half, half)).into_owned())?;
    let b = matrix.view((0, half), (half, n - half)).into_owned();
    let f = &a * &b;
    let g = inverse(matrix.view((half, half), (n - half, n - half)) - b.transpose() * &f)?;
    let fg = &f * &g;
    let mut inverted = matrix;
    inverted.view_mut((0, 0), (half, half)).copy_from(&(a + &fg * f.transpose()));
    inverted.view_mut((half, 0), (n - half, half)).copy_from(&-fg.transpose());
    inverted.view_mut((0, half), (half, n - half)).copy_from(&-fg);
    inverted.view_mut((half, half), (n - half, n - half)).copy_from(&g);
    Some(inverted)
}

#[cfg(test)]
mod tests {
    use nalgebra::DVector;

    use super::*;
    use crate::{
        Activations,
        kernel::{gaussian, gram},
    };

    /// `count` points in space.
    fn points(count: usize, frequency: f64, size: f64) -> Vec<f64> {
        (0..count * 3).map(|i| (i as f64 * frequency).sin() * size).collect()
    }

    fn with_gram<T>(points: &[f64], then: impl Fn(&Gram<'_>) -> T) -> T {
        let rows: Vec<usize> = (0..points.len() / 3).collect();
        then(&gram(&Activations::new(points, &[rows.len(), 3]).expect("it fits").select(&rows)))
    }

    /// Σ Rₓ ∘ R_yᵀ as it is written, with K̃ = KH and a general inverse.
    fn literal(x: &[f64], y: &[f64]) -> f64 {
        let n = x.len() / 3;
        let ones = DVector::from_element(n, 1.0);
        let h = DMatrix::identity(n, n) - &ones * ones.transpose() / n as f64;
        let r = |points: &[f64]| {
            let row = |i: usize| DVector::from_column_slice(&points[3 * i..][..3]);
            let distances = DMatrix::from_fn(n, n, |i, j| (row(i) - row(j)).norm_squared());
            let tilde = gaussian(&distances, typical(&distances).powi(2)) * &h;
            let regular = &tilde + DMatrix::identity(n, n) * (EPSILON * n as f64);
            tilde * regular.try_inverse().expect("it is regular")
        };
        r(x).component_mul(&r(y).transpose()).sum()
    }

    #[test]
    fn the_symmetric_form_is_the_literal_one() {
        for (count, size) in [(10, 1.0), (150, 1.0), (150, 0.01), (20, 30.0)] {
            let (x, y) = (points(count, 0.7, size), points(count, 1.3, 1.0));
            let expected = literal(&x, &y);
            let found = value(&with_gram(&x, side), &with_gram(&y, side), &(0..count).collect::<Vec<_>>());
            assert!((found - expected).abs() < 1e-7 * expected, "{found} is not {expected}");
        }
    }

    #[test]
    fn an_indefinite_kernel_is_shifted_until_it_is_definite() {
        // The first row equals the second and the second the third, but the first is not the third.
        let indefinite = DMatrix::from_row_slice(3, 3, &[1.0, 1.0, 0.0, 1.0, 1.0, 1.0, 0.0, 1.0, 1.0]);
        assert!(operator(&indefinite, 1e-3, 0.0).is_none(), "its least eigenvalue is 1 − √2");
        let eigenvalues = regularised(&indefinite, 1e-3).symmetric_eigenvalues();
        assert!(eigenvalues.iter().all(|value| (-1e-12..1.0).contains(value)), "{eigenvalues}");
        let centred = with_gram(&points(100, 0.7, 1.0), |gram| centre(kernel(gram)));
        assert_eq!(Some(regularised(&centred, 1e-3)), operator(&centred, 1e-3, 0.0), "others stay as they are");
    }

    #[test]
    fn a_constant_side_has_no_dependency() {
        let (x, y) = (vec![0.3; 30], points(10, 0.7, 1.0));
        let found = value(&with_gram(&x, side), &with_gram(&y, side), &(0..10).collect::<Vec<_>>());
        assert!(found.abs() < 1e-9, "{found}");
    }
}
