//! The training loop over the phases of an experiment: batch after batch, with losses read back together.

use burn::tensor::{Device, Tensor, TensorData, Transaction};
use layerlab_schema::{Experiment, LossSum, Mode, Phase};

use super::{Distillation, Plan, StepConfig, Trainer};
use crate::{
    RunError,
    data::{Source, Split, SplitKind},
    network::{Chain, Layer},
    random::{Purpose, round, stream},
};

/// Losses are read back together at most this many steps apart, so that a GPU is not stalled by every step.
const LOSSES_AT_ONCE: usize = 8;

/// The training itself; the caller decides when to evaluate, save and stop.
pub(crate) struct TrainingLoop<'a> {
    experiment: &'a Experiment,
    plan: Plan<'a>,
    /// The training task of each phase.
    tasks: Vec<Task>,
    trainer: Trainer,
    train: Split,
    device: Device,
    done: usize,
    /// The stage of a protocol, which has its own order of samples, augmentation and attack starts; 0 in a plain run.
    stage: u32,
    /// The current order of samples, and its round.
    order: (u64, Vec<usize>),
    /// Losses that are not read back yet, and the sum of those read since the last evaluation.
    pending: Vec<Tensor<1>>,
    losses: LossSum,
}

/// The training task of a phase.
pub(crate) struct Task {
    /// The training mode of each layer.
    pub modes: Vec<Mode>,
    /// Teacher and target of distillation; `None` for labels alone.
    pub distillation: Option<Distillation>,
    /// The last layers that the phase begins with; none where it goes on with what the one before has left.
    pub rest: Vec<Layer>,
}

/// The state from which a training is resumed, besides its weights.
#[derive(Default)]
pub(crate) struct ResumeState {
    /// Number of training steps done.
    pub step: usize,
    /// The optimiser's state in Burn's format.
    pub optimizer: Option<Vec<u8>>,
    /// The perturbation of free adversarial training, f32 little-endian.
    pub perturbation: Option<Vec<u8>>,
    /// The losses since the last evaluation.
    pub losses: LossSum,
}

impl<'a> TrainingLoop<'a> {
    /// The beginning of `experiment` with `network`, which must be on an autodiff device.
    pub fn new(experiment: &'a Experiment, network: Chain, device: &Device) -> Self {
        let layers = network.layers().len();
        Self::with_tasks(experiment, tasks(experiment, layers), network, device)
    }

    /// The same with explicit tasks: `tasks` gives the modes and the teacher of each phase of `experiment`.
    pub fn with_tasks(experiment: &'a Experiment, tasks: Vec<Task>, network: Chain, device: &Device) -> Self {
        Self {
            experiment,
            plan: Plan::new(experiment),
            tasks,
            trainer: Trainer::new(network, &experiment.optimizer),
            train: Split::new(&experiment.data, SplitKind::Train, experiment.seed, device),
            device: device.clone().without_autodiff(),
            done: 0,
            stage: 0,
            order: (u64::MAX, Vec::new()),
            pending: Vec::new(),
            losses: LossSum::default(),
        }
    }

    /// Goes on with the settings of `experiment`, whose phases begin with the steps that are done
    /// ([`Experiment::changed_at`]).
    pub fn change(&mut self, experiment: &'a Experiment) {
        let layers = self.trainer.network().layers().len();
        (self.experiment, self.plan, self.tasks) = (experiment, Plan::new(experiment), tasks(experiment, layers));
    }

    /// The same in the random streams of a stage of a protocol.
    pub fn in_stage(self, stage: u32) -> Self {
        Self { stage, ..self }
    }

    /// Resumes a training, and returns whether it does so exactly: without its saved state the optimiser starts again.
    pub fn resume(&mut self, from: ResumeState) -> bool {
        (self.done, self.losses) = (from.step, from.losses);
        from.step == 0
            || self.trainer.restore_optimizer(from.optimizer.unwrap_or_default(), &self.experiment.optimizer)
                && from.perturbation.is_none_or(|bytes| self.restore_perturbation(&bytes))
    }

    /// Whether these are the rows of a batch of this experiment; if not, the perturbation starts at 0.
    fn restore_perturbation(&mut self, bytes: &[u8]) -> bool {
        let shape = self.experiment.data.shape();
        let rows: Vec<f32> = bytes.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect();
        let batch = self.experiment.batch_size.min(self.experiment.data.train);
        let fits = batch * shape.len() == rows.len();
        if fits {
            let shape = [batch, shape.channels, shape.height, shape.width];
            self.trainer.restore_perturbation(Tensor::from_data(TensorData::new(rows, shape), &self.device));
        }
        fits
    }

    /// The current network, on the plain device and in evaluation mode.
    pub fn network(&self) -> Chain {
        self.trainer.network()
    }

    /// The schedule and the work of the steps.
    pub fn plan(&self) -> &Plan<'a> {
        &self.plan
    }

    /// Number of training steps done.
    pub fn done(&self) -> usize {
        self.done
    }

    /// The split of training samples.
    pub fn samples(&mut self) -> &mut Split {
        &mut self.train
    }

    /// One training step.
    ///
    /// # Errors
    /// When the data fails.
    pub async fn step(&mut self, source: &impl Source) -> Result<(), RunError> {
        let position = self.plan.position(self.done);
        let round = round(self.stage, position.epoch);
        if self.order.0 != round {
            self.order = (round, self.plan.order(round));
        }
        let experiment = self.experiment;
        let upcoming = &self.order.1[position.step * experiment.batch_size..];
        let batch = self.train.batch(upcoming, experiment.batch_size, round, source).await?;
        let indices = &upcoming[..batch.classes.len()];
        if position.in_course == 0 && self.done > 0 {
            self.trainer.restart_optimizer(&experiment.optimizer);
            self.trainer.replace_last(&self.tasks[position.phase].rest);
        }
        let streams = indices.iter().map(|&i| stream(experiment.seed, Purpose::TrainingAttack, round, i as u64));
        if self.trainer.has_dropout() {
            let streams = indices.iter().map(|&i| stream(experiment.seed, Purpose::Dropout, round, i as u64));
            self.trainer.set_dropout(streams.collect());
        }
        let attack = self.plan.attack(position);
        let task = &self.tasks[position.phase];
        let step_config = StepConfig {
            modes: &task.modes,
            distillation: task.distillation.as_ref(),
            defence: &experiment.defence,
            attack: &attack,
            learning_rate: self.plan.learning_rate(position),
        };
        self.pending.push(self.trainer.step(&batch.samples, &batch.labels, &step_config, streams).await);
        self.done += 1;
        Ok(())
    }

    /// Whether it is time to read losses: a GPU's come together, a CPU's cost nothing.
    pub fn losses_are_due(&self) -> bool {
        let free = self.pending.last().is_some_and(|loss| loss.device() == Device::flex());
        self.pending.len() >= LOSSES_AT_ONCE || free
    }

    /// Reads the losses of the newest steps back, oldest first.
    ///
    /// # Errors
    /// When the device fails, or one of them is no number.
    pub async fn read_losses(&mut self) -> Result<Vec<f64>, RunError> {
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
            self.losses.add(loss);
        }
        Ok(losses)
    }

    /// The mean of the losses read since the last call.
    pub fn mean_loss(&mut self) -> Option<f64> {
        std::mem::take(&mut self.losses).mean()
    }

    /// The losses read since the last call of [`TrainingLoop::mean_loss`].
    pub fn losses(&self) -> LossSum {
        self.losses
    }

    /// The optimiser's state, where it can be read synchronously.
    pub fn optimizer_state(&self) -> Option<Vec<u8>> {
        if cfg!(target_family = "wasm") { None } else { self.trainer.optimizer_state() }
    }

    /// The perturbation that free adversarial training carries on, f32 little-endian.
    ///
    /// # Errors
    /// When the device fails.
    pub async fn perturbation(&self) -> Result<Option<Vec<u8>>, RunError> {
        Ok(match self.trainer.perturbation() {
            Some(rows) => Some(rows.clone().into_data_async().await?.as_bytes().to_vec()),
            None => None,
        })
    }
}

/// The tasks of a plain experiment: the modes of each phase.
fn tasks(experiment: &Experiment, layers: usize) -> Vec<Task> {
    let modes = |phase: &Phase| phase.modes(experiment.cut, layers);
    let task = |phase| Task { modes: modes(phase), distillation: None, rest: Vec::new() };
    experiment.phases.iter().map(task).collect()
}
