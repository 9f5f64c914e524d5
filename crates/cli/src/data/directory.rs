//! Where fetched data sets are kept.

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Args;
use layerlab_words::t;

/// The variable that names the data folder.
const VARIABLE: &str = "LAYERLAB_DATA";

/// The data folder.
#[derive(Args, Clone, Debug, Default)]
pub struct DataDirArguments {
    #[arg(long, value_name = "DIR")]
    data_dir: Option<PathBuf>,
}

impl DataDirArguments {
    /// The folder, which need not exist.
    ///
    /// # Errors
    /// When none is given and the system has none for data.
    pub fn folder(&self) -> Result<PathBuf> {
        or_default(self.data_dir.clone())
    }

    /// The same as arguments for another process, which may start elsewhere; none where the usual folder is meant.
    pub fn as_arguments(&self) -> Result<Vec<String>> {
        let Some(folder) = &self.data_dir else { return Ok(Vec::new()) };
        Ok(vec!["--data-dir".into(), std::path::absolute(folder)?.display().to_string()])
    }
}

/// `given`, or else the usual folder.
pub fn or_default(given: Option<PathBuf>) -> Result<PathBuf> {
    let of_variable = || std::env::var_os(VARIABLE).filter(|value| !value.is_empty()).map(PathBuf::from);
    let of_system = || dirs::data_dir().map(|folder| folder.join("layerlab"));
    given.or_else(of_variable).or_else(of_system).with_context(|| t!("data-no-folder", variable = VARIABLE))
}
