//! The normalisations beside the new map: which are taken over, and which get figures of their own.

use burn::tensor::{Tensor, TensorData};
use layerlab_schema::{Initialisation, LayerKind, Operation};

use super::{Work, map::Map, patches::rows, teacher::TeacherBatch};
use crate::{
    RunError,
    network::{BATCH_NORM_EPSILON, Tensors},
};

/// What the single layer takes over as it is: all that follows the activation of the block's last layer, and what
/// precedes the first convolution of a pre-activation stage.
pub(super) fn inherited(work: &Work<'_>, weights: &Tensors) -> Tensors {
    let (first, last) = (&work.layers[0], &work.layers[work.layers.len() - 1]);
    let (from, parts) = match first.kind() {
        Some(LayerKind::Convolution | LayerKind::Linear) => (last.name.clone(), &work.single.parts[work.single.tap..]),
        Some(LayerKind::Preactivated) => (first.name.clone(), &work.single.parts[..1]),
        Some(LayerKind::Residual | LayerKind::Encoder) | None => return Tensors::new(),
    };
    let copy = |leaf: String| {
        // A residual block numbers its normalisations, the single layer has only this one.
        let own =
            if first.kind() == Some(LayerKind::Preactivated) { leaf.replace("norm.", "norm1.") } else { leaf.clone() };
        (format!("{}.{leaf}", work.single.name), weights[&format!("{from}.{own}")].clone())
    };
    parts.iter().flat_map(layerlab_schema::Part::weights).map(|weight| copy(weight.name)).collect()
}

/// Gives the batch normalisation after the new map figures of its own, where it should have such.
pub(super) async fn calibrate(
    work: &Work<'_>,
    how: Initialisation,
    map: &Map,
    teacher_batches: &[TeacherBatch],
    found: &mut Tensors,
) -> Result<(), RunError> {
    let Some(norm) = work.single.parts.get(work.single.tap).filter(|part| part.operation == Operation::BatchNorm)
    else {
        return Ok(());
    };
    let is_fit = matches!(how, Initialisation::Collapse | Initialisation::LeastSquares);
    let is_sum = work.layers[0].kind() == Some(LayerKind::Residual);
    let Some(first) = teacher_batches.first() else { return Ok(()) };
    if is_fit && !is_sum {
        return Ok(());
    }
    let chain = work.chain(found, &first.input.device());
    let made = teacher_batches.iter().map(|taught| chain.layers()[0].activation(taught.input.clone()));
    let (mean, variance) = moments(made).await?;
    let deviation = |variance: &f64| (variance + BATCH_NORM_EPSILON).sqrt();
    let (shift, scale) = if is_fit {
        let shift = mean.iter().zip(&map.bias).map(|(mean, &bias)| mean + f64::from(bias)).collect();
        (shift, variance.iter().map(deviation).collect::<Vec<_>>())
    } else {
        let (shift, variance) = moments(teacher_batches.iter().map(|taught| taught.normalised.clone())).await?;
        (shift, variance.iter().map(|variance| variance.sqrt()).collect())
    };
    for (leaf, values) in [("weight", scale), ("bias", shift), ("running_mean", mean), ("running_var", variance)] {
        let values: Vec<f32> = values.into_iter().map(|value| value as f32).collect();
        let shape = [values.len()];
        found.insert(format!("{}.{}.{leaf}", work.single.name, norm.name), TensorData::new(values, shape));
    }
    Ok(())
}

/// Mean and variance of each channel over all samples and places.
async fn moments(batches: impl Iterator<Item = Tensor<4>> + Clone) -> Result<(Vec<f64>, Vec<f64>), RunError> {
    let mean = average(batches.clone().map(rows));
    let variance = average(batches.map(|values| (rows(values) - mean.clone()).square()));
    let read = async |values: Tensor<2>| values.into_data_async().await.map(|data| data.iter::<f64>().collect());
    Ok((read(mean.clone()).await?, read(variance).await?))
}

/// The mean of all rows, of which there is at least one.
fn average(batches: impl Iterator<Item = Tensor<2>>) -> Tensor<2> {
    let sums = batches.map(|rows| (rows.clone().sum_dim(0), rows.dims()[0]));
    let (sum, count) = sums.reduce(|(sum, count), (next, more)| (sum + next, count + more)).expect("there is a batch");
    sum.div_scalar(count as f64)
}
