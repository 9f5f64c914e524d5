//! A whole run: train phase by phase, look now and then, keep checkpoints, end with a report.

use burn::tensor::Device;
use layerlab_schema::{self as schema, Checkpoint, CurvePoint, Evaluated, Event, Experiment, Report, RunEvent, RunId};
use web_time::Instant;

use super::{
    clock::Clock,
    overfitting_watch,
    training_loop::{ResumeState, TrainingLoop},
};
use crate::{
    Control, Host, Job, Outcome, RunError,
    data::{Source, Split, SplitKind},
    measure::{EvaluationRequest, EvaluationResult, evaluate, overfitting},
    network::{self, Chain},
};

/// How many image examples a look keeps.
const IMAGE_EXAMPLES: usize = 8;

/// How many points of the plane a look keeps.
const POINT_EXAMPLES: usize = 200;

/// What the person is told of a network that says the same to everything.
const COLLAPSED: &str = "The network gives every sample the same answer: it has collapsed. A front that is trained against attacks while the rest stays clean can find that saying nothing is safer than being attacked. Give it some clean epochs first, move the cut towards the output, or lower the learning rate or ε.";

/// Runs the phases of a job to their end, or until the host stops them.
pub(crate) async fn run<H: Host, S: Source>(
    job: Job,
    device: &Device,
    described: schema::Device,
    source: &S,
    host: &H,
) -> Result<Outcome, RunError> {
    let Job { run, experiment, from } = job;
    let layers = experiment.layers()?;
    let network = Chain::init(&layers, experiment.seed, &device.clone().autodiff());
    let mut running = PlainRun::start(run, &experiment, network, from, device, source, host)?;
    let stopped = running.train().await?;
    running.finish(stopped, described).await
}

/// A run under way.
struct PlainRun<'a, H, S> {
    run: RunId,
    experiment: &'a Experiment,
    training: TrainingLoop<'a>,
    /// What is looked at: the test samples, or until the end validation samples where there are some.
    held_out: Split,
    source: &'a S,
    host: &'a H,
    curve: Vec<CurvePoint>,
    warnings: Vec<String>,
    clock: Clock,
}

impl<'a, H: Host, S: Source> PlainRun<'a, H, S> {
    fn start(
        run: RunId,
        experiment: &'a Experiment,
        mut network: Chain,
        from: Option<Checkpoint>,
        device: &Device,
        source: &'a S,
        host: &'a H,
    ) -> Result<Self, RunError> {
        if let Some(from) = &from {
            network = network::load(network, &from.weights)?;
        }
        let data = &experiment.data;
        let on_the_way = if data.validation > 0 { SplitKind::Validation } else { SplitKind::Test };
        let mut running = Self {
            run,
            experiment,
            training: TrainingLoop::new(experiment, network, device),
            held_out: Split::new(data, on_the_way, experiment.seed, device),
            source,
            host,
            curve: Vec::new(),
            warnings: Vec::new(),
            clock: Clock::start(0.0),
        };
        if let Some(from) = from {
            running.resume(from);
        }
        Ok(running)
    }

    fn resume(&mut self, from: Checkpoint) {
        self.warnings = from.warnings;
        let resume_state = ResumeState { step: from.step, optimizer: from.optimizer, perturbation: from.perturbation };
        if !self.training.resume(resume_state) {
            self.warn(started_anew(from.step));
        }
        self.curve = from.curve;
        self.clock = Clock::start(from.seconds);
    }

    /// Trains to the end; whether the host stopped it before.
    async fn train(&mut self) -> Result<bool, RunError> {
        if self.training.done() == 0 {
            self.save().await?;
        }
        while self.training.done() < self.experiment.steps() {
            if self.pause_or_stop().await? {
                return Ok(true);
            }
            self.training.step(self.source).await?;
            if self.training.losses_are_due() {
                self.read_losses().await?;
            }
            if self.training.plan().evaluates_after(self.training.done()) {
                self.evaluate_on_the_way().await?;
            }
        }
        self.read_losses().await?;
        Ok(false)
    }

    async fn read_losses(&mut self) -> Result<(), RunError> {
        let losses = self.training.read_losses().await?;
        if losses.is_empty() {
            return Ok(());
        }
        let step = self.training.done();
        let ahead = self.training.plan().ahead_over_behind(step);
        let seconds_left = ahead.map_or(0.0, |ratio| ratio * self.clock.seconds());
        let steps = self.experiment.steps();
        self.emit(RunEvent::Trained { step, steps, losses, seconds_left });
        Ok(())
    }

    /// Lets the host breathe, wait or stop; whether it stopped.
    async fn pause_or_stop(&mut self) -> Result<bool, RunError> {
        let control = match self.host.control().await {
            Control::Wait => {
                self.read_losses().await?;
                let step = self.training.done();
                if step > 0 && self.curve.last().is_none_or(|point| point.step != step) {
                    self.evaluate_on_the_way().await?;
                }
                self.emit(RunEvent::Paused { step });
                let paused = Instant::now();
                let control = self.host.wait().await;
                self.clock.forget(paused.elapsed().as_secs_f64());
                control
            }
            control @ (Control::Go | Control::Stop) => control,
        };
        Ok(control == Control::Stop)
    }

    async fn evaluate_on_the_way(&mut self) -> Result<(), RunError> {
        self.read_losses().await?;
        let data = &self.experiment.data;
        let there = if data.validation > 0 { data.validation } else { data.test };
        let samples = self.experiment.evaluation.samples.min(there);
        let evaluated = self.evaluate(samples, async |_, _| true).await?.evaluated;
        let point = self.add_point(&evaluated);
        self.emit(RunEvent::Evaluated { point, evaluated: Box::new(evaluated) });
        self.watch_overfitting().await?;
        self.save().await
    }

    /// Warns once of a network that has learned to fool the one-step attack of its training.
    async fn watch_overfitting(&mut self) -> Result<(), RunError> {
        let experiment = self.experiment;
        let plan = self.training.plan();
        let position = plan.position(self.training.done().saturating_sub(1));
        let (phase, attack) = (&experiment.phases[position.phase], plan.attack(position));
        let told = self.warnings.iter().any(|warning| warning.starts_with(overfitting_watch::OVERFITTED));
        let network = self.training.network();
        let (Some(one_step), false) = (overfitting_watch::one_step_attack(experiment, phase, attack, &network), told)
        else {
            return Ok(());
        };
        let samples = experiment.evaluation.samples.min(experiment.data.train).min(overfitting_watch::SAMPLES);
        let batch = self.training.samples().batch(&(0..samples).collect::<Vec<_>>(), samples, 0, self.source).await?;
        let result = overfitting(&network, &batch.samples, &batch.labels, &one_step, experiment.seed).await?;
        if result.is_catastrophic() {
            self.warn(overfitting_watch::sentence(&result, self.training.done()));
        }
        Ok(())
    }

    async fn evaluate(
        &mut self,
        samples: usize,
        mut between: impl AsyncFnMut(&H, f64) -> bool,
    ) -> Result<EvaluationResult, RunError> {
        let examples = if self.experiment.data.set.is_image() { IMAGE_EXAMPLES } else { POINT_EXAMPLES };
        let network = self.training.network();
        let request = EvaluationRequest {
            network: &network,
            attack: &self.experiment.evaluation.attack,
            seed: self.experiment.seed,
            samples,
            examples,
        };
        let host = self.host;
        let result =
            evaluate(&request, &mut self.held_out, self.source, async |done| between(host, done).await).await?;
        if result.evaluated.sensitivities.iter().all(|shift| shift.sensitivity.value.is_finite()) {
            return Ok(result);
        }
        // The weights have left the numbers behind; the next loss would be the first to show it.
        let phase = self.training.plan().position(self.training.done()).phase + 1;
        Err(RunError::NotFinite { step: self.training.done() + 1, phase, loss: f64::NAN })
    }

    /// Adds a look to the curve, with the mean of the losses since the one before.
    fn add_point(&mut self, evaluated: &Evaluated) -> CurvePoint {
        let point = CurvePoint {
            step: self.training.done(),
            loss: self.training.mean_loss(),
            clean: evaluated.clean,
            robust: evaluated.robust,
        };
        self.curve.push(point.clone());
        point
    }

    /// Keeps this moment, where the host wants that.
    async fn save(&self) -> Result<(), RunError> {
        if self.host.keeps_checkpoints() {
            let checkpoint = Box::new(self.checkpoint().await?);
            self.emit(RunEvent::Saved { checkpoint });
        }
        Ok(())
    }

    async fn checkpoint(&self) -> Result<Checkpoint, RunError> {
        Ok(Checkpoint {
            step: self.training.done(),
            seconds: self.clock.seconds(),
            curve: self.curve.clone(),
            weights: network::save(&self.training.network()).await?,
            optimizer: self.training.optimizer_state(),
            warnings: self.warnings.clone(),
            perturbation: self.training.perturbation().await?,
            progress: None,
        })
    }

    /// The final look at all held-out samples (at as many as on the way when the run was stopped), and the report.
    async fn finish(mut self, stopped: bool, device: schema::Device) -> Result<Outcome, RunError> {
        self.read_losses().await?;
        if !stopped {
            self.watch_overfitting().await?;
        }
        let all = self.experiment.data.test;
        let samples = if stopped { self.experiment.evaluation.samples.min(all) } else { all };
        let run = self.run;
        self.held_out.switch_to(SplitKind::Test);
        let result = self
            .evaluate(samples, async |host, done| {
                host.emit(Event::Run { run, event: RunEvent::Measuring { done } });
                host.control().await != Control::Stop
            })
            .await?;
        if result.is_constant && self.training.done() >= self.experiment.steps_per_epoch() {
            self.warn(COLLAPSED.into());
        }
        let last = result.evaluated;
        self.add_point(&last);
        let report = Report {
            version: schema::VERSION,
            program: concat!("layerlab ", env!("CARGO_PKG_VERSION")).into(),
            experiment: self.experiment.clone(),
            device,
            seconds: self.clock.seconds(),
            steps: self.training.done(),
            last,
            curve: self.curve,
            warnings: self.warnings,
            transfer: None,
            triage: None,
        };
        let weights = network::save(&self.training.network()).await?;
        self.host.emit(Event::Run { run, event: RunEvent::Finished { report: Box::new(report.clone()) } });
        Ok(Outcome { report, weights })
    }

    fn warn(&mut self, message: String) {
        self.warnings.push(message.clone());
        self.emit(RunEvent::Warning { message });
    }

    fn emit(&self, event: RunEvent) {
        self.host.emit(Event::Run { run: self.run, event });
    }
}

/// What the person is told of a run that went on without its optimiser's state.
pub(crate) fn started_anew(step: usize) -> String {
    format!(
        "The run went on from step {step} with its weights, but its momentum started anew; the figures differ a little from an uninterrupted run."
    )
}
