//! Deep net triage, trial by trial: parents, their longer training, and every cell of blocks × initialisations × schemes.
//!
//! Nothing is selected: every network is the one after its last epoch, so parents and children are treated alike and the
//! validation samples only draw the curves.

mod cell;
mod cheap;
mod claims;
mod map;
mod plan;

use burn::{module::Module, tensor::Device};
use layerlab_schema::{
    self as schema, Block, Cost, Drop, Gallery, Group, Kept, Parent, ParentResult, RightSamples, RunEvent, Stage,
    Triage, TriageState, TriageTrial, Weights,
};

use super::{
    context::{RunContext, known},
    runner::StageRunner,
    transfer::scores,
};
use crate::{
    Host, Job, Outcome, RunError,
    compress::block_filters,
    data::{Source, SplitKind},
    measure::{accuracy, bootstrap, latency},
    network::{self, Chain},
    train::{Task, TrainingLoop},
};

use plan::plain_experiment;
pub(crate) use plan::stage_plan;

/// Runs the triage of the job's experiment.
///
/// # Errors
/// When data or device fail, or a loss is no number any more.
pub(crate) async fn run<H: Host, S: Source>(
    job: Job,
    triage: &Triage,
    device: &Device,
    described: schema::Device,
    source: &S,
    host: &H,
) -> Result<Outcome, RunError> {
    let Job { run, experiment, from } = job;
    let layers = experiment.layers()?;
    let stage_plan = stage_plan(&experiment, triage, &layers)?;
    let (context, kept) = RunContext::new((run, &experiment, from), stage_plan, device, source, host)?;
    let groups = triage.groups(&layers)?;
    let state = match kept {
        Some(Kept::Triage(state)) => state,
        Some(Kept::Transfer(_)) => return Err(RunError::StageMissing),
        None => TriageState::default(),
    };
    let mut running = TriageRun { context, triage, groups, state };
    let names = running.groups.iter().map(|group| Group::of(group, &layers)).collect();
    running.state.report.regroup(names, triage);
    running.pass_by_what_is_known();
    running.go().await?;
    running.finish(described).await
}

/// What the person is told of a parent that says the same to everything.
const SILENT: &str = "gives every sample the same answer: it has not learned, so its triage says nothing. Give it more epochs, batch normalisation, another learning rate or a smaller ε.";

/// The triage under way.
pub(super) struct TriageRun<'a, H, S> {
    pub context: RunContext<'a, H, S>,
    pub triage: &'a Triage,
    pub groups: Vec<Vec<Block>>,
    pub state: TriageState,
}

impl<'a, H: Host + 'a, S: Source + 'a> StageRunner<'a, H, S> for TriageRun<'a, H, S> {
    fn context(&mut self) -> &mut RunContext<'a, H, S> {
        &mut self.context
    }

    fn kept(&self) -> Kept {
        Kept::Triage(self.state.clone())
    }

    async fn stage(&mut self, trial: usize, stage: Stage) -> Result<Vec<u8>, RunError> {
        if let Some(weights) = self.known(trial, stage) {
            return Ok(weights);
        }
        match stage {
            Stage::Normal => self.normal(trial).await,
            Stage::Robust => self.robust(trial).await,
            Stage::MeasureParent { parent } => self.measure_parent(trial, parent).await,
            Stage::TrainLonger { parent } => self.trained_longer(trial, parent).await,
            Stage::Cell { key } => self.cell(trial, key).await,
            // Those of a transfer are in no route of a triage.
            Stage::Swap { .. } | Stage::FineTune { .. } => Err(RunError::StageMissing),
        }
    }

    fn forget_stage(&mut self) {
        self.state.curve.clear();
        self.state.before = None;
    }

    /// Every epoch ends with a look, so that no loss is lost between a checkpoint and the next point.
    fn evaluates_after(&self, _: Stage, done: usize) -> bool {
        let experiment = self.context.experiment;
        done.is_multiple_of(experiment.evaluation.every) || done.is_multiple_of(experiment.steps_per_epoch())
    }

    /// A point of the curve: clean validation samples only, for an attack would cost more than the training.
    async fn evaluate_on_the_way(
        &mut self,
        training: &mut TrainingLoop<'_>,
        trial: usize,
        _: Stage,
    ) -> Result<(), RunError> {
        let clean = self.validate(trial, &training.network()).await?;
        self.trace(schema::CellPoint { step: training.done(), loss: training.mean_loss(), clean });
        Ok(())
    }

    fn has_arrived(&self, _: Stage) -> bool {
        false
    }
}

impl<H: Host, S: Source> TriageRun<'_, H, S> {
    /// At the beginning of a plan whose parents an earlier one has examined: tells what is known of its cells, and takes
    /// these stages out of the work ahead.
    fn pass_by_what_is_known(&mut self) {
        if self.context.stages > 0 || self.context.is_resuming() {
            return;
        }
        let known: Vec<bool> = self
            .context
            .stage_plan
            .planned_stages
            .iter()
            .map(|planned| self.known(0, planned.stage).is_some())
            .collect();
        for (planned, _) in self.context.stage_plan.planned_stages.iter_mut().zip(known).filter(|(_, known)| *known) {
            (planned.steps, planned.training, planned.measuring) = (0, 0.0, 0.0);
        }
        for (trial, found) in self.state.report.trials.iter().enumerate() {
            found.parents.iter().for_each(|parent| self.tell_parent(trial, parent));
            found.cells.iter().for_each(|cell| self.tell_cell(trial, cell));
        }
    }

    /// The weights that a stage ended with, none where no later stage needs them, if its result came with the checkpoint of
    /// another plan. A checkpoint carries the networks of one trial, so that this is for one trial.
    fn known(&self, trial: usize, stage: Stage) -> Option<Vec<u8>> {
        let found = self.state.report.trials.get(trial).filter(|_| self.triage.trials == 1)?;
        let weights = |of: &Option<Weights>| known(of.as_ref()).ok().map(<[u8]>::to_vec);
        let is_known = match stage {
            Stage::Normal => return weights(&self.context.normal),
            Stage::Robust => return weights(&self.context.robust),
            Stage::MeasureParent { parent } => found.parent(parent).is_some_and(|there| {
                let is_whole = self.triage.measure.samples == 0 || there.cheap.len() == self.groups.len();
                is_whole && self.right(parent).is_ok()
            }),
            Stage::TrainLonger { parent } => found.parent(parent).is_some_and(|there| there.trained_longer.is_some()),
            Stage::Cell { key } => found.cell(key).is_some(),
            Stage::Swap { .. } | Stage::FineTune { .. } => false,
        };
        is_known.then(Vec::new)
    }

    fn tell_parent(&self, trial: usize, parent: &ParentResult) {
        self.context.emit(RunEvent::ParentMeasured { trial: trial + 1, parent: Box::new(parent.clone()) });
    }

    /// Adds a point to the curve of the stage under way.
    fn trace(&mut self, point: schema::CellPoint) {
        self.state.curve.push(point);
        self.context.emit(RunEvent::CellEvaluated { point });
    }

    async fn normal(&mut self, trial: usize) -> Result<Vec<u8>, RunError> {
        let context = &self.context;
        let start = Chain::init(&context.layers, context.seed(trial), &context.device.clone().autodiff());
        let weights = self.train_parent(trial, Stage::Normal, Parent::Clean, start).await?;
        let seed = self.context.seed(trial);
        self.state.report.trials.push(TriageTrial { seed, parents: Vec::new(), cells: Vec::new() });
        self.state.parent_curves = vec![self.state.curve.clone()];
        self.state.right.clear();
        self.context.normal = Some(Weights(weights.clone()));
        Ok(weights)
    }

    async fn robust(&mut self, trial: usize) -> Result<Vec<u8>, RunError> {
        let start = self.context.normal(trial)?;
        let weights = self.train_parent(trial, Stage::Robust, Parent::Adversarial, start).await?;
        self.state.parent_curves.push(self.state.curve.clone());
        self.context.robust = Some(Weights(weights.clone()));
        Ok(weights)
    }

    /// Trains `start` in the modes of `parent`.
    async fn train_parent(
        &mut self,
        trial: usize,
        stage: Stage,
        parent: Parent,
        start: Chain,
    ) -> Result<Vec<u8>, RunError> {
        let modes = plan::modes(parent, &self.context.layers);
        let tasks = vec![Task { modes, distillation: None }];
        let network = self.learn(trial, stage, start, tasks).await?;
        Ok(network::save(&network).await?)
    }

    /// Takes a network through a stage; gives it back on the plain device.
    async fn learn(&mut self, trial: usize, stage: Stage, start: Chain, tasks: Vec<Task>) -> Result<Chain, RunError> {
        let experiment = plain_experiment(self.context.experiment, self.triage, &self.context.layers, trial, stage);
        let device = self.context.device;
        let training = |network| TrainingLoop::with_tasks(&experiment, tasks, network, device);
        let mut training = self.context.start_or_resume(start, training)?;
        self.train(&mut training, experiment.steps(), trial, stage).await?;
        Ok(training.network())
    }

    /// The network whose blocks are compressed, on an autodiff device.
    fn parent(&self, trial: usize, parent: Parent) -> Result<Chain, RunError> {
        match parent {
            Parent::Clean => self.context.normal(trial),
            Parent::Adversarial => self.context.robust(trial),
            Parent::Semirobust { rest } => self.context.semirobust(trial, rest),
        }
    }

    async fn measure_parent(&mut self, trial: usize, parent: Parent) -> Result<Vec<u8>, RunError> {
        let network = self.parent(trial, parent)?.valid();
        let result = self.context.evaluate_test(trial, &network).await?;
        if result.is_constant {
            self.context.warn(format!("In trial {} the {parent} parent {SILENT}", trial + 1));
        }
        let validation = self.validate(trial, &network).await?;
        let cheap = self.cheap(trial, &network, &result.correct).await?;
        let curve = match parent {
            Parent::Clean => self.state.parent_curves.first().cloned(),
            Parent::Adversarial => self.state.parent_curves.get(1).cloned(),
            Parent::Semirobust { .. } => None,
        };
        // Of another plan with fewer blocks it may be known already.
        let trained_longer = self.trial(trial)?.parent(parent).and_then(|known| known.trained_longer);
        let input = self.context.experiment.data.set.shape();
        let milliseconds = Some(latency(&network, input, self.context.device).await?);
        let cost = Cost { milliseconds, ..Cost::of(&self.context.layers) };
        let found = ParentResult {
            parent,
            scores: scores(&result.evaluated),
            validation,
            cost,
            cheap,
            trained_longer,
            curve: curve.unwrap_or_default(),
            filters: self.replaced_filters(trial, &network).await?,
        };
        self.tell_parent(trial, &found);
        let parents = &mut self.trial(trial)?.parents;
        parents.retain(|known| known.parent != parent);
        parents.push(found);
        self.state.right.retain(|(known, _)| *known != parent);
        self.state.right.push((parent, RightSamples(result.correct)));
        self.state.last.get_or_insert(result.evaluated);
        Ok(network::save(&network).await?)
    }

    /// `parent+`: the control of "exceeded the parent".
    async fn trained_longer(&mut self, trial: usize, parent: Parent) -> Result<Vec<u8>, RunError> {
        let start = self.parent(trial, parent)?;
        let weights = self.train_parent(trial, Stage::TrainLonger { parent }, parent, start).await?;
        let network = self.context.load(trial, &weights)?.valid();
        let result = self.context.evaluate_test(trial, &network).await?;
        let trained_longer = Some(scores(&result.evaluated));
        let found = self.trial(trial)?.parents.iter_mut().find(|found| found.parent == parent);
        let found = found.ok_or(RunError::StageMissing)?;
        found.trained_longer = trained_longer;
        let found = found.clone();
        self.tell_parent(trial, &found);
        Ok(weights)
    }

    /// The filters of every block that has a chance of being replaced, so that another plan finds them too.
    async fn replaced_filters(&self, trial: usize, network: &Chain) -> Result<Vec<Gallery>, RunError> {
        let mut found: Vec<Gallery> = Vec::new();
        let all = schema::blocks(&self.context.layers);
        for block in all.iter().chain(self.groups.iter().flatten()).filter(|_| trial == 0) {
            for gallery in block_filters(network, block).await? {
                if !found.iter().any(|known| known.layer == gallery.layer) {
                    found.push(gallery);
                }
            }
        }
        Ok(found)
    }

    /// Which test samples a parent gets right.
    fn right(&self, parent: Parent) -> Result<&[u8], RunError> {
        let found = self.state.right.iter().find(|(known, _)| *known == parent);
        found.map(|(_, RightSamples(right))| right.as_slice()).ok_or(RunError::StageMissing)
    }

    /// Clean accuracy on the samples of the curves.
    async fn validate(&self, trial: usize, network: &Chain) -> Result<schema::Accuracy, RunError> {
        let experiment = self.context.experiment;
        let samples = experiment.evaluation.samples.min(experiment.data.validation);
        accuracy(network, &mut self.context.split(SplitKind::Validation, trial), samples, self.context.source).await
    }

    fn trial(&mut self, trial: usize) -> Result<&mut TriageTrial, RunError> {
        self.state.report.trials.get_mut(trial).ok_or(RunError::StageMissing)
    }

    /// The report of what there is.
    async fn finish(mut self, device: schema::Device) -> Result<Outcome, RunError> {
        let mut found = std::mem::take(&mut self.state.report);
        found.sort(self.triage, &self.context.layers);
        found.map = map::over_trials_of(&found);
        found.claims = claims::judge(&found, self.context.experiment.steps_per_epoch() * self.triage.epochs);
        let last = self.state.last.take();
        self.context.finish(device, last, |report| report.triage = Some(found)).await
    }
}

/// before − after on the same samples, with the intervals of a bootstrap that draws samples with both outcomes.
pub(super) fn paired_drop(before: &[u8], after: &[u8], seed: u64) -> Drop {
    let of = |bit: u8| {
        let differences: Vec<f64> = before
            .iter()
            .zip(after)
            .map(|(&before, &after)| f64::from(before >> bit & 1) - f64::from(after >> bit & 1))
            .collect();
        bootstrap(&differences, seed)
    };
    Drop { clean: of(0), robust: of(1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paired_drop_is_narrower_than_two_accuracies_apart() {
        // 100 samples; 20 wrong in both, 4 lost, 1 won: 3 points lost, and the standard error of the pairs is
        // √((5/100 − 0.03²) / 100) = 0.0222.
        let before: Vec<u8> = (0..100).map(|i| u8::from(i >= 20) - u8::from(i == 20)).collect();
        let after: Vec<u8> = (0..100).map(|i| u8::from((i >= 20) && !(96..100).contains(&i))).collect();
        let drop = paired_drop(&before, &after, 1);
        assert!((drop.clean.value - 0.03).abs() < 1e-12, "{drop:?}");
        assert!((drop.clean.high - drop.clean.low - 2.0 * 1.96 * 0.0222).abs() < 0.015, "{drop:?}");
        assert_eq!((drop.robust.value, drop.robust.low, drop.robust.high), (0.0, 0.0, 0.0));
    }
}
