//! The engines, one worker each, next to the page: an engine can be left out, and an unchanged one is not optimised again.

use crate::{
    files,
    toolbox::Toolbox,
    wasm::{self, Built, Program},
};
use anyhow::Result;
use std::path::{Path, PathBuf};

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

    /// Both, or the one that every browser can run.
    pub fn chosen(no_webgpu: bool) -> &'static [Engine] {
        if no_webgpu { &[Engine::Cpu] } else { &Engine::ALL }
    }

    /// The name of the binary in `crates/engine` and the prefix of its files; a `Worker` loads `engine-cpu_loader.js`.
    pub fn name(self) -> &'static str {
        self.program().name
    }

    fn program(self) -> &'static Program {
        match self {
            Engine::Cpu => &CPU,
            Engine::WebGpu => &WEBGPU,
        }
    }
}

const CPU: Program = Program {
    title: "CPU engine",
    package: "layerlab-engine",
    name: "engine-cpu",
    profile: "web-cpu",
    features: &[],
    effort: "-O3",
};

const WEBGPU: Program = Program {
    title: "WebGPU engine",
    package: "layerlab-engine",
    name: "engine-webgpu",
    profile: "web-engine",
    features: &["--features", "webgpu"],
    // More takes five minutes for this large engine, which only tells the GPU what to do, and makes it hardly smaller.
    effort: "-O1",
};

/// What stands in for the loader of the WebGPU engine while that is built.
const WAITING_LOADER: &str = include_str!("engines/waiting_loader.js");

/// Builds one engine and copies its wasm, its bindings and the worker's loader into `dist`.
pub fn build(engine: Engine, toolbox: &Toolbox, dist: &Path) -> Result<Built> {
    let name = engine.name();
    let built = wasm::build(engine.program(), toolbox)?;
    files::copy(&built.wasm, &dist.join(format!("{name}_bg.wasm")))?;
    files::copy(&built.module, &dist.join(format!("{name}.js")))?;
    files::copy_folder(&built.snippets, &dist.join("snippets"))?;
    let loader = format!("import init from './{name}.js';await init();\n");
    files::write(&dist.join(format!("{name}_loader.js")), loader.as_bytes())?;
    Ok(built)
}

/// How far the WebGPU engine is that is built behind the served page.
#[derive(Clone, Copy, Debug)]
pub enum Later {
    Building,
    Built,
    Failed,
}

/// Lets a page that is already served wait for the WebGPU engine: it asks for the engine as always, and gets a loader that
/// waits.
pub fn announce(dist: &Path, later: Later) -> Result<()> {
    let state = match later {
        Later::Building => "building",
        Later::Built => "built",
        Later::Failed => "failed",
    };
    files::write(&dist.join("engine-webgpu.json"), format!("\"{state}\"").as_bytes())?;
    if let Later::Building = later {
        files::write(&dist.join("engine-webgpu_loader.js"), WAITING_LOADER.as_bytes())?;
    }
    Ok(())
}

/// The bindings of a built engine for a worker that is no module.
pub fn classic_bindings(engine: Engine) -> PathBuf {
    wasm::classic_bindings(engine.program())
}
