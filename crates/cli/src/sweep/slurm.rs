//! A sweep on a cluster with Slurm: scripts of array jobs, their submission, and what the queue says.
//!
//! Nothing is kept of what was submitted: the jobs bear a name that is the sweep's own.

use std::{
    fmt::Write as _,
    path::{Path, PathBuf},
    process::{Command, ExitCode, Stdio},
};

use anyhow::{Context, Result, bail};
use clap::Args;
use layerlab_words::t;
use sha2::{Digest, Sha256};

use super::{
    file::Slurm,
    plan::{Piece, Sweep},
};
use crate::{error_text::shown, shell::print, workspace::write_whole};

#[derive(Args)]
pub struct CancelArguments {
    folder: PathBuf,
}

/// One array job.
struct Script {
    /// The name of its file.
    name: String,
    /// The parent that has to be trained before.
    after: Option<usize>,
    text: String,
}

/// The scripts, one after the other.
pub fn scripts_as_text(sweep: &Sweep, more_arguments: &[String]) -> Result<String> {
    let scripts = scripts(sweep, more_arguments)?;
    Ok(scripts.iter().map(|script| format!("\n# slurm/{}\n{}", script.name, script.text)).collect())
}

/// Writes and submits the jobs for all that is left.
pub fn submit(sweep: &Sweep, more_arguments: &[String]) -> Result<ExitCode> {
    if !queue(sweep)?.is_empty() {
        bail!(t!("sweep-in-queue", folder = shown(&sweep.folder)));
    }
    let mut parents = None;
    for script in scripts(sweep, more_arguments)? {
        let file = sweep.folder.join("slurm").join(&script.name);
        std::fs::create_dir_all(sweep.folder.join("slurm"))?;
        write_whole(&file, script.text.as_bytes())?;
        let mut command = Command::new("sbatch");
        command.arg("--parsable");
        if let (Some(parent), Some(job)) = (script.after, &parents) {
            command.args([format!("--dependency=afterok:{job}_{parent}"), "--kill-on-invalid-dep=yes".into()]);
        }
        let answer = answer_of(command.arg(&file))?;
        // On several clusters the number is followed by the cluster's name.
        let job = answer.split(';').next().unwrap_or_default().trim().to_owned();
        print(t!("sweep-submitted", job = job.as_str(), script = script.name.as_str()))?;
        if script.name == PARENTS {
            parents = Some(job);
        }
    }
    print(t!("sweep-submitted-note", folder = shown(&sweep.folder)))?;
    Ok(ExitCode::SUCCESS)
}

pub fn cancel(arguments: &CancelArguments) -> Result<ExitCode> {
    let sweep = Sweep::open(&std::path::absolute(&arguments.folder)?)?;
    let mut jobs: Vec<String> = queue(&sweep)?.into_iter().map(|(job, _)| job).collect();
    jobs.sort();
    jobs.dedup();
    if !jobs.is_empty() {
        answer_of(Command::new("scancel").args(&jobs))?;
    }
    print(t!("sweep-cancelled", jobs = jobs.len(), folder = shown(&sweep.folder)))?;
    Ok(ExitCode::SUCCESS)
}

/// Job numbers and states of what Slurm still has of the sweep, one for each task.
pub fn queue(sweep: &Sweep) -> Result<Vec<(String, String)>> {
    let name = format!("--name={}", job_name(sweep));
    let answer = answer_of(Command::new("squeue").args(["--me", &name, "--array", "--noheader", "--format=%F %T"]))?;
    let jobs = answer.lines().filter_map(|line| line.trim().split_once(' '));
    Ok(jobs.map(|(job, state)| (job.to_owned(), state.to_owned())).collect())
}

/// The output of one of Slurm's commands.
fn answer_of(command: &mut Command) -> Result<String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.stdin(Stdio::null()).output();
    let output = output.with_context(|| t!("sweep-no-slurm", program = program.as_str()))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!(t!("sweep-slurm-refused", program = program, reason = said.trim().replace('\n', " ")));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

const PARENTS: &str = "parents.sh";

/// Scripts for what is left: parents, the cells of each, and cells without one.
fn scripts(sweep: &Sweep, more_arguments: &[String]) -> Result<Vec<Script>> {
    let slurm = sweep.file.slurm.clone().unwrap_or_default();
    let program = std::env::current_exe().context(t!("sweep-no-process"))?;
    let script = |name: String, pieces: &[Piece], after| {
        let text = script_text(sweep, &slurm, &program, pieces, more_arguments)?;
        Ok(Script { name, after, text })
    };
    let (parents, cells) = sweep.left();
    let mut scripts = Vec::new();
    if !parents.is_empty() {
        let pieces: Vec<Piece> = parents.iter().copied().map(Piece::Parent).collect();
        scripts.push(script(PARENTS.into(), &pieces, None));
    }
    let (mut ready, mut later) = (Vec::new(), vec![Vec::new(); parents.len()]);
    for cell in cells {
        let parent = sweep.parent_of(cell).and_then(|parent| parents.iter().position(|&other| other == parent));
        parent.map_or(&mut ready, |position| &mut later[position]).push(Piece::Cell(cell));
    }
    for (parent, pieces) in parents.into_iter().zip(later) {
        scripts.push(script(format!("cells-of-parent-{parent:04}.sh"), &pieces, Some(parent)));
    }
    if !ready.is_empty() {
        scripts.push(script("cells.sh".into(), &ready, None));
    }
    scripts.into_iter().collect()
}

fn script_text(
    sweep: &Sweep,
    slurm: &Slurm,
    program: &Path,
    pieces: &[Piece],
    more_arguments: &[String],
) -> Result<String> {
    let command = pieces.first().map_or("cell", |piece| piece.command());
    let numbers: Vec<usize> = pieces.iter().map(|piece| piece.number()).collect();
    let limit = slurm.array_limit.map(|limit| format!("%{limit}")).unwrap_or_default();
    let mut text = String::from("#!/bin/bash\n");
    let log = sweep.logs().join(format!("{command}-%4a.txt"));
    for (option, value) in [
        ("job-name", Some(job_name(sweep))),
        ("array", Some(format!("{}{limit}", ranges(&numbers)))),
        ("output", Some(quoted(&shown(&log)))),
        ("open-mode", Some("append".into())),
        ("partition", slurm.partition.clone()),
        ("account", slurm.account.clone()),
        ("time", slurm.time.clone()),
        ("cpus-per-task", slurm.cpus.map(|cpus| cpus.to_string())),
        ("mem", slurm.memory.clone()),
        ("gres", slurm.gres.clone()),
    ] {
        if let Some(value) = value {
            writeln!(text, "#SBATCH --{option}={value}")?;
        }
    }
    text += "#SBATCH --ntasks=1\n#SBATCH --requeue\n";
    for option in &slurm.options {
        writeln!(text, "#SBATCH {option}")?;
    }
    for line in &slurm.setup {
        writeln!(text, "{line}")?;
    }
    let mut arguments = vec![shown(program), "sweep".into(), command.into(), shown(&sweep.folder)];
    arguments.iter_mut().for_each(|argument| *argument = quoted(argument));
    arguments.push("\"$SLURM_ARRAY_TASK_ID\"".into());
    arguments.extend(["--device".into(), sweep.file.device.to_string()]);
    if let Some(cpus) = slurm.cpus {
        arguments.extend(["--threads".into(), cpus.to_string()]);
    }
    arguments.extend(more_arguments.iter().map(|argument| quoted(argument)));
    writeln!(text, "exec {}", arguments.join(" "))?;
    Ok(text)
}

/// Numbers in order as sbatch takes them: `1-4,7`.
fn ranges(numbers: &[usize]) -> String {
    let mut found: Vec<(usize, usize)> = Vec::new();
    for &number in numbers {
        match found.last_mut() {
            Some((_, last)) if *last + 1 == number => *last = number,
            _ => found.push((number, number)),
        }
    }
    let text =
        |(first, last): (usize, usize)| if first == last { first.to_string() } else { format!("{first}-{last}") };
    found.into_iter().map(text).collect::<Vec<_>>().join(",")
}

/// A word of the shell, whatever is in it.
pub fn quoted(word: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_./=:%+".contains(letter);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.into()
    } else {
        format!("'{}'", word.replace('\'', "'\\''"))
    }
}

/// The name of all jobs of a sweep, which no other one has: its folder is in it.
pub fn job_name(sweep: &Sweep) -> String {
    let folder = Sha256::digest(shown(&sweep.folder));
    let folder: String = folder.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    let name: String =
        sweep.file.name.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    format!("layerlab-{}-{folder}", name.trim_matches('-'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_become_ranges_and_words_are_quoted() {
        assert_eq!(ranges(&[1, 2, 3, 5, 8, 9]), "1-3,5,8-9");
        assert_eq!(ranges(&[4]), "4");
        assert_eq!(quoted("/data/a-b_1.toml"), "/data/a-b_1.toml");
        assert_eq!(quoted("it's here"), r"'it'\''s here'");
        assert_eq!(quoted(""), "''");
    }
}
