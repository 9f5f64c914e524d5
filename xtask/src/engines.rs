//! The build of the engines, one worker each, next to the page. Trunk could build them from `index.html`, too, but always
//! both, and it would optimise an unchanged one again. With three commands per engine, an engine can be left out, and the
//! slow optimisation can be skipped.

use crate::{process, toolbox::Toolbox, workspace};
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The builds of the engine that the page can load.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Burn's CPU back end Flex with wasm SIMD: works in every browser.
    Cpu,
    /// Burn's WebGPU back end: loaded where the browser offers an adapter.
    WebGpu,
}

impl Engine {
    pub const ALL: [Engine; 2] = [Engine::Cpu, Engine::WebGpu];

    /// The name of the binary in `crates/engine` and the prefix of its files; a `Worker` loads `engine-cpu_loader.js`.
    pub fn name(self) -> &'static str {
        match self {
            Engine::Cpu => "engine-cpu",
            Engine::WebGpu => "engine-webgpu",
        }
    }

    /// The Cargo profile it is built with.
    fn profile(self) -> &'static str {
        match self {
            Engine::Cpu => "web-cpu",
            Engine::WebGpu => "web-engine",
        }
    }

    /// How much wasm-opt does. More than the least takes five minutes for the large engine, which only tells the GPU what to
    /// do, and makes it hardly smaller.
    fn effort(self) -> &'static str {
        match self {
            Engine::Cpu => "-O3",
            Engine::WebGpu => "-O1",
        }
    }

    fn features(self) -> &'static [&'static str] {
        match self {
            Engine::Cpu => &[],
            Engine::WebGpu => &["--features", "webgpu"],
        }
    }
}

/// The wasm features that rustc uses (its defaults, and SIMD from `.cargo/config.toml`). wasm-opt needs them as options,
/// because wasm-bindgen removes the section that lists them. `index.html` has the same options for the explorer.
///
/// Low memory is unused: it is the far end of the stack, which grows down to it. Functions in the order of their names lie
/// next to their like, instances of one generic above all, so that gzip finds more to repeat.
const WASM_OPT: [&str; 9] = [
    "--low-memory-unused",
    "--reorder-functions-by-name",
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-simd",
];

/// Builds one engine and copies its wasm, its bindings and the worker's loader into `dist`.
pub fn build(engine: Engine, toolbox: &Toolbox, dist: &Path) -> Result<()> {
    let name = engine.name();
    let bindings = workspace::target().join("layerlab-engines").join(name);
    fs::create_dir_all(&bindings)?;
    bind(name, &compile(engine)?, &bindings, toolbox)?;
    let optimised = optimise(engine, &bindings, toolbox)?;

    copy(&optimised, &dist.join(format!("{name}_bg.wasm")))?;
    copy(&bindings.join(format!("{name}.js")), &dist.join(format!("{name}.js")))?;
    copy_snippets(&bindings.join("snippets"), &dist.join("snippets"))?;
    fs::write(dist.join(format!("{name}_loader.js")), format!("import init from './{name}.js';await init();\n"))?;
    Ok(())
}

fn compile(engine: Engine) -> Result<PathBuf> {
    let arguments = ["build", "--package", "layerlab-engine", "--bin", engine.name(), "--profile", engine.profile()];
    let mut cargo = process::cargo(arguments);
    cargo.args(["--target", "wasm32-unknown-unknown"]).args(engine.features());
    process::run(&mut cargo)?;
    Ok(workspace::target().join(format!("wasm32-unknown-unknown/{}/{}.wasm", engine.profile(), engine.name())))
}

fn bind(name: &str, wasm: &Path, bindings: &Path, toolbox: &Toolbox) -> Result<()> {
    let mut bindgen = toolbox.command("wasm-bindgen");
    bindgen.args(["--target=web", "--no-typescript", "--out-name", name, "--out-dir"]).arg(bindings).arg(wasm);
    process::run(&mut bindgen)
}

/// Runs wasm-opt, unless it has already run on the same bytes with the same options.
fn optimise(engine: Engine, bindings: &Path, toolbox: &Toolbox) -> Result<PathBuf> {
    let bound = bindings.join(format!("{}_bg.wasm", engine.name()));
    let optimised = bindings.join("optimised.wasm");
    let stamp = bindings.join("optimised.sha256");

    let bytes = fs::read(&bound).with_context(|| format!("reading {}", bound.display()))?;
    let options = [&[engine.effort()], &WASM_OPT[..]].concat();
    let digest = format!("{:x}", Sha256::new().chain_update(options.concat()).chain_update(bytes).finalize());
    if optimised.is_file() && fs::read_to_string(&stamp).is_ok_and(|stamp| stamp == digest) {
        return Ok(optimised);
    }
    process::run(toolbox.command("wasm-opt").args(options).arg(&bound).arg("--output").arg(&optimised))?;
    fs::write(&stamp, digest)?;
    Ok(optimised)
}

/// Copies the JavaScript snippets of crates; most builds have none.
fn copy_snippets(from: &Path, to: &Path) -> Result<()> {
    if !from.is_dir() {
        return Ok(());
    }
    for file in crate::build::files_in(from)? {
        let target = to.join(file.strip_prefix(from)?);
        fs::create_dir_all(target.parent().context("a snippet without a folder")?)?;
        copy(&file, &target)?;
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    fs::copy(from, to).with_context(|| format!("copying {} to {}", from.display(), to.display()))?;
    Ok(())
}
