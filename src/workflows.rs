//! The three things that are done with a network, one folder each: its progress, its words and its view.
//!
//! The app chooses one of them; nobody else asks which is on. What is said of a finished run comes from the workflow
//! that it was of: each folder answers for its own runs alone.

pub mod train;
pub mod transfer;
pub mod triage;

use std::rc::Rc;

use yew::Callback;

use crate::{
    components::{Page, RunLine, RunLines, RunSummary},
    settings::Workflow,
    state::{Action, Run, State},
};

/// The input of a workflow's view.
pub fn page<'a>(state: &'a State, dispatch: &'a Callback<Action>) -> Page<'a> {
    Page { state, finding: finding(state), lines: run_lines(state), dispatch }
}

/// Result of a finished run and its conditions, from the run's own workflow.
fn finding(state: &State) -> (String, String) {
    let Some(run) = state.run.as_deref().filter(|run| run.report.is_some()) else { return Default::default() };
    let found = transfer::finding(state, run).or_else(|| triage::finding(state, run));
    found.unwrap_or_else(|| train::finding(state, run))
}

/// The texts of a run in the list of runs.
fn summary(run: &Run) -> RunSummary {
    transfer::summary(run).or_else(|| triage::summary(run)).unwrap_or_else(|| train::summary(run))
}

/// All runs, newest first, each beside the one before it in the same workflow.
fn run_lines(state: &State) -> RunLines {
    let now = state.run.iter().map(|run| (run, None));
    let mut all: Vec<(&Rc<Run>, Option<bool>)> =
        state.finished.iter().map(|kept| (&kept.run, Some(kept.visible))).chain(now).collect();
    all.sort_by_key(|(run, _)| run.key);
    let is_from_link = |run: &Run| run.is_over && run.report.is_none() && run.kept_at.is_none();
    let before = |place: usize| {
        let workflow = Workflow::of(&all[place].0.experiment);
        let earlier = all[..place].iter().rev().map(|(run, _)| *run).filter(|run| !is_from_link(run));
        let earlier = earlier.map(|run| &run.experiment).find(|other| Workflow::of(other) == workflow);
        earlier.filter(|_| !is_from_link(all[place].0))
    };
    let line = |(place, &(run, is_visible)): (usize, &(&Rc<Run>, Option<bool>))| RunLine {
        id: run.id,
        is_visible,
        summary: summary(run),
        label: run.label.clone(),
        experiment: run.experiment.clone(),
        before: before(place).cloned(),
        can_open: is_visible.is_some() && run.report.is_some(),
        is_over: run.is_over,
        is_from_link: is_from_link(run),
    };
    let lines = all.iter().enumerate().rev().map(line).collect();
    let cut_short = state.cut_short.as_ref().filter(|_| !state.status.is_active());
    RunLines { lines, cut_short: cut_short.map(|run| (run.step, run.experiment.steps())) }
}
