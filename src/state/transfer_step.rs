//! The five moments in which a guided run is told.

use layerlab_schema::{CutResult, Objective, Role, Scores, Stage, Tuned};

use super::Run;
use crate::settings::transfer_of;

/// A moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransferStep {
    /// The normal network is trained.
    Normal,
    /// From it the robust one.
    Robust,
    /// The clean rest goes behind the robust front.
    Swap,
    /// What that costs.
    Fall,
    /// The rest learns behind the frozen front.
    FineTune,
}

/// How far a moment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepProgress {
    /// It will come.
    Planned,
    /// It is going on.
    UnderWay,
    /// The run ended in it.
    Halted,
    /// It is over.
    Over,
}

impl StepProgress {
    /// The name that styles and tests read.
    pub fn name(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::UnderWay => "under-way",
            Self::Halted => "halted",
            Self::Over => "over",
        }
    }
}

impl TransferStep {
    /// All of them, in order.
    pub const ALL: [Self; 5] = [Self::Normal, Self::Robust, Self::Swap, Self::Fall, Self::FineTune];

    /// The name that tests read.
    pub fn name(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Robust => "robust",
            Self::Swap => "swap",
            Self::Fall => "fall",
            Self::FineTune => "fine-tune",
        }
    }

    /// The network that it makes.
    pub fn role(self) -> Role {
        match self {
            Self::Normal => Role::Normal,
            Self::Robust => Role::Robust,
            Self::Swap | Self::Fall => Role::Semirobust,
            Self::FineTune => Role::Transferred,
        }
    }

    /// The moment of a stage; after a swap the fall is measured. A triage has no moments of its own: its networks are
    /// normal ones, and what learns in them is fine-tuned.
    pub fn of(stage: Stage) -> Self {
        match stage {
            Stage::Normal | Stage::MeasureParent { .. } | Stage::TrainLonger { .. } => Self::Normal,
            Stage::Robust => Self::Robust,
            Stage::Swap { .. } => Self::Fall,
            Stage::FineTune { .. } | Stage::Cell { .. } => Self::FineTune,
        }
    }

    /// How far it is in a run.
    pub fn progress(self, run: &Run, is_over: bool) -> StepProgress {
        let now = run.protocol.now().map(|begun| Self::of(begun.stage));
        let position = |moment: Self| Self::ALL.iter().position(|&m| m == moment);
        match now {
            None if self == Self::Normal && !is_over => StepProgress::UnderWay,
            None => StepProgress::Planned,
            Some(now) if position(now) < position(self) => StepProgress::Planned,
            Some(now) if now == self && !is_over => StepProgress::UnderWay,
            Some(now) if now == self && (run.report.is_none() || run.was_stopped()) => StepProgress::Halted,
            Some(_) => StepProgress::Over,
        }
    }
}

/// The share of the stage under way that is done.
pub fn share_of(run: &Run) -> Option<f64> {
    let (begun, transfer) = (run.protocol.now()?, transfer_of(&run.experiment)?);
    let steps = transfer.epochs_of(begun.stage) * run.experiment.steps_per_epoch();
    (steps > 0).then(|| (run.step.saturating_sub(begun.step) as f64 / steps as f64).min(1.0))
}

/// What of a protocol is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TransferFocus {
    /// Layers in f_b.
    pub rest: usize,
    /// What f_b was fine-tuned for; the first of several where none was chosen.
    pub objective: Option<Objective>,
}

/// What a run's trials say of the cut, one after the other.
pub fn cuts_of(run: &Run, focus: TransferFocus) -> impl Iterator<Item = &CutResult> {
    let trials = run.report.iter().filter_map(|report| report.transfer.as_ref()).flat_map(|found| &found.trials);
    trials.filter_map(move |trial| trial.cuts.iter().find(|cut| cut.rest == focus.rest))
}

/// How the rest was fine-tuned in the first trial, the one that is drawn.
pub fn tuned_of(run: &Run, focus: TransferFocus) -> Option<&Tuned> {
    let tuned = &cuts_of(run, focus).next()?.tuned;
    tuned.iter().find(|tuned| Some(tuned.objective) == focus.objective).or(tuned.first())
}

/// The accuracies of a network of a run: on test samples, mean over trials where the run is over.
pub fn scores_of(run: &Run, role: Role, focus: TransferFocus) -> Vec<Scores> {
    let TransferFocus { rest, objective } = focus;
    let trials = run.report.as_ref().and_then(|report| report.transfer.as_ref()).map(|found| &found.trials);
    let Some(trials) = trials else {
        let networks = run.protocol.networks(rest, objective);
        let found = networks.iter().find(|m| m.layerwise.role == role).map(|m| &m.look.evaluated);
        return found.map(|e| Scores { clean: e.clean, robust: e.robust }).into_iter().collect();
    };
    let cut = |trial: &layerlab_schema::Trial| trial.cuts.iter().find(|cut| cut.rest == rest).cloned();
    trials
        .iter()
        .filter_map(|trial| match role {
            Role::Normal => Some(trial.normal),
            Role::Robust => trial.robust,
            Role::Semirobust => cut(trial).map(|cut| cut.semirobust),
            Role::Transferred => {
                let tuned = cut(trial)?.tuned;
                let asked = tuned.iter().find(|tuned| Some(tuned.objective) == objective);
                asked.or(tuned.first()).map(|tuned| tuned.scores)
            }
        })
        .collect()
}
