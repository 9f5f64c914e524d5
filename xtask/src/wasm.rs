//! From a Rust program to wasm with its bindings: compiled by Cargo, bound by wasm-bindgen as a library, which needs no tool of
//! exactly its version, and made smaller by wasm-opt.

use crate::{
    files, process,
    progress::{self, step},
    toolbox::Toolbox,
    workspace,
};
use anyhow::{Context, Result};
use std::{
    fs,
    path::{Path, PathBuf},
};
use wasm_bindgen_cli_support::Bindgen;

/// A program of the workspace that the page loads.
pub struct Program {
    /// What people call it.
    pub title: &'static str,
    pub package: &'static str,
    /// The name of the binary and of its files.
    pub name: &'static str,
    /// The Cargo profile it is built with.
    pub profile: &'static str,
    pub features: &'static [&'static str],
    /// How much wasm-opt does.
    pub effort: &'static str,
}

/// What was made of a program.
pub struct Built {
    /// The wasm.
    pub wasm: PathBuf,
    /// The module that loads it, for pages and module workers.
    pub module: PathBuf,
    /// JavaScript that crates bring along; most builds have none.
    pub snippets: PathBuf,
}

/// The wasm features that rustc uses (its defaults, and SIMD from `.cargo/config.toml`). wasm-opt needs them as options,
/// because wasm-bindgen removes the section that lists them. `index.html` has the same options for Trunk.
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

/// How [`bind`] binds; changed with it, so that what was bound in another way is bound anew.
const BINDINGS: &str = "web, with the path of its wasm; no-modules, without";

/// Builds a program. What did not change since the last build is not done again.
pub fn build(program: &Program, toolbox: &Toolbox) -> Result<Built> {
    let compiled = compile(program)?;
    let folder = folder(program);
    let bound = folder.join("web").join(format!("{}_bg.wasm", program.name));
    let optimised = folder.join("optimised.wasm");
    let built = Built {
        wasm: optimised.clone(),
        module: folder.join("web").join(format!("{}.js", program.name)),
        snippets: folder.join("web/snippets"),
    };

    let options = [&[program.effort], &WASM_OPT[..]].concat();
    let version = workspace::locked_version("wasm-bindgen")?;
    let how = options.concat() + &version + BINDINGS;
    let digest = files::digest(&[&files::read(&compiled)?, how.as_bytes()].concat());
    let stamp = folder.join("stamp");
    let is_there = [&built.wasm, &built.module].iter().all(|path| path.is_file());
    if is_there && fs::read_to_string(&stamp).is_ok_and(|stamp| stamp == digest) {
        return Ok(built);
    }
    if folder.is_dir() {
        fs::remove_dir_all(&folder).with_context(|| format!("removing {}", folder.display()))?;
    }
    step(&format!("{}: bindings", program.title), || bind(program.name, &compiled, &folder))?;
    step(&format!("{}: made smaller", program.title), || {
        let mut wasm_opt = toolbox.command("wasm-opt");
        process::run(wasm_opt.args(&options).arg(&bound).arg("--output").arg(&optimised))
    })?;
    files::write(&stamp, digest.as_bytes())?;
    Ok(built)
}

/// Where everything that is made of a program lies.
fn folder(program: &Program) -> PathBuf {
    workspace::target().join("layerlab-wasm").join(program.name)
}

/// The bindings of a built program for a worker that can't load modules.
pub fn classic_bindings(program: &Program) -> PathBuf {
    folder(program).join("classic").join(format!("{}.js", program.name))
}

fn compile(program: &Program) -> Result<PathBuf> {
    let mut cargo = process::cargo(["build", "--package", program.package, "--bin", program.name]);
    cargo.args(["--profile", program.profile, "--target", "wasm32-unknown-unknown", "--no-default-features"]);
    progress::compile(program.title, cargo.args(program.features))?;
    Ok(workspace::target().join(format!("wasm32-unknown-unknown/{}/{}.wasm", program.profile, program.name)))
}

/// Writes the bindings twice: as a module, and as a script for workers in a page that is a file (see www/single-file.js).
/// The wasm of both is the same.
fn bind(name: &str, compiled: &Path, folder: &Path) -> Result<()> {
    let bindgen = || {
        let mut bindgen = Bindgen::new();
        bindgen.input_path(compiled).out_name(name).typescript(false);
        bindgen
    };
    // Workers load their module without saying where its wasm lies; the library, unlike the tool, would leave that to them.
    bindgen().web(true)?.omit_default_module_path(false).generate(folder.join("web"))?;
    bindgen().no_modules(true)?.generate(folder.join("classic"))
}
