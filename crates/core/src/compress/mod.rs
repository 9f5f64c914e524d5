//! Structural compression (arXiv 1801.04651): one layer in the place of a block, with first weights that the block
//! gives it.
//!
//! The question and the procedure are the paper's; the initialisations, what becomes of normalisations, several blocks
//! at once and the measure of distance are our own. The plan of the single layer and what each initialisation means
//! stand in `layerlab-schema`; here are the weights. All other layers keep theirs, bit by bit. Of several blocks each is
//! compressed as if it were the only one: what it gets and what it makes of it are the uncompressed parent's.

mod adapt;
mod assignment;
mod calibrate;
mod collapse;
mod filters;
mod least_squares;
mod map;
mod patches;
mod random;
mod teacher;

use burn::{
    module::Module,
    tensor::{Device, Tensor},
};
use layerlab_schema::{self as schema, Block, Initialisation, Kernel, LayerKind};

use crate::{
    RunError,
    network::{self, Chain, Tensors},
};
pub use filters::{filters, galleries};
use map::{Map, maps};
use teacher::Teacher;

/// The compressed chain: `parent` with one layer in the place of each of `blocks`, on `device` (which may be an
/// autodiff one), with parameters' identities by their positions in it.
///
/// - `batches` are training samples, `[batch, channels, height, width]`, on the parent's device. Least squares needs
///   them, and more rows (samples times places) than the new layer has weights per channel: fewer it meets exactly,
///   which says nothing about others. Elsewhere they let batch normalisation after the new layer start from figures of
///   its own, see below; without them it starts as the block's last one.
/// - `seed` is for `random` alone.
///
/// Batch normalisation after the new layer: `collapse` and `least-squares` aim at the activation of the block's last
/// layer, and so take over what follows it as it is. The others get the running statistics of what they make of
/// `batches`, and a scale and shift that give each channel the mean and the deviation that it has in the parent. A
/// residual stage's sum is not normalised in the parent: there, after least squares, scale and shift undo the
/// statistics.
///
/// Least squares is the best affine map of its inputs for each channel, whatever the normalisation, and so no other
/// initialisation has a smaller [`reconstruction`] error on the same batches, but for rounding.
///
/// # Errors
/// When a block is none of the parent's, two share a layer, an initialisation makes no sense for one or has no batches,
/// or the device fails.
pub async fn compress(
    parent: &Chain,
    blocks: &[Block],
    kernel: Kernel,
    how: Initialisation,
    batches: &[Tensor<4>],
    seed: u64,
    device: &Device,
) -> Result<Chain, RunError> {
    let layers: Vec<schema::Layer> = parent.layers().iter().map(|layer| layer.plan().clone()).collect();
    let plan = schema::compressed(&layers, blocks, kernel)?;
    for block in blocks {
        how.check(&layers, block, kernel)?;
    }
    if how == Initialisation::LeastSquares && batches.is_empty() && !blocks.is_empty() {
        return Err(RunError::NoBatches { how: how.name() });
    }
    let parent = parent.valid();
    let mut weights = network::tensors(&parent).await?;
    let batches: Vec<Tensor<4>> = batches.iter().map(|batch| batch.clone().without_autodiff()).collect();
    for (position, single) in plan.iter().enumerate() {
        let Some(block) = blocks.iter().find(|block| block.name == single.name) else { continue };
        let work =
            Work { parent: &parent, layers: &layers[block.first..=block.last], block, single, batches: &batches };
        let found = work.first_weights(&weights, how, seed, position).await?;
        weights.extend(found);
    }
    Ok(network::replace(Chain::init(&plan, seed, device), &weights))
}

/// How far the single layer of `block` in `compressed` is from the block of its parent: the mean, over all samples,
/// channels and places, of the squared difference between what both hand to the last non-linearity (after a batch
/// normalisation, before ReLU and pooling). Both get what the parent gives its block.
///
/// # Errors
/// When `compressed` has no layer of the block's name, there are no batches, or the device fails.
pub async fn reconstruction(
    parent: &Chain,
    block: &Block,
    compressed: &Chain,
    batches: &[Tensor<4>],
) -> Result<f64, RunError> {
    let (parent, compressed) = (parent.valid(), compressed.valid());
    let single = single_of(&compressed, block)?;
    let teacher = Teacher::new(&parent, block);
    let (mut squares, mut count) = (0.0, 0);
    for batch in batches {
        let taught = teacher.taught(batch.clone().without_autodiff());
        let difference = single.normalised(single.activation(taught.input)) - taught.normalised;
        count += difference.shape().num_elements();
        squares += difference.square().sum().into_scalar_async::<f32>().await? as f64;
    }
    if count == 0 {
        return Err(RunError::NoBatches { how: "reconstruction" });
    }
    Ok(squares / count as f64)
}

/// The layer of `compressed` that stands in for `block`.
fn single_of<'a>(compressed: &'a Chain, block: &Block) -> Result<&'a network::Layer, schema::ExperimentError> {
    let single = compressed.layers().iter().find(|layer| layer.plan().name == block.name);
    single.ok_or_else(|| {
        let names: Vec<&str> = compressed.layers().iter().map(|layer| layer.plan().name.as_str()).collect();
        schema::ExperimentError::NoBlock { asked: block.name.clone(), blocks: names.join(", ") }
    })
}

/// All that the first weights of one layer follow from.
struct Work<'a> {
    /// On the plain device, in evaluation mode.
    parent: &'a Chain,
    /// The block's layers.
    layers: &'a [schema::Layer],
    block: &'a Block,
    single: &'a schema::Layer,
    batches: &'a [Tensor<4>],
}

impl Work<'_> {
    /// The single layer alone, with these weights.
    fn chain(&self, weights: &Tensors, device: &Device) -> Chain {
        network::replace(Chain::init(std::slice::from_ref(self.single), 0, device), weights).valid()
    }

    /// The weights of the single layer, by their names in the chain; fresh ones are left out.
    async fn first_weights(
        &self,
        weights: &Tensors,
        how: Initialisation,
        seed: u64,
        position: usize,
    ) -> Result<Tensors, RunError> {
        if self.layers[0].kind() == Some(LayerKind::Encoder) {
            return Ok(adapt::encoder(self, weights, how));
        }
        let teacher_batches = Teacher::new(self.parent, self.block).teacher_batches(self.batches);
        let mut found = calibrate::inherited(self, weights);
        let maps = maps(self.layers, weights);
        let shape = Map::shape(self.single);
        let map = match how {
            Initialisation::Random => random::he(&shape, seed, position),
            Initialisation::First => adapt::adapt(&maps[0].1, &shape),
            Initialisation::Last => adapt::adapt(&maps[maps.len() - 1].1, &shape),
            Initialisation::Mean => adapt::mean(&maps, &shape),
            Initialisation::Collapse => collapse::collapse(self.layers, weights).crop(&shape),
            Initialisation::LeastSquares => least_squares::fit(self, &found, &teacher_batches, &shape).await?,
        };
        map.store(self.single, &mut found);
        calibrate::calibrate(self, how, &map, &teacher_batches, &mut found).await?;
        Ok(found)
    }
}
