//! Whether the frame can be seen: its tab, and its place in the pages around it.

use gloo_events::EventListener;
use js_sys::Array;
use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::{Document, IntersectionObserver, IntersectionObserverEntry};
use yew::prelude::*;

use crate::{embed::Sight, hooks::page};

/// Reports when the frame's tab is hidden or shown, and when the frame leaves the view or comes into it.
#[hook]
pub fn use_sight(is_wanted: bool, tell: Callback<Sight>) {
    use_effect_with(is_wanted, move |is_wanted| {
        let document = page::window().and_then(|w| w.document()).filter(|_| *is_wanted);
        let watched = document.map(|document| (watch_tab(&document, tell.clone()), watch_view(&document, tell)));
        move || {
            if let Some((_listener, Some((observer, _callback)))) = watched {
                observer.disconnect();
            }
        }
    });
}

fn watch_tab(document: &Document, tell: Callback<Sight>) -> EventListener {
    let shown = document.clone();
    let report = move || tell.emit(Sight::Tab { is_hidden: shown.hidden() });
    report();
    EventListener::new(document, "visibilitychange", move |_| report())
}

type Watched = (IntersectionObserver, Closure<dyn FnMut(Array)>);

/// Against the window of the outermost page: the browser reckons with every frame in between, of other hosts too.
fn watch_view(document: &Document, tell: Callback<Sight>) -> Option<Watched> {
    let callback = Closure::<dyn FnMut(Array)>::new(move |entries: Array| {
        let last = entries.at(-1).dyn_into::<IntersectionObserverEntry>();
        if let Ok(entry) = last {
            tell.emit(Sight::View { is_inside: entry.is_intersecting() });
        }
    });
    let observer = IntersectionObserver::new(callback.as_ref().unchecked_ref()).ok()?;
    observer.observe(&document.document_element()?);
    Some((observer, callback))
}
