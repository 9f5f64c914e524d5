//! Output files of a transfer protocol besides its report: tables, figures, and a text summary.

pub mod figures;
pub mod published;
mod summary;
mod tables;

use anyhow::Result;
use layerlab_schema::{LayerwiseReport, Objective, Report, Role, TransferReport};
use layerlab_words::t;

use crate::{folder::Folder, table::Table};

pub(crate) use summary::claims;
pub use summary::{Means, means, summary, verdict};

/// Writes the tables and figures of `report` into its folder.
pub fn write(folder: &Folder, report: &Report, transfer: &TransferReport) -> Result<()> {
    for table in tables(report, transfer)? {
        folder.write_table(&table)?;
    }
    for (name, figure) in figures::all(report, transfer)? {
        folder.write(&name, figure.as_bytes())?;
    }
    Ok(())
}

/// All tables of a transfer.
pub fn tables(report: &Report, transfer: &TransferReport) -> Result<Vec<Table>> {
    let mut all = tables::all(transfer);
    all.push(published::table(transfer, report.experiment.layer_names().len())?);
    Ok(all)
}

/// The name of a network in figures and summaries.
fn title(layerwise: &LayerwiseReport) -> String {
    let role = match layerwise.role {
        Role::Normal => t!("role-normal"),
        Role::Robust => t!("role-robust"),
        Role::Semirobust => t!("role-semirobust"),
        Role::Transferred => t!("role-transferred"),
    };
    match layerwise.objective {
        Some(objective) => t!("figure-network", role = role, tuned = objective_name(objective)),
        None => role.into(),
    }
}

/// The name of an objective of fine-tuning.
pub fn objective_name(objective: Objective) -> &'static str {
    match objective {
        Objective::Adversarial => t!("figure-tuned-attacked"),
        Objective::Clean => t!("figure-tuned-clean"),
    }
}
