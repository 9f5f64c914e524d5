//! `layerlab data list`: which sets there are, and which of them are here.

use std::process::ExitCode;

use anyhow::Result;
use clap::Args;
use layerlab_data::catalogue::{ENTRIES, Entry};
use layerlab_present::count;
use layerlab_words::t;
use serde_json::json;

use super::{DataDirArguments, megabytes, source::is_here};
use crate::{columns::Columns, error_text::shown, shell::print};

#[derive(Args)]
pub struct Arguments {
    #[command(flatten)]
    directory: DataDirArguments,
    #[arg(long)]
    json: bool,
}

pub fn main(arguments: &Arguments) -> Result<ExitCode> {
    let folder = arguments.directory.folder()?;
    let is_here = |entry: &Entry| is_here(entry, &folder.join(entry.folder));
    if arguments.json {
        for entry in ENTRIES {
            print(described(entry, is_here(entry)))?;
        }
        return Ok(ExitCode::SUCCESS);
    }
    print(t!("data-list", folder = shown(&folder)) + "\n")?;
    print(table(is_here))?;
    let sources = ENTRIES.iter().map(|entry| format!("{}: {} ({})", entry.title, entry.terms, entry.page));
    print(format!("\n{}", sources.collect::<Vec<_>>().join("\n")))?;
    Ok(ExitCode::SUCCESS)
}

/// The size of the download, in bytes.
fn bytes(entry: &Entry) -> u64 {
    entry.downloads.iter().map(|download| download.bytes).sum()
}

/// The text output: one line per set.
fn table(is_here: impl Fn(&Entry) -> bool) -> String {
    let mut columns = Columns::new("lrrrrrl");
    columns.row([
        t!("data-list-set"),
        t!("data-list-train"),
        t!("data-list-test"),
        t!("data-list-shape"),
        t!("data-list-classes"),
        t!("data-list-download"),
        "",
    ]);
    for entry in ENTRIES {
        let (train, test) = entry.set.available();
        columns.row([
            entry.set.name().to_owned(),
            count(train),
            count(test),
            entry.set.shape().to_string(),
            entry.set.class_count().to_string(),
            megabytes(bytes(entry)),
            if is_here(entry) { t!("data-here") } else { t!("data-not-here") }.to_owned(),
        ]);
    }
    columns.finish("")
}

/// One data set as JSON.
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
