//! Running other programs, with errors that name the command.

use crate::workspace;
use anyhow::{Context, Result, bail};
use std::process::{Command, Stdio};

/// A command that runs in the root of the checkout.
pub fn command<'a>(program: &str, arguments: impl IntoIterator<Item = &'a str>) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(workspace::root());
    command
}

/// `cargo` in the root of the checkout.
pub fn cargo<'a>(arguments: impl IntoIterator<Item = &'a str>) -> Command {
    command("cargo", arguments)
}

/// Runs the command to its end; it inherits our output.
pub fn run(command: &mut Command) -> Result<()> {
    let line = line_of(command);
    let status = command.stdin(Stdio::null()).status().with_context(|| format!("could not start `{line}`"))?;
    if !status.success() {
        bail!("`{line}` failed ({status})");
    }
    Ok(())
}

/// The trimmed standard output of the command; `None` if the program is missing or fails. Used to query versions.
pub fn output_of(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    if !output.status.success() {
        return None;
    }
    Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The command as it would be typed in a shell.
pub fn line_of(command: &Command) -> String {
    let words = std::iter::once(command.get_program()).chain(command.get_args());
    words.map(|word| word.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
