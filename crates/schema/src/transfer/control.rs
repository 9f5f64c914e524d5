//! Controls of a transfer: networks without which "the front carries the robustness" does not follow (ours).

use serde::{Deserialize, Serialize};
use strum::VariantArray as _;

use crate::{AttackResult, Scores};

/// A network that the transferred one, (f_a*, f̃_b), is compared with.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Control {
    /// (f_a, f̃_b): the same rest, fine-tuned adversarially behind the frozen **clean** front. It shows what f_b can do by
    /// itself; the effect of the front is the difference to it.
    CleanFront,
    /// (f_a, f_b*): the reverse swap, the robust rest behind the clean front, without training.
    Reverse,
    /// The semirobust network (f_a*, f_b) with the batch statistics of f_b estimated again behind f_a*. Only where f_b has
    /// batch normalisation.
    Statistics,
    /// `robust+`: (f_a*, f_b*) trained for as many more epochs as the longest adversarial fine-tuning took.
    RobustLonger,
}

impl Control {
    /// Every control, in display order.
    pub fn all() -> Vec<Self> {
        Self::VARIANTS.to_vec()
    }

    /// The name used in files.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Whether it is trained adversarially, as a counterpart of fine-tuning.
    pub fn is_trained(self) -> bool {
        match self {
            Self::CleanFront | Self::RobustLonger => true,
            Self::Reverse | Self::Statistics => false,
        }
    }
}

/// Accuracies of a control on test samples.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ControlResult {
    /// Which control.
    pub control: Control,
    /// Number of layers in f_b; absent for `robust+`, which is not cut.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rest: Option<usize>,
    /// Number of epochs that it was trained for; 0 without training.
    pub epochs: usize,
    /// Accuracies on test samples.
    pub scores: Scores,
    /// Results of further attacks.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attacks: Vec<AttackResult>,
}
