//! Matrices that compare the rows of one class pair by pair, which nHSIC, CKA and KSG are made from.

use nalgebra::DMatrix;

use crate::Rows;

/// Features that are widened to 64 bits at a time: enough for the matrix product to be fast, and a small copy.
const BLOCK: usize = 256;

/// Squared distances below this part of the two rows' squared sizes are differences of rounding: they are 0.
const ROUNDING: f64 = 1e-12;

/// A centred kernel whose norm is below this share of the norm before is constant up to rounding.
const CONSTANT: f64 = 1e-12;

/// The Gram matrix X̄X̄ᵀ of the rows, X̄ being X with every feature's mean taken off.
///
/// # Shapes
/// - output `[rows, rows]`, whatever the number of features
pub fn gram(rows: &Rows<'_>) -> DMatrix<f64> {
    let mut gram = DMatrix::zeros(rows.len(), rows.len());
    for start in (0..rows.features()).step_by(BLOCK) {
        let block = rows.centred(start, BLOCK.min(rows.features() - start));
        gram.gemm(1.0, &block, &block.transpose(), 1.0);
    }
    gram
}

/// The squared Euclidean distances between rows, ‖xᵢ‖² + ‖xⱼ‖² − 2⟨xᵢ, xⱼ⟩, from their centred Gram matrix. The centring
/// keeps a large common offset from drowning them.
pub(crate) fn squared_distances(gram: &DMatrix<f64>) -> DMatrix<f64> {
    DMatrix::from_fn(gram.nrows(), gram.ncols(), |i, j| {
        let sizes = gram[(i, i)] + gram[(j, j)];
        let squared = sizes - 2.0 * gram[(i, j)];
        if i == j || squared <= ROUNDING * sizes { 0.0 } else { squared }
    })
}

/// The median over pairs i < j; their mean where the median is 0, and 1 where that is 0 too, as when all rows are equal.
pub(crate) fn typical(distances: &DMatrix<f64>) -> f64 {
    let mut pairs = Vec::with_capacity(distances.len() / 2);
    for (j, column) in distances.column_iter().enumerate() {
        pairs.extend(column.iter().take(j));
    }
    let mean = pairs.iter().sum::<f64>() / pairs.len() as f64;
    let (is_odd, middle) = (pairs.len() % 2 == 1, pairs.len() / 2);
    let (below, &mut upper, _) = pairs.select_nth_unstable_by(middle, f64::total_cmp);
    let lower = if is_odd { upper } else { below.iter().copied().fold(f64::NEG_INFINITY, f64::max) };
    [f64::midpoint(lower, upper), mean].into_iter().find(|&scale| scale > 0.0).unwrap_or(1.0)
}

/// The Gaussian kernel exp(−d² / (2 variance)).
pub(crate) fn gaussian(squared_distances: &DMatrix<f64>, variance: f64) -> DMatrix<f64> {
    squared_distances.map(|squared| (-squared / (2.0 * variance)).exp())
}

/// HKH for H = I − 11ᵀ/n and a symmetric K.
pub(crate) fn centre(mut kernel: DMatrix<f64>) -> DMatrix<f64> {
    let means = kernel.row_mean();
    let mean = means.mean();
    for (j, mut column) in kernel.column_iter_mut().enumerate() {
        column.iter_mut().enumerate().for_each(|(i, entry)| *entry += mean - means[i] - means[j]);
    }
    kernel
}

/// The U-centred matrix of Székely and Rizzo (2014): off the diagonal Kᵢⱼ − kᵢ/(n−2) − kⱼ/(n−2) + k/((n−1)(n−2)), k
/// being sums without the diagonal, which is 0. The mean of products of two of them over n(n−3) is the unbiased HSIC of
/// Song et al. (2012).
pub(crate) fn centre_unbiased(mut kernel: DMatrix<f64>) -> DMatrix<f64> {
    kernel.fill_diagonal(0.0);
    let n = kernel.nrows() as f64;
    let sums = kernel.row_sum();
    let offset = sums.sum() / ((n - 1.0) * (n - 2.0));
    for (j, mut column) in kernel.column_iter_mut().enumerate() {
        column.iter_mut().enumerate().for_each(|(i, entry)| *entry += offset - (sums[i] + sums[j]) / (n - 2.0));
    }
    kernel.fill_diagonal(0.0);
    kernel
}

/// Σᵢⱼ Xᵢⱼ · Y_(p(i) p(j)): the inner product after the rows and columns of Y were permuted by p.
pub(crate) fn inner(x: &DMatrix<f64>, y: &DMatrix<f64>, pairing: &[usize]) -> f64 {
    let products = x.column_iter().zip(pairing).map(|(column, &paired)| {
        let other = y.column(paired);
        let other = other.as_slice();
        column.as_slice().iter().zip(pairing).map(|(value, &i)| value * other[i]).sum::<f64>()
    });
    products.sum()
}

/// A centred kernel with its own size, ready to be aligned with another.
#[derive(Clone, Debug)]
pub struct Centred {
    matrix: DMatrix<f64>,
    norm: f64,
}

impl Centred {
    /// Keeps `matrix`, which was centred from a kernel of norm `before`.
    pub(crate) fn new(mut matrix: DMatrix<f64>, before: f64) -> Self {
        let mut norm = matrix.norm();
        if norm <= CONSTANT * before {
            matrix.fill(0.0);
            norm = 0.0;
        }
        Self { matrix, norm }
    }

    /// The cosine between two kernels, in [−1, 1]; 0 where one of them is constant.
    pub(crate) fn alignment(&self, other: &Self, pairing: &[usize]) -> f64 {
        let sizes = self.norm * other.norm;
        if sizes == 0.0 { 0.0 } else { (inner(&self.matrix, &other.matrix, pairing) / sizes).clamp(-1.0, 1.0) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Activations;

    #[test]
    fn distances_survive_a_large_offset_and_know_equal_rows() {
        let values = [1e6, 2.0, 1e6 + 3.0, 6.0, 1e6, 2.0];
        let view = Activations::new(&values[..], &[3, 2]).expect("it fits");
        let distances = squared_distances(&gram(&view.select(&[0, 1, 2])));
        assert!((distances[(0, 1)] - 25.0).abs() < 1e-9, "{distances}");
        assert_eq!(distances[(0, 2)], 0.0);
    }

    #[test]
    fn the_typical_distance_is_the_median_or_else_the_mean() {
        let of = |pairs: [f64; 3]| DMatrix::from_fn(3, 3, |i, j| if i == j { 0.0 } else { pairs[i + j - 1] });
        assert_eq!(typical(&of([1.0, 7.0, 2.0])), 2.0);
        assert_eq!(typical(&of([0.0, 6.0, 0.0])), 2.0);
        assert_eq!(typical(&of([0.0; 3])), 1.0);
        let even = DMatrix::from_fn(4, 4, |i, j| if i == j { 0.0 } else { (i + j) as f64 });
        assert_eq!(typical(&even), 3.0);
    }
}
