//! A forecast of a run's steps, time and memory, from a few timed training steps.

use burn::{
    module::Module as _,
    tensor::{Device, Int, Tensor, TensorData},
};
use layerlab_schema::{Attack, Defence, Experiment, Layer, Mode, Optimizer, Protocol, Stage};
use rand::RngExt;
use web_time::Instant;

use crate::{
    RunError,
    attack::perturb,
    data::Batch,
    measure::{EVALUATION_BATCH, EvaluationRequest, evaluate_samples},
    network::Chain,
    protocol::{transfer_plan, triage_plan},
    random::{Purpose, stream},
    train::{Costs, Plan, StepConfig, Trainer, Work},
};

/// Iterations of the attack that is timed: few, so that it takes no longer than a training step of a large network.
const ITERATIONS: usize = 3;

/// The expected steps, time and memory of a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Forecast {
    /// Measured networks: 1 for a plain run; for a triage blocks × initialisations × schemes × parents × trials.
    pub cells: usize,
    /// Upper limit of training steps.
    pub steps: usize,
    /// Expected seconds: those of timed steps and of a timed attack, times all steps, attacks and evaluations. Reading data is
    /// not included.
    pub seconds: f64,
    /// Of these, those of the first trial's parents, which other experiments may share ([`Experiment::with_parents_alone`]).
    pub parents: f64,
    /// Bytes in use at once on a GPU: weights with gradients and optimiser state, stored networks, activations of a batch with
    /// their gradients, and samples. This is rough, because kernels need additional memory.
    pub bytes: u64,
    /// Bytes that a run needs beside what this forecast's own steps have needed: samples, stored networks and checkpoints, and
    /// the matrices of readers.
    pub more_bytes: u64,
    /// Number of timed steps.
    pub timed: usize,
}

/// Forecasts a run from training steps that are timed as [`seconds_of_a_step`] does.
///
/// # Errors
/// When the experiment is invalid, or the device fails.
pub async fn forecast(experiment: &Experiment, device: &Device, timed_seconds: f64) -> Result<Forecast, RunError> {
    let layers = experiment.layers()?;
    let plan = match &experiment.protocol {
        None => None,
        Some(Protocol::Transfer(transfer)) => Some(transfer_plan(experiment, transfer, layers.len())),
        Some(Protocol::Triage(triage)) => Some(triage_plan(experiment, triage, &layers)?),
    };
    let (work, of_parents) = match plan {
        None => {
            let plan = Plan::new(experiment);
            (plan.behind(experiment.steps()) + plan.final_work(), Work::default())
        }
        Some(plan) => (plan.work(), plan.work_of(is_of_parents)),
    };
    let cells = experiment.protocol.as_ref().map_or(1, |protocol| protocol.cells(&layers));
    let (step, timed) = seconds_of_a_step(experiment, &layers, device, timed_seconds).await?;
    let batch = experiment.batch_size.min(experiment.data.train) as f64;
    let network = Chain::init(&layers, 1, &device.clone().autodiff()).valid();
    let pass = seconds_of_a_pass(experiment, &network, device, timed_seconds).await?;
    evaluate_once(experiment, &network, device).await?;
    let costs = Costs { learned: step / batch, pass };
    let [seconds, parents] = [work, of_parents].map(|work| work.seconds(costs));
    Ok(Forecast {
        cells,
        steps: experiment.steps(),
        seconds,
        parents,
        bytes: bytes(experiment, &layers),
        more_bytes: more_bytes(experiment, &layers),
        timed,
    })
}

fn is_of_parents(stage: Stage) -> bool {
    match stage {
        Stage::Transfer(stage) => stage.is_of_pair(),
        Stage::Triage(stage) => stage.is_of_parents(),
    }
}

/// Mean seconds of a clean training step on random samples, and the number of timed steps. They are timed for `timed_seconds`
/// after one step to warm up; a step that takes longer is timed once.
///
/// # Errors
/// When the device fails.
pub async fn seconds_of_a_step(
    experiment: &Experiment,
    layers: &[Layer],
    device: &Device,
    timed_seconds: f64,
) -> Result<(f64, usize), RunError> {
    let mut trainer = Trainer::new(Chain::init(layers, 1, &device.clone().autodiff()), &experiment.optimizer);
    let count = experiment.batch_size.min(experiment.data.train);
    let (samples, labels) = random_batch(experiment, count, device);
    let modes = vec![Mode::Clean; layers.len()];
    // Small enough that the loss does not diverge.
    let learning_rate = 1e-9;
    let step_config = StepConfig {
        modes: &modes,
        distillation: None,
        defence: &Defence::Pgd,
        attack: &experiment.attack,
        learning_rate,
    };
    let mut step = async || {
        let streams = (0..experiment.batch_size as u64).map(|item| stream(1, Purpose::TrainingAttack, 0, item));
        trainer.step(&samples, &labels, &step_config, streams).await.into_data_async().await.map(drop)
    };
    step().await?;
    let start = Instant::now();
    let mut timed = 0;
    while timed == 0 || start.elapsed().as_secs_f64() < timed_seconds {
        step().await?;
        timed += 1;
    }
    Ok((start.elapsed().as_secs_f64() / timed as f64, timed))
}

/// Mean seconds of a pass of one sample in PGD, forwards or backwards, timed as [`seconds_of_a_step`] does.
///
/// # Errors
/// When the device fails.
async fn seconds_of_a_pass(
    experiment: &Experiment,
    network: &Chain,
    device: &Device,
    timed_seconds: f64,
) -> Result<f64, RunError> {
    let batch = experiment.batch_size.min(experiment.data.train);
    let (samples, labels) = random_batch(experiment, batch, device);
    let attack = Attack::pgd(experiment.attack.epsilon, ITERATIONS);
    let attacked = async || {
        let streams = (0..batch as u64).map(|item| stream(1, Purpose::EvaluationAttack, 0, item));
        perturb(network, &samples, &labels, &attack, streams).await.into_data_async().await.map(drop)
    };
    attacked().await?;
    let start = Instant::now();
    let mut timed = 0;
    while timed == 0 || start.elapsed().as_secs_f64() < timed_seconds {
        attacked().await?;
        timed += 1;
    }
    Ok(start.elapsed().as_secs_f64() / (timed * batch) as f64 / attack.passes())
}

/// Evaluates a batch once, so that its memory has been needed too.
async fn evaluate_once(experiment: &Experiment, network: &Chain, device: &Device) -> Result<(), RunError> {
    let (samples, labels) = random_batch(experiment, EVALUATION_BATCH, device);
    let attack = Attack::pgd(experiment.attack.epsilon, 1);
    let request = EvaluationRequest { network, attack: &attack, seed: 1, samples: EVALUATION_BATCH, examples: 0 };
    evaluate_samples(&request, Batch { samples, labels, classes: vec![0; EVALUATION_BATCH] }).await.map(drop)
}

/// `count` random samples and labels with the shapes of the experiment's data.
fn random_batch(experiment: &Experiment, count: usize, device: &Device) -> (Tensor<4>, Tensor<1, Int>) {
    let shape = experiment.data.shape();
    let device = device.clone().without_autodiff();
    let mut rng = stream(1, Purpose::TrainingData, 0, 0);
    let values: Vec<f32> = (0..count * shape.len()).map(|_| rng.random()).collect();
    let classes = experiment.data.class_count() as i32;
    let labels: Vec<i32> = (0..count).map(|_| rng.random_range(0..classes)).collect();
    let samples =
        Tensor::from_data(TensorData::new(values, [count, shape.channels, shape.height, shape.width]), &device);
    (samples, Tensor::from_data(TensorData::new(labels, [count]), &device))
}

/// Estimates [`Forecast::bytes`].
fn bytes(experiment: &Experiment, layers: &[Layer]) -> u64 {
    const BYTES_PER_VALUE: u64 = 4;
    let parameters: u64 = layers.iter().map(Layer::parameters).sum();
    // The normal and robust networks of a protocol, and a teacher.
    let stored = if experiment.protocol.is_some() { 3 } else { 0 };
    let batch = experiment.batch_size as u64;
    let activations: u64 = layers.iter().flat_map(|layer| &layer.parts).map(|part| part.output.len() as u64).sum();
    let data = &experiment.data;
    let samples = (data.from_training_split() + data.test) as u64 * data.set.shape().len() as u64;
    BYTES_PER_VALUE * (parameters * (2 + states(experiment) + stored) + 2 * batch * activations) + samples
}

/// Estimates [`Forecast::more_bytes`]. The numbers of copies are counted in the program and rounded up by what was measured
/// (docs/performance.md).
fn more_bytes(experiment: &Experiment, layers: &[Layer]) -> u64 {
    /// Report, pictures, tables.
    const RESULTS: u64 = 30_000_000;
    /// Networks that are loaded beside the one that learns.
    const NETWORKS: u64 = 8;
    /// A checkpoint: its bytes, and twice their text, which is a third longer.
    const CHECKPOINT: [u64; 2] = [11, 3];
    /// Matrices of 64-bit numbers of the size of a covariance that a reader works with at once.
    const MATRICES: u64 = 4;
    let weights = 4 * layers.iter().map(Layer::parameters).sum::<u64>();
    let data = &experiment.data;
    // Files that were fetched are read whole.
    let (train, test) =
        if data.check_bundled().is_ok() { (data.from_training_split(), data.test) } else { data.set.available() };
    let samples = (train + test) as u64 * data.set.shape().len() as u64;
    // The normal network, the robust one, and the best epoch.
    let kept = if experiment.protocol.is_some() { 3 } else { 0 };
    let in_checkpoint = 1 + states(experiment) + kept;
    let copies = kept + in_checkpoint * CHECKPOINT[0] / CHECKPOINT[1] + if kept > 0 { NETWORKS } else { 1 };
    let widest = match &experiment.protocol {
        Some(Protocol::Transfer(transfer)) if transfer.measure.samples > 0 => {
            let features = layers.iter().rev().skip(1).filter_map(|layer| layer.parts.last());
            features.map(|part| part.output.len() as u64).max().unwrap_or(0).min(transfer.measure.fit as u64)
        }
        _ => 0,
    };
    RESULTS + samples + copies * weights + MATRICES * 8 * widest * widest
}

/// Numbers that the optimiser keeps for each parameter.
fn states(experiment: &Experiment) -> u64 {
    match experiment.optimizer {
        Optimizer::Sgd { .. } => 1,
        Optimizer::Adam { .. } | Optimizer::AdamW { .. } => 2,
    }
}

#[cfg(test)]
mod tests {
    use layerlab_schema::Network;

    use super::*;

    #[test]
    fn steps_and_bytes_are_counted_and_time_is_positive() {
        let mut experiment = Experiment { network: Network::mlp(), ..Experiment::default() };
        experiment.data.train = 64;
        let found = pollster::block_on(forecast(&experiment, &Device::flex(), 0.2)).expect("it runs");
        assert_eq!((found.cells, found.steps), (1, 8));
        assert!(found.seconds > 0.0 && found.timed > 0, "{found:?}");
        let layers = experiment.layers().expect("valid");
        let parameters: u64 = layers.iter().map(Layer::parameters).sum();
        assert!(found.bytes > 12 * parameters + 1_064 * 784, "{found:?}");
    }
}
