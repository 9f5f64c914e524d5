//! A forecast of a run's steps, time and memory, from a few timed training steps.

use burn::tensor::{Device, Int, Tensor, TensorData};
use layerlab_schema::{Defence, Experiment, Layer, Mode, Optimizer, Protocol, Stage};
use rand::RngExt;
use web_time::Instant;

use crate::{
    RunError,
    network::Chain,
    protocol::{transfer_plan, triage_plan},
    random::{Purpose, stream},
    train::{Plan, StepConfig, Trainer},
};

/// The cost of a clean training step in forward passes, as in [`Plan`].
const FORWARD_PASSES: f64 = 3.0;

/// The expected steps, time and memory of a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Forecast {
    /// Measured networks: 1 for a plain run; for a triage blocks × initialisations × schemes × parents × trials.
    pub cells: usize,
    /// Upper limit of training steps.
    pub steps: usize,
    /// Expected seconds: those of the timed steps, scaled to all steps, attacks and evaluations. Reading data is not
    /// included.
    pub seconds: f64,
    /// Of these, those of the first trial's parents, which other experiments may share ([`Experiment::with_parents_alone`]).
    pub parents: f64,
    /// Bytes in use at once: weights with gradients and optimiser state, stored networks, activations of a batch with their
    /// gradients, and samples. This is rough, because kernels need additional memory.
    pub bytes: u64,
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
            (plan.behind(experiment.steps()) + plan.final_work(), 0.0)
        }
        Some(plan) => (plan.work(), plan.work_of(is_of_parents)),
    };
    let cells = experiment.protocol.as_ref().map_or(1, |protocol| protocol.cells(&layers));
    let (step, timed) = seconds_of_a_step(experiment, &layers, device, timed_seconds).await?;
    let [seconds, parents] =
        [work, of_parents].map(|work| work * step / (FORWARD_PASSES * experiment.batch_size as f64));
    Ok(Forecast { cells, steps: experiment.steps(), seconds, parents, bytes: bytes(experiment, &layers), timed })
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
    let (samples, labels) = random_batch(experiment, device);
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

/// A batch of random samples and labels with the shapes of the experiment's data.
fn random_batch(experiment: &Experiment, device: &Device) -> (Tensor<4>, Tensor<1, Int>) {
    let (shape, count) = (experiment.data.shape(), experiment.batch_size.min(experiment.data.train));
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
    let states = match experiment.optimizer {
        Optimizer::Sgd { .. } => 1,
        Optimizer::Adam { .. } | Optimizer::AdamW { .. } => 2,
    };
    // The normal and robust networks of a protocol, and a teacher.
    let stored = if experiment.protocol.is_some() { 3 } else { 0 };
    let batch = experiment.batch_size as u64;
    let activations: u64 = layers.iter().flat_map(|layer| &layer.parts).map(|part| part.output.len() as u64).sum();
    let data = &experiment.data;
    let samples = (data.from_training_split() + data.test) as u64 * data.set.shape().len() as u64;
    BYTES_PER_VALUE * (parameters * (2 + states + stored) + 2 * batch * activations) + samples
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
