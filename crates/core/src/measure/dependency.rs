//! Bonds: how strongly each layer depends on the one before it.

use std::ops::ControlFlow;

use burn::tensor::{Tensor, TensorData, Transaction};
use layerlab_dependency::{Activations, Settings, dependencies};
use layerlab_schema::{LayerPair, Measure};

use crate::{RunError, network::Chain};

/// What to measure.
pub struct DependencyRequest<'a> {
    /// The network, on the plain device.
    pub network: &'a Chain,
    /// The position of the first layer whose dependency on the one before it is asked for.
    pub first: usize,
    /// How.
    pub measures: &'a [Measure],
    /// Permutations behind each null.
    pub nulls: usize,
    /// Of everything that is drawn.
    pub seed: u64,
}

/// The activations of one layer on all samples.
struct Row {
    layer: String,
    shape: [usize; 4],
    values: Vec<f32>,
}

impl Row {
    fn view(&self) -> Result<Activations<'_>, RunError> {
        Ok(Activations::new(self.values.as_slice(), &self.shape)?)
    }
}

/// ρ of every pair of neighbouring weighted layers, in the order of the chain (arXiv 2307.03803, section 3): how strongly
/// one's activation depends on the other's, on attacked samples, class by class. Only two layers' activations are held at
/// a time. `between` is asked after every comparison with the share done; when it says false, it ends with
/// [`RunError::Stopped`].
///
/// # Shapes
/// - attacked: batches `[batch, channels, height, width]`; labels: one for each of their samples.
///
/// # Errors
/// When the device fails, or there are too few samples of every class for a measure.
pub async fn layer_pairs(
    request: &DependencyRequest<'_>,
    attacked: &[Tensor<4>],
    labels: &[usize],
    mut between: impl AsyncFnMut(f64) -> bool,
) -> Result<Vec<LayerPair>, RunError> {
    let layers = request.network.layers();
    let mut inputs = attacked.to_vec();
    let (mut pairs, mut parent) = (Vec::new(), None::<Row>);
    for (position, layer) in layers.iter().enumerate() {
        let activations: Vec<Tensor<4>> = inputs.into_iter().map(|input| layer.activation(input)).collect();
        if layer.plan().parameters() > 0 && position + 1 >= request.first {
            let child = read(layer.plan().name.clone(), &activations).await?;
            if let (Some(parent), true) = (&parent, position >= request.first) {
                let between = async |share: f64| between((position as f64 + share) / layers.len() as f64).await;
                pairs.push(measure_pair(request, parent, &child, labels, between).await?);
            }
            parent = Some(child);
        }
        inputs = activations.into_iter().map(|activation| layer.finish(activation)).collect();
    }
    Ok(pairs)
}

/// All batches of a layer's activation, one below the other.
async fn read(layer: String, activations: &[Tensor<4>]) -> Result<Row, RunError> {
    let mut transaction = Transaction::default();
    let mut shape = [0; 4];
    for activation in activations {
        let [batch, channels, height, width] = activation.dims();
        shape = [shape[0] + batch, channels, height, width];
        transaction = transaction.register(activation.clone());
    }
    let mut values = Vec::with_capacity(shape.iter().product());
    for data in transaction.execute_async().await? {
        let batch: Vec<f32> = TensorData::try_into_vec(data).map_err(|error| RunError::Device(error.to_string()))?;
        values.extend(batch);
    }
    Ok(Row { layer, shape, values })
}

async fn measure_pair(
    request: &DependencyRequest<'_>,
    parent: &Row,
    child: &Row,
    labels: &[usize],
    mut between: impl AsyncFnMut(f64) -> bool,
) -> Result<LayerPair, RunError> {
    let settings = Settings { nulls: request.nulls, seed: request.seed };
    let dependencies =
        dependencies(&parent.view()?, &child.view()?, labels, request.measures, settings, async |progress| {
            let share = progress.done as f64 / progress.total as f64;
            if between(share).await { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        })
        .await?;
    Ok(LayerPair { parent: parent.layer.clone(), child: child.layer.clone(), dependencies })
}
