//! Why a run ended early, with the figures behind it. The words are in the catalogue.

use serde::{Deserialize, Serialize};

use crate::Message;

/// Why a run ended early.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Failure {
    /// What the run was given can't be used.
    Unusable {
        /// What is wrong with it, and how to correct it.
        message: Message,
    },
    /// The loss is not finite.
    LossNotFinite {
        /// Training step, from 1.
        step: usize,
        /// Training phase, from 1.
        phase: usize,
        /// The loss: `inf`, `-inf` or `NaN`, which JSON has no numbers for.
        loss: String,
    },
    /// The activations of a layer are not finite.
    ActivationsNotFinite,
    /// The device failed, as when a GPU is lost.
    DeviceFailed {
        /// What the driver says.
        reason: String,
    },
    /// The browser's GPU can't be used.
    NoGpu {
        /// What the browser says.
        reason: String,
    },
    /// The engine stopped in the middle of its work.
    EngineStopped {
        /// What it, or the browser, says; may be empty.
        reason: String,
        /// Whether its device is a GPU, which the page can do without.
        on_gpu: bool,
    },
}

impl Failure {
    /// Whether the device is gone, so that the run can be resumed elsewhere from its last checkpoint.
    pub fn is_device_lost(&self) -> bool {
        match self {
            Self::Unusable { .. } | Self::LossNotFinite { .. } => false,
            Self::ActivationsNotFinite | Self::DeviceFailed { .. } | Self::NoGpu { .. } => true,
            Self::EngineStopped { on_gpu, .. } => *on_gpu,
        }
    }
}
