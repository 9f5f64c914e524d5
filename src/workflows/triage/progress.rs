//! The shown part of a triage: its blocks across, schemes down, and the state of each cell.

use std::rc::Rc;

use layerlab_schema::{
    Block, CellKey, CellPoint, Estimate, Experiment, Group, Initialisation, Mode, Parent, Scheme, Stage, TriageStage,
};

use crate::{
    components::LayerState,
    settings::{ParentKind, folds_of, triage_of},
    state::{CellResult, Display, Run, State, TriageProgress},
};

/// The run of the page, unless the set-up has other parents or is another triage.
pub fn run_of(state: &State) -> Option<&Rc<Run>> {
    let (run, setup) = (state.run.as_ref()?, &state.setup);
    let found = &run.experiment;
    let same = Experiment { name: setup.name.clone(), cut: setup.cut, ..(**found).clone() };
    if same == **setup || found.shares_parents(setup) { Some(run) } else { None }
}

/// The training mode of a layer of the parent, and whether it has been trained.
pub fn layer_state(setup: &Experiment, run: Option<&Run>, position: usize) -> (LayerState, bool) {
    let is_front = position < setup.cut.front();
    let mode = match triage_of(setup).map(ParentKind::of) {
        Some(ParentKind::Robust) => Mode::Adversarial,
        Some(ParentKind::HalfRobust) if is_front => Mode::Adversarial,
        Some(ParentKind::Normal | ParentKind::HalfRobust | ParentKind::Several) | None => Mode::Clean,
    };
    let is_trained = run.is_some_and(|run| run.step > 0 || !run.triage.found.trials.is_empty());
    (LayerState::Mode(mode), is_trained)
}

/// The curve of a cell of the group of this name, over trials.
pub fn recovery_of(progress: &TriageProgress, name: &str, key: CellKey) -> Vec<RecoveryPoint> {
    RecoveryPoint::over(&progress.pairs(name, key).iter().map(|(_, cell)| cell.curve.as_slice()).collect::<Vec<_>>())
}

/// A point of a curve: of one trial with its 95 % interval over samples, of several their mean between the least and the
/// most.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RecoveryPoint {
    /// Number of training steps since the compression.
    pub step: usize,
    /// Accuracy on validation samples without attack.
    pub clean: Estimate,
    /// How many samples in each trial.
    pub of: usize,
    /// Number of trials behind the accuracy.
    pub trials: usize,
}

impl RecoveryPoint {
    /// The points that all trials have.
    pub fn over(curves: &[&[CellPoint]]) -> Vec<Self> {
        let length = curves.iter().map(|curve| curve.len()).min().unwrap_or_default();
        let at = |position: usize| {
            let (first, trials) = (curves.first()?.get(position)?, curves.len());
            let values = || curves.iter().map(|curve| curve[position].clean.value());
            let clean = match trials {
                1 => first.clean.estimate(),
                _ => Estimate {
                    value: values().sum::<f64>() / trials as f64,
                    low: values().fold(1.0, f64::min),
                    high: values().fold(0.0, f64::max),
                },
            };
            Some(Self { step: first.step, clean, of: first.clean.of, trials })
        };
        (0..length).filter_map(at).collect()
    }
}

/// A column of the heat map: blocks that are compressed at once.
#[derive(Clone, Debug, PartialEq)]
pub struct FoldedBlock {
    /// Name of the group, made of the names of its blocks.
    pub name: String,
    pub blocks: Vec<Block>,
}

/// The heat map on the stage: columns and rows by the set-up, their content by the run.
#[derive(Clone, Debug, PartialEq)]
pub struct TriageView {
    /// The columns, in the order of the chain.
    pub folds: Vec<FoldedBlock>,
    /// Displayed schemes, one row for each.
    pub schemes: Vec<Scheme>,
    /// Parent of the displayed cells.
    pub parent: Parent,
    /// Initialisation of the displayed cells.
    pub initialisation: Initialisation,
    /// Position of the selected column.
    pub column: usize,
    /// Scheme of the selected row.
    pub scheme: Scheme,
}

/// The state of a field of the heat map.
#[derive(Clone, Copy, Debug)]
pub enum CellState<'a> {
    /// The cell is not in the plan.
    Unasked,
    /// It is planned and has not begun.
    Planned,
    /// It is in progress.
    UnderWay,
    /// It has results.
    Found(CellResult<'a>),
}

impl TriageView {
    /// The view that the page shows; `None` where the set-up is not a triage.
    pub fn shown(state: &State) -> Option<Self> {
        Self::of(&state.setup, run_of(state).map(|run| &**run), &state.display)
    }

    /// The view of a set-up and its run; `None` where it is no triage.
    pub fn of(setup: &Experiment, run: Option<&Run>, display: &Display) -> Option<Self> {
        let triage = triage_of(setup)?;
        let layers = setup.chain().unwrap_or_default();
        let mut folds: Vec<FoldedBlock> = folds_of(setup)
            .into_iter()
            .map(|blocks| FoldedBlock { name: Group::of(&blocks, &layers).name, blocks })
            .collect();
        let newest = folds.last().map(|fold| fold.name.clone());
        folds.sort_by_key(|fold| fold.blocks.first().map(|block| block.first));
        let now = run.and_then(cell_of);
        let has = |parent: &Parent| triage.parents.contains(parent);
        let parent = display.parent.filter(has).or(now.map(|key| key.parent).filter(has));
        let parent = parent.or(triage.parents.first().copied()).unwrap_or(Parent::Clean);
        let begins = |how: &Initialisation| triage.initialisations.contains(how);
        let initialisation = display.initialisation.filter(begins).or(now.map(|key| key.initialisation).filter(begins));
        let initialisation = initialisation.or(triage.initialisations.first().copied());
        let mut view = Self {
            folds,
            schemes: triage.schemes.clone(),
            parent,
            initialisation: initialisation.unwrap_or(Initialisation::Random),
            column: 0,
            scheme: Scheme::None,
        };
        let under_way = now.and_then(|key| run?.triage.found.groups.get(key.group)).map(|group| group.name.clone());
        let name = display.fold.clone().into_iter().chain(under_way).chain(newest);
        view.column = name.filter_map(|name| view.place(&name)).next().unwrap_or_default();
        let asked = |scheme: &Scheme| view.schemes.contains(scheme);
        let scheme = display.scheme.filter(asked).or(now.map(|key| key.scheme).filter(asked));
        view.scheme = scheme.or_else(|| view.deepest(run)).unwrap_or(Scheme::None);
        Some(view)
    }

    fn place(&self, name: &str) -> Option<usize> {
        self.folds.iter().position(|fold| fold.name == name)
    }

    /// The last scheme of the column whose cell has results, otherwise the last one that trains the whole network.
    fn deepest(&self, run: Option<&Run>) -> Option<Scheme> {
        let found = |scheme: &&Scheme| matches!(self.cell(self.column, **scheme, run), CellState::Found(_));
        let global = self.schemes.iter().find(|&&scheme| scheme == Scheme::Global);
        global.filter(found).or(self.schemes.iter().rev().find(found)).or(global).or(self.schemes.last()).copied()
    }

    /// The key of a cell; its group counts only within a run.
    pub fn key(&self, scheme: Scheme) -> CellKey {
        CellKey { parent: self.parent, group: 0, initialisation: self.initialisation, scheme }
    }

    /// The state of a cell.
    pub fn cell<'a>(&self, column: usize, scheme: Scheme, run: Option<&'a Run>) -> CellState<'a> {
        let Some(fold) = self.folds.get(column) else { return CellState::Unasked };
        let key = self.key(scheme);
        if let Some(finding) = run.and_then(|run| run.triage.find(&fold.name, key)) {
            return CellState::Found(finding);
        }
        let is_now = |run: &Run, now: CellKey| {
            let here = run.triage.found.groups.get(now.group).is_some_and(|group| group.name == fold.name);
            here && CellKey { group: 0, ..now } == key && !run.is_over
        };
        match run.and_then(|run| Some(is_now(run, cell_of(run)?))) {
            Some(true) => CellState::UnderWay,
            _ if self.schemes.contains(&scheme) => CellState::Planned,
            _ => CellState::Unasked,
        }
    }

    /// The folded block of the selected column.
    pub fn fold(&self) -> Option<&FoldedBlock> {
        self.folds.get(self.column)
    }

    /// The selected cell, where it has a result.
    pub fn finding<'a>(&self, run: Option<&'a Run>) -> Option<CellResult<'a>> {
        run?.triage.find(&self.fold()?.name, self.key(self.scheme))
    }
}

/// The cell that a run is at.
pub fn cell_of(run: &Run) -> Option<CellKey> {
    match run.protocol.now()?.stage {
        Stage::Triage(TriageStage::Cell { key }) => Some(key),
        Stage::Triage(_) | Stage::Transfer(_) => None,
    }
}
