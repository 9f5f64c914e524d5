//! The three things that are done with a network, one folder each: its progress, its words and its view.
//!
//! The app chooses one of them; nobody else asks which is on. What is said of a finished run comes from the workflow
//! that it was of: each folder answers for its own runs alone.

pub mod train;
pub mod transfer;
pub mod triage;

use yew::Callback;

use crate::{
    components::{Page, RunLine, RunSummary},
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

/// The current run and those before it, newest first.
fn run_lines(state: &State) -> Vec<RunLine> {
    let now = state.run.iter().map(|run| RunLine { id: run.id, is_visible: None, summary: summary(run) });
    let kept = state.finished.iter().rev().map(|kept| RunLine {
        id: kept.run.id,
        is_visible: Some(kept.visible),
        summary: summary(&kept.run),
    });
    now.chain(kept).collect()
}
