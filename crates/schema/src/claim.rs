//! The claims of the papers, held against what was measured.

use serde::{Deserialize, Serialize};

use crate::{ClaimKind, Estimate};

/// A claim of a paper, held against what was measured.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// Its number in `docs/reproduction.md`.
    pub name: String,
    /// What is claimed, and what the figure is.
    pub kind: ClaimKind,
    /// The figure that decides, with its 95 % interval over trials.
    pub figure: Estimate,
    /// The verdict.
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
    /// The whole interval agrees with it.
    Supported,
    /// The whole interval contradicts it.
    Refuted,
    /// The interval holds both, or there are too few trials for one.
    Undetermined,
}

impl ClaimVerdict {
    /// The name used in files.
    pub fn name(self) -> &'static str {
        self.into()
    }
}
