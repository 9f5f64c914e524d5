//! Which visits still go on in other tabs: each that trains holds a lock of the browser until its page is gone (Web Locks). Where a
//! browser has none, as on a plain-HTTP host, every kept run counts as cut short.

use std::collections::BTreeSet;

use js_sys::{Array, Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

use crate::hooks::page;

/// Locks of visits have names that begin like this.
const PREFIX: &str = "layerlab-visit-";

/// Holds the lock of this visit from now on.
pub fn hold(visit: u64) {
    let Some((locks, request)) = method("request") else { return };
    // A lock is held until this promise ends, and it never does.
    let forever = Closure::once_into_js(|_: JsValue| Promise::new(&mut |_, _| {}));
    let _ = request.call2(&locks, &format!("{PREFIX}{visit}").into(), &forever);
}

/// The visits whose locks are held, this one included.
pub async fn open() -> BTreeSet<u64> {
    let names = async || -> Option<Vec<String>> {
        let (locks, query) = method("query")?;
        let promise: Promise = query.call0(&locks).ok()?.dyn_into().ok()?;
        let held = Reflect::get(&JsFuture::from(promise).await.ok()?, &"held".into()).ok()?;
        let held: Array = held.dyn_into().ok()?;
        Some(held.iter().filter_map(|lock| Reflect::get(&lock, &"name".into()).ok()?.as_string()).collect())
    };
    let names = names().await.unwrap_or_default();
    names.iter().filter_map(|name| name.strip_prefix(PREFIX)?.parse().ok()).collect()
}

/// The browser's locks, and what they can do; by name, since some browsers have none.
fn method(name: &str) -> Option<(JsValue, Function)> {
    let locks = Reflect::get(&page::window()?.navigator(), &"locks".into()).ok().filter(JsValue::is_object)?;
    let function = Reflect::get(&locks, &name.into()).ok()?.dyn_into().ok()?;
    Some((locks, function))
}
