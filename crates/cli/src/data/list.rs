//! `layerlab data list`: which sets there are, and which of them are here.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use layerlab_data::catalogue::{ENTRIES, Entry};
use serde_json::json;

use super::{Place, megabytes};

#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    place: Place,
    /// Print one JSON object for each set.
    #[arg(long)]
    json: bool,
}

pub fn main(arguments: &Arguments) -> Result<ExitCode> {
    let folder = arguments.place.folder()?;
    if !arguments.json {
        println!("Sets that can be fetched; the data folder is {}.", folder.display());
    }
    for entry in ENTRIES {
        let is_here = folder.join(entry.folder).is_dir();
        let bytes: u64 = entry.downloads.iter().map(|download| download.bytes).sum();
        if arguments.json {
            println!("{}", described(entry, is_here, bytes));
            continue;
        }
        let (train, test) = entry.set.available();
        println!(
            "{:15} {:7} + {:6} samples of {:9} {:4} classes  {:>7}  {}",
            entry.set.name(),
            train,
            test,
            entry.set.shape().to_string(),
            entry.set.class_count(),
            megabytes(bytes),
            if is_here { "here" } else { "not here" },
        );
        println!("                {}: {} ({})", entry.title, entry.terms, entry.page);
    }
    Ok(ExitCode::SUCCESS)
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
