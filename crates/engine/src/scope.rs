//! The worker's scope: messages in and out, and a yield between two pieces of work.

use js_sys::{Array, Promise, Uint8Array};
use layerlab_schema::{Command, Event, from_json};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

/// The scope this program runs in.
pub fn scope() -> DedicatedWorkerGlobalScope {
    js_sys::global().unchecked_into()
}

/// Posts an event to the page.
pub fn post(event: &Event) {
    if let Ok(json) = serde_json::to_string(event) {
        // Posting a text can't fail.
        let _ = scope().post_message(&JsValue::from_str(&json));
    }
}

/// Calls `receive` with every command that the page sends, and with the bytes beside it: a command comes as a text, or as a
/// list of a text and an array of bytes.
pub fn listen(receive: impl Fn(Command, Vec<u8>) + 'static) {
    let listener = Closure::<dyn Fn(MessageEvent)>::new(move |message: MessageEvent| {
        let message = message.data();
        let (text, bytes) = match message.dyn_ref::<Array>() {
            Some(both) => (both.get(0), both.get(1).dyn_into::<Uint8Array>().map(|bytes| bytes.to_vec())),
            None => (message, Ok(Vec::new())),
        };
        match from_json(&text.as_string().unwrap_or_default()) {
            Ok(command) => receive(command, bytes.unwrap_or_default()),
            Err(error) => panic!("the page sent a command that this engine does not know ({error}); reload the page"),
        }
    });
    scope().set_onmessage(Some(listener.as_ref().unchecked_ref()));
    // It listens for as long as the worker lives.
    listener.forget();
}

/// Lets the browser deliver messages.
pub async fn yield_now() {
    let promise = Promise::new(&mut |resolve, _| {
        // With a function and no delay this can't fail.
        let _ = scope().set_timeout_with_callback(&resolve);
    });
    let _ = JsFuture::from(promise).await;
}
