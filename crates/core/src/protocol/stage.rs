//! One stage of a protocol: a training whose epochs are looked at, of which the best is kept.

use layerlab_spec::{
    BestEpoch, CurvePoint, Evaluated, Event, Experiment, Mode, Objective, Phase, Selection, Stage, TunedEpoch, Weights,
};
use web_time::Instant;

use super::transfer::{Transferring, scores};
use crate::{
    Host, RunError, Turn,
    data::{Kind, Source},
    network::{self, Chain},
    train::{Course, Plan, started_anew},
};

/// What a stage leaves.
pub(super) struct Learned {
    /// The weights of the epoch that was kept, as a safetensors file.
    pub weights: Vec<u8>,
    /// That epoch, from 1.
    pub epoch: usize,
    /// Its accuracy on the selection's samples, of the kind that it learned for.
    pub score: f64,
}

impl<H: Host, S: Source> Transferring<'_, H, S> {
    /// Trains `start` through `stage`. A stage that was cut short goes on.
    pub async fn learn(&mut self, trial: usize, stage: Stage, start: Chain) -> Result<Learned, RunError> {
        let experiment = self.plain_experiment(trial, stage);
        let device = self.device;
        let mut course = match self.midway.take() {
            None => Course::new(&experiment, start, device),
            Some((weights, midway)) => {
                let step = midway.step;
                let mut course = Course::new(&experiment, self.load(trial, &weights)?, device);
                if !course.go_on(midway) {
                    self.warn(started_anew(self.steps + step));
                }
                course
            }
        };
        if course.done() == 0 && matches!(stage, Stage::FineTune { .. }) {
            self.look_after_epoch(&mut course, trial, stage).await?;
        }
        let per_epoch = experiment.steps_per_epoch();
        while course.done() < experiment.steps() && !self.has_arrived(stage) {
            self.pause_or_stop(&mut course, trial, stage).await?;
            course.step(self.source).await?;
            self.state.in_stage = course.done();
            if course.losses_are_due() {
                self.read_losses(&mut course, trial, stage).await?;
            }
            if course.done().is_multiple_of(per_epoch) {
                self.read_losses(&mut course, trial, stage).await?;
                self.look_after_epoch(&mut course, trial, stage).await?;
                self.save_stage(&course).await?;
            }
        }
        let best = self.state.best.clone().ok_or(RunError::StageMissing)?;
        let Weights(weights) = best.weights;
        Ok(Learned { weights, epoch: best.epoch, score: best.score })
    }

    /// Fine-tuning ends early where the rest has come close enough to the robust network.
    pub fn has_arrived(&self, stage: Stage) -> bool {
        let close = |epoch: &TunedEpoch| epoch.epoch > 0 && epoch.scores.robust.value() >= self.state.goal;
        matches!(stage, Stage::FineTune { .. }) && self.state.tuned.last().is_some_and(close)
    }

    /// The stage as an experiment of one phase.
    pub fn plain_experiment(&self, trial: usize, stage: Stage) -> Experiment {
        let epochs = self.transfer.epochs_of(stage);
        let (cut, front, rest) = match stage {
            Stage::Normal | Stage::Swap { .. } => (self.experiment.cut, Mode::Clean, Mode::Clean),
            Stage::Robust => (self.experiment.cut, Mode::Adversarial, Mode::Adversarial),
            Stage::FineTune { rest, objective } => {
                let mode = match objective {
                    Objective::Adversarial => Mode::Adversarial,
                    Objective::Clean => Mode::Clean,
                };
                (self.layers.len() - rest, Mode::Frozen, mode)
            }
        };
        Experiment {
            seed: self.seed(trial),
            cut,
            phases: vec![Phase { epochs, front, rest }],
            protocol: None,
            warm_up: self.experiment.warm_up.min(epochs),
            ..self.experiment.clone()
        }
    }

    async fn read_losses(&mut self, course: &mut Course<'_>, trial: usize, stage: Stage) -> Result<(), RunError> {
        let losses = course.read_losses().await?;
        if losses.is_empty() {
            return Ok(());
        }
        let (behind, ahead) = self.work(trial, course.plan(), course.done());
        let seconds_left = ahead / behind * self.clock.seconds();
        let step = self.steps + course.done();
        // Fine-tuning may have ended early before: what was left out there is not ahead any more.
        let steps = step + self.steps_ahead(stage, course.done());
        self.host.emit(Event::Trained { run: self.run, step, steps, losses, seconds_left });
        Ok(())
    }

    /// Steps still to come, at most.
    fn steps_ahead(&self, stage: Stage, done: usize) -> usize {
        let stages = self.transfer.stages();
        let per_epoch = self.experiment.steps_per_epoch();
        let epochs = |from: usize| stages[from..].iter().map(|&stage| self.transfer.epochs_of(stage)).sum::<usize>();
        let (trial, position) = (self.state.stages / stages.len(), self.state.stages % stages.len());
        let here = self.transfer.epochs_of(stage) * per_epoch - done;
        here + per_epoch * (epochs(position + 1) + (self.transfer.trials - trial - 1) * epochs(0))
    }

    /// Work behind and ahead, in forward passes; measurements count like their attacks.
    fn work(&self, trial: usize, plan: &Plan<'_>, done: usize) -> (f64, f64) {
        let stages = self.transfer.stages();
        let whole = |stage: Stage| {
            let experiment = self.plain_experiment(trial, stage);
            let plan = Plan::new(&experiment);
            plan.behind(experiment.steps()) + self.measuring_work(&plan, stage)
        };
        let all: Vec<f64> = stages.iter().map(|&stage| whole(stage)).collect();
        let (trials_done, position) = (self.state.stages / stages.len(), self.state.stages % stages.len());
        let a_trial: f64 = all.iter().sum();
        let behind = trials_done as f64 * a_trial + all[..position].iter().sum::<f64>() + plan.behind(done);
        let ahead = self.transfer.trials as f64 * a_trial - behind;
        (behind.max(f64::MIN_POSITIVE), ahead)
    }

    /// The work of looking at what a stage leaves: the test samples once, and every layer through a reader of its own.
    fn measuring_work(&self, plan: &Plan<'_>, stage: Stage) -> f64 {
        let (data, measure) = (&self.experiment.data, &self.transfer.measure);
        let through_layers = measure.readers.len() * self.layers.len() / 2 + 1;
        let epochs = self.transfer.epochs_of(stage);
        let selection = self.experiment.evaluation.samples;
        plan.look_work(data.test)
            + plan.look_work(measure.samples * through_layers)
            + plan.look_work(epochs * selection)
    }

    /// Lets the host breathe, wait or stop.
    async fn pause_or_stop(&mut self, course: &mut Course<'_>, trial: usize, stage: Stage) -> Result<(), RunError> {
        let mut turn = self.host.turn().await;
        if turn == Turn::Wait {
            self.read_losses(course, trial, stage).await?;
            self.host.emit(Event::Paused { run: self.run, step: self.steps + course.done() });
            let paused = Instant::now();
            turn = self.host.wait().await;
            self.clock.forget(paused.elapsed().as_secs_f64());
        }
        if turn == Turn::Stop { Err(RunError::Stopped) } else { Ok(()) }
    }

    /// Looks at the selection's samples, and keeps the weights where they are the best so far.
    async fn look_after_epoch(&mut self, course: &mut Course<'_>, trial: usize, stage: Stage) -> Result<(), RunError> {
        let epoch = course.done() / self.experiment.steps_per_epoch();
        let network = course.network();
        let data = &self.experiment.data;
        let (kind, there) = match self.transfer.selection {
            Selection::Validation => (Kind::Validation, data.validation),
            Selection::Test => (Kind::Test, data.test),
        };
        let samples = self.experiment.evaluation.samples.min(there);
        let evaluated = self.look(trial, &network, kind, samples, async |_| true).await?;
        if let Stage::FineTune { rest, .. } = stage {
            let bonds = self.bonds_of_epoch(trial, &network, rest).await?;
            self.state.tuned.push(TunedEpoch { epoch, scores: scores(&evaluated), bonds });
        }
        let score = match stage {
            Stage::Normal | Stage::FineTune { objective: Objective::Clean, .. } => evaluated.clean.value(),
            Stage::Robust | Stage::Swap { .. } | Stage::FineTune { objective: Objective::Adversarial, .. } => {
                evaluated.robust.value()
            }
        };
        let is_best = self.state.best.as_ref().is_none_or(|best| score > best.score) || self.has_arrived(stage);
        // Epoch 0 is the semirobust network: it is looked at, but never chosen.
        if epoch > 0 && is_best {
            let weights = Weights(network::save(&network).await?);
            self.state.best = Some(BestEpoch { epoch, score, weights });
        }
        self.tell(course, trial, evaluated);
        Ok(())
    }

    /// Adds a look to the curve, of the first trial only: others would fold it back on itself.
    fn tell(&mut self, course: &mut Course<'_>, trial: usize, evaluated: Evaluated) {
        let step = self.steps + course.done();
        let loss = course.mean_loss();
        let point = CurvePoint { step, loss, clean: evaluated.clean, robust: evaluated.robust };
        if trial == 0 {
            self.curve.push(point.clone());
        }
        self.host.emit(Event::Looked { run: self.run, point, evaluated: Box::new(evaluated) });
    }

    async fn save_stage(&self, course: &Course<'_>) -> Result<(), RunError> {
        if self.host.keeps_checkpoints() {
            let weights = network::save(&course.network()).await?;
            self.save(weights, course.optimizer_state(), course.perturbation().await?);
        }
        Ok(())
    }
}
