//! How well measures without training order the blocks as their criticality does.

use serde::{Deserialize, Serialize};

use super::{Parent, Scheme};
use crate::{Estimate, Initialisation};

/// Agreement in order between a proxy measure of the blocks and their criticality, over trials (ours).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RankAgreement {
    /// Parent whose blocks were compressed.
    pub parent: Parent,
    /// Initialisation of the new layers.
    pub initialisation: Initialisation,
    /// Scheme by which the compressed networks were trained.
    pub scheme: Scheme,
    /// The proxy measure.
    pub proxy: Proxy,
    /// The accuracy whose drop is compared.
    pub drop: DropKind,
    /// Spearman's rank correlation over blocks, in [−1, 1]: its mean over trials with Student's 95 % interval.
    pub correlation: Estimate,
    /// Number of trials in which both orders are defined.
    pub trials: usize,
}

/// A proxy measure, as in [`ProxyMeasures`](super::ProxyMeasures).
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Proxy {
    /// Drop when the block's weights are initialised again.
    Reinitialised,
    /// Drop when they are set back to those before the training.
    Rewound,
    /// Largest drop under noise on them.
    Noised,
    /// Rise of the loss on attacked samples for a small change of them.
    RobustCriticality,
}

impl Proxy {
    /// The name used in files.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// The accuracy of a drop.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum DropKind {
    /// Accuracy without attack.
    Clean,
    /// Accuracy under the evaluation attack.
    Robust,
}

impl DropKind {
    /// The name used in files.
    pub fn name(self) -> &'static str {
        self.into()
    }
}
