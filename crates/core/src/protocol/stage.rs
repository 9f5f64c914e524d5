//! The stages of a transfer of robustness: trainings whose epochs are looked at, of which the best is kept.

use layerlab_schema::{
    BestEpoch, CurvePoint, Evaluated, Event, Kept, Objective, Selection, Stage, TunedEpoch, Weights,
};

use super::{
    journey::Journey,
    stages::Stages,
    transfer::{Transferring, plain_experiment, scores},
};
use crate::{
    Host, RunError,
    data::{Kind, Source},
    network::{self, Chain},
    train::Course,
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

impl<'a, H: Host + 'a, S: Source + 'a> Stages<'a, H, S> for Transferring<'a, H, S> {
    fn journey(&mut self) -> &mut Journey<'a, H, S> {
        &mut self.journey
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
            Stage::Examine { .. } | Stage::Longer { .. } | Stage::Cell { .. } => Err(RunError::StageMissing),
        }
    }

    fn forget_stage(&mut self) {
        self.state.best = None;
        self.state.tuned.clear();
    }

    fn looks_after(&self, stage: Stage, done: usize) -> bool {
        let before = matches!(stage, Stage::FineTune { .. });
        if done == 0 { before } else { done.is_multiple_of(self.journey.experiment.steps_per_epoch()) }
    }

    /// Looks at the selection's samples, and keeps the weights where they are the best so far.
    async fn look_on_the_way(&mut self, course: &mut Course<'_>, trial: usize, stage: Stage) -> Result<(), RunError> {
        let experiment = self.journey.experiment;
        let epoch = course.done() / experiment.steps_per_epoch();
        let network = course.network();
        let (kind, there) = match self.transfer.selection {
            Selection::Validation => (Kind::Validation, experiment.data.validation),
            Selection::Test => (Kind::Test, experiment.data.test),
        };
        let samples = experiment.evaluation.samples.min(there);
        let evaluated = self.journey.look(trial, &network, kind, samples, async |_| true).await?.evaluated;
        if let Stage::FineTune { rest, .. } = stage {
            let bonds = self.bonds_of_epoch(trial, &network, rest).await?;
            self.state.tuned.push(TunedEpoch { epoch, scores: scores(&evaluated), bonds });
        }
        let learns_clean = matches!(stage, Stage::Normal | Stage::FineTune { objective: Objective::Clean, .. });
        let score = if learns_clean { evaluated.clean.value() } else { evaluated.robust.value() };
        let is_best = self.state.best.as_ref().is_none_or(|best| score > best.score) || self.has_arrived(stage);
        // Epoch 0 is the semirobust network: it is looked at, but never chosen.
        if epoch > 0 && is_best {
            let weights = Weights(network::save(&network).await?);
            self.state.best = Some(BestEpoch { epoch, score, weights });
        }
        self.tell(course, trial, evaluated);
        Ok(())
    }

    /// Fine-tuning ends early where the rest has come close enough to the robust network.
    fn has_arrived(&self, stage: Stage) -> bool {
        let close = |epoch: &TunedEpoch| epoch.epoch > 0 && epoch.scores.robust.value() >= self.state.goal;
        matches!(stage, Stage::FineTune { .. }) && self.state.tuned.last().is_some_and(close)
    }
}

impl<H: Host, S: Source> Transferring<'_, H, S> {
    /// Trains `start` through `stage`. A stage that was cut short goes on.
    pub async fn learn(&mut self, trial: usize, stage: Stage, start: Chain) -> Result<Learned, RunError> {
        let layers = self.journey.layers.len();
        let experiment = plain_experiment(self.journey.experiment, self.transfer, layers, trial, stage);
        let device = self.journey.device;
        let mut course = self.journey.resume(start, |network| Course::new(&experiment, network, device))?;
        self.train(&mut course, experiment.steps(), trial, stage).await?;
        let best = self.state.best.clone().ok_or(RunError::StageMissing)?;
        let Weights(weights) = best.weights;
        Ok(Learned { weights, epoch: best.epoch, score: best.score })
    }

    /// Adds a look to the curve, of the first trial only: others would fold it back on itself.
    fn tell(&mut self, course: &mut Course<'_>, trial: usize, evaluated: Evaluated) {
        let step = self.journey.steps + course.done();
        let loss = course.mean_loss();
        let point = CurvePoint { step, loss, clean: evaluated.clean, robust: evaluated.robust };
        if trial == 0 {
            self.journey.curve.push(point.clone());
        }
        self.journey.host.emit(Event::Looked { run: self.journey.run, point, evaluated: Box::new(evaluated) });
    }
}
