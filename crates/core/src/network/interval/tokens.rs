//! The rules of what works on tokens.

use burn::{module::Param, tensor::Tensor};

use super::{
    Interval,
    part::{absolute_convolution, absolute_linear},
};
use crate::network::tokens::{Attention, Embedding};

/// Keeps shares defined where every exponential is too small for f32.
const TINY: f64 = 1e-30;

/// How far f32 may be off in a sum of exponentials, relative to the sum.
const SUM_ROUNDING: f64 = 1e-6;

impl Embedding {
    /// A convolution, a token that does not depend on the input, and positions that are added.
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
    /// Bounds of queries, keys and values by their linear maps; of scores and of the mix of values by products of
    /// intervals; of the shares between them by [`shares`]. A mix is a mean, so it lies within the bounds of its values.
    pub(super) fn bound(&self, x: &Interval) -> Interval {
        let absolute = absolute_linear(&self.qkv);
        let turned = x.clone().rising(|x| x.permute([0, 2, 3, 1]));
        let qkv = turned.affine(|centre| self.qkv.forward(centre), |radius| absolute.forward(radius));
        let [queries, load_report, values] = [0, 1, 2].map(|i| qkv.clone().rising(|x| self.heads_of(x, i)));
        let [.., size] = queries.low.dims();
        let root = (size as f64).sqrt().recip();
        let load_report = load_report.rising(|k| k.swap_dims(2, 3));
        let scores = product(&queries.rising(|q| q.mul_scalar(root)), &load_report);
        let mixed = mix(&shares(&scores), &values);
        let mixed = mixed.rising(|x| {
            let [batch, heads, tokens, size] = x.dims();
            x.swap_dims(1, 2).reshape([batch, tokens, 1, heads * size])
        });
        let absolute = absolute_linear(&self.out);
        let out = mixed.affine(|centre| self.out.forward(centre), |radius| absolute.forward(radius));
        out.rising(|x| x.permute([0, 3, 1, 2]))
    }

    /// Queries, keys or values, `[batch, heads, tokens, size]`, out of `[batch, tokens, 1, 3 · features]`.
    fn heads_of(&self, qkv: Tensor<4>, which: usize) -> Tensor<4> {
        let [batch, tokens, _, triple] = qkv.dims();
        let size = triple / 3 / self.heads;
        let parts = qkv.reshape([batch, tokens, 3, self.heads, size]).permute([2, 0, 3, 1, 4]);
        parts.narrow(0, which, 1).squeeze_dim::<4>(0)
    }
}

/// Products of matrices whose values lie anywhere in their bounds: |a b − c_a c_b| ≤ |c_a| r_b + r_a |c_b| + r_a r_b.
fn product(a: &Interval, b: &Interval) -> Interval {
    let (middle, radius) = (b.centre(), b.radius());
    let around = a.centre().abs().matmul(radius.clone());
    a.affine(|centre| centre.matmul(middle.clone()), |r| around + r.matmul(middle.clone().abs() + radius.clone()))
}

/// Σ_j p_ij v_j with shares that add up to 1, so that any number may be taken from all values first, and added at the end:
/// the mean of the middles leaves the least to multiply.
fn mix(shares: &Interval, values: &Interval) -> Interval {
    let middle = values.centre().mean_dim(2);
    let mixed = product(shares, &values.clone().rising(|v| v - middle.clone())).rising(|v| v + middle.clone());
    let range = Interval { low: values.low.clone().min_dim(2), high: values.high.clone().max_dim(2) };
    let [batch, heads, tokens, size] = mixed.low.dims();
    mixed.and(range.rising(|v| v.expand([batch, heads, tokens, size])))
}

/// Softmax over the last axis: a share is least where its own score is least and all others are largest, and the other way
/// round. The others' sum is what is left of the whole row's, with an allowance for rounding.
pub(super) fn shares(scores: &Interval) -> Interval {
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
