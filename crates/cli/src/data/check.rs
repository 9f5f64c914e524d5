//! `layerlab data check`: every file against its checksum, where one is known, and every record.

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Result, bail};
use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use layerlab_core::data::SplitKind;
use layerlab_data::{
    DataError,
    catalogue::{Checksum, Entry, Form},
    folder,
};
use layerlab_schema::Shape;
use layerlab_words::{message, t};
use rayon::prelude::*;
use serde_json::json;

use super::{directory, entry, prefetcher, source, verify::verify, whole};
use crate::{error_text::shown, shell::print};

/// Faults that are shown; more are counted.
const SHOWN: usize = 20;

#[derive(Args)]
pub struct Arguments {
    name: String,
    #[arg(long, visible_alias = "data-dir", value_name = "DIR")]
    from: Option<PathBuf>,
    #[arg(long)]
    json: bool,
}

pub fn main(arguments: &Arguments) -> Result<ExitCode> {
    let entry = entry(&arguments.name)?;
    let folder = source::folder_of(entry, &directory::or_default(arguments.from.clone())?);
    let name = entry.set.name();
    if !source::is_here(entry, &folder) {
        let there = source::not_here(entry, &folder);
        bail!(t!("data-get-for-check", there = there, data = name));
    }
    let bar = if arguments.json { ProgressBar::hidden() } else { ProgressBar::new(0) };
    bar.set_style(ProgressStyle::with_template(&t!(
        "data-check-bar",
        bar = "{wide_bar}",
        done = "{pos}",
        all = "{len}"
    ))?);
    files(entry, &folder)?;
    let (train, test) = records(entry, &folder, &bar)?;
    bar.finish_and_clear();
    let verified = entry.files.len() + entry.downloads.iter().filter(|download| download.form == Form::File).count();
    if arguments.json {
        let folder = folder.display().to_string();
        print(json!({ "set": name, "folder": folder, "verified_files": verified, "train": train, "test": test }))?;
    } else {
        let (folder, train, test) = (shown(&folder), train.to_string(), test.to_string());
        print(t!("data-sound", data = name, folder = folder, train = train, test = test, verified = verified))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// The evidence that a set is the published one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// All files have their published checksums.
    Checksums,
    /// Its files have no checksums; all its records, so many, were read.
    Records(usize),
    /// Only its archives were checked: its pictures can't be listed yet.
    Archives,
    /// Its files have no checksums; all its pictures, so many, exist.
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
            bail!(t!(
                "data-other-count",
                folder = shown(folder),
                found = found.to_string(),
                expected = expected.to_string()
            ));
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
        let mut lines =
            vec![t!("data-damaged-pictures", damaged = faults.len().to_string(), all = (train + test).to_string())];
        lines.extend(faults.iter().take(SHOWN).map(|DataError(fault)| message(fault)));
        if faults.len() > SHOWN {
            lines.push(t!("data-more-pictures", more = (faults.len() - SHOWN).to_string()));
        }
        bail!(lines.join("\n"));
    }
    Ok((train, test))
}

fn counted(entry: &Entry, folder: &Path, listing: &folder::Listing) -> Result<()> {
    let (found, expected) = ((listing.train.len(), listing.test.len()), entry.set.available());
    if found == expected {
        return Ok(());
    }
    bail!(t!(
        "data-other-counts",
        folder = shown(folder),
        train = found.0.to_string(),
        test = found.1.to_string(),
        expected_train = expected.0.to_string(),
        expected_test = expected.1.to_string()
    ))
}

/// Decodes every picture on all cores; what was wrong, in the order of the pictures.
fn decode_all(entries: &[folder::Entry], shape: Shape, bar: &ProgressBar) -> Vec<DataError> {
    let fault = |entry: &folder::Entry| {
        let outcome = prefetcher::decode(&entry.path, shape);
        bar.inc(1);
        outcome.err()
    };
    entries.par_iter().filter_map(fault).collect()
}
