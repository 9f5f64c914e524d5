//! What the doctor found: whether the figures of an attack can be believed. The words are in the catalogue.

use serde::{Deserialize, Serialize};
use strum::IntoStaticStr;

use crate::{Accuracy, Norm};

/// The verdict of a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// As it should be.
    Pass,
    /// A sign of masked gradients, or of an attack that fails for another reason.
    Suspicious,
    /// There is too little to judge by.
    CannotTell,
}

/// One check: what was seen, and its verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Check {
    /// What was seen.
    #[serde(flatten)]
    pub finding: Finding,
    /// The verdict.
    pub verdict: Verdict,
    /// Reasons why there is too little to judge by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub doubts: Vec<Doubt>,
}

/// What a check saw, with its figures; in files with its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, IntoStaticStr)]
#[serde(tag = "name", content = "figures", rename_all = "kebab-case", deny_unknown_fields)]
#[strum(serialize_all = "kebab-case")]
pub enum Finding {
    /// What the network gives.
    Outputs {
        /// The same samples get different logits.
        random: bool,
        /// They look like probabilities.
        probabilities: bool,
    },
    /// Samples whose input gradient is exactly zero.
    ZeroGradients {
        /// How many.
        silent: usize,
        /// Of how many.
        samples: usize,
    },
    /// What one step breaks and many steps do not.
    Iterative(Missed),
    /// Accuracy against ε, which is in [`Diagnosis::curve`].
    RisesWithEpsilon {
        /// By how many samples it rises at most from one radius to the next.
        largest_rise: usize,
    },
    /// Accuracy where every sample can be made grey.
    HalfRange {
        /// Samples that withstand.
        correct: usize,
        /// Samples in all.
        of: usize,
        /// Classes, for the accuracy of chance.
        classes: usize,
    },
    /// Accuracy without a bound.
    Unbounded(Accuracy),
    /// Whether more steps find more.
    Converged {
        /// Steps of the shorter attack; the longer has twice as many.
        steps: usize,
        /// Samples that withstand the shorter one.
        once: usize,
        /// Samples that withstand the longer one.
        twice: usize,
        /// Samples in all.
        of: usize,
    },
    /// What random noise breaks and many steps do not.
    Noise(Missed),
    /// What Square breaks and many steps do not.
    GradientFree(Missed),
    /// What adversarial samples of another network break and many steps do not; nothing where there is no such network.
    Transfer(Option<Missed>),
}

/// A comparison of a weaker attack with many steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Missed {
    /// Samples that the weaker attack breaks.
    pub broken: usize,
    /// Those of them that withstand many steps.
    pub missed: usize,
    /// Samples that were attacked.
    pub attacked: usize,
}

/// Why there is too little to judge by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub enum Doubt {
    /// Neither of the attacks that are compared breaks anything.
    NeitherBreaks,
    /// Nothing breaks anywhere on the curve.
    NothingBreaks,
    /// So few samples were attacked.
    Few(usize),
}

impl Finding {
    /// The name of the check.
    pub fn name(&self) -> &'static str {
        self.into()
    }
}

/// Accuracy under attack at one radius.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EpsilonPoint {
    /// The radius.
    pub epsilon: f64,
    /// The share of samples that withstood.
    pub accuracy: Accuracy,
}

/// The doctor's report on a network (Carlini et al. 2019).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Diagnosis {
    /// The norm of the ball.
    pub norm: Norm,
    /// Its radius.
    pub epsilon: f64,
    /// Accuracy without attack.
    pub clean: Accuracy,
    /// Every check, in the order in which it was made.
    pub checks: Vec<Check>,
    /// Accuracy against ε, from 0 on.
    pub curve: Vec<EpsilonPoint>,
    /// Wall-clock seconds.
    pub seconds: f64,
}

impl Diagnosis {
    /// The verdict on the whole: suspicious if one check is, and nothing can be told where too few samples were attacked.
    pub fn verdict(&self) -> Verdict {
        let has = |verdict| self.checks.iter().any(|check| check.verdict == verdict);
        if has(Verdict::Suspicious) {
            Verdict::Suspicious
        } else if has(Verdict::Pass) {
            Verdict::Pass
        } else {
            Verdict::CannotTell
        }
    }
}
