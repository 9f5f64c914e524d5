//! Structural compression (arXiv 1801.04651): one layer replaces a block, and its weights are initialised from the block.
//!
//! The question and the procedure are the paper's; the initialisations, the treatment of normalisation, several blocks at
//! once and the reconstruction error are our own. `layerlab-schema` plans the replacement layer and defines the
//! initialisations; this module computes the weights. All other layers keep theirs, bit by bit. Each of several blocks is
//! compressed as if it were the only one: its inputs and targets are those of the uncompressed parent.

mod adapt;
mod assignment;
mod block_activations;
mod collapse;
mod filters;
mod im2col;
mod least_squares;
mod linear_map;
mod normalisation;
mod random;

use burn::{
    module::Module,
    tensor::{Device, Tensor},
};
use layerlab_schema::{self as schema, Block, Initialisation, Kernel, LayerKind};

use crate::{
    RunError,
    network::{self, Chain, Tensors},
};
use block_activations::BlockActivations;
pub use filters::{block_filters, compare_filters};
use linear_map::{LinearMap, maps};

/// The compressed chain: `parent` with one layer in the place of each of `blocks`, on `device`, with or without autodiff.
///
/// - `batches` are training samples, `[batch, channels, height, width]`, on the parent's device. Least squares needs
///   them, and more rows (samples times output positions) than the new layer has weights per channel: with fewer it fits
///   them exactly and need not generalise. For the others but `random` they calibrate the batch normalisation after the
///   new layer, see below; without them it is copied from the block's last layer.
/// - `seed` is only used by `random` and `random-matched`.
///
/// Batch normalisation after the new layer: that of `random` is new, too. `collapse` and `least-squares` approximate the
/// activation of the block's last layer, and so copy what follows it. The others get running statistics measured on `batches`, and a scale and shift
/// that give each channel the mean and the standard deviation that it has in the parent. A residual stage's sum is not
/// normalised in the parent: there, after least squares, scale and shift cancel the statistics.
///
/// Least squares is the best affine map of its inputs for each channel, with any normalisation, and so no other
/// initialisation has a smaller [`reconstruction_error`] error on the same batches, but for rounding.
///
/// # Errors
/// When a block is not one of the parent's, two blocks share a layer, the initialisation is not defined for a block or
/// lacks batches, or the device fails.
pub async fn compress(
    parent: &Chain,
    blocks: &[Block],
    kernel: Kernel,
    initialisation: Initialisation,
    batches: &[Tensor<4>],
    seed: u64,
    device: &Device,
) -> Result<Chain, RunError> {
    let layers: Vec<schema::Layer> = parent.layers().iter().map(|layer| layer.plan().clone()).collect();
    let plan = schema::compress_layers(&layers, blocks, kernel)?;
    for block in blocks {
        initialisation.check(&layers, block, kernel)?;
    }
    if initialisation == Initialisation::LeastSquares && batches.is_empty() && !blocks.is_empty() {
        return Err(RunError::NoBatches { how: initialisation.name() });
    }
    let parent = parent.valid();
    let mut weights = network::tensors(&parent).await?;
    let batches: Vec<Tensor<4>> = batches.iter().map(|batch| batch.clone().without_autodiff()).collect();
    for (position, replacement) in plan.iter().enumerate() {
        let Some(block) = blocks.iter().find(|block| block.name == replacement.name) else { continue };
        let layers = &layers[block.first..=block.last];
        let context = BlockContext { parent: &parent, layers, block, replacement, batches: &batches };
        weights.extend(context.initial_weights(&weights, initialisation, seed, position).await?);
    }
    Ok(network::replace(Chain::init(&plan, seed, device), &weights))
}

/// The reconstruction error of the layer that replaces `block` in `compressed`: the mean squared difference, over all
/// samples, channels and positions, between its activation and the block's, both before the last non-linearity (after batch
/// normalisation, before ReLU and pooling). Both get the block's input in the parent.
///
/// # Errors
/// When `compressed` has no layer of the block's name, there are no batches, or the device fails.
pub async fn reconstruction_error(
    parent: &Chain,
    block: &Block,
    compressed: &Chain,
    batches: &[Tensor<4>],
) -> Result<f64, RunError> {
    let (parent, compressed) = (parent.valid(), compressed.valid());
    let replacement = replacement_of(&compressed, block)?;
    let mut squares = 0.0;
    let mut count = 0;
    for batch in batches {
        let expected = BlockActivations::new(&parent, block, batch.clone().without_autodiff());
        let difference = replacement.normalised(replacement.activation(expected.input)) - expected.normalised;
        count += difference.shape().num_elements();
        squares += difference.square().sum().into_scalar_async::<f32>().await? as f64;
    }
    if count == 0 {
        return Err(RunError::NoBatches { how: "reconstruction-error" });
    }
    Ok(squares / count as f64)
}

/// That error divided by the variance of what the block makes of the same samples, each channel around its own mean: 0 for a
/// layer that does what the block does, 1 for one that only hands on the means. Nothing where the block's output is constant.
///
/// # Errors
/// As [`reconstruction_error`].
pub async fn relative_error(
    parent: &Chain,
    block: &Block,
    compressed: &Chain,
    batches: &[Tensor<4>],
) -> Result<Option<f64>, RunError> {
    let error = reconstruction_error(parent, block, compressed, batches).await?;
    let parent = parent.valid();
    let outputs: Vec<Tensor<4>> = batches
        .iter()
        .map(|batch| BlockActivations::new(&parent, block, batch.clone().without_autodiff()).normalised)
        .collect();
    let (_, variances) = normalisation::moments(outputs.into_iter()).await?;
    let variance = variances.iter().sum::<f64>() / variances.len() as f64;
    Ok((variance > 0.0).then(|| error / variance))
}

/// The layer of `compressed` that replaces `block`.
fn replacement_of<'a>(compressed: &'a Chain, block: &Block) -> Result<&'a network::Layer, schema::ExperimentError> {
    let replacement = compressed.layers().iter().find(|layer| layer.plan().name == block.name);
    replacement.ok_or_else(|| {
        let blocks = compressed.layers().iter().map(|layer| layer.plan().name.clone()).collect();
        schema::ExperimentError::NoBlock { asked: block.name.clone(), blocks }
    })
}

/// A block of the parent with the layer that replaces it.
struct BlockContext<'a> {
    /// On the device without autodiff, in evaluation mode.
    parent: &'a Chain,
    /// The layers of the block.
    layers: &'a [schema::Layer],
    block: &'a Block,
    replacement: &'a schema::Layer,
    batches: &'a [Tensor<4>],
}

impl BlockContext<'_> {
    /// A chain of only the replacement layer, with those of its weights that `weights` contains.
    fn chain(&self, weights: &Tensors, device: &Device) -> Chain {
        network::replace(Chain::init(std::slice::from_ref(self.replacement), 0, device), weights).valid()
    }

    /// The initial weights of the replacement layer, by their names in the chain. Those of a new network are left out.
    async fn initial_weights(
        &self,
        weights: &Tensors,
        initialisation: Initialisation,
        seed: u64,
        position: usize,
    ) -> Result<Tensors, RunError> {
        if self.layers[0].kind() == Some(LayerKind::Encoder) {
            return Ok(adapt::encoder(self, weights, initialisation));
        }
        let batches: Vec<BlockActivations> =
            self.batches.iter().map(|batch| BlockActivations::new(self.parent, self.block, batch.clone())).collect();
        let is_preactivated = self.layers[0].kind() == Some(LayerKind::Preactivated);
        // He's initialisation is that of a new layer, and takes nothing from the parent. What a pre-activation stage normalises
        // before its convolution is the stage's input, which stays.
        let is_new = initialisation == Initialisation::Random;
        let mut tensors =
            if is_new && !is_preactivated { Tensors::new() } else { normalisation::inherited(self, weights) };
        let maps = maps(self.layers, weights);
        let shape = LinearMap::shape_in(self.replacement);
        let map = match initialisation {
            Initialisation::Random | Initialisation::RandomMatched => random::he(&shape, seed, position),
            Initialisation::First => adapt::adapt(&maps[0].1, &shape),
            Initialisation::Last => adapt::adapt(&maps[maps.len() - 1].1, &shape),
            Initialisation::Mean => adapt::mean(&maps, &shape),
            Initialisation::Collapse => collapse::collapse(self.layers, weights).crop(&shape),
            Initialisation::LeastSquares => least_squares::fit(self, &tensors, &batches, &shape).await?,
        };
        map.store(self.replacement, &mut tensors);
        normalisation::calibrate_batch_norm(self, initialisation, &map, &batches, &mut tensors).await?;
        Ok(tensors)
    }
}
