//! `layerlab sweep collect`: one table over all cells, with the columns of the grid.

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, Result, bail};
use layerlab_schema::{Report, Scores};
use layerlab_words::t;

use super::{
    grid::{Cell, in_short},
    plan::{Piece, Sweep},
};
use crate::{
    error_text::{shown, unreadable},
    folder::REPORT,
    shell::print,
    table::{self, ACCURACIES, Column, Kind, Table, accuracies, text, whole},
    workspace::write_whole,
};

#[derive(clap::Args)]
pub struct Arguments {
    folder: PathBuf,
    #[arg(long, value_name = "NAME")]
    table: Option<String>,
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
}

const SWEEP: &str = "sweep.csv";

pub fn main(arguments: &Arguments) -> Result<ExitCode> {
    let sweep = Sweep::open(&std::path::absolute(&arguments.folder)?)?;
    let (name, text) = match &arguments.table {
        Some(name) => (format!("sweep-{name}"), table_over_cells(&sweep, name)?),
        None => (SWEEP.into(), networks(&sweep)?),
    };
    let file = arguments.out.clone().unwrap_or_else(|| sweep.folder.join(name));
    write_whole(&file, text.as_bytes())?;
    let finished = sweep.cells.len() - sweep.left().1.len();
    print(t!("sweep-collected", finished = finished, cells = sweep.cells.len(), table = shown(&file)))?;
    Ok(ExitCode::SUCCESS)
}

/// Writes the table of all networks into the sweep's folder.
pub fn write(sweep: &Sweep) -> Result<PathBuf> {
    let file = sweep.folder.join(SWEEP);
    write_whole(&file, networks(sweep)?.as_bytes())?;
    Ok(file)
}

/// Finished cells with the folders of their runs.
fn finished(sweep: &Sweep) -> impl Iterator<Item = (&Cell, PathBuf)> {
    let cells = sweep.cells.iter().filter(|cell| sweep.is_finished(Piece::Cell(cell.number)));
    cells.map(|cell| (cell, sweep.folder_of(Piece::Cell(cell.number))))
}

/// The number of a cell and its values.
fn key(cell: &Cell) -> impl Iterator<Item = String> {
    let values = cell.values.iter().map(|value| value.as_ref().map(in_short).unwrap_or_default());
    std::iter::once(cell.number.to_string()).chain(values)
}

fn key_columns(sweep: &Sweep) -> Vec<Column> {
    texts(std::iter::once("cell").chain(sweep.columns.iter().map(String::as_str)))
}

/// Columns of texts with these names.
fn texts<'a>(names: impl Iterator<Item = &'a str>) -> Vec<Column> {
    names.map(|name| Column { name: name.to_owned().into(), kind: Kind::Text }).collect()
}

/// Accuracy of every network of every finished cell.
fn networks(sweep: &Sweep) -> Result<String> {
    let columns: [&[Column]; 3] = [&key_columns(sweep), &[whole("trial_seed"), text("network")], &ACCURACIES];
    let mut table = Table::new("sweep", &columns);
    for (cell, folder) in finished(sweep) {
        let file = folder.join(REPORT);
        let text = fs::read_to_string(&file).with_context(|| unreadable(&file))?;
        let report: Report = serde_json::from_str(&text).with_context(|| shown(&file))?;
        for (seed, name, scores) in networks_of(&report) {
            let network = [seed.into(), name.into()];
            table.row(key(cell).map(table::Cell::from).chain(network).chain(accuracies(scores)));
        }
    }
    table.csv()
}

/// Seed of the trial, name and accuracies of every network of a run.
fn networks_of(report: &Report) -> Vec<(u64, String, Scores)> {
    let mut found = Vec::new();
    for trial in report.transfer.iter().flat_map(|transfer| &transfer.trials) {
        found.push((trial.seed, "normal".into(), trial.normal));
        found.extend(trial.robust.map(|robust| (trial.seed, "robust".into(), robust)));
        for cut in &trial.cuts {
            found.push((trial.seed, format!("semirobust-{}", cut.rest), cut.semirobust));
            for tuned in &cut.tuned {
                let name = format!("transferred-{}-{}", cut.rest, tuned.objective.name());
                found.push((trial.seed, name, tuned.scores));
            }
        }
        for control in &trial.controls {
            let rest = control.rest.map(|rest| format!("-{rest}")).unwrap_or_default();
            found.push((trial.seed, format!("control/{}{rest}", control.control.name()), control.scores));
        }
    }
    for (triage, trial) in
        report.triage.iter().flat_map(|triage| triage.trials.iter().map(move |trial| (triage, trial)))
    {
        for parent in &trial.parents {
            found.push((trial.seed, parent.parent.to_string(), parent.scores));
            found.extend(parent.trained_longer.map(|scores| (trial.seed, format!("{}-longer", parent.parent), scores)));
        }
        for cell in &trial.cells {
            let block = triage.groups.get(cell.key.group).map_or("", |group| &group.name);
            let (how, scheme) = (cell.key.initialisation.name(), cell.key.scheme.name());
            found.push((trial.seed, format!("{}-{block}-{how}-{scheme}", cell.key.parent), cell.after));
        }
    }
    if found.is_empty() {
        let scores = Scores { clean: report.last.clean, robust: report.last.robust };
        found.push((report.experiment.seed, String::new(), scores));
    }
    found
}

/// A table of the run folders, such as `layers.csv`, of all finished cells together.
fn table_over_cells(sweep: &Sweep, name: &str) -> Result<String> {
    let mut table: Option<(csv::StringRecord, Table)> = None;
    for (cell, folder) in finished(sweep) {
        let file = folder.join(name);
        let Some((columns, rows)) = read_table(&file)? else { continue };
        let (known, table) = match &mut table {
            Some(table) => (table.0.clone(), &mut table.1),
            None => {
                let new = Table::new("sweep", &[&key_columns(sweep), &texts(columns.iter())]);
                let (known, table) = table.insert((columns.clone(), new));
                (known.clone(), table)
            }
        };
        if known != columns {
            bail!(t!("sweep-other-columns", file = shown(&file)));
        }
        for row in rows {
            table.row(key(cell).chain(row.iter().map(str::to_owned)).map(table::Cell::from));
        }
    }
    match table {
        Some((_, table)) => table.csv(),
        None => bail!(t!("sweep-no-table", name = name)),
    }
}

/// Header and rows of a table; nothing where a run has none of that name.
fn read_table(file: &Path) -> Result<Option<(csv::StringRecord, Vec<csv::StringRecord>)>> {
    if !file.exists() {
        return Ok(None);
    }
    let mut reader = csv::Reader::from_path(file).with_context(|| unreadable(file))?;
    let columns = reader.headers()?.clone();
    Ok(Some((columns, reader.records().collect::<Result<_, _>>()?)))
}
