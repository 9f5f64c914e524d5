//! The claims of the papers with their measured figures and verdicts.

use serde::{Deserialize, Serialize};

use crate::{ClaimKind, Estimate};

/// Fewer trials give no verdict.
pub const LEAST_TRIALS: usize = 3;

/// A claim of a paper with the figure that was measured for it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// Number of the claim in `docs/reproduction.md`.
    pub name: String,
    /// The claim, which also defines the figure.
    pub kind: ClaimKind,
    /// The measured figure with its 95 % interval over trials; of differences between blocks with the 90 % interval that
    /// holds for all pairs at once.
    pub figure: Estimate,
    /// Verdict of the trials on the claim.
    pub verdict: ClaimVerdict,
    /// Why there is no verdict; absent where there is one, and where the interval simply leaves it open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<NoVerdict>,
    /// Whether the claim was named before the run; absent where none is set apart.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank: Option<ClaimRank>,
    /// P-value of the test behind the verdict: the smaller one of those for and against the claim; absent where none was
    /// computed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub p: Option<f64>,
    /// That p-value after Holm's correction over all secondary claims, by which their verdicts are given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub adjusted: Option<f64>,
}

impl Claim {
    /// A claim that its interval alone decides.
    pub fn new(name: String, kind: ClaimKind, figure: Estimate, verdict: ClaimVerdict) -> Self {
        Self { name, kind, figure, verdict, reason: None, rank: None, p: None, adjusted: None }
    }
}

/// Whether a claim was named before the run.
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
pub enum ClaimRank {
    /// Named before the run: its p-value stands by itself.
    Primary,
    /// One of the others, whose p-values are corrected for their number.
    Secondary,
}

impl ClaimRank {
    /// The name used in files.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// Why the trials can't give a verdict on a claim.
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
pub enum NoVerdict {
    /// Fewer than three trials.
    TooFewTrials,
    /// All trials have the same difference, so that nothing is known of its spread.
    NoVariance,
    /// Compressed networks already start above 95 % of their parent's accuracy: nothing is left to hasten.
    StartsAbove,
    /// The parent is hardly robust: no block can cost robustness.
    NoRobustness,
}

impl NoVerdict {
    /// The name used in files.
    pub fn name(self) -> &'static str {
        self.into()
    }
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
    /// The trials agree with the claim.
    Supported,
    /// The trials contradict the claim.
    Refuted,
    /// The trials leave it open, or there are too few of them.
    Undetermined,
    /// The runs can't show whether it is so, however many there are.
    NotTestable,
}

impl ClaimVerdict {
    /// The name used in files.
    pub fn name(self) -> &'static str {
        self.into()
    }
}
