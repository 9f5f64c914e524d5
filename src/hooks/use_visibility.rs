//! Whether anybody can see the page: a hidden one gives back the cores of its helpers.

use gloo_events::EventListener;
use yew::prelude::*;

use super::page;
use crate::state::Action;

/// Reports when the page is hidden and shown again.
#[hook]
pub fn use_visibility(dispatch: Callback<Action>) {
    use_effect_with((), move |()| {
        let listener = page::window().and_then(|w| w.document()).map(|document| {
            let shown = document.clone();
            EventListener::new(&document, "visibilitychange", move |_| dispatch.emit(Action::Hidden(shown.hidden())))
        });
        move || drop(listener)
    });
}
