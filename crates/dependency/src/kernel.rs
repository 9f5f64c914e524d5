//! Matrices that compare the rows of one class pair by pair, which nHSIC, CKA and KSG are made from.

use nalgebra::DMatrix;

use crate::{
    Rows,
    activations::Features,
    scale::{LEAST, PowerOfTwo},
};

/// Features that are widened to 64 bits at a time: enough for the matrix product to be fast, and a small copy.
const BLOCK: usize = 256;

/// Squared distances below this part of the two rows' squared sizes are computed from the rows themselves: as differences
/// of sizes they would be rounding for the most part. nHSIC can set them beside a bandwidth that is as small, and a kernel
/// of them would not be positive semidefinite.
const CLOSE: f64 = 1e-6;

/// A centred kernel whose norm is below this share of the norm before is constant up to rounding.
const CONSTANT: f64 = 1e-12;

/// A centred Gram matrix X̄X̄ᵀ, which is `matrix` · 4^`exponent`: squares of large and small activations, and squares of
/// these, would not be numbers that 64 bits can hold. As the factor is a power of two, it rounds nothing.
#[derive(Clone, Debug)]
pub struct Gram<'a> {
    rows: Rows<'a>,
    pub(crate) matrix: DMatrix<f64>,
    pub(crate) exponent: i32,
}

impl<'a> Gram<'a> {
    /// Adds the products of more features. The exponent is that of the largest deviation so far.
    fn add(&mut self, features: Features) {
        let Features { mut deviations, exponents, .. } = features;
        let exponent = exponents.iter().fold(self.exponent, |most, &exponent| most.max(exponent));
        for (mut column, own) in deviations.column_iter_mut().zip(exponents) {
            PowerOfTwo::new(own - exponent).scale(column.iter_mut());
        }
        if exponent > self.exponent {
            PowerOfTwo::new(2 * (self.exponent - exponent)).scale(self.matrix.iter_mut());
            self.exponent = exponent;
        }
        self.matrix.gemm(1.0, &deviations, &deviations.transpose(), 1.0);
    }
}

/// The Gram matrix X̄X̄ᵀ of the rows, X̄ being X with every feature's mean taken off.
///
/// # Shapes
/// - output `[rows, rows]`, whatever the number of features
pub fn gram<'a>(rows: &Rows<'a>) -> Gram<'a> {
    let mut gram = Gram { rows: *rows, matrix: DMatrix::zeros(rows.len(), rows.len()), exponent: LEAST };
    for start in (0..rows.features()).step_by(BLOCK) {
        gram.add(rows.centred(start, BLOCK.min(rows.features() - start)));
    }
    gram
}

/// The squared Euclidean distances between rows, ‖xᵢ‖² + ‖xⱼ‖² − 2⟨xᵢ, xⱼ⟩, from their centred Gram matrix and in its unit,
/// 4^exponent. The centring keeps a large common offset from drowning them, and equal rows have 0.
pub(crate) fn squared_distances(gram: &Gram<'_>) -> DMatrix<f64> {
    let Gram { matrix, .. } = gram;
    let mut distances = DMatrix::zeros(matrix.nrows(), matrix.ncols());
    let mut close = 0;
    for j in 0..matrix.ncols() {
        for i in 0..j {
            let sizes = matrix[(i, i)] + matrix[(j, j)];
            let squared = sizes - 2.0 * matrix[(i, j)];
            if squared > CLOSE * sizes {
                distances[(i, j)] = squared;
            } else {
                distances[(j, i)] = f64::NAN;
                close += 1;
            }
        }
    }
    if close > 0 {
        add_differences(gram, &mut distances);
    }
    distances.fill_lower_triangle_with_upper_triangle();
    distances
}

/// Sums up Σₖ (xᵢₖ − xⱼₖ)² above the diagonal for the pairs i < j that are marked by NaN below it.
fn add_differences(gram: &Gram<'_>, distances: &mut DMatrix<f64>) {
    let features = gram.rows.features();
    for start in (0..features).step_by(BLOCK) {
        let block = gram.rows.varying(start, BLOCK.min(features - start), gram.exponent);
        if block.is_empty() {
            continue;
        }
        for (j, y) in block.column_iter().enumerate() {
            for (i, x) in block.column_iter().enumerate().take(j) {
                if distances[(j, i)].is_nan() {
                    distances[(i, j)] += x.iter().zip(y.iter()).map(|(x, y)| (x - y).powi(2)).sum::<f64>();
                }
            }
        }
    }
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

/// The Gaussian kernel exp(−d² / (2 variance)), both in the same unit.
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
        let gram = gram(&view.select(&[0, 1, 2]));
        let distances = squared_distances(&gram);
        assert!((PowerOfTwo::new(2 * gram.exponent).times(distances[(0, 1)]) - 25.0).abs() < 1e-9, "{distances}");
        assert_eq!(distances[(0, 2)], 0.0);
    }

    #[test]
    fn close_rows_far_from_the_mean_have_exact_distances() {
        let values = [1.0, 0.0, 1.0, 3e-30, 1.0, 7e-30, 0.0, 0.0];
        let view = Activations::new(&values[..], &[4, 2]).expect("it fits");
        let gram = gram(&view.select(&[0, 1, 2, 3]));
        let distances = squared_distances(&gram) * PowerOfTwo::new(2 * gram.exponent).times(1.0);
        for (pair, expected) in [((0, 1), 9e-60), ((2, 1), 16e-60), ((0, 2), 49e-60), ((3, 1), 1.0), ((1, 1), 0.0)] {
            assert!((distances[pair] - expected).abs() <= 1e-12 * expected, "{distances:e}");
        }
    }

    #[test]
    fn blocks_of_features_meet_in_one_unit() {
        // The last feature lies in a block of its own and is four times as large as the others.
        let values: Vec<f64> = (0..2)
            .flat_map(|row| (0..=BLOCK).map(move |j| if j < BLOCK { row } else { 4 * row }))
            .map(f64::from)
            .collect();
        let view = Activations::new(&values[..], &[2, BLOCK + 1]).expect("it fits");
        let gram = gram(&view.select(&[0, 1]));
        assert_eq!(PowerOfTwo::new(2 * gram.exponent).times(gram.matrix[(0, 0)]), BLOCK as f64 / 4.0 + 4.0);
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
