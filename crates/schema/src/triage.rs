//! Deep net triage (Nowak and Corso, arXiv 1801.04651): compress a block of layers into one, and see how the network does.
//!
//! The questions, the procedure and claims C1 to C3 are the paper's. The list of initialisations, the schemes beside
//! fine-tuning and distillation, the proxy measures, and robust and semirobust parents are ours.

mod agreement;
mod report;

use serde::{Deserialize, Serialize};
use strum::{EnumCount as _, VariantArray as _};

use crate::{
    ExperimentError, Layer,
    names::all,
    network::{Block, Initialisation, Kernel, blocks},
};
pub use agreement::{DropKind, Proxy, RankAgreement};
pub use report::{
    Cell, CellPoint, Cost, Criticality, Drop, Group, Medians, ParentResult, ProxyMeasures, Reached, SHARES, Training,
    TriageReport, TriageTrial, area_under,
};

/// Triage of every block of a network, cell by cell: block × initialisation × scheme, for each parent in each trial.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Triage {
    /// Groups of blocks that are compressed at once, by their names or numbers from 1; absent: every block alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blocks: Option<Vec<Vec<BlockChoice>>>,
    /// Kernel of the replacement layer.
    #[serde(default)]
    pub kernel: Kernel,
    /// Initialisations of the replacement layer, one cell for each.
    #[serde(default = "random")]
    pub initialisations: Vec<Initialisation>,
    /// Training schemes of the compressed network, one cell for each.
    pub schemes: Vec<Scheme>,
    /// Number of trials, with consecutive seeds from the experiment's seed.
    #[serde(default = "one")]
    pub trials: usize,
    /// Networks whose blocks are compressed, one after the other.
    #[serde(default = "clean")]
    pub parents: Vec<Parent>,
    /// File with the weights of the clean parent, safetensors or `torch.save`'s, from the folder in which the binary is started.
    /// It is then not trained, and is the same in every trial; its first weights are not known, so that *rewound* blocks get
    /// random ones. Robust parents are trained from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Epochs of a parent's training; of a robust one as many on clean samples first, as in the transfer of robustness.
    pub parent_epochs: usize,
    /// Epochs of training after the compression, and of `parent+`.
    pub epochs: usize,
    /// Weights of the distillation loss.
    #[serde(default)]
    pub distill: Distill,
    /// Number of training batches that the least-squares initialisation is fitted on.
    #[serde(default = "eight")]
    pub batches: usize,
    /// Proxy measures of the parents' blocks.
    #[serde(default)]
    pub measure: ProxySettings,
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
    /// Number of the block, from 1.
    Number(usize),
    /// Name of the block, as `layerlab network` lists it.
    Name(String),
}

/// How a compressed network is trained.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    strum::EnumCount,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Scheme {
    /// No training: the compressed network is only evaluated.
    None,
    /// Only the new layers learn; all others keep their weights and statistics.
    Local,
    /// The whole compressed network learns from labels.
    Global,
    /// The whole compressed network learns from random weights, as long as the other schemes do: the control.
    Scratch,
    /// The whole network learns from labels and the parent's answers (Hinton et al. 2015).
    DistillLogits,
    /// Only the new layers learn, to hand on what their blocks do (FitNets, Romero et al. 2015).
    DistillHint,
    /// Hints for the first half of the epochs, then the whole network from labels.
    #[serde(rename = "distill+global")]
    #[strum(serialize = "distill+global")]
    DistillGlobal,
    /// Of a semirobust parent alone: whether robustness still comes back behind the compressed front (ours). For the first half
    /// of the epochs only the new layers learn, on attacked samples, with the robust f_b* behind a compressed f_a*; then f_a* is
    /// frozen, the clean f_b is put behind it, and f_b learns on attacked samples.
    Transfer,
}

impl Scheme {
    /// Every scheme, in display order.
    pub const ALL: [Self; Self::COUNT] = all(Self::VARIANTS);

    /// The name used in files.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Whether networks of this parent are trained so.
    pub fn is_for(self, parent: Parent) -> bool {
        self != Self::Transfer || matches!(parent, Parent::Semirobust { .. })
    }

    /// Whether the training has two halves, each with half of the epochs.
    pub fn has_halves(self) -> bool {
        matches!(self, Self::DistillGlobal | Self::Transfer)
    }

    /// Whether the parent is the teacher of a distillation.
    pub fn distils(self) -> bool {
        matches!(self, Self::DistillLogits | Self::DistillHint | Self::DistillGlobal)
    }
}

/// A network whose blocks are compressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Parent {
    /// A network trained on clean samples, as in the paper.
    Clean,
    /// One trained adversarially from there; its children learn adversarially too (ours).
    Adversarial,
    /// The robust front with the clean rest behind it; a child's layers learn as those in their place did (ours).
    Semirobust {
        /// Number of layers in f_b.
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

/// Weights of the distillation loss α · CE + (1 − α) · T² · KL.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Distill {
    /// α, the weight of the labels, in [0, 1].
    pub alpha: f64,
    /// Temperature T of the softmax, above 0.
    pub temperature: f64,
}

impl Default for Distill {
    fn default() -> Self {
        Self { alpha: 0.1, temperature: 4.0 }
    }
}

/// Settings of the proxy measures: how much each block of a parent matters, estimated without training.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ProxySettings {
    /// Test samples on which a block is re-initialised and rewound (Zhang et al., arXiv 1902.01996), and training samples
    /// for its module robust criticality (RiFT); 0 leaves them out.
    pub samples: usize,
    /// Bound of the weights' change in module robust criticality, relative to their length.
    pub change: f64,
    /// Number of projected gradient steps on the weights.
    pub steps: usize,
    /// Standard deviation of the noise on a block's kernels and matrices, relative to that of each one's weights.
    pub noise: f64,
    /// Number of draws of that noise, of which the one with the largest drop counts; 0 leaves it out.
    pub draws: usize,
}

impl Default for ProxySettings {
    fn default() -> Self {
        Self { samples: 200, change: 0.1, steps: 10, noise: 0.5, draws: 5 }
    }
}

/// Identifies a cell of a triage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CellKey {
    /// Parent whose blocks are compressed.
    pub parent: Parent,
    /// Position of the group of blocks, from 0.
    pub group: usize,
    /// Initialisation of the new layers.
    pub initialisation: Initialisation,
    /// Scheme by which the compressed network is trained.
    pub scheme: Scheme,
}

/// A stage of one trial of a triage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "kind", deny_unknown_fields)]
pub enum TriageStage {
    /// Training of the parent on clean samples.
    Normal,
    /// Adversarial training of the normal network, where a parent needs it.
    Robust,
    /// A parent is measured before its blocks are compressed.
    MeasureParent {
        /// The parent of this stage.
        parent: Parent,
    },
    /// A parent is trained for longer, as the control of its cells.
    TrainLonger {
        /// The parent of this stage.
        parent: Parent,
    },
    /// f_b of a semirobust parent is fine-tuned on attacked samples behind the frozen front, as in a transfer of robustness: what
    /// the cells of [`Scheme::Transfer`] are compared with.
    TransferParent {
        /// The parent of this stage.
        parent: Parent,
    },
    /// A group of blocks is compressed, and the network is trained.
    Cell {
        /// Blocks, initialisation and scheme of the cell.
        key: CellKey,
    },
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
                BlockChoice::Name(name) => return Block::by_name(layers, name),
            };
            number.checked_sub(1).and_then(|position| all.get(position)).cloned().ok_or_else(|| {
                let blocks = all.iter().map(|block| block.name.clone()).collect();
                ExperimentError::NoBlockNumber { number, blocks }
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

    /// The number of groups, as far as it can be determined; 0 where the blocks are invalid.
    fn group_count(&self, layers: &[Layer]) -> usize {
        self.groups(layers).map_or(0, |groups| groups.len())
    }

    /// Cells of all trials: blocks × initialisations × schemes × parents × trials.
    pub fn cells(&self, layers: &[Layer]) -> usize {
        let groups = self.group_count(layers);
        self.trials * self.parents.iter().map(|&parent| self.cell_keys(parent, groups).count()).sum::<usize>()
    }

    /// Whether the transfer of robustness through compressed blocks of this parent is asked for.
    pub fn transfers(&self, parent: Parent) -> bool {
        self.schemes.contains(&Scheme::Transfer) && Scheme::Transfer.is_for(parent)
    }

    /// Whether a parent needs the adversarially trained network.
    pub fn needs_robust(&self) -> bool {
        self.parents.iter().any(|&parent| parent != Parent::Clean)
    }

    /// The stages of one trial, in order.
    pub fn stages(&self, layers: &[Layer]) -> Vec<TriageStage> {
        let groups = self.group_count(layers);
        let mut stages = vec![TriageStage::Normal];
        if self.needs_robust() {
            stages.push(TriageStage::Robust);
        }
        for &parent in &self.parents {
            stages.push(TriageStage::MeasureParent { parent });
            if self.transfers(parent) {
                stages.push(TriageStage::TransferParent { parent });
            }
            stages.extend(self.cell_keys(parent, groups).map(|key| TriageStage::Cell { key }));
            stages.push(TriageStage::TrainLonger { parent });
        }
        stages
    }

    /// The cells of one parent with `groups` groups of blocks, in order.
    pub fn cell_keys(&self, parent: Parent, groups: usize) -> impl Iterator<Item = CellKey> {
        (0..groups).flat_map(move |group| {
            self.initialisations.iter().flat_map(move |&initialisation| {
                let schemes = self.schemes.iter().filter(move |scheme| scheme.is_for(parent));
                schemes.map(move |&scheme| CellKey { parent, group, initialisation, scheme })
            })
        })
    }

    /// Whether results of the parents under the plan `other` hold under this one: both agree in everything except
    /// blocks, initialisations and schemes.
    pub fn shares_parents(&self, other: &Self) -> bool {
        let same = Self {
            blocks: other.blocks.clone(),
            initialisations: other.initialisations.clone(),
            schemes: other.schemes.clone(),
            ..self.clone()
        };
        same == *other
    }

    /// Number of epochs of a stage. Training from scratch does not depend on the initialisation, so it is done once for
    /// all of them.
    pub fn epochs_of(&self, stage: TriageStage) -> usize {
        match stage {
            TriageStage::Normal if self.parent.is_some() => 0,
            TriageStage::Normal | TriageStage::Robust => self.parent_epochs,
            TriageStage::TrainLonger { .. } => self.epochs,
            // As long as the second half of its cells.
            TriageStage::TransferParent { .. } => self.epochs - self.epochs / 2,
            TriageStage::Cell { key } => {
                let is_copy =
                    key.scheme == Scheme::Scratch && self.initialisations.first() != Some(&key.initialisation);
                if key.scheme == Scheme::None || is_copy { 0 } else { self.epochs }
            }
            TriageStage::MeasureParent { .. } => 0,
        }
    }

    /// Number of epochs of all trials.
    pub fn epochs(&self, layers: &[Layer]) -> usize {
        self.trials * self.stages(layers).into_iter().map(|stage| self.epochs_of(stage)).sum::<usize>()
    }
}

/// Position in the compressed chain of the layer that replaces `block` when all blocks of `group` are compressed.
pub fn compressed_position(group: &[Block], block: &Block) -> usize {
    let before = group.iter().filter(|other| other.first < block.first);
    block.first - before.map(|other| other.last - other.first).sum::<usize>()
}
