//! `layerlab data list`: which sets there are, and which of them are here.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use layerlab_data::catalogue::{ENTRIES, Entry};
use serde_json::json;

use super::{DataDirArguments, megabytes, source::is_here};
use crate::shell::print;

#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    directory: DataDirArguments,
    /// Print one JSON object for each set.
    #[arg(long)]
    json: bool,
}

pub fn main(arguments: &Arguments) -> Result<ExitCode> {
    let folder = arguments.directory.folder()?;
    if !arguments.json {
        print(format!("Sets that can be fetched; the data folder is {}.", folder.display()))?;
    }
    for entry in ENTRIES {
        let is_here = is_here(entry, &folder.join(entry.folder));
        if arguments.json {
            print(described(entry, is_here))?;
        } else {
            print(told(entry, is_here))?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The size of what is to be downloaded.
fn bytes(entry: &Entry) -> u64 {
    entry.downloads.iter().map(|download| download.bytes).sum()
}

/// What people read.
fn told(entry: &Entry, is_here: bool) -> String {
    let (train, test) = entry.set.available();
    format!(
        "{:15} {:7} + {:6} samples of {:9} {:4} classes  {:>7}  {}\n                {}: {} ({})",
        entry.set.name(),
        train,
        test,
        entry.set.shape().to_string(),
        entry.set.class_count(),
        megabytes(bytes(entry)),
        if is_here { "here" } else { "not here" },
        entry.title,
        entry.terms,
        entry.page,
    )
}

/// What programs read.
fn described(entry: &Entry, is_here: bool) -> serde_json::Value {
    let (train, test) = entry.set.available();
    let addresses: Vec<String> = entry.downloads.iter().map(|download| download.address()).collect();
    json!({
        "set": entry.set.name(),
        "title": entry.title,
        "page": entry.page,
        "terms": entry.terms,
        "train": train,
        "test": test,
        "classes": entry.set.class_count(),
        "bytes": bytes(entry),
        "addresses": addresses,
        "folder": entry.folder,
        "is_here": is_here,
    })
}
