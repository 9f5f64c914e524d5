//! The progress of a triage as reported by a run, and the results that the next run can reuse.

use std::rc::Rc;

use layerlab_schema::{
    Cell, CellKey, CellPoint, Criticality, Drop, Experiment, Group, Parent, ParentResult, Scores, TriageReport,
    TriageState, TriageTrial, median,
};

use super::{Engine, Run, State};
use crate::settings::{folds_of, triage_of};

/// The reported progress of a triage; empty for other runs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TriageProgress {
    /// The results so far, in the form of the report.
    pub found: Rc<TriageReport>,
    /// The curve of the network in training.
    pub live: Rc<Vec<CellPoint>>,
}

impl TriageProgress {
    /// The progress of an experiment that is about to begin, with an earlier run's results for the same parents.
    pub fn new(experiment: &Experiment, known: Option<&Self>) -> Self {
        let Some(triage) = triage_of(experiment) else { return Self::default() };
        let layers = experiment.chain().unwrap_or_default();
        let groups = folds_of(experiment).iter().map(|fold| Group::of(fold, &layers)).collect();
        let mut found = known.map(|known| (*known.found).clone()).unwrap_or_default();
        found.regroup(groups, triage);
        // They were of the cells that it had.
        (found.map, found.claims, found.agreement) = (Vec::new(), Vec::new(), Vec::new());
        Self { found: Rc::new(found), live: Rc::default() }
    }

    /// Returns to the state of a checkpoint, if there is one.
    pub fn from_checkpoint(experiment: &Experiment, state: Option<&TriageState>) -> Self {
        let found = Rc::new(state.map(|state| state.report.clone()).unwrap_or_default());
        let live = Rc::new(state.map(|state| state.curve.clone()).unwrap_or_default());
        Self { live, ..Self::new(experiment, Some(&Self { found, live: Rc::default() })) }
    }

    /// Clears the live curve at the beginning of a stage.
    pub fn begin(&mut self) {
        self.live = Rc::default();
    }

    /// The network in training was evaluated.
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

    /// Adds the results of a cell.
    pub fn cell(&mut self, trial: usize, cell: Cell, experiment: &Experiment) {
        let cells = &mut self.trial(trial, experiment).cells;
        match cells.iter_mut().find(|known| known.key == cell.key) {
            Some(known) => *known = cell,
            None => cells.push(cell),
        }
    }

    /// The results of the trial with this number, from 1.
    fn trial(&mut self, trial: usize, experiment: &Experiment) -> &mut TriageTrial {
        let trials = &mut Rc::make_mut(&mut self.found).trials;
        while trials.len() < trial.max(1) {
            let seed = experiment.seed + trials.len() as u64;
            trials.push(TriageTrial { seed, parents: Vec::new(), cells: Vec::new() });
        }
        &mut trials[trial.max(1) - 1]
    }

    /// The results of a parent in the first trial, which is drawn.
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

    /// The same of a half-robust one, once its rest was fine-tuned behind its front.
    pub fn transferred_of(&self, parent: Parent) -> Vec<Scores> {
        self.counted().iter().filter_map(|trial| trial.parent(parent)?.transferred).collect()
    }

    /// Time of a forward pass with the group of this name folded, as a share of the parent's: the median over its
    /// cells.
    pub fn time_left(&self, name: &str, parent: Parent) -> Option<f64> {
        let group = self.found.groups.iter().position(|group| group.name == name)?;
        let cells = self.found.trials.iter().flat_map(|trial| &trial.cells);
        let here = cells.filter(|cell| (cell.key.parent, cell.key.group) == (parent, group));
        median(&here.filter_map(|cell| cell.relative_latency).collect::<Vec<f64>>())
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
        Some(CellResult { cell, drop: field.map_or(cell.drop, |field| field.drop), over_trials: field })
    }
}

/// The results of a cell over its trials.
#[derive(Clone, Copy, Debug)]
pub struct CellResult<'a> {
    /// In the first trial that has it.
    pub cell: &'a Cell,
    /// Drop in accuracy: the mean over trials, once they have ended.
    pub drop: Drop,
    /// Its field of the map, once the trials have ended.
    pub over_trials: Option<&'a Criticality>,
}

impl Run {
    /// Whether a run of `experiment` on `engine` can start from the results of this one: a triage of the same parents
    /// in one trial, all measured, whose last checkpoint that engine still has.
    pub fn is_known_to(&self, experiment: &Experiment, engine: Engine) -> bool {
        let Some(triage) = triage_of(experiment) else { return false };
        let is_measured = |parent: &Parent| self.triage.parent(*parent).is_some();
        self.kept_at == Some(engine)
            && triage.trials == 1
            && self.experiment.shares_parents(experiment)
            && triage.parents.iter().all(is_measured)
    }
}

impl State {
    /// The last run, if the next one can start from its results.
    pub fn known(&self) -> Option<&Run> {
        let run = self.run.as_deref().filter(|run| run.is_over)?;
        run.is_known_to(&self.setup, self.devices.next()).then_some(run)
    }

    /// Whether the next run would find anything that `known` did not.
    pub fn is_anything_missing(&self, known: &Run) -> bool {
        let (layers, triage) = (self.setup.chain().unwrap_or_default(), triage_of(&self.setup));
        let found = TriageProgress::new(&self.setup, Some(&known.triage)).found;
        let has_control = |parent: &Parent| {
            let parent = found.trials.first().and_then(|trial| trial.parent(*parent));
            parent.is_some_and(|parent| parent.trained_longer.is_some())
        };
        triage.is_none_or(|triage| !found.is_whole(triage, &layers) || !triage.parents.iter().all(has_control))
    }

    /// Whether the next run only adds fields to those of the last one.
    pub fn adds(&self) -> bool {
        self.setup.layers().is_ok() && self.known().is_some_and(|known| self.is_anything_missing(known))
    }
}
