//! Positive definite linear systems, solved on the host in f64.

use burn::tensor::{Tensor, TensorData, Transaction};
use nalgebra::{Cholesky, DMatrix, Dyn};

use crate::RunError;

/// The first addition to the diagonal, relative to its mean, when rounding has made a matrix indefinite.
const FIRST_SHIFT: f64 = 1e-7;

/// The Cholesky factor of a symmetric matrix.
pub(crate) struct Factor(Cholesky<f64, Dyn>);

impl Factor {
    /// Factors matrix + shift · 1. Where f32 rounding has made that indefinite, the shift is increased in powers of ten until
    /// the factor exists.
    pub fn new(matrix: &DMatrix<f64>, shift: f64) -> Result<Self, RunError> {
        let size = matrix.nrows();
        let mean = (matrix.trace() / size as f64).max(f64::MIN_POSITIVE);
        let larger = (0..8).map(|power| shift.max(FIRST_SHIFT * mean) * 10_f64.powi(power));
        for shift in std::iter::once(shift).chain(larger) {
            if let Some(factor) = Cholesky::new(matrix + DMatrix::identity(size, size) * shift) {
                return Ok(Self(factor));
            }
        }
        Err(RunError::ActivationsNotFinite)
    }

    pub fn solve(&self, right: &DMatrix<f64>) -> DMatrix<f64> {
        self.0.solve(right)
    }

    pub fn inverse(&self) -> DMatrix<f64> {
        self.0.inverse()
    }
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
