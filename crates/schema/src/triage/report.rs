//! Results of a triage: parents, cells, their criticality and their curves.

use serde::{Deserialize, Serialize};

use super::{CellKey, Parent, RankAgreement, Scheme, Triage, TriageStage};
use crate::{Accuracy, AttackResult, Claim, Estimate, Filters, Gallery, Layer, Scores, network::Block};

/// Size and computational cost of a network.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cost {
    /// Number of trainable parameters.
    pub parameters: u64,
    /// Number of multiply-accumulates of a forward pass of one sample.
    pub multiply_accumulates: u64,
    /// Milliseconds for a batch of 100 samples on the machine of the run, the median of five; absent where not measured.
    pub milliseconds: Option<f64>,
}

impl Cost {
    /// Counts the cost of a chain of layers; leaves `milliseconds` absent.
    pub fn of(layers: &[Layer]) -> Self {
        Self {
            parameters: layers.iter().map(Layer::parameters).sum(),
            multiply_accumulates: layers.iter().map(Layer::multiply_accumulates).sum(),
            milliseconds: None,
        }
    }
}

/// A group of blocks that is compressed at once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Group {
    /// The names of its blocks, joined by `+`.
    pub name: String,
    /// The names of the layers that are replaced.
    pub layers: Vec<String>,
}

impl Group {
    /// The group of these blocks of a chain.
    pub fn of(blocks: &[Block], layers: &[Layer]) -> Self {
        let names = |block: &Block| layers[block.first..=block.last].iter().map(|layer| layer.name.clone()).collect();
        Self {
            name: blocks.iter().map(|block| block.name.as_str()).collect::<Vec<_>>().join("+"),
            layers: blocks.iter().flat_map::<Vec<String>, _>(names).collect(),
        }
    }
}

/// Results of a triage.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TriageReport {
    /// The groups of blocks, in the order of the cells.
    pub groups: Vec<Group>,
    /// Results of each trial, in order.
    pub trials: Vec<TriageTrial>,
    /// The heat map: criticality over trials, cell by cell.
    pub map: Vec<Criticality>,
    /// The paper's claims, and that of the bridge, judged by the trials.
    pub claims: Vec<Claim>,
    /// How well the proxy measures order the blocks as their criticality does.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agreement: Vec<RankAgreement>,
}

impl TriageReport {
    /// Whether it has the results of all planned trials and cells.
    pub fn is_whole(&self, planned: &Triage, layers: &[Layer]) -> bool {
        let cells: usize = self.trials.iter().map(|trial| trial.cells.len()).sum();
        cells == planned.cells(layers) && self.trials.len() == planned.trials
    }

    /// Puts the cells of every trial into the order in which the plan has them.
    pub fn sort(&mut self, planned: &Triage, layers: &[Layer]) {
        let stages = planned.stages(layers);
        let place = |key: CellKey| stages.iter().position(|&stage| stage == TriageStage::Cell { key });
        self.trials.iter_mut().for_each(|trial| trial.cells.sort_by_key(|cell| place(cell.key)));
    }

    /// Takes over the groups of another plan: results of a block are kept by its name, and those without a cell in the
    /// plan are dropped.
    pub fn regroup(&mut self, groups: Vec<Group>, plan: &Triage) {
        let before = std::mem::replace(&mut self.groups, groups);
        let now = |position: usize| {
            let name = &before.get(position)?.name;
            self.groups.iter().position(|group| group.name == *name)
        };
        for trial in &mut self.trials {
            trial.cells.retain_mut(|cell| {
                let key = &mut cell.key;
                let asked = plan.initialisations.contains(&key.initialisation) && plan.schemes.contains(&key.scheme);
                let here = now(key.group).filter(|_| asked && plan.parents.contains(&key.parent));
                key.group = here.unwrap_or_default();
                here.is_some()
            });
            for parent in &mut trial.parents {
                parent.proxies.retain_mut(|proxy| {
                    let here = now(proxy.group);
                    proxy.group = here.unwrap_or_default();
                    here.is_some()
                });
            }
        }
    }
}

/// Results of one trial.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TriageTrial {
    /// Seed of the trial.
    pub seed: u64,
    /// The networks whose blocks were compressed.
    pub parents: Vec<ParentResult>,
    /// Results of each cell, in the order of the plan.
    pub cells: Vec<Cell>,
}

impl TriageTrial {
    /// The results of `parent`; absent until it is measured.
    pub fn parent(&self, parent: Parent) -> Option<&ParentResult> {
        self.parents.iter().find(|found| found.parent == parent)
    }

    /// The results of the cell `key`; absent until it is finished.
    pub fn cell(&self, key: CellKey) -> Option<&Cell> {
        self.cells.iter().find(|cell| cell.key == key)
    }
}

/// A network whose blocks are compressed, and its control.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ParentResult {
    /// The measured parent.
    pub parent: Parent,
    /// Accuracies on test samples.
    pub scores: Scores,
    /// Results of the further attacks of the evaluation.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attacks: Vec<AttackResult>,
    /// Accuracy without attack on the validation samples of the curves, to which [`SHARES`] refer.
    pub validation: Accuracy,
    /// Cost of the network.
    pub cost: Cost,
    /// Proxy measures of its blocks, one entry for each group.
    #[serde(rename = "cheap")]
    pub proxies: Vec<ProxyMeasures>,
    /// `parent+`: trained for as many more epochs as the compressed networks, on test samples.
    pub trained_longer: Option<Scores>,
    /// Of a semirobust parent: f_b fine-tuned on attacked samples behind the frozen front, on test samples (Acc~), where its
    /// cells are compared with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transferred: Option<Scores>,
    /// Its training curve, on validation samples.
    pub curve: Vec<CellPoint>,
    /// The filters of every layer that some cell replaces, in the first trial alone: others would make the report of many
    /// trials large.
    #[serde(default)]
    pub filters: Vec<Gallery>,
}

impl ParentResult {
    /// The accuracies that a cell of this scheme is compared with.
    pub fn scores_beside(&self, scheme: Scheme) -> Scores {
        self.transferred.filter(|_| scheme == Scheme::Transfer).unwrap_or(self.scores)
    }
}

/// Proxy measures of a group of blocks: how much it matters, estimated without training.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProxyMeasures {
    /// Position of the group of blocks, from 0.
    pub group: usize,
    /// Drop in accuracy, clean and under attack, when its weights are initialised again (Zhang et al., arXiv
    /// 1902.01996) and its batch statistics estimated for them.
    pub reinitialised: Drop,
    /// The same when its weights are set back to those before the training of the parent (the same paper); those of layers
    /// that were trained on attacked samples to the clean network, where that training began.
    pub rewound: Drop,
    /// Largest rise found of the cross-entropy on attacked training samples when its kernels and matrices change by at most
    /// a share of their length (module robust criticality, RiFT, Zhu et al. 2023; by projected gradient steps, so a lower
    /// bound).
    pub robust_criticality: f64,
    /// The largest drop, clean and under attack, over some draws of Gaussian noise on its kernels and matrices (ours); absent
    /// where no noise was drawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub noised: Option<Drop>,
}

/// A difference of accuracies on the same samples, before − after: above 0 is a loss.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drop {
    /// Drop of the accuracy without attack.
    pub clean: Estimate,
    /// Drop of the accuracy under the evaluation attack.
    pub robust: Estimate,
}

/// One block (or several at once), compressed and trained with one scheme.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cell {
    /// Blocks, initialisation and scheme of the cell.
    pub key: CellKey,
    /// Accuracies on test samples right after the compression.
    pub before: Scores,
    /// Accuracies on test samples after training.
    pub after: Scores,
    /// Criticality: the parent's accuracy − this one's, with 95 % intervals of a bootstrap paired over test samples; of
    /// [`Scheme::Transfer`](super::Scheme::Transfer) that of the transferred parent − this one's.
    pub drop: Drop,
    /// Results of the further attacks of the evaluation after training.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attacks: Vec<AttackResult>,
    /// Accuracy on validation samples against training steps.
    pub curve: Vec<CellPoint>,
    /// Steps until the [`SHARES`] of the parent's accuracy on the same samples.
    pub reached: Vec<Reached>,
    /// Area under the curve over its length: the mean accuracy during training, in [0, 1].
    pub area: f64,
    /// Cost of the network.
    pub cost: Cost,
    /// Whether it has collapsed: trained, it predicts the same class for every test sample, which is chance.
    #[serde(default, skip_serializing_if = "is_false")]
    pub collapsed: bool,
    /// Its time divided by the parent's, the two timed alternately: the median of five quotients; absent where it was not
    /// measured.
    #[serde(default)]
    pub relative_latency: Option<f64>,
    /// Relative error of each new layer right after the compression, block by block: the mean squared difference from what
    /// the block makes of training samples, divided by that output's variance; 0 is exact. Empty for networks from scratch.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fold_errors: Vec<f64>,
    /// The filters of each new layer, block by block; encoder blocks have none. In later trials without pictures and partners.
    #[serde(default)]
    pub filters: Vec<Training<Filters>>,
}

fn is_false(value: &bool) -> bool {
    !value
}

impl Cell {
    /// Steps until a share of the parent's accuracy, one of [`SHARES`]; `None` if it was never reached.
    pub fn steps_to(&self, share: f64) -> Option<usize> {
        self.reached.iter().find(|reached| (reached.share - share).abs() < 1e-9)?.step
    }
}

/// A measurement right after the compression, and after training.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Training<T> {
    /// Measurement right after the compression.
    pub before: T,
    /// Measurement after training.
    pub after: T,
}

/// A point of a cell's curve.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CellPoint {
    /// Number of training steps since the compression.
    pub step: usize,
    /// Mean training loss since the point before; absent at step 0.
    pub loss: Option<f64>,
    /// Accuracy on validation samples without attack.
    pub clean: Accuracy,
}

/// When a share of the parent's accuracy was reached.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reached {
    /// Share of the parent's accuracy, one of [`SHARES`].
    pub share: f64,
    /// Training steps at the first evaluation that reached it; absent where none did.
    pub step: Option<usize>,
}

/// The shares of the parent's accuracy whose steps are counted.
pub const SHARES: [f64; 3] = [0.90, 0.95, 0.99];

impl Reached {
    /// When `curve` first reaches each of [`SHARES`] of `goal`.
    pub fn along(curve: &[CellPoint], goal: Accuracy) -> Vec<Self> {
        let first = |share: f64| curve.iter().find(|point| point.clean.value() >= share * goal.value());
        SHARES.iter().map(|&share| Self { share, step: first(share).map(|point| point.step) }).collect()
    }
}

/// The mean height of a curve by the trapezoidal rule; of a single point its height.
pub fn area_under(curve: &[CellPoint]) -> f64 {
    let (Some(first), Some(last)) = (curve.first(), curve.last()) else { return 0.0 };
    let length = (last.step - first.step) as f64;
    if length == 0.0 {
        return last.clean.value();
    }
    let under = |pair: &[CellPoint]| {
        0.5 * (pair[0].clean.value() + pair[1].clean.value()) * (pair[1].step - pair[0].step) as f64
    };
    curve.windows(2).map(under).sum::<f64>() / length
}

/// A field of the heat map.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Criticality {
    /// The cell that this field describes.
    pub key: CellKey,
    /// The drop, clean and under attack: means over trials with Student's 95 % intervals; of a single trial with its
    /// bootstrap over test samples.
    pub drop: Drop,
    /// The drop right after the compression, in the same form.
    pub drop_before_training: Drop,
    /// Number of trials behind the figures.
    pub trials: usize,
    /// How many of them have collapsed. An interval over a collapsed run says nothing.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub collapsed: usize,
    /// Medians of the drop over trials, which single collapsed runs hardly move; absent in reports of earlier programs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub median: Option<Medians>,
}

fn is_zero(value: &usize) -> bool {
    *value == 0
}

/// Medians over trials.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Medians {
    /// Median of the drop without attack.
    pub clean: f64,
    /// Median of the drop under attack.
    pub robust: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn curve(correct: &[usize]) -> Vec<CellPoint> {
        let point = |(i, &correct): (usize, &usize)| CellPoint {
            step: 10 * i,
            loss: None,
            clean: Accuracy { correct, of: 100 },
        };
        correct.iter().enumerate().map(point).collect()
    }

    #[test]
    fn steps_and_area_are_counted_by_hand() {
        let curve = curve(&[10, 60, 77, 80, 79]);
        let goal = Accuracy { correct: 80, of: 100 };
        // 90, 95 and 99 % of 0.8 are 0.72, 0.76 and 0.792.
        let steps: Vec<_> = Reached::along(&curve, goal).iter().map(|reached| reached.step).collect();
        assert_eq!(steps, [Some(20), Some(20), Some(30)]);
        // Trapezes of 10 steps: 0.35, 0.685, 0.785, 0.795, their mean 0.65375.
        assert!((area_under(&curve) - 0.653_75).abs() < 1e-12, "{}", area_under(&curve));
        assert!((area_under(&curve[..1]) - 0.1).abs() < 1e-12);
        assert_eq!(Reached::along(&curve[..1], goal)[0].step, None);
    }
}
