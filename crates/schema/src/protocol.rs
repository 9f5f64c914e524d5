//! Protocols: experiments of several trainings, as the papers do them.

use serde::{Deserialize, Serialize};

use crate::{Layer, Transfer, TransferStage, Triage, TriageStage};

/// What an experiment does beyond one training.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Protocol {
    /// Transfer of robustness: Algorithm 1 of arXiv 2307.03803.
    Transfer(Transfer),
    /// Deep net triage of arXiv 1801.04651.
    Triage(Triage),
}

impl Protocol {
    /// Maximum number of epochs of the protocol on a network of these layers.
    pub fn epochs(&self, layers: &[Layer]) -> usize {
        match self {
            Self::Transfer(transfer) => transfer.epochs(),
            Self::Triage(triage) => triage.epochs(layers),
        }
    }

    /// Number of epochs of its adversarial training; absent where it has none.
    pub fn robust_epochs(&self) -> Option<usize> {
        match self {
            Self::Transfer(transfer) => Some(transfer.robust_epochs),
            Self::Triage(triage) => triage.needs_robust().then_some(triage.parent_epochs),
        }
    }

    /// Number of networks that are measured in all trials; for a triage the number of its cells.
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
    /// A stage of a transfer of robustness.
    Transfer(TransferStage),
    /// A stage of a triage.
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
