//! `cargo xtask serve`: serves the files in `dist` without a build.

use crate::workspace;
use anyhow::{Result, ensure};
use clap::Args;
use layerlab_server::{Server, folder};

#[derive(Args)]
pub struct Options {
    /// The port to serve on [default: 8080, or the next free one]
    #[arg(long)]
    port: Option<u16>,
}

pub fn run(options: Options) -> Result<()> {
    let dist = workspace::dist();
    ensure!(dist.join("index.html").is_file(), "there is no page in {}: run `cargo xtask build` first", dist.display());
    let server = Server::bind(options.port)?;
    println!("Layerlab is at {}   (Ctrl-C stops it)", server.address());
    Ok(server.serve(folder(&dist))?)
}
