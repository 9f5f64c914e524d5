//! The height that the content of the frame has, kept current.

use wasm_bindgen::{JsCast, closure::Closure};
use web_sys::ResizeObserver;
use yew::prelude::*;

use crate::hooks::page;

/// Reports the height of the page's content in CSS pixels whenever it changes.
#[hook]
pub fn use_height(is_wanted: bool, tell: Callback<u32>) {
    use_effect_with(is_wanted, move |is_wanted| {
        // The element that holds the page is as high as its content, whatever the height of the frame.
        let content = page::window().and_then(|w| w.document()).and_then(|d| d.get_element_by_id("app"));
        let watched = content.filter(|_| *is_wanted).and_then(|content| {
            let measured = content.clone();
            let callback = Closure::<dyn FnMut()>::new(move || {
                tell.emit(measured.get_bounding_client_rect().height().ceil() as u32);
            });
            let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok()?;
            observer.observe(&content);
            Some((observer, callback))
        });
        move || {
            if let Some((observer, _callback)) = watched {
                observer.disconnect();
            }
        }
    });
}
