//! The stages of a transfer of robustness: trainings whose epochs are looked at, of which the best is kept.

use layerlab_schema::{
    BestEpoch, CurvePoint, Evaluated, Kept, Objective, RunEvent, Selection, Stage, TunedEpoch, Weights,
};

use super::{
    context::RunContext,
    runner::StageRunner,
    transfer::{TransferRun, plain_experiment, scores},
};
use crate::{
    Host, RunError,
    data::{Source, SplitKind},
    network::{self, Chain},
    train::TrainingLoop,
};

/// What a stage leaves.
pub(super) struct StageResult {
    /// The weights of the epoch that was kept, as a safetensors file.
    pub weights: Vec<u8>,
    /// That epoch, from 1.
    pub epoch: usize,
    /// Its accuracy on the selection's samples, of the kind that it learned for.
    pub score: f64,
}

impl<'a, H: Host + 'a, S: Source + 'a> StageRunner<'a, H, S> for TransferRun<'a, H, S> {
    fn context(&mut self) -> &mut RunContext<'a, H, S> {
        &mut self.context
    }

    fn kept(&self) -> Kept {
        Kept::Transfer(self.state.clone())
    }

    async fn stage(&mut self, trial: usize, stage: Stage) -> Result<Vec<u8>, RunError> {
        match stage {
            Stage::Normal => self.normal(trial).await,
            Stage::Robust => self.robust(trial).await,
            Stage::Swap { rest } => self.swap(trial, rest).await,
            Stage::FineTune { rest, objective } => self.fine_tune(trial, rest, objective).await,
            // Those of a triage are in no route of a transfer.
            Stage::MeasureParent { .. } | Stage::TrainLonger { .. } | Stage::Cell { .. } => Err(RunError::StageMissing),
        }
    }

    fn forget_stage(&mut self) {
        self.state.best = None;
        self.state.tuned.clear();
    }

    fn evaluates_after(&self, stage: Stage, done: usize) -> bool {
        let before = matches!(stage, Stage::FineTune { .. });
        if done == 0 { before } else { done.is_multiple_of(self.context.experiment.steps_per_epoch()) }
    }

    /// Looks at the selection's samples, and keeps the weights where they are the best so far.
    async fn evaluate_on_the_way(
        &mut self,
        training: &mut TrainingLoop<'_>,
        trial: usize,
        stage: Stage,
    ) -> Result<(), RunError> {
        let experiment = self.context.experiment;
        let epoch = training.done() / experiment.steps_per_epoch();
        let network = training.network();
        let (kind, there) = match self.transfer.selection {
            Selection::Validation => (SplitKind::Validation, experiment.data.validation),
            Selection::Test => (SplitKind::Test, experiment.data.test),
        };
        let samples = experiment.evaluation.samples.min(there);
        let evaluated = self.context.evaluate(trial, &network, kind, samples, async |_| true).await?.evaluated;
        if let Stage::FineTune { rest, .. } = stage {
            let pairs = self.bonds_of_epoch(trial, &network, rest).await?;
            self.state.tuned.push(TunedEpoch { epoch, scores: scores(&evaluated), pairs });
        }
        let learns_clean = matches!(stage, Stage::Normal | Stage::FineTune { objective: Objective::Clean, .. });
        let score = if learns_clean { evaluated.clean.value() } else { evaluated.robust.value() };
        let is_best = self.state.best.as_ref().is_none_or(|best| score > best.score) || self.has_arrived(stage);
        // Epoch 0 is the semirobust network: it is looked at, but never chosen.
        if epoch > 0 && is_best {
            let weights = Weights(network::save(&network).await?);
            self.state.best = Some(BestEpoch { epoch, score, weights });
        }
        self.tell(training, trial, evaluated);
        Ok(())
    }

    /// Fine-tuning ends early where the rest has come close enough to the robust network.
    fn has_arrived(&self, stage: Stage) -> bool {
        let close = |epoch: &TunedEpoch| epoch.epoch > 0 && epoch.scores.robust.value() >= self.state.goal;
        matches!(stage, Stage::FineTune { .. }) && self.state.tuned.last().is_some_and(close)
    }
}

impl<H: Host, S: Source> TransferRun<'_, H, S> {
    /// Trains `start` through `stage`. A stage that was cut short goes on.
    pub async fn learn(&mut self, trial: usize, stage: Stage, start: Chain) -> Result<StageResult, RunError> {
        let layers = self.context.layers.len();
        let experiment = plain_experiment(self.context.experiment, self.transfer, layers, trial, stage);
        let device = self.context.device;
        let mut training =
            self.context.start_or_resume(start, |network| TrainingLoop::new(&experiment, network, device))?;
        self.train(&mut training, experiment.steps(), trial, stage).await?;
        let best = self.state.best.clone().ok_or(RunError::StageMissing)?;
        let Weights(weights) = best.weights;
        Ok(StageResult { weights, epoch: best.epoch, score: best.score })
    }

    /// Adds a look to the curve, of the first trial only: others would fold it back on itself.
    fn tell(&mut self, training: &mut TrainingLoop<'_>, trial: usize, evaluated: Evaluated) {
        let step = self.context.steps + training.done();
        let loss = training.mean_loss();
        let point = CurvePoint { step, loss, clean: evaluated.clean, robust: evaluated.robust };
        if trial == 0 {
            self.context.curve.push(point.clone());
        }
        self.context.emit(RunEvent::Evaluated { point, evaluated: Box::new(evaluated) });
    }
}
