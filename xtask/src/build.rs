//! `cargo xtask build`: builds the page and its engines into `dist` and checks their sizes.

use crate::{
    engines::{self, Engine},
    explorer, files, html, locales, sizes,
    toolbox::Toolbox,
    workspace,
};
use anyhow::Result;
use clap::Args;

#[derive(Args)]
pub struct Options {
    /// Leave the WebGPU engine out: a quicker build for work on the rest
    #[arg(long)]
    no_webgpu: bool,
}

pub fn run(options: Options) -> Result<()> {
    let engines = Engine::chosen(options.no_webgpu);
    page(engines)?;
    sizes::check_budgets(&workspace::dist(), engines)
}

/// Tells the page that it has no engine for a GPU, so that it does not ask for one.
const CPU_ONLY: &str = r#"<meta name="layerlab-engines" content="cpu">"#;

/// Builds the page with these engines into `dist`, installing the tools that are missing.
pub fn page(engines: &[Engine]) -> Result<()> {
    let (toolbox, dist) = (Toolbox::complete()?, workspace::dist());
    first_page(&toolbox)?;
    for &engine in engines.iter().filter(|engine| **engine != Engine::Cpu) {
        engines::build(engine, &toolbox, &dist)?;
    }
    if !engines.contains(&Engine::WebGpu) {
        let page = dist.join("index.html");
        files::write(&page, html::add_to_head(&files::read_text(&page)?, CPU_ONLY)?.as_bytes())?;
    }
    files::compress(&dist)
}

/// Builds what the page needs to be used: explorer, words, and the CPU engine.
pub fn first_page(toolbox: &Toolbox) -> Result<()> {
    let dist = workspace::dist();
    explorer::build(toolbox, &dist)?;
    locales::prepare(&dist)?;
    engines::build(Engine::Cpu, toolbox, &dist)?;
    Ok(())
}
