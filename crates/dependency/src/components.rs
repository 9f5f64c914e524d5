//! The leading eigenvectors of a positive semidefinite matrix: principal components without the cost of all of them.

use nalgebra::{DMatrix, SymmetricEigen};
use rand::{Rng, RngExt};
use rand_distr::StandardNormal;

/// Maximum number of principal components of a side.
pub(crate) const COMPONENTS: usize = 8;

/// Up to this size all eigenvectors are computed; above it only those within a Krylov space about as wide.
const WHOLE: usize = 320;

/// Number of vectors that are multiplied at a time: twice the components, so that close eigenvalues are separated.
const BLOCK: usize = 16;

/// A vector whose part outside the space is below this share of its length counts as inside.
const INSIDE: f64 = 1e-8;

/// An eigenvalue below this part of the largest is rounding.
const ROUNDING: f64 = 1e-10;

/// Orthonormal eigenvectors of the at most `count` largest eigenvalues, largest first; fewer where the rank is less.
///
/// # Shapes
/// - matrix `[n, n]`, output `[n, count or fewer]`
pub(crate) fn leading(matrix: &DMatrix<f64>, count: usize, rng: &mut impl Rng) -> DMatrix<f64> {
    if matrix.nrows() <= WHOLE {
        return largest(matrix.clone(), count);
    }
    let basis = krylov(matrix, rng);
    if basis.is_empty() {
        return basis;
    }
    let small = basis.transpose() * (matrix * &basis);
    &basis * largest(small, count)
}

/// The same eigenvectors with the sign that makes the largest absolute entry of each positive, where a sign matters.
pub(crate) fn orient(mut vectors: DMatrix<f64>) -> DMatrix<f64> {
    for mut vector in vectors.column_iter_mut() {
        if vector[vector.icamax()] < 0.0 {
            vector.neg_mut();
        }
    }
    vectors
}

/// The eigenvectors of the `count` largest eigenvalues, from a full eigendecomposition.
fn largest(matrix: DMatrix<f64>, count: usize) -> DMatrix<f64> {
    let eigen = SymmetricEigen::new(matrix);
    let mut order: Vec<usize> = (0..eigen.eigenvalues.len()).collect();
    order.sort_by(|&a, &b| eigen.eigenvalues[b].total_cmp(&eigen.eigenvalues[a]));
    let least = eigen.eigenvalues[order[0]] * ROUNDING;
    order.truncate(count);
    order.retain(|&i| eigen.eigenvalues[i] > least.max(0.0));
    eigen.eigenvectors.select_columns(&order)
}

/// An orthonormal basis of the span of G, AG, A²G, … for a random block G, which holds the leading eigenvectors ever more
/// closely (Musco and Musco 2015).
fn krylov(matrix: &DMatrix<f64>, rng: &mut impl Rng) -> DMatrix<f64> {
    let n = matrix.nrows();
    let mut basis = DMatrix::zeros(n, 0);
    let mut block = matrix * DMatrix::from_fn(n, BLOCK, |_, _| rng.sample::<f64, _>(StandardNormal));
    while basis.ncols() < WHOLE {
        let fresh = outside(&basis, block);
        if fresh.ncols() == 0 {
            break;
        }
        let width = basis.ncols();
        basis = basis.resize_horizontally(width + fresh.ncols(), 0.0);
        basis.columns_mut(width, fresh.ncols()).copy_from(&fresh);
        block = matrix * fresh;
    }
    basis
}

/// The part of the block outside the basis, as orthonormal columns. It is taken off twice, which is enough for rounding.
fn outside(basis: &DMatrix<f64>, block: DMatrix<f64>) -> DMatrix<f64> {
    let norms: Vec<f64> = block.column_iter().map(|column| column.norm()).collect();
    let mut rest = block;
    for _ in 0..2 {
        let shadow = basis.transpose() * &rest;
        rest.gemm(-1.0, basis, &shadow, 1.0);
    }
    let mut kept: Vec<nalgebra::DVector<f64>> = Vec::new();
    for (column, before) in rest.column_iter().zip(norms) {
        let mut column = column.into_owned();
        for _ in 0..2 {
            kept.iter().for_each(|other| column.axpy(-other.dot(&column), other, 1.0));
        }
        let norm = column.norm();
        if norm > INSIDE * before {
            kept.push(column / norm);
        }
    }
    if kept.is_empty() { DMatrix::zeros(rest.nrows(), 0) } else { DMatrix::from_columns(&kept) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Purpose, stream};

    fn random_gram(n: usize, features: usize, tail: f64) -> DMatrix<f64> {
        let mut rng = stream(1, Purpose::Null, n, 0);
        let rows = DMatrix::from_fn(n, features, |_, j| {
            rng.sample::<f64, _>(StandardNormal) * (1.0 + tail * (-(j as f64)).exp2())
        });
        &rows * rows.transpose()
    }

    #[test]
    fn the_krylov_space_holds_the_leading_eigenvectors() {
        // Four directions stand out of noise and four are the edge of the noise itself, the hard case.
        let matrix = random_gram(400, 500, 20.0);
        let found = leading(&matrix, 8, &mut stream(2, Purpose::Jitter, 0, 0));
        let exact = largest(matrix, 8);
        let cosines = (found.transpose() * exact).map(f64::abs);
        for i in 0..8 {
            assert!((cosines[(i, i)] - 1.0).abs() < 1e-6, "component {i}: {}", cosines[(i, i)]);
        }
    }

    #[test]
    fn the_largest_entry_of_an_oriented_vector_is_positive() {
        let vectors = DMatrix::from_row_slice(2, 2, &[0.6, 0.8, -0.8, 0.6]);
        assert_eq!(orient(vectors), DMatrix::from_row_slice(2, 2, &[-0.6, 0.8, 0.8, 0.6]));
    }

    #[test]
    fn a_matrix_of_low_rank_has_no_more_components() {
        for n in [50, 400] {
            let found = leading(&random_gram(n, 3, 0.0), 8, &mut stream(2, Purpose::Jitter, 0, 0));
            assert_eq!(found.ncols(), 3);
            assert_eq!(leading(&DMatrix::zeros(n, n), 8, &mut stream(2, Purpose::Jitter, 0, 0)).ncols(), 0);
        }
    }
}
