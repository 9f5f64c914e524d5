//! Files that leave the page and files that come in.

use layerlab_schema::{Experiment, Report};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::File;
use yew::Callback;

use crate::{
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

/// A name without the characters that file systems refuse.
fn stem(name: &str) -> String {
    let kept: String = name.chars().map(|c| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '-' }).collect();
    if kept.is_empty() { "layerlab".into() } else { kept }
}
