//! The runs of this visit: their names, their accuracies, and whether they are drawn.

use layerlab_schema::RunId;
use layerlab_words::t;
use yew::prelude::*;

use crate::state::Action;

/// One run in the list.
#[derive(Clone, Debug, PartialEq)]
pub struct RunLine {
    pub id: RunId,
    /// Whether its lines are drawn; `None` for the current run, whose lines always are.
    pub is_visible: Option<bool>,
    pub summary: RunSummary,
}

/// A run in a few words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RunSummary {
    pub name: &'static str,
    /// What distinguishes the run from others.
    pub detail: String,
    /// Accuracy without attack.
    pub clean: Option<String>,
    /// Accuracy under attack.
    pub robust: Option<String>,
}

#[derive(Properties, PartialEq)]
pub struct RunListProps {
    /// The current one, and those before it, newest first.
    pub lines: Vec<RunLine>,
    pub dispatch: Callback<Action>,
}

/// The list; nothing until there is something to compare.
#[component]
pub fn RunList(props: &RunListProps) -> Html {
    if props.lines.iter().all(|line| line.is_visible.is_none()) {
        return html! {};
    }
    html! {
        <ul class="runs" aria-label={t!("runs")}>
            { for props.lines.iter().map(|line| match line.is_visible {
                None => html! {
                    <li class="is-now">
                        <span class="run">
                            <span class="run-mark" aria-hidden="true" />{ words(&line.summary) }
                            <small>{ t!("runs-now") }</small>
                        </span>
                    </li>
                },
                Some(is_visible) => earlier(props, line, is_visible),
            }) }
        </ul>
    }
}

fn earlier(props: &RunListProps, line: &RunLine, is_visible: bool) -> Html {
    let (dispatch, id) = (props.dispatch.clone(), line.id);
    html! {
        <li key={id.0}>
            <label class="run">
                <input type="checkbox" checked={is_visible} onchange={move |_| dispatch.emit(Action::Toggle(id))} />
                { words(&line.summary) }
            </label>
        </li>
    }
}

fn words(summary: &RunSummary) -> Html {
    html! {
        <>
            <span class="run-name">{ summary.name }</span>
            <small>{ &summary.detail }</small>
            if let Some(clean) = &summary.clean {
                <span class="ink-clean">{ clean }</span>
            }
            if let Some(robust) = &summary.robust {
                <span class="ink-attacked">{ robust }</span>
            }
        </>
    }
}
