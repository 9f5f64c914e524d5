//! An audit of the theorem that links the margins of layers by their dependencies (arXiv 2307.03803, Theorems 2 and 3).

use serde::{Deserialize, Serialize};

use crate::{Dependency, Estimate, LayerMargin, LayerwiseReport, Measure, Reader};

/// An audit of Theorem 2 (arXiv 2307.03803): where its premises hold, the margin of f_b is **at least** γ_a + Σ ρ_j, the sum
/// over the layers j of f_b.
///
/// It is a guarantee from below. A margin above the sum contradicts nothing; one below it means that a premise failed. The
/// premises are
/// 1. f_a is γ_a-semirobust with γ_a > 0, which only the certified end of γ_a establishes;
/// 2. the mutual information of layer j with the one before it is at least ρ_j, in bits. No estimate establishes it: for
///    continuous inputs the information of a deterministic layer is infinite (Goldfeld et al., arXiv 1810.05728), and no
///    estimator certifies much more than log N (McAllester and Stratos 2020). What is measured is shown with its null;
/// 3. A2: at every layer of f_b the margin grows by more than 1 + U_j, where U_j bounds the density ratio behind ρ_j and
///    exceeds 1 wherever ρ_j > 0. Margins in [−1, 1] cannot grow by more than 2, so A2 cannot hold for them;
/// 4. layers are one to one, which ReLU and pooling are not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TheoremAudit {
    /// Reader with which γ was measured.
    pub reader: Reader,
    /// Measure with which ρ was taken, in bits.
    pub measure: Measure,
    /// Name of the last layer of f_a.
    pub front: String,
    /// γ_a, measured at the last layer of f_a.
    pub gamma_a: Bracket,
    /// Every layer of f_b.
    pub terms: Vec<AuditTerm>,
    /// Σ ρ_j in bits.
    pub sum: f64,
    /// What the theorem guarantees for γ_b: γ_a + Σ ρ_j, with the certified end of γ_a.
    pub guarantee: f64,
    /// γ_b, measured at the last layer of the network.
    pub gamma_b: Bracket,
    /// What Theorem 3 guarantees where every layer of f_b is linear in the layers before it; absent where a layer of f_a was
    /// not measured.
    pub linear: Option<f64>,
}

/// A margin that lies between two figures, each with its 95 % interval over samples.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Bracket {
    /// The lower end, which a certificate gives.
    pub certified: Estimate,
    /// The upper end, which attacks give.
    pub attacked: Estimate,
}

impl From<&LayerMargin> for Bracket {
    fn from(margin: &LayerMargin) -> Self {
        Self { certified: margin.certified, attacked: margin.attacked }
    }
}

/// A layer of f_b in the audit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuditTerm {
    /// Name of the layer.
    pub layer: String,
    /// Its dependency ρ_j on the layer before it, with its null.
    pub dependency: Dependency,
    /// How much the margin under attack grows from the layer before to this one, in [−2, 2]. A2 wants more than 1 + U_j,
    /// which is more than 2 wherever ρ_j > 0.
    pub growth: f64,
}

/// A premise of Theorem 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Premise {
    /// f_a is semirobust: γ_a > 0.
    FrontSemirobust,
    /// Each layer of f_b shares at least ρ_j bits with the one before it.
    Information,
    /// A2: the margin grows by more than 1 + U_j at each layer of f_b.
    Growth,
    /// The layers are one to one.
    OneToOne,
}

impl Premise {
    /// Every premise, in the order of the paper.
    pub const ALL: [Self; 4] = [Self::FrontSemirobust, Self::Information, Self::Growth, Self::OneToOne];
}

/// What is known of a premise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The measured figures establish it.
    Established,
    /// The measured figures neither establish nor contradict it.
    Open,
    /// It does not hold, or cannot.
    Fails,
}

/// How the guarantee compares with the measured margin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuditOutcome {
    /// γ_a > 0 is not certified: the theorem promises nothing.
    PremiseNotEstablished,
    /// γ_b lies below the guarantee: some assumption fails.
    Missed,
    /// γ_b does not lie below the guarantee.
    NotMissed,
}

impl AuditOutcome {
    /// The name used in tables.
    pub fn name(self) -> &'static str {
        match self {
            Self::PremiseNotEstablished => "premise-not-established",
            Self::Missed => "missed",
            Self::NotMissed => "not-missed",
        }
    }
}

impl TheoremAudit {
    /// The audit of a network that is cut before its last `rest` layers; `None` where γ or ρ were not measured there, or
    /// `measure` is not in bits.
    pub fn of(layerwise: &LayerwiseReport, rest: usize, reader: Reader, measure: Measure) -> Option<Self> {
        if !measure.in_bits() {
            return None;
        }
        let margins: Vec<&LayerMargin> = layerwise.margins.iter().filter(|margin| margin.reader == reader).collect();
        let front = margins.len().checked_sub(rest + 1)?;
        let (gamma_a, gamma_b) = (margins.get(front)?, margins.last()?);
        let terms: Vec<AuditTerm> = margins[front..]
            .windows(2)
            .map(|pair| {
                let (before, layer) = (pair[0], &pair[1].layer);
                let found = layerwise.pairs.iter().find(|pair| pair.child == *layer)?;
                let growth = pair[1].attacked.value - before.attacked.value;
                Some(AuditTerm { layer: layer.clone(), dependency: *found.dependency(measure)?, growth })
            })
            .collect::<Option<_>>()?;
        let sum = terms.iter().map(|term| term.dependency.value).sum::<f64>();
        Some(Self {
            reader,
            measure,
            front: gamma_a.layer.clone(),
            gamma_a: Bracket::from(*gamma_a),
            sum,
            guarantee: gamma_a.certified.value + sum,
            gamma_b: Bracket::from(*gamma_b),
            linear: linear_guarantee(&margins, front + 1),
            terms,
        })
    }

    /// What is known of a premise. A margin in [−1, 1] can never fulfil A2 where a ρ_j is above 0.
    pub fn standing(&self, premise: Premise) -> Standing {
        match premise {
            Premise::FrontSemirobust if self.gamma_a.certified.low > 0.0 => Standing::Established,
            Premise::FrontSemirobust if self.gamma_a.attacked.high <= 0.0 => Standing::Fails,
            Premise::FrontSemirobust => Standing::Open,
            Premise::Information => Standing::Open,
            Premise::Growth if self.terms.iter().any(|term| term.dependency.value > 0.0) => Standing::Fails,
            Premise::Growth => Standing::Open,
            // Every network here has ReLU or pooling between its layers, or maps to fewer classes than it has features.
            Premise::OneToOne => Standing::Fails,
        }
    }

    /// Whether γ_b lies below the guarantee, with the ends of both intervals that favour the theorem, so that chance alone
    /// misses nothing.
    pub fn outcome(&self) -> AuditOutcome {
        if self.standing(Premise::FrontSemirobust) != Standing::Established {
            AuditOutcome::PremiseNotEstablished
        } else if self.is_missed() {
            AuditOutcome::Missed
        } else {
            AuditOutcome::NotMissed
        }
    }

    /// Whether the upper end of γ_b lies below the lower end of γ_a plus Σ ρ_j, whatever is known of the premises.
    pub fn is_missed(&self) -> bool {
        self.gamma_b.attacked.high < self.gamma_a.certified.low + self.sum
    }
}

/// Theorem 3: γ_a + γ_a (n − 1 − a)(n − a)/2, in which γ_a is the **sum** of γ_i over the a layers of f_a, of n layers. With
/// their certified ends; `None` where f_a has no measured layer.
fn linear_guarantee(margins: &[&LayerMargin], a: usize) -> Option<f64> {
    let front = margins.get(..a)?;
    let gamma: f64 = front.iter().map(|margin| margin.certified.value).sum();
    let behind = (margins.len() - a) as f64;
    Some(gamma + gamma * (behind - 1.0) * behind / 2.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Accuracy, CertifiedBy, Evaluated, LayerPair, Role};

    /// A margin whose certified end lies 0.05 below the attacked one.
    fn margin(layer: &str, gamma: f64) -> LayerMargin {
        let estimate = |value: f64| Estimate { value, low: value - 0.02, high: value + 0.02 };
        let accuracy = Accuracy { correct: 1, of: 2 };
        LayerMargin {
            layer: layer.into(),
            reader: Reader::Probe,
            clean: estimate(gamma),
            certified: estimate(gamma - 0.05),
            certified_by: CertifiedBy::Ibp,
            attacked: estimate(gamma),
            transferred: estimate(gamma),
            clean_accuracy: accuracy,
            certified_accuracy: accuracy,
            attacked_accuracy: accuracy,
            transferred_accuracy: accuracy,
        }
    }

    fn pair(parent: &str, child: &str, value: f64) -> LayerPair {
        let dependency = Dependency {
            measure: Measure::Edge,
            value,
            null_mean: value,
            null_p95: value,
            excess: 0.0,
            p: Some(0.01),
            nulls: 20,
            samples: 100,
        };
        LayerPair { parent: parent.into(), child: child.into(), dependencies: vec![dependency] }
    }

    fn layerwise(gammas: [f64; 4], rho: f64) -> LayerwiseReport {
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
                plane: None,
            },
            margins: names.iter().zip(gammas).map(|(name, gamma)| margin(name, gamma)).collect(),
            pairs: names.windows(2).map(|pair_of| pair(pair_of[0], pair_of[1], rho)).collect(),
            noise: Vec::new(),
            projections: Vec::new(),
        }
    }

    fn audit(gammas: [f64; 4], rho: f64) -> TheoremAudit {
        TheoremAudit::of(&layerwise(gammas, rho), 2, Reader::Probe, Measure::Edge).expect("all was measured")
    }

    #[test]
    fn the_audit_adds_up_by_hand() {
        let audit = audit([0.1, 0.2, 0.3, 0.5], 2.5);
        let layers: Vec<&str> = audit.terms.iter().map(|term| term.layer.as_str()).collect();
        assert_eq!((audit.front.as_str(), layers), ("b", vec!["c", "d"]));
        let near = |found: f64, expected: f64| assert!((found - expected).abs() < 1e-12, "{found} is not {expected}");
        near(audit.sum, 5.0);
        near(audit.guarantee, 0.15 + 5.0);
        near(audit.terms[0].growth, 0.1);
        near(audit.terms[1].growth, 0.2);
        // n = 4, a = 2, and the certified ends 0.05 + 0.15 of both layers of f_a: 0.2 + 0.2 · 1 · 2 / 2.
        near(audit.linear.expect("f_a was measured"), 0.4);
    }

    #[test]
    fn a_margin_below_the_guarantee_misses_it_and_one_above_contradicts_nothing() {
        assert_eq!(audit([0.1, 0.2, 0.3, 0.5], 2.5).outcome(), AuditOutcome::Missed);
        assert_eq!(audit([0.1, 0.2, 0.3, 0.9], 0.1).outcome(), AuditOutcome::NotMissed);
        // Certified at 0.15 ± 0.02 and two bits of a tenth: the guarantee is 0.35, and 0.33 with the lower end.
        assert_eq!(audit([0.1, 0.2, 0.3, 0.32], 0.1).outcome(), AuditOutcome::NotMissed, "0.34 is not below 0.33");
        assert_eq!(audit([0.1, 0.2, 0.3, 0.3], 0.1).outcome(), AuditOutcome::Missed, "0.32 is below 0.33");
        // 0.06 under attack, but only 0.01 − 0.02 certified.
        assert_eq!(audit([0.1, 0.06, 0.3, 0.5], 2.5).outcome(), AuditOutcome::PremiseNotEstablished);
    }

    #[test]
    fn premises_are_judged_by_what_was_measured() {
        let all = |audit: &TheoremAudit| Premise::ALL.map(|premise| audit.standing(premise));
        use Standing::{Established, Fails, Open};
        assert_eq!(all(&audit([0.1, 0.2, 0.3, 0.5], 2.5)), [Established, Open, Fails, Fails]);
        assert_eq!(all(&audit([0.1, 0.06, 0.3, 0.5], 0.0)), [Open, Open, Open, Fails]);
        assert_eq!(all(&audit([0.1, -0.1, 0.3, 0.5], 1.0)), [Fails, Open, Fails, Fails]);
    }

    proptest::proptest! {
        #[test]
        fn a_larger_margin_of_f_b_never_misses_what_a_smaller_one_does_not(
            gammas in proptest::array::uniform4(-1.0_f64..1.0), rho in 0.0_f64..3.0, more in 0.0_f64..1.0,
        ) {
            let before = audit(gammas, rho).outcome();
            let after = audit([gammas[0], gammas[1], gammas[2], gammas[3] + more], rho).outcome();
            proptest::prop_assert!(before != AuditOutcome::NotMissed || after == AuditOutcome::NotMissed);
            proptest::prop_assert!((before == AuditOutcome::PremiseNotEstablished) == (after == AuditOutcome::PremiseNotEstablished));
        }
    }

    #[test]
    fn there_is_no_audit_without_its_figures() {
        let layerwise = layerwise([0.1, 0.2, 0.3, 0.5], 1.0);
        assert_eq!(TheoremAudit::of(&layerwise, 2, Reader::Lambda, Measure::Edge), None);
        assert_eq!(TheoremAudit::of(&layerwise, 2, Reader::Probe, Measure::Ksg), None);
        assert_eq!(TheoremAudit::of(&layerwise, 2, Reader::Probe, Measure::Cka), None, "it is not in bits");
        assert_eq!(TheoremAudit::of(&layerwise, 4, Reader::Probe, Measure::Edge), None, "nothing is left in front");
    }
}
