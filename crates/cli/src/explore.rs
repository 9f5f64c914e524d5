//! `layerlab explore`: serves the page from this machine, and the reports of runs in folders to it.

use std::{
    env,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, Result, bail};
use clap::Args;
use layerlab_server::{BindError, Server};
use layerlab_words::t;

use crate::{
    error_text::{shown, unreadable},
    shell::print,
};

/// The name of the folder that `cargo xtask bundle` makes, and that is looked for beside the program.
const PAGE: &str = "layerlab-page";

#[derive(Args)]
pub struct Arguments {
    #[arg(default_value = "runs")]
    folders: Vec<PathBuf>,
    #[arg(long)]
    port: Option<u16>,
    #[arg(long, value_name = "DIR")]
    bundle: Option<PathBuf>,
}

pub fn main(arguments: Arguments) -> Result<ExitCode> {
    let bundle = find_bundle(arguments.bundle)?;
    let server = Server::bind(arguments.port).map_err(in_words)?;
    let routes = layerlab_server::explore(&bundle, arguments.folders).with_context(|| unreadable(&bundle))?;
    print(t!("cli-explore-address", address = server.address()))?;
    server.serve(routes).context(t!("cli-explore-ended"))?;
    Ok(ExitCode::SUCCESS)
}

/// The page that was asked for, or the one beside this program.
fn find_bundle(asked: Option<PathBuf>) -> Result<PathBuf> {
    let is_page = |folder: &Path| folder.join("index.html").is_file();
    if let Some(asked) = asked {
        if !is_page(&asked) {
            bail!(t!("cli-explore-no-page", folder = shown(&asked)));
        }
        return Ok(asked);
    }
    let beside = env::current_exe().ok().and_then(|program| Some(program.parent()?.join(PAGE)));
    match beside.filter(|folder| is_page(folder)) {
        Some(beside) => Ok(beside),
        None => bail!(t!("cli-explore-no-bundle", folder = PAGE)),
    }
}

fn in_words(error: BindError) -> anyhow::Error {
    match error {
        BindError::Taken { port, reason } => {
            anyhow::anyhow!(t!("cli-port-taken", port = port.to_string(), reason = reason.to_string()))
        }
        BindError::AllTaken { first, last } => {
            anyhow::anyhow!(t!("cli-ports-taken", first = first.to_string(), last = last.to_string()))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_without_a_page_is_refused_and_one_with_a_page_is_taken() {
        let place = tempfile::tempdir().expect("a folder");
        let error = find_bundle(Some(place.path().to_owned())).expect_err("it is empty").to_string();
        assert!(error.contains(&shown(place.path())), "{error}");
        std::fs::write(place.path().join("index.html"), "<head></head>").expect("a page");
        assert_eq!(find_bundle(Some(place.path().to_owned())).expect("a page"), place.path());
    }
}
