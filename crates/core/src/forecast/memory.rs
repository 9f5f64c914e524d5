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

/// The expected memory of a run, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Memory {
    /// In use at once on a GPU: weights with gradients and optimiser state, stored networks, activations of a batch with their
    /// gradients, and samples. This is rough, because kernels need additional memory.
    pub device: u64,
    /// Networks that a run on the CPU holds while it saves a checkpoint. Then no step needs memory, so that the larger of both
    /// counts; what steps and readers need the process itself tells after [`measure_costs`](super::measure_costs),
    /// [`measure_layer_costs`](super::measure_layer_costs) and this forecast.
    pub networks: u64,
    /// What it keeps all the time: stored networks, samples, results, and activations of layers that are compared.
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
        networks: networks_at_a_checkpoint(experiment, &layers),
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

/// Estimates [`Memory::networks`]. The numbers of copies are counted in the program and rounded up by what was measured
/// (docs/performance.md).
fn networks_at_a_checkpoint(experiment: &Experiment, layers: &[Layer]) -> u64 {
    /// Networks that are loaded beside the one that learns.
    const NETWORKS: u64 = 8;
    let weights = 4 * layers.iter().map(Layer::parameters).sum::<u64>();
    let stored = stored(experiment);
    let in_checkpoint = 1 + states(experiment) + stored;
    (in_checkpoint + if stored > 0 { NETWORKS } else { 1 }) * weights
}

/// Estimates [`Memory::kept`], likewise.
fn kept_by_a_run(experiment: &Experiment, layers: &[Layer]) -> u64 {
    /// Report, pictures, tables of a plain run; a protocol has twice as much.
    const RESULTS: u64 = 30_000_000;
    /// Each activation is a tensor, and a vector that dependencies are computed of.
    const COPIES: u64 = 2;
    let data = &experiment.data;
    // Files that were fetched are read whole.
    let (train, test) =
        if data.check_bundled().is_ok() { (data.from_training_split(), data.test) } else { data.set.available() };
    let samples = (train + test) as u64 * data.set.shape().len() as u64;
    let weights = 4 * layers.iter().map(Layer::parameters).sum::<u64>();
    let results = if experiment.protocol.is_some() { 2 * RESULTS } else { RESULTS };
    let compared = match &experiment.protocol {
        Some(Protocol::Transfer(transfer)) => {
            let weighted: Vec<&Layer> = layers.iter().filter(|layer| layer.parameters() > 0).collect();
            let values = weighted.windows(2).map(|pair| (pair[0].activation.len() + pair[1].activation.len()) as u64);
            values.max().unwrap_or(0) * transfer.measure.samples as u64
        }
        _ => 0,
    };
    results + samples + stored(experiment) * weights + COPIES * 4 * compared
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
