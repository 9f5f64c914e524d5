//! Keys that act on the whole page: space trains and pauses, a full stop does one step.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};
use yew::prelude::*;

use super::page;
use crate::state::{Action, RunStatus};

/// Handles the keyboard shortcuts of the page.
#[hook]
pub fn use_keys(status: &RunStatus, dispatch: Callback<Action>) {
    let is_running = *status == RunStatus::Running;
    use_effect_with(is_running, move |&is_running| {
        let listener = page::window().and_then(|w| w.document()).map(|document| {
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&document, "keydown", options, move |event| {
                let Some(event) = event.dyn_ref::<KeyboardEvent>() else { return };
                let elsewhere = event.target().and_then(|t| t.dyn_into::<Element>().ok());
                let is_plain = !event.ctrl_key() && !event.alt_key() && !event.meta_key() && !event.repeat();
                if !is_plain || elsewhere.is_some_and(|e| page::takes_keys(&e)) {
                    return;
                }
                let action = match event.key().as_str() {
                    " " if is_running => Action::Pause,
                    " " => Action::Train,
                    "." => Action::Step,
                    _ => return,
                };
                event.prevent_default();
                dispatch.emit(action);
            })
        });
        move || drop(listener)
    });
}
