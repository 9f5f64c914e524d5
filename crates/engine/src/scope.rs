//! The worker's scope: messages in and out, and a yield between two pieces of work.

use js_sys::Promise;
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

/// Calls `receive` with every command that the page sends.
pub fn listen(receive: impl Fn(Command) + 'static) {
    let listener = Closure::<dyn Fn(MessageEvent)>::new(move |message: MessageEvent| {
        let text = message.data().as_string().unwrap_or_default();
        match from_json(&text) {
            Ok(command) => receive(command),
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
