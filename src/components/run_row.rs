//! One run in the list: whether its lines are drawn, its name and figures, and what can be done with it.

use std::rc::Rc;

use layerlab_schema::{Experiment, RunId};
use layerlab_words::t;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{menu::Menu, run_words};
use crate::state::{Action, RunLabel};

/// One run in the list.
#[derive(Clone, Debug, PartialEq)]
pub struct RunLine {
    pub id: RunId,
    /// Whether its lines are drawn; `None` for the current run, whose lines always are.
    pub is_visible: Option<bool>,
    pub summary: RunSummary,
    pub label: RunLabel,
    pub experiment: Rc<Experiment>,
    /// The experiment of the run before, by the change from which it is named.
    pub before: Option<Rc<Experiment>>,
    /// Whether it can be shown again.
    pub can_open: bool,
    pub is_over: bool,
    /// It came with a link: its figures were computed elsewhere.
    pub is_from_link: bool,
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
pub struct RunRowProps {
    pub line: RunLine,
    pub dispatch: Callback<Action>,
}

#[component]
pub fn RunRow(props: &RunRowProps) -> Html {
    let (line, dispatch) = (&props.line, &props.dispatch);
    let send = |action: Action| {
        let dispatch = dispatch.clone();
        Callback::from(move |_: MouseEvent| dispatch.emit(action.clone()))
    };
    let name = run_words::name(line);
    html! {
        <li class={classes!("run", line.is_visible.is_none().then_some("is-now"))} data-test="run">
            { mark(line, &name, dispatch) }
            <span class="run-words">
                <span class="run-name">{ &name }</span>
                <small>{ run_words::detail(line) }</small>
                if !line.label.note.is_empty() {
                    <small class="run-note">{ &line.label.note }</small>
                }
            </span>
            <span class="run-figures">
                if let Some(clean) = &line.summary.clean {
                    <span class="ink-clean">{ clean }</span>
                }
                if let Some(robust) = &line.summary.robust {
                    <span class="ink-attacked">{ robust }</span>
                }
            </span>
            <span class="run-actions">
                if line.can_open {
                    <button type="button" class="quiet" data-test={format!("reopen-{}", line.id.0)}
                        aria-label={t!("run-open-hint", name = name.as_str())}
                        onclick={send(Action::Reopen(line.id))}>{ t!("run-open") }</button>
                }
                if line.is_visible.is_none() && line.is_over {
                    <button type="button" class="quiet" data-test="again" title={t!("again-hint")}
                        onclick={send(Action::Again)}>{ t!("again") }</button>
                }
                if line.is_over {
                    { more(line, &name, dispatch) }
                }
            </span>
        </li>
    }
}

/// A box to show or hide its lines; a line for the current run, which always has them.
fn mark(line: &RunLine, name: &str, dispatch: &Callback<Action>) -> Html {
    let (dispatch, id) = (dispatch.clone(), line.id);
    match line.is_visible {
        None => html! { <span class="run-mark" aria-hidden="true" /> },
        Some(is_visible) => html! {
            <label class="run-shown">
                <input type="checkbox" checked={is_visible} aria-label={t!("run-lines", name = name)}
                    data-test={format!("lines-{}", id.0)} onchange={move |_| dispatch.emit(Action::Toggle(id))} />
            </label>
        },
    }
}

/// Its name, a remark, and the way out.
fn more(line: &RunLine, name: &str, dispatch: &Callback<Action>) -> Html {
    let write = |change: fn(&mut RunLabel, String)| {
        let (dispatch, id, label) = (dispatch.clone(), line.id, line.label.clone());
        Callback::from(move |event: Event| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
            let mut label = label.clone();
            change(&mut label, input.value().trim().to_owned());
            dispatch.emit(Action::Label(id, label));
        })
    };
    let forget = {
        let (dispatch, id) = (dispatch.clone(), line.id);
        Callback::from(move |_: MouseEvent| dispatch.emit(Action::Forget(id)))
    };
    html! {
        <Menu class="quiet" panel_class="run-panel" test={format!("run-more-{}", line.id.0)}
            label={t!("run-more-hint", name = name)} button={html! { t!("run-more") }}>
            <label class="field">
                <span class="field-name">{ t!("run-title") }</span>
                <input type="text" maxlength="80" value={line.label.title.clone()} placeholder={name.to_owned()}
                    data-test="run-title" onchange={write(|label, text| label.title = text)} />
            </label>
            <label class="field">
                <span class="field-name">{ t!("run-remark") }</span>
                <input type="text" maxlength="400" value={line.label.note.clone()} data-test="run-note"
                    onchange={write(|label, text| label.note = text)} />
            </label>
            <button type="button" class="menu-item" data-test="run-delete" onclick={forget}>
                <span>{ t!("run-delete") }</span>
                <small>{ t!("run-delete-hint") }</small>
            </button>
        </Menu>
    }
}
