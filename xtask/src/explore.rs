//! `cargo xtask explore`: from a fresh checkout to the page in a browser.

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
    // The port first: a taken one is better said now than after the build.
    let server = Server::bind(options.port)?;
    build::page(&Engine::ALL)?;
    println!("\nLayerlab is at {}   (Ctrl-C stops it)", server.address());
    if options.open {
        open(&server.address());
    }
    server.answer(&workspace::dist())
}

/// Opens a browser; where that fails the printed address is enough.
fn open(address: &str) {
    let mut command = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(target_os = "windows") {
        Command::new("explorer")
    } else {
        Command::new("xdg-open")
    };
    if process::run(command.arg(address)).is_err() {
        println!("No browser could be opened from here; open the address yourself.");
    }
}
