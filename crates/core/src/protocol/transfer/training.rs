//! The trainings of a transfer: every epoch is evaluated, and one of them is kept.

use layerlab_schema::{
    BestEpoch, Control, CurvePoint, Defence, Evaluated, Objective, RunEvent, Selection, TransferStage, TunedEpoch,
    Weights,
};

use super::{TransferContext, plan::plain_experiment};
use crate::{
    Host, RunError,
    data::{Source, SplitKind},
    network::{self, Chain},
    protocol::scores,
    train::TrainingLoop,
};

/// The epoch of a training that was kept.
pub(super) struct Trained {
    /// Its weights, as a safetensors file.
    pub weights: Vec<u8>,
    /// Its number, from 1.
    pub epoch: usize,
    /// Its accuracy on the selection's samples, of the kind that it was trained for.
    pub score: f64,
}

impl<H: Host, S: Source> TransferContext<'_, H, S> {
    /// Trains `start` through `stage`, or resumes a training that was interrupted. Fine-tuning ends early at its goal.
    pub(super) async fn train_stage(&mut self, stage: TransferStage, start: Chain) -> Result<Trained, RunError> {
        let (layers, device) = (self.layers.len(), self.device);
        let mut experiment = plain_experiment(self.experiment, self.protocol.transfer, layers, self.trial, stage);
        if let TransferStage::Control { control: Control::RobustLonger, .. } = stage {
            // A longer training is compared with fine-tuning of the same length.
            experiment.phases.iter_mut().for_each(|phase| phase.epochs = self.longest_fine_tuning());
        }
        let mut training = self.start_or_resume(start, |network| TrainingLoop::new(&experiment, network, device))?;
        if training.done() == 0 && tuned_rest(stage).is_some() {
            self.evaluate_epoch(&mut training, stage).await?;
        }
        while training.done() < experiment.steps() && !self.has_reached_goal(stage) {
            self.train_epoch(&mut training).await?;
            // Where nothing is chosen, an attack on the normal network after every epoch would only be for the curve.
            let is_for_curve = stage == TransferStage::Normal && self.keeps_last(stage);
            if !is_for_curve || training.done() == experiment.steps() {
                self.evaluate_epoch(&mut training, stage).await?;
            } else {
                // Every point of the curve has the losses of its own epoch.
                training.mean_loss();
            }
            self.save_training(&training).await?;
        }
        let BestEpoch { epoch, score, weights: Weights(weights) } =
            self.protocol.state.best.clone().ok_or(RunError::StageMissing)?;
        Ok(Trained { weights, epoch, score })
    }

    async fn train_epoch(&mut self, training: &mut TrainingLoop<'_>) -> Result<(), RunError> {
        let per_epoch = self.experiment.steps_per_epoch();
        // A resumed run may begin in the middle of an epoch.
        loop {
            self.pause_or_stop(training).await?;
            self.step(training).await?;
            if training.done().is_multiple_of(per_epoch) {
                return self.read_losses(training).await;
            }
        }
    }

    /// Evaluates on the selection's samples, and keeps the weights where they are the best so far or the last count.
    async fn evaluate_epoch(&mut self, training: &mut TrainingLoop<'_>, stage: TransferStage) -> Result<(), RunError> {
        let experiment = self.experiment;
        let epoch = training.done() / experiment.steps_per_epoch();
        let network = training.network();
        let (kind, available) = match self.protocol.transfer.selection {
            Selection::Validation => (SplitKind::Validation, experiment.data.validation),
            Selection::Test => (SplitKind::Test, experiment.data.test),
        };
        let samples = experiment.evaluation.samples.min(available);
        let evaluated = self.evaluate(&network, &mut self.split(kind), samples, async |_| true).await?.evaluated;
        if let Some(rest) = tuned_rest(stage) {
            let pairs = match stage {
                TransferStage::FineTune { .. } => self.pairs_of_epoch(&network, rest).await?,
                _ => Vec::new(),
            };
            self.protocol.state.tuned.push(TunedEpoch { epoch, scores: scores(&evaluated), pairs });
        }
        let score = if learns_clean(stage) { evaluated.clean.value() } else { evaluated.robust.value() };
        let best = self.protocol.state.best.as_ref();
        let is_best = best.is_none_or(|best| score > best.score) || self.has_reached_goal(stage);
        let is_kept = is_best || self.keeps_last(stage);
        // Epoch 0 is the semirobust network: it is evaluated, but never chosen.
        if epoch > 0 && is_kept {
            let weights = Weights(network::save(&network).await?);
            self.protocol.state.best = Some(BestEpoch { epoch, score, weights });
        }
        // The curve is that of the transfer; a control is only compared with it in the end.
        if !matches!(stage, TransferStage::Control { .. }) {
            self.add_point(training, evaluated);
        }
        Ok(())
    }

    /// Whether the last epoch of a stage is kept, whatever its accuracy.
    fn keeps_last(&self, stage: TransferStage) -> bool {
        let is_certified = matches!(self.experiment.defence, Defence::Ibp { .. }) && !learns_clean(stage);
        tuned_rest(stage).is_none() && (is_certified || self.protocol.transfer.selection == Selection::Test)
    }

    /// Whether fine-tuning has reached its goal, so that it ends early.
    pub fn has_reached_goal(&self, stage: TransferStage) -> bool {
        let state = &self.protocol.state;
        let is_close = |epoch: &TunedEpoch| epoch.epoch > 0 && epoch.scores.robust.value() >= state.goal;
        tuned_rest(stage).is_some() && state.tuned.last().is_some_and(is_close)
    }

    /// Adds an evaluation to the curve, of the first trial only: others would fold it back on itself.
    fn add_point(&mut self, training: &mut TrainingLoop<'_>, evaluated: Evaluated) {
        let (clean, robust) = (evaluated.clean, evaluated.robust);
        let point = CurvePoint { step: self.stages.step(), loss: training.mean_loss(), clean, robust };
        if self.trial == 0 {
            self.curve.push(point.clone());
        }
        self.emit(RunEvent::Evaluated { point, evaluated: Box::new(evaluated) });
    }
}

/// Number of layers in f_b of a stage that fine-tunes f_b, behind a robust or a clean front.
fn tuned_rest(stage: TransferStage) -> Option<usize> {
    match stage {
        TransferStage::FineTune { rest, .. } => Some(rest),
        TransferStage::Control { control: Control::CleanFront, rest } => rest,
        TransferStage::Control { .. } | TransferStage::Normal | TransferStage::Robust | TransferStage::Swap { .. } => {
            None
        }
    }
}

/// Whether a stage is for accuracy on clean samples.
fn learns_clean(stage: TransferStage) -> bool {
    match stage {
        TransferStage::Normal | TransferStage::FineTune { objective: Objective::Clean, .. } => true,
        TransferStage::Robust
        | TransferStage::Swap { .. }
        | TransferStage::Control { .. }
        | TransferStage::FineTune { objective: Objective::Adversarial, .. } => false,
    }
}
