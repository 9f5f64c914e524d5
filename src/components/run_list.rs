//! The runs of this visit: what they are called, what they reached, and whether they are drawn.

use std::rc::Rc;

use layerlab_words::t;
use yew::prelude::*;

use crate::{
    format::percent,
    settings::Workflow,
    state::{Action, FinishedRun, Run},
    strings,
};

/// Which runs.
#[derive(Properties, PartialEq)]
pub struct RunListProps {
    /// The current one.
    pub run: Option<Rc<Run>>,
    /// The ones before it.
    pub kept: Rc<Vec<FinishedRun>>,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The list; nothing until there is something to compare.
#[component]
pub fn RunList(props: &RunListProps) -> Html {
    if props.kept.is_empty() {
        return html! {};
    }
    html! {
        <ul class="runs" aria-label={t!("runs")}>
            if let Some(run) = &props.run {
                <li class="is-now">
                    <span class="run">
                        <span class="run-mark" aria-hidden="true" />{ words(run) }
                        <small>{ t!("runs-now") }</small>
                    </span>
                </li>
            }
            { for props.kept.iter().rev().map(|kept| {
                let (dispatch, id) = (props.dispatch.clone(), kept.run.id);
                html! {
                    <li key={kept.run.id.0}>
                        <label class="run">
                            <input type="checkbox" checked={kept.visible}
                                onchange={move |_| dispatch.emit(Action::Toggle(id))} />
                            { words(&kept.run) }
                        </label>
                    </li>
                }
            }) }
        </ul>
    }
}

fn words(run: &Run) -> Html {
    let way = Workflow::of(&run.experiment);
    html! {
        <>
            <span class="run-name">{ strings::kind_name(run.kind()) }</span>
            <small>{ strings::run_detail(run) }</small>
            if way == Workflow::Transfer {
                <span class="ink-attacked">{ strings::travel_in_short(run) }</span>
            } else if way == Workflow::Triage {
                <span class="ink-clean">{ strings::triage_in_short(run) }</span>
            } else if let Some((clean, robust)) = run.accuracies() {
                <span class="ink-clean">{ percent(clean.value()) }</span>
                <span class="ink-attacked">{ percent(robust.value()) }</span>
            }
        </>
    }
}
