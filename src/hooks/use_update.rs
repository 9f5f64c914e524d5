//! A newer version of a published page: www/offline.js tells when one is there.

use gloo_events::EventListener;
use layerlab_words::t;
use yew::prelude::*;

use super::page;
use crate::state::{Action, Notice};

/// Says, once it is there, that a newer version is used from the next load on.
#[hook]
pub fn use_update(dispatch: Callback<Action>) {
    use_effect_with((), move |()| {
        let listener = page::window().map(|window| {
            EventListener::new(&window, "layerlab-update", move |_| {
                dispatch.emit(Action::Say(Notice::info(t!("update-ready"))));
            })
        });
        move || drop(listener)
    });
}
