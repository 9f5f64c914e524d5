//! Files and folders dropped anywhere on the page.

use gloo_events::{EventListener, EventListenerOptions};
use wasm_bindgen::JsCast;
use web_sys::{DataTransfer, DragEvent};
use yew::prelude::*;

use super::page;

/// Calls `opened` with what is dropped, while the event lasts; gives whether something hovers over the page.
#[hook]
pub fn use_dropped_files(opened: Callback<DataTransfer>) -> bool {
    let hovers = use_state_eq(|| false);
    let set = hovers.setter();
    use_effect_with((), move |()| {
        let Some(document) = page::window().and_then(|w| w.document()) else {
            return Box::new(|| ()) as Box<dyn FnOnce()>;
        };
        let listen = |kind: &'static str, act: Box<dyn Fn(&DragEvent)>| {
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&document, kind, options, move |event| {
                if let Some(event) = event.dyn_ref::<DragEvent>() {
                    act(event);
                }
            })
        };
        let (over, leave, drop_) = (set.clone(), set.clone(), set.clone());
        let listeners = [
            listen(
                "dragover",
                Box::new(move |event| {
                    event.prevent_default();
                    over.set(true);
                }),
            ),
            listen(
                "dragleave",
                Box::new(move |event| {
                    if event.related_target().is_none() {
                        leave.set(false);
                    }
                }),
            ),
            listen(
                "drop",
                Box::new(move |event| {
                    event.prevent_default();
                    drop_.set(false);
                    if let Some(transfer) = event.data_transfer() {
                        opened.emit(transfer);
                    }
                }),
            ),
        ];
        Box::new(move || drop(listeners))
    });
    *hovers
}
