//! axe-core, the checker of accessibility rules that the browser tests put into the page: a file from npm, never shipped.

use crate::{process, workspace};
use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};
use std::{fs, path::PathBuf};

const VERSION: &str = "4.14.1";
/// SHA-256 of its `axe.min.js`, pinned so that a replaced package is rejected.
const SHA256: &str = "29348999450cdf2849a8e70b7912fc2da85a849da39c0d0d5394f51d4a9ed95c";

/// The file, fetched if it is not in the cache.
///
/// # Errors
/// When npm is missing, can't fetch it, or gives another file.
pub fn ensure() -> Result<PathBuf> {
    let folder = workspace::cache()?.join("tools").join("axe");
    let file = folder.join("node_modules/axe-core/axe.min.js");
    let is_there = || fs::read(&file).is_ok_and(|bytes| format!("{:x}", Sha256::digest(bytes)) == SHA256);
    if !is_there() {
        println!("Fetching axe-core {VERSION}, which checks accessibility in the tests, with npm (seconds)");
        fs::create_dir_all(&folder)?;
        let options = ["install", "--no-audit", "--no-fund", "--silent", "--ignore-scripts", "--prefix"];
        let mut npm = process::command("npm", options);
        process::run(npm.arg(&folder).arg(format!("axe-core@{VERSION}")))
            .context("axe-core could not be fetched: install npm, which comes with Node.js, and try again")?;
        ensure!(
            is_there(),
            "{} is not axe-core {VERSION} as it was published: delete it and try again",
            file.display()
        );
    }
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::SHA256;

    #[test]
    fn the_checksum_is_complete() {
        assert!(SHA256.len() == 64 && SHA256.bytes().all(|byte| byte.is_ascii_hexdigit()));
    }
}
