//! Files that leave the page and files that come in.

use std::rc::Rc;

use js_sys::JsString;
use layerlab_schema::{Experiment, LocalRun, Report};
use layerlab_words::t;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{File, FileList, Response};
use yew::Callback;

use crate::{
    embed::run_file,
    hooks::page,
    state::{Action, Notice, to_toml},
    strings,
};

/// The largest file that is read, in bytes: reports are far smaller, and a larger one would block the page.
const LARGEST: f64 = 32e6;

/// The report in the folder of a run.
const REPORT: &str = "report.json";

/// Offers the set-up as a file that the binary runs.
pub fn save_experiment(experiment: &Experiment) {
    if let Some(text) = to_toml(experiment) {
        save_text(&experiment.name, "experiment.toml", "application/toml", &text);
    }
}

/// Offers finished runs as a file: the report of one, or the reports of those that were compared.
pub fn save_reports(reports: &[Rc<Report>]) {
    let [.., last] = reports else { return };
    let all: Vec<&Report> = reports.iter().map(|report| &**report).collect();
    let (text, ending) = match &all[..] {
        [one] => (serde_json::to_string(one), "report.json"),
        _ => (serde_json::to_string(&all), "reports.json"),
    };
    if let Ok(text) = text {
        save_text(&last.experiment.name, ending, "application/json", &text);
    }
}

/// Offers weights, the bytes of a safetensors file, with the step that they are of.
pub fn save_weights(name: &str, step: usize, weights: &[u8]) {
    let bytes = js_sys::Uint8Array::from(weights);
    page::download(&format!("{}.step-{step}.safetensors", stem(name)), "application/octet-stream", &bytes);
}

/// Offers a text as a file with this ending.
pub fn save_text(name: &str, ending: &str, kind: &str, text: &str) {
    page::download(&format!("{}.{ending}", stem(name)), kind, &text.into());
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

/// Opens the report in the folder of a run, as it was picked: the report that lies least deep.
pub fn open_folder(all: &FileList, tell: &Callback<Action>) {
    let depth = |file: &File| {
        let path = js_sys::Reflect::get(file, &"webkitRelativePath".into()).ok().and_then(|path| path.as_string());
        path.unwrap_or_default().matches('/').count()
    };
    let reports = (0..all.length()).filter_map(|place| all.get(place)).filter(|file| file.name() == REPORT);
    match reports.min_by_key(depth) {
        Some(report) => open(report, tell.clone()),
        None => tell.emit(Action::Say(Notice::problem(t!("folder-without-report")))),
    }
}

/// Fetches the report of a run from `layerlab explore`, and reports its content.
pub fn open_local(run: LocalRun, tell: Callback<Action>) {
    let LocalRun { name, report, bytes, .. } = run;
    if bytes as f64 > LARGEST {
        return tell.emit(Action::Say(Notice::problem(strings::file_too_large(&name))));
    }
    spawn_local(async move {
        match page::fetch_text(&report).await {
            Some(text) => tell.emit(Action::Opened { name, text }),
            None => tell.emit(Action::Say(Notice::problem(strings::file_unreadable(&name)))),
        }
    });
}

/// A name without the characters that file systems refuse.
pub fn stem(name: &str) -> String {
    let kept: String = name.chars().map(|c| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '-' }).collect();
    if kept.is_empty() { "layerlab".into() } else { kept }
}
