//! The claims as data; the sentences are in the catalogue of words.

use serde::{Deserialize, Serialize};

use crate::{Initialisation, Objective, Parent, Scheme};

/// A claim of a paper with everything that its sentence names.
///
/// The first five are of arXiv 2307.03803, the others C1 to C3 of arXiv 1801.04651. Accuracies are shares of test samples.
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
    /// Fine-tuning fewer layers restores more. Figure: the difference of Acc~ between the two.
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
        /// Result of the test by ranks; absent where all accuracies are the same.
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
    /// C3: distillation hastens convergence. Figure: steps to 95 % of the parent's accuracy without − with distillation.
    DistillationHastens {
        /// Scheme of the distillation.
        scheme: Scheme,
        /// Parent whose blocks were compressed.
        parent: Parent,
        /// Initialisation of the new layers.
        initialisation: Initialisation,
        /// Number of all training steps, which stands for runs that never reached 95 %.
        steps: usize,
    },
    /// C3: distillation holds the accuracy to the parent's. Figure: accuracy of the children − the parent's.
    DistillationHolds {
        /// Scheme of the distillation.
        scheme: Scheme,
        /// Parent whose blocks were compressed.
        parent: Parent,
        /// Initialisation of the new layers.
        initialisation: Initialisation,
        /// Largest difference between the accuracies that still counts as held.
        margin: f64,
    },
}

/// Result of a Kruskal–Wallis test of whether groups differ.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RankTest {
    /// Statistic H, corrected for ties.
    pub h: f64,
    /// P-value: the probability of an H at least as large if no group differs.
    pub p: f64,
    /// Effect size ε² = H / (n − 1), in [0, 1].
    pub epsilon_squared: f64,
}
