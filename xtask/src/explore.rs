//! `cargo xtask explore`: builds the page from a fresh checkout and serves it, as soon as it can be used: the WebGPU engine,
//! which takes longest, is built behind it.

use crate::{
    build,
    engines::{self, Engine, Later},
    process,
    progress::say,
    toolbox::Toolbox,
    workspace,
};
use anyhow::Result;
use clap::Args;
use layerlab_server::{Server, folder};
use std::{process::Command, thread};

#[derive(Args)]
pub struct Options {
    /// The port to serve on [default: 8080, or the next free one]
    #[arg(long)]
    port: Option<u16>,
    /// Open the page in the default browser
    #[arg(long)]
    open: bool,
}

pub fn run(options: Options) -> Result<()> {
    // Before the build, so that a port in use is reported at once.
    let server = Server::bind(options.port)?;
    let (toolbox, dist) = (Toolbox::complete()?, workspace::dist());
    build::first_page(&toolbox)?;
    engines::announce(&dist, Later::Building)?;
    println!("\nLayerlab is at {}   (Ctrl-C stops it)\n", server.address());
    if options.open {
        open(&server.address());
    }
    thread::spawn(move || add_webgpu(&toolbox));
    Ok(server.serve(folder(&workspace::dist()))?)
}

/// Builds the WebGPU engine while the page is in use. That the page works without it makes a failure a line, not the end.
fn add_webgpu(toolbox: &Toolbox) {
    let dist = workspace::dist();
    say("WebGPU engine: built now for computers with a GPU; until it is there the page uses the CPU");
    let outcome = engines::build(Engine::WebGpu, toolbox, &dist).and_then(|_| engines::announce(&dist, Later::Built));
    match outcome {
        Ok(()) => say("WebGPU engine: there; pages that are open take it up by themselves"),
        Err(error) => {
            say(&format!("WebGPU engine: not built, the page goes on with the CPU: {error:#}"));
            // If this can't be written either, the page waits, as it did before.
            let _ = engines::announce(&dist, Later::Failed);
        }
    }
}

/// Opens the address in a browser. Where that fails, the user has the printed address.
fn open(address: &str) {
    let mut command = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(target_os = "windows") {
        Command::new("explorer")
    } else {
        Command::new("xdg-open")
    };
    if process::run(command.arg(address)).is_err() {
        println!("No browser could be opened; open the address yourself.");
    }
}
