//! Whether anybody can see the page: a hidden one gives back the cores of its helpers.

use gloo_events::EventListener;
use yew::prelude::*;

use super::page;
use crate::state::Action;

/// Reports when the page is hidden, from the start or later, and when it is shown again.
#[hook]
pub fn use_visibility(dispatch: Callback<Action>) {
    use_effect_with((), move |()| {
        let listener = page::window().and_then(|w| w.document()).map(|document| {
            let shown = document.clone();
            if document.hidden() {
                dispatch.emit(Action::Hidden(true));
            }
            EventListener::new(&document, "visibilitychange", move |_| dispatch.emit(Action::Hidden(shown.hidden())))
        });
        move || drop(listener)
    });
}
