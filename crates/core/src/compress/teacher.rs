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
pub(super) struct TeacherBatch {
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

    pub fn taught(&self, batch: Tensor<4>) -> TeacherBatch {
        let layers = self.parent.layers();
        let Block { first, last, .. } = *self.block;
        let input = layers[..first].iter().fold(batch, |x, layer| layer.forward(x));
        let before = layers[first..last].iter().fold(input.clone(), |x, layer| layer.forward(x));
        let activation = layers[last].activation(before);
        let normalised = layers[last].normalised(activation.clone());
        TeacherBatch { input, activation, normalised }
    }

    pub fn teacher_batches(&self, batches: &[Tensor<4>]) -> Vec<TeacherBatch> {
        batches.iter().map(|batch| self.taught(batch.clone())).collect()
    }
}
