//! The triage of the page: which blocks are folded into one layer, how it begins and how it is trained, made of the set-up at
//! hand, kept sensible while the set-up changes, and left again.

use layerlab_schema::{
    Attack, Block, BlockChoice, CheapMeasures, Distill, Experiment, Initialisation, Kernel, Layer, Mode, Parent, Phase,
    Protocol, Scheme, Triage, blocks,
};

use super::{Edit, Family, edit::suited, guide};

/// Test samples of a triage in the page: every cell is attacked on all of them, and a browser has to do that within seconds.
pub const TESTED: usize = 300;

/// Steps of the attack in the evaluation.
const ATTACK_STEPS: usize = 10;

/// Validation samples behind each point of a curve, and points in an epoch.
const LOOKED: usize = 250;
const LOOKS: usize = 5;

/// Training batches that least squares are fitted on.
const FITTED: usize = 8;

/// Whether folded blocks are compressed one by one or all at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grouping {
    /// Each in a network of its own.
    Alone,
    /// All in one network.
    Together,
}

/// Whose blocks are compressed, as the page offers it: the cut says where a half-robust parent ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParentKind {
    /// Trained on clean samples.
    Normal,
    /// Trained on attacked samples.
    Robust,
    /// A robust front before a clean rest.
    HalfRobust,
    /// Several, from a file.
    Several,
}

impl ParentKind {
    /// The name that links and tests read.
    pub fn name(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Robust => "robust",
            Self::HalfRobust => "half-robust",
            Self::Several => "several",
        }
    }

    /// That of a triage.
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
pub enum Plan {
    /// Fold the block at this position among all, or unfold it.
    Fold(usize),
    /// Fold every block.
    FoldAll,
    /// Take the last fold back.
    Undo,
    /// Compress folded blocks one by one or at once.
    Group(Grouping),
    /// Train in this way too, or not any more.
    Scheme(Scheme),
    /// How new layers begin.
    Initialisation(Initialisation),
    /// How large their kernels are.
    Kernel(Kernel),
    /// Whose blocks.
    Parent(ParentKind),
    /// Epochs of the parent.
    ParentEpochs(usize),
    /// Epochs after the compression.
    Epochs(usize),
}

/// The triage of an experiment, if it is one.
pub fn triage_of(experiment: &Experiment) -> Option<&Triage> {
    match experiment.protocol.as_ref()? {
        Protocol::Triage(triage) => Some(triage),
        Protocol::Transfer(_) => None,
    }
}

fn triage_mut(experiment: &mut Experiment) -> Option<&mut Triage> {
    match experiment.protocol.as_mut()? {
        Protocol::Triage(triage) => Some(triage),
        Protocol::Transfer(_) => None,
    }
}

/// The blocks that are folded, in groups that are compressed at once.
pub fn folds_of(experiment: &Experiment) -> Vec<Vec<Block>> {
    let layers = experiment.chain().unwrap_or_default();
    triage_of(experiment).and_then(|triage| triage.groups(&layers).ok()).unwrap_or_default()
}

/// How the folded blocks are grouped; nothing where a file does it in a way of its own.
pub fn grouping_of(folds: &[Vec<Block>]) -> Option<Grouping> {
    match folds {
        folds if folds.iter().all(|group| group.len() == 1) => Some(Grouping::Alone),
        [_] => Some(Grouping::Together),
        _ => None,
    }
}

/// Turns the set-up into a triage, with a network that has blocks.
pub fn enter(to: &mut Experiment) {
    if to.chain().is_ok_and(|layers| blocks(&layers).is_empty()) {
        let family = if to.data.set.is_image() { Family::BlockCnn } else { Family::Mlp };
        Edit::Network(family).apply(to);
    }
    // Without it small networks of this depth often stay at one answer for several epochs.
    if Family::of(&to.network) == Family::BlockCnn {
        Edit::BatchNorm(true).apply(to);
    }
    let epochs = to.phases.last().map_or(1, |phase| phase.epochs.max(1));
    to.phases.clear();
    to.protocol = Some(Protocol::Triage(Triage {
        blocks: Some(Vec::new()),
        kernel: Kernel::Same,
        initialisations: vec![Initialisation::Random],
        schemes: vec![Scheme::None, Scheme::Local, Scheme::Global, Scheme::DistillLogits],
        trials: 1,
        parents: vec![Parent::Clean],
        parent_epochs: epochs,
        epochs: epochs.div_ceil(2),
        distill: Distill::default(),
        batches: FITTED,
        measure: CheapMeasures { samples: 0, ..CheapMeasures::default() },
    }));
    // As in the page-sized experiment of the binary; every cell is looked at twice.
    attack_in(to, ATTACK_STEPS);
    suit_data(to);
    keep_sound(to);
}

/// Gives the evaluation's attack so many steps, which reach two and a half radii together.
fn attack_in(to: &mut Experiment, steps: usize) {
    let attack = &mut to.evaluation.attack;
    let size = attack.epsilon * 2.5 / steps as f64;
    if let Some(pgd) = attack.as_pgd_mut() {
        (pgd.steps, pgd.step_size) = (steps, Some(size));
    }
}

/// Turns a triage back into one training of the whole network, and takes back what made its looks shorter, unless that was
/// chosen since.
pub fn leave(to: &mut Experiment) {
    let Some(Protocol::Triage(triage)) = to.protocol.take() else { return };
    to.phases = vec![Phase { epochs: triage.parent_epochs, front: Mode::Adversarial, rest: Mode::Clean }];
    let usual = Experiment::default().evaluation;
    if to.evaluation.every == to.steps_per_epoch().div_ceil(LOOKS) {
        to.evaluation.every = suited(to.data.set).every;
    }
    if to.evaluation.samples == to.data.validation.min(LOOKED) {
        to.evaluation.samples = usual.samples;
    }
    let steps = |attack: &Attack| attack.as_pgd().map(|pgd| pgd.steps);
    if let (Some(ATTACK_STEPS), Some(usual)) = (steps(&to.evaluation.attack), steps(&usual.attack)) {
        attack_in(to, usual);
    }
    if to.data.test == TESTED {
        to.data.test = to.data.set.bundled().1.max(TESTED);
    }
    to.data.train += std::mem::take(&mut to.data.validation);
}

/// Another set brings its own epochs, unless they were chosen.
pub fn suit(to: &mut Experiment, before: usize, after: usize) {
    let Some(triage) = triage_mut(to) else { return };
    if triage.parent_epochs == before {
        triage.parent_epochs = after;
    }
    if triage.epochs == before.div_ceil(2) {
        triage.epochs = after.div_ceil(2);
    }
    triage.blocks = Some(Vec::new());
    suit_data(to);
}

/// Validation samples for the curves, and no more test samples than a browser can attack again and again.
fn suit_data(to: &mut Experiment) {
    guide::split(&mut to.data);
    to.data.test = to.data.test.min(TESTED);
    to.evaluation.samples = to.data.validation.min(LOOKED);
    to.evaluation.every = to.steps_per_epoch().div_ceil(LOOKS);
}

/// What follows from other layers, other data or another cut: only blocks that the network has, a cut with a layer on both
/// sides for a half-robust parent, and as many batches to fit on as there are.
pub fn keep_sound(to: &mut Experiment) {
    let Ok(layers) = to.chain() else { return };
    keep_batches(to);
    let Experiment { protocol: Some(Protocol::Triage(triage)), cut, .. } = to else { return };
    if triage.groups(&layers).is_err() && triage.blocks.is_some() {
        triage.blocks = Some(Vec::new());
    }
    if let [Parent::Semirobust { rest }] = triage.parents.as_mut_slice()
        && layers.len() > 1
    {
        *cut = (*cut).clamp(1, layers.len() - 1);
        *rest = layers.len() - *cut;
    }
}

/// No more batches to fit on than there are.
pub fn keep_batches(to: &mut Experiment) {
    let batches = to.data.train.div_ceil(to.batch_size.max(1)).max(1);
    if let Some(triage) = triage_mut(to) {
        triage.batches = triage.batches.min(batches);
    }
}

/// Puts the cut on the stage to where a half-robust parent is cut.
pub fn show_cut(of: &mut Experiment) {
    let layers = of.layer_names().len();
    if let Some([Parent::Semirobust { rest }]) = triage_of(of).map(|triage| triage.parents.as_slice()) {
        of.cut = layers.saturating_sub(*rest);
    }
}

impl Plan {
    /// Makes the change; where there is no triage, nothing.
    pub fn apply(self, to: &mut Experiment) {
        let layers = to.chain().unwrap_or_default();
        let (folds, cut) = (in_order_of_folding(to, &layers), to.cut);
        let Some(triage) = triage_mut(to) else { return };
        match self {
            Self::Fold(_) | Self::FoldAll | Self::Undo | Self::Group(_) => {
                triage.blocks = Some(name(&self.fold(folds, &blocks(&layers))));
            }
            Self::Scheme(scheme) => {
                let kept = |other: &Scheme| (*other == scheme) != triage.schemes.contains(other);
                triage.schemes = Scheme::ALL.into_iter().filter(kept).collect();
            }
            Self::Initialisation(how) => triage.initialisations = vec![how],
            Self::Kernel(kernel) => triage.kernel = kernel,
            Self::Parent(kind) => {
                triage.parents = vec![match kind {
                    ParentKind::Normal => Parent::Clean,
                    ParentKind::Robust => Parent::Adversarial,
                    ParentKind::HalfRobust => Parent::Semirobust { rest: layers.len().saturating_sub(cut) },
                    ParentKind::Several => return,
                }];
                keep_sound(to);
            }
            Self::ParentEpochs(epochs) => triage.parent_epochs = epochs,
            Self::Epochs(epochs) => triage.epochs = epochs,
        }
    }

    /// What is folded after the change, of all blocks of the network.
    fn fold(self, mut folds: Vec<Vec<Block>>, all: &[Block]) -> Vec<Vec<Block>> {
        match self {
            Self::Fold(position) => match all.get(position) {
                Some(block) => turn(folds, block),
                None => folds,
            },
            Self::FoldAll => {
                let open: Vec<&Block> =
                    all.iter().filter(|block| !folds.iter().flatten().any(|f| f == *block)).collect();
                open.into_iter().fold(folds, turn)
            }
            Self::Undo => {
                if folds.last_mut().is_some_and(|group| group.pop().is_some() && group.is_empty()) {
                    folds.pop();
                }
                folds
            }
            Self::Group(Grouping::Alone) => folds.into_iter().flatten().map(|block| vec![block]).collect(),
            Self::Group(Grouping::Together) => vec![folds.into_iter().flatten().collect()],
            Self::Scheme(_)
            | Self::Initialisation(_)
            | Self::Kernel(_)
            | Self::Parent(_)
            | Self::ParentEpochs(_)
            | Self::Epochs(_) => folds,
        }
    }
}

/// The folded blocks, within each group too in the order in which they were folded.
fn in_order_of_folding(of: &Experiment, layers: &[Layer]) -> Vec<Vec<Block>> {
    let chosen = triage_of(of).and_then(|triage| triage.blocks.as_ref());
    let mut folds = folds_of(of);
    for (group, choices) in folds.iter_mut().zip(chosen.into_iter().flatten()) {
        let all = blocks(layers);
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
fn turn(mut folds: Vec<Vec<Block>>, block: &Block) -> Vec<Vec<Block>> {
    let was = folds.iter().flatten().count();
    let grouping = grouping_of(&folds);
    folds.iter_mut().for_each(|group| group.retain(|folded| folded != block));
    folds.retain(|group| !group.is_empty());
    if folds.iter().flatten().count() == was {
        match (grouping, folds.first_mut()) {
            (Some(Grouping::Together), Some(group)) => group.push(block.clone()),
            _ => folds.push(vec![block.clone()]),
        }
    }
    folds
}

fn name(folds: &[Vec<Block>]) -> Vec<Vec<BlockChoice>> {
    let names = |group: &Vec<Block>| group.iter().map(|block| BlockChoice::Name(block.name.clone())).collect();
    folds.iter().map(names).collect()
}

/// The layers of a chain that a block replaces, by their names.
pub fn replaced(layers: &[Layer], block: &Block) -> Vec<String> {
    layers[block.first..=block.last].iter().map(|layer| layer.name.clone()).collect()
}
