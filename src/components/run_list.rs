//! All runs: which are drawn, what each changed, opening one again, and the table that compares them.

use std::rc::Rc;

use layerlab_words::t;
use yew::prelude::*;

use super::{
    run_row::{RunLine, RunRow},
    run_table::RunTable,
};
use crate::state::{Action, FinishedRun, Run};

/// The texts of all runs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RunLines {
    /// Newest first.
    pub lines: Vec<RunLine>,
    /// Steps done and planned of a run that was cut short and can go on.
    pub cut_short: Option<(usize, usize)>,
}

#[derive(Properties, PartialEq)]
pub struct RunListProps {
    pub lines: RunLines,
    pub run: Option<Rc<Run>>,
    /// The runs before it.
    pub finished: Rc<Vec<FinishedRun>>,
    pub dispatch: Callback<Action>,
}

/// The list; nothing until a run is over.
#[component]
pub fn RunList(props: &RunListProps) -> Html {
    let is_table = use_state_eq(|| false);
    let RunLines { lines, cut_short } = &props.lines;
    if cut_short.is_none() && !lines.iter().any(|line| line.is_over) {
        return html! {};
    }
    let toggle = {
        let is_table = is_table.clone();
        Callback::from(move |_| is_table.set(!*is_table))
    };
    let can_compare = lines.len() > 1;
    html! {
        <section class="runs" aria-label={t!("runs")}>
            <div class="panel-head">
                <h3>{ t!("runs") }</h3>
                if can_compare {
                    <button type="button" class="quiet" aria-pressed={is_table.to_string()} data-test="compare-runs"
                        onclick={toggle}>{ t!("compare-runs") }</button>
                }
            </div>
            if let Some((step, steps)) = *cut_short {
                { go_on(step, steps, &props.dispatch) }
            }
            if *is_table && can_compare {
                <RunTable lines={lines.clone()} run={props.run.clone()} finished={props.finished.clone()} />
            } else {
                <ul class="run-list">
                    { for lines.iter().map(|line| html! {
                        <RunRow key={line.id.0} line={line.clone()} dispatch={props.dispatch.clone()} />
                    }) }
                </ul>
            }
        </section>
    }
}

fn go_on(step: usize, steps: usize, dispatch: &Callback<Action>) -> Html {
    let dispatch = dispatch.clone();
    html! {
        <p class="run-cut">
            { t!("cut-short", step = step, steps = steps) }
            <button type="button" class="offer" data-test="go-on" onclick={move |_| dispatch.emit(Action::Resume)}>
                { t!("go-on") }
            </button>
        </p>
    }
}
