//! `layerlab run --devices`: the trials of a protocol, and the cuts or blocks of each trial, on several devices at once.
//!
//! Each piece is a cell of a sweep in the run's own folder, computed by a process of its own, so that it goes on after a kill as
//! any run does. In the end their reports become one. Nothing is exchanged between devices while they compute: every network
//! has the same bits as on one device.

mod merge;
mod pieces;

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, anyhow, bail};
use layerlab_core::Outcome;
use layerlab_schema::{Checkpoint, Experiment, Report};
use layerlab_words::t;

use self::merge::{Found, Parent, merge};
use crate::{
    device_list::Devices,
    environment::Environment,
    error_text::{shown, unreadable},
    folder::{CHECKPOINT, ENVIRONMENT, Folder, NETWORKS, REPORT, WEIGHTS},
    run::Stopped,
    sweep::{self, Local, Piece, Sweep, SweepFile, value_of},
};

/// The sweep in the folder of the run, until the run is finished.
const PIECES: &str = "pieces";

/// Whether the run in this folder was begun on several devices.
pub fn was_begun(folder: &Path) -> bool {
    Sweep::was_begun(&folder.join(PIECES))
}

/// Whether an experiment has pieces.
///
/// # Errors
/// One sentence where it has none.
pub fn check(experiment: &Experiment) -> Result<()> {
    match experiment.protocol {
        Some(_) => Ok(()),
        None => Err(anyhow!(t!("run-not-spread"))),
    }
}

/// Computes all pieces that are left, and gives the report of the whole. `devices` are needed at the beginning; later they
/// take the place of those that it was begun with, as `threads` do.
///
/// # Errors
/// [`Stopped`] where a signal stopped it; when the experiment has no pieces, or one of them fails.
pub fn run(
    folder: &Folder,
    experiment: &Experiment,
    devices: Option<&Devices>,
    threads: Option<usize>,
    more_arguments: &[String],
) -> Result<Outcome> {
    check(experiment)?;
    let pieces = pieces::of(experiment)?;
    let path = std::path::absolute(folder.path().join(PIECES))?;
    let mut sweep = if was_begun(folder.path()) {
        let sweep = Sweep::open(&path)?;
        if sweep.file.base()? != *experiment {
            bail!(t!("run-spread-edited", folder = shown(folder.path())));
        }
        sweep
    } else {
        let file = SweepFile {
            local: Local { devices: devices.cloned(), ..Local::default() },
            include: pieces.iter().map(|piece| piece.values.clone()).collect(),
            ..SweepFile::new(&experiment.name, value_of(experiment)?)
        };
        let sweep = Sweep::new(file, path)?;
        sweep.begin()?;
        sweep
    };
    let local = &mut sweep.file.local;
    local.devices = devices.cloned().or_else(|| local.devices.take());
    local.threads = threads.or(local.threads);
    sweep.prepare()?;
    eprintln!("{}", t!("run-spread-starts", parts = pieces.len(), at_once = sweep.file.local.at_once()));
    match sweep::work(&sweep, more_arguments)? {
        sweep::Outcome::Finished => {}
        sweep::Outcome::Stopped => {
            let folder = folder.path().display().to_string();
            return Err(Stopped::new(t!("run-spread-left", folder = folder)).into());
        }
        sweep::Outcome::Failed => {
            bail!(t!("run-spread-failed", left = sweep.left().1.len(), folder = shown(folder.path())))
        }
    }
    let trials: Vec<usize> = pieces.iter().map(|piece| piece.trial).collect();
    collect(folder, experiment, &sweep, &trials)
}

/// Takes what the pieces found into the folder of the run.
fn collect(folder: &Folder, experiment: &Experiment, sweep: &Sweep, trials: &[usize]) -> Result<Outcome> {
    let mut parents = Vec::new();
    for parent in &sweep.parents {
        let folder = sweep.folder_of(Piece::Parent(parent.number));
        let Checkpoint { seconds, step, curve, .. } = read(&folder.join(CHECKPOINT))?;
        parents.push(Parent { seconds, step, points: curve.len() });
    }
    let mut found = Vec::new();
    let mut environments: Vec<Environment> = Vec::new();
    for (cell, &trial) in sweep.cells.iter().zip(trials) {
        let path = sweep.folder_of(Piece::Cell(cell.number));
        // Parents are numbered from 1.
        let parent = sweep.parent_of(cell.number).map(|number| parents[number - 1]);
        found.push(Found { trial, report: read::<Report>(&path.join(REPORT))?, parent });
        environments.extend(read::<Vec<Environment>>(&path.join(ENVIRONMENT))?);
        take_networks(&path.join(NETWORKS), trial, folder)?;
    }
    environments.sort_by(|one, other| one.began.cmp(&other.began));
    folder.write(ENVIRONMENT, serde_json::to_string_pretty(&environments)?.as_bytes())?;
    // One device ends with the networks of the last trial.
    let last = sweep.folder_of(Piece::Cell(sweep.cells.len())).join(WEIGHTS);
    let weights = fs::read(&last).with_context(|| unreadable(&last))?;
    let report = merge(experiment, found)?.ok_or_else(|| anyhow!(t!("run-not-spread")))?;
    Ok(Outcome { report, weights })
}

/// Copies the networks of a piece, whose trials are numbered from 1, to their trials in the whole.
fn take_networks(from: &Path, first_trial: usize, folder: &Folder) -> Result<()> {
    for trial in entries(from)? {
        let number = trial.file_name().and_then(|name| name.to_str()?.strip_prefix("trial-")?.parse::<usize>().ok());
        let Some(number) = number else { continue };
        for file in entries(&trial)? {
            let Some(name) = file.file_stem().and_then(|name| name.to_str()) else { continue };
            let weights = fs::read(&file).with_context(|| unreadable(&file))?;
            folder.write_network(first_trial + number, name, &weights)?;
        }
    }
    Ok(())
}

/// The paths in a folder, in order; none where there is no such folder.
fn entries(folder: &Path) -> Result<Vec<PathBuf>> {
    if !folder.exists() {
        return Ok(Vec::new());
    }
    let found = fs::read_dir(folder).and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect());
    let mut found: Vec<PathBuf> = found.with_context(|| unreadable(folder))?;
    found.sort();
    Ok(found)
}

fn read<T: serde::de::DeserializeOwned>(file: &Path) -> Result<T> {
    let text = fs::read_to_string(file).with_context(|| unreadable(file))?;
    serde_json::from_str(&text).with_context(|| t!("cli-report-damaged", name = shown(file)))
}

/// Removes the pieces of a run whose report is written.
///
/// # Errors
/// When they can't be removed.
pub fn tidy(folder: &Folder) -> Result<()> {
    let pieces = folder.path().join(PIECES);
    fs::remove_dir_all(&pieces).with_context(|| t!("cli-unremovable", name = shown(&pieces)))
}
