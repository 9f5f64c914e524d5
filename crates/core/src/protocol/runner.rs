//! The loop that all protocols share: stage after stage, and in each of them step after step.

use layerlab_schema::{Kept, RunEvent, Stage};

use super::context::RunContext;
use crate::{Host, RunError, data::Source, network, train::TrainingLoop};

/// A protocol, as far as the loop needs to know it.
pub(super) trait StageRunner<'a, H: Host + 'a, S: Source + 'a> {
    /// What it carries along.
    fn context(&mut self) -> &mut RunContext<'a, H, S>;

    /// What it keeps of its own in a checkpoint.
    fn kept(&self) -> Kept;

    /// One stage from where it stands; gives the weights it ends with.
    async fn stage(&mut self, trial: usize, stage: Stage) -> Result<Vec<u8>, RunError>;

    /// A stage is over: forgets what belonged to it alone.
    fn forget_stage(&mut self);

    /// Whether the network is looked at after `done` steps of a stage.
    fn evaluates_after(&self, stage: Stage, done: usize) -> bool;

    /// A look on the way.
    async fn evaluate_on_the_way(
        &mut self,
        training: &mut TrainingLoop<'_>,
        trial: usize,
        stage: Stage,
    ) -> Result<(), RunError>;

    /// Whether a stage may end before its last step.
    fn has_arrived(&self, stage: Stage) -> bool;

    /// All stages of all trials, until the host stops them.
    async fn go(&mut self) -> Result<(), RunError> {
        while self.context().stages < self.context().stage_plan.stages() {
            let context = self.context();
            let ((trial, planned), trials) = (context.stage_plan.at(context.stages), context.stage_plan.trials);
            let stage = planned.stage;
            context.emit(RunEvent::StageStarted { trial: trial + 1, trials, stage });
            let weights = match self.stage(trial, stage).await {
                Err(RunError::Stopped) => return Ok(()),
                ended => ended?,
            };
            let context = self.context();
            context.stages += 1;
            context.steps += std::mem::take(&mut context.in_stage);
            self.forget_stage();
            let kept = self.kept();
            let context = self.context();
            if context.host.keeps_checkpoints() {
                context.save(kept, weights, None, None);
            }
        }
        Ok(())
    }

    /// Takes a course through `steps` steps of a stage, with a checkpoint after every epoch.
    async fn train(
        &mut self,
        training: &mut TrainingLoop<'_>,
        steps: usize,
        trial: usize,
        stage: Stage,
    ) -> Result<(), RunError> {
        if training.done() == 0 && self.evaluates_after(stage, 0) {
            self.evaluate_on_the_way(training, trial, stage).await?;
        }
        let per_epoch = self.context().experiment.steps_per_epoch();
        while training.done() < steps && !self.has_arrived(stage) {
            let context = self.context();
            context.pause_or_stop(training).await?;
            training.step(context.source).await?;
            context.in_stage = training.done();
            if training.losses_are_due() {
                context.read_losses(training).await?;
            }
            let epoch_ends = training.done().is_multiple_of(per_epoch);
            let evaluations = self.evaluates_after(stage, training.done());
            if epoch_ends || evaluations {
                self.context().read_losses(training).await?;
            }
            if evaluations {
                self.evaluate_on_the_way(training, trial, stage).await?;
            }
            if epoch_ends && self.context().host.keeps_checkpoints() {
                let weights = network::save(&training.network()).await?;
                let (optimizer, perturbation, kept) =
                    (training.optimizer_state(), training.perturbation().await?, self.kept());
                self.context().save(kept, weights, optimizer, perturbation);
            }
        }
        Ok(())
    }
}
