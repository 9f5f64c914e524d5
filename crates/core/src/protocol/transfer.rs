//! Algorithm 1 of arXiv 2307.03803: transfer of robustness, trial by trial and cut by cut.

use burn::{module::Module, tensor::Device};
use layerlab_spec::{
    self as spec, Checkpoint, CurvePoint, CutResult, Evaluated, Event, Experiment, Layer, Objective, Report, Role,
    RunId, Scores, Stage, Transfer, TransferState, Trial, Tuned, Weights,
};

use super::{claims, stage::Learned};
use crate::{
    Host, Job, Outcome, RunError,
    data::{Kind, Source},
    network::{self, Chain},
    train::{Clock, Midway},
};

/// Runs the protocol `transfer` of the job's experiment.
///
/// # Errors
/// When data or device fail, or a loss is no number any more.
pub(crate) async fn run<H: Host, S: Source>(
    job: Job,
    transfer: &Transfer,
    device: &Device,
    described: spec::Device,
    source: &S,
    host: &H,
) -> Result<Outcome, RunError> {
    let Job { run, experiment, from } = job;
    let layers = experiment.layers()?;
    let mut running = Transferring {
        run,
        experiment: &experiment,
        transfer,
        layers,
        device,
        source,
        host,
        state: TransferState::default(),
        midway: None,
        steps: 0,
        curve: Vec::new(),
        warnings: Vec::new(),
        clock: Clock::start(0.0),
    };
    if let Some(from) = from {
        running.go_on(from);
    }
    running.trials().await?;
    running.finish(described).await
}

/// The protocol under way.
pub(super) struct Transferring<'a, H, S> {
    pub run: RunId,
    pub experiment: &'a Experiment,
    pub transfer: &'a Transfer,
    pub layers: Vec<Layer>,
    pub device: &'a Device,
    pub source: &'a S,
    pub host: &'a H,
    pub state: TransferState,
    /// Where the stage under way goes on: weights and the rest.
    pub midway: Option<(Vec<u8>, Midway)>,
    /// Training steps done in stages that are over.
    pub steps: usize,
    pub curve: Vec<CurvePoint>,
    pub warnings: Vec<String>,
    pub clock: Clock,
}

impl<H: Host, S: Source> Transferring<'_, H, S> {
    fn go_on(&mut self, from: Checkpoint) {
        self.state = from.transfer.map(|state| *state).unwrap_or_default();
        self.steps = from.step - self.state.in_stage;
        (self.curve, self.warnings, self.clock) = (from.curve, from.warnings, Clock::start(from.seconds));
        if self.state.in_stage > 0 {
            let step = self.state.in_stage;
            let midway = Midway { step, optimizer: from.optimizer, perturbation: from.perturbation };
            self.midway = Some((from.weights, midway));
        }
    }

    /// All stages of all trials, until the host stops them.
    async fn trials(&mut self) -> Result<(), RunError> {
        let stages = self.transfer.stages();
        while self.state.stages < self.transfer.trials * stages.len() {
            let (trial, stage) = (self.state.stages / stages.len(), stages[self.state.stages % stages.len()]);
            let (run, trials) = (self.run, self.transfer.trials);
            self.host.emit(Event::Began { run, trial: trial + 1, trials, stage });
            let weights = match self.stage(trial, stage).await {
                Err(RunError::Stopped) => return Ok(()),
                ended => ended?,
            };
            self.state.stages += 1;
            self.steps += std::mem::take(&mut self.state.in_stage);
            self.state.best = None;
            self.state.tuned.clear();
            self.save(weights, None, None);
        }
        Ok(())
    }

    /// One stage; gives the weights it ends with.
    async fn stage(&mut self, trial: usize, stage: Stage) -> Result<Vec<u8>, RunError> {
        match stage {
            Stage::Normal => self.normal(trial).await,
            Stage::Robust => self.robust(trial).await,
            Stage::Swap { rest } => self.swap(trial, rest).await,
            Stage::FineTune { rest, objective } => self.fine_tune(trial, rest, objective).await,
        }
    }

    async fn normal(&mut self, trial: usize) -> Result<Vec<u8>, RunError> {
        let start = Chain::init(&self.layers, self.seed(trial), &self.device.clone().autodiff());
        let Learned { weights, .. } = self.learn(trial, Stage::Normal, start).await?;
        let portrait = self.portray(trial, &weights, Role::Normal, None, None).await?;
        let (seed, normal) = (self.seed(trial), scores(&portrait.evaluated));
        let portraits = vec![portrait];
        self.state.report.trials.push(Trial { seed, normal, robust: None, cuts: Vec::new(), portraits });
        self.state.normal = Some(Weights(weights.clone()));
        Ok(weights)
    }

    async fn robust(&mut self, trial: usize) -> Result<Vec<u8>, RunError> {
        let start = self.load(trial, self.known(&self.state.normal)?)?;
        let learned = self.learn(trial, Stage::Robust, start).await?;
        let weights = learned.weights;
        let portrait = self.portray(trial, &weights, Role::Robust, None, None).await?;
        self.state.goal = learned.score - self.transfer.tolerance;
        let found = self.trial(trial);
        found.robust = Some(scores(&portrait.evaluated));
        found.portraits.push(portrait);
        self.state.robust = Some(Weights(weights.clone()));
        Ok(weights)
    }

    async fn swap(&mut self, trial: usize, rest: usize) -> Result<Vec<u8>, RunError> {
        let weights = network::save(&self.semirobust(trial, rest)?).await?;
        let portrait = self.portray(trial, &weights, Role::Semirobust, Some(rest), None).await?;
        let robust = self.load(trial, self.known(&self.state.robust)?)?;
        let read_outs = self.read_outs(trial, &robust, rest).await?;
        let first = self.layers[self.layers.len() - rest].name.clone();
        let semirobust = scores(&portrait.evaluated);
        let found = self.trial(trial);
        found.cuts.push(CutResult { rest, first, semirobust, tuned: Vec::new(), read_outs });
        found.portraits.push(portrait);
        Ok(weights)
    }

    async fn fine_tune(&mut self, trial: usize, rest: usize, objective: Objective) -> Result<Vec<u8>, RunError> {
        let stage = Stage::FineTune { rest, objective };
        let start = self.semirobust(trial, rest)?;
        let learned = self.learn(trial, stage, start).await?;
        let (weights, role) = (learned.weights, Role::Transferred);
        self.assert_front_unchanged(trial, &weights, rest).await?;
        let portrait = self.portray(trial, &weights, role, Some(rest), Some(objective)).await?;
        let tuned = Tuned {
            objective,
            goal: self.state.goal,
            reached: self.has_arrived(stage),
            epochs: self.state.tuned.clone(),
            kept: learned.epoch,
            scores: scores(&portrait.evaluated),
        };
        let found = self.trial(trial);
        found.portraits.push(portrait);
        let cut = found.cuts.last_mut().expect("fine-tuning follows its swap");
        cut.tuned.push(tuned);
        Ok(weights)
    }

    /// (f_a*, f_b), on an autodiff device.
    pub(super) fn semirobust(&self, trial: usize, rest: usize) -> Result<Chain, RunError> {
        let normal = self.load(trial, self.known(&self.state.normal)?)?;
        let robust = self.load(trial, self.known(&self.state.robust)?)?;
        let cut = self.layers.len() - rest;
        let layers = robust.layers()[..cut].iter().chain(&normal.layers()[cut..]);
        Ok(Chain::from_layers(layers.cloned().collect()))
    }

    /// Freezing means bit-identical: no gradient, no decay, no momentum, no statistics.
    async fn assert_front_unchanged(&self, trial: usize, weights: &[u8], rest: usize) -> Result<(), RunError> {
        let cut = self.layers.len() - rest;
        let mut fronts = Vec::new();
        for weights in [self.known(&self.state.robust)?, weights] {
            let front = self.load(trial, weights)?.layers()[..cut].to_vec();
            fronts.push(network::save(&Chain::from_layers(front)).await?);
        }
        assert!(fronts[0] == fronts[1], "fine-tuning moved a frozen layer");
        Ok(())
    }

    pub(super) fn load(&self, trial: usize, weights: &[u8]) -> Result<Chain, RunError> {
        let network = Chain::init(&self.layers, self.seed(trial), &self.device.clone().autodiff());
        Ok(network::load(network, weights)?)
    }

    /// Weights that an earlier stage left; a checkpoint from elsewhere may lack them.
    fn known<'w>(&self, weights: &'w Option<Weights>) -> Result<&'w [u8], RunError> {
        weights.as_ref().map(|Weights(bytes)| bytes.as_slice()).ok_or(RunError::StageMissing)
    }

    fn trial(&mut self, trial: usize) -> &mut Trial {
        &mut self.state.report.trials[trial]
    }

    pub(super) fn seed(&self, trial: usize) -> u64 {
        self.experiment.seed + trial as u64
    }

    /// Keeps this moment, where the host wants that.
    pub(super) fn save(&self, weights: Vec<u8>, optimizer: Option<Vec<u8>>, perturbation: Option<Vec<u8>>) {
        if !self.host.keeps_checkpoints() {
            return;
        }
        let checkpoint = Checkpoint {
            step: self.steps + self.state.in_stage,
            seconds: self.clock.seconds(),
            curve: self.curve.clone(),
            weights,
            optimizer,
            warnings: self.warnings.clone(),
            perturbation,
            transfer: Some(Box::new(self.state.clone())),
        };
        self.host.emit(Event::Saved { run: self.run, checkpoint: Box::new(checkpoint) });
    }

    pub(super) fn warn(&mut self, message: String) {
        self.warnings.push(message.clone());
        self.host.emit(Event::Warning { run: self.run, message });
    }

    /// The report of what there is.
    async fn finish(mut self, device: spec::Device) -> Result<Outcome, RunError> {
        let mut transfer = std::mem::take(&mut self.state.report);
        transfer.claims = claims::judge(&transfer.trials);
        let weights = match self.state.robust.take().or(self.state.normal.take()) {
            Some(Weights(weights)) => weights,
            None => network::save(&Chain::init(&self.layers, self.seed(0), self.device)).await?,
        };
        let first = transfer.trials.first();
        let portrait = [Role::Robust, Role::Normal].into_iter().find_map(|role| first?.portrait(role, 0, None));
        let last = match portrait {
            Some(portrait) => portrait.evaluated.clone(),
            // Stopped before anything was finished: a short look at what there is.
            None => {
                let network = self.load(0, &weights)?.valid();
                let samples = self.experiment.evaluation.samples.min(self.experiment.data.test);
                self.look(0, &network, Kind::Test, samples, async |_| true).await?
            }
        };
        let report = Report {
            version: spec::VERSION,
            program: concat!("layerlab ", env!("CARGO_PKG_VERSION")).into(),
            experiment: self.experiment.clone(),
            device,
            seconds: self.clock.seconds(),
            steps: self.steps + self.state.in_stage,
            last,
            curve: self.curve,
            warnings: self.warnings,
            transfer: Some(transfer),
        };
        self.host.emit(Event::Finished { run: self.run, report: Box::new(report.clone()) });
        Ok(Outcome { report, weights })
    }
}

/// Accuracy without the rest of a look.
pub(super) fn scores(evaluated: &Evaluated) -> Scores {
    Scores { clean: evaluated.clean, robust: evaluated.robust }
}
