//! Positive definite systems, solved on the host in f64.

use burn::tensor::{Tensor, TensorData, Transaction};
use nalgebra::{Cholesky, DMatrix, Dyn};

use crate::RunError;

/// By how much the diagonal grows, relative to its mean, when rounding has made a matrix indefinite.
const FIRST_SHIFT: f64 = 1e-7;

/// The Cholesky factor of a symmetric matrix.
pub(crate) struct Factor(Cholesky<f64, Dyn>);

impl Factor {
    /// Of matrix + shift · 1; where f32 rounding has made that indefinite, with the smallest larger shift, in powers of ten,
    /// that mends it.
    pub fn new(matrix: &DMatrix<f64>, shift: f64) -> Result<Self, RunError> {
        let size = matrix.nrows();
        let mean = (matrix.trace() / size as f64).max(f64::MIN_POSITIVE);
        let sensitivities =
            std::iter::once(shift).chain((0..8).map(|power| shift.max(FIRST_SHIFT * mean) * 10_f64.powi(power)));
        sensitivities
            .into_iter()
            .find_map(|shift| Cholesky::new(matrix + DMatrix::identity(size, size) * shift))
            .map(Self)
            .ok_or_else(|| RunError::Device("the activations of a layer are no finite numbers".into()))
    }

    pub fn solve(&self, right: &DMatrix<f64>) -> DMatrix<f64> {
        self.0.solve(right)
    }

    pub fn inverse(&self) -> DMatrix<f64> {
        self.0.inverse()
    }
}

/// Reads matrices back, all at once.
pub(crate) async fn read<const N: usize>(tensors: [Tensor<2>; N]) -> Result<[DMatrix<f64>; N], RunError> {
    let shapes = tensors.each_ref().map(Tensor::dims);
    let transaction = tensors.into_iter().fold(Transaction::default(), Transaction::register);
    let mut data = transaction.execute_async().await?.into_iter();
    Ok(shapes.map(|[rows, columns]| {
        let values = data.next().map(|data| data.iter::<f64>().collect::<Vec<_>>()).unwrap_or_default();
        DMatrix::from_row_slice(rows, columns, &values)
    }))
}

/// Puts a matrix on the device of `like`.
pub(crate) fn upload(matrix: &DMatrix<f64>, like: &Tensor<2>) -> Tensor<2> {
    // nalgebra's memory has the columns one after the other.
    let values: Vec<f32> = matrix.transpose().iter().map(|&value| value as f32).collect();
    Tensor::from_data(TensorData::new(values, [matrix.nrows(), matrix.ncols()]), &like.device())
}
