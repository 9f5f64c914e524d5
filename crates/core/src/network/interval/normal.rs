//! Interval bounds of batch and layer normalisation.

use burn::{
    nn::{BatchNorm, LayerNorm},
    tensor::Tensor,
};

use super::{Interval, ROUNDING};
use crate::network::init::LAYER_NORM_EPSILON;

/// A vector over channels as `[1, channels, 1, 1]`.
fn per_channel(values: Tensor<1>) -> Tensor<4> {
    let [channels] = values.dims();
    values.reshape([1, channels, 1, 1])
}

/// With running statistics batch normalisation is affine: the radius scales by |γ| / √(variance + ε).
pub(super) fn batch_norm(norm: &BatchNorm, x: &Interval) -> Interval {
    let deviation = norm.running_var.value_sync().add_scalar(norm.epsilon).sqrt();
    let scale = per_channel(norm.gamma.val().abs() / deviation);
    let mean = per_channel(norm.running_mean.value_sync().abs());
    // Allow for the rounding of the subtracted mean.
    x.affine(|centre| norm.forward(centre), |radius| (radius + mean.mul_scalar(ROUNDING)) * scale)
}

/// y = u / σ · γ + β with u = x − mean(x) and σ² = mean(u²) + ε. The map to u is linear, with weights 1 − 1/n on the
/// value itself and −1/n on the others; bounds of u give bounds of σ; and |u| / σ is at most √(n − 1), whatever x.
pub(super) fn layer_norm(norm: &LayerNorm, x: &Interval) -> Interval {
    let [_, features, ..] = x.low.dims();
    let n = features as f64;
    let u = x.affine(
        |centre| centre.clone() - centre.mean_dim(1),
        |radius| radius.clone().mul_scalar((1.0 - 2.0 / n).max(0.0)) + radius.mean_dim(1),
    );
    let (low, high) = (u.low, u.high);
    let largest = low.clone().abs().max_pair(high.clone().abs());
    let least = low.clone().max_pair(high.clone().neg()).clamp_min(0.0);
    let deviation = |u: Tensor<4>| u.square().mean_dim(1).add_scalar(LAYER_NORM_EPSILON).sqrt();
    let (narrow, wide) = (deviation(least), deviation(largest));
    let limit = (n - 1.0).sqrt();
    // The lower end of u / σ has the largest σ where u is above 0, and the smallest where it is below.
    let quotient = |u: Tensor<4>, for_positive: &Tensor<4>, for_negative: &Tensor<4>| {
        let positive = u.clone().clamp_min(0.0) / for_positive.clone();
        let negative = u.clamp_max(0.0) / for_negative.clone();
        (positive + negative).clamp(-limit, limit)
    };
    let scaled = Interval { low: quotient(low, &wide, &narrow), high: quotient(high, &narrow, &wide) };
    let gamma = per_channel(norm.gamma.val());
    let beta = norm.beta.as_ref().map(|beta| per_channel(beta.val()));
    scaled.affine(
        |centre| match beta {
            Some(beta) => centre * gamma.clone() + beta,
            None => centre * gamma.clone(),
        },
        |radius| radius * gamma.clone().abs(),
    )
}
