//! Positive definite linear systems, solved on the host in f64.
//!
//! nalgebra factors column by column, which goes through memory for every column: 9 s for 4,000 unknowns. Here a matrix is worked on
//! in blocks of columns (Golub and Van Loan 2013, section 4.2.9), so that almost all of it is nalgebra's product of matrices: 0.7 s.

use burn::tensor::{Tensor, TensorData, Transaction};
use nalgebra::{Cholesky, DMatrix, DMatrixView, DMatrixViewMut};

use crate::RunError;

/// The first addition to the diagonal, relative to its mean, when rounding has made a matrix indefinite.
const FIRST_SHIFT: f64 = 1e-7;

/// Columns of a block: enough that products take most of the time.
const BLOCK: usize = 128;

/// The Cholesky factor L of a symmetric matrix L Lᵀ; what is above its diagonal is never read.
pub(crate) struct Factor(DMatrix<f64>);

impl Factor {
    /// Factors matrix + shift · 1. Where f32 rounding has made that indefinite, the shift is increased in powers of ten until
    /// the factor exists.
    pub fn new(matrix: &DMatrix<f64>, shift: f64) -> Result<Self, RunError> {
        let size = matrix.nrows();
        let mean = (matrix.trace() / size as f64).max(f64::MIN_POSITIVE);
        let larger = (0..8).map(|power| shift.max(FIRST_SHIFT * mean) * 10_f64.powi(power));
        for shift in std::iter::once(shift).chain(larger) {
            let mut shifted = matrix.clone();
            (0..size).for_each(|place| shifted[(place, place)] += shift);
            if let Some(factor) = factor(shifted) {
                return Ok(Self(factor));
            }
        }
        Err(RunError::ActivationsNotFinite)
    }

    /// The solution X of matrix · X = right.
    pub fn solve(&self, right: &DMatrix<f64>) -> DMatrix<f64> {
        let (Self(factor), mut x) = (self, right.clone());
        let size = factor.nrows();
        // L Y = right, from the first block to the last.
        for (first, width) in blocks(size) {
            let rest = size - first - width;
            let (mut solved, mut below) = x.rows_range_pair_mut(first..first + width, first + width..);
            solve_lower(factor.view((first, first), (width, width)), &mut solved);
            subtract(&mut below, factor.view((first + width, first), (rest, width)), solved.as_view());
        }
        // Lᵀ X = Y, from the last block to the first.
        for (first, width) in blocks(size).collect::<Vec<_>>().into_iter().rev() {
            let diagonal = factor.view((first, first), (width, width));
            let (mut above, mut solved) = x.rows_range_pair_mut(..first, first..first + width);
            diagonal.tr_solve_lower_triangular_unchecked_mut(&mut solved);
            let rows = factor.view((first, 0), (width, first)).transpose();
            subtract(&mut above, rows.as_view(), solved.as_view());
        }
        x
    }

    /// The inverse of the matrix.
    pub fn inverse(&self) -> DMatrix<f64> {
        let Self(factor) = self;
        self.solve(&DMatrix::identity(factor.nrows(), factor.nrows()))
    }
}

/// The first column and the width of each block.
fn blocks(size: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..size).step_by(BLOCK).map(move |first| (first, BLOCK.min(size - first)))
}

/// The Cholesky factor in the place of a symmetric matrix; nothing where that is not positive definite.
fn factor(mut matrix: DMatrix<f64>) -> Option<DMatrix<f64>> {
    let size = matrix.nrows();
    for (first, width) in blocks(size) {
        let diagonal = Cholesky::new(matrix.view((first, first), (width, width)).clone_owned())?.unpack();
        matrix.view_mut((first, first), (width, width)).copy_from(&diagonal);
        let (behind, rest) = (first + width, size - first - width);
        // The rows below: their Lᵀ is the solution of diagonal · Lᵀ = rowsᵀ.
        let mut panel = matrix.view((behind, first), (rest, width)).transpose();
        solve_lower(diagonal.as_view(), &mut panel.as_view_mut());
        let rows = panel.transpose();
        matrix.view_mut((behind, first), (rest, width)).copy_from(&rows);
        // What they take from the matrix behind them, of which only the lower triangle is needed.
        for (column, width) in blocks(rest) {
            let mut below = matrix.view_mut((behind + column, behind + column), (rest - column, width));
            subtract(&mut below, rows.rows_range(column..), panel.columns(column, width));
        }
    }
    Some(matrix)
}

/// The solution of diagonal · X = right, in the place of `right`. A function, so that there is one of it in the page's code.
#[inline(never)]
fn solve_lower(diagonal: DMatrixView<'_, f64>, right: &mut DMatrixViewMut<'_, f64>) {
    diagonal.solve_lower_triangular_unchecked_mut(right);
}

/// Takes the product left · right from `values`; likewise a function.
#[inline(never)]
fn subtract(values: &mut DMatrixViewMut<'_, f64>, left: DMatrixView<'_, f64>, right: DMatrixView<'_, f64>) {
    values.gemm(-1.0, &left, &right, 1.0);
}

/// Reads matrices back from the device in one transaction.
pub(crate) async fn read<const N: usize>(tensors: [Tensor<2>; N]) -> Result<[DMatrix<f64>; N], RunError> {
    let shapes = tensors.each_ref().map(Tensor::dims);
    let transaction = tensors.into_iter().fold(Transaction::default(), Transaction::register);
    let mut data = transaction.execute_async().await?.into_iter();
    Ok(shapes.map(|[rows, columns]| {
        let values = data.next().map(|data| data.iter::<f64>().collect::<Vec<_>>()).unwrap_or_default();
        DMatrix::from_row_slice(rows, columns, &values)
    }))
}

/// A matrix on the device of `like`, as f32.
pub(crate) fn upload(matrix: &DMatrix<f64>, like: &Tensor<2>) -> Tensor<2> {
    // nalgebra stores matrices column by column.
    let values: Vec<f32> = matrix.transpose().iter().map(|&value| value as f32).collect();
    Tensor::from_data(TensorData::new(values, [matrix.nrows(), matrix.ncols()]), &like.device())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A positive definite matrix of this size.
    fn matrix(size: usize) -> DMatrix<f64> {
        let x =
            DMatrix::from_fn(size, size + 9, |row, column| ((row * 7919 + column * 104_729) % 1009) as f64 / 1009.0);
        &x * x.transpose() + DMatrix::identity(size, size)
    }

    #[test]
    fn solutions_are_nalgebras_whatever_the_blocks() {
        for size in [1, 5, BLOCK, BLOCK + 1, 3 * BLOCK + 7] {
            let (matrix, right) = (matrix(size), DMatrix::from_fn(size, 3, |row, column| (row + 2 * column) as f64));
            let factor = Factor::new(&matrix, 0.5).expect("it is positive definite");
            let shifted =
                Cholesky::new(&matrix + DMatrix::identity(size, size) * 0.5).expect("it is positive definite");
            let solved = shifted.solve(&right);
            let deviation = (factor.solve(&right) - &solved).norm() / solved.norm();
            assert!(deviation < 1e-9, "{size} unknowns: {deviation}");
            let identity = DMatrix::identity(size, size);
            let deviation = (factor.inverse() * (&matrix + &identity * 0.5) - identity).norm();
            assert!(deviation < 1e-6, "{size} unknowns: {deviation}");
        }
    }

    #[test]
    fn what_rounding_made_indefinite_is_shifted_and_what_is_no_number_refused() {
        // Of rank 1, and a little below 0 in the last block.
        let mut matrix = DMatrix::from_element(BLOCK + 3, BLOCK + 3, 1.0);
        matrix[(BLOCK + 2, BLOCK + 2)] -= 1e-9;
        assert!(Factor::new(&matrix, 0.0).is_ok());
        matrix[(BLOCK + 1, BLOCK + 1)] = f64::NAN;
        assert!(matches!(Factor::new(&matrix, 0.0), Err(RunError::ActivationsNotFinite)));
    }
}
