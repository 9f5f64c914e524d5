//! Settings of a triage alone: which blocks are compressed into one layer, its initialisation and its training.

use layerlab_schema::{
    Block, BlockChoice, Cut, Data, Distill, Experiment, Initialisation, Kernel, Layer, Parent, Protocol, ProxySettings,
    Scheme, Triage, blocks,
};

use super::{EvaluationSettings, PerSet, dataset_defaults::DatasetDefaults};

/// Test samples of a triage in the page: every cell is attacked on all of them, and a browser has to do that within
/// seconds.
pub(super) const TESTED: usize = 300;
/// Steps of the attack in the evaluation; together they reach two and a half radii.
pub(super) const ATTACK_STEPS: usize = 10;
/// Validation samples behind each point of a curve, and points in an epoch.
pub(super) const EVALUATED: usize = 250;
pub(super) const EVALUATIONS: usize = 5;
/// Training batches that least squares are fitted on.
const FITTED: usize = 8;

/// Settings of a triage.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TriageSettings {
    /// The blocks that are folded; else none.
    pub blocks: Option<Blocks>,
    /// The kernel of the single layer.
    pub kernel: Option<Kernel>,
    /// Initialisations of the replacement layer.
    pub initialisations: Option<Vec<Initialisation>>,
    /// How the compressed network is trained.
    pub schemes: Option<Vec<Scheme>>,
    /// How often all of it is done.
    pub trials: Option<usize>,
    /// Parents whose blocks are compressed.
    pub parents: Option<Parents>,
    /// The file with the weights of the clean parent, which only the binary reads.
    pub parent_file: Option<String>,
    /// Number of epochs of a parent.
    pub parent_epochs: Option<usize>,
    /// Number of epochs after the compression.
    pub epochs: Option<usize>,
    /// The weights of distillation.
    pub distill: Option<Distill>,
    /// Training batches that least squares are fitted on.
    pub batches: Option<usize>,
    /// Proxy measures of the parents' blocks.
    pub measure: Option<ProxySettings>,
    /// Test samples: fewer than elsewhere where none were chosen.
    pub test: PerSet<usize>,
    /// Batch normalisation. Without it small networks of this depth often stay at one answer for several epochs.
    pub batch_norm: Option<bool>,
    /// How networks are evaluated.
    pub evaluation: EvaluationSettings,
}

/// The blocks that are folded.
#[derive(Clone, Debug, PartialEq)]
pub enum Blocks {
    /// Every block of the network, each alone.
    Every,
    /// Groups that are compressed at once, each in the order in which its blocks were folded.
    Groups(Vec<Vec<BlockChoice>>),
}

/// The parents whose blocks are compressed.
#[derive(Clone, Debug, PartialEq)]
pub enum Parents {
    /// One, as the page offers it.
    Kind(ParentKind),
    /// Several, or one whose cut is not that of the page.
    Listed {
        parents: Vec<ListedParent>,
        /// The cut of the page at that time: a single half-robust parent follows it when it moves.
        chosen_at: Cut,
    },
}

/// A parent of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListedParent {
    /// Trained on clean samples.
    Clean,
    /// Trained on attacked samples.
    Adversarial,
    /// A robust front before a clean rest.
    Semirobust(Cut),
}

/// Whether folded blocks are compressed one by one or all at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// Each block is compressed in a network of its own.
    Alone,
    /// All blocks are compressed in one network.
    Together,
}

/// The kinds of parents in the menu of the page; the cut determines which layers of a half-robust one are robust.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::EnumString, strum::IntoStaticStr)]
#[strum(serialize_all = "kebab-case")]
pub enum ParentKind {
    /// Trained on clean samples.
    Normal,
    /// Trained on attacked samples.
    Robust,
    /// A robust front before a clean rest.
    HalfRobust,
    /// Several parents, which only a file can give.
    Several,
}

impl ParentKind {
    /// The name that links and tests read.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// The kind of the parents of `triage`.
    pub fn of(triage: &Triage) -> Self {
        match triage.parents.as_slice() {
            [Parent::Clean] => Self::Normal,
            [Parent::Adversarial] => Self::Robust,
            [Parent::Semirobust { .. }] => Self::HalfRobust,
            _ => Self::Several,
        }
    }
}

/// One change of a triage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TriageEdit {
    /// Fold the block at this position among all, or unfold it.
    Fold(usize),
    /// Fold every block.
    FoldAll,
    /// Take the last fold back.
    Undo,
    /// Compress folded blocks one by one or at once.
    Group(Grouping),
    /// Turn this training scheme on or off.
    Scheme(Scheme),
    /// Choose the initialisation of the new layers.
    Initialisation(Initialisation),
    /// Choose the kernel of the new layers.
    Kernel(Kernel),
    /// Choose the kind of parent; several can't be chosen.
    Parent(ParentKind),
    /// Set the number of epochs of the parent.
    ParentEpochs(usize),
    /// Number of epochs after the compression.
    Epochs(usize),
}

/// The triage of an experiment, if it is one.
pub fn triage_of(experiment: &Experiment) -> Option<&Triage> {
    match experiment.protocol.as_ref()? {
        Protocol::Triage(triage) => Some(triage),
        Protocol::Transfer(_) => None,
    }
}

/// The blocks that are folded, in groups that are compressed at once.
pub fn folds_of(experiment: &Experiment) -> Vec<Vec<Block>> {
    let layers = experiment.chain().unwrap_or_default();
    triage_of(experiment).and_then(|triage| triage.groups(&layers).ok()).unwrap_or_default()
}

/// How the folded blocks are grouped; `None` where a file groups them differently.
pub fn grouping_of(folds: &[Vec<Block>]) -> Option<Grouping> {
    match folds {
        folds if folds.iter().all(|group| group.len() == 1) => Some(Grouping::Alone),
        [_] => Some(Grouping::Together),
        _ => None,
    }
}

/// The layers of a chain that a block replaces, by their names.
pub fn replaced(layers: &[Layer], block: &Block) -> Vec<String> {
    layers[block.first..=block.last].iter().map(|layer| layer.name.clone()).collect()
}

impl TriageSettings {
    /// The protocol on this chain with the page's cut at `cut`, and the nearest possible cut.
    pub(super) fn resolve(
        &self,
        cut: Cut,
        layers: &[Layer],
        (data, batch_size): (&Data, usize),
        defaults: &DatasetDefaults,
    ) -> (Triage, Cut) {
        let (parents, cut) = self.resolve_parents(cut, layers.len());
        let offered = vec![Scheme::None, Scheme::Local, Scheme::Global, Scheme::DistillLogits];
        let mut schemes = self.schemes.clone().unwrap_or_else(|| offered.clone());
        schemes.retain(|scheme| parents.iter().any(|&parent| scheme.is_for(parent)));
        if schemes.is_empty() {
            schemes = offered;
        }
        let mut triage = Triage {
            blocks: match &self.blocks {
                None => Some(Vec::new()),
                Some(Blocks::Every) => None,
                Some(Blocks::Groups(groups)) => Some(groups.clone()),
            },
            kernel: self.kernel.unwrap_or(Kernel::Same),
            initialisations: self.initialisations.clone().unwrap_or_else(|| vec![Initialisation::Random]),
            schemes,
            trials: self.trials.unwrap_or(1),
            parents,
            parent: self.parent_file.clone(),
            parent_epochs: self.parent_epochs.unwrap_or(defaults.epochs),
            epochs: self.epochs.unwrap_or(defaults.epochs.div_ceil(2)),
            distill: self.distill.unwrap_or_default(),
            batches: self.batches.unwrap_or(FITTED),
            measure: self.measure.unwrap_or(ProxySettings { samples: 0, ..ProxySettings::default() }),
        };
        // Only blocks that the network has.
        if triage.blocks.is_some() && triage.groups(layers).is_err() {
            triage.blocks = Some(Vec::new());
        }
        let available = data.train.div_ceil(batch_size.max(1)).max(1);
        if self.batches.is_none() || triage.initialisations.contains(&Initialisation::LeastSquares) {
            triage.batches = triage.batches.min(available);
        }
        triage.measure.samples = triage.measure.samples.min(data.test).min(data.train);
        (triage, cut)
    }

    fn resolve_parents(&self, cut: Cut, layers: usize) -> (Vec<Parent>, Cut) {
        let half_robust = || {
            let cut = cut.inside(layers);
            (vec![Parent::Semirobust { rest: cut.rest(layers) }], cut)
        };
        match &self.parents {
            None | Some(Parents::Kind(ParentKind::Normal | ParentKind::Several)) => {
                (vec![Parent::Clean], cut.at_most(layers))
            }
            Some(Parents::Kind(ParentKind::Robust)) => (vec![Parent::Adversarial], cut.at_most(layers)),
            Some(Parents::Kind(ParentKind::HalfRobust)) => half_robust(),
            Some(Parents::Listed { parents, chosen_at }) => match parents.as_slice() {
                [ListedParent::Semirobust(_)] if *chosen_at != cut => half_robust(),
                parents => (parents.iter().map(|parent| parent.resolve(layers)).collect(), cut.at_most(layers)),
            },
        }
    }

    /// Every value of a protocol, chosen.
    pub(super) fn from_triage(triage: &Triage, cut: Cut, layers: usize) -> Self {
        let parents = match triage.parents.as_slice() {
            [Parent::Clean] => Parents::Kind(ParentKind::Normal),
            [Parent::Adversarial] => Parents::Kind(ParentKind::Robust),
            [Parent::Semirobust { rest }] if Cut::from_rest(*rest, layers) == cut => {
                Parents::Kind(ParentKind::HalfRobust)
            }
            several => Parents::Listed {
                parents: several.iter().map(|&parent| ListedParent::of(parent, layers)).collect(),
                chosen_at: cut,
            },
        };
        Self {
            blocks: Some(triage.blocks.clone().map_or(Blocks::Every, Blocks::Groups)),
            kernel: Some(triage.kernel),
            initialisations: Some(triage.initialisations.clone()),
            schemes: Some(triage.schemes.clone()),
            trials: Some(triage.trials),
            parents: Some(parents),
            parent_epochs: Some(triage.parent_epochs),
            epochs: Some(triage.epochs),
            distill: Some(triage.distill),
            batches: Some(triage.batches),
            parent_file: triage.parent.clone(),
            measure: Some(triage.measure),
            ..Self::default()
        }
    }
}

impl ListedParent {
    fn resolve(self, layers: usize) -> Parent {
        match self {
            Self::Clean => Parent::Clean,
            Self::Adversarial => Parent::Adversarial,
            Self::Semirobust(cut) => Parent::Semirobust { rest: cut.rest(layers) },
        }
    }

    fn of(parent: Parent, layers: usize) -> Self {
        match parent {
            Parent::Clean => Self::Clean,
            Parent::Adversarial => Self::Adversarial,
            Parent::Semirobust { rest } => Self::Semirobust(Cut::from_rest(rest, layers)),
        }
    }
}

/// The folded blocks after `edit` on a resolved triage; `None` where it changes something else.
pub(super) fn folded(edit: TriageEdit, resolved: &Experiment) -> Option<Blocks> {
    let layers = resolved.chain().unwrap_or_default();
    let (mut folds, all) = (in_order_of_folding(resolved, &layers), blocks(&layers));
    let folds = match edit {
        TriageEdit::Fold(position) => match all.get(position) {
            Some(block) => toggled(folds, block),
            None => folds,
        },
        TriageEdit::FoldAll => {
            let is_open = |block: &&Block| !folds.iter().flatten().any(|folded| folded == *block);
            let open: Vec<&Block> = all.iter().filter(is_open).collect();
            open.into_iter().fold(folds, toggled)
        }
        TriageEdit::Undo => {
            if let Some(group) = folds.last_mut() {
                group.pop();
            }
            folds.retain(|group| !group.is_empty());
            folds
        }
        TriageEdit::Group(Grouping::Alone) => folds.into_iter().flatten().map(|block| vec![block]).collect(),
        TriageEdit::Group(Grouping::Together) => vec![folds.into_iter().flatten().collect()],
        TriageEdit::Scheme(_)
        | TriageEdit::Initialisation(_)
        | TriageEdit::Kernel(_)
        | TriageEdit::Parent(_)
        | TriageEdit::ParentEpochs(_)
        | TriageEdit::Epochs(_) => return None,
    };
    let names = |group: &Vec<Block>| group.iter().map(|block| BlockChoice::Name(block.name.clone())).collect();
    Some(Blocks::Groups(folds.iter().map(names).collect()))
}

/// The schemes with one more, or without it, in the order in which they are offered.
pub(super) fn with_scheme(schemes: &[Scheme], scheme: Scheme) -> Vec<Scheme> {
    let is_kept = |other: &Scheme| (*other == scheme) != schemes.contains(other);
    Scheme::ALL.into_iter().filter(is_kept).collect()
}

/// The folded blocks, within each group too in the order in which they were folded.
fn in_order_of_folding(of: &Experiment, layers: &[Layer]) -> Vec<Vec<Block>> {
    let chosen = triage_of(of).and_then(|triage| triage.blocks.as_ref());
    let mut folds = folds_of(of);
    let all = blocks(layers);
    for (group, choices) in folds.iter_mut().zip(chosen.into_iter().flatten()) {
        let place = |block: &Block| {
            choices.iter().position(|choice| match choice {
                BlockChoice::Name(name) => block.name == *name,
                BlockChoice::Number(number) => all.get(number.saturating_sub(1)) == Some(block),
            })
        };
        group.sort_by_key(place);
    }
    folds
}

/// Folds a block: where blocks are compressed at once, with the others. One that is folded is unfolded.
fn toggled(mut folds: Vec<Vec<Block>>, block: &Block) -> Vec<Vec<Block>> {
    let before = folds.iter().flatten().count();
    let grouping = grouping_of(&folds);
    folds.iter_mut().for_each(|group| group.retain(|folded| folded != block));
    folds.retain(|group| !group.is_empty());
    let was_folded = folds.iter().flatten().count() < before;
    if !was_folded {
        match (grouping, folds.first_mut()) {
            (Some(Grouping::Together), Some(group)) => group.push(block.clone()),
            _ => folds.push(vec![block.clone()]),
        }
    }
    folds
}
