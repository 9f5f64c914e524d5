//! The git commit that the binary is built from, for run folders.

use std::process::Command;

fn main() {
    // What git says changes with every commit, and with the branch that is checked out.
    if let Some(folder) = git(&["rev-parse", "--absolute-git-dir"]) {
        println!("cargo::rerun-if-changed={folder}/HEAD");
        println!("cargo::rerun-if-changed={folder}/logs/HEAD");
    } else {
        println!("cargo::rerun-if-changed=build.rs");
    }
    if let Some(revision) = git(&["describe", "--always", "--dirty", "--exclude", "*", "--abbrev=12"]) {
        println!("cargo::rustc-env=LAYERLAB_REVISION={revision}");
    }
}

/// What git answers; nothing without git, or outside of a repository.
fn git(arguments: &[&str]) -> Option<String> {
    let output = Command::new("git").args(arguments).output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8(output.stdout).ok()?.trim().to_owned())
}
