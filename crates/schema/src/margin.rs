//! γ: the margin of a layer with a separate reader, between what is certified and what attacks leave.

use serde::{Deserialize, Serialize};
use strum::{EnumCount as _, VariantArray as _};

use crate::{Accuracy, Estimate, names::all};

/// G: how a layer's output is read as an answer. The paper leaves it open (arXiv 2307.03803, section 2).
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    strum::EnumCount,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Reader {
    /// A linear classifier on the spatial means of the layer's clean activations, fitted by cross-entropy on training samples.
    #[default]
    Probe,
    /// The least-squares map from the layer's clean activations to the network's logits (the paper's λ).
    Lambda,
    /// The layers that follow. Then γ is the same number at every layer, and does not characterise any of them.
    Rest,
}

impl Reader {
    /// All of them.
    pub const ALL: [Self; Self::COUNT] = all(Self::VARIANTS);

    /// The name used in files.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// γ of one layer: the mean over test samples of the least margin p_y − max p_k that a perturbation in the ball can leave,
/// in [−1, 1]. The least is not computable; it lies between `certified` and `attacked`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LayerMargin {
    /// Name of the layer.
    pub layer: String,
    /// Its reader.
    pub reader: Reader,
    /// Mean margin without attack.
    pub clean: Estimate,
    /// Mean of a lower bound of the least margin, by interval bound propagation.
    pub certified: Estimate,
    /// Mean of an upper bound: what is left by an attack through this layer and its reader.
    pub attacked: Estimate,
    /// What is left by the attack on the whole network, read here.
    pub transferred: Estimate,
    /// Correct without attack.
    pub clean_accuracy: Accuracy,
    /// Correct whatever the perturbation, by the certificate.
    pub certified_accuracy: Accuracy,
    /// Correct clean and under the attack through this layer.
    pub attacked_accuracy: Accuracy,
    /// Correct clean and under the attack on the whole network.
    pub transferred_accuracy: Accuracy,
}
