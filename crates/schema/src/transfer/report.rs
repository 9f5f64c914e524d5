//! Results of a transfer of robustness: trials, cuts, fine-tuned networks and read-outs.

use serde::{Deserialize, Serialize};

use super::{Control, ControlResult, Objective, Transfer};
use crate::{Claim, LayerPair, LayerwiseReport, Role, Scores};

/// Results of a transfer of robustness.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TransferReport {
    /// Results of each trial, in order.
    pub trials: Vec<Trial>,
    /// The paper's claims, judged by the trials.
    pub claims: Vec<Claim>,
}

impl TransferReport {
    /// Whether it has the results of all planned trials, cuts and objectives.
    pub fn is_whole(&self, planned: &Transfer) -> bool {
        let whole = |trial: &Trial| {
            let tuned = |cut: &CutResult| cut.tuned.len() == planned.objectives.len();
            trial.cuts.len() == planned.rest.len() && trial.cuts.iter().all(tuned)
        };
        self.trials.len() == planned.trials && self.trials.iter().all(whole)
    }
}

/// Results of one trial.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trial {
    /// Seed of the trial.
    pub seed: u64,
    /// Accuracies of the normal network (f_a, f_b) on test samples.
    pub normal: Scores,
    /// Accuracies of the robust network (f_a*, f_b*) on test samples, Acc*; absent until it is trained.
    pub robust: Option<Scores>,
    /// Results of each cut, in the order of the plan.
    pub cuts: Vec<CutResult>,
    /// Layer-wise reports of the trial's networks.
    pub networks: Vec<LayerwiseReport>,
    /// The controls.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub controls: Vec<ControlResult>,
}

impl Trial {
    /// The layer-wise report of a network; of the ones that were cut, with `rest` layers in f_b.
    pub fn layerwise(&self, role: Role, rest: usize, objective: Option<Objective>) -> Option<&LayerwiseReport> {
        let is_cut = matches!(role, Role::Semirobust | Role::Transferred);
        self.networks.iter().find(|p| {
            p.role == role && (!is_cut || p.rest == Some(rest)) && (objective.is_none() || p.objective == objective)
        })
    }

    /// The result of a control at a cut with `rest` layers in f_b.
    pub fn control(&self, control: Control, rest: usize) -> Option<&ControlResult> {
        self.controls.iter().find(|result| result.control == control && result.rest.is_none_or(|of| of == rest))
    }
}

/// Results of one cut.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CutResult {
    /// Number of layers in f_b.
    pub rest: usize,
    /// Name of the first layer of f_b.
    pub first: String,
    /// Accuracies of the semirobust network (f_a*, f_b) on test samples, Acc_sr.
    pub semirobust: Scores,
    /// Results of the fine-tuning for each objective.
    pub tuned: Vec<Tuned>,
    /// Results of Algorithm S1, which replaces f_b by a linear map.
    pub read_outs: Vec<ReadOut>,
}

/// Fine-tuning of f_b behind the frozen f_a*.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tuned {
    /// Objective of the fine-tuning.
    pub objective: Objective,
    /// The accuracy under attack at which it ends, on the samples of the selection: Acc* − k.
    pub goal: f64,
    /// Whether an epoch reached `goal`.
    pub reached: bool,
    /// Results after each epoch, beginning with those before the first one.
    pub epochs: Vec<TunedEpoch>,
    /// Number of the epoch whose weights were kept, from 1.
    pub kept: usize,
    /// (f_a*, f̃_b) on test samples: Acc~.
    pub scores: Scores,
}

/// Results after one epoch of fine-tuning.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TunedEpoch {
    /// Epochs done; 0 is the semirobust network.
    pub epoch: usize,
    /// Accuracies on the samples of the selection.
    pub scores: Scores,
    /// Dependencies ρ of the layer pairs in f_b, on attacked test samples.
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
    /// The authors' way: λ reads the outputs of all convolutions and linear maps of f_a*, before normalisation and
    /// non-linearity, on attacked **test** samples. For each batch of 100 it is the pseudo-inverse times the logits of
    /// (f_a*, f_b*), without bias or ridge; λ* is the mean over batches. With more features than samples, every batch's λ
    /// reproduces the logits exactly, whatever f_a* is.
    Paper,
    /// λ reads the outputs of all layers of f_a* after the non-linearity, is fitted on clean training samples by ridge
    /// regression, and is attacked itself.
    HeldOut,
    /// The same with the last layer of f_a* alone.
    LastLayer,
    /// The held-out λ with entries drawn at random at the same norm, attacked itself: the control.
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
    /// How λ is fitted and attacked.
    pub kind: ReadOutKind,
    /// Accuracies of f_a* followed by λ, on test samples.
    pub scores: Scores,
}
