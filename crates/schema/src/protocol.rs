//! Protocols: experiments of several trainings, as the papers do them.

use serde::{Deserialize, Serialize};

use crate::{Layer, Transfer, TransferStage, Triage, TriageStage};

/// What an experiment does beyond one training.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Protocol {
    /// Algorithm 1 of arXiv 2307.03803.
    Transfer(Transfer),
    /// Deep net triage, arXiv 1801.04651.
    Triage(Triage),
}

impl Protocol {
    /// Epochs of all of it, at most, on a network of these layers.
    pub fn epochs(&self, layers: &[Layer]) -> usize {
        match self {
            Self::Transfer(transfer) => transfer.epochs(),
            Self::Triage(triage) => triage.epochs(layers),
        }
    }

    /// Epochs of its adversarial training, where there is some.
    pub fn robust_epochs(&self) -> Option<usize> {
        match self {
            Self::Transfer(transfer) => Some(transfer.robust_epochs),
            Self::Triage(triage) => triage.needs_robust().then_some(triage.parent_epochs),
        }
    }

    /// Networks that are measured, all trials together: of a triage its cells.
    pub fn cells(&self, layers: &[Layer]) -> usize {
        match self {
            Self::Transfer(transfer) => transfer.trials * transfer.stages().len(),
            Self::Triage(triage) => triage.cells(layers),
        }
    }
}

/// A stage of a protocol: one training, or one network that is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Of a transfer of robustness.
    Transfer(TransferStage),
    /// Of a triage.
    Triage(TriageStage),
}

impl From<TransferStage> for Stage {
    fn from(stage: TransferStage) -> Self {
        Self::Transfer(stage)
    }
}

impl From<TriageStage> for Stage {
    fn from(stage: TriageStage) -> Self {
        Self::Triage(stage)
    }
}
