//! The dependency between the activations of neighbouring layers, on attacked samples.

use std::ops::ControlFlow;

use burn::tensor::Tensor;
use layerlab_dependency::{Activations, Settings, dependencies};
use layerlab_schema::{LayerPair, Measure, Shape};

use crate::{
    RunError,
    network::{Chain, Layer},
};

/// The network and the settings of a dependency measurement.
pub struct DependencyRequest<'a> {
    /// The network, on the device without autodiff.
    pub network: &'a Chain,
    /// Position of the first layer whose dependency on the previous one is measured.
    pub first: usize,
    /// The measures of dependency.
    pub measures: &'a [Measure],
    /// Number of permutations for each null distribution.
    pub nulls: usize,
    /// Seed of the permutations and of the measures' own randomness.
    pub seed: u64,
}

/// The activations of one layer on all samples, on the host.
pub(crate) struct LayerActivations {
    layer: String,
    shape: [usize; 4],
    values: Vec<f32>,
}

impl LayerActivations {
    /// # Shapes
    /// - values as of `shape`, `[samples, channels, height, width]`
    pub fn new(layer: String, shape: [usize; 4], values: Vec<f32>) -> Self {
        Self { layer, shape, values }
    }

    /// With room for `samples` samples.
    pub fn empty(layer: &Layer, samples: usize) -> Self {
        let Shape { channels, height, width } = layer.plan().activation;
        let values = Vec::with_capacity(samples * layer.plan().activation.len());
        Self::new(layer.plan().name.clone(), [0, channels, height, width], values)
    }

    /// Reads back those of a batch.
    pub async fn append(&mut self, activation: &Tensor<4>) -> Result<(), RunError> {
        let data = activation.clone().into_data_async().await?;
        let batch: Vec<f32> = data.try_into_vec().map_err(|error| RunError::Device(error.to_string()))?;
        self.values.extend(batch);
        self.shape[0] += activation.dims()[0];
        Ok(())
    }

    fn view(&self) -> Result<Activations<'_>, RunError> {
        Ok(Activations::new(self.values.as_slice(), &self.shape)?)
    }
}

/// ρ of every pair of neighbouring weighted layers, in the order of the chain (arXiv 2307.03803, section 3): how strongly
/// the activation of one depends on that of the other, on attacked samples, class by class. Only two layers' activations
/// are in memory at a time, and on the device the inputs of one layer. After every comparison, or those done side by side,
/// `between` is called with the completed share, in [0, 1]; if it returns false, the measurement ends with
/// [`RunError::Stopped`].
///
/// # Shapes
/// - attacked: batches `[batch, channels, height, width]`; labels: one for each of their samples
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
    let mut pairs = Vec::new();
    let mut parent: Option<LayerActivations> = None;
    for (position, layer) in layers.iter().enumerate() {
        let is_read = layer.plan().parameters() > 0 && position + 1 >= request.first;
        let mut child = is_read.then(|| LayerActivations::empty(layer, labels.len()));
        let mut outputs = Vec::with_capacity(inputs.len());
        for input in inputs {
            let activation = layer.activation(input);
            if let Some(child) = &mut child {
                child.append(&activation).await?;
            }
            outputs.push(layer.forward_from_activation(activation));
        }
        inputs = outputs;
        if let (Some(parent), Some(child)) = (&parent, &child)
            && position >= request.first
        {
            let between = async |share: f64| between((position as f64 + share) / layers.len() as f64).await;
            pairs.push(measure_pair(request, parent, child, labels, between).await?);
        }
        parent = child.or(parent);
    }
    Ok(pairs)
}

/// ρ of one pair: see [`layer_pairs`].
pub(crate) async fn measure_pair(
    request: &DependencyRequest<'_>,
    parent: &LayerActivations,
    child: &LayerActivations,
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
