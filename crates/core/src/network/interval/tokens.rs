//! Interval bounds of patch embedding and self-attention.

use burn::{module::Param, tensor::Tensor};

use super::{
    Interval,
    part::{absolute_convolution, absolute_linear},
};
use crate::network::tokens::{Attention, Embedding};

/// Keeps attention weights defined where every exponential underflows f32.
const TINY: f64 = 1e-30;

/// Allowed rounding error of f32 in a sum of exponentials, relative to the sum.
const SUM_ROUNDING: f64 = 1e-6;

impl Embedding {
    /// The embedding is affine: a convolution, a constant class token, and added positions.
    pub(super) fn bound(&self, x: &Interval) -> Interval {
        let radius = Self {
            patches: absolute_convolution(&self.patches),
            class_token: Param::from_tensor(self.class_token.val().zeros_like()),
            positions: Param::from_tensor(self.positions.val().zeros_like()),
        };
        x.affine(|centre| self.forward(centre), |r| radius.forward(r))
    }
}

impl Attention {
    /// Queries, keys and values are bounded by their linear maps; scores and the weighted means of values by products of
    /// intervals; attention weights by [`softmax_bounds`]. A weighted mean also lies within the bounds of its values.
    pub(super) fn bound(&self, x: &Interval) -> Interval {
        let absolute = absolute_linear(&self.qkv);
        let channels_last = x.clone().map_monotone(|x| x.permute([0, 2, 3, 1]));
        let qkv = channels_last.affine(|centre| self.qkv.forward(centre), |radius| absolute.forward(radius));
        let [queries, keys, values] = [0, 1, 2].map(|i| qkv.clone().map_monotone(|x| self.heads_of(x, i)));
        let [.., size] = queries.low.dims();
        let root = (size as f64).sqrt().recip();
        let keys = keys.map_monotone(|k| k.swap_dims(2, 3));
        let scores = product(&queries.map_monotone(|q| q.mul_scalar(root)), &keys);
        let mixed = weighted_mean(&softmax_bounds(&scores), &values);
        let mixed = mixed.map_monotone(|x| {
            let [batch, heads, tokens, size] = x.dims();
            x.swap_dims(1, 2).reshape([batch, tokens, 1, heads * size])
        });
        let absolute = absolute_linear(&self.out);
        let out = mixed.affine(|centre| self.out.forward(centre), |radius| absolute.forward(radius));
        out.map_monotone(|x| x.permute([0, 3, 1, 2]))
    }

    /// Queries, keys or values, `[batch, heads, tokens, size]`, out of `[batch, tokens, 1, 3 · features]`.
    fn heads_of(&self, qkv: Tensor<4>, which: usize) -> Tensor<4> {
        let [batch, tokens, _, triple] = qkv.dims();
        let size = triple / 3 / self.heads;
        let parts = qkv.reshape([batch, tokens, 3, self.heads, size]).permute([2, 0, 3, 1, 4]);
        parts.narrow(0, which, 1).squeeze_dim::<4>(0)
    }
}

/// Bounds of a matrix product whose factors lie anywhere in their bounds: |a b − c_a c_b| ≤ |c_a| r_b + r_a |c_b| + r_a r_b.
fn product(a: &Interval, b: &Interval) -> Interval {
    let (middle, radius) = (b.centre(), b.radius());
    let from_b = a.centre().abs().matmul(radius.clone());
    a.affine(|centre| centre.matmul(middle.clone()), |r| from_b + r.matmul(middle.clone().abs() + radius.clone()))
}

/// Σ_j p_ij v_j with weights p that add up to 1. Because of that, a constant may be subtracted from all values first and added
/// at the end; subtracting the mean of their centres makes the bounds tighter.
fn weighted_mean(weights: &Interval, values: &Interval) -> Interval {
    let middle = values.centre().mean_dim(2);
    let mixed =
        product(weights, &values.clone().map_monotone(|v| v - middle.clone())).map_monotone(|v| v + middle.clone());
    let range = Interval { low: values.low.clone().min_dim(2), high: values.high.clone().max_dim(2) };
    let [batch, heads, tokens, size] = mixed.low.dims();
    mixed.intersect(range.map_monotone(|v| v.expand([batch, heads, tokens, size])))
}

/// Softmax over the last axis: an attention weight is least where its own score is at its lower end and all others are at their
/// upper ends, and largest in the opposite case. The sum over the others is the row's sum without the own term, with an
/// allowance for rounding.
pub(super) fn softmax_bounds(scores: &Interval) -> Interval {
    let largest = scores.high.clone().max_dim(3);
    let [low, high] = [&scores.low, &scores.high].map(|end| (end.clone() - largest.clone()).exp());
    let others = |ends: &Tensor<4>| {
        let sum = ends.clone().sum_dim(3);
        (sum.clone() - ends.clone(), sum.mul_scalar(SUM_ROUNDING))
    };
    let (rest, allowance) = others(&high);
    let least = low.clone() / (low.clone() + rest.clamp_min(0.0) + allowance.add_scalar(TINY));
    let (rest, allowance) = others(&low);
    let own = high.add_scalar(TINY);
    let most = own.clone() / (own + (rest - allowance).clamp_min(0.0));
    Interval { low: least.mul_scalar(1.0 - SUM_ROUNDING), high: most.mul_scalar(1.0 + SUM_ROUNDING).clamp_max(1.0) }
}
