//! What the doctor found: whether the figures of an attack can be believed.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

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

impl Verdict {
    /// The displayed words.
    pub fn name(self) -> &'static str {
        match self {
            Self::Pass => "pass",
            Self::Suspicious => "suspicious",
            Self::CannotTell => "can't tell",
        }
    }
}

/// One check.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// Its name, for programs.
    pub name: String,
    /// The verdict.
    pub verdict: Verdict,
    /// What was seen, with its figures, and what it means.
    pub sentence: String,
    /// The same figures, for programs.
    pub figures: BTreeMap<String, f64>,
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
    /// Whether no check is suspicious.
    pub fn is_healthy(&self) -> bool {
        self.checks.iter().all(|check| check.verdict != Verdict::Suspicious)
    }
}
