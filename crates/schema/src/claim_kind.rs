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
        /// Layers in f_b.
        rest: usize,
    },
    /// A larger clean rest costs more. Figure: the difference of Acc_sr between the two.
    LossGrows {
        /// Layers in the smaller f_b.
        small: usize,
        /// Layers in the larger f_b.
        large: usize,
    },
    /// Fine-tuning the rest restores nearly all robustness. Figure: Acc~ / Acc* under attack.
    Recovery {
        /// Layers in f_b.
        rest: usize,
        /// What f_b was fine-tuned for.
        objective: Objective,
        /// What counts as nearly all, a share from 0 to 1.
        share: f64,
    },
    /// Fine-tuning fewer layers restores more. Figure: the difference of Acc~ between the two.
    RecoveryShrinks {
        /// Layers in the smaller f_b.
        small: usize,
        /// Layers in the larger f_b.
        large: usize,
        /// What f_b was fine-tuned for.
        objective: Objective,
    },
    /// Layers depend less on the one before them towards the output. Figure: EDGE above its null, first − last pair of f_b.
    DependencyFalls {
        /// Layers in f_b.
        rest: usize,
    },
    /// C1: the final accuracy does not depend on the block. Figure: the largest difference between two blocks.
    BlocksAlike {
        /// How the compressed networks were trained.
        scheme: Scheme,
        /// Whose blocks.
        parent: Parent,
        /// How the new layer began; nothing for networks that are trained from scratch.
        initialisation: Option<Initialisation>,
        /// Accuracies that lie at most this far apart count as the same.
        margin: f64,
        /// The chance of error at which ranks count as different.
        alpha: f64,
        /// The test by ranks; nothing where all accuracies are the same.
        ranks: Option<RankTest>,
    },
    /// C2: fine-tuning the whole model recovers the parent's accuracy. Figure: accuracy of the children − the parent's.
    RecoversParent {
        /// Whether the parent was trained for as long as the children (parent+).
        trained_longer: bool,
        /// The parent.
        parent: Parent,
        /// How the new layer began.
        initialisation: Initialisation,
        /// By how much the children may lie below.
        margin: f64,
    },
    /// C3: distillation hastens convergence. Figure: steps to 95 % of the parent's accuracy without − with distillation.
    DistillationHastens {
        /// The distillation scheme.
        scheme: Scheme,
        /// The parent.
        parent: Parent,
        /// How the new layer began.
        initialisation: Initialisation,
        /// Steps used where 95 % were never reached: all of them.
        steps: usize,
    },
    /// C3: distillation holds the accuracy to the parent's. Figure: accuracy of the children − the parent's.
    DistillationHolds {
        /// The distillation scheme.
        scheme: Scheme,
        /// The parent.
        parent: Parent,
        /// How the new layer began.
        initialisation: Initialisation,
        /// How far apart they may lie.
        margin: f64,
    },
}

/// Kruskal and Wallis's test of whether groups differ.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RankTest {
    /// H, corrected for ties.
    pub h: f64,
    /// The chance of an H as large when no group differs.
    pub p: f64,
    /// ε² = H / (n − 1), in [0, 1].
    pub epsilon_squared: f64,
}
