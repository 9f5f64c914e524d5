//! The pseudo-inverse solution F⁺ T of a linear system, by which the authors of arXiv 2307.03803 fit λ (Algorithm S1).

use nalgebra::{DMatrix, SymmetricEigen};

/// The matrix of least norm among those that minimise ‖F λ − T‖: F⁺ T. It has neither bias nor ridge; where F has more
/// columns than rows, and its rows are independent, it reproduces T exactly.
///
/// Computed from the eigenvectors of the smaller of F Fᵀ and Fᵀ F. Directions whose eigenvalue is below n · ε of the largest,
/// n their number, are rounding and left out.
///
/// # Shapes
/// - features F `[samples, features]`, targets T `[samples, classes]`, output `[features, classes]`
pub(crate) fn pseudo_inverse_solution(features: &DMatrix<f64>, targets: &DMatrix<f64>) -> DMatrix<f64> {
    if features.nrows() <= features.ncols() {
        features.tr_mul(&inverse_on_range(features * features.transpose(), targets))
    } else {
        inverse_on_range(features.tr_mul(features), &features.tr_mul(targets))
    }
}

/// M⁺ B of a positive semidefinite M.
fn inverse_on_range(matrix: DMatrix<f64>, right: &DMatrix<f64>) -> DMatrix<f64> {
    let SymmetricEigen { eigenvectors, eigenvalues } = SymmetricEigen::new(matrix);
    let least = eigenvalues.amax() * eigenvalues.len() as f64 * f64::EPSILON;
    let mut coordinates = eigenvectors.tr_mul(right);
    for (mut row, &eigenvalue) in coordinates.row_iter_mut().zip(&eigenvalues) {
        row *= if eigenvalue > least { eigenvalue.recip() } else { 0.0 };
    }
    eigenvectors * coordinates
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attack::testing::fixture;

    fn matrix(key: &str) -> DMatrix<f64> {
        let (values, shape) = fixture("readers.safetensors", key);
        DMatrix::from_row_iterator(shape[0], shape[1], values.into_iter().map(f64::from))
    }

    #[test]
    fn it_equals_numpys_pseudo_inverse_with_fewer_and_with_more_rows_than_columns() {
        for case in ["wide", "tall", "deficient"] {
            let key = |part: &str| format!("pinv.{case}.{part}");
            let found = pseudo_inverse_solution(&matrix(&key("features")), &matrix(&key("targets")));
            let worst = (found - matrix(&key("lambda"))).amax();
            assert!(worst < 1e-4, "{case}: off by {worst:e}");
        }
    }

    #[test]
    fn with_more_columns_than_rows_it_reproduces_any_targets() {
        let (features, targets) = (matrix("pinv.wide.features"), matrix("pinv.wide.targets"));
        let found = &features * pseudo_inverse_solution(&features, &targets);
        assert!((found - targets).amax() < 1e-9);
    }
}
