//! Attacks: one format for training, for evaluation and for `layerlab attack`. The properties of all methods are in one
//! table, [`METHODS`].

use thiserror::Error;

use crate::{Message, Norm, Range, message};

mod diagnosis;
mod flat;
mod methods;
mod progress;

pub use diagnosis::{Check, Diagnosis, Doubt, EpsilonPoint, Finding, Missed, Verdict};
pub(crate) use flat::names;
use methods::Setting;
pub use methods::{METHODS, Method, MethodRow, Pgd};
pub use progress::{AttackProgress, AttackReport, AttackResult, AttackState, Passes};

/// One complete attack: the search method, the ball, and the restarts. In files it is one flat table
/// (`{ kind = "pgd", epsilon = 0.1, steps = 7 }`); a setting that is absent has its usual value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Attack {
    /// How it searches for adversarial samples; `kind` and its settings in files.
    pub method: Method,
    /// The norm of the ball; L∞ where it is absent.
    pub norm: Norm,
    /// Radius of the ball; values of a sample lie in [0, 1].
    pub epsilon: f64,
    /// Number of starts on the samples that withstood; 1 where it is absent.
    pub restarts: usize,
}

/// Steps along the gradient of a loss, each projected back into the ball: what training, the curves and the measures of
/// layers are attacked with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GradientSteps {
    /// How many.
    pub count: usize,
    /// Length of one step, in the norm of the ball.
    pub size: f64,
    /// Start at a uniformly random point of the ball instead of at the sample.
    pub random_start: bool,
}

/// The usual step is this share of ε, divided by the number of steps: long enough to cross the ball twice (Madry et al.
/// 2018, appendix B, take 2.5).
const REACH: f64 = 2.5;

/// Steps, queries or restarts of an attack, at most: far more than any takes, and few enough to be waited for.
const MOST_STEPS: usize = 1_000_000;

impl Attack {
    /// One start of `method` in the ball.
    pub fn new(method: Method, norm: Norm, epsilon: f64) -> Self {
        Self { method, norm, epsilon, restarts: 1 }
    }

    /// PGD in the L∞ ball with the step ε/3 in training that the page-sized experiment was tuned with.
    pub fn pgd(epsilon: f64, steps: usize) -> Self {
        let pgd = Pgd { steps, step_size: Some(epsilon / 3.0), random_start: true };
        Self::new(Method::Pgd(pgd), Norm::Linf, epsilon)
    }

    /// The same attack with steps of this length, where it is PGD.
    #[must_use]
    pub fn with_step_size(mut self, size: f64) -> Self {
        if let Some(pgd) = self.as_pgd_mut() {
            pgd.step_size = Some(size);
        }
        self
    }

    /// The settings of PGD; nothing for another method.
    pub fn as_pgd(&self) -> Option<&Pgd> {
        if let Method::Pgd(pgd) = &self.method { Some(pgd) } else { None }
    }

    /// The settings of PGD, to change.
    pub fn as_pgd_mut(&mut self) -> Option<&mut Pgd> {
        if let Method::Pgd(pgd) = &mut self.method { Some(pgd) } else { None }
    }

    /// The steps of a method that consists of them: FGSM is one of length ε from the sample. Nothing for the others.
    pub fn gradient_steps(&self) -> Option<GradientSteps> {
        match self.method {
            Method::Fgsm => Some(GradientSteps { count: 1, size: self.epsilon, random_start: false }),
            Method::Pgd(Pgd { steps, step_size, random_start }) => {
                let size = step_size.unwrap_or(self.epsilon * (REACH / steps as f64));
                Some(GradientSteps { count: steps, size, random_start })
            }
            Method::Cw { .. }
            | Method::ApgdCe { .. }
            | Method::ApgdDlr { .. }
            | Method::ApgdT { .. }
            | Method::Fab { .. }
            | Method::FabT { .. }
            | Method::Square { .. }
            | Method::AutoAttack
            | Method::Noise { .. } => None,
        }
    }

    /// The same attack in a ball whose radius, like the length of its steps, is scaled by this share.
    #[must_use]
    pub fn scaled(mut self, share: f64) -> Self {
        self.epsilon *= share;
        if let Some(Pgd { step_size: Some(size), .. }) = self.as_pgd_mut() {
            *size *= share;
        }
        self
    }

    /// Checks that it can be carried out on a network with `classes` classes.
    ///
    /// # Errors
    /// The first error, and how to correct it.
    pub fn check(&self, classes: usize) -> Result<(), AttackError> {
        let (attack, row) = (self.method.name(), self.method.row());
        let within = |key: &'static str, value: f64, is_sound: bool, range| {
            if is_sound { Ok(()) } else { Err(AttackError::Setting { attack, key, value, range }) }
        };
        // The devices compute in f32.
        let is_distance = |value: f64| value >= 0.0 && (value as f32).is_finite();
        within("epsilon", self.epsilon, is_distance(self.epsilon), Range::Distance)?;
        let is_count = |count: usize| (1..=MOST_STEPS).contains(&count);
        within("restarts", self.restarts as f64, is_count(self.restarts), Range::AttackCount)?;
        let mut method = self.method;
        for (key, setting) in method.settings() {
            match setting {
                Setting::Count(n) => within(key, *n as f64, is_count(*n), Range::AttackCount)?,
                Setting::Number(x) => within(key, *x, *x > 0.0 && (*x as f32).is_finite(), Range::AboveZero)?,
                Setting::Length(Some(x)) => within(key, *x, is_distance(*x), Range::Distance)?,
                Setting::Length(None) | Setting::Switch(_) => {}
            }
        }
        if let (false, Some(&norm)) = (row.norms.contains(&self.norm), row.norms.first()) {
            return Err(AttackError::OtherNorm { attack, norm: norm.name() });
        }
        if self.restarts > 1 && !row.has_restarts {
            return Err(AttackError::NoRestarts { attack, restarts: self.restarts });
        }
        if classes < row.fewest_classes {
            return Err(AttackError::TooFewClasses { attack, fewest: row.fewest_classes, classes });
        }
        Ok(())
    }

    /// Cost of each component for a sample that withstands, in forward and backward passes; for estimates of time.
    pub(crate) fn costs(&self) -> Vec<f64> {
        let components = match self.method {
            Method::AutoAttack => Method::COMPONENTS.iter().filter_map(|name| Method::named(name)).collect(),
            method => vec![method],
        };
        components.iter().map(|component| (self.restarts * component.passes()) as f64).collect()
    }

    /// Passes that a sample costs on average, for estimates of time. A sample that one component breaks is spared the others; how
    /// many that will be is not known before, and is taken to be half of them.
    pub fn expected_passes(&self) -> f64 {
        let first = self.costs().first().copied().unwrap_or(0.0);
        first + 0.5 * (self.passes() - first)
    }

    /// Passes through the network, forwards or backwards, that a sample costs when it withstands.
    pub fn passes(&self) -> f64 {
        self.costs().iter().sum()
    }
}

/// An attack that can't be carried out.
#[derive(Clone, Debug, PartialEq, Error)]
#[error("{}", self.message())]
pub enum AttackError {
    /// The loss of the attack is not defined for so few classes.
    TooFewClasses {
        /// The attack.
        attack: &'static str,
        /// The least number of classes.
        fewest: usize,
        /// The number of classes.
        classes: usize,
    },
    /// A norm in which the method is not defined.
    OtherNorm {
        /// The attack.
        attack: &'static str,
        /// A norm in which it is.
        norm: &'static str,
    },
    /// A method that always starts the same, again from the same start.
    NoRestarts {
        /// The attack.
        attack: &'static str,
        /// The value in the experiment.
        restarts: usize,
    },
    /// A setting outside its range.
    Setting {
        /// The attack.
        attack: &'static str,
        /// Its setting.
        key: &'static str,
        /// Its value.
        value: f64,
        /// The allowed range.
        range: Range,
    },
    /// An evaluation of other samples or attacks was to go on.
    OtherEvaluation,
    /// Logits of clean samples are NaN.
    LogitsNotFinite {
        /// Samples with such logits.
        samples: usize,
        /// Of how many.
        of: usize,
    },
}

impl AttackError {
    /// What is wrong with it, and how to correct it.
    pub fn message(&self) -> Message {
        match self {
            Self::TooFewClasses { attack, fewest, classes } => {
                message!("attack-error-too-few-classes", attack = *attack, fewest = *fewest, classes = *classes)
            }
            Self::OtherNorm { attack, norm } => message!("attack-error-other-norm", attack = *attack, norm = *norm),
            Self::NoRestarts { attack, restarts } => {
                message!("attack-error-no-restarts", attack = *attack, restarts = *restarts)
            }
            Self::Setting { attack, key, value, range } => {
                message!("attack-error-setting", attack = *attack, key = *key, value = *value, range = range.name())
            }
            Self::OtherEvaluation => message!("attack-error-other-evaluation"),
            Self::LogitsNotFinite { samples, of } => {
                message!("attack-error-logits-not-finite", samples = *samples, of = *of)
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_attack_says_what_it_needs() {
        let on = |name, norm, classes| Attack::new(Method::named(name).expect("a name"), norm, 0.1).check(classes);
        assert!(on("apgd-dlr", Norm::Linf, 2).is_err() && on("apgd-dlr", Norm::Linf, 3).is_ok());
        assert!(on("apgd-t", Norm::Linf, 3).is_err() && on("apgd-t", Norm::L2, 4).is_ok());
        assert!(on("auto-attack", Norm::Linf, 2).is_ok());
        assert_eq!(on("cw", Norm::Linf, 10), Err(AttackError::OtherNorm { attack: "cw", norm: "l2" }));
        let twice = |name: &str| {
            let once = Attack::new(Method::named(name).expect("a name"), Norm::L2, 0.1);
            Attack { restarts: 2, ..once }.check(10)
        };
        let repeats = |name: &&str| twice(name).is_err();
        assert_eq!(Method::NAMES.iter().copied().filter(repeats).collect::<Vec<_>>(), ["cw"]);
        assert_eq!(twice("cw"), Err(AttackError::NoRestarts { attack: "cw", restarts: 2 }));
        let none = Attack { restarts: 0, ..Attack::new(Method::Fgsm, Norm::Linf, 0.1) };
        assert!(none.check(10).is_err());
        assert!(Attack::new(Method::Fgsm, Norm::Linf, -0.1).check(10).is_err());
        assert!(Attack::pgd(0.1, MOST_STEPS).check(10).is_ok());
        for endless in [MOST_STEPS + 1, usize::MAX] {
            assert!(Attack::pgd(0.1, endless).check(10).is_err());
            let square = Attack::new(Method::Square { queries: endless }, Norm::Linf, 0.1);
            assert!(square.check(10).is_err());
            assert!(Attack { restarts: endless, ..Attack::pgd(0.1, 7) }.check(10).is_err());
        }
        assert!(Attack::pgd(0.1, 0).check(10).is_err() && Attack::pgd(0.1, 7).with_step_size(-1.0).check(10).is_err());
    }

    #[test]
    fn the_usual_step_crosses_the_ball_and_a_given_one_shrinks_with_it() {
        let usual = Attack::new(Method::Pgd(Pgd { steps: 10, ..Pgd::default() }), Norm::Linf, 0.2);
        let size = |attack: Attack| attack.gradient_steps().map(|steps| steps.size).expect("it takes steps");
        assert!((size(usual) - 0.05).abs() < 1e-15 && (size(usual.scaled(0.5)) - 0.025).abs() < 1e-15);
        let given = Attack::pgd(0.2, 10).with_step_size(0.03).scaled(0.5);
        assert_eq!((given.epsilon, size(given)), (0.1, 0.015));
        assert_eq!(size(Attack::new(Method::Fgsm, Norm::L2, 0.3)), 0.3);
    }
}
