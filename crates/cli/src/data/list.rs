//! `layerlab data list`: which sets there are, and which of them are here.

use std::{
    io::{self, ErrorKind, Write},
    process::ExitCode,
};

use anyhow::Result;
use clap::Args;
use layerlab_data::catalogue::{ENTRIES, Entry};
use serde_json::json;

use super::{Place, library::is_here, megabytes};

#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    place: Place,
    /// Print one JSON object for each set.
    #[arg(long)]
    json: bool,
}

pub fn main(arguments: &Arguments) -> Result<ExitCode> {
    match write(arguments, &mut io::stdout().lock()) {
        Err(error) if error.downcast_ref().is_some_and(|error: &io::Error| error.kind() == ErrorKind::BrokenPipe) => {
            // Whoever reads has seen enough, as `head` has.
            Ok(ExitCode::SUCCESS)
        }
        outcome => outcome.map(|()| ExitCode::SUCCESS),
    }
}

fn write(arguments: &Arguments, to: &mut impl Write) -> Result<()> {
    let folder = arguments.place.folder()?;
    if !arguments.json {
        writeln!(to, "Sets that can be fetched; the data folder is {}.", folder.display())?;
    }
    for entry in ENTRIES {
        let is_here = is_here(entry, &folder.join(entry.folder));
        let bytes: u64 = entry.downloads.iter().map(|download| download.bytes).sum();
        if arguments.json {
            writeln!(to, "{}", described(entry, is_here, bytes))?;
            continue;
        }
        let (train, test) = entry.set.available();
        writeln!(
            to,
            "{:15} {:7} + {:6} samples of {:9} {:4} classes  {:>7}  {}",
            entry.set.name(),
            train,
            test,
            entry.set.shape().to_string(),
            entry.set.class_count(),
            megabytes(bytes),
            if is_here { "here" } else { "not here" },
        )?;
        writeln!(to, "                {}: {} ({})", entry.title, entry.terms, entry.page)?;
    }
    // What is still held back fails here, not unseen.
    Ok(to.flush()?)
}

fn described(entry: &Entry, is_here: bool, bytes: u64) -> serde_json::Value {
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
        "bytes": bytes,
        "addresses": addresses,
        "folder": entry.folder,
        "is_here": is_here,
    })
}
