//! The margin γ of a layer with a separate reader: a certified lower bound, and an upper bound from attacks.

use serde::{Deserialize, Serialize};
use strum::{EnumCount as _, VariantArray as _};

use crate::{Accuracy, Estimate, names::all};

/// G: how a layer's output, after normalisation, non-linearity and pooling, is read as an answer. The paper leaves it open
/// (arXiv 2307.03803, section 2).
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
    /// A linear classifier on the means of the layer's output over places, fitted by cross-entropy on clean training samples.
    #[default]
    Probe,
    /// The least-squares map from the layer's output to the network's logits, fitted on clean training samples (after the paper's λ).
    Lambda,
    /// The layers that follow. Then γ is the same number at every layer, and does not characterise any of them.
    Rest,
}

impl Reader {
    /// Every reader, in display order.
    pub const ALL: [Self; Self::COUNT] = all(Self::VARIANTS);

    /// The name used in files.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// How a certified margin was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CertifiedBy {
    /// Interval bound propagation (Gowal et al. 2018).
    #[default]
    Ibp,
    /// Linear relaxation (CROWN: Zhang et al. 2018), or interval bounds where they are tighter.
    Crown,
}

/// γ of one layer: the mean over test samples of the least margin p_y − max p_k that a perturbation in the ball can leave,
/// in [−1, 1]. The least is not computable; it lies between `certified` and `attacked`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LayerMargin {
    /// Name of the layer.
    pub layer: String,
    /// Reader that gives the layer's answer.
    pub reader: Reader,
    /// Mean margin of the clean samples.
    pub clean: Estimate,
    /// Mean of a lower bound of the least margin.
    pub certified: Estimate,
    /// How that bound was found. Reports from before linear relaxations don't say.
    #[serde(default)]
    pub certified_by: CertifiedBy,
    /// Mean of an upper bound of the least margin: the margin under an attack through this layer and its reader.
    pub attacked: Estimate,
    /// Mean margin at this layer under the attack on the whole network.
    pub transferred: Estimate,
    /// Accuracy without attack.
    pub clean_accuracy: Accuracy,
    /// Share of samples that are certified to be correct under every perturbation in the ball.
    pub certified_accuracy: Accuracy,
    /// Share of samples that are correct both clean and under the attack through this layer.
    pub attacked_accuracy: Accuracy,
    /// Share of samples that are correct both clean and under the attack on the whole network.
    pub transferred_accuracy: Accuracy,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reports_that_do_not_say_how_a_margin_was_certified_can_be_read() {
        let estimate = Estimate { value: 0.1, low: 0.0, high: 0.2 };
        let accuracy = Accuracy { correct: 1, of: 2 };
        let margin = LayerMargin {
            layer: "conv1".into(),
            reader: Reader::Probe,
            clean: estimate,
            certified: estimate,
            certified_by: CertifiedBy::Ibp,
            attacked: estimate,
            transferred: estimate,
            clean_accuracy: accuracy,
            certified_accuracy: accuracy,
            attacked_accuracy: accuracy,
            transferred_accuracy: accuracy,
        };
        let mut written = serde_json::to_value(&margin).expect("it is written");
        let said = written.as_object_mut().and_then(|fields| fields.remove("certified_by"));
        assert_eq!(said, Some("ibp".into()));
        assert_eq!(serde_json::from_value::<LayerMargin>(written).expect("it is read"), margin);
    }
}
