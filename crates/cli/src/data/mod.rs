//! `layerlab data`: the data sets that don't come with the program, from their makers or a mirror to the data folder.

mod check;
mod directory;
mod download;
mod fetch;
mod list;
mod prefetcher;
mod source;
#[cfg(test)]
mod tests;
mod unpack;
mod verify;
mod whole;

use std::process::ExitCode;

use anyhow::{Result, anyhow};
use clap::Subcommand;
use layerlab_data::catalogue::{ENTRIES, Entry};
use layerlab_words::t;

pub use directory::DataDirArguments;
pub use source::DataSource;

#[derive(Subcommand)]
pub enum Command {
    List(list::Arguments),
    Fetch(fetch::Arguments),
    Check(check::Arguments),
}

pub fn main(command: Command) -> Result<ExitCode> {
    match command {
        Command::List(arguments) => list::main(&arguments),
        Command::Fetch(arguments) => fetch::main(&arguments),
        Command::Check(arguments) => check::main(&arguments),
    }
}

/// The set of this name in the catalogue.
fn entry(name: &str) -> Result<&'static Entry> {
    let found = ENTRIES.iter().find(|entry| entry.set.name() == name);
    found.ok_or_else(|| {
        let names: Vec<&str> = ENTRIES.iter().map(|entry| entry.set.name()).collect();
        anyhow!(t!("data-no-set", name = name, names = names.join(t!("separator-list"))))
    })
}

/// A number of bytes in a readable unit.
fn megabytes(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => t!("kilobytes", number = bytes.div_ceil(1_000).to_string()),
        _ => t!("megabytes", number = ((bytes + 500_000) / 1_000_000).to_string()),
    }
}
