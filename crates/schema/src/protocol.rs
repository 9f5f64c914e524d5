//! Protocols: experiments of several trainings, as the papers do them.

use serde::{Deserialize, Serialize};
use strum::VariantArray as _;

use crate::{
    Accuracy, CellKey, ClaimKind, Estimate, Layer, LayerwiseReport, Measure, Parent, Reader, Triage,
    dependency::LayerPair, semirobustness::Role,
};

/// What an experiment does beyond one training.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Protocol {
    /// Algorithm 1 of arXiv 2307.03803.
    Transfer(Transfer),
    /// Deep net triage, arXiv 1801.04651.
    Triage(Triage),
}

impl Protocol {
    /// Epochs of all of it, at most, on a network of these layers.
    pub fn epochs(&self, layers: &[Layer]) -> usize {
        match self {
            Self::Transfer(transfer) => transfer.epochs(),
            Self::Triage(triage) => triage.epochs(layers),
        }
    }

    /// Epochs of a stage, at most.
    pub fn epochs_of(&self, stage: Stage) -> usize {
        match self {
            Self::Transfer(transfer) => transfer.epochs_of(stage),
            Self::Triage(triage) => triage.epochs_of(stage),
        }
    }

    /// Epochs of its adversarial training, where there is some.
    pub fn robust_epochs(&self) -> Option<usize> {
        match self {
            Self::Transfer(transfer) => Some(transfer.robust_epochs),
            Self::Triage(triage) => triage.needs_robust().then_some(triage.parent_epochs),
        }
    }

    /// Networks that are measured, all trials together: of a triage its cells.
    pub fn cells(&self, layers: &[Layer]) -> usize {
        match self {
            Self::Transfer(transfer) => transfer.trials * transfer.stages().len(),
            Self::Triage(triage) => triage.cells(layers),
        }
    }
}

/// Transfer of robustness: train a normal network, from it a robust one, put the normal rest behind the frozen robust
/// front, and fine-tune that rest (arXiv 2307.03803, Algorithm 1).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Transfer {
    /// The cuts: how many layers f_b has, each from 1 to one less than the network has.
    pub rest: Vec<usize>,
    /// T: how often all of it is done, with the seeds from the experiment's on.
    #[serde(default = "one")]
    pub trials: usize,
    /// Epochs of training on clean samples.
    pub normal_epochs: usize,
    /// Epochs of adversarial training from there.
    pub robust_epochs: usize,
    /// E: fine-tuning ends after this many epochs at the latest.
    pub fine_tune_epochs: usize,
    /// k: fine-tuning ends once its accuracy under attack is at most this far below the robust network's, as a share.
    #[serde(default)]
    pub tolerance: f64,
    /// What f_b is fine-tuned for, each in its turn.
    #[serde(default = "Objective::all")]
    pub objectives: Vec<Objective>,
    /// On which samples epochs are chosen.
    #[serde(default)]
    pub selection: Selection,
    /// What is measured of each network.
    #[serde(default)]
    pub measure: Measurements,
}

fn one() -> usize {
    1
}

impl Transfer {
    /// The stages of one trial, in order.
    pub fn stages(&self) -> Vec<Stage> {
        let cut = |&rest: &usize| {
            let tune = self.objectives.iter().map(move |&objective| Stage::FineTune { rest, objective });
            std::iter::once(Stage::Swap { rest }).chain(tune)
        };
        [Stage::Normal, Stage::Robust].into_iter().chain(self.rest.iter().flat_map(cut)).collect()
    }

    /// Epochs of a stage, at most.
    pub fn epochs_of(&self, stage: Stage) -> usize {
        match stage {
            Stage::Normal => self.normal_epochs,
            Stage::Robust => self.robust_epochs,
            Stage::Swap { .. } => 0,
            Stage::FineTune { .. } => self.fine_tune_epochs,
            Stage::MeasureParent { .. } | Stage::TrainLonger { .. } | Stage::Cell { .. } => 0,
        }
    }

    /// Epochs of all trials, at most.
    pub fn epochs(&self) -> usize {
        self.trials * self.stages().into_iter().map(|stage| self.epochs_of(stage)).sum::<usize>()
    }
}

/// What f_b is fine-tuned for.
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
    /// Clean samples: the question that most readers have in mind.
    Clean,
}

impl Objective {
    /// Both.
    pub fn all() -> Vec<Self> {
        Self::VARIANTS.to_vec()
    }

    /// The name used in files.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// On which samples epochs are chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Selection {
    /// On the validation split, so that test figures stay honest.
    #[default]
    Validation,
    /// On the test split, as the authors did; figures are then a little too high.
    Test,
}

/// What is measured of each network, layer by layer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Measurements {
    /// Test samples for γ and ρ; 0 leaves both out.
    pub samples: usize,
    /// Training samples that readers are fitted on.
    pub fit: usize,
    /// Readers of γ.
    pub readers: Vec<Reader>,
    /// Measures of ρ.
    pub dependencies: Vec<Measure>,
    /// Permutations behind the null of each ρ, at least 20.
    pub nulls: usize,
    /// Whether ρ is taken after every epoch of fine-tuning too, as in the paper.
    pub every_epoch: bool,
}

impl Default for Measurements {
    fn default() -> Self {
        Self {
            samples: 500,
            fit: 2000,
            readers: vec![Reader::Probe],
            dependencies: vec![Measure::Edge, Measure::CkaDebiased],
            nulls: 20,
            every_epoch: true,
        }
    }
}

/// A stretch of a protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind", deny_unknown_fields)]
pub enum Stage {
    /// Training on clean samples.
    Normal,
    /// Adversarial training from the normal network.
    Robust,
    /// The clean rest goes behind the robust front.
    Swap {
        /// Layers in f_b.
        rest: usize,
    },
    /// The rest learns behind the frozen front.
    FineTune {
        /// Layers in f_b.
        rest: usize,
        /// What for.
        objective: Objective,
    },
    /// A network whose blocks will be compressed is measured.
    MeasureParent {
        /// Which.
        parent: Parent,
    },
    /// It is trained for longer, as the control of what follows.
    TrainLonger {
        /// Which.
        parent: Parent,
    },
    /// One of its blocks is compressed, and the network is trained.
    Cell {
        /// Which block, and how.
        key: CellKey,
    },
}

/// Accuracy of one network on the same samples.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scores {
    /// Without attack.
    pub clean: Accuracy,
    /// Under the evaluation attack.
    pub robust: Accuracy,
}

/// What the transfer protocol found.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TransferReport {
    /// Trial by trial.
    pub trials: Vec<Trial>,
    /// The paper's claims, judged by the trials.
    pub claims: Vec<Claim>,
}

impl TransferReport {
    /// Whether everything that was planned was found.
    pub fn is_whole(&self, planned: &Transfer) -> bool {
        let whole = |trial: &Trial| {
            let tuned = |cut: &CutResult| cut.tuned.len() == planned.objectives.len();
            trial.cuts.len() == planned.rest.len() && trial.cuts.iter().all(tuned)
        };
        self.trials.len() == planned.trials && self.trials.iter().all(whole)
    }
}

/// One trial.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trial {
    /// Its seed.
    pub seed: u64,
    /// (f_a, f_b), on test samples.
    pub normal: Scores,
    /// (f_a*, f_b*), on test samples: Acc*.
    pub robust: Option<Scores>,
    /// Cut by cut.
    pub cuts: Vec<CutResult>,
    /// The networks, layer by layer.
    pub networks: Vec<LayerwiseReport>,
}

/// What one cut gave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CutResult {
    /// Layers in f_b.
    pub rest: usize,
    /// Name of the first of them.
    pub first: String,
    /// (f_a*, f_b): Acc_sr.
    pub semirobust: Scores,
    /// Fine-tuning, objective by objective.
    pub tuned: Vec<Tuned>,
    /// Algorithm S1: f_b as a linear read-out.
    pub read_outs: Vec<ReadOut>,
}

/// Fine-tuning of f_b behind the frozen f_a*.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tuned {
    /// What for.
    pub objective: Objective,
    /// The accuracy under attack at which it ends, on the samples of the selection: Acc* − k.
    pub goal: f64,
    /// Whether it got there.
    pub reached: bool,
    /// Epoch by epoch, before the first one on.
    pub epochs: Vec<TunedEpoch>,
    /// The epoch that was kept, from 1.
    pub kept: usize,
    /// (f_a*, f̃_b) on test samples: Acc~.
    pub scores: Scores,
}

/// One epoch of fine-tuning.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TunedEpoch {
    /// Epochs done; 0 is the semirobust network.
    pub epoch: usize,
    /// On the samples of the selection.
    pub scores: Scores,
    /// ρ of the pairs in f_b, on attacked test samples.
    pub pairs: Vec<LayerPair>,
}

/// How Algorithm S1 fits and attacks its read-out.
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
pub enum ReadOutKind {
    /// λ is fitted on the test samples themselves, which are attacked through the network that it imitates: the authors' way.
    Paper,
    /// λ is fitted on training samples, and the attack goes through λ.
    HeldOut,
    /// λ is drawn at random with the norm of the held-out one, and the attack goes through it: the control.
    Random,
}

impl ReadOutKind {
    /// The name used in files.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// Algorithm S1: a linear map λ from the activations of f_a* to the logits of (f_a*, f_b*), by least squares.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadOut {
    /// How.
    pub kind: ReadOutKind,
    /// Of the λ-combination, on test samples.
    pub scores: Scores,
}

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

/// What trials say of a claim.
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

impl Trial {
    /// The portrait of a network; of the ones that were cut, with `rest` layers in f_b.
    pub fn layerwise(&self, role: Role, rest: usize, objective: Option<Objective>) -> Option<&LayerwiseReport> {
        let is_cut = matches!(role, Role::Semirobust | Role::Transferred);
        self.networks.iter().find(|p| {
            p.role == role && (!is_cut || p.rest == Some(rest)) && (objective.is_none() || p.objective == objective)
        })
    }
}
