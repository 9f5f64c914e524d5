//! What every protocol carries along on its way through the stages, and how it goes on from a checkpoint.

use burn::{module::Module, tensor::Device};
use layerlab_schema::{
    self as schema, Checkpoint, CurvePoint, Evaluated, Event, Experiment, Kept, Layer, Progress, Report, RunId, Weights,
};
use web_time::Instant;

use super::route::Route;
use crate::{
    Host, Outcome, RunError, Turn,
    data::{Kind, Source, Split},
    measure::{Looking, Seen, look},
    network::{self, Chain},
    train::{Clock, Course, Midway, started_anew},
};

/// How many examples a look keeps: images as in a plain run, points enough to fill the plane.
const IMAGE_EXAMPLES: usize = 8;
const POINT_EXAMPLES: usize = 200;

/// A protocol under way.
pub(super) struct Journey<'a, H, S> {
    pub run: RunId,
    pub experiment: &'a Experiment,
    pub layers: Vec<Layer>,
    pub device: &'a Device,
    pub source: &'a S,
    pub host: &'a H,
    pub route: Route,
    /// Stages done, all trials together.
    pub stages: usize,
    /// Training steps done in the stage under way.
    pub in_stage: usize,
    /// Training steps done in stages that are over.
    pub steps: usize,
    /// The networks of this trial that later stages start from.
    pub normal: Option<Weights>,
    pub robust: Option<Weights>,
    /// Where the stage under way goes on: weights and the rest.
    midway: Option<(Vec<u8>, Midway)>,
    pub curve: Vec<CurvePoint>,
    pub warnings: Vec<String>,
    pub clock: Clock,
}

impl<'a, H: Host, S: Source> Journey<'a, H, S> {
    /// At the start of `route`, or where `from` left it; what the protocol itself had kept comes with it.
    pub fn new(
        (run, experiment, from): (RunId, &'a Experiment, Option<Checkpoint>),
        route: Route,
        device: &'a Device,
        source: &'a S,
        host: &'a H,
    ) -> Result<(Self, Option<Kept>), RunError> {
        let mut journey = Self {
            run,
            experiment,
            layers: experiment.layers()?,
            device,
            source,
            host,
            route,
            stages: 0,
            in_stage: 0,
            steps: 0,
            normal: None,
            robust: None,
            midway: None,
            curve: Vec::new(),
            warnings: Vec::new(),
            clock: Clock::start(0.0),
        };
        let kept = from.and_then(|from| journey.go_on(from));
        Ok((journey, kept))
    }

    fn go_on(&mut self, from: Checkpoint) -> Option<Kept> {
        let Progress { stages, in_stage, normal, robust, kept } = *from.progress?;
        (self.stages, self.in_stage, self.steps) = (stages, in_stage, from.step - in_stage);
        (self.normal, self.robust) = (normal, robust);
        (self.curve, self.warnings, self.clock) = (from.curve, from.warnings, Clock::start(from.seconds));
        if in_stage > 0 {
            let midway = Midway { step: in_stage, optimizer: from.optimizer, perturbation: from.perturbation };
            self.midway = Some((from.weights, midway));
        }
        Some(kept)
    }

    /// The course of the stage under way: with `start`, or with the network and the state of a stage that was cut short.
    pub fn resume<'e>(
        &mut self,
        start: Chain,
        course: impl FnOnce(Chain) -> Course<'e>,
    ) -> Result<Course<'e>, RunError> {
        let Some((weights, midway)) = self.midway.take() else { return Ok(course(start)) };
        let step = midway.step;
        let mut course = course(network::load(start, &weights)?);
        if !course.go_on(midway) {
            self.warn(started_anew(self.steps + step));
        }
        Ok(course)
    }

    /// Whether the stage under way was cut short, so that what precedes its first step was done before.
    pub fn is_midway(&self) -> bool {
        self.midway.is_some()
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

    /// A look at the first `samples` of a split; `between` as in [`look`].
    pub async fn look(
        &self,
        trial: usize,
        network: &Chain,
        kind: Kind,
        samples: usize,
        between: impl AsyncFnMut(f64) -> bool,
    ) -> Result<Seen, RunError> {
        let examples = match (trial, self.experiment.data.set.is_image()) {
            (0, true) => IMAGE_EXAMPLES,
            (0, false) => POINT_EXAMPLES,
            // The report of many trials would carry the same samples again and again.
            _ => 0,
        };
        let attack = &self.experiment.evaluation.attack;
        let looking = Looking { network, attack, seed: self.seed(trial), samples, examples };
        look(&looking, &mut self.split(kind, trial), self.source, between).await
    }

    /// A look at all test samples, which tells how far it is.
    pub async fn look_at_test(&self, trial: usize, network: &Chain) -> Result<Seen, RunError> {
        let samples = self.experiment.data.test;
        let seen = self.look(trial, network, Kind::Test, samples, async |done| self.measuring(done).await).await?;
        if seen.evaluated.clean.of < samples { Err(RunError::Stopped) } else { Ok(seen) }
    }

    /// Tells how far a measurement is, and whether it may go on.
    pub async fn measuring(&self, done: f64) -> bool {
        self.host.emit(Event::Finishing { run: self.run, done });
        self.host.turn().await != Turn::Stop
    }

    pub fn split(&self, kind: Kind, trial: usize) -> Split {
        Split::new(&self.experiment.data, kind, self.seed(trial), self.device)
    }

    /// Lets the host breathe, wait or stop.
    pub async fn pause_or_stop(&mut self, course: &mut Course<'_>) -> Result<(), RunError> {
        let mut turn = self.host.turn().await;
        if turn == Turn::Wait {
            self.read_losses(course).await?;
            self.host.emit(Event::Paused { run: self.run, step: self.steps + course.done() });
            let paused = Instant::now();
            turn = self.host.wait().await;
            self.clock.forget(paused.elapsed().as_secs_f64());
        }
        if turn == Turn::Stop { Err(RunError::Stopped) } else { Ok(()) }
    }

    pub async fn read_losses(&mut self, course: &mut Course<'_>) -> Result<(), RunError> {
        let losses = course.read_losses().await?;
        if losses.is_empty() {
            return Ok(());
        }
        let seconds_left = self.route.ahead_over_behind(self.stages, course.done()) * self.clock.seconds();
        let step = self.steps + course.done();
        // A stage may have ended early before: what was left out there is not ahead any more.
        let steps = self.steps + self.route.steps_from(self.stages);
        self.host.emit(Event::Trained { run: self.run, step, steps, losses, seconds_left });
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
        self.host.emit(Event::Saved { run: self.run, checkpoint: Box::new(checkpoint) });
    }

    /// Tells a warning, once.
    pub fn warn(&mut self, message: String) {
        if self.warnings.contains(&message) {
            return;
        }
        self.warnings.push(message.clone());
        self.host.emit(Event::Warning { run: self.run, message });
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
                self.look(0, &network, Kind::Test, samples, async |_| true).await?.evaluated
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
        self.host.emit(Event::Finished { run: self.run, report: Box::new(report.clone()) });
        Ok(Outcome { report, weights })
    }
}

/// Weights that an earlier stage left; a checkpoint from elsewhere may lack them.
pub(super) fn known(weights: Option<&Weights>) -> Result<&[u8], RunError> {
    weights.map(|Weights(bytes)| bytes.as_slice()).ok_or(RunError::StageMissing)
}
