//! The version of files, read before the rest of them.

use std::path::Path;

use anyhow::{Context, Result};
use layerlab_schema::{FormatVersion, VERSION};
use serde::Serialize;

/// A file's content with the version of the format beside its fields.
#[derive(Serialize)]
pub struct Versioned<T> {
    version: u32,
    #[serde(flatten)]
    content: T,
}

impl<T> Versioned<T> {
    pub fn new(content: T) -> Self {
        Self { version: VERSION, content }
    }
}

/// Refuses an experiment of another version. `found` is nothing where the version could not be read.
pub fn check(path: &Path, found: Option<FormatVersion>) -> Result<()> {
    found.unwrap_or_default().check().with_context(|| path.display().to_string())
}

/// Refuses a checkpoint or the state of an attack of another version. `found` is nothing where the file is damaged;
/// the full parse then reports the damage.
pub fn check_state(path: &Path, found: Option<FormatVersion>) -> Result<()> {
    let Some(found) = found else { return Ok(()) };
    found.check_state().with_context(|| path.display().to_string())
}
