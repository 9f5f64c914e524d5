//! The context of a run: the state and the operations that every kind of run shares.

use burn::tensor::Device;
use layerlab_schema::{
    self as schema, Attack, AttackResult, Checkpoint, CurvePoint, Evaluated, Event, Experiment, Kept, Layer, Progress,
    Report, RunEvent, RunId, Warning, Weights,
};
use web_time::Instant;

use super::{clock::Clock, stage_plan::StagePlan, stages::Stages};
use crate::{
    Control, Host, Outcome, RunError,
    data::{Source, Split, SplitKind},
    measure::{EvaluationRequest, EvaluationResult, FinalAttacks, decision_regions, evaluate, final_attacks},
    network::{self, Chain},
    train::{ResumeState, TrainingLoop},
};

/// How many examples an evaluation keeps: a row of images, or points enough to fill the plane.
const IMAGE_EXAMPLES: usize = 8;
const POINT_EXAMPLES: usize = 200;

/// Cells along each side of the plane of a network's predictions.
const PLANE_SIDE: usize = 48;

/// The input of a run: the experiment, and the shell around it.
pub(crate) struct RunSetup<'a, H, S> {
    pub run: RunId,
    pub experiment: &'a Experiment,
    pub device: &'a Device,
    /// The device in words, for the report.
    pub described: schema::Device,
    pub source: &'a S,
    pub host: &'a H,
}

/// The saved state of a protocol beside that of every run; `()` for a run without one.
pub(crate) trait ProtocolState {
    /// The state to save in a checkpoint; `None` without a protocol.
    fn kept(&self) -> Option<Kept>;

    /// Restores the state of a checkpoint.
    ///
    /// # Errors
    /// When the checkpoint is of another protocol.
    fn restore(&mut self, kept: Kept) -> Result<(), RunError>;

    /// Drops the state of the stage that has ended.
    fn end_stage(&mut self);
}

impl ProtocolState for () {
    fn kept(&self) -> Option<Kept> {
        None
    }

    fn restore(&mut self, _: Kept) -> Result<(), RunError> {
        Ok(())
    }

    fn end_stage(&mut self) {}
}

/// The state of a run in progress, and the shell around it.
pub(crate) struct RunContext<'a, H, S, P> {
    pub experiment: &'a Experiment,
    pub layers: Vec<Layer>,
    pub device: &'a Device,
    pub source: &'a S,
    pub host: &'a H,
    /// The current trial, from 0.
    pub trial: usize,
    pub stages: Stages,
    pub curve: Vec<CurvePoint>,
    pub warnings: Vec<Warning>,
    pub protocol: P,
    run: RunId,
    described: schema::Device,
    clock: Clock,
}

impl<'a, H: Host, S: Source, P: ProtocolState> RunContext<'a, H, S, P> {
    /// The state at the beginning, or at the checkpoint `from`. `plan` is that of a protocol, `None` for a plain run.
    ///
    /// # Errors
    /// When the experiment is not sound, or the checkpoint is of another protocol.
    pub fn new(
        setup: RunSetup<'a, H, S>,
        plan: Option<StagePlan>,
        protocol: P,
        from: Option<Checkpoint>,
    ) -> Result<Self, RunError> {
        let RunSetup { run, experiment, device, described, source, host } = setup;
        let mut context = Self {
            experiment,
            layers: experiment.layers()?,
            device,
            source,
            host,
            trial: 0,
            stages: Stages::new(plan),
            curve: Vec::new(),
            warnings: Vec::new(),
            protocol,
            run,
            described,
            clock: Clock::start(0.0),
        };
        if let Some(from) = from {
            context.restore(from)?;
        }
        Ok(context)
    }

    fn restore(&mut self, mut from: Checkpoint) -> Result<(), RunError> {
        let progress = from.progress.take().map(|progress| *progress);
        if self.stages.plan.is_some() && progress.is_none() {
            // A plain run's checkpoint has no protocol progress.
            return Ok(());
        }
        self.curve = std::mem::take(&mut from.curve);
        self.warnings = std::mem::take(&mut from.warnings);
        self.clock = Clock::start(from.seconds);
        if let Some(kept) = self.stages.restore(from, progress) {
            self.protocol.restore(kept)?;
        }
        Ok(())
    }

    /// Reports an event of this run.
    pub fn emit(&self, event: RunEvent) {
        self.host.emit(Event::Run { run: self.run, event });
    }

    /// Reports a warning, once.
    pub fn warn(&mut self, warning: Warning) {
        if !self.warnings.contains(&warning) {
            self.warnings.push(warning.clone());
            self.emit(RunEvent::Warning { warning });
        }
    }

    /// The seed of the current trial.
    pub fn seed(&self) -> u64 {
        self.experiment.seed + self.trial as u64
    }

    /// A split of the data in the current trial.
    pub fn split(&self, kind: SplitKind) -> Split {
        Split::new(&self.experiment.data, kind, self.seed(), self.device)
    }

    /// The untrained network of the current trial, on an autodiff device.
    pub fn initial_network(&self) -> Chain {
        Chain::init(&self.layers, self.seed(), &self.device.clone().autodiff())
    }

    /// Evaluates a network on the first `samples` of a split, with the experiment's attack; `between` as in [`evaluate`].
    pub async fn evaluate(
        &self,
        network: &Chain,
        held_out: &mut Split,
        samples: usize,
        between: impl AsyncFnMut(f64) -> bool,
    ) -> Result<EvaluationResult, RunError> {
        self.evaluate_with(&self.experiment.evaluation.attack, network, held_out, samples, between).await
    }

    /// The same with another attack.
    pub async fn evaluate_with(
        &self,
        attack: &Attack,
        network: &Chain,
        held_out: &mut Split,
        samples: usize,
        between: impl AsyncFnMut(f64) -> bool,
    ) -> Result<EvaluationResult, RunError> {
        let examples = match (self.trial, self.experiment.data.set.is_image()) {
            (0, true) => IMAGE_EXAMPLES,
            (0, false) => POINT_EXAMPLES,
            // The report of many trials would repeat the same samples.
            _ => 0,
        };
        let request = EvaluationRequest { network, attack, seed: self.seed(), samples, examples };
        let mut result = evaluate(&request, held_out, self.source, between).await?;
        if examples == POINT_EXAMPLES {
            result.evaluated.plane = Some(decision_regions(network, PLANE_SIDE, self.device).await?);
        }
        Ok(result)
    }

    /// Results of the further attacks on the test samples, fewer if the host stops the run, and the number of planned
    /// attacks.
    pub async fn some_final_attacks(
        &self,
        network: &Chain,
        test: &mut Split,
    ) -> Result<(Vec<AttackResult>, usize), RunError> {
        let experiment = self.experiment;
        let request = FinalAttacks::of(&experiment.evaluation, network, self.seed(), experiment.data.test);
        let between = async |done| self.measuring(done).await;
        Ok((final_attacks(&request, test, self.source, between).await?, request.attacks.len()))
    }

    /// Reports how much of a measurement is done, and returns whether it may continue.
    pub async fn measuring(&self, done: f64) -> bool {
        self.emit(RunEvent::Measuring { done });
        !self.host.control().await.ends()
    }

    /// Whether the host wants the run to stop. Where it wants it to wait, this waits.
    pub async fn pause_or_stop(&mut self, training: &mut TrainingLoop<'_>) -> Result<(), RunError> {
        let mut control = self.host.control().await;
        if control == Control::Wait {
            self.read_losses(training).await?;
            control = self.wait().await;
        }
        match control {
            Control::Stop => return Err(RunError::Stopped),
            Control::Leave => return Err(self.leave(training).await),
            Control::Go | Control::Wait => {}
        }
        if self.host.wants_checkpoint() {
            self.save_on_the_way(training).await?;
        }
        Ok(())
    }

    /// Saves the training before the host leaves the run.
    pub async fn leave(&mut self, training: &mut TrainingLoop<'_>) -> RunError {
        match self.save_on_the_way(training).await {
            Ok(()) => RunError::Left { step: self.stages.step() },
            Err(error) => error,
        }
    }

    /// Saves a training between two evaluations. Its first step has nothing to save yet.
    pub async fn save_on_the_way(&mut self, training: &mut TrainingLoop<'_>) -> Result<(), RunError> {
        if training.done() == 0 {
            return Ok(());
        }
        self.read_losses(training).await?;
        self.save_training(training).await
    }

    /// The end of a run whose host stopped it: nothing where it ends with a report, an error where the host left.
    pub async fn check_left(&self) -> Result<(), RunError> {
        match self.host.control().await {
            Control::Leave => Err(RunError::Left { step: self.stages.step() }),
            Control::Go | Control::Wait | Control::Stop => Ok(()),
        }
    }

    /// Waits until the host lets the run continue or stops it; the time does not count.
    pub async fn wait(&mut self) -> Control {
        self.emit(RunEvent::Paused { step: self.stages.step() });
        let paused = Instant::now();
        let control = self.host.wait().await;
        self.clock.forget(paused.elapsed().as_secs_f64());
        control
    }

    /// One training step; its loss is read when that is due.
    pub async fn step(&mut self, training: &mut TrainingLoop<'_>) -> Result<(), RunError> {
        training.step(self.source).await?;
        self.stages.in_stage = training.done();
        if training.losses_are_due() {
            self.read_losses(training).await?;
        }
        Ok(())
    }

    /// Reads and reports the losses that were not read yet.
    pub async fn read_losses(&mut self, training: &mut TrainingLoop<'_>) -> Result<(), RunError> {
        let losses = training.read_losses().await?;
        if losses.is_empty() {
            return Ok(());
        }
        let (steps, ahead_over_behind) = match &self.stages.plan {
            None => (self.experiment.steps(), training.plan().ahead_over_behind(training.done()).unwrap_or(0.0)),
            // A stage may have ended early: its skipped steps are no remaining work.
            Some(plan) => (
                self.stages.steps + plan.steps_from(self.stages.done),
                plan.ahead_over_behind(self.stages.done, training.done()),
            ),
        };
        let seconds_left = ahead_over_behind * self.clock.seconds();
        self.emit(RunEvent::Trained { step: self.stages.step(), steps, losses, seconds_left });
        Ok(())
    }

    /// Saves the current training, where the host wants checkpoints.
    pub async fn save_training(&self, training: &TrainingLoop<'_>) -> Result<(), RunError> {
        if self.host.keeps_checkpoints() {
            let weights = network::save(&training.network()).await?;
            let state = ResumeState {
                step: training.done(),
                optimizer: training.optimizer_state(),
                perturbation: training.perturbation().await?,
                losses: training.losses(),
            };
            self.save(weights, Some(state));
        }
        Ok(())
    }

    /// Saves these weights with the state of the run, and that of the training they are from, where the host wants checkpoints.
    pub fn save(&self, weights: Vec<u8>, training: Option<ResumeState>) {
        if !self.host.keeps_checkpoints() {
            return;
        }
        let Stages { done, in_stage, ref normal, ref robust, .. } = self.stages;
        let progress = self.protocol.kept().map(|kept| {
            Box::new(Progress { stages: done, in_stage, normal: normal.clone(), robust: robust.clone(), kept })
        });
        let ResumeState { optimizer, perturbation, losses, .. } = training.unwrap_or_default();
        let checkpoint = Checkpoint {
            step: self.stages.step(),
            seconds: self.clock.seconds(),
            curve: self.curve.clone(),
            weights,
            optimizer,
            warnings: self.warnings.clone(),
            perturbation,
            losses,
            progress,
        };
        self.emit(RunEvent::Saved { checkpoint: Box::new(checkpoint) });
    }

    /// The end: reports `last`, the final evaluation, with the results of a protocol that `complete` adds.
    pub fn finish(self, last: Evaluated, weights: Vec<u8>, complete: impl FnOnce(&mut Report)) -> Outcome {
        let mut report = Report {
            version: schema::VERSION,
            program: concat!("layerlab ", env!("CARGO_PKG_VERSION")).into(),
            experiment: self.experiment.clone(),
            device: self.described.clone(),
            seconds: self.clock.seconds(),
            steps: self.stages.step(),
            last,
            curve: self.curve.clone(),
            warnings: self.warnings.clone(),
            transfer: None,
            triage: None,
        };
        complete(&mut report);
        self.emit(RunEvent::Finished { report: Box::new(report.clone()) });
        Outcome { report, weights }
    }

    /// The end of a protocol. `last` is absent when it was stopped before a network was measured; then the network that
    /// there is, if only an untrained one, is evaluated on a few samples.
    pub async fn finish_protocol(
        mut self,
        last: Option<Evaluated>,
        complete: impl FnOnce(&mut Report),
    ) -> Result<Outcome, RunError> {
        self.trial = 0;
        let weights = match self.stages.robust.take().or(self.stages.normal.take()) {
            Some(Weights(weights)) => weights,
            None => network::save(&Chain::init(&self.layers, self.seed(), self.device)).await?,
        };
        let last = match last {
            Some(last) => last,
            None => {
                use burn::module::Module as _;
                let network = self.load(&weights)?.valid();
                let samples = self.experiment.evaluation.samples.min(self.experiment.data.test);
                self.evaluate(&network, &mut self.split(SplitKind::Test), samples, async |_| true).await?.evaluated
            }
        };
        Ok(self.finish(last, weights, complete))
    }
}
