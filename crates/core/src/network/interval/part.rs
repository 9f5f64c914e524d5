//! The rule of each part.

use burn::{
    module::Param,
    nn::{Linear, conv::Conv2d},
    tensor::Tensor,
};

use super::{Interval, normal};
use crate::network::part::{Function, Part, Residual, Weightless, gelu, linear};

/// Where x Φ(x) is least, and a number just below its value there, −0.169971.
const GELU_BOTTOM: (f64, f64) = (-0.751_791_524_7, -0.169_972);

impl Part {
    /// The linear map, of one that is nothing else.
    pub(super) fn as_map_of_vectors(&self) -> Option<&Linear> {
        match self {
            Self::Linear(map) => Some(map),
            Self::Convolution(_)
            | Self::BatchNorm(_)
            | Self::LayerNorm(_)
            | Self::Embedding(_)
            | Self::Attention(_)
            | Self::Residual(_)
            | Self::Weightless(_) => None,
        }
    }

    /// Bounds of what comes out, from bounds of what goes in.
    pub(super) fn bound(&self, x: Interval) -> Interval {
        match self {
            Self::Convolution(conv) => {
                let absolute = absolute_convolution(conv);
                x.affine(|centre| conv.forward(centre), |radius| absolute.forward(radius))
            }
            Self::Linear(map) => linear_bound(map, &x),
            Self::BatchNorm(norm) => normal::batch_norm(norm, &x),
            Self::LayerNorm(norm) => normal::layer_norm(norm, &x),
            Self::Embedding(embedding) => embedding.bound(&x),
            Self::Attention(attention) => attention.bound(&x),
            Self::Residual(residual) => residual.bound(x),
            Self::Weightless(part) => part.bound(x),
        }
    }
}

pub(super) fn absolute_convolution(conv: &Conv2d) -> Conv2d {
    Conv2d { weight: Param::from_tensor(conv.weight.val().abs()), bias: None, ..conv.clone() }
}

pub(super) fn absolute_linear(map: &Linear) -> Linear {
    Linear { weight: Param::from_tensor(map.weight.val().abs()), bias: None }
}

pub(super) fn linear_bound(map: &Linear, x: &Interval) -> Interval {
    let absolute = absolute_linear(map);
    x.affine(|centre| linear(map, centre), |radius| linear(&absolute, radius))
}

impl Residual {
    /// The bounds of both ways are added: what they share is forgotten.
    fn bound(&self, x: Interval) -> Interval {
        let through = |parts: &[Part], x| parts.iter().fold(x, |x, part| part.bound(x));
        let shared = through(&self.before, x.clone());
        let around = if self.shortcut.is_empty() { x } else { through(&self.shortcut, shared.clone()) };
        through(&self.body, shared).plus(around)
    }
}

impl Weightless {
    fn bound(&self, x: Interval) -> Interval {
        match &self.function {
            Function::Normalise(_)
            | Function::Flatten
            | Function::Relu
            | Function::MaxPool(_)
            | Function::AveragePool(_)
            | Function::ClassToken => x.rising(|x| self.forward(x)),
            Function::Gelu => gelu_bound(&x),
        }
    }
}

/// x Φ(x) falls, then rises: its largest value is at one of the ends, its least there or at the bottom.
fn gelu_bound(x: &Interval) -> Interval {
    let (bottom, least) = GELU_BOTTOM;
    let ends: [Tensor<4>; 2] = [gelu(x.low.clone()), gelu(x.high.clone())];
    let holds_bottom = x.low.clone().lower_scalar(bottom).bool_and(x.high.clone().greater_scalar(bottom));
    let [low, high] = ends;
    Interval { low: low.clone().min_pair(high.clone()).mask_fill(holds_bottom, least), high: low.max_pair(high) }
}
