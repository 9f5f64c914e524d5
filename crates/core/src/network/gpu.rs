//! Which parts of a network a GPU computes by the kernels of [`crate::gpu`]: a convolution of up to 3×3 with fixed
//! batch normalisation, ReLU and 2×2 max-pooling, and small linear maps.

use burn::{
    nn::{Linear, conv::Conv2d},
    tensor::Tensor,
};

use super::{
    kernels::{SMALL, fold, halves, is_fixed, is_relu, square_padding},
    part::Part,
};
use crate::gpu;

/// Side of the largest window of a convolution: the kernels write out all its taps.
const LARGEST: usize = 3;

/// As `forward` of the kernels of the CPU.
pub(super) fn forward(parts: &[Part], x: &Tensor<4>) -> Option<(Tensor<4>, usize)> {
    match parts {
        [Part::Convolution(convolution), rest @ ..] => {
            let (norm, rest) = match rest {
                [Part::BatchNorm(norm), rest @ ..] if is_fixed(norm, &convolution.map, x) => (Some(norm), rest),
                _ => (None, rest),
            };
            let [relu, pool, ..] = rest else { return None };
            if !is_relu(relu.function()) || !halves(pool.function()) {
                return None;
            }
            let Conv2d { weight, bias, stride: [1, 1], kernel_size: [..=LARGEST, _], .. } = &convolution.map else {
                return None;
            };
            let padding = square_padding(&convolution.map)?;
            let (mut weight, mut bias) = (weight.val(), bias.as_ref().map(|bias| bias.val()));
            if let Some(norm) = norm {
                (weight, bias) = fold(norm, weight, bias);
            }
            let [outputs, ..] = weight.dims();
            let bias = bias.unwrap_or_else(|| Tensor::zeros([outputs], &weight.device()));
            let output = gpu::convolve_relu_pool(x, weight, bias, padding)?;
            Some((output, if norm.is_some() { 4 } else { 3 }))
        }
        [Part::Linear(layer), after @ ..] => {
            let [_, _, height, width] = x.dims();
            let Linear { weight, bias, .. } = &layer.map;
            let weight = weight.val();
            let [inputs, outputs] = weight.dims();
            if height * width > 1 || inputs * outputs >= SMALL {
                return None;
            }
            let bias = match bias {
                Some(bias) => bias.val(),
                None => Tensor::zeros([outputs], &weight.device()),
            };
            let relu = is_relu(after.first().and_then(Part::function));
            Some((gpu::linear_map(x, weight, bias, relu)?, if relu { 2 } else { 1 }))
        }
        _ => None,
    }
}
