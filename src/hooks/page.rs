//! Small services of the window. Where a browser withholds one, nothing happens: none is needed to work.

use std::cell::RefCell;

use js_sys::Reflect;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, HtmlElement, Response, Url, Window};

pub fn window() -> Option<Window> {
    web_sys::window()
}

/// Milliseconds since the page began to load.
pub fn now() -> f64 {
    window().and_then(|w| w.performance()).map_or(0.0, |p| p.now())
}

/// When the page was opened, in thousandths of a millisecond since 1970.
pub fn visit() -> u64 {
    (js_sys::Date::now() * 1000.0) as u64
}

/// Marks a moment for measurements, the first time only.
pub fn mark_once(name: &'static str) {
    thread_local!(static SEEN: RefCell<Vec<&'static str>> = const { RefCell::new(Vec::new()) });
    let is_new = SEEN.with_borrow_mut(|seen| {
        let is_new = !seen.contains(&name);
        if is_new {
            seen.push(name);
        }
        is_new
    });
    if is_new && let Some(performance) = window().and_then(|w| w.performance()) {
        let _ = performance.mark(name);
    }
}

/// Marks a moment once what has just been drawn is on the screen.
pub fn mark_once_painted(name: &'static str) {
    before_paint(move || before_paint(move || mark_once(name)));
}

/// Calls `then` when the browser is about to draw what has changed until now.
pub fn before_paint(then: impl FnOnce() + 'static) {
    let callback = Closure::once_into_js(then);
    if let Some(window) = window() {
        let _ = window.request_animation_frame(callback.unchecked_ref());
    }
}

/// Cores of the CPU, as the browser tells them.
pub fn cores() -> usize {
    window().map_or(1, |w| w.navigator().hardware_concurrency() as usize).max(1)
}

/// How much larger than usual the text of the page is: 1 where its root has 16 CSS pixels.
pub fn text_scale() -> f64 {
    let size = || -> Option<f64> {
        let window = window()?;
        let style = window.get_computed_style(&window.document()?.document_element()?).ok()??;
        style.get_property_value("font-size").ok()?.strip_suffix("px")?.parse().ok()
    };
    size().filter(|&size| size > 0.0).unwrap_or(16.0) / 16.0
}

/// The part of the address after `?`, with it.
pub fn search() -> String {
    window().and_then(|w| w.location().search().ok()).unwrap_or_default()
}

/// The origin of the address. A sandboxed frame has none of its own, and this is still where it was loaded from.
pub fn own_origin() -> String {
    window().and_then(|w| w.location().origin().ok()).unwrap_or_default()
}

/// The origin of the page around this one, where the browser tells (Firefox does not).
pub fn parent_origin() -> Option<String> {
    let ancestors = Reflect::get(&window()?.location(), &"ancestorOrigins".into()).ok()?;
    Reflect::get(&ancestors, &0.into()).ok()?.as_string()
}

/// Whether this is a sandboxed frame without an origin, or a file.
pub fn has_no_origin() -> bool {
    let origin = window().and_then(|w| Reflect::get(&w, &"origin".into()).ok()?.as_string());
    origin.as_deref() == Some("null")
}

/// Whether the browser keeps anything for the page.
pub fn is_storage_there() -> bool {
    window().is_some_and(|w| w.local_storage().is_ok_and(|storage| storage.is_some()))
}

/// The address of the page without query and link.
pub fn base_address() -> String {
    let address = window().and_then(|w| w.location().href().ok()).unwrap_or_default();
    address.split(['?', '#']).next().unwrap_or_default().to_owned()
}

/// The value of a key in the address's query.
pub fn query(key: &str) -> Option<String> {
    let search = window()?.location().search().ok()?;
    web_sys::UrlSearchParams::new_with_str(&search).ok()?.get(key)
}

/// Puts a value into the address's query, or takes the key out of it, without a new entry in the history.
pub fn set_query(key: &str, value: Option<&str>) {
    let change = || -> Result<(), JsValue> {
        let window = window().ok_or(JsValue::NULL)?;
        let address = Url::new(&window.location().href()?)?;
        let query = address.search_params();
        if query.get(key).as_deref() == value {
            return Ok(());
        }
        match value {
            Some(value) => query.set(key, value),
            None => query.delete(key),
        }
        window.history()?.replace_state_with_url(&JsValue::NULL, "", Some(&address.href()))
    };
    let _ = change();
}

/// What the browser keeps for this page under a key, if it keeps anything.
pub fn stored(key: &str) -> Option<String> {
    window()?.local_storage().ok()??.get_item(key).ok()?
}

/// Has the browser keep a text for this page, where it does.
pub fn store(key: &str, text: &str) {
    if let Some(storage) = window().and_then(|w| w.local_storage().ok().flatten()) {
        let _ = storage.set_item(key, text);
    }
}

/// What the head of the page says under a name.
pub fn meta(name: &str) -> Option<String> {
    let found = window()?.document()?.query_selector(&format!("meta[name={name}]")).ok()??;
    found.get_attribute("content")
}

/// A text from beside the page, or from the server that sent it.
pub async fn fetch_text(address: &str) -> Option<String> {
    JsFuture::from(fetch(address).await?.text().ok()?).await.ok()?.as_string()
}

/// The bytes of a file beside the page.
pub async fn fetch_bytes(address: &str) -> Option<js_sys::Uint8Array> {
    let buffer = JsFuture::from(fetch(address).await?.array_buffer().ok()?).await.ok()?;
    Some(js_sys::Uint8Array::new(&buffer))
}

async fn fetch(address: &str) -> Option<Response> {
    let answer = JsFuture::from(window()?.fetch_with_str(address)).await.ok()?;
    answer.dyn_into().ok().filter(Response::ok)
}

/// A moment, in seconds since 1970, as the language of the page writes it.
pub fn moment(seconds: u64) -> String {
    let language = window().and_then(|w| w.document()).and_then(|d| d.document_element());
    let language = language.and_then(|root| root.get_attribute("lang"));
    let date = js_sys::Date::new(&JsValue::from_f64(seconds as f64 * 1000.0));
    let style = js_sys::Object::new();
    for (part, length) in [("dateStyle", "medium"), ("timeStyle", "short")] {
        let _ = js_sys::Reflect::set(&style, &part.into(), &length.into());
    }
    date.to_locale_string(&language.unwrap_or_default(), &style).into()
}

/// The part of the address after `#`.
pub fn hash() -> String {
    window().and_then(|w| w.location().hash().ok()).unwrap_or_default()
}

/// Puts `hash` into the address without a new entry in the history.
pub fn replace_hash(hash: &str) {
    if let Some(history) = window().and_then(|w| w.history().ok()) {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&format!("#{hash}")));
    }
}

/// Adds an entry to the history that is only there to be gone back from, marked by `name`.
pub fn push_entry(name: &str) {
    if let Some(history) = window().and_then(|w| w.history().ok()) {
        let _ = history.push_state(&name.into(), "");
    }
}

/// Goes back from such an entry, if it is still the newest.
pub fn leave_entry(name: &str) {
    if let Some(history) = window().and_then(|w| w.history().ok())
        && history.state().is_ok_and(|state| state.as_string().as_deref() == Some(name))
    {
        let _ = history.back();
    }
}

/// Copies the address to the clipboard; whether it worked.
pub async fn copy_address() -> bool {
    match window().and_then(|w| w.location().href().ok()) {
        Some(address) => copy(&address).await,
        None => false,
    }
}

/// Copies a text to the clipboard; whether it worked.
pub async fn copy(text: &str) -> bool {
    let Some(window) = window() else { return false };
    let clipboard = Reflect::get(&window.navigator(), &"clipboard".into());
    if !clipboard.is_ok_and(|c| c.is_object()) {
        return false;
    }
    JsFuture::from(window.navigator().clipboard().write_text(text)).await.is_ok()
}

/// Offers a text, or bytes, of a type as a file.
pub fn download(name: &str, kind: &str, content: &JsValue) {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = js_sys::Array::of1(content);
    let blob = if content.is_string() {
        Blob::new_with_str_sequence_and_options(&parts, &options)
    } else {
        Blob::new_with_u8_array_sequence_and_options(&parts, &options)
    };
    if let Ok(blob) = blob {
        download_blob(name, &blob);
    }
}

/// Offers a blob as a file.
pub fn download_blob(name: &str, blob: &Blob) {
    let save = || -> Result<(), JsValue> {
        let document = window().and_then(|w| w.document()).ok_or(JsValue::NULL)?;
        let address = Url::create_object_url_with_blob(blob)?;
        let link: HtmlAnchorElement = document.create_element("a")?.unchecked_into();
        link.set_href(&address);
        link.set_download(name);
        link.click();
        // The browser needs the address until it has begun to read it.
        gloo_timers::callback::Timeout::new(10_000, move || {
            let _ = Url::revoke_object_url(&address);
        })
        .forget();
        Ok(())
    };
    let _ = save();
}

/// The first element of a CSS selector.
pub fn find(selector: &str) -> Option<HtmlElement> {
    window()?.document()?.query_selector(selector).ok()??.dyn_into().ok()
}

/// Puts the focus on an element.
pub fn focus(element: Option<HtmlElement>) {
    if let Some(element) = element {
        let _ = element.focus();
    }
}

/// Puts the focus on the first element of a selector that can be seen, once what is being drawn is there.
pub fn focus_soon(selector: &'static str) {
    before_paint(move || {
        let document = window().and_then(|w| w.document());
        let found = document.and_then(|d| d.query_selector(selector).ok().flatten());
        focus(found.and_then(|element| element.dyn_into().ok()));
    });
}
