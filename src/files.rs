//! Files that leave the page and files that come in.

use js_sys::JsString;
use layerlab_schema::{Experiment, Report};
use layerlab_words::t;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{File, Response};
use yew::Callback;

use crate::{
    embed::run_file,
    hooks::page,
    state::{Action, Notice},
    strings,
};

/// The largest file that is read, in bytes: reports are far smaller, and a larger one would block the page.
const LARGEST: f64 = 32e6;

/// Offers the set-up as a file that the binary runs.
pub fn save_experiment(experiment: &Experiment) {
    if let Ok(text) = serde_json::to_string_pretty(experiment) {
        page::download(&format!("{}.experiment.json", stem(&experiment.name)), &text);
    }
}

/// Offers a finished run as a file.
pub fn save_report(report: &Report) {
    if let Ok(text) = serde_json::to_string(report) {
        page::download(&format!("{}.report.json", stem(&report.experiment.name)), &text);
    }
}

/// Reads a file and reports its content.
pub fn open(file: File, tell: Callback<Action>) {
    let name = file.name();
    if file.size() > LARGEST {
        return tell.emit(Action::Say(Notice::problem(strings::file_too_large(&name))));
    }
    spawn_local(async move {
        match JsFuture::from(file.text()).await.ok().and_then(|text| text.as_string()) {
            Some(text) => tell.emit(Action::Opened { name, text }),
            None => tell.emit(Action::Say(Notice::problem(strings::file_unreadable(&name)))),
        }
    });
}

/// Fetches a report or an experiment from the page's own host, and reports its content.
pub fn fetch(path: String, tell: Callback<Action>) {
    spawn_local(async move {
        let name = run_file(&path).to_owned();
        let text = match load(&path).await {
            Ok(text) => text,
            Err(sentence) => return tell.emit(Action::Say(Notice::problem(sentence))),
        };
        tell.emit(Action::Opened { name, text });
    });
}

/// The text of a file on the page's own host, or one sentence about why there is none.
async fn load(path: &str) -> Result<String, String> {
    let unreachable = |_: JsValue| t!("run-unreachable", path = path);
    let window = page::window().ok_or_else(|| t!("run-unreachable", path = path))?;
    let response: Response = JsFuture::from(window.fetch_with_str(path)).await.map_err(unreachable)?.unchecked_into();
    if !response.ok() {
        return Err(t!("run-unanswered", path = path, status = response.status()));
    }
    let length = response.headers().get("content-length").ok().flatten().and_then(|length| length.parse().ok());
    if length.is_some_and(|length: f64| length > LARGEST) {
        return Err(strings::file_too_large(run_file(path)));
    }
    let text = JsFuture::from(response.text().map_err(unreachable)?).await.map_err(unreachable)?;
    // A host that compresses doesn't tell the length.
    let text = text.unchecked_into::<JsString>();
    if f64::from(text.length()) > LARGEST {
        return Err(strings::file_too_large(run_file(path)));
    }
    Ok(text.into())
}

/// A name without the characters that file systems refuse.
fn stem(name: &str) -> String {
    let kept: String = name.chars().map(|c| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '-' }).collect();
    if kept.is_empty() { "layerlab".into() } else { kept }
}
