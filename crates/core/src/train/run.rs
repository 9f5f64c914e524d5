//! A whole run: train phase by phase, look now and then, keep checkpoints, end with a report.

use burn::tensor::{Device, Tensor, TensorData, Transaction};
use layerlab_spec::{self as spec, Checkpoint, CurvePoint, Evaluated, Event, Experiment, Report, RunId};
use web_time::Instant;

use super::{Lesson, Plan, Trainer, plan::Position, watch};
use crate::{
    Host, RunError, Turn,
    data::{Kind, Source, Split},
    measure::{Looking, Seen, look, overfitting},
    network::{self, Chain},
    random::{Purpose, stream},
};

/// Losses are read back together at most this many steps apart, so that a GPU is not stalled by every step.
const LOSSES_AT_ONCE: usize = 8;

/// How many image examples a look keeps.
const IMAGE_EXAMPLES: usize = 8;

/// How many points of the plane a look keeps.
const POINT_EXAMPLES: usize = 200;

/// What the person is told of a network that says the same to everything.
const COLLAPSED: &str = "The network gives every sample the same answer: it has collapsed. A front that is trained against attacks while the rest stays clean can find that saying nothing is safer than being attacked. Give it some clean epochs first, move the cut towards the output, or lower the learning rate or ε.";

/// What to run, and under which name.
pub struct Job {
    /// The name in every event.
    pub run: RunId,
    /// What to do.
    pub experiment: Experiment,
    /// Where to go on from.
    pub from: Option<Checkpoint>,
}

/// What a run leaves.
pub struct Outcome {
    /// Figures.
    pub report: Report,
    /// Weights, as a safetensors file.
    pub weights: Vec<u8>,
}

/// Runs a job to its end, or until the host stops it.
///
/// # Errors
/// When the experiment is not sound, data or device fail, or the loss is no number any more.
pub async fn run<H: Host, S: Source>(
    job: Job,
    device: &Device,
    described: spec::Device,
    source: &S,
    host: &H,
) -> Result<Outcome, RunError> {
    let Job { run, experiment, from } = job;
    let layers = experiment.layers()?;
    let network = Chain::init(&layers, experiment.seed, &device.clone().autodiff());
    let mut running = Running::start(run, &experiment, network, from, device, source, host)?;
    let stopped = running.train().await?;
    running.finish(stopped, described).await
}

/// A run under way.
struct Running<'a, H, S> {
    run: RunId,
    experiment: &'a Experiment,
    plan: Plan<'a>,
    trainer: Trainer,
    device: &'a Device,
    train: Split,
    /// What is looked at: the test samples, or until the end validation samples where there are some.
    held_out: Split,
    source: &'a S,
    host: &'a H,
    done: usize,
    curve: Vec<CurvePoint>,
    warnings: Vec<String>,
    /// Losses that are not read back yet, and the read ones since the last look.
    pending: Vec<Tensor<1>>,
    losses: Vec<f64>,
    clock: Clock,
}

impl<'a, H: Host, S: Source> Running<'a, H, S> {
    fn start(
        run: RunId,
        experiment: &'a Experiment,
        network: Chain,
        from: Option<Checkpoint>,
        device: &'a Device,
        source: &'a S,
        host: &'a H,
    ) -> Result<Self, RunError> {
        let (data, seed) = (&experiment.data, experiment.seed);
        let on_the_way = if data.validation > 0 { Kind::Validation } else { Kind::Test };
        let mut running = Self {
            run,
            experiment,
            plan: Plan::new(experiment),
            trainer: Trainer::new(network.clone(), &experiment.optimizer),
            device,
            train: Split::new(data, Kind::Train, seed, device),
            held_out: Split::new(data, on_the_way, seed, device),
            source,
            host,
            done: 0,
            curve: Vec::new(),
            warnings: Vec::new(),
            pending: Vec::new(),
            losses: Vec::new(),
            clock: Clock::start(0.0),
        };
        if let Some(from) = from {
            running.go_on(network, from)?;
        }
        Ok(running)
    }

    fn go_on(&mut self, network: Chain, from: Checkpoint) -> Result<(), RunError> {
        let network = network::load(network, &from.weights)?;
        self.trainer = Trainer::new(network, &self.experiment.optimizer);
        self.warnings = from.warnings;
        let state = from.optimizer.unwrap_or_default();
        let exactly = self.trainer.restore_optimizer(state, &self.experiment.optimizer)
            && from.perturbation.is_none_or(|bytes| self.restore_perturbation(&bytes));
        if !exactly {
            self.warn(format!(
                "The run went on from step {} with its weights, but its momentum started anew; the figures differ a little from an uninterrupted run.",
                from.step
            ));
        }
        self.done = from.step;
        self.curve = from.curve;
        self.clock = Clock::start(from.seconds);
        Ok(())
    }

    /// Whether these are the rows of a batch of this experiment; if not, the perturbation starts at 0.
    fn restore_perturbation(&mut self, bytes: &[u8]) -> bool {
        let shape = self.experiment.data.set.shape();
        let rows: Vec<f32> = bytes.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
        let batch = self.experiment.batch_size.min(self.experiment.data.train);
        let fits = batch * shape.len() == rows.len();
        if fits {
            let shape = [batch, shape.channels, shape.height, shape.width];
            let device = self.device.clone().without_autodiff();
            self.trainer.restore_perturbation(Tensor::from_data(TensorData::new(rows, shape), &device));
        }
        fits
    }

    /// Trains to the end; whether the host stopped it before.
    async fn train(&mut self) -> Result<bool, RunError> {
        if self.done == 0 {
            self.save().await?;
        }
        let mut order = (usize::MAX, Vec::new());
        while self.done < self.experiment.steps() {
            if self.pause_or_stop().await? {
                return Ok(true);
            }
            let position = self.plan.position(self.done);
            if order.0 != position.epoch {
                order = (position.epoch, self.plan.order(position.epoch));
            }
            self.step(position, &order.1).await?;
            if self.pending.len() >= LOSSES_AT_ONCE || self.reads_are_free() {
                self.read_losses().await?;
            }
            if self.plan.looks_after(self.done) {
                self.look_on_the_way().await?;
            }
        }
        self.read_losses().await?;
        Ok(false)
    }

    async fn step(&mut self, position: Position, order: &[usize]) -> Result<(), RunError> {
        let experiment = self.experiment;
        let first = position.step * experiment.batch_size;
        let batch = self.train.batch(&order[first..], experiment.batch_size, position.epoch, self.source).await?;
        let indices = &order[first..first + batch.classes.len()];
        if position.in_phase == 0 && self.done > 0 {
            self.trainer.restart_optimizer(&experiment.optimizer);
        }
        let streams =
            indices.iter().map(|&i| stream(experiment.seed, Purpose::TrainingAttack, position.epoch as u64, i as u64));
        let phase = &experiment.phases[position.phase];
        let lesson = Lesson {
            cut: experiment.cut,
            phase,
            defence: &experiment.defence,
            attack: &self.plan.attack(position),
            learning_rate: self.plan.learning_rate(position),
        };
        let loss = self.trainer.step(&batch.samples, &batch.labels, &lesson, streams);
        self.pending.push(loss);
        self.done += 1;
        Ok(())
    }

    /// On a CPU a read-back costs nothing.
    fn reads_are_free(&self) -> bool {
        self.pending.last().is_some_and(|loss| loss.device() == Device::flex())
    }

    async fn read_losses(&mut self) -> Result<(), RunError> {
        if self.pending.is_empty() {
            return Ok(());
        }
        let first = self.done - self.pending.len();
        let mut read = Transaction::default();
        for loss in self.pending.drain(..) {
            read = read.register(loss);
        }
        let mut losses = Vec::new();
        for (position, data) in read.execute_async().await?.into_iter().enumerate() {
            let loss = f64::from(data.iter::<f32>().next().unwrap_or(f32::NAN));
            if !loss.is_finite() {
                let step = first + position;
                let phase = self.plan.position(step).phase + 1;
                return Err(RunError::NotFinite { step: step + 1, phase, loss });
            }
            losses.push(loss);
        }
        self.losses.extend(&losses);
        let seconds_left = self.plan.ahead_over_behind(self.done).map_or(0.0, |ratio| ratio * self.clock.seconds());
        let (run, step, steps) = (self.run, self.done, self.experiment.steps());
        self.host.emit(Event::Trained { run, step, steps, losses, seconds_left });
        Ok(())
    }

    /// Lets the host breathe, wait or stop; whether it stopped.
    async fn pause_or_stop(&mut self) -> Result<bool, RunError> {
        let turn = match self.host.turn().await {
            Turn::Wait => {
                self.read_losses().await?;
                if self.done > 0 && self.curve.last().is_none_or(|point| point.step != self.done) {
                    self.look_on_the_way().await?;
                }
                self.host.emit(Event::Paused { run: self.run, step: self.done });
                let paused = Instant::now();
                let turn = self.host.wait().await;
                self.clock.forget(paused.elapsed().as_secs_f64());
                turn
            }
            turn @ (Turn::Go | Turn::Stop) => turn,
        };
        Ok(turn == Turn::Stop)
    }

    async fn look_on_the_way(&mut self) -> Result<(), RunError> {
        self.read_losses().await?;
        let data = &self.experiment.data;
        let there = if data.validation > 0 { data.validation } else { data.test };
        let samples = self.experiment.evaluation.samples.min(there);
        let evaluated = self.look(samples, async |_, _| true).await?.evaluated;
        let point = self.add_point(&evaluated);
        self.host.emit(Event::Looked { run: self.run, point, evaluated: Box::new(evaluated) });
        self.watch_overfitting().await?;
        self.save().await
    }

    /// Warns once of a network that has learned to fool the one-step attack of its training.
    async fn watch_overfitting(&mut self) -> Result<(), RunError> {
        let experiment = self.experiment;
        let position = self.plan.position(self.done.saturating_sub(1));
        let (phase, attack) = (&experiment.phases[position.phase], self.plan.attack(position));
        let told = self.warnings.iter().any(|warning| warning.starts_with(watch::OVERFITTED));
        let network = self.trainer.network();
        let (Some(one_step), false) = (watch::one_step_attack(experiment, phase, attack, &network), told) else {
            return Ok(());
        };
        let samples = experiment.evaluation.samples.min(experiment.data.train).min(watch::SAMPLES);
        let batch = self.train.batch(&(0..samples).collect::<Vec<_>>(), samples, 0, self.source).await?;
        let seen = overfitting(&network, &batch.samples, &batch.labels, &one_step, experiment.seed).await?;
        if seen.is_catastrophic() {
            self.warn(watch::sentence(&seen, self.done));
        }
        Ok(())
    }

    async fn look(&mut self, samples: usize, mut between: impl AsyncFnMut(&H, f64) -> bool) -> Result<Seen, RunError> {
        let examples = if self.experiment.data.set.is_image() { IMAGE_EXAMPLES } else { POINT_EXAMPLES };
        let network = self.trainer.network();
        let looking = Looking {
            network: &network,
            attack: &self.experiment.evaluation.attack,
            seed: self.experiment.seed,
            samples,
            examples,
        };
        let host = self.host;
        let seen = look(&looking, &mut self.held_out, self.source, async |done| between(host, done).await).await?;
        if seen.evaluated.shifts.iter().all(|shift| shift.sensitivity.value.is_finite()) {
            return Ok(seen);
        }
        // The weights have left the numbers behind; the next loss would be the first to show it.
        let phase = self.plan.position(self.done).phase + 1;
        Err(RunError::NotFinite { step: self.done + 1, phase, loss: f64::NAN })
    }

    /// Adds a look to the curve, with the mean of the losses since the one before.
    fn add_point(&mut self, evaluated: &Evaluated) -> CurvePoint {
        let count = self.losses.len();
        let point = CurvePoint {
            step: self.done,
            loss: (count > 0).then(|| self.losses.drain(..).sum::<f64>() / count as f64),
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
            self.host.emit(Event::Saved { run: self.run, checkpoint });
        }
        Ok(())
    }

    async fn checkpoint(&self) -> Result<Checkpoint, RunError> {
        Ok(Checkpoint {
            step: self.done,
            seconds: self.clock.seconds(),
            curve: self.curve.clone(),
            weights: network::save(&self.trainer.network()).await?,
            optimizer: if cfg!(target_family = "wasm") { None } else { self.trainer.optimizer_state() },
            warnings: self.warnings.clone(),
            perturbation: match self.trainer.perturbation() {
                Some(rows) => Some(rows.clone().into_data_async().await?.as_bytes().to_vec()),
                None => None,
            },
            transfer: None,
        })
    }

    /// The final look at all held-out samples (at as many as on the way when the run was stopped), and the report.
    async fn finish(mut self, stopped: bool, device: spec::Device) -> Result<Outcome, RunError> {
        self.read_losses().await?;
        if !stopped {
            self.watch_overfitting().await?;
        }
        let all = self.experiment.data.test;
        let samples = if stopped { self.experiment.evaluation.samples.min(all) } else { all };
        let run = self.run;
        self.held_out.turn_to(Kind::Test);
        let seen = self
            .look(samples, async |host, done| {
                host.emit(Event::Finishing { run, done });
                host.turn().await != Turn::Stop
            })
            .await?;
        if seen.same_answer && self.done >= self.experiment.steps_per_epoch() {
            self.warn(COLLAPSED.into());
        }
        let last = seen.evaluated;
        self.add_point(&last);
        let report = Report {
            version: spec::VERSION,
            program: concat!("layerlab ", env!("CARGO_PKG_VERSION")).into(),
            experiment: self.experiment.clone(),
            device,
            seconds: self.clock.seconds(),
            steps: self.done,
            last,
            curve: self.curve,
            warnings: self.warnings,
            transfer: None,
        };
        let weights = network::save(&self.trainer.network()).await?;
        self.host.emit(Event::Finished { run, report: Box::new(report.clone()) });
        Ok(Outcome { report, weights })
    }

    fn warn(&mut self, message: String) {
        self.warnings.push(message.clone());
        self.host.emit(Event::Warning { run: self.run, message });
    }
}

/// Time spent working: what came before a resumed run counts, pauses don't.
struct Clock {
    started: Instant,
    offset: f64,
}

impl Clock {
    fn start(offset: f64) -> Self {
        Self { started: Instant::now(), offset }
    }

    fn seconds(&self) -> f64 {
        self.started.elapsed().as_secs_f64() + self.offset
    }

    fn forget(&mut self, seconds: f64) {
        self.offset -= seconds;
    }
}
