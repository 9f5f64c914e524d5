//! Inputs and activations of a block in the uncompressed parent: the targets for the layer that replaces it.

use burn::tensor::Tensor;
use layerlab_schema::Block;

use crate::network::Chain;

/// One batch of samples in the parent, around one block; each `[batch, channels, height, width]`.
pub(super) struct BlockActivations {
    /// The input of the block's first layer.
    pub input: Tensor<4>,
    /// The activation of the block's last layer.
    pub activation: Tensor<4>,
    /// That activation after batch normalisation, where that follows it.
    pub normalised: Tensor<4>,
}

impl BlockActivations {
    /// Passes `batch` through `parent`, which is in evaluation mode and on the device without autodiff.
    pub fn new(parent: &Chain, block: &Block, batch: Tensor<4>) -> Self {
        let layers = parent.layers();
        let input = layers[..block.first].iter().fold(batch, |x, layer| layer.forward(x));
        let last_input = layers[block.first..block.last].iter().fold(input.clone(), |x, layer| layer.forward(x));
        let activation = layers[block.last].activation(last_input);
        let normalised = layers[block.last].normalised(activation.clone());
        Self { input, activation, normalised }
    }
}
