//! The explorer: the page of Layerlab.
//!
//! It draws and asks. No tensor and no algorithm lives here: what a person chooses becomes a
//! [`layerlab_schema::Command`] for a worker, and what the worker reports becomes the picture.

mod app;
mod charts;
mod components;
mod embed;
mod engine;
mod files;
mod format;
mod glossary;
mod hooks;
mod lessons;
mod own;
mod runs;
mod settings;
mod share;
mod state;
mod store;
mod strings;
mod workflows;

use std::rc::Rc;

use hooks::Languages;
use wasm_bindgen::prelude::*;

/// The page is mounted by [`mount`], once its words are loaded.
fn main() {}

/// Draws the page in the words of `language`: the texts of its files, English first (www/boot.js). It can be switched to the
/// others of `languages`, whose files `load` gives.
///
/// # Errors
///
/// When a file is not Fluent; then nothing is drawn, and the page says that it could not start.
#[wasm_bindgen]
pub fn mount(
    language: &str,
    files: Vec<String>,
    languages: Vec<String>,
    load: js_sys::Function,
) -> Result<(), JsError> {
    hooks::install(language, &files)?;
    let props = app::AppProps { languages: Rc::new(Languages { tags: languages, load }) };
    let handout = lessons::asked_handout();
    let place = hooks::page::window().and_then(|w| w.document()).and_then(|d| d.get_element_by_id("app"));
    match (handout, place) {
        (Some(lesson), Some(place)) => {
            let handout = lessons::HandoutProps { lesson };
            yew::Renderer::<lessons::Handout>::with_root_and_props(place, handout).render();
        }
        (_, Some(place)) => {
            yew::Renderer::<app::App>::with_root_and_props(place, props).render();
        }
        (_, None) => {
            yew::Renderer::<app::App>::with_props(props).render();
        }
    }
    Ok(())
}
