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

pub use directory::DataDirArguments;
pub use source::DataSource;

#[derive(Subcommand)]
pub enum Command {
    /// Show which sets there are, whose they are, and which are here.
    List(list::Arguments),
    /// Get a set, verify it and put it into the data folder; an interrupted download goes on.
    Fetch(fetch::Arguments),
    /// Verify every file and every record of a set.
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
    let names: Vec<&str> = ENTRIES.iter().map(|entry| entry.set.name()).collect();
    let found = ENTRIES.iter().find(|entry| entry.set.name() == name);
    found.ok_or_else(|| anyhow!("there is no set {name} to fetch: give one of {}", names.join(", ")))
}

/// A number of bytes in a readable unit.
fn megabytes(bytes: u64) -> String {
    match bytes {
        0..1_000_000 => format!("{} kB", bytes.div_ceil(1_000)),
        _ => format!("{} MB", (bytes + 500_000) / 1_000_000),
    }
}
