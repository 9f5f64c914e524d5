//! The stages of a protocol: finished stages, the current one, and how it is resumed.

use layerlab_schema::{AttackResult, Checkpoint, Kept, Progress, RunEvent, Stage, Warning, Weights};

use super::{
    context::{ProtocolState, RunContext},
    stage_plan::StagePlan,
};
use crate::{
    Host, RunError,
    data::{Source, SplitKind},
    measure::EvaluationResult,
    network::{self, Chain},
    train::{ResumeState, TrainingLoop},
};

/// The position of a run. A plain run has no plan, and counts as one current stage.
pub(crate) struct Stages {
    /// Plan of the protocol; `None` for a plain run.
    pub plan: Option<StagePlan>,
    /// Number of stages done in all trials.
    pub done: usize,
    /// Number of training steps done in the current stage.
    pub in_stage: usize,
    /// Number of training steps done in finished stages.
    pub steps: usize,
    /// The networks of this trial that later stages start from.
    pub normal: Option<Weights>,
    pub robust: Option<Weights>,
    /// Number of stages that the protocol has reached, including those done before a resumption.
    reached: usize,
    /// State from which the current training is resumed: weights, as a safetensors file, and the rest.
    resume: Option<(Vec<u8>, ResumeState)>,
}

impl Stages {
    /// Starts at the first stage.
    pub fn new(plan: Option<StagePlan>) -> Self {
        let (normal, robust, resume) = (None, None, None);
        Self { plan, done: 0, in_stage: 0, steps: 0, normal, robust, reached: 0, resume }
    }

    /// Restores the position of a checkpoint; returns the saved state of the protocol.
    pub fn restore(&mut self, from: Checkpoint, progress: Option<Progress>) -> Option<Kept> {
        let is_plain = progress.is_none();
        let kept = match progress {
            None => {
                self.in_stage = from.step;
                None
            }
            Some(Progress { stages, in_stage, normal, robust, kept }) => {
                (self.done, self.in_stage, self.steps) = (stages, in_stage, from.step - in_stage);
                (self.normal, self.robust) = (normal, robust);
                Some(kept)
            }
        };
        if is_plain || self.in_stage > 0 {
            let Checkpoint { weights, optimizer, perturbation, losses, .. } = from;
            self.resume = Some((weights, ResumeState { step: self.in_stage, optimizer, perturbation, losses }));
        }
        kept
    }

    /// Training steps done, all stages together.
    pub fn step(&self) -> usize {
        self.steps + self.in_stage
    }

    /// Whether the current stage was interrupted, so that what precedes its first step is already done.
    pub fn is_resuming(&self) -> bool {
        self.resume.is_some()
    }
}

impl<H: Host, S: Source, P: ProtocolState> RunContext<'_, H, S, P> {
    /// Runs the next stage of the plan, which `body` carries out and gives the weights it ends with. Returns at once where
    /// the checkpoint holds what the stage gives. Afterwards the run is resumable from the end of the stage.
    pub async fn run_stage(
        &mut self,
        stage: impl Into<Stage>,
        body: impl AsyncFnOnce(&mut Self) -> Result<Vec<u8>, RunError>,
    ) -> Result<(), RunError> {
        self.stages.reached += 1;
        if self.stages.reached <= self.stages.done {
            return Ok(());
        }
        let stage = stage.into();
        let plan = self.stages.plan.as_ref().ok_or(RunError::StageMissing)?;
        debug_assert_eq!(plan.at(self.stages.done).1.stage, stage, "a protocol follows its plan");
        let (trial, trials) = (self.trial + 1, plan.trials);
        self.emit(RunEvent::StageStarted { trial, trials, stage });
        let weights = body(self).await?;
        self.stages.done += 1;
        self.stages.steps += self.stages.in_stage;
        self.stages.in_stage = 0;
        self.protocol.end_stage();
        self.save(weights, None);
        Ok(())
    }

    /// The current training: from `start`, or from where it was interrupted.
    pub fn start_or_resume<'e>(
        &mut self,
        start: Chain,
        training: impl FnOnce(Chain) -> TrainingLoop<'e>,
    ) -> Result<TrainingLoop<'e>, RunError> {
        let key = self.stages.plan.as_ref().map_or(0, |plan| plan.at(self.stages.done).1.streams);
        let Some((weights, resume)) = self.stages.resume.take() else { return Ok(training(start).in_stage(key)) };
        let mut training = training(network::load(start, &weights)?).in_stage(key);
        if !training.resume(resume) {
            self.warn(Warning::OptimizerRestarted { step: self.stages.step() });
        }
        Ok(training)
    }

    /// Hands out the weights of a finished network, where the host keeps checkpoints.
    pub fn finish_network(&self, name: &str, weights: &[u8]) {
        if self.host.keeps_checkpoints() {
            let weights = Weights(weights.to_vec());
            self.emit(RunEvent::NetworkFinished { trial: self.trial + 1, name: name.into(), weights });
        }
    }

    /// A network of the experiment with these weights, on an autodiff device.
    pub fn load(&self, weights: &[u8]) -> Result<Chain, RunError> {
        Ok(network::load(self.initial_network(), weights)?)
    }

    /// The normal network of this trial; a checkpoint from elsewhere may lack it.
    pub fn normal(&self) -> Result<Chain, RunError> {
        self.load(stored(self.stages.normal.as_ref())?)
    }

    /// The robust network of this trial.
    pub fn robust(&self) -> Result<Chain, RunError> {
        self.load(stored(self.stages.robust.as_ref())?)
    }

    /// (f_a*, f_b), on an autodiff device.
    pub fn semirobust(&self, rest: usize) -> Result<Chain, RunError> {
        Ok(self.joined(&self.robust()?, &self.normal()?, rest))
    }

    /// The first layers of one network and the last `rest` layers of another.
    pub fn joined(&self, front: &Chain, behind: &Chain, rest: usize) -> Chain {
        front.with_last(&behind.layers()[self.layers.len() - rest..])
    }

    /// The results of the further attacks of the evaluation on a finished network, on the plain device.
    ///
    /// # Errors
    /// When the host stops it before the end.
    pub async fn final_attacks(&self, network: &Chain) -> Result<Vec<AttackResult>, RunError> {
        let (found, asked) = self.some_final_attacks(network, &mut self.split(SplitKind::Test)).await?;
        if found.len() < asked { Err(RunError::Stopped) } else { Ok(found) }
    }

    /// Evaluates a network on all test samples.
    ///
    /// # Errors
    /// When the host stops it before the end.
    pub async fn evaluate_test(&self, network: &Chain) -> Result<EvaluationResult, RunError> {
        let samples = self.experiment.data.test;
        let between = async |done| self.measuring(done).await;
        let result = self.evaluate(network, &mut self.split(SplitKind::Test), samples, between).await?;
        if result.evaluated.clean.of < samples { Err(RunError::Stopped) } else { Ok(result) }
    }
}

/// Weights that an earlier stage left; a checkpoint from elsewhere may lack them.
pub(crate) fn stored(weights: Option<&Weights>) -> Result<&[u8], RunError> {
    weights.map(|Weights(bytes)| bytes.as_slice()).ok_or(RunError::StageMissing)
}
