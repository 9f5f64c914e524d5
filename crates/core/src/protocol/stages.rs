//! The loop that all protocols share: stage after stage, and in each of them step after step.

use layerlab_schema::{Event, Kept, Stage};

use super::journey::Journey;
use crate::{Host, RunError, data::Source, network, train::Course};

/// A protocol, as far as the loop needs to know it.
pub(super) trait Stages<'a, H: Host + 'a, S: Source + 'a> {
    /// What it carries along.
    fn journey(&mut self) -> &mut Journey<'a, H, S>;

    /// What it keeps of its own in a checkpoint.
    fn kept(&self) -> Kept;

    /// One stage from where it stands; gives the weights it ends with.
    async fn stage(&mut self, trial: usize, stage: Stage) -> Result<Vec<u8>, RunError>;

    /// A stage is over: forgets what belonged to it alone.
    fn forget_stage(&mut self);

    /// Whether the network is looked at after `done` steps of a stage.
    fn looks_after(&self, stage: Stage, done: usize) -> bool;

    /// A look on the way.
    async fn look_on_the_way(&mut self, course: &mut Course<'_>, trial: usize, stage: Stage) -> Result<(), RunError>;

    /// Whether a stage may end before its last step.
    fn has_arrived(&self, stage: Stage) -> bool;

    /// All stages of all trials, until the host stops them.
    async fn go(&mut self) -> Result<(), RunError> {
        while self.journey().stages < self.journey().route.stages() {
            let journey = self.journey();
            let ((trial, leg), trials) = (journey.route.at(journey.stages), journey.route.trials);
            let (run, stage) = (journey.run, leg.stage);
            journey.host.emit(Event::Began { run, trial: trial + 1, trials, stage });
            let weights = match self.stage(trial, stage).await {
                Err(RunError::Stopped) => return Ok(()),
                ended => ended?,
            };
            let journey = self.journey();
            journey.stages += 1;
            journey.steps += std::mem::take(&mut journey.in_stage);
            self.forget_stage();
            let kept = self.kept();
            let journey = self.journey();
            if journey.host.keeps_checkpoints() {
                journey.save(kept, weights, None, None);
            }
        }
        Ok(())
    }

    /// Takes a course through `steps` steps of a stage, with a checkpoint after every epoch.
    async fn train(
        &mut self,
        course: &mut Course<'_>,
        steps: usize,
        trial: usize,
        stage: Stage,
    ) -> Result<(), RunError> {
        if course.done() == 0 && self.looks_after(stage, 0) {
            self.look_on_the_way(course, trial, stage).await?;
        }
        let per_epoch = self.journey().experiment.steps_per_epoch();
        while course.done() < steps && !self.has_arrived(stage) {
            let journey = self.journey();
            journey.pause_or_stop(course).await?;
            course.step(journey.source).await?;
            journey.in_stage = course.done();
            if course.losses_are_due() {
                journey.read_losses(course).await?;
            }
            let epoch_ends = course.done().is_multiple_of(per_epoch);
            let looks = self.looks_after(stage, course.done());
            if epoch_ends || looks {
                self.journey().read_losses(course).await?;
            }
            if looks {
                self.look_on_the_way(course, trial, stage).await?;
            }
            if epoch_ends && self.journey().host.keeps_checkpoints() {
                let weights = network::save(&course.network()).await?;
                let (optimizer, perturbation, kept) =
                    (course.optimizer_state(), course.perturbation().await?, self.kept());
                self.journey().save(kept, weights, optimizer, perturbation);
            }
        }
        Ok(())
    }
}
