//! Deep net triage, trial by trial: parents, their longer training, and every cell of blocks × initialisations × schemes.
//!
//! Nothing is selected: every network is the one after its last epoch, so parents and children are treated alike and the
//! validation samples only draw the curves.

mod cheap;
mod claims;
mod map;
mod plan;

use burn::{
    module::Module,
    tensor::{Device, Tensor},
};
use layerlab_spec::{
    self as spec, Block, Cell, CellKey, Cost, Data, Drop, Event, Group, Kept, Layer, Parent, ParentResult, Reached,
    Scheme, Scores, Stage, Triage, TriageState, TriageTrial, Weights, area_under,
};

use super::{journey::Journey, stages::Stages, transfer::scores};
use crate::{
    Host, Job, Outcome, RunError,
    compress::compress,
    data::{Kind, Source, Split},
    measure::{Seen, accuracy, bootstrap, latency},
    network::{self, Chain},
    train::{Course, Hint, Lore, Task, Teaching},
};

use plan::plain_experiment;
pub(crate) use plan::route;

/// Runs the triage of the job's experiment.
///
/// # Errors
/// When data or device fail, or a loss is no number any more.
pub(crate) async fn run<H: Host, S: Source>(
    job: Job,
    triage: &Triage,
    device: &Device,
    described: spec::Device,
    source: &S,
    host: &H,
) -> Result<Outcome, RunError> {
    let Job { run, experiment, from } = job;
    let layers = experiment.layers()?;
    let route = route(&experiment, triage, &layers)?;
    let (journey, kept) = Journey::new((run, &experiment, from), route, device, source, host)?;
    let groups = triage.groups(&layers)?;
    let state = match kept {
        Some(Kept::Triage(state)) => state,
        Some(Kept::Transfer(_)) => return Err(RunError::StageMissing),
        None => TriageState::default(),
    };
    let mut running = Triaging { journey, triage, groups, state };
    running.state.report.groups = running.groups.iter().map(|group| Group::of(group, &layers)).collect();
    running.go().await?;
    running.finish(described).await
}

/// What the person is told of a parent that says the same to everything.
const SILENT: &str = "gives every sample the same answer: it has not learned, so its triage says nothing. Give it more epochs, batch normalisation, another learning rate or a smaller ε.";

/// The triage under way.
pub(super) struct Triaging<'a, H, S> {
    pub journey: Journey<'a, H, S>,
    pub triage: &'a Triage,
    pub groups: Vec<Vec<Block>>,
    pub state: TriageState,
}

impl<'a, H: Host + 'a, S: Source + 'a> Stages<'a, H, S> for Triaging<'a, H, S> {
    fn journey(&mut self) -> &mut Journey<'a, H, S> {
        &mut self.journey
    }

    fn kept(&self) -> Kept {
        Kept::Triage(self.state.clone())
    }

    async fn stage(&mut self, trial: usize, stage: Stage) -> Result<Vec<u8>, RunError> {
        match stage {
            Stage::Normal => self.normal(trial).await,
            Stage::Robust => self.robust(trial).await,
            Stage::Examine { parent } => self.examine(trial, parent).await,
            Stage::Longer { parent } => self.longer(trial, parent).await,
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
    fn looks_after(&self, _: Stage, done: usize) -> bool {
        let experiment = self.journey.experiment;
        done.is_multiple_of(experiment.evaluation.every) || done.is_multiple_of(experiment.steps_per_epoch())
    }

    /// A point of the curve: clean validation samples only, for an attack would cost more than the training.
    async fn look_on_the_way(&mut self, course: &mut Course<'_>, trial: usize, _: Stage) -> Result<(), RunError> {
        let clean = self.validate(trial, &course.network()).await?;
        self.state.curve.push(spec::CellPoint { step: course.done(), loss: course.mean_loss(), clean });
        Ok(())
    }

    fn has_arrived(&self, _: Stage) -> bool {
        false
    }
}

impl<H: Host, S: Source> Triaging<'_, H, S> {
    async fn normal(&mut self, trial: usize) -> Result<Vec<u8>, RunError> {
        let journey = &self.journey;
        let start = Chain::init(&journey.layers, journey.seed(trial), &journey.device.clone().autodiff());
        let weights = self.train_parent(trial, Stage::Normal, Parent::Clean, start).await?;
        let seed = self.journey.seed(trial);
        self.state.report.trials.push(TriageTrial { seed, parents: Vec::new(), cells: Vec::new() });
        self.state.parent_curves = vec![self.state.curve.clone()];
        self.journey.normal = Some(Weights(weights.clone()));
        Ok(weights)
    }

    async fn robust(&mut self, trial: usize) -> Result<Vec<u8>, RunError> {
        let start = self.journey.normal(trial)?;
        let weights = self.train_parent(trial, Stage::Robust, Parent::Adversarial, start).await?;
        self.state.parent_curves.push(self.state.curve.clone());
        self.journey.robust = Some(Weights(weights.clone()));
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
        let modes = plan::modes(parent, &self.journey.layers);
        let tasks = vec![Task { modes, teaching: None }];
        let network = self.learn(trial, stage, start, tasks).await?;
        Ok(network::save(&network).await?)
    }

    /// Takes a network through a stage; gives it back on the plain device.
    async fn learn(&mut self, trial: usize, stage: Stage, start: Chain, tasks: Vec<Task>) -> Result<Chain, RunError> {
        let experiment = plain_experiment(self.journey.experiment, self.triage, &self.journey.layers, trial, stage);
        let device = self.journey.device;
        let course = |network| Course::with_tasks(&experiment, tasks, network, device);
        let mut course = self.journey.resume(start, course)?;
        self.train(&mut course, experiment.steps(), trial, stage).await?;
        Ok(course.network())
    }

    /// The network whose blocks are compressed, on an autodiff device.
    fn parent(&self, trial: usize, parent: Parent) -> Result<Chain, RunError> {
        match parent {
            Parent::Clean => self.journey.normal(trial),
            Parent::Adversarial => self.journey.robust(trial),
            Parent::Semirobust { rest } => self.journey.semirobust(trial, rest),
        }
    }

    async fn examine(&mut self, trial: usize, parent: Parent) -> Result<Vec<u8>, RunError> {
        let network = self.parent(trial, parent)?.valid();
        let seen = self.journey.look_at_test(trial, &network).await?;
        if seen.same_answer {
            self.journey.warn(format!("In trial {} the {parent} parent {SILENT}", trial + 1));
        }
        let validation = self.validate(trial, &network).await?;
        let cheap = self.cheap(trial, &network, &seen.right).await?;
        let curve = match parent {
            Parent::Clean => self.state.parent_curves.first().cloned(),
            Parent::Adversarial => self.state.parent_curves.get(1).cloned(),
            Parent::Semirobust { .. } => None,
        };
        let found = ParentResult {
            parent,
            scores: scores(&seen.evaluated),
            validation,
            cost: self.cost(&network).await?,
            cheap,
            longer: None,
            curve: curve.unwrap_or_default(),
        };
        self.trial(trial)?.parents.push(found);
        self.state.right = Some(spec::RightSamples(seen.right));
        self.state.last.get_or_insert(seen.evaluated);
        Ok(network::save(&network).await?)
    }

    /// `parent+`: the control of "exceeded the parent".
    async fn longer(&mut self, trial: usize, parent: Parent) -> Result<Vec<u8>, RunError> {
        let start = self.parent(trial, parent)?;
        let weights = self.train_parent(trial, Stage::Longer { parent }, parent, start).await?;
        let network = self.journey.load(trial, &weights)?.valid();
        let seen = self.journey.look_at_test(trial, &network).await?;
        let longer = Some(scores(&seen.evaluated));
        let found = self.trial(trial)?.parents.iter_mut().find(|found| found.parent == parent);
        found.ok_or(RunError::StageMissing)?.longer = longer;
        Ok(weights)
    }

    async fn cell(&mut self, trial: usize, key: CellKey) -> Result<Vec<u8>, RunError> {
        if let Some(twin) = self.scratch_twin(trial, key)? {
            self.add(trial, Cell { key, ..twin })?;
            return Ok(Vec::new());
        }
        let start = self.wounded(trial, key).await?;
        let before = self.before(trial, key, &start).await?;
        self.state.before = Some(before);
        let plain = if key.scheme == Scheme::None {
            start.valid()
        } else {
            let tasks = self.tasks(trial, key)?;
            self.learn(trial, Stage::Cell { key }, start, tasks).await?
        };
        let (after, drop) = self.judge(trial, &plain).await?;
        let goal = self.trial(trial)?.parent(key.parent).ok_or(RunError::StageMissing)?.validation;
        if self.state.curve.is_empty() {
            let clean = self.validate(trial, &plain).await?;
            self.state.curve.push(spec::CellPoint { step: 0, loss: None, clean });
        }
        let curve = std::mem::take(&mut self.state.curve);
        let (reached, area) = (Reached::along(&curve, goal), area_under(&curve));
        let cost = self.cost(&plain).await?;
        self.add(trial, Cell { key, before, after, drop, curve, reached, area, cost })?;
        Ok(network::save(&plain).await?)
    }

    /// The compressed network before any training, on an autodiff device. Of a stage that was cut short only its shape counts.
    async fn wounded(&self, trial: usize, key: CellKey) -> Result<Chain, RunError> {
        let journey = &self.journey;
        let (group, device, seed) = (&self.groups[key.group], journey.device.clone().autodiff(), journey.seed(trial));
        let fresh = Chain::init(&self.plan(key.group)?, seed, &device);
        if key.scheme == Scheme::Scratch || journey.is_midway() {
            return Ok(fresh);
        }
        let parent = self.parent(trial, key.parent)?.valid();
        let batches = self.fit_batches(trial).await?;
        compress(&parent, group, self.triage.kernel, key.initialisation, &batches, seed, &device).await
    }

    /// The chain that a group leaves.
    fn plan(&self, group: usize) -> Result<Vec<Layer>, RunError> {
        Ok(spec::compressed(&self.journey.layers, &self.groups[group], self.triage.kernel)?)
    }

    /// Training samples as they are stored, which initialisations look at.
    async fn fit_batches(&self, trial: usize) -> Result<Vec<Tensor<4>>, RunError> {
        let experiment = self.journey.experiment;
        let data = Data { augment: None, ..experiment.data.clone() };
        let mut split = Split::new(&data, Kind::Train, self.journey.seed(trial), self.journey.device);
        let size = experiment.batch_size;
        let indices: Vec<usize> = (0..data.train.min(size * self.triage.batches)).collect();
        let mut batches = Vec::new();
        for indices in indices.chunks(size) {
            batches.push(split.batch(indices, size, 0, self.journey.source).await?.samples);
        }
        Ok(batches)
    }

    /// Accuracy right after the compression, measured once for all schemes that start there.
    async fn before(&mut self, trial: usize, key: CellKey, start: &Chain) -> Result<Scores, RunError> {
        if let Some(before) = self.state.before {
            return Ok(before);
        }
        let starts_there = |cell: &&Cell| {
            let is_scratch = |key: CellKey| key.scheme == Scheme::Scratch;
            CellKey { scheme: key.scheme, ..cell.key } == key && is_scratch(cell.key) == is_scratch(key)
        };
        if let Some(before) = self.trial(trial)?.cells.iter().find(starts_there).map(|cell| cell.before) {
            return Ok(before);
        }
        Ok(scores(&self.journey.look_at_test(trial, &start.valid()).await?.evaluated))
    }

    /// What each layer learns in each phase, and from whom.
    fn tasks(&self, trial: usize, key: CellKey) -> Result<Vec<Task>, RunError> {
        let group = &self.groups[key.group];
        let all = plan::child_modes(key.parent, &self.journey.layers, group);
        let new: Vec<Hint> = group
            .iter()
            .map(|block| Hint { student: spec::compressed_position(group, block), teacher: block.last })
            .collect();
        let alone = |position: usize| new.iter().any(|hint| hint.student == position);
        let only_new = all
            .iter()
            .enumerate()
            .map(|(position, &mode)| if alone(position) { mode } else { spec::Mode::Frozen })
            .collect();
        let teacher = || Ok::<_, RunError>(self.parent(trial, key.parent)?.valid());
        let spec::Distill { alpha, temperature } = self.triage.distill;
        let plain = |modes| Task { modes, teaching: None };
        let taught =
            |modes, of| Ok::<_, RunError>(Task { modes, teaching: Some(Teaching { teacher: teacher()?, of }) });
        Ok(match key.scheme {
            Scheme::None => Vec::new(),
            Scheme::Local => vec![plain(only_new)],
            Scheme::Global | Scheme::Scratch => vec![plain(all)],
            Scheme::DistillLogits => vec![taught(all, Lore::Logits { alpha, temperature })?],
            Scheme::DistillHint => vec![taught(only_new, Lore::Hints(new))?],
            Scheme::DistillGlobal => vec![taught(only_new, Lore::Hints(new))?, plain(all)],
        })
    }

    /// A look at the test samples, and what was lost there, sample by sample.
    async fn judge(&mut self, trial: usize, network: &Chain) -> Result<(Scores, Drop), RunError> {
        let Seen { evaluated, right, .. } = self.journey.look_at_test(trial, network).await?;
        let spec::RightSamples(parent) = self.state.right.as_ref().ok_or(RunError::StageMissing)?;
        Ok((scores(&evaluated), paired_drop(parent, &right, self.journey.seed(trial))))
    }

    /// A network from scratch does not know its initialisation: what it gave with the first one is what it gives.
    fn scratch_twin(&mut self, trial: usize, key: CellKey) -> Result<Option<Cell>, RunError> {
        let first = self.triage.initialisations.first().copied().unwrap_or(key.initialisation);
        if key.scheme != Scheme::Scratch || key.initialisation == first {
            return Ok(None);
        }
        Ok(self.trial(trial)?.cell(CellKey { initialisation: first, ..key }).cloned())
    }

    fn add(&mut self, trial: usize, cell: Cell) -> Result<(), RunError> {
        self.trial(trial)?.cells.push(cell.clone());
        let done = self.state.report.trials.iter().map(|trial| trial.cells.len()).sum();
        let (run, cells) = (self.journey.run, self.triage.cells(&self.journey.layers));
        self.journey.host.emit(Event::Celled { run, trial: trial + 1, done, cells, cell: Box::new(cell) });
        Ok(())
    }

    /// Clean accuracy on the samples of the curves.
    async fn validate(&self, trial: usize, network: &Chain) -> Result<spec::Accuracy, RunError> {
        let experiment = self.journey.experiment;
        let samples = experiment.evaluation.samples.min(experiment.data.validation);
        accuracy(network, &mut self.journey.split(Kind::Validation, trial), samples, self.journey.source).await
    }

    async fn cost(&self, network: &Chain) -> Result<Cost, RunError> {
        let layers: Vec<Layer> = network.layers().iter().map(|layer| layer.plan().clone()).collect();
        let milliseconds = latency(network, self.journey.experiment.data.set.shape(), self.journey.device).await?;
        Ok(Cost { milliseconds: Some(milliseconds), ..Cost::of(&layers) })
    }

    fn trial(&mut self, trial: usize) -> Result<&mut TriageTrial, RunError> {
        self.state.report.trials.get_mut(trial).ok_or(RunError::StageMissing)
    }

    /// The report of what there is.
    async fn finish(mut self, device: spec::Device) -> Result<Outcome, RunError> {
        let mut found = std::mem::take(&mut self.state.report);
        found.map = map::over_trials_of(&found);
        found.claims = claims::judge(&found, self.journey.experiment.steps_per_epoch() * self.triage.epochs);
        let last = self.state.last.take();
        self.journey.finish(device, last, |report| report.triage = Some(found)).await
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
