//! The explorer: the page of Layerlab.
//!
//! It draws and asks. No tensor and no algorithm lives here: what a person chooses becomes a
//! [`layerlab_schema::Command`] for a worker, and what the worker tells becomes the picture.

mod app;
mod charts;
mod components;
mod engine;
mod files;
mod format;
mod hooks;
mod settings;
mod share;
mod state;
mod strings;
mod workflows;

fn main() {
    let place = hooks::page::window().and_then(|w| w.document()).and_then(|d| d.get_element_by_id("app"));
    match place {
        Some(place) => yew::Renderer::<app::App>::with_root(place).render(),
        None => yew::Renderer::<app::App>::new().render(),
    };
}
