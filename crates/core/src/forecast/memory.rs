//! The memory that a run needs.

use burn::{module::Module as _, tensor::Device};
use layerlab_schema::{Attack, Experiment, Layer, Optimizer, Protocol};

use super::random_batch;
use crate::{
    RunError,
    data::Batch,
    measure::{EVALUATION_BATCH, EvaluationRequest, evaluate_samples},
    network::Chain,
};

/// Report, pictures, tables of a plain run, as measured; a protocol has twice as much.
const RESULTS: u64 = 30_000_000;

/// The expected memory of a run, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Memory {
    /// In use at once on a GPU: weights with gradients and optimiser state, stored networks, activations of a batch with their
    /// gradients, and samples. This is rough, because kernels need additional memory.
    pub device: u64,
    /// The most that a run on the CPU holds at once while no step needs memory: networks while it saves a checkpoint, activations
    /// of layers that are compared, or features that a map is fitted on. What steps need the process itself tells after
    /// [`measure_costs`](super::measure_costs) and this forecast, and what readers need after
    /// [`measure_layer_costs`](super::measure_layer_costs). The largest counts.
    pub between_steps: u64,
    /// Results, beside what steps need.
    pub results: u64,
    /// What it keeps all the time: stored networks and samples.
    pub kept: u64,
}

/// Forecasts the memory of a run. On the way a batch is evaluated, so that the process has needed the memory for that too.
///
/// # Errors
/// When the experiment is invalid, or the device fails.
pub async fn forecast_memory(experiment: &Experiment, device: &Device) -> Result<Memory, RunError> {
    let layers = experiment.layers()?;
    evaluate_once(experiment, &Chain::init(&layers, 1, &device.clone().autodiff()).valid(), device).await?;
    Ok(Memory {
        device: on_device(experiment, &layers),
        between_steps: networks_at_a_checkpoint(experiment, &layers)
            .max(while_layers_are_measured(experiment, &layers)),
        results: if experiment.protocol.is_some() { 2 * RESULTS } else { RESULTS },
        kept: kept_by_a_run(experiment, &layers),
    })
}

/// Evaluates a batch.
async fn evaluate_once(experiment: &Experiment, network: &Chain, device: &Device) -> Result<(), RunError> {
    let (samples, labels) = random_batch(experiment, EVALUATION_BATCH, device);
    let attack = Attack::pgd(experiment.attack.epsilon, 1);
    let request = EvaluationRequest { network, attack: &attack, seed: 1, samples: EVALUATION_BATCH, examples: 0 };
    evaluate_samples(&request, Batch { samples, labels, classes: vec![0; EVALUATION_BATCH] }).await.map(drop)
}

/// Estimates [`Memory::device`].
fn on_device(experiment: &Experiment, layers: &[Layer]) -> u64 {
    const BYTES_PER_VALUE: u64 = 4;
    let parameters: u64 = layers.iter().map(Layer::parameters).sum();
    let stored = stored(experiment);
    let batch = experiment.batch_size as u64;
    let activations: u64 = layers.iter().flat_map(|layer| &layer.parts).map(|part| part.output.len() as u64).sum();
    let data = &experiment.data;
    let samples = (data.from_training_split() + data.test) as u64 * data.set.shape().len() as u64;
    BYTES_PER_VALUE * (parameters * (2 + states(experiment) + stored) + 2 * batch * activations) + samples
}

/// Estimates the networks at a checkpoint. The numbers of copies are counted in the program and rounded up by what was measured
/// (docs/performance.md).
fn networks_at_a_checkpoint(experiment: &Experiment, layers: &[Layer]) -> u64 {
    /// Networks that are loaded beside the one that learns.
    const NETWORKS: u64 = 8;
    let weights = 4 * layers.iter().map(Layer::parameters).sum::<u64>();
    let stored = stored(experiment);
    let in_checkpoint = 1 + states(experiment) + stored;
    (in_checkpoint + if stored > 0 { NETWORKS } else { 1 }) * weights
}

/// Estimates the larger of two: activations of layers that are compared, of all samples that layers are measured on, and features
/// that maps are fitted on.
fn while_layers_are_measured(experiment: &Experiment, layers: &[Layer]) -> u64 {
    /// Features as they are read, centred, and transposed in a product.
    const COPIES: usize = 3;
    let Some(Protocol::Transfer(transfer)) = &experiment.protocol else { return 0 };
    let measure = &transfer.measure;
    if measure.samples == 0 {
        return 0;
    }
    let weighted: Vec<&Layer> = layers.iter().filter(|layer| layer.parameters() > 0).collect();
    // Both activations are vectors of the host; meanwhile the second layer's input becomes its output on the device.
    let values = |pair: &[&Layer]| {
        pair[0].activation.len() + pair[1].activation.len() + pair[1].input.len().max(pair[1].output.len())
    };
    let is_compared = !measure.dependencies.is_empty();
    let compared = weighted.windows(2).filter(|_| is_compared).map(values).max().unwrap_or(0);
    // The read-outs have the outputs of all layers of a front as features.
    let rest = transfer.rest.iter().copied().min().unwrap_or(0);
    let front: usize = layers[..layers.len() - rest]
        .iter()
        .filter(|layer| layer.parameters() > 0)
        .map(|layer| layer.output.len())
        .sum();
    4 * (measure.samples * compared).max(COPIES * measure.fit * front) as u64
}

/// Estimates [`Memory::kept`].
fn kept_by_a_run(experiment: &Experiment, layers: &[Layer]) -> u64 {
    let data = &experiment.data;
    // Files that were fetched are read whole.
    let (train, test) =
        if data.check_bundled().is_ok() { (data.from_training_split(), data.test) } else { data.set.available() };
    let samples = (train + test) as u64 * data.set.shape().len() as u64;
    let weights = 4 * layers.iter().map(Layer::parameters).sum::<u64>();
    samples + stored(experiment) * weights
}

/// Networks that a protocol keeps: the normal one, the robust one, and the best epoch or a teacher.
fn stored(experiment: &Experiment) -> u64 {
    if experiment.protocol.is_some() { 3 } else { 0 }
}

/// Numbers that the optimiser keeps for each parameter.
fn states(experiment: &Experiment) -> u64 {
    match experiment.optimizer {
        Optimizer::Sgd { .. } => 1,
        Optimizer::Adam { .. } | Optimizer::AdamW { .. } => 2,
    }
}
