//! An audit of the theorem that links the margins of layers by their dependencies (arXiv 2307.03803, Theorems 2 and 3).

use serde::{Deserialize, Serialize};

use crate::{Dependency, Estimate, LayerMargin, LayerwiseReport, Measure, Reader};

/// An audit of Theorem 2: γ_b ≤ γ_a + Σ ρ_j over the layers j of f_b (arXiv 2307.03803).
///
/// What it does not establish: margins and bits are different units, every ρ is an estimate, and the theorem's
/// assumptions are not checked.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TheoremAudit {
    /// Reader with which γ was measured.
    pub reader: Reader,
    /// Measure with which ρ was taken.
    pub measure: Measure,
    /// Name of the last layer of f_a.
    pub front: String,
    /// γ_a, measured at the last layer of f_a: the upper end, which attacks give.
    pub gamma_a: Estimate,
    /// Every layer of f_b with the dependency on the one before it.
    pub terms: Vec<(String, Dependency)>,
    /// The right-hand side γ_a + Σ ρ_j.
    pub right_hand_side: f64,
    /// The right-hand side with each ρ_j minus the mean of its null, γ_a + Σ max(0, ρ_j − null).
    pub right_hand_side_above_null: f64,
    /// γ_b, measured at the last layer of the network: the upper end, which attacks give.
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
    /// The audit of a network that is cut before its last `rest` layers; `None` where γ or ρ were not measured there.
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
    use crate::{Accuracy, CertifiedBy, Evaluated, LayerPair, Role};

    fn margin(layer: &str, gamma: f64) -> LayerMargin {
        let estimate = |value: f64| Estimate { value, low: value, high: value };
        let accuracy = Accuracy { correct: 1, of: 2 };
        LayerMargin {
            layer: layer.into(),
            reader: Reader::Probe,
            clean: estimate(gamma),
            certified: estimate(-1.0),
            certified_by: CertifiedBy::Ibp,
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
    fn the_audit_adds_up_by_hand() {
        let audit = TheoremAudit::of(&layerwise(), 2, Reader::Probe, Measure::Edge).expect("all was measured");
        assert_eq!((audit.front.as_str(), audit.terms.len()), ("b", 2));
        assert!((audit.right_hand_side - 5.2).abs() < 1e-12 && audit.consistent, "{audit:?}");
        // 0.2 + 0.1, and nothing for the pair below its null: less than the measured 0.5.
        assert!((audit.right_hand_side_above_null - 0.3).abs() < 1e-12 && !audit.consistent_above_null, "{audit:?}");
        // n = 4, a = 2: 0.2 + 0.2 · 1 · 2 / 2.
        assert!((audit.linear - 0.4).abs() < 1e-12, "{audit:?}");
    }

    #[test]
    fn there_is_no_audit_without_its_figures() {
        assert_eq!(TheoremAudit::of(&layerwise(), 2, Reader::Lambda, Measure::Edge), None);
        assert_eq!(TheoremAudit::of(&layerwise(), 2, Reader::Probe, Measure::Cka), None);
        assert_eq!(TheoremAudit::of(&layerwise(), 4, Reader::Probe, Measure::Edge), None, "nothing is left in front");
    }
}
