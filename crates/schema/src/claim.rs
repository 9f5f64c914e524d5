//! The claims of the papers with their measured figures and verdicts.

use serde::{Deserialize, Serialize};

use crate::{ClaimKind, Estimate};

/// A claim of a paper with the figure that was measured for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// Number of the claim in `docs/reproduction.md`.
    pub name: String,
    /// The claim, which also defines the figure.
    pub kind: ClaimKind,
    /// The measured figure with its 95 % interval over trials.
    pub figure: Estimate,
    /// Verdict of the interval on the claim.
    pub verdict: ClaimVerdict,
}

/// The verdict of the trials on a claim.
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
pub enum ClaimVerdict {
    /// The whole interval agrees with the claim.
    Supported,
    /// The whole interval contradicts the claim.
    Refuted,
    /// Part of the interval agrees and part contradicts, or there are too few trials for an interval.
    Undetermined,
}

impl ClaimVerdict {
    /// The name used in files.
    pub fn name(self) -> &'static str {
        self.into()
    }
}
