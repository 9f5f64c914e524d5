//! The build of the explorer: its wasm, and `index.html` with what it links to. `trunk serve` does the same from the same
//! `index.html`, for those who have Trunk; it is not needed.

use crate::{
    files, html, process,
    toolbox::Toolbox,
    wasm::{self, Program},
    workspace,
};
use anyhow::Result;
use std::path::Path;

const EXPLORER: Program = Program {
    title: "Explorer",
    package: "layerlab-explorer",
    name: "explorer",
    profile: "web",
    features: &[],
    effort: "-Oz",
};

/// Builds the explorer into `dist`, which it empties first.
pub fn build(toolbox: &Toolbox, dist: &Path) -> Result<()> {
    process::run(&mut process::cargo(["fetch", "--quiet"]))?;
    let built = wasm::build(&EXPLORER, toolbox)?;
    files::empty(dist)?;
    let (wasm, bindings) = (files::read(&built.wasm)?, files::read(&built.module)?);
    let names = html::Explorer {
        wasm: files::hashed_name("explorer", "wasm", &wasm),
        bindings: files::hashed_name("explorer", "js", &bindings),
    };
    files::write(&dist.join(&names.wasm), &wasm)?;
    files::write(&dist.join(&names.bindings), &bindings)?;
    files::copy_folder(&built.snippets, &dist.join("snippets"))?;
    let page = html::assemble(&workspace::root(), dist, &names)?;
    files::write(&dist.join("index.html"), page.as_bytes())
}
