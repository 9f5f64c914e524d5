//! Warnings about figures, with the measurements behind them. The words are in the catalogue.

use serde::{Deserialize, Serialize};

use crate::{Accuracy, Parent};

/// A reason to read figures with care. The run or the attack continues.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Warning {
    /// The trained network gives every sample the same answer.
    Collapsed,
    /// The same, where a front was trained on attacked samples before a clean rest.
    CollapsedBehindFront,
    /// The network withstands the one-step attack that it trains with, but not PGD with ten steps (Wong, Rice, Kolter 2020).
    CatastrophicOverfitting {
        /// Number of training steps done when it was detected.
        step: usize,
        /// Accuracy on training samples under the attack of the training.
        one_step: Accuracy,
        /// Accuracy on the same samples under PGD.
        iterated: Accuracy,
    },
    /// A run was resumed without its optimiser's state.
    OptimizerRestarted {
        /// Number of training steps done when the run was resumed.
        step: usize,
    },
    /// A run was resumed with another experiment than it began with.
    ExperimentEdited {
        /// Number of training steps done when the run was resumed.
        step: usize,
        /// Each setting that is another one: its key, its value before and its value now.
        changes: Vec<String>,
    },
    /// A parent of a triage gives every sample the same answer.
    ParentNotTrained {
        /// Number of the trial, from 1.
        trial: usize,
        /// The parent that was not trained.
        parent: Parent,
    },
    /// Two passes over the same samples give different logits.
    RandomLogits,
    /// The outputs are probabilities rather than logits.
    ProbabilityOutputs,
    /// Samples whose input gradient is exactly zero before the first step of an attack.
    ZeroGradients {
        /// Number of samples with a gradient of zero.
        zero: usize,
        /// Number of samples that were examined.
        samples: usize,
    },
    /// Too few classes for the targeted difference of logits ratio.
    NoTargetedRatio {
        /// Number of classes of the data.
        classes: usize,
    },
    /// Fewer classes than a targeted attack has targets.
    FewTargets {
        /// Number of classes of the data.
        classes: usize,
    },
    /// The attack without gradients breaks samples that the attacks by gradients did not.
    SquareBeatsGradients {
        /// Number of samples that only the attack without gradients broke.
        broken: usize,
        /// Number of attacked samples.
        samples: usize,
    },
}
