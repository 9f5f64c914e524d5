//! Attacks of an evaluation: which, how strong, and what they found. Training's own attack is [`crate::Attack`].

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::Norm;

mod diagnosis;
mod progress;

pub use diagnosis::{Check, Diagnosis, EpsilonPoint, Verdict};
pub use progress::{AttackProgress, AttackReport, AttackResult, AttackState, Passes};

/// A way to look for adversarial samples.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Method {
    /// One step of length ε along the gradient's sign (Goodfellow, Shlens, Szegedy 2015, section 4), or direction in L2.
    Fgsm,
    /// Projected gradient descent with a random start (Madry et al. 2018).
    Pgd {
        /// Number of steps.
        #[serde(default = "default_pgd_steps")]
        steps: usize,
        /// Length of one step, as a share of ε; absent: 2.5 / steps, so that the start's choice does not bind the end.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        step_share: Option<f64>,
    },
    /// Carlini and Wagner 2017, section VI.A: the smallest L2 perturbation; found when it is at most ε long.
    Cw {
        /// Adam's steps for each constant.
        #[serde(default = "default_cw_steps")]
        steps: usize,
        /// How many constants are tried, by bisection.
        #[serde(default = "default_cw_searches")]
        searches: usize,
        /// The first constant c.
        #[serde(default = "default_cw_constant")]
        constant: f64,
        /// Adam's learning rate.
        #[serde(default = "default_cw_rate")]
        learning_rate: f64,
    },
    /// PGD that sets its own step size (Croce and Hein 2020a, algorithm 1).
    Apgd {
        /// What it climbs.
        loss: AttackLoss,
        /// Number of steps.
        #[serde(default = "default_steps")]
        steps: usize,
        /// How many classes a targeted loss aims at, the likeliest first.
        #[serde(default = "default_targets")]
        targets: usize,
    },
    /// Fast adaptive boundary attack (Croce and Hein 2020b): the smallest perturbation; found when it is at most ε long.
    Fab {
        /// Towards one class at a time instead of the nearest boundary of all.
        targeted: bool,
        /// Number of steps.
        #[serde(default = "default_steps")]
        steps: usize,
        /// How many classes it aims at when it is targeted, the likeliest first.
        #[serde(default = "default_targets")]
        targets: usize,
    },
    /// Random search with squares, without gradients (Andriushchenko et al. 2020).
    Square {
        /// Queries of each sample.
        #[serde(default = "default_queries")]
        queries: usize,
    },
    /// APGD on the cross-entropy, targeted APGD and targeted FAB with 9 classes, Square with 5,000 queries, each on what
    /// withstood the ones before (Croce and Hein 2020a, section 5).
    AutoAttack,
    /// Random points of the ball: no attack, but a measure that every attack must beat.
    Noise {
        /// How many points.
        #[serde(default = "default_draws")]
        draws: usize,
    },
}

/// What APGD climbs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AttackLoss {
    /// Cross-entropy.
    Ce,
    /// Difference of logits ratio; for at least 3 classes.
    Dlr,
    /// Difference of logits ratio towards one class after the other; for at least 4 classes.
    DlrTargeted,
}

fn default_pgd_steps() -> usize {
    40
}

/// The steps of APGD and FAB in AutoAttack.
fn default_steps() -> usize {
    100
}

/// The classes that AutoAttack's targeted attacks aim at.
fn default_targets() -> usize {
    9
}

/// The budget of Square in AutoAttack.
fn default_queries() -> usize {
    5_000
}

fn default_draws() -> usize {
    100
}

/// Enough for small images; the paper's 10,000 seldom find shorter ones.
fn default_cw_steps() -> usize {
    100
}

/// As in the authors' code, like the two below.
fn default_cw_searches() -> usize {
    9
}

fn default_cw_constant() -> f64 {
    1e-3
}

fn default_cw_rate() -> f64 {
    1e-2
}

impl Method {
    /// The names under which methods are asked for.
    pub const NAMES: [&'static str; 11] =
        ["fgsm", "pgd", "cw", "apgd-ce", "apgd-dlr", "apgd-t", "fab", "fab-t", "square", "auto-attack", "noise"];

    /// AutoAttack's standard parts, in order.
    pub const COMPONENTS: [&'static str; 4] = ["apgd-ce", "apgd-t", "fab-t", "square"];

    /// The method of this name with its usual settings.
    pub fn named(name: &str) -> Option<Self> {
        let (steps, targets) = (default_steps(), default_targets());
        let apgd = |loss| Self::Apgd { loss, steps, targets };
        Some(match name {
            "fgsm" => Self::Fgsm,
            "pgd" => Self::Pgd { steps: default_pgd_steps(), step_share: None },
            "cw" => Self::Cw {
                steps: default_cw_steps(),
                searches: default_cw_searches(),
                constant: default_cw_constant(),
                learning_rate: default_cw_rate(),
            },
            "apgd-ce" => apgd(AttackLoss::Ce),
            "apgd-dlr" => apgd(AttackLoss::Dlr),
            "apgd-t" => apgd(AttackLoss::DlrTargeted),
            "fab" => Self::Fab { targeted: false, steps, targets },
            "fab-t" => Self::Fab { targeted: true, steps, targets },
            "square" => Self::Square { queries: default_queries() },
            "auto-attack" => Self::AutoAttack,
            "noise" => Self::Noise { draws: default_draws() },
            _ => return None,
        })
    }

    /// The name under which it is asked for.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Fgsm => "fgsm",
            Self::Pgd { .. } => "pgd",
            Self::Cw { .. } => "cw",
            Self::Apgd { loss: AttackLoss::Ce, .. } => "apgd-ce",
            Self::Apgd { loss: AttackLoss::Dlr, .. } => "apgd-dlr",
            Self::Apgd { loss: AttackLoss::DlrTargeted, .. } => "apgd-t",
            Self::Fab { targeted: false, .. } => "fab",
            Self::Fab { targeted: true, .. } => "fab-t",
            Self::Square { .. } => "square",
            Self::AutoAttack => "auto-attack",
            Self::Noise { .. } => "noise",
        }
    }

    /// The same method with another number of steps (queries, draws); those that have none stay as they are.
    #[must_use]
    pub fn with_steps(mut self, count: usize) -> Self {
        match &mut self {
            Self::Pgd { steps, .. } | Self::Cw { steps, .. } | Self::Apgd { steps, .. } | Self::Fab { steps, .. } => {
                *steps = count;
            }
            Self::Square { queries } => *queries = count,
            Self::Noise { draws } => *draws = count,
            Self::Fgsm | Self::AutoAttack => {}
        }
        self
    }

    /// The fewest classes it makes sense for. AutoAttack needs only 2: it says what it leaves out.
    pub fn fewest_classes(&self) -> usize {
        match self {
            Self::Apgd { loss: AttackLoss::Dlr, .. } => 3,
            Self::Apgd { loss: AttackLoss::DlrTargeted, .. } => 4,
            Self::Fgsm
            | Self::Pgd { .. }
            | Self::Cw { .. }
            | Self::Apgd { loss: AttackLoss::Ce, .. }
            | Self::Fab { .. }
            | Self::Square { .. }
            | Self::AutoAttack
            | Self::Noise { .. } => 2,
        }
    }

    /// Every count that must be at least 1.
    fn counts(&self) -> Vec<(&'static str, usize)> {
        match *self {
            Self::Fgsm | Self::AutoAttack => Vec::new(),
            Self::Pgd { steps, .. } => vec![("steps", steps)],
            Self::Cw { steps, searches, .. } => vec![("steps", steps), ("searches", searches)],
            Self::Apgd { steps, targets, .. } | Self::Fab { steps, targets, .. } => {
                vec![("steps", steps), ("targets", targets)]
            }
            Self::Square { queries } => vec![("queries", queries)],
            Self::Noise { draws } => vec![("draws", draws)],
        }
    }

    /// Every number that must lie above 0.
    fn numbers(&self) -> Vec<(&'static str, f64)> {
        match *self {
            Self::Cw { constant, learning_rate, .. } => vec![("constant", constant), ("learning_rate", learning_rate)],
            Self::Pgd { step_share: Some(share), .. } => vec![("step_share", share)],
            Self::Fgsm
            | Self::Pgd { step_share: None, .. }
            | Self::Apgd { .. }
            | Self::Fab { .. }
            | Self::Square { .. }
            | Self::AutoAttack
            | Self::Noise { .. } => Vec::new(),
        }
    }
}

/// One attack of an evaluation, whole.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AttackSettings {
    /// How it looks.
    pub method: Method,
    /// The norm of the ball.
    #[serde(default)]
    pub norm: Norm,
    /// Radius of the ball; values of a sample lie in [0, 1].
    pub epsilon: f64,
    /// How often it starts anew on what withstood.
    #[serde(default = "default_restarts")]
    pub restarts: usize,
}

fn default_restarts() -> usize {
    1
}

impl AttackSettings {
    /// One start of `method` in the ball.
    pub fn new(method: Method, norm: Norm, epsilon: f64) -> Self {
        Self { method, norm, epsilon, restarts: 1 }
    }

    /// Whether it can be carried out on a network that tells `classes` classes apart.
    ///
    /// # Errors
    /// The first thing that is wrong, and how to mend it.
    pub fn check(&self, classes: usize) -> Result<(), AttackError> {
        let attack = self.method.name();
        if !(self.epsilon >= 0.0 && (self.epsilon as f32).is_finite()) {
            return Err(AttackError::Epsilon(self.epsilon));
        }
        for (key, count) in self.method.counts().into_iter().chain([("restarts", self.restarts)]) {
            if count == 0 {
                return Err(AttackError::NotPositive { attack, key, value: 0.0 });
            }
        }
        for (key, value) in self.method.numbers() {
            if !(value > 0.0 && (value as f32).is_finite()) {
                return Err(AttackError::NotPositive { attack, key, value });
            }
        }
        if matches!(self.method, Method::Cw { .. }) && self.norm != Norm::L2 {
            return Err(AttackError::NormOfCw);
        }
        if matches!(self.method, Method::Cw { .. }) && self.restarts > 1 {
            return Err(AttackError::RestartsOfCw(self.restarts));
        }
        let fewest = self.method.fewest_classes();
        if classes < fewest {
            return Err(AttackError::TooFewClasses { attack, fewest, classes });
        }
        Ok(())
    }
}

impl AttackSettings {
    /// What each part costs for a sample that withstands, in passes either way; for estimates of time.
    fn costs(&self) -> Vec<f64> {
        let passes = |method: &Method| match *method {
            Method::Fgsm => 2,
            Method::Pgd { steps, .. } => 2 * steps,
            Method::Cw { steps, searches, .. } => 2 * steps * searches,
            Method::Apgd { loss: AttackLoss::Ce | AttackLoss::Dlr, steps, .. } => 2 * steps,
            Method::Apgd { loss: AttackLoss::DlrTargeted, steps, targets } => 2 * steps * targets,
            // One gradient at a time in turn, or all of them in every step.
            Method::Fab { steps, targets, .. } => 3 * steps * targets,
            Method::Square { queries } => queries,
            Method::Noise { draws } => draws,
            Method::AutoAttack => 0,
        };
        let parts = match self.method {
            Method::AutoAttack => Method::COMPONENTS.iter().filter_map(|name| Method::named(name)).collect(),
            method => vec![method],
        };
        parts.iter().map(|part| (self.restarts * passes(part)) as f64).collect()
    }
}

/// An attack that can't be carried out.
#[derive(Clone, Debug, PartialEq, Error)]
pub enum AttackError {
    /// The loss of the attack is not defined for so few classes.
    #[error("{attack} needs at least {fewest} classes, but the network tells {classes} apart; use apgd-ce instead")]
    TooFewClasses {
        /// The attack.
        attack: &'static str,
        /// What it needs.
        fewest: usize,
        /// What there is.
        classes: usize,
    },
    /// Carlini and Wagner's attack with another norm than its own.
    #[error("cw is an attack in L2; give it the norm l2")]
    NormOfCw,
    /// Carlini and Wagner's attack again from the same start.
    #[error("cw would find the same {0} times, because it draws nothing at random; give it 1 restart")]
    RestartsOfCw(usize),
    /// No radius.
    #[error("epsilon is {0}: give 0 or more")]
    Epsilon(f64),
    /// A setting that must be positive.
    #[error("{key} of {attack} is {value}: give more than 0")]
    NotPositive {
        /// The attack.
        attack: &'static str,
        /// Its setting.
        key: &'static str,
        /// Its value.
        value: f64,
    },
    /// An evaluation of other samples or attacks was to go on.
    #[error("the evaluation to go on with has other samples or attacks; start it anew")]
    OtherEvaluation,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_its_methods_name_and_its_wire_format_comes_back() {
        for name in Method::NAMES {
            let method = Method::named(name).expect("it has a method");
            assert_eq!(method.name(), name);
            let text = serde_json::to_string(&method).expect("it writes");
            assert_eq!(serde_json::from_str::<Method>(&text).expect("it reads"), method, "{text}");
        }
        assert_eq!(Method::named("apgd"), None);
    }

    #[test]
    fn an_attack_says_what_it_needs() {
        let on =
            |name, norm, classes| AttackSettings::new(Method::named(name).expect("a name"), norm, 0.1).check(classes);
        assert!(on("apgd-dlr", Norm::Linf, 2).is_err() && on("apgd-dlr", Norm::Linf, 3).is_ok());
        assert!(on("apgd-t", Norm::Linf, 3).is_err() && on("apgd-t", Norm::L2, 4).is_ok());
        assert!(on("auto-attack", Norm::Linf, 2).is_ok());
        assert_eq!(on("cw", Norm::Linf, 10), Err(AttackError::NormOfCw));
        let twice = |name: &str| {
            let once = AttackSettings::new(Method::named(name).expect("a name"), Norm::L2, 0.1);
            AttackSettings { restarts: 2, ..once }.check(10)
        };
        let repeats = |name: &&str| twice(name).is_err();
        assert_eq!(Method::NAMES.iter().copied().filter(repeats).collect::<Vec<_>>(), ["cw"]);
        assert_eq!(twice("cw"), Err(AttackError::RestartsOfCw(2)));
        let none = AttackSettings { restarts: 0, ..AttackSettings::new(Method::Fgsm, Norm::Linf, 0.1) };
        assert!(none.check(10).is_err());
    }
}
