//! Algorithm 1 of arXiv 2307.03803: transfer of robustness, trial by trial and cut by cut.

use burn::tensor::Device;
use layerlab_schema::{
    self as schema, Cut, CutResult, Evaluated, Experiment, Kept, Mode, Objective, Phase, Role, Scores, Stage, Transfer,
    TransferState, Trial, Tuned, Weights,
};

use super::{
    claims,
    context::RunContext,
    runner::StageRunner,
    stage_plan::{PlannedStage, StagePlan},
    transfer_stages::StageResult,
};
use crate::{
    Host, Job, Outcome, RunError,
    data::Source,
    network::{self, Chain},
    train::Plan,
};

/// Runs the protocol `transfer` of the job's experiment.
///
/// # Errors
/// When data or device fail, or a loss is no number any more.
pub(crate) async fn run<H: Host, S: Source>(
    job: Job,
    transfer: &Transfer,
    device: &Device,
    described: schema::Device,
    source: &S,
    host: &H,
) -> Result<Outcome, RunError> {
    let Job { run, experiment, from } = job;
    let stage_plan = stage_plan(&experiment, transfer, experiment.layers()?.len());
    let (context, kept) = RunContext::new((run, &experiment, from), stage_plan, device, source, host)?;
    let state = match kept {
        Some(Kept::Transfer(state)) => state,
        Some(Kept::Triage(_)) => return Err(RunError::StageMissing),
        None => TransferState::default(),
    };
    let mut running = TransferRun { context, transfer, state };
    running.go().await?;
    running.finish(described).await
}

/// The stages with their costs, on a network of so many layers.
pub(crate) fn stage_plan(experiment: &Experiment, transfer: &Transfer, layers: usize) -> StagePlan {
    let planned = |stage: Stage| {
        let plain = plain_experiment(experiment, transfer, layers, 0, stage);
        let plan = Plan::new(&plain);
        let steps = transfer.epochs_of(stage) * experiment.steps_per_epoch();
        // The looks of a plain run are not those of a stage.
        let training = plan.training_work();
        PlannedStage { stage, steps, training, measuring: measuring_work(experiment, transfer, layers, &plan, stage) }
    };
    StagePlan { trials: transfer.trials, planned_stages: transfer.stages().into_iter().map(planned).collect() }
}

/// The work of looking at what a stage leaves: the test samples once, and every layer through a reader of its own.
fn measuring_work(experiment: &Experiment, transfer: &Transfer, layers: usize, plan: &Plan<'_>, stage: Stage) -> f64 {
    let measure = &transfer.measure;
    let through_layers = measure.readers.len() * layers / 2 + 1;
    plan.evaluation_work(experiment.data.test)
        + plan.evaluation_work(measure.samples * through_layers)
        + plan.evaluation_work(transfer.epochs_of(stage) * experiment.evaluation.samples)
}

/// A stage as an experiment of one phase.
pub(super) fn plain_experiment(
    experiment: &Experiment,
    transfer: &Transfer,
    layers: usize,
    trial: usize,
    stage: Stage,
) -> Experiment {
    let epochs = transfer.epochs_of(stage);
    let (cut, front, rest) = match stage {
        Stage::Robust => (experiment.cut, Mode::Adversarial, Mode::Adversarial),
        Stage::FineTune { rest, objective } => {
            let mode = match objective {
                Objective::Adversarial => Mode::Adversarial,
                Objective::Clean => Mode::Clean,
            };
            (Cut::from_rest(rest, layers), Mode::Frozen, mode)
        }
        Stage::Normal
        | Stage::Swap { .. }
        | Stage::MeasureParent { .. }
        | Stage::TrainLonger { .. }
        | Stage::Cell { .. } => (experiment.cut, Mode::Clean, Mode::Clean),
    };
    Experiment {
        seed: experiment.seed + trial as u64,
        cut,
        phases: vec![Phase { epochs, front, rest }],
        protocol: None,
        warm_up: experiment.warm_up.min(epochs),
        ..experiment.clone()
    }
}

/// The protocol under way.
pub(super) struct TransferRun<'a, H, S> {
    pub context: RunContext<'a, H, S>,
    pub transfer: &'a Transfer,
    pub state: TransferState,
}

impl<H: Host, S: Source> TransferRun<'_, H, S> {
    pub async fn normal(&mut self, trial: usize) -> Result<Vec<u8>, RunError> {
        let start =
            Chain::init(&self.context.layers, self.context.seed(trial), &self.context.device.clone().autodiff());
        let StageResult { weights, .. } = self.learn(trial, Stage::Normal, start).await?;
        let layerwise = self.measure_network(trial, &weights, Role::Normal, None, None).await?;
        let (seed, normal) = (self.context.seed(trial), scores(&layerwise.evaluated));
        let networks = vec![layerwise];
        self.state.report.trials.push(Trial { seed, normal, robust: None, cuts: Vec::new(), networks });
        self.context.normal = Some(Weights(weights.clone()));
        Ok(weights)
    }

    pub async fn robust(&mut self, trial: usize) -> Result<Vec<u8>, RunError> {
        let start = self.context.normal(trial)?;
        let learned = self.learn(trial, Stage::Robust, start).await?;
        let weights = learned.weights;
        let layerwise = self.measure_network(trial, &weights, Role::Robust, None, None).await?;
        self.state.goal = learned.score - self.transfer.tolerance;
        let found = self.trial(trial);
        found.robust = Some(scores(&layerwise.evaluated));
        found.networks.push(layerwise);
        self.context.robust = Some(Weights(weights.clone()));
        Ok(weights)
    }

    pub async fn swap(&mut self, trial: usize, rest: usize) -> Result<Vec<u8>, RunError> {
        let weights = network::save(&self.context.semirobust(trial, rest)?).await?;
        let layerwise = self.measure_network(trial, &weights, Role::Semirobust, Some(rest), None).await?;
        let robust = self.context.robust(trial)?;
        let read_outs = self.read_outs(trial, &robust, rest).await?;
        let first = self.context.layers[self.context.layers.len() - rest].name.clone();
        let semirobust = scores(&layerwise.evaluated);
        let found = self.trial(trial);
        found.cuts.push(CutResult { rest, first, semirobust, tuned: Vec::new(), read_outs });
        found.networks.push(layerwise);
        Ok(weights)
    }

    pub async fn fine_tune(&mut self, trial: usize, rest: usize, objective: Objective) -> Result<Vec<u8>, RunError> {
        let stage = Stage::FineTune { rest, objective };
        let start = self.context.semirobust(trial, rest)?;
        let learned = self.learn(trial, stage, start).await?;
        let (weights, role) = (learned.weights, Role::Transferred);
        self.assert_front_unchanged(trial, &weights, rest).await?;
        let layerwise = self.measure_network(trial, &weights, role, Some(rest), Some(objective)).await?;
        let tuned = Tuned {
            objective,
            goal: self.state.goal,
            reached: self.has_arrived(stage),
            epochs: self.state.tuned.clone(),
            kept: learned.epoch,
            scores: scores(&layerwise.evaluated),
        };
        let found = self.trial(trial);
        found.networks.push(layerwise);
        let cut = found.cuts.last_mut().expect("fine-tuning follows its swap");
        cut.tuned.push(tuned);
        Ok(weights)
    }

    /// Freezing means bit-identical: no gradient, no decay, no momentum, no statistics.
    async fn assert_front_unchanged(&self, trial: usize, weights: &[u8], rest: usize) -> Result<(), RunError> {
        let cut = self.context.layers.len() - rest;
        let mut fronts = Vec::new();
        for network in [self.context.robust(trial)?, self.context.load(trial, weights)?] {
            let front = network.layers()[..cut].to_vec();
            fronts.push(network::save(&Chain::from_layers(front)).await?);
        }
        assert!(fronts[0] == fronts[1], "fine-tuning moved a frozen layer");
        Ok(())
    }

    fn trial(&mut self, trial: usize) -> &mut Trial {
        &mut self.state.report.trials[trial]
    }

    /// The report of what there is.
    async fn finish(mut self, device: schema::Device) -> Result<Outcome, RunError> {
        let mut transfer = std::mem::take(&mut self.state.report);
        transfer.claims = claims::judge(&transfer.trials);
        let first = transfer.trials.first();
        let layerwise = [Role::Robust, Role::Normal].into_iter().find_map(|role| first?.layerwise(role, 0, None));
        let last = layerwise.map(|layerwise| layerwise.evaluated.clone());
        self.context.finish(device, last, |report| report.transfer = Some(transfer)).await
    }
}

/// Accuracy without the rest of a look.
pub(super) fn scores(evaluated: &Evaluated) -> Scores {
    Scores { clean: evaluated.clean, robust: evaluated.robust }
}
