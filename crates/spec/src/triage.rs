//! Deep net triage (Nowak and Corso, arXiv 1801.04651): compress a block of layers into one, and see how the network does.
//!
//! The questions, the procedure and claims C1 to C3 are the paper's. The list of initialisations, the schemes beside
//! fine-tuning and distillation, the cheap measures, and robust and semirobust parents are ours.

use serde::{Deserialize, Serialize};

use crate::{
    Accuracy, Claim, Estimate, ExperimentError, Layer, Scores, Stage,
    network::{Block, Initialisation, Kernel, blocks},
};

/// Triage of every block of a network, cell by cell: block × initialisation × scheme, for each parent in each trial.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Triage {
    /// Groups of blocks that are compressed at once, by their names or numbers from 1; absent: every block alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blocks: Option<Vec<Vec<BlockChoice>>>,
    /// The kernel of the single layer.
    #[serde(default)]
    pub kernel: Kernel,
    /// How the single layer begins, each in its turn.
    #[serde(default = "random")]
    pub initialisations: Vec<Initialisation>,
    /// How the compressed network is trained, each in its turn.
    pub schemes: Vec<Scheme>,
    /// How often all of it is done, with the seeds from the experiment's on.
    #[serde(default = "one")]
    pub trials: usize,
    /// Whose blocks are compressed, each in its turn.
    #[serde(default = "clean")]
    pub parents: Vec<Parent>,
    /// Epochs of a parent's training; of a robust one as many on clean samples first, as in the transfer of robustness.
    pub parent_epochs: usize,
    /// Epochs of training after the compression, and of `parent+`.
    pub epochs: usize,
    /// What distillation weighs.
    #[serde(default)]
    pub distill: Distill,
    /// Training batches that the least-squares initialisation is fitted on.
    #[serde(default = "eight")]
    pub batches: usize,
    /// What is measured of the parents beside their triage.
    #[serde(default)]
    pub measure: CheapMeasures,
}

fn one() -> usize {
    1
}

fn eight() -> usize {
    8
}

fn random() -> Vec<Initialisation> {
    vec![Initialisation::Random]
}

fn clean() -> Vec<Parent> {
    vec![Parent::Clean]
}

/// A block by its name or its number from 1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum BlockChoice {
    /// From 1.
    Number(usize),
    /// As `layerlab network` lists it.
    Name(String),
}

/// How a compressed network is trained.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scheme {
    /// Not at all: it is only looked at.
    None,
    /// Only the new layers learn; all others keep their weights and statistics.
    Local,
    /// The whole network learns.
    Global,
    /// The whole compressed network learns from random weights, as long as the other schemes do: the control.
    Scratch,
    /// The whole network learns from labels and the parent's answers (Hinton et al. 2015).
    DistillLogits,
    /// Only the new layers learn, to hand on what their blocks do (FitNets, Romero et al. 2015).
    DistillHint,
    /// Hints for the first half of the epochs, then the whole network from labels.
    #[serde(rename = "distill+global")]
    DistillGlobal,
}

impl Scheme {
    /// Every scheme, in the order in which people are offered them.
    pub const ALL: [Self; 7] = [
        Self::None,
        Self::Local,
        Self::Global,
        Self::Scratch,
        Self::DistillLogits,
        Self::DistillHint,
        Self::DistillGlobal,
    ];

    /// The name used in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Local => "local",
            Self::Global => "global",
            Self::Scratch => "scratch",
            Self::DistillLogits => "distill-logits",
            Self::DistillHint => "distill-hint",
            Self::DistillGlobal => "distill+global",
        }
    }

    /// Whether the parent teaches.
    pub fn distils(self) -> bool {
        matches!(self, Self::DistillLogits | Self::DistillHint | Self::DistillGlobal)
    }
}

/// Whose blocks are compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Parent {
    /// A network trained on clean samples, as in the paper.
    Clean,
    /// One trained adversarially from there; its children learn adversarially too (ours).
    Adversarial,
    /// The robust front with the clean rest behind it; a child's layers learn as those in their place did (ours).
    Semirobust {
        /// Layers in f_b.
        rest: usize,
    },
}

impl std::fmt::Display for Parent {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Clean => to.write_str("clean"),
            Self::Adversarial => to.write_str("adversarial"),
            Self::Semirobust { rest } => write!(to, "semirobust-{rest}"),
        }
    }
}

/// What distillation weighs: α · CE + (1 − α) · T² · KL.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Distill {
    /// α, the weight of the labels, in [0, 1].
    pub alpha: f64,
    /// T, above 0.
    pub temperature: f64,
}

impl Default for Distill {
    fn default() -> Self {
        Self { alpha: 0.1, temperature: 4.0 }
    }
}

/// What is measured of each block of a parent without training anything, for comparison.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct CheapMeasures {
    /// Test samples on which a block is re-initialised and rewound (Zhang et al., arXiv 1902.01996), and training samples
    /// for its module robust criticality (RiFT); 0 leaves them out.
    pub samples: usize,
    /// Bound of the weights' change in module robust criticality, relative to their length.
    pub change: f64,
    /// Projected gradient steps on the weights.
    pub steps: usize,
}

impl Default for CheapMeasures {
    fn default() -> Self {
        Self { samples: 200, change: 0.1, steps: 10 }
    }
}

/// Which cell of a triage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CellKey {
    /// Whose blocks.
    pub parent: Parent,
    /// Which group of blocks, from 0.
    pub group: usize,
    /// How the new layers begin.
    pub initialisation: Initialisation,
    /// How the network is trained.
    pub scheme: Scheme,
}

impl Triage {
    /// The groups of blocks that are compressed at once, in the order of the chain.
    ///
    /// # Errors
    /// When the network has no block that could be compressed, or none of that name.
    pub fn groups(&self, layers: &[Layer]) -> Result<Vec<Vec<Block>>, ExperimentError> {
        let all = blocks(layers);
        if all.is_empty() {
            return Err(ExperimentError::NoBlocks);
        }
        let Some(chosen) = &self.blocks else { return Ok(all.into_iter().map(|block| vec![block]).collect()) };
        let find = |choice: &BlockChoice| {
            let number = match choice {
                BlockChoice::Number(number) => *number,
                BlockChoice::Name(name) => return Block::named(layers, name),
            };
            number.checked_sub(1).and_then(|position| all.get(position)).cloned().ok_or_else(|| {
                let names: Vec<&str> = all.iter().map(|block| block.name.as_str()).collect();
                ExperimentError::NoBlock { asked: format!("number {number}"), blocks: names.join(", ") }
            })
        };
        let group = |choices: &Vec<BlockChoice>| {
            let mut group = choices.iter().map(find).collect::<Result<Vec<_>, _>>()?;
            group.sort_by_key(|block| block.first);
            group.dedup_by_key(|block| block.first);
            Ok(group)
        };
        chosen.iter().map(group).collect()
    }

    /// How many groups there are, as far as that can be told; 0 where the blocks make no sense.
    fn group_count(&self, layers: &[Layer]) -> usize {
        self.groups(layers).map_or(0, |groups| groups.len())
    }

    /// Cells of all trials: blocks × initialisations × schemes × parents × trials.
    pub fn cells(&self, layers: &[Layer]) -> usize {
        self.group_count(layers) * self.initialisations.len() * self.schemes.len() * self.parents.len() * self.trials
    }

    /// Whether a robust network is needed.
    pub fn needs_robust(&self) -> bool {
        self.parents.iter().any(|&parent| parent != Parent::Clean)
    }

    /// The stages of one trial, in order.
    pub fn stages(&self, layers: &[Layer]) -> Vec<Stage> {
        let groups = self.group_count(layers);
        let mut stages = vec![Stage::Normal];
        stages.extend(self.needs_robust().then_some(Stage::Robust));
        for &parent in &self.parents {
            stages.push(Stage::Examine { parent });
            stages.push(Stage::Longer { parent });
            for group in 0..groups {
                for &initialisation in &self.initialisations {
                    let cell =
                        |&scheme: &Scheme| Stage::Cell { key: CellKey { parent, group, initialisation, scheme } };
                    stages.extend(self.schemes.iter().map(cell));
                }
            }
        }
        stages
    }

    /// Epochs of a stage. A network from scratch does not know its initialisation: it is trained once for all of them.
    pub fn epochs_of(&self, stage: Stage) -> usize {
        match stage {
            Stage::Normal | Stage::Robust => self.parent_epochs,
            Stage::Longer { .. } => self.epochs,
            Stage::Cell { key } => {
                let is_copy =
                    key.scheme == Scheme::Scratch && self.initialisations.first() != Some(&key.initialisation);
                if key.scheme == Scheme::None || is_copy { 0 } else { self.epochs }
            }
            Stage::Examine { .. } | Stage::Swap { .. } | Stage::FineTune { .. } => 0,
        }
    }

    /// Epochs of all trials.
    pub fn epochs(&self, layers: &[Layer]) -> usize {
        self.trials * self.stages(layers).into_iter().map(|stage| self.epochs_of(stage)).sum::<usize>()
    }
}

/// Position in the compressed chain of the layer that stands for `block`, where all of `group` are compressed.
pub fn compressed_position(group: &[Block], block: &Block) -> usize {
    let before = group.iter().filter(|other| other.first < block.first);
    block.first - before.map(|other| other.last - other.first).sum::<usize>()
}

/// What a network costs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cost {
    /// Trainable parameters.
    pub parameters: u64,
    /// Multiply-accumulates for one sample.
    pub multiply_accumulates: u64,
    /// Milliseconds for a batch of 100 samples there and then, the median of five; absent where it was not measured.
    pub milliseconds: Option<f64>,
}

impl Cost {
    /// Without a measured time.
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

/// What a triage found.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TriageReport {
    /// What is compressed at once, in the order of the cells.
    pub groups: Vec<Group>,
    /// Trial by trial.
    pub trials: Vec<TriageTrial>,
    /// The heat map: criticality over trials, cell by cell.
    pub map: Vec<Criticality>,
    /// The paper's claims, judged by the trials.
    pub claims: Vec<Claim>,
}

impl TriageReport {
    /// Whether everything that was planned was found.
    pub fn is_whole(&self, planned: &Triage, layers: &[Layer]) -> bool {
        let cells: usize = self.trials.iter().map(|trial| trial.cells.len()).sum();
        cells == planned.cells(layers) && self.trials.len() == planned.trials
    }
}

/// One trial.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TriageTrial {
    /// Its seed.
    pub seed: u64,
    /// The networks whose blocks were compressed.
    pub parents: Vec<ParentResult>,
    /// Cell by cell.
    pub cells: Vec<Cell>,
}

impl TriageTrial {
    /// What became of a parent.
    pub fn parent(&self, parent: Parent) -> Option<&ParentResult> {
        self.parents.iter().find(|found| found.parent == parent)
    }

    /// A cell.
    pub fn cell(&self, key: CellKey) -> Option<&Cell> {
        self.cells.iter().find(|cell| cell.key == key)
    }
}

/// A network whose blocks are compressed, and its control.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ParentResult {
    /// Which.
    pub parent: Parent,
    /// On test samples.
    pub scores: Scores,
    /// On the validation samples of the curves, without attack: what the shares to be reached are shares of.
    pub validation: Accuracy,
    /// What it costs.
    pub cost: Cost,
    /// Its blocks, measured without training.
    pub cheap: Vec<CheapCriticality>,
    /// `parent+`: trained for as many more epochs as the compressed networks, on test samples.
    pub longer: Option<Scores>,
    /// Its way there, on validation samples.
    pub curve: Vec<CellPoint>,
}

/// How much a block matters by measures that train nothing.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CheapCriticality {
    /// Which group of blocks, from 0.
    pub group: usize,
    /// Drop in accuracy, clean and under attack, once its weights are drawn anew (Zhang et al., arXiv 1902.01996).
    pub reinitialised: Drop,
    /// The same once its weights are set back to where the training of the parent began (the same paper).
    pub rewound: Drop,
    /// Largest rise found of the cross-entropy on attacked training samples when its kernels and matrices change by at most
    /// a share of their length (module robust criticality, RiFT, Zhu et al. 2023; by projected gradient steps, so a lower
    /// bound).
    pub robust_criticality: f64,
}

/// A difference of accuracies on the same samples, before − after: above 0 is a loss.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Drop {
    /// Without attack.
    pub clean: Estimate,
    /// Under the evaluation attack.
    pub robust: Estimate,
}

/// One block (or several at once), compressed and trained in one way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cell {
    /// Which.
    pub key: CellKey,
    /// On test samples, right after the compression.
    pub before: Scores,
    /// On test samples, after training.
    pub after: Scores,
    /// Criticality: the parent's accuracy − this one's, with 95 % intervals of a bootstrap paired over test samples.
    pub drop: Drop,
    /// Accuracy on validation samples against training steps.
    pub curve: Vec<CellPoint>,
    /// Steps until shares of the parent's accuracy on the same samples.
    pub reached: Vec<Reached>,
    /// Area under the curve over its length: the mean accuracy on the way, in [0, 1].
    pub area: f64,
    /// What it costs.
    pub cost: Cost,
}

/// A point of a cell's curve.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CellPoint {
    /// Training steps since the compression.
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
    /// The share.
    pub share: f64,
    /// Training steps at the first look at which it was; absent where it never was.
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
    /// Which cell.
    pub key: CellKey,
    /// The drop, clean and under attack: means over trials with Student's 95 % intervals; of a single trial with its
    /// bootstrap over test samples.
    pub drop: Drop,
    /// The drop right after the compression, in the same way.
    pub wound: Drop,
    /// How many trials.
    pub trials: usize,
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

    #[test]
    fn schemes_are_called_as_in_files() {
        for scheme in Scheme::ALL {
            assert_eq!(serde_json::to_value(scheme).expect("it serialises"), scheme.name());
        }
    }
}
