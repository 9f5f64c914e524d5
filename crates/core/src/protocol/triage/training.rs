//! The trainings of a triage: of parents and of compressed networks alike, to the last epoch.

use layerlab_schema::{Accuracy, CellPoint, Mode, RunEvent, TriageStage};

use super::{TriageContext, plan};
use crate::{
    Host, RunError,
    data::{Source, SplitKind},
    measure::accuracy,
    network::{self, Chain},
    train::{Task, TrainingLoop},
};

impl<H: Host, S: Source> TriageContext<'_, H, S> {
    /// Trains `start` in these modes of its layers.
    pub async fn train_parent(
        &mut self,
        stage: TriageStage,
        modes: Vec<Mode>,
        start: Chain,
    ) -> Result<Vec<u8>, RunError> {
        let tasks = vec![Task { modes, distillation: None, rest: Vec::new() }];
        let network = self.train_stage(stage, start, tasks).await?;
        Ok(network::save(&network).await?)
    }

    /// Trains `start` through a stage, or resumes a training that was interrupted; gives the network on the plain device.
    pub async fn train_stage(&mut self, stage: TriageStage, start: Chain, tasks: Vec<Task>) -> Result<Chain, RunError> {
        let experiment = plan::plain_experiment(self.experiment, self.protocol.triage, &self.layers, self.trial, stage);
        let device = self.device;
        let training = |network| TrainingLoop::with_tasks(&experiment, tasks, network, device);
        let mut training = self.start_or_resume(start, training)?;
        let (per_epoch, every) = (experiment.steps_per_epoch(), experiment.evaluation.every);
        if training.done() == 0 {
            self.evaluate_on_the_way(&mut training).await?;
        }
        while training.done() < experiment.steps() {
            self.pause_or_stop(&mut training).await?;
            self.step(&mut training).await?;
            let epoch_ends = training.done().is_multiple_of(per_epoch);
            // Every epoch ends with an evaluation, so that no loss is lost between a checkpoint and the next point.
            if epoch_ends || training.done().is_multiple_of(every) {
                self.read_losses(&mut training).await?;
                self.evaluate_on_the_way(&mut training).await?;
            }
            if epoch_ends {
                self.save_training(&training).await?;
            }
        }
        Ok(training.network())
    }

    /// Adds a point to the curve: clean validation samples only, for an attack would cost more than the training.
    async fn evaluate_on_the_way(&mut self, training: &mut TrainingLoop<'_>) -> Result<(), RunError> {
        let clean = self.validate(&training.network()).await?;
        self.add_point(CellPoint { step: training.done(), loss: training.mean_loss(), clean });
        Ok(())
    }

    /// Adds a point to the curve of the current stage.
    pub fn add_point(&mut self, point: CellPoint) {
        self.protocol.state.curve.push(point);
        self.emit(RunEvent::CellEvaluated { point });
    }

    /// Clean accuracy on the samples of the curves.
    pub async fn validate(&self, network: &Chain) -> Result<Accuracy, RunError> {
        let samples = self.experiment.evaluation.samples.min(self.experiment.data.validation);
        accuracy(network, &mut self.split(SplitKind::Validation), samples, self.source).await
    }
}
