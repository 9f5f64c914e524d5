//! The claims as data; the sentences are in the catalogue of words.

use serde::{Deserialize, Serialize};

use crate::{Estimate, Initialisation, Objective, Parent, Scheme};

/// A claim of a paper with everything that its sentence names.
///
/// Up to `DependencyFalls` they are of arXiv 2307.03803 where they are not ours, then come C1 to C3 of arXiv 1801.04651.
/// Accuracies are shares of test samples.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum ClaimKind {
    /// A clean rest costs robustness. Figure: Acc* − Acc_sr under attack.
    Loss {
        /// Number of layers in f_b.
        rest: usize,
    },
    /// A larger clean rest costs more. Figure: the difference of Acc_sr between the two.
    LossGrows {
        /// Number of layers in the smaller f_b.
        small: usize,
        /// Number of layers in the larger f_b.
        large: usize,
    },
    /// Fine-tuning the rest restores nearly all robustness. Figure: Acc~ / Acc* under attack.
    Recovery {
        /// Number of layers in f_b.
        rest: usize,
        /// Objective of the fine-tuning of f_b.
        objective: Objective,
        /// Smallest share that counts as nearly all, in [0, 1].
        share: f64,
    },
    /// Fine-tuning reaches the robust accuracy less the tolerance. Figure: Acc~ − (Acc* − k) under attack.
    ReachesGoal {
        /// Number of layers in f_b.
        rest: usize,
        /// Objective of the fine-tuning of f_b.
        objective: Objective,
        /// k, as a share.
        tolerance: f64,
    },
    /// The robust front is what restores robustness (ours). Figure: accuracy under attack of (f_a*, f̃_b) − (f_a, f̃_b).
    FrontEffect {
        /// Number of layers in f_b.
        rest: usize,
    },
    /// ρ rises over fine-tuning. Figure: EDGE above its null, mean over the pairs in f_b, last − first epoch.
    DependencyRises {
        /// Number of layers in f_b.
        rest: usize,
    },
    /// Fine-tunings that reach Acc* − k have the larger ρ. Figure: EDGE above its null at the last epoch, mean over the pairs
    /// in f_b, of those that reach it − of those of the same cut that do not.
    DependencySuffices,
    /// ρ rises as k falls. Figure: rank correlation of ρ with the accuracy under attack over the epochs of fine-tuning.
    DependencyFollows {
        /// Number of layers in f_b.
        rest: usize,
    },
    /// Fine-tuning fewer layers restores more; only in reports of earlier programs, for the paper does not claim it. Figure:
    /// the difference of Acc~ between the two.
    RecoveryShrinks {
        /// Number of layers in the smaller f_b.
        small: usize,
        /// Number of layers in the larger f_b.
        large: usize,
        /// Objective of the fine-tuning of f_b.
        objective: Objective,
    },
    /// Layers depend less on the one before them towards the output. Figure: EDGE above its null, first − last pair of f_b.
    DependencyFalls {
        /// Number of layers in f_b.
        rest: usize,
    },
    /// C1: the final accuracy does not depend on the block. Figure: the largest difference between two blocks.
    BlocksAlike {
        /// Scheme by which the compressed networks were trained.
        scheme: Scheme,
        /// Parent whose blocks were compressed.
        parent: Parent,
        /// Initialisation of the new layers; absent for networks that are trained from scratch.
        initialisation: Option<Initialisation>,
        /// Accuracies that lie at most this far apart count as the same.
        margin: f64,
        /// Significance level of the test by ranks.
        alpha: f64,
        /// Result of the test by ranks; absent where all accuracies are the same in every trial.
        ranks: Option<RankTest>,
    },
    /// C2: fine-tuning the whole model recovers the parent's accuracy. Figure: accuracy of the children − the parent's.
    RecoversParent {
        /// Whether the parent was trained for as long as the children (parent+).
        trained_longer: bool,
        /// Parent whose blocks were compressed.
        parent: Parent,
        /// Initialisation of the new layers.
        initialisation: Initialisation,
        /// Largest deficit of the children's accuracy that still counts as recovered.
        margin: f64,
    },
    /// C2, the other half: fine-tuning the whole model exceeds the parent's accuracy. Figure as in `RecoversParent`.
    ExceedsParent {
        /// Whether the parent was trained for as long as the children (parent+).
        trained_longer: bool,
        /// Parent whose blocks were compressed.
        parent: Parent,
        /// Initialisation of the new layers.
        initialisation: Initialisation,
    },
    /// C3a: distillation hastens convergence. Figure: area under the accuracy curve with − without distillation.
    DistillationArea {
        /// Scheme of the distillation.
        scheme: Scheme,
        /// Parent whose blocks were compressed.
        parent: Parent,
        /// Initialisation of the new layers.
        initialisation: Initialisation,
        /// Number of pairs of networks that were set aside because they start above 95 % of the parent's accuracy.
        set_aside: usize,
    },
    /// C3a: distillation hastens convergence. Figure: steps to 95 % of the parent's accuracy without − with distillation.
    DistillationHastens {
        /// Scheme of the distillation.
        scheme: Scheme,
        /// Parent whose blocks were compressed.
        parent: Parent,
        /// Initialisation of the new layers.
        initialisation: Initialisation,
        /// Number of all training steps, which stands for runs that never reached 95 %.
        steps: usize,
        /// Number of pairs of networks that were set aside because they start above 95 % of the parent's accuracy.
        #[serde(default)]
        set_aside: usize,
    },
    /// C3b: distillation holds the accuracy to the parent's, as an upper limit. Figure: accuracy of the children − the
    /// parent's.
    DistillationHolds {
        /// Scheme of the distillation.
        scheme: Scheme,
        /// Parent whose blocks were compressed.
        parent: Parent,
        /// Initialisation of the new layers.
        initialisation: Initialisation,
        /// Largest excess over the parent's accuracy that still counts as held.
        margin: f64,
        /// Accuracy of the children that were fine-tuned without distillation − that of those with it, on the mean with its
        /// 95 % interval; absent where fine-tuning does not exceed the parent.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        without: Option<Estimate>,
    },
    /// Robustness comes back behind a front with a compressed block as it does behind the whole one (ours). Figure: accuracy
    /// under attack with the block compressed − without, both after fine-tuning f_b.
    TransferHolds {
        /// Name of the compressed blocks.
        block: String,
        /// Parent whose blocks were compressed.
        parent: Parent,
        /// Initialisation of the new layers.
        initialisation: Initialisation,
        /// Largest deficit that still counts as held.
        margin: f64,
    },
    /// The bridge (ours): blocks differ in what they cost accuracy and what they cost robustness. Figure: the largest
    /// difference between two blocks in drop without attack − drop under attack.
    Interaction {
        /// Scheme by which the compressed networks were trained.
        scheme: Scheme,
        /// Parent whose blocks were compressed.
        parent: Parent,
        /// Initialisation of the new layers.
        initialisation: Initialisation,
        /// Differences of at most this size count as none.
        margin: f64,
        /// Significance level of the test by ranks.
        alpha: f64,
        /// Result of the test by ranks; absent where blocks are the same in every trial.
        ranks: Option<RankTest>,
    },
}

/// Result of a test by ranks of whether groups differ.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RankTest {
    /// Which test it is, and how its p-value was computed.
    #[serde(default)]
    pub method: RankMethod,
    /// Statistic of the test, corrected for ties: Friedman's Q, or H.
    #[serde(alias = "h")]
    pub statistic: f64,
    /// P-value: the probability of a statistic at least as large if no group differs.
    pub p: f64,
    /// Effect size in [0, 1]: Kendall's W, or ε² = H / (n − 1).
    #[serde(alias = "epsilon_squared")]
    pub effect: f64,
}

/// A test by ranks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RankMethod {
    /// Kruskal and Wallis's, by the χ² distribution; only in reports of earlier programs.
    #[default]
    KruskalWallis,
    /// Friedman's within trials, with its exact distribution.
    Friedman,
    /// Friedman's within trials, by 99,999 random permutations.
    FriedmanSampled,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_of_earlier_reports_can_be_read() {
        let ranks = r#"{"h": 7.2, "p": 0.027, "epsilon_squared": 0.9}"#;
        let found: RankTest = serde_json::from_str(ranks).expect("an old test");
        let expected = RankTest { method: RankMethod::KruskalWallis, statistic: 7.2, p: 0.027, effect: 0.9 };
        assert_eq!(found, expected);
        let kind = r#"{"distillation-hastens": {"scheme": "distill-logits", "parent": "clean", "initialisation": "mean",
            "steps": 40}}"#;
        let found: ClaimKind = serde_json::from_str(kind).expect("an old claim");
        assert!(matches!(found, ClaimKind::DistillationHastens { steps: 40, set_aside: 0, .. }), "{found:?}");
    }
}
