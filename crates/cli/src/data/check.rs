//! `layerlab data check`: every file against its checksum, where one is known, and every record.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Result, anyhow, bail};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use layerlab_core::data::SplitKind;
use layerlab_data::{
    DataError,
    catalogue::{Checksum, Entry, Form},
    folder, picture,
};
use layerlab_schema::Shape;
use rayon::prelude::*;
use serde_json::json;

use super::{directory, entry, source, verify::verify, whole};
use crate::shell::print;

/// Faults that are shown; more are counted.
const SHOWN: usize = 20;

#[derive(Args)]
pub struct Arguments {
    /// The set, such as cifar-10 (`layerlab data list` shows all).
    name: String,
    /// The data folder in which it is [default: $LAYERLAB_DATA, else layerlab in the system's data folder].
    #[arg(long, visible_alias = "data-dir", value_name = "DIR")]
    from: Option<PathBuf>,
    /// Print one JSON object.
    #[arg(long)]
    json: bool,
}

pub fn main(arguments: &Arguments) -> Result<ExitCode> {
    let entry = entry(&arguments.name)?;
    let folder = source::folder_of(entry, &directory::or_default(arguments.from.clone())?);
    let name = entry.set.name();
    if !source::is_here(entry, &folder) {
        let there = source::not_here(entry, &folder);
        bail!("{there}: get it with `layerlab data fetch {name}`, or give its folder with --from");
    }
    let bar = if arguments.json { ProgressBar::hidden() } else { ProgressBar::new(0) };
    bar.set_style(ProgressStyle::with_template("checking {wide_bar} {pos} of {len}")?);
    files(entry, &folder)?;
    let (train, test) = records(entry, &folder, &bar)?;
    bar.finish_and_clear();
    let verified = entry.files.len() + entry.downloads.iter().filter(|download| download.form == Form::File).count();
    if arguments.json {
        let folder = folder.display().to_string();
        print(json!({ "set": name, "folder": folder, "verified_files": verified, "train": train, "test": test }))?;
    } else {
        let checksums = match verified {
            0 => "its files have no published checksum".into(),
            count => format!("{count} files have their published content"),
        };
        let sound = if verified > 0 { "sound" } else { "complete" };
        let directory = folder.display();
        print(format!("{name} in {directory} is {sound}: {train} + {test} records were read, {checksums}."))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The evidence that a set is the published one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// Its files have their checksums.
    Checksums,
    /// There are none of its files; so many records were read, as many as it has.
    Records(usize),
    /// None yet beyond the checksums of what was unpacked: its pictures can't be listed.
    Archives,
    /// There are none of its files; so many pictures are there, as many as it has.
    Pictures(usize),
}

/// Verifies the files whose content is known, and that the others are there. Quick enough for after unpacking.
///
/// # Errors
/// The first fault.
pub fn files(entry: &Entry, folder: &Path) -> Result<Proof> {
    for file in entry.files {
        verify(&folder.join(file.path), Checksum::Sha256(file.sha256), |_| {})?;
    }
    let mut known = entry.files.len();
    for download in entry.downloads.iter().filter(|download| download.form == Form::File) {
        verify(&whole::in_use(&folder.join(download.file)), download.checksum, |_| {})?;
        known += 1;
    }
    let (train, test) = entry.set.available();
    if !whole::is_whole(entry.set) {
        counted(entry, folder, &source::list(entry.set, folder)?)?;
        return Ok(Proof::Pictures(train + test));
    }
    if known > 0 {
        return Ok(Proof::Checksums);
    }
    for (kind, expected) in [(SplitKind::Train, train), (SplitKind::Test, test)] {
        let found = whole::load(entry.set, folder, kind, expected)?.len();
        if found != expected {
            bail!("{} has {found} samples of a split instead of {expected}: get it anew", folder.display());
        }
    }
    Ok(Proof::Records(train + test))
}

/// Reads every record; how many training and test samples there are.
fn records(entry: &Entry, folder: &Path, bar: &ProgressBar) -> Result<(usize, usize)> {
    let set = entry.set;
    let (train, test) = set.available();
    if whole::is_whole(set) {
        bar.set_length((train + test) as u64);
        let train = whole::load(set, folder, SplitKind::Train, train)?.len();
        bar.inc(train as u64);
        return Ok((train, whole::load(set, folder, SplitKind::Test, test)?.len()));
    }
    let listing = source::list(set, folder)?;
    counted(entry, folder, &listing)?;
    let (train, test) = (listing.train.len(), listing.test.len());
    bar.set_length((train + test) as u64);
    let faults = decode_all(&[listing.train, listing.test].concat(), set.shape(), bar);
    if !faults.is_empty() {
        let more = faults.len().saturating_sub(SHOWN);
        let more = if more > 0 { format!("\nand {more} more") } else { String::new() };
        let shown: Vec<String> = faults.iter().take(SHOWN).cloned().collect();
        bail!("{} of {} pictures are damaged:\n{}{more}", faults.len(), train + test, shown.join("\n"));
    }
    Ok((train, test))
}

fn counted(entry: &Entry, folder: &Path, listing: &folder::Listing) -> Result<()> {
    let (found, expected) = ((listing.train.len(), listing.test.len()), entry.set.available());
    if found == expected {
        return Ok(());
    }
    Err(anyhow!(
        "{} has {} + {} pictures instead of {} + {}: get it anew",
        folder.display(),
        found.0,
        found.1,
        expected.0,
        expected.1
    ))
}

/// Decodes every picture on all cores; what was wrong, in the order of the pictures.
fn decode_all(entries: &[folder::Entry], shape: Shape, bar: &ProgressBar) -> Vec<DataError> {
    let fault = |entry: &folder::Entry| {
        let outcome = picture::read(&entry.path, shape);
        bar.inc(1);
        outcome.err()
    };
    entries.par_iter().filter_map(fault).collect()
}
