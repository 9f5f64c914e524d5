//! Transfer of robustness (arXiv 2307.03803, Algorithm 1): its settings and stages.

mod control;
mod report;

use serde::{Deserialize, Serialize};
use strum::VariantArray as _;

use crate::{Measure, Reader};
pub use control::{Control, ControlResult};
pub use report::{CutResult, ReadOut, ReadOutKind, TransferReport, Trial, Tuned, TunedEpoch};

/// Transfer of robustness: train a normal network, from it a robust one, put the normal rest behind the frozen robust
/// front, and fine-tune that rest (arXiv 2307.03803, Algorithm 1).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Transfer {
    /// The cuts: how many layers f_b has, each from 1 to one less than the network has.
    pub rest: Vec<usize>,
    /// Number of trials T, with consecutive seeds from the experiment's seed.
    #[serde(default = "one")]
    pub trials: usize,
    /// Number of pairs of a normal and a robust network that are trained, each for trials / pairs trials one after the other; by
    /// default every trial trains its own. The paper fine-tunes one pair ten times.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pairs: Option<usize>,
    /// Epochs of training on clean samples.
    pub normal_epochs: usize,
    /// Epochs of adversarial training of the normal network.
    pub robust_epochs: usize,
    /// Maximum number E of epochs of fine-tuning.
    pub fine_tune_epochs: usize,
    /// k: fine-tuning ends once its accuracy under attack is at most this far below the robust network's, as a share.
    #[serde(default)]
    pub tolerance: f64,
    /// The objectives that f_b is fine-tuned for, one after the other.
    #[serde(default = "Objective::all")]
    pub objectives: Vec<Objective>,
    /// Networks that the results are compared with, by default all.
    #[serde(default = "Control::all")]
    pub controls: Vec<Control>,
    /// Which epoch of a training is kept.
    #[serde(default)]
    pub selection: Selection,
    /// Measurements of each network.
    #[serde(default)]
    pub measure: Measurements,
}

fn one() -> usize {
    1
}

impl Transfer {
    /// The stages of one trial, in order.
    pub fn stages(&self) -> Vec<TransferStage> {
        let mut stages = vec![TransferStage::Normal, TransferStage::Robust];
        for &rest in &self.rest {
            stages.push(TransferStage::Swap { rest });
            for &objective in &self.objectives {
                stages.push(TransferStage::FineTune { rest, objective });
            }
            for control in [Control::CleanFront, Control::Reverse] {
                if self.has(control) {
                    stages.push(TransferStage::Control { control, rest: Some(rest) });
                }
            }
        }
        if self.has(Control::RobustLonger) {
            stages.push(TransferStage::Control { control: Control::RobustLonger, rest: None });
        }
        stages
    }

    /// Whether the results are compared with this control. Those of adversarial fine-tuning need its results beside them.
    pub fn has(&self, control: Control) -> bool {
        let tunes = self.objectives.contains(&Objective::Adversarial);
        self.controls.contains(&control) && (tunes || !control.is_trained())
    }

    /// Number of trials that share a pair of a normal and a robust network.
    pub fn trials_of_pair(&self) -> usize {
        self.trials / self.pairs.unwrap_or(self.trials).max(1)
    }

    /// Maximum number of epochs of a stage.
    pub fn epochs_of(&self, stage: TransferStage) -> usize {
        match stage {
            TransferStage::Normal => self.normal_epochs,
            TransferStage::Robust => self.robust_epochs,
            TransferStage::Swap { .. } => 0,
            TransferStage::FineTune { .. } => self.fine_tune_epochs,
            TransferStage::Control { control, .. } if control.is_trained() => self.fine_tune_epochs,
            TransferStage::Control { .. } => 0,
        }
    }

    /// Maximum number of epochs of all trials.
    pub fn epochs(&self) -> usize {
        let pairs = self.trials / self.trials_of_pair().max(1);
        let epochs =
            |stage: TransferStage| self.epochs_of(stage) * if stage.is_of_pair() { pairs } else { self.trials };
        self.stages().into_iter().map(epochs).sum()
    }
}

/// A stage of one trial of a transfer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind", deny_unknown_fields)]
pub enum TransferStage {
    /// Training of the whole network on clean samples.
    Normal,
    /// Adversarial training from the normal network.
    Robust,
    /// The normal f_b is put behind the robust f_a*, and the network is measured.
    Swap {
        /// Number of layers in f_b.
        rest: usize,
    },
    /// f_b is fine-tuned behind the frozen f_a*.
    FineTune {
        /// Number of layers in f_b.
        rest: usize,
        /// Objective of the fine-tuning.
        objective: Objective,
    },
    /// A network for comparison is trained where it needs training, and evaluated.
    Control {
        /// Which network.
        control: Control,
        /// Number of layers in f_b; absent for `robust+`, which is not cut.
        rest: Option<usize>,
    },
}

impl TransferStage {
    /// Whether it trains a network of the pair, which several trials may share.
    pub fn is_of_pair(self) -> bool {
        matches!(self, Self::Normal | Self::Robust)
    }
}

/// Objective of the fine-tuning of f_b.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Objective {
    /// Attacked samples, as the authors' runs did.
    Adversarial,
    /// Clean samples: the case without adversarial training of f_b.
    Clean,
}

impl Objective {
    /// Every objective, in display order.
    pub fn all() -> Vec<Self> {
        Self::VARIANTS.to_vec()
    }

    /// The name used in files.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// Which epoch of a training is kept. Certified training of the whole network keeps its last one: before its warm-up ends, ε is
/// smaller than the one that it is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Selection {
    /// The best on the validation split, so that test figures stay honest.
    #[default]
    Validation,
    /// As in the authors' runs: the last epoch of the normal and of the robust network, and of the fine-tuning the best on the
    /// test split. Figures of fine-tuned networks are then a little too high.
    Test,
}

/// Settings of the measurements of each network, layer by layer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Measurements {
    /// Test samples for γ and ρ; 0 leaves both out.
    pub samples: usize,
    /// Training samples that readers are fitted on.
    pub fit: usize,
    /// Test samples, from the first one on, whose margins are bounded from below by linear relaxations (CROWN) too, which are
    /// tighter than intervals and take longer.
    pub linear_bounds: usize,
    /// Readers with which γ is measured.
    pub readers: Vec<Reader>,
    /// Measures of the dependency ρ.
    pub dependencies: Vec<Measure>,
    /// Permutations behind the null of each ρ, at least 20; 99 or more where a claim rests on it.
    pub nulls: usize,
    /// Strengths of noise at the cut of the semirobust and the transferred network, relative to the standard deviation of
    /// what the front hands on; none leaves the intervention out.
    pub noise: Vec<f64>,
    /// Whether ρ is taken after every epoch of fine-tuning too, as in the paper.
    pub every_epoch: bool,
}

impl Default for Measurements {
    fn default() -> Self {
        Self {
            samples: 500,
            fit: 2000,
            linear_bounds: 100,
            readers: vec![Reader::Probe],
            dependencies: vec![Measure::Edge, Measure::CkaDebiased],
            nulls: 99,
            noise: vec![0.0, 0.25, 0.5, 1.0, 2.0],
            every_epoch: true,
        }
    }
}
