//! Interval bounds of each kind of part.

use burn::{
    module::Param,
    nn::{Linear, conv::Conv2d},
};

use super::{Interval, normal};
use crate::network::part::{Function, Part, Residual, Weightless, gelu, linear};

/// The minimum of x Φ(x): its position, and a number just below its value, −0.169971.
const GELU_MINIMUM: (f64, f64) = (-0.751_791_524_7, -0.169_972);

impl Part {
    /// The linear map, if the part is one.
    pub(super) fn as_linear(&self) -> Option<&Linear> {
        match self {
            Self::Linear(layer) => Some(&layer.map),
            Self::Convolution(_)
            | Self::BatchNorm(_)
            | Self::LayerNorm(_)
            | Self::Embedding(_)
            | Self::Attention(_)
            | Self::Residual(_)
            | Self::Weightless(_) => None,
        }
    }

    /// Bounds of the output, from bounds of the input.
    pub(super) fn bound(&self, x: Interval) -> Interval {
        match self {
            Self::Convolution(convolution) => {
                let conv = &convolution.map;
                let absolute = absolute_convolution(conv);
                x.affine(|centre| conv.forward(centre), |radius| absolute.forward(radius))
            }
            Self::Linear(layer) => linear_bound(&layer.map, &x),
            Self::BatchNorm(norm) => normal::batch_norm(norm, &x),
            Self::LayerNorm(norm) => normal::layer_norm(norm, &x),
            Self::Embedding(embedding) => embedding.bound(&x),
            Self::Attention(attention) => attention.bound(&x),
            Self::Residual(residual) => residual.bound(x),
            Self::Weightless(part) => part.bound(x),
        }
    }
}

/// The convolution with the absolute values of its kernels, without bias.
pub(super) fn absolute_convolution(conv: &Conv2d) -> Conv2d {
    // Initialised, not made from the tensor, so that gradients flow through the absolute values.
    Conv2d { weight: Param::initialized(conv.weight.id, conv.weight.val().abs()), bias: None, ..conv.clone() }
}

/// The linear map with the absolute values of its weights, without bias.
pub(super) fn absolute_linear(map: &Linear) -> Linear {
    Linear { weight: Param::initialized(map.weight.id, map.weight.val().abs()), bias: None }
}

pub(super) fn linear_bound(map: &Linear, x: &Interval) -> Interval {
    let absolute = absolute_linear(map);
    x.affine(|centre| linear(map, centre), |radius| linear(&absolute, radius))
}

impl Residual {
    /// The sum of the bounds of body and shortcut, which ignores that both depend on the same input.
    fn bound(&self, x: Interval) -> Interval {
        let shared = bound_all(&self.before, x.clone());
        let shortcut = if self.shortcut.is_empty() { x } else { bound_all(&self.shortcut, shared.clone()) };
        bound_all(&self.body, shared).plus(shortcut)
    }
}

fn bound_all(parts: &[Part], input: Interval) -> Interval {
    parts.iter().fold(input, |x, part| part.bound(x))
}

impl Weightless {
    fn bound(&self, x: Interval) -> Interval {
        match &self.function {
            Function::Normalise(_)
            | Function::Flatten
            | Function::Relu
            | Function::Dropout(_)
            | Function::MaxPool(_)
            | Function::AveragePool(_)
            | Function::ClassToken => x.map_monotone(|x| self.forward(x)),
            Function::Gelu => gelu_bound(&x),
        }
    }
}

/// x Φ(x) falls, then rises: its maximum is at one of the ends, its minimum there or at the minimum of the function.
fn gelu_bound(x: &Interval) -> Interval {
    let (position, least) = GELU_MINIMUM;
    let low = gelu(x.low.clone());
    let high = gelu(x.high.clone());
    let contains_minimum = x.low.clone().lower_scalar(position).bool_and(x.high.clone().greater_scalar(position));
    Interval { low: low.clone().min_pair(high.clone()).mask_fill(contains_minimum, least), high: low.max_pair(high) }
}
