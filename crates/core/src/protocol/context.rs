//! What every protocol carries along on its way through the stages, and how it goes on from a checkpoint.

use burn::{module::Module, tensor::Device};
use layerlab_schema::{
    self as schema, Checkpoint, CurvePoint, Evaluated, Event, Experiment, Kept, Layer, Progress, Report, RunEvent,
    RunId, Weights,
};
use web_time::Instant;

use super::stage_plan::StagePlan;
use crate::{
    Control, Host, Outcome, RunError,
    data::{Source, Split, SplitKind},
    measure::{EvaluationRequest, EvaluationResult, evaluate},
    network::{self, Chain},
    train::{Clock, ResumeState, TrainingLoop, started_anew},
};

/// How many examples a look keeps: images as in a plain run, points enough to fill the plane.
const IMAGE_EXAMPLES: usize = 8;
const POINT_EXAMPLES: usize = 200;

/// A protocol under way.
pub(super) struct RunContext<'a, H, S> {
    pub run: RunId,
    pub experiment: &'a Experiment,
    pub layers: Vec<Layer>,
    pub device: &'a Device,
    pub source: &'a S,
    pub host: &'a H,
    pub stage_plan: StagePlan,
    /// StageRunner done, all trials together.
    pub stages: usize,
    /// Training steps done in the stage under way.
    pub in_stage: usize,
    /// Training steps done in stages that are over.
    pub steps: usize,
    /// The networks of this trial that later stages start from.
    pub normal: Option<Weights>,
    pub robust: Option<Weights>,
    /// Where the stage under way goes on: weights and the rest.
    resume_state: Option<(Vec<u8>, ResumeState)>,
    pub curve: Vec<CurvePoint>,
    pub warnings: Vec<String>,
    pub clock: Clock,
}

impl<'a, H: Host, S: Source> RunContext<'a, H, S> {
    /// At the start of `stage_plan`, or where `from` left it; what the protocol itself had kept comes with it.
    pub fn new(
        (run, experiment, from): (RunId, &'a Experiment, Option<Checkpoint>),
        stage_plan: StagePlan,
        device: &'a Device,
        source: &'a S,
        host: &'a H,
    ) -> Result<(Self, Option<Kept>), RunError> {
        let mut context = Self {
            run,
            experiment,
            layers: experiment.layers()?,
            device,
            source,
            host,
            stage_plan,
            stages: 0,
            in_stage: 0,
            steps: 0,
            normal: None,
            robust: None,
            resume_state: None,
            curve: Vec::new(),
            warnings: Vec::new(),
            clock: Clock::start(0.0),
        };
        let kept = from.and_then(|from| context.restore(from));
        Ok((context, kept))
    }

    fn restore(&mut self, from: Checkpoint) -> Option<Kept> {
        let Progress { stages, in_stage, normal, robust, kept } = *from.progress?;
        (self.stages, self.in_stage, self.steps) = (stages, in_stage, from.step - in_stage);
        (self.normal, self.robust) = (normal, robust);
        (self.curve, self.warnings, self.clock) = (from.curve, from.warnings, Clock::start(from.seconds));
        if in_stage > 0 {
            let resume_state =
                ResumeState { step: in_stage, optimizer: from.optimizer, perturbation: from.perturbation };
            self.resume_state = Some((from.weights, resume_state));
        }
        Some(kept)
    }

    /// The course of the stage under way: with `start`, or with the network and the state of a stage that was cut short.
    pub fn start_or_resume<'e>(
        &mut self,
        start: Chain,
        training: impl FnOnce(Chain) -> TrainingLoop<'e>,
    ) -> Result<TrainingLoop<'e>, RunError> {
        let Some((weights, resume_state)) = self.resume_state.take() else { return Ok(training(start)) };
        let step = resume_state.step;
        let mut training = training(network::load(start, &weights)?);
        if !training.resume(resume_state) {
            self.warn(started_anew(self.steps + step));
        }
        Ok(training)
    }

    /// Whether the stage under way was cut short, so that what precedes its first step was done before.
    pub fn is_resuming(&self) -> bool {
        self.resume_state.is_some()
    }

    pub fn seed(&self, trial: usize) -> u64 {
        self.experiment.seed + trial as u64
    }

    /// A network of the experiment with these weights, on an autodiff device.
    pub fn load(&self, trial: usize, weights: &[u8]) -> Result<Chain, RunError> {
        let network = Chain::init(&self.layers, self.seed(trial), &self.device.clone().autodiff());
        Ok(network::load(network, weights)?)
    }

    /// The normal network of this trial; a checkpoint from elsewhere may lack it.
    pub fn normal(&self, trial: usize) -> Result<Chain, RunError> {
        self.load(trial, known(self.normal.as_ref())?)
    }

    /// The robust network of this trial.
    pub fn robust(&self, trial: usize) -> Result<Chain, RunError> {
        self.load(trial, known(self.robust.as_ref())?)
    }

    /// (f_a*, f_b), on an autodiff device.
    pub fn semirobust(&self, trial: usize, rest: usize) -> Result<Chain, RunError> {
        let (normal, robust) = (self.normal(trial)?, self.robust(trial)?);
        let cut = self.layers.len() - rest;
        let layers = robust.layers()[..cut].iter().chain(&normal.layers()[cut..]);
        Ok(Chain::from_layers(layers.cloned().collect()))
    }

    /// A look at the first `samples` of a split; `between` as in [`evaluate`].
    pub async fn evaluate(
        &self,
        trial: usize,
        network: &Chain,
        kind: SplitKind,
        samples: usize,
        between: impl AsyncFnMut(f64) -> bool,
    ) -> Result<EvaluationResult, RunError> {
        let examples = match (trial, self.experiment.data.set.is_image()) {
            (0, true) => IMAGE_EXAMPLES,
            (0, false) => POINT_EXAMPLES,
            // The report of many trials would carry the same samples again and again.
            _ => 0,
        };
        let attack = &self.experiment.evaluation.attack;
        let request = EvaluationRequest { network, attack, seed: self.seed(trial), samples, examples };
        evaluate(&request, &mut self.split(kind, trial), self.source, between).await
    }

    /// A look at all test samples, which tells how far it is.
    pub async fn evaluate_test(&self, trial: usize, network: &Chain) -> Result<EvaluationResult, RunError> {
        let samples = self.experiment.data.test;
        let result =
            self.evaluate(trial, network, SplitKind::Test, samples, async |done| self.measuring(done).await).await?;
        if result.evaluated.clean.of < samples { Err(RunError::Stopped) } else { Ok(result) }
    }

    /// Reports an event of this run.
    pub fn emit(&self, event: RunEvent) {
        self.host.emit(Event::Run { run: self.run, event });
    }

    /// Tells how far a measurement is, and whether it may go on.
    pub async fn measuring(&self, done: f64) -> bool {
        self.emit(RunEvent::Measuring { done });
        self.host.control().await != Control::Stop
    }

    pub fn split(&self, kind: SplitKind, trial: usize) -> Split {
        Split::new(&self.experiment.data, kind, self.seed(trial), self.device)
    }

    /// Lets the host breathe, wait or stop.
    pub async fn pause_or_stop(&mut self, training: &mut TrainingLoop<'_>) -> Result<(), RunError> {
        let mut control = self.host.control().await;
        if control == Control::Wait {
            self.read_losses(training).await?;
            self.emit(RunEvent::Paused { step: self.steps + training.done() });
            let paused = Instant::now();
            control = self.host.wait().await;
            self.clock.forget(paused.elapsed().as_secs_f64());
        }
        if control == Control::Stop { Err(RunError::Stopped) } else { Ok(()) }
    }

    pub async fn read_losses(&mut self, training: &mut TrainingLoop<'_>) -> Result<(), RunError> {
        let losses = training.read_losses().await?;
        if losses.is_empty() {
            return Ok(());
        }
        let seconds_left = self.stage_plan.ahead_over_behind(self.stages, training.done()) * self.clock.seconds();
        let step = self.steps + training.done();
        // A stage may have ended early before: what was left out there is not ahead any more.
        let steps = self.steps + self.stage_plan.steps_from(self.stages);
        self.emit(RunEvent::Trained { step, steps, losses, seconds_left });
        Ok(())
    }

    /// Keeps this moment, where the host wants that.
    pub fn save(&self, kept: Kept, weights: Vec<u8>, optimizer: Option<Vec<u8>>, perturbation: Option<Vec<u8>>) {
        let (stages, in_stage) = (self.stages, self.in_stage);
        let progress = Progress { stages, in_stage, normal: self.normal.clone(), robust: self.robust.clone(), kept };
        let checkpoint = Checkpoint {
            step: self.steps + in_stage,
            seconds: self.clock.seconds(),
            curve: self.curve.clone(),
            weights,
            optimizer,
            warnings: self.warnings.clone(),
            perturbation,
            progress: Some(Box::new(progress)),
        };
        self.emit(RunEvent::Saved { checkpoint: Box::new(checkpoint) });
    }

    /// Tells a warning, once.
    pub fn warn(&mut self, message: String) {
        if self.warnings.contains(&message) {
            return;
        }
        self.warnings.push(message.clone());
        self.emit(RunEvent::Warning { message });
    }

    /// The end: `last` is the look that the report shows, and `complete` puts what the protocol found into it.
    pub async fn finish(
        mut self,
        device: schema::Device,
        last: Option<Evaluated>,
        complete: impl FnOnce(&mut Report),
    ) -> Result<Outcome, RunError> {
        let weights = match self.robust.take().or(self.normal.take()) {
            Some(Weights(weights)) => weights,
            None => network::save(&Chain::init(&self.layers, self.seed(0), self.device)).await?,
        };
        let last = match last {
            Some(last) => last,
            // Stopped before anything was finished: a short look at what there is.
            None => {
                let network = self.load(0, &weights)?.valid();
                let samples = self.experiment.evaluation.samples.min(self.experiment.data.test);
                self.evaluate(0, &network, SplitKind::Test, samples, async |_| true).await?.evaluated
            }
        };
        let mut report = Report {
            version: schema::VERSION,
            program: concat!("layerlab ", env!("CARGO_PKG_VERSION")).into(),
            experiment: self.experiment.clone(),
            device,
            seconds: self.clock.seconds(),
            steps: self.steps + self.in_stage,
            last,
            curve: self.curve,
            warnings: self.warnings,
            transfer: None,
            triage: None,
        };
        complete(&mut report);
        self.host.emit(Event::Run { run: self.run, event: RunEvent::Finished { report: Box::new(report.clone()) } });
        Ok(Outcome { report, weights })
    }
}

/// Weights that an earlier stage left; a checkpoint from elsewhere may lack them.
pub(super) fn known(weights: Option<&Weights>) -> Result<&[u8], RunError> {
    weights.map(|Weights(bytes)| bytes.as_slice()).ok_or(RunError::StageMissing)
}
