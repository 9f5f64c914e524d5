//! Output files of a triage besides its report: tables, the heat map, and a text summary.

pub mod figures;
mod summary;
pub mod tables;

use anyhow::Result;
use layerlab_schema::{Report, TriageReport};

use crate::folder::Folder;

pub use summary::{parents, summary};

/// Writes the tables and figures of `report` into its folder.
pub fn write(folder: &Folder, report: &Report, triage: &TriageReport) -> Result<()> {
    for table in tables::all(triage) {
        folder.write_table(&table)?;
    }
    for (name, figure) in figures::all(report, triage)? {
        folder.write(&name, figure.as_bytes())?;
    }
    Ok(())
}

/// The name of the group of blocks at `position`.
pub fn group(triage: &TriageReport, position: usize) -> &str {
    triage.groups.get(position).map_or("?", |group| group.name.as_str())
}
