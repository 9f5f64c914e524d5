//! Train, pause, step, stop, reset: always in the same places.

use std::rc::Rc;

use layerlab_words::t;
use yew::prelude::*;

use super::icons::{Icon, glyph};
use crate::state::{Action, Run, RunStatus};

#[derive(Properties, PartialEq)]
pub struct TransportProps {
    pub status: RunStatus,
    pub run: Option<Rc<Run>>,
    /// Whether the set-up can be run.
    pub is_sound: bool,
    pub dispatch: Callback<Action>,
}

#[component]
pub fn Transport(props: &TransportProps) -> Html {
    let (status, run) = (&props.status, props.run.as_deref());
    let is_ending = run.is_some_and(|run| run.stopping || run.is_finishing());
    let is_busy = run.is_some_and(|run| run.pausing || run.stopping || run.is_finishing());
    let is_running = *status == RunStatus::Running;
    let is_active = status.is_active();
    let can_go = !is_ending && (is_active || props.is_sound);
    let word = if *status == RunStatus::Paused { t!("continue") } else { t!("train") };
    // A button that can't be pressed now keeps the focus, so that it is there when it can be again.
    let press = |can: bool, action: Action| {
        let dispatch = props.dispatch.clone();
        Callback::from(move |_: MouseEvent| {
            if can {
                dispatch.emit(action.clone());
            }
        })
    };
    let icon = |test: &'static str, icon: Icon, word: &'static str, hint: &'static str, can: bool, action: Action| {
        html! {
            <button type="button" class="quiet is-icon" data-test={test} aria-label={word} title={hint}
                aria-disabled={(!can).to_string()} onclick={press(can, action)}>
                { glyph(icon) }
            </button>
        }
    };
    let can_train = !is_running && can_go;
    html! {
        <div class="transport" role="group" aria-label={t!("train")}>
            <button type="button" class="primary" data-test="train" title={t!("train-hint")}
                aria-disabled={(!can_train).to_string()} onclick={press(can_train || !is_active, Action::Train)}>
                { glyph(Icon::Play) }<span>{ word }</span>
            </button>
            { icon("pause", Icon::Pause, t!("pause"), t!("pause-hint"), is_running && !is_busy, Action::Pause) }
            { icon("step", Icon::Step, t!("step"), t!("step-hint"), can_go && !is_busy, Action::Step) }
            { icon("stop", Icon::Stop, t!("stop"), t!("stop-hint"), is_active && !is_ending, Action::Stop) }
            { icon("reset", Icon::Reset, t!("reset"), t!("reset-hint"), *status != RunStatus::Empty, Action::Reset) }
        </div>
    }
}
