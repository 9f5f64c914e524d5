//! How a network is trained and attacked.

use serde::{Deserialize, Serialize};

/// How the layers on one side of the cut are trained in a phase.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// On the samples as they are.
    Clean,
    /// On samples attacked through the whole network (Madry et al. 2018).
    Adversarial,
    /// Not at all: weights, momentum and statistics stay bit-identical.
    Frozen,
}

impl Mode {
    /// Every mode, in the order in which people are offered them.
    pub const ALL: [Self; 3] = [Self::Clean, Self::Adversarial, Self::Frozen];

    /// The name used in files and links.
    pub fn name(self) -> &'static str {
        match self {
            Self::Clean => "clean",
            Self::Adversarial => "adversarial",
            Self::Frozen => "frozen",
        }
    }
}

/// One side of the cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// f_a: the layers before the cut.
    Front,
    /// f_b: the layers after it.
    Rest,
}

/// A stretch of training in which both sides keep their mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phase {
    /// Passes over the training samples.
    pub epochs: usize,
    /// How f_a trains.
    pub front: Mode,
    /// How f_b trains.
    pub rest: Mode,
}

impl Phase {
    /// The mode of one side.
    pub fn mode(&self, side: Side) -> Mode {
        match side {
            Side::Front => self.front,
            Side::Rest => self.rest,
        }
    }
}

/// How weights follow their gradients. The formulas are PyTorch's, so that runs can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Optimizer {
    /// Stochastic gradient descent: v ← μ v + (g + λ w), w ← w − η v.
    Sgd {
        /// η.
        learning_rate: f64,
        /// μ, in [0, 1).
        #[serde(default = "default_momentum")]
        momentum: f64,
        /// λ.
        #[serde(default)]
        weight_decay: f64,
    },
    /// Adam with β = (0.9, 0.999), ε = 1e-8 (Kingma and Ba 2015).
    Adam {
        /// η.
        learning_rate: f64,
        /// λ, added to the gradient.
        #[serde(default)]
        weight_decay: f64,
    },
}

fn default_momentum() -> f64 {
    0.9
}

impl Optimizer {
    /// η.
    pub fn learning_rate(&self) -> f64 {
        match *self {
            Self::Sgd { learning_rate, .. } | Self::Adam { learning_rate, .. } => learning_rate,
        }
    }
}

impl Default for Optimizer {
    fn default() -> Self {
        Self::Sgd { learning_rate: 0.05, momentum: default_momentum(), weight_decay: 0.0 }
    }
}

/// The norm that bounds a perturbation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Norm {
    /// Largest change of any value.
    #[default]
    Linf,
    /// Euclidean length of the change.
    L2,
}

impl Norm {
    /// The name used in files and links.
    pub fn name(self) -> &'static str {
        match self {
            Self::Linf => "linf",
            Self::L2 => "l2",
        }
    }
}

/// Projected gradient descent (Madry et al. 2018) on the cross-entropy. One step of size ε without random start is FGSM.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Attack {
    /// The norm of the ball.
    #[serde(default)]
    pub norm: Norm,
    /// Radius of the ball; values of a sample lie in [0, 1].
    pub epsilon: f64,
    /// Length of one step, in the same norm.
    pub step_size: f64,
    /// Number of steps.
    pub steps: usize,
    /// Start at a uniformly random point of the ball instead of at the sample.
    #[serde(default = "default_random_start")]
    pub random_start: bool,
}

fn default_random_start() -> bool {
    true
}

impl Attack {
    /// PGD in the L∞ ball with the step ε/3 in training that the page-sized experiment was tuned with.
    pub fn pgd(epsilon: f64, steps: usize) -> Self {
        Self { norm: Norm::Linf, epsilon, step_size: epsilon / 3.0, steps, random_start: true }
    }
}

/// How the network is looked at while and after it trains.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evaluation {
    /// Look every so many training steps.
    pub every: usize,
    /// Held-out samples looked at while training; at the end all are.
    pub samples: usize,
    /// The attack of the evaluation.
    pub attack: Attack,
}
