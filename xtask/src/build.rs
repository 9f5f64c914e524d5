//! `cargo xtask build`: builds the page and its engines into `dist` and checks their sizes.

use crate::{
    engines::{self, Engine},
    locales, process, sizes,
    toolbox::Toolbox,
    workspace,
};
use anyhow::{Context, Result};
use clap::Args;
use flate2::{Compression, write::GzEncoder};
use std::{
    env, fs,
    io::Write,
    path::{Path, PathBuf},
};

#[derive(Args)]
pub struct Options {
    /// Leave the WebGPU engine out: a quicker build for work on the rest
    #[arg(long)]
    no_webgpu: bool,
}

pub fn run(options: Options) -> Result<()> {
    let engines: &[Engine] = if options.no_webgpu { &[Engine::Cpu] } else { &Engine::ALL };
    page(engines)?;
    sizes::check_budgets(&workspace::dist(), engines)
}

/// Builds the page with these engines into `dist`, installing the tools that are missing.
pub fn page(engines: &[Engine]) -> Result<()> {
    let toolbox = Toolbox::complete()?;
    explorer(&toolbox)?;
    locales::prepare(&workspace::dist())?;
    for &engine in engines {
        engines::build(engine, &toolbox, &workspace::dist())?;
    }
    compress(&workspace::dist())
}

/// Trunk builds the explorer and copies styles, icon and data; it empties `dist` first.
fn explorer(toolbox: &Toolbox) -> Result<()> {
    // Trunk runs offline, so that a missing tool is an error and not a silent download. Cargo's own downloads come first.
    process::run(&mut process::cargo(["fetch", "--quiet"]))?;
    let mut trunk = toolbox.command("trunk");
    trunk.args(["build", "--release", "--offline", "--skip-version-check", "--log=warn"]);
    if env::var_os("NO_COLOR").is_some() {
        // Trunk reads NO_COLOR as true or false and stops at the usual "1".
        trunk.env("NO_COLOR", "true");
    }
    process::run(&mut trunk)
}

/// Writes a `.gz` next to each compressible file, so that the server does not compress.
fn compress(dist: &Path) -> Result<()> {
    for path in files_in(dist)? {
        if is_compressible(&path) {
            let bytes = fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
            let mut name = path.into_os_string();
            name.push(".gz");
            fs::write(name, gzip(&bytes)?)?;
        }
    }
    Ok(())
}

/// `bytes` compressed as the server sends them.
pub fn gzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    Ok(encoder.finish()?)
}

/// Whether a `.gz` of the file is smaller. Shards, images and fonts are already compressed.
fn is_compressible(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    matches!(extension, "html" | "css" | "ftl" | "js" | "mjs" | "json" | "svg" | "txt" | "md" | "toml" | "wasm")
}

/// All files below `folder`, sorted, so that tables and errors have the same order on every system.
pub fn files_in(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).with_context(|| format!("reading {}", folder.display()))? {
            let path = entry?.path();
            if path.is_dir() { folders.push(path) } else { files.push(path) }
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_compressible_files_are_compressed() {
        assert!(is_compressible(Path::new("dist/engine-cpu_bg.wasm")));
        assert!(is_compressible(Path::new("dist/index.html")));
        assert!(is_compressible(Path::new("dist/locales/en.ftl")));
        assert!(!is_compressible(Path::new("dist/data/fashion-mnist/train-images-00.idx3.gz")));
        assert!(!is_compressible(Path::new("dist/engine-cpu_bg.wasm.gz")));
        assert!(!is_compressible(Path::new("dist/LICENSE")));
    }
}
