//! What a triage has told so far, and which of its cells is looked at.

use std::rc::Rc;

use layerlab_schema::{
    Block, Cell, CellKey, CellPoint, Drop, Estimate, Experiment, Group, Initialisation, Parent, ParentResult, Scheme,
    Scores, Stage, TriageReport, TriageState, TriageTrial,
};

use super::{Display, Run};
use crate::settings::{folds_of, triage_of};

/// What a triage has told.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TriageProgress {
    /// What was found so far, as its report will have it.
    pub found: Rc<TriageReport>,
    /// The curve of the network in training.
    pub live: Rc<Vec<CellPoint>>,
}

impl TriageProgress {
    /// Of an experiment that is about to begin, with what an earlier one has found of the same parents.
    pub fn new(experiment: &Experiment, known: Option<&Self>) -> Self {
        let Some(triage) = triage_of(experiment) else { return Self::default() };
        let layers = experiment.chain().unwrap_or_default();
        let groups = folds_of(experiment).iter().map(|fold| Group::of(fold, &layers)).collect();
        let mut found = known.map(|known| (*known.found).clone()).unwrap_or_default();
        found.regroup(groups, triage);
        // They were of the cells that it had.
        (found.map, found.claims) = (Vec::new(), Vec::new());
        Self { found: Rc::new(found), live: Rc::default() }
    }

    /// Goes back to what a checkpoint knows, if there is one.
    pub fn from_checkpoint(experiment: &Experiment, state: Option<&TriageState>) -> Self {
        let found = Rc::new(state.map(|state| state.report.clone()).unwrap_or_default());
        let live = Rc::new(state.map(|state| state.curve.clone()).unwrap_or_default());
        Self { live, ..Self::new(experiment, Some(&Self { found, live: Rc::default() })) }
    }

    /// A stage begins.
    pub fn begin(&mut self) {
        self.live = Rc::default();
    }

    /// The network in training was looked at.
    pub fn trace(&mut self, point: CellPoint) {
        Rc::make_mut(&mut self.live).push(point);
    }

    /// A parent was measured, or trained for longer.
    pub fn measure_parent(&mut self, trial: usize, parent: ParentResult, experiment: &Experiment) {
        let parents = &mut self.trial(trial, experiment).parents;
        match parents.iter_mut().find(|known| known.parent == parent.parent) {
            Some(known) => *known = parent,
            None => parents.push(parent),
        }
    }

    /// A cell is over.
    pub fn cell(&mut self, trial: usize, cell: Cell, experiment: &Experiment) {
        let cells = &mut self.trial(trial, experiment).cells;
        match cells.iter_mut().find(|known| known.key == cell.key) {
            Some(known) => *known = cell,
            None => cells.push(cell),
        }
    }

    /// That trial, from 1.
    fn trial(&mut self, trial: usize, experiment: &Experiment) -> &mut TriageTrial {
        let trials = &mut Rc::make_mut(&mut self.found).trials;
        while trials.len() < trial.max(1) {
            let seed = experiment.seed + trials.len() as u64;
            trials.push(TriageTrial { seed, parents: Vec::new(), cells: Vec::new() });
        }
        &mut trials[trial.max(1) - 1]
    }

    /// A parent in the first trial, the one that is drawn.
    pub fn parent(&self, parent: Parent) -> Option<&ParentResult> {
        self.found.trials.first()?.parent(parent)
    }

    /// How well a parent does, trial by trial.
    pub fn scores_of(&self, parent: Parent) -> Vec<Scores> {
        self.counted().iter().filter_map(|trial| trial.parent(parent)).map(|parent| parent.scores).collect()
    }

    /// The same once it was trained for longer.
    pub fn longer_of(&self, parent: Parent) -> Vec<Scores> {
        self.counted().iter().filter_map(|trial| trial.parent(parent)?.trained_longer).collect()
    }

    /// What is left of a forward pass's time once the group of this name is folded: the median over all its cells.
    pub fn time_left(&self, name: &str, parent: Parent) -> Option<f64> {
        let group = self.found.groups.iter().position(|group| group.name == name)?;
        let cells = self.found.trials.iter().flat_map(|trial| &trial.cells);
        let here = cells.filter(|cell| (cell.key.parent, cell.key.group) == (parent, group));
        let mut all: Vec<f64> = here.filter_map(|cell| cell.relative_latency).collect();
        all.sort_by(f64::total_cmp);
        let (below, above) = (all.get(all.len().saturating_sub(1) / 2)?, all.get(all.len() / 2)?);
        Some(0.5 * (below + above))
    }

    /// The curve of a cell of the group of this name, over trials.
    pub fn way(&self, name: &str, key: CellKey) -> Vec<RecoveryPoint> {
        RecoveryPoint::over(&self.pairs(name, key).iter().map(|(_, cell)| cell.curve.as_slice()).collect::<Vec<_>>())
    }

    /// A parent's accuracy on the samples of the curves: the mean over trials.
    pub fn goal(&self, parent: Parent) -> Option<f64> {
        let parents = self.counted().iter().filter_map(|trial| trial.parent(parent));
        let all: Vec<f64> = parents.map(|parent| parent.validation.value()).collect();
        (!all.is_empty()).then(|| all.iter().sum::<f64>() / all.len() as f64)
    }

    /// A cell of the group of this name beside its parent, trial by trial.
    pub fn pairs(&self, name: &str, key: CellKey) -> Vec<(&ParentResult, &Cell)> {
        let Some(group) = self.found.groups.iter().position(|group| group.name == name) else { return Vec::new() };
        let pair = |trial| Some((TriageTrial::parent(trial, key.parent)?, trial.cell(CellKey { group, ..key })?));
        self.counted().iter().filter_map(pair).collect()
    }

    /// The trials that figures are about: those over which changes have intervals, before that the first.
    fn counted(&self) -> &[TriageTrial] {
        let trials = self.found.map.iter().map(|field| field.trials).max().unwrap_or(1);
        &self.found.trials[..trials.min(self.found.trials.len())]
    }

    /// A cell of the group of this name, in the first trial that has it.
    pub fn find(&self, name: &str, key: CellKey) -> Option<CellResult<'_>> {
        let group = self.found.groups.iter().position(|group| group.name == name)?;
        let key = CellKey { group, ..key };
        let cell = self.found.trials.iter().find_map(|trial| trial.cell(key))?;
        let field = self.found.map.iter().find(|field| field.key == key);
        Some(CellResult { cell, drop: field.map_or(cell.drop, |field| field.drop) })
    }
}

/// A cell that was found.
#[derive(Clone, Copy, Debug)]
pub struct CellResult<'a> {
    /// In the first trial that has it.
    pub cell: &'a Cell,
    /// What was lost: the mean over trials, once they are over.
    pub drop: Drop,
}

/// A point of a curve: of one trial with its 95 % interval over samples, of several their mean between the least and the
/// most.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RecoveryPoint {
    /// Training steps since the compression.
    pub step: usize,
    /// Accuracy on validation samples without attack.
    pub clean: Estimate,
    /// How many samples in each trial.
    pub of: usize,
    /// How many trials.
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
    /// Its name, from its blocks'.
    pub name: String,
    /// Its blocks.
    pub blocks: Vec<Block>,
}

/// The heat map as it stands on the stage: columns and rows by the set-up, what is in them by the run.
#[derive(Clone, Debug, PartialEq)]
pub struct TriageView {
    /// The columns, in the order of the chain.
    pub folds: Vec<FoldedBlock>,
    /// The rows that are asked for.
    pub schemes: Vec<Scheme>,
    /// Whose blocks.
    pub parent: Parent,
    /// How new layers begin.
    pub initialisation: Initialisation,
    /// The column that is looked at.
    pub column: usize,
    /// The row that is looked at.
    pub scheme: Scheme,
}

/// How a field of the heat map stands.
#[derive(Clone, Copy, Debug)]
pub enum CellState<'a> {
    /// Nobody asked for it.
    Unasked,
    /// It will come.
    Planned,
    /// It is going on.
    UnderWay,
    /// It was found.
    Found(CellResult<'a>),
}

impl TriageView {
    /// That of a set-up and its run; nothing where it is no triage.
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
        let mut heat = Self {
            folds,
            schemes: triage.schemes.clone(),
            parent,
            initialisation: initialisation.unwrap_or(Initialisation::Random),
            column: 0,
            scheme: Scheme::None,
        };
        let under_way = now.and_then(|key| run?.triage.found.groups.get(key.group)).map(|group| group.name.clone());
        let name = display.fold.clone().into_iter().chain(under_way).chain(newest);
        heat.column = name.filter_map(|name| heat.place(&name)).next().unwrap_or_default();
        let asked = |scheme: &Scheme| heat.schemes.contains(scheme);
        let scheme = display.scheme.filter(asked).or(now.map(|key| key.scheme).filter(asked));
        heat.scheme = scheme.or_else(|| heat.deepest(run)).unwrap_or(Scheme::None);
        Some(heat)
    }

    fn place(&self, name: &str) -> Option<usize> {
        self.folds.iter().position(|fold| fold.name == name)
    }

    /// The last scheme of the column whose cell was found, else the last one that trains the whole network.
    fn deepest(&self, run: Option<&Run>) -> Option<Scheme> {
        let found = |scheme: &&Scheme| matches!(self.field(self.column, **scheme, run), CellState::Found(_));
        let global = self.schemes.iter().find(|&&scheme| scheme == Scheme::Global);
        global.filter(found).or(self.schemes.iter().rev().find(found)).or(global).or(self.schemes.last()).copied()
    }

    /// The key of a cell; its group counts only within a run.
    pub fn key(&self, scheme: Scheme) -> CellKey {
        CellKey { parent: self.parent, group: 0, initialisation: self.initialisation, scheme }
    }

    /// How a field stands.
    pub fn field<'a>(&self, column: usize, scheme: Scheme, run: Option<&'a Run>) -> CellState<'a> {
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

    /// The column that is looked at.
    pub fn fold(&self) -> Option<&FoldedBlock> {
        self.folds.get(self.column)
    }

    /// The cell that is looked at, where it was found.
    pub fn finding<'a>(&self, run: Option<&'a Run>) -> Option<CellResult<'a>> {
        run?.triage.find(&self.fold()?.name, self.key(self.scheme))
    }
}

/// The cell that a run is at.
pub fn cell_of(run: &Run) -> Option<CellKey> {
    match run.protocol.now()?.stage {
        Stage::Cell { key } => Some(key),
        Stage::Normal
        | Stage::Robust
        | Stage::Swap { .. }
        | Stage::FineTune { .. }
        | Stage::MeasureParent { .. }
        | Stage::TrainLonger { .. } => None,
    }
}
