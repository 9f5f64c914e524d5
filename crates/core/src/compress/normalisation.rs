//! Normalisation around the new map: tensors that are copied from the block, and batch-norm statistics that are computed.

use burn::tensor::{Tensor, TensorData};
use layerlab_schema::{Initialisation, LayerKind, Operation};

use super::{BlockContext, block_activations::BlockActivations, im2col::rows, linear_map::LinearMap};
use crate::{
    RunError,
    network::{BATCH_NORM_EPSILON, Tensors},
};

/// The tensors that the replacement layer copies from the block: all that follow the activation of the block's last layer,
/// or those before the first convolution of a pre-activation stage.
pub(super) fn inherited(context: &BlockContext<'_>, weights: &Tensors) -> Tensors {
    let first = &context.layers[0];
    let last = &context.layers[context.layers.len() - 1];
    let replacement = context.replacement;
    let is_preactivated = first.kind() == Some(LayerKind::Preactivated);
    let (source, parts) = match first.kind() {
        Some(LayerKind::Convolution | LayerKind::Linear) => (last, &replacement.parts[replacement.tap..]),
        Some(LayerKind::Preactivated) => (first, &replacement.parts[..1]),
        Some(LayerKind::Residual | LayerKind::Encoder) | None => return Tensors::new(),
    };
    let mut tensors = Tensors::new();
    for weight in parts.iter().flat_map(layerlab_schema::Part::weights) {
        // A residual block numbers its normalisations; the replacement layer has only one.
        let name = if is_preactivated { weight.name.replace("norm.", "norm1.") } else { weight.name.clone() };
        let values = weights[&format!("{}.{name}", source.name)].clone();
        tensors.insert(format!("{}.{}", replacement.name, weight.name), values);
    }
    tensors
}

/// Computes scale, shift and running statistics of the batch normalisation after the new map and writes them into
/// `tensors`, where [`super::compress`] does not copy them from the block.
pub(super) async fn calibrate_batch_norm(
    context: &BlockContext<'_>,
    initialisation: Initialisation,
    map: &LinearMap,
    batches: &[BlockActivations],
    tensors: &mut Tensors,
) -> Result<(), RunError> {
    let replacement = context.replacement;
    let after_map = replacement.parts.get(replacement.tap);
    let Some(norm) = after_map.filter(|part| part.operation == Operation::BatchNorm) else {
        return Ok(());
    };
    let is_fit = matches!(initialisation, Initialisation::Collapse | Initialisation::LeastSquares);
    let is_sum = context.layers[0].kind() == Some(LayerKind::Residual);
    let Some(first) = batches.first() else { return Ok(()) };
    if initialisation == Initialisation::Random || is_fit && !is_sum {
        return Ok(());
    }
    let chain = context.chain(tensors, &first.input.device());
    let activations = batches.iter().map(|batch| chain.layers()[0].activation(batch.input.clone()));
    let (mean, variance) = moments(activations).await?;
    let deviation = |variance: &f64| (variance + BATCH_NORM_EPSILON).sqrt();
    let (shift, scale) = if is_fit {
        let shift = mean.iter().zip(&map.bias).map(|(mean, &bias)| mean + f64::from(bias)).collect();
        (shift, variance.iter().map(deviation).collect::<Vec<_>>())
    } else {
        let (shift, variance) = moments(batches.iter().map(|batch| batch.normalised.clone())).await?;
        (shift, variance.iter().map(|variance| variance.sqrt()).collect())
    };
    for (leaf, values) in [("weight", scale), ("bias", shift), ("running_mean", mean), ("running_var", variance)] {
        let values: Vec<f32> = values.into_iter().map(|value| value as f32).collect();
        let shape = [values.len()];
        tensors.insert(format!("{}.{}.{leaf}", replacement.name, norm.name), TensorData::new(values, shape));
    }
    Ok(())
}

/// Mean and variance of each channel over all samples and positions.
pub(super) async fn moments(
    batches: impl Iterator<Item = Tensor<4>> + Clone,
) -> Result<(Vec<f64>, Vec<f64>), RunError> {
    let mean = average(batches.clone().map(rows));
    let variance = average(batches.map(|values| (rows(values) - mean.clone()).square()));
    let read = async |values: Tensor<2>| values.into_data_async().await.map(|data| data.iter::<f64>().collect());
    Ok((read(mean.clone()).await?, read(variance).await?))
}

/// The mean of all rows, of which there is at least one: `[1, columns]`.
fn average(batches: impl Iterator<Item = Tensor<2>>) -> Tensor<2> {
    let sums = batches.map(|rows| (rows.clone().sum_dim(0), rows.dims()[0]));
    let (sum, count) = sums.reduce(|(sum, count), (next, more)| (sum + next, count + more)).expect("there is a batch");
    sum.div_scalar(count as f64)
}
