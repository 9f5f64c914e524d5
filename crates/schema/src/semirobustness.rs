//! How robust a layer is with its own reader: γ, and the ledger of the theorem that links the layers.

use serde::{Deserialize, Serialize};
use strum::{EnumCount as _, VariantArray as _};

use crate::{Accuracy, Dependency, Estimate, Evaluated, LayerPair, Measure, names::all, protocol::Objective};

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
    /// The layers that follow. Then γ is the same number at every layer, and says nothing about any of them.
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
    /// What reads it.
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

/// Which of the four networks of the paper's Algorithm 1.
#[derive(
    Clone,
    Copy,
    Debug,
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
pub enum Role {
    /// (f_a, f_b): trained on clean samples.
    Normal,
    /// (f_a*, f_b*): trained on attacked samples.
    Robust,
    /// (f_a*, f_b): the robust front before the clean rest.
    Semirobust,
    /// (f_a*, f̃_b): the rest fine-tuned behind the frozen robust front.
    Transferred,
}

impl Role {
    /// All of them, in the order in which they come to be.
    pub const ALL: [Self; Self::COUNT] = all(Self::VARIANTS);

    /// The name used in files.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// One network, layer by layer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LayerwiseReport {
    /// Which network.
    pub role: Role,
    /// Layers in f_b; absent for the networks that were not cut.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rest: Option<usize>,
    /// What f̃_b was fine-tuned for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub objective: Option<Objective>,
    /// Accuracy, sensitivity of every layer and examples, on test samples.
    pub evaluated: Evaluated,
    /// γ of every layer, from input to output; one for each reader that was asked for.
    pub margins: Vec<LayerMargin>,
    /// ρ of every pair of neighbours, on attacked test samples.
    pub pairs: Vec<LayerPair>,
    /// What it says everywhere, where samples are points of the plane.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plane: Option<Plane>,
    /// Where it puts the examples, layer by layer, where samples are points of the plane.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub projections: Vec<Projection>,
}

/// A network's answers on a grid over [0, 1]²: row by row from y = 0 on, x growing within a row, cell centres.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plane {
    /// Cells along each side.
    pub side: usize,
    /// The likeliest class of each cell.
    pub classes: Vec<u8>,
    /// How much likelier than the next one, in [0, 1].
    pub margins: Vec<f32>,
}

/// A layer's activations of the examples, on the first two principal components of the clean ones.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Projection {
    /// Name of the layer.
    pub layer: String,
    /// Of the clean examples, in their order.
    pub clean: Vec<[f32; 2]>,
    /// Of the attacked ones, in the same plane.
    pub attacked: Vec<[f32; 2]>,
    /// The share of the clean activations' variance that the plane shows, in [0, 1].
    pub share: f64,
}

/// Theorem 2 as an account: γ_b ≤ γ_a + Σ ρ_j over the layers j of f_b (arXiv 2307.03803).
///
/// What it does not establish: margins and bits are different units, every ρ is an estimate, and the theorem's
/// assumptions are not checked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TheoremAudit {
    /// What reads the layers.
    pub reader: Reader,
    /// What ρ is.
    pub measure: Measure,
    /// The last layer of f_a.
    pub front: String,
    /// γ_a: as far as attacks know, the upper end.
    pub gamma_a: Estimate,
    /// Every layer of f_b with the dependency on the one before it.
    pub terms: Vec<(String, Dependency)>,
    /// γ_a + Σ ρ_j.
    pub right_hand_side: f64,
    /// γ_a + Σ (ρ_j − its null), terms below 0 left out.
    pub right_hand_side_above_null: f64,
    /// γ_b, measured at the last layer.
    pub gamma_b: Estimate,
    /// What Theorem 3 gives where every layer of f_b is a linear combination of the ones before it:
    /// γ_a + γ_a (n − 1 − a)(n − a) / 2.
    pub linear: f64,
    /// Whether γ_b ≤ γ_a + Σ ρ_j.
    pub consistent: bool,
    /// Whether that still holds with ρ_j above its null alone.
    pub consistent_above_null: bool,
}

impl TheoremAudit {
    /// The account of a network cut before its last `rest` layers; nothing where γ or ρ were not measured there.
    pub fn of(layerwise: &LayerwiseReport, rest: usize, reader: Reader, measure: Measure) -> Option<Self> {
        let margins: Vec<&LayerMargin> = layerwise.margins.iter().filter(|margin| margin.reader == reader).collect();
        let front = margins.len().checked_sub(rest + 1)?;
        let (gamma_a, gamma_b) = (margins.get(front)?, margins.last()?);
        let terms: Vec<(String, Dependency)> = margins[front + 1..]
            .iter()
            .map(|margin| {
                let pair = layerwise.pairs.iter().find(|pair| pair.child == margin.layer)?;
                Some((margin.layer.clone(), *pair.dependency(measure)?))
            })
            .collect::<Option<_>>()?;
        let start = gamma_a.attacked.value;
        let right_hand_side = start + terms.iter().map(|(_, term)| term.value).sum::<f64>();
        let right_hand_side_above_null = start + terms.iter().map(|(_, term)| term.excess.max(0.0)).sum::<f64>();
        let (n, a) = (margins.len() as f64, (front + 1) as f64);
        Some(Self {
            reader,
            measure,
            front: gamma_a.layer.clone(),
            gamma_a: gamma_a.attacked,
            terms,
            right_hand_side,
            right_hand_side_above_null,
            gamma_b: gamma_b.attacked,
            linear: start + start * (n - 1.0 - a) * (n - a) / 2.0,
            consistent: gamma_b.attacked.value <= right_hand_side,
            consistent_above_null: gamma_b.attacked.value <= right_hand_side_above_null,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn margin(layer: &str, gamma: f64) -> LayerMargin {
        let estimate = |value: f64| Estimate { value, low: value, high: value };
        let accuracy = Accuracy { correct: 1, of: 2 };
        LayerMargin {
            layer: layer.into(),
            reader: Reader::Probe,
            clean: estimate(gamma),
            certified: estimate(-1.0),
            attacked: estimate(gamma),
            transferred: estimate(gamma),
            clean_accuracy: accuracy,
            certified_accuracy: accuracy,
            attacked_accuracy: accuracy,
            transferred_accuracy: accuracy,
        }
    }

    fn pair(parent: &str, child: &str, value: f64, null_mean: f64) -> LayerPair {
        let dependency = Dependency {
            measure: Measure::Edge,
            value,
            null_mean,
            null_p95: null_mean,
            excess: value - null_mean,
            nulls: 20,
            samples: 100,
        };
        LayerPair { parent: parent.into(), child: child.into(), dependencies: vec![dependency] }
    }

    fn layerwise() -> LayerwiseReport {
        let names = ["a", "b", "c", "d"];
        LayerwiseReport {
            role: Role::Semirobust,
            rest: Some(2),
            objective: None,
            evaluated: Evaluated {
                clean: Accuracy::default(),
                robust: Accuracy::default(),
                sensitivities: Vec::new(),
                examples: Vec::new(),
                attacks: Vec::new(),
            },
            margins: names.iter().zip([0.1, 0.2, 0.3, 0.5]).map(|(name, gamma)| margin(name, gamma)).collect(),
            pairs: vec![pair("a", "b", 5.0, 4.0), pair("b", "c", 3.0, 2.9), pair("c", "d", 2.0, 2.5)],
            plane: None,
            projections: Vec::new(),
        }
    }

    #[test]
    fn the_ledger_adds_up_by_hand() {
        let audit = TheoremAudit::of(&layerwise(), 2, Reader::Probe, Measure::Edge).expect("all was measured");
        assert_eq!((audit.front.as_str(), audit.terms.len()), ("b", 2));
        assert!((audit.right_hand_side - 5.2).abs() < 1e-12 && audit.consistent, "{audit:?}");
        // 0.2 + 0.1, and nothing for the pair below its null: less than the measured 0.5.
        assert!((audit.right_hand_side_above_null - 0.3).abs() < 1e-12 && !audit.consistent_above_null, "{audit:?}");
        // n = 4, a = 2: 0.2 + 0.2 · 1 · 2 / 2.
        assert!((audit.linear - 0.4).abs() < 1e-12, "{audit:?}");
    }

    #[test]
    fn there_is_no_ledger_without_its_entries() {
        assert_eq!(TheoremAudit::of(&layerwise(), 2, Reader::Lambda, Measure::Edge), None);
        assert_eq!(TheoremAudit::of(&layerwise(), 2, Reader::Probe, Measure::Cka), None);
        assert_eq!(TheoremAudit::of(&layerwise(), 4, Reader::Probe, Measure::Edge), None, "nothing is left in front");
    }
}
