//! One file over HTTP: the part of an interrupted download is kept, and the next download resumes it.

use std::{
    fs::{File, OpenOptions, TryLockError},
    io::{self, Read, Seek, SeekFrom, Write},
    path::Path,
    time::Duration,
};

use anyhow::{Result, anyhow, bail};
use indicatif::ProgressBar;
use layerlab_words::t;
use ureq::Agent;

use super::megabytes;
use crate::error_text::shown;

/// Maximum number of connections, as long as each broken one delivered some bytes.
const ATTEMPTS: usize = 5;

/// The longest wait for a connection, or for the first byte of an answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// Why an attempt to download failed.
enum Trouble {
    /// The connection broke after some bytes: it is worth another try.
    Broke(String),
    /// A retry would fail in the same way.
    Final(anyhow::Error),
}

/// A partly downloaded file, which only one process at a time writes.
pub struct Part<'a> {
    file: File,
    path: &'a Path,
}

impl<'a> Part<'a> {
    /// Opens what an earlier download left, or begins a new one.
    ///
    /// # Errors
    /// When it can't be written, or another process is at it.
    pub fn open(path: &'a Path) -> Result<Self> {
        let file = OpenOptions::new().create(true).write(true).truncate(false).open(path);
        let file = file.map_err(|error| unwritable(&error, path))?;
        match file.try_lock() {
            // Some file systems have no locks; the checksum still detects a damaged file.
            Ok(()) | Err(TryLockError::Error(_)) => Ok(Self { file, path }),
            Err(TryLockError::WouldBlock) => {
                bail!(t!("data-other-fetch", name = shown(&path.with_extension(""))))
            }
        }
    }
}

/// Downloads `address` into `part`, of which the bytes that are there already are taken as its beginning.
///
/// # Errors
/// When there is no connection, the server refuses, the disk is full; what was got so far stays in `part`.
pub fn download(address: &str, part: &mut Part<'_>, bar: &ProgressBar) -> Result<()> {
    let outcome = get(address, part, bar);
    if outcome.is_err() && length(part.path) == 0 {
        // There is nothing to resume from. If it stays, it does no harm.
        let _ = std::fs::remove_file(part.path);
    }
    outcome
}

fn get(address: &str, part: &mut Part<'_>, bar: &ProgressBar) -> Result<()> {
    let config = Agent::config_builder()
        .timeout_connect(Some(PATIENCE))
        .timeout_recv_response(Some(PATIENCE))
        .http_status_as_error(false)
        .build();
    let agent = Agent::new_with_config(config);
    let mut attempt = 1;
    loop {
        let before = length(part.path);
        match go_on(&agent, address, part, before, bar) {
            Ok(()) => return Ok(()),
            Err(Trouble::Broke(_)) if length(part.path) > before && attempt < ATTEMPTS => attempt += 1,
            Err(Trouble::Broke(reason)) if length(part.path) == 0 => {
                bail!(t!("data-unreachable", address = address, reason = reason))
            }
            Err(Trouble::Broke(reason)) => {
                let there = megabytes(length(part.path));
                bail!(t!("data-connection-broke", address = address, reason = reason, there = there));
            }
            Err(Trouble::Final(error)) => return Err(error),
        }
    }
}

fn length(part: &Path) -> u64 {
    part.metadata().map_or(0, |metadata| metadata.len())
}

/// One attempt, from byte `from` on.
fn go_on(agent: &Agent, address: &str, part: &mut Part<'_>, from: u64, bar: &ProgressBar) -> Result<(), Trouble> {
    let mut request = agent.get(address);
    if from > 0 {
        request = request.header("Range", format!("bytes={from}-"));
    }
    let response = request.call().map_err(|error| Trouble::Broke(error.to_string()))?;
    let range = response.headers().get("content-range").and_then(|value| value.to_str().ok()).map(String::from);
    let goes_on = match response.status().as_u16() {
        200 => false,
        206 if range.as_deref().is_some_and(|range| range.starts_with(&format!("bytes {from}-"))) => true,
        // No data after the end: the part was complete, or belongs to another file. The checksum decides.
        416 if from > 0 => return Ok(()),
        status => {
            let said = t!("data-server-answered", status = status.to_string(), address = address);
            return Err(Trouble::Final(anyhow!(said)));
        }
    };
    let from = if goes_on { from } else { 0 };
    let start = part.file.set_len(from).and_then(|()| part.file.seek(SeekFrom::Start(from)));
    start.map_err(|error| Trouble::Final(unwritable(&error, part.path)))?;
    if let Some(rest) = response.body().content_length() {
        bar.set_length(from + rest);
    }
    bar.set_position(from);
    copy(response.into_body().into_reader(), &mut part.file, part.path, bar)
}

/// Copies to the end; errors of reading and of writing mean different things.
fn copy(mut from: impl Read, to: &mut File, part: &Path, bar: &ProgressBar) -> Result<(), Trouble> {
    let mut buffer = vec![0; 1 << 16];
    loop {
        let count = match from.read(&mut buffer) {
            Ok(0) => return Ok(()),
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(Trouble::Broke(error.to_string())),
        };
        to.write_all(&buffer[..count]).map_err(|error| Trouble::Final(unwritable(&error, part)))?;
        bar.inc(count as u64);
    }
}

/// The sentence for a file that can't be written on.
pub fn unwritable(error: &io::Error, path: &Path) -> anyhow::Error {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => anyhow!(t!("data-disk-full", name = shown(path))),
        _ => anyhow!(t!("data-unwritable", name = shown(path), reason = error.to_string())),
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_told_as_such() {
        let path = Path::new("/dev/full");
        let mut full = OpenOptions::new().write(true).open(path).expect("Linux has it");
        let Err(Trouble::Final(error)) = copy(&b"abc"[..], &mut full, path, &ProgressBar::hidden()) else {
            panic!("nothing can be written there");
        };
        let message = error.to_string();
        assert!(message.contains("the disk is full") && message.contains("goes on"), "{message}");
    }
}
