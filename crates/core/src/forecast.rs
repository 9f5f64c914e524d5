//! A forecast of a run's steps and time, from a few timed training steps, and of its memory.

mod layers;
mod memory;

use burn::{
    module::Module as _,
    tensor::{Device, ExecutionError, Int, Tensor, TensorData},
};
use layerlab_schema::{Attack, Defence, Experiment, Mode, Protocol, Stage};
use rand::RngExt;
use web_time::Instant;

use crate::{
    RunError,
    attack::perturb,
    network::Chain,
    protocol::{transfer_plan, triage_plan},
    random::{Purpose, stream},
    train::{Plan, StepConfig, Trainer, Work},
};

pub use crate::train::Costs;
pub use layers::{LayerCosts, forecast_with_layers, measure_layer_costs};
pub use memory::{Memory, forecast_memory};

/// Iterations of the attack that is timed: few, so that it takes no longer than a training step of a large network.
const ITERATIONS: usize = 3;

/// The expected steps and time of a run.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Forecast {
    /// Measured networks: 1 for a plain run; for a triage blocks × initialisations × schemes × parents × trials.
    pub cells: usize,
    /// Upper limit of training steps.
    pub steps: usize,
    /// Expected seconds of all steps, attacks and evaluations. Reading data is not included.
    pub seconds: f64,
    /// Of these, those of the first trial's parents, which other experiments may share ([`Experiment::with_parents_alone`]).
    pub parents: f64,
}

/// How long something is done again and again to time it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Timing {
    /// Seconds over which the mean is taken. It is done at least once in them, and once before.
    pub window: f64,
    /// 0 for one window. A browser's compiler makes faster what is done often: for at most so many seconds further windows
    /// follow, until two in a row are hardly faster than the fastest one.
    pub limit: f64,
}

/// Forecasts a run on a device with these costs.
///
/// # Errors
/// When the experiment is invalid.
pub fn forecast(experiment: &Experiment, costs: Costs) -> Result<Forecast, RunError> {
    let layers = experiment.layers()?;
    let plan = match &experiment.protocol {
        None => None,
        Some(Protocol::Transfer(transfer)) => Some(transfer_plan(experiment, transfer, &layers)),
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
    let [seconds, parents] = [work, of_parents].map(|work| work.seconds(costs));
    Ok(Forecast { cells, steps: experiment.steps(), seconds, parents })
}

fn is_of_parents(stage: Stage) -> bool {
    match stage {
        Stage::Transfer(stage) => stage.is_of_pair(),
        Stage::Triage(stage) => stage.is_of_parents(),
    }
}

/// Measures what a device takes for a clean training step and for an attack, on random samples. `go_on` is awaited before
/// each; the measurement ends without a result where it says no.
///
/// # Errors
/// When the experiment is invalid, or the device fails.
pub async fn measure_costs(
    experiment: &Experiment,
    device: &Device,
    timing: Timing,
    go_on: impl AsyncFn() -> bool,
) -> Result<Option<Costs>, RunError> {
    let layers = experiment.layers()?;
    let batch = batch_of(experiment);
    let (samples, labels) = random_batch(experiment, batch, device);
    let mut trainer = Trainer::new(Chain::init(&layers, 1, &device.clone().autodiff()), &experiment.optimizer);
    let step_config = StepConfig {
        modes: &vec![Mode::Clean; layers.len()],
        distillation: None,
        defence: &Defence::Pgd,
        attack: &experiment.attack,
        // Small enough that the loss does not diverge.
        learning_rate: 1e-9,
    };
    let step = async || {
        let streams = (0..experiment.batch_size as u64).map(|item| stream(1, Purpose::TrainingAttack, 0, item));
        trainer.step(&samples, &labels, &step_config, streams).await.into_data_async().await
    };
    let Some((step, steps)) = mean_seconds(timing, &go_on, step).await? else { return Ok(None) };

    let network = trainer.network().valid();
    drop(trainer);
    let attack = Attack::pgd(experiment.attack.epsilon, ITERATIONS);
    let attacked = async || {
        let streams = (0..batch as u64).map(|item| stream(1, Purpose::EvaluationAttack, 0, item));
        perturb(&network, &samples, &labels, &attack, streams).await.into_data_async().await
    };
    let Some((attacked, _)) = mean_seconds(timing, &go_on, attacked).await? else { return Ok(None) };
    Ok(Some(Costs { learned: step / batch as f64, pass: attacked / batch as f64 / attack.passes(), steps }))
}

/// Mean seconds of `work` in the fastest window, and how often it was done in it; nothing where `go_on` ended it.
async fn mean_seconds(
    timing: Timing,
    go_on: &impl AsyncFn() -> bool,
    mut work: impl AsyncFnMut() -> Result<TensorData, ExecutionError>,
) -> Result<Option<(f64, u32)>, RunError> {
    /// What counts as faster.
    const FASTER: f64 = 0.9;
    if !go_on().await {
        return Ok(None);
    }
    work().await?;
    let begin = Instant::now();
    let (mut fastest, mut times, mut in_vain) = (f64::INFINITY, 0, 0);
    loop {
        let start = Instant::now();
        let mut done = 0;
        while done == 0 || start.elapsed().as_secs_f64() < timing.window {
            if !go_on().await {
                return Ok(None);
            }
            work().await?;
            done += 1;
        }
        let mean = start.elapsed().as_secs_f64() / f64::from(done);
        in_vain = if mean < FASTER * fastest { 0 } else { in_vain + 1 };
        if mean < fastest {
            (fastest, times) = (mean, done);
        }
        if in_vain == 2 || begin.elapsed().as_secs_f64() >= timing.limit {
            return Ok(Some((fastest, times)));
        }
    }
}

fn batch_of(experiment: &Experiment) -> usize {
    experiment.batch_size.min(experiment.data.train)
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

#[cfg(test)]
mod tests {
    use layerlab_schema::{Layer, Network};

    use super::*;

    #[test]
    fn steps_and_memory_are_counted_and_time_is_positive() {
        let mut experiment = Experiment { network: Network::mlp(), ..Experiment::default() };
        experiment.data.train = 64;
        let timing = Timing { window: 0.1, limit: 1.0 };
        let measured = |go_on: bool| {
            pollster::block_on(measure_costs(&experiment, &Device::flex(), timing, async || go_on)).expect("it runs")
        };
        let costs = measured(true).expect("it was not ended");
        assert_eq!(measured(false), None);
        let found = forecast(&experiment, costs).expect("valid");
        assert_eq!((found.cells, found.steps), (1, 8));
        assert!(found.seconds > 0.0 && costs.steps > 0, "{found:?}, {costs:?}");
        let memory = pollster::block_on(forecast_memory(&experiment, &Device::flex())).expect("it runs");
        let layers = experiment.layers().expect("valid");
        let parameters: u64 = layers.iter().map(Layer::parameters).sum();
        assert!(memory.device > 12 * parameters + 1_064 * 784, "{memory:?}");
    }
}
