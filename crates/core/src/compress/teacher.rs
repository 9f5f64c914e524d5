//! What a block of the parent gets, and what it makes of it.

use burn::tensor::Tensor;
use layerlab_schema::Block;

use crate::network::Chain;

/// The parent around one block.
pub(super) struct Teacher<'a> {
    parent: &'a Chain,
    block: &'a Block,
}

/// One batch.
pub(super) struct Lesson {
    /// What the block gets.
    pub input: Tensor<4>,
    /// The activation of its last layer.
    pub activation: Tensor<4>,
    /// The same after a batch normalisation that follows it.
    pub normalised: Tensor<4>,
}

impl<'a> Teacher<'a> {
    /// `parent` is on the plain device.
    pub fn new(parent: &'a Chain, block: &'a Block) -> Self {
        Self { parent, block }
    }

    pub fn lesson(&self, batch: Tensor<4>) -> Lesson {
        let layers = self.parent.layers();
        let Block { first, last, .. } = *self.block;
        let input = layers[..first].iter().fold(batch, |x, layer| layer.forward(x));
        let before = layers[first..last].iter().fold(input.clone(), |x, layer| layer.forward(x));
        let activation = layers[last].activation(before);
        let normalised = layers[last].normalised(activation.clone());
        Lesson { input, activation, normalised }
    }

    pub fn lessons(&self, batches: &[Tensor<4>]) -> Vec<Lesson> {
        batches.iter().map(|batch| self.lesson(batch.clone())).collect()
    }
}
