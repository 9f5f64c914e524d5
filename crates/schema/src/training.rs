//! How a network is trained and evaluated.

use serde::{Deserialize, Serialize};
use strum::{EnumCount as _, VariantArray as _};

use crate::names::all;

use crate::{Attack, Method};

/// How the layers on one side of the cut are trained in a phase.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Serialize,
    Deserialize,
    strum::EnumCount,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Mode {
    /// Cross-entropy on clean samples.
    Clean,
    /// On samples attacked through the whole network (Madry et al. 2018).
    Adversarial,
    /// Not at all: weights, momentum and statistics stay bit-identical.
    Frozen,
}

impl Mode {
    /// Every mode, in display order.
    pub const ALL: [Self; Self::COUNT] = all(Self::VARIANTS);

    /// The name used in files and links.
    pub fn name(self) -> &'static str {
        self.into()
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

/// How weights follow their gradients. The formulas are PyTorch's, so that runs can be compared.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
#[strum(serialize_all = "kebab-case")]
pub enum Optimizer {
    /// Stochastic gradient descent: v ← μ v + (g + λ w), w ← w − η v.
    Sgd {
        /// Learning rate η.
        learning_rate: f64,
        /// Momentum μ, in [0, 1).
        #[serde(default = "default_momentum")]
        momentum: f64,
        /// Weight decay λ, 0 or above.
        #[serde(default)]
        weight_decay: f64,
    },
    /// Adam with β = (0.9, 0.999), ε = 1e-8 (Kingma and Ba 2015).
    Adam {
        /// Learning rate η.
        learning_rate: f64,
        /// Weight decay λ, added to the gradient, 0 or above.
        #[serde(default)]
        weight_decay: f64,
    },
    /// Adam whose decay acts on the weights themselves, w ← (1 − η λ) w (Loshchilov and Hutter 2019).
    AdamW {
        /// Learning rate η.
        learning_rate: f64,
        /// Weight decay λ, 0 or above.
        #[serde(default)]
        weight_decay: f64,
    },
}

fn default_momentum() -> f64 {
    0.9
}

impl Optimizer {
    /// The name used in files and links.
    pub fn name(&self) -> &'static str {
        self.into()
    }

    /// The learning rate η before the [`Schedule`].
    pub fn learning_rate(&self) -> f64 {
        match *self {
            Self::Sgd { learning_rate, .. } | Self::Adam { learning_rate, .. } | Self::AdamW { learning_rate, .. } => {
                learning_rate
            }
        }
    }

    /// Mutable reference to the learning rate η.
    pub fn learning_rate_mut(&mut self) -> &mut f64 {
        match self {
            Self::Sgd { learning_rate, .. } | Self::Adam { learning_rate, .. } | Self::AdamW { learning_rate, .. } => {
                learning_rate
            }
        }
    }

    /// The weight decay λ.
    pub fn weight_decay(&self) -> f64 {
        match *self {
            Self::Sgd { weight_decay, .. } | Self::Adam { weight_decay, .. } | Self::AdamW { weight_decay, .. } => {
                weight_decay
            }
        }
    }

    /// Mutable reference to the weight decay λ.
    pub fn weight_decay_mut(&mut self) -> &mut f64 {
        match self {
            Self::Sgd { weight_decay, .. } | Self::Adam { weight_decay, .. } | Self::AdamW { weight_decay, .. } => {
                weight_decay
            }
        }
    }
}

impl Default for Optimizer {
    fn default() -> Self {
        Self::Sgd { learning_rate: 0.05, momentum: default_momentum(), weight_decay: 0.0 }
    }
}

/// How the learning rate changes within a phase; it starts anew with every phase that does not go on with the one before.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Schedule {
    /// The learning rate stays the same.
    #[default]
    Constant,
    /// η is multiplied by `factor` at the start of each of the epochs `at`, counted from 0 within the phase.
    Steps {
        /// Epochs at whose start η is multiplied, from 0 within the phase.
        at: Vec<usize>,
        /// Factor that η is multiplied by at each of these epochs.
        #[serde(default = "default_factor")]
        factor: f64,
    },
    /// From 0 up to η at `peak`, a share of the phase, and down to 0 at its end, in straight lines (the cyclic rate of
    /// Wong, Rice and Kolter 2020, with its peak at 0.4).
    Triangle {
        /// Position in the phase at which the rate reaches η, in (0, 1).
        #[serde(default = "default_peak")]
        peak: f64,
    },
    /// η (1 + cos(π t)) / 2, t from 0 to 1 over the phase (Loshchilov and Hutter 2017, one cycle).
    Cosine,
}

fn default_factor() -> f64 {
    0.1
}

fn default_peak() -> f64 {
    0.4
}

impl Schedule {
    /// What η is multiplied by in step `step` (from 0) of `steps` steps, of which an epoch has `per_epoch`.
    pub fn factor(&self, step: usize, per_epoch: usize, steps: usize) -> f64 {
        let whole = steps.max(1) as f64;
        match self {
            Self::Constant => 1.0,
            Self::Steps { at, factor } => {
                let passed = at.iter().filter(|&&epoch| epoch * per_epoch <= step).count();
                factor.powi(passed as i32)
            }
            Self::Triangle { peak } => {
                // The rate at the end of the step, so that the first one already moves.
                let t = (step + 1) as f64 / whole;
                if t <= *peak { t / peak } else { ((1.0 - t) / (1.0 - peak)).max(0.0) }
            }
            Self::Cosine => 0.5 * (1.0 + (std::f64::consts::PI * step as f64 / whole).cos()),
        }
    }

    /// Whether it is the default, which files leave out.
    pub fn is_constant(&self) -> bool {
        *self == Self::Constant
    }
}

/// How layers are trained on attacked samples.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Defence {
    /// The cross-entropy of the attacked samples (Madry et al. 2018). With an attack of one step from a random start it
    /// is FGSM-RS (Wong, Rice and Kolter 2020), and the run watches for catastrophic overfitting.
    #[default]
    Pgd,
    /// "Free" adversarial training (Shafahi et al. 2019, algorithm 1): every batch is used `replays` times, each
    /// backward pass moves weights and perturbation at once, and the perturbation is carried to the next batch. Only
    /// `attack.norm` and `attack.epsilon` count; a step has length ε. An epoch costs `replays` clean ones.
    Free {
        /// Number m of times that each batch is used, from 1.
        #[serde(default = "default_replays")]
        replays: usize,
    },
    /// TRADES (Zhang et al. 2019, eq. 5): cross-entropy of the clean samples + β · KL(clean ‖ attacked), where the
    /// attack maximises that divergence from a Gaussian start of deviation 0.001.
    Trades {
        /// β = 1/λ; the paper uses 1 to 6.
        #[serde(default = "default_beta")]
        beta: f64,
    },
    /// Certified training by interval bounds (Gowal et al. 2018, section 3): κ · the cross-entropy of the clean samples +
    /// (1 − κ) · that of the worst logits which interval bounds allow for inputs within `attack.epsilon` in each value. No attack
    /// is made, so that only `attack.epsilon` counts; for a ball of L2 it is the box around it. Not for networks with batch
    /// normalisation, whose statistics have no bounds.
    Ibp {
        /// κ, in [0, 1]; the paper ends at ½.
        #[serde(default = "default_kappa")]
        kappa: f64,
    },
}

fn default_kappa() -> f64 {
    0.5
}

fn default_replays() -> usize {
    8
}

fn default_beta() -> f64 {
    6.0
}

impl Defence {
    /// Whether it is the default, which files leave out.
    pub fn is_pgd(&self) -> bool {
        *self == Self::Pgd
    }
}

/// The norm that bounds a perturbation.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
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
pub enum Norm {
    /// Maximum norm: the largest change of any value.
    #[default]
    Linf,
    /// Euclidean norm: the length of the change.
    L2,
}

impl Norm {
    /// The name used in files and links.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// How the network is evaluated during and after training.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Evaluation {
    /// Number of training steps between two evaluations.
    pub every: usize,
    /// Held-out samples evaluated during training; at the end all are.
    pub samples: usize,
    /// Further attacks on every finished network, in the ball of `attack`: names, or tables with settings.
    #[serde(default, skip_serializing_if = "Vec::is_empty", with = "crate::attack::names")]
    pub attacks: Vec<Method>,
    /// Number of test samples for the further attacks; all if absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attack_samples: Option<usize>,
    /// The attack of the curves, of the final robust accuracy and of the measures of layers.
    pub attack: Attack,
}

impl Evaluation {
    /// The further attacks with the norm and ε of `attack`.
    pub fn final_attacks(&self) -> Vec<Attack> {
        self.attacks.iter().map(|&method| Attack::new(method, self.attack.norm, self.attack.epsilon)).collect()
    }

    /// Number of test samples for the further attacks, out of `test`.
    pub fn final_samples(&self, test: usize) -> usize {
        self.attack_samples.unwrap_or(test).min(test)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn schedules_are_their_formulas() {
        let steps = Schedule::Steps { at: vec![1, 3], factor: 0.1 };
        let factors: Vec<f64> = (0..8).map(|step| steps.factor(step, 2, 8)).collect();
        for (found, expected) in factors.iter().zip([1.0, 1.0, 0.1, 0.1, 0.1, 0.1, 0.01, 0.01]) {
            assert!((found - expected).abs() < 1e-12, "{factors:?}");
        }
        let triangle = Schedule::Triangle { peak: 0.4 };
        let factors: Vec<f64> = (0..10).map(|step| triangle.factor(step, 5, 10)).collect();
        let expected = [0.25, 0.5, 0.75, 1.0, 5.0 / 6.0, 4.0 / 6.0, 0.5, 2.0 / 6.0, 1.0 / 6.0, 0.0];
        assert!(factors.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-12), "{factors:?}");
        assert!((Schedule::Cosine.factor(5, 5, 10) - 0.5).abs() < 1e-12);
        assert!((Schedule::Constant.factor(9, 5, 10) - 1.0).abs() < 1e-12);
    }
}
