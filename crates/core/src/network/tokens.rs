//! Parts of vision transformers: patch embedding and self-attention. Between parts the features of a token are channels,
//! `[batch, features, tokens, 1]`; matrix products need them as the last axis. The permutation copies no data.

use burn::{
    module::{Module, Param},
    nn::{Linear, conv::Conv2d},
    tensor::{Tensor, activation::softmax},
};
use layerlab_schema::{Shape, Window};

use super::init::Initialiser;

/// Applies `f` to the tensor with its channels as the last axis, and moves them back.
pub(super) fn channels_last(x: Tensor<4>, f: impl FnOnce(Tensor<4>) -> Tensor<4>) -> Tensor<4> {
    f(x.permute([0, 2, 3, 1])).permute([0, 3, 1, 2])
}

/// Whether a tensor holds tokens, whose channels are the last axis in memory.
pub(super) fn are_tokens(x: &Tensor<4>) -> bool {
    let [_, _, height, width] = x.dims();
    height > 1 && width == 1
}

/// The embedding of square patches as tokens, with a class token and positions.
#[derive(Module, Debug)]
pub(super) struct Embedding {
    pub(super) patches: Conv2d,
    pub(super) class_token: Param<Tensor<3>>,
    pub(super) positions: Param<Tensor<3>>,
}

impl Embedding {
    /// The class token starts at 0, positions are drawn from N(0, 0.02²), as in torchvision and timm.
    pub(super) fn init(input: Shape, output: Shape, patch: usize, initialiser: &mut Initialiser<'_>) -> Self {
        let features = output.channels;
        Self {
            patches: initialiser.convolution(input.channels, features, Window::new(patch, patch, 0), true),
            class_token: initialiser.constant([1, 1, features], 0.0),
            positions: initialiser.normal([1, output.height, features], 0.02),
        }
    }

    /// # Shapes
    /// - input `[batch, channels, height, width]`, output `[batch, features, 1 + patches, 1]`
    pub(super) fn forward(&self, input: Tensor<4>) -> Tensor<4> {
        let patches = self.patches.forward(input);
        let [batch, features, height, width] = patches.dims();
        let patches = patches.reshape([batch, features, height * width]).swap_dims(1, 2);
        let tokens = Tensor::cat(vec![self.class_token.val().expand([batch, 1, features]), patches], 1);
        let tokens = tokens + self.positions.val();
        tokens.reshape([batch, height * width + 1, 1, features]).permute([0, 3, 1, 2])
    }
}

/// Self-attention: softmax(q kᵀ / √d) v in each head, d its number of features (Vaswani et al. 2017, equation 1).
#[derive(Module, Debug)]
pub(super) struct Attention {
    pub(super) qkv: Linear,
    pub(super) out: Linear,
    pub(super) heads: usize,
}

impl Attention {
    /// As PyTorch's `MultiheadAttention`: U(±√(6/(in + out))) (Glorot) for the three projections, U(±1/√in) for the
    /// output projection, biases 0.
    pub(super) fn init(features: usize, heads: usize, initialiser: &mut Initialiser<'_>) -> Self {
        let qkv = initialiser.projection(features, 3 * features, (6.0 / (4 * features) as f32).sqrt());
        let out = initialiser.projection(features, features, (features as f32).sqrt().recip());
        Self { qkv, out, heads }
    }

    /// # Shapes
    /// - input `[batch, tokens, 1, features]`, output likewise.
    pub(super) fn forward(&self, input: Tensor<4>) -> Tensor<4> {
        let [batch, tokens, one, features] = input.dims();
        let size = features / self.heads;
        let qkv = self.qkv.forward(input.reshape([batch, tokens, features]));
        let qkv = qkv.reshape([batch, tokens, 3, self.heads, size]).permute([2, 0, 3, 1, 4]);
        // Each [batch, heads, tokens, size].
        let [q, k, v] = [0, 1, 2].map(|i| qkv.clone().narrow(0, i, 1).squeeze_dim::<4>(0));
        let scores = q.mul_scalar((size as f64).sqrt().recip()).matmul(k.swap_dims(2, 3));
        let mixed = softmax(scores, 3).matmul(v).swap_dims(1, 2).reshape([batch, tokens, features]);
        self.out.forward(mixed).reshape([batch, tokens, one, features])
    }
}
