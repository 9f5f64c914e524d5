//! `cargo xtask explore`: builds the page from a fresh checkout and serves it.

use crate::{build, engines::Engine, process, server::Server, workspace};
use anyhow::Result;
use clap::Args;
use std::process::Command;

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
    build::page(&Engine::ALL)?;
    println!("\nLayerlab is at {}   (Ctrl-C stops it)", server.address());
    if options.open {
        open(&server.address());
    }
    server.serve(&workspace::dist())
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
