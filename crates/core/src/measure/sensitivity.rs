//! Sensitivity: the relative change of a layer's activation under an attack.

use burn::tensor::Tensor;

/// Avoids division by zero for feature maps of zeros; the constant of the authors' code.
const TINY: f64 = 1e-8;

/// Mean over channels of ‖A − A_adv‖₁ / (‖A‖₁ + 1e-8), ‖·‖₁ the matrix 1-norm (largest absolute column sum) of a
/// channel's map; for vectors that is the absolute value per neuron. At least 0; 0 means no change.
/// Source: arXiv 2307.03803 and its public code; A is the layer's own output before normalisation and non-linearity.
///
/// # Shapes
/// - clean, attacked `[batch, channels, height, width]`, output `[batch]`
pub fn sensitivity(clean: Tensor<4>, attacked: Tensor<4>) -> Tensor<1> {
    let [batch, ..] = clean.dims();
    let moved = matrix_norm(attacked - clean.clone());
    (moved / matrix_norm(clean).add_scalar(TINY)).mean_dim(1).reshape([batch])
}

/// Largest absolute column sum of each map, `[batch, channels, 1, 1]`.
fn matrix_norm(x: Tensor<4>) -> Tensor<4> {
    x.abs().sum_dim(2).max_dim(3)
}
