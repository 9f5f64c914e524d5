//! A sweep on a cluster with Slurm: scripts of array jobs, their submission, and what the queue says.
//!
//! Nothing is kept of what was submitted: the jobs bear a name that is the sweep's own.

use std::{
    collections::HashMap,
    fmt::Write as _,
    path::PathBuf,
    process::{Command, ExitCode, Stdio},
};

use anyhow::{Context, Result, bail};
use clap::Args;
use layerlab_words::t;
use sha2::{Digest, Sha256};

use super::plan::{Piece, Sweep};
use crate::{error_text::shown, run::STOPPED, shell::print, workspace::write_whole};

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
    /// Its pieces, whose numbers are those of its tasks plus `offset`.
    pieces: Vec<Piece>,
    offset: usize,
    text: String,
}

/// The numbers that tasks of an array may have, from 1, where Slurm does not tell.
const USUAL_TASKS: usize = 1000;

/// What a shell says of a process that SIGTERM has ended: this program does not listen yet in its first moment.
const ENDED_BY_SIGTERM: u8 = 128 + 15;

/// How often a job may have no time for anything, before somebody has to give it more.
const MOST_RESTARTS_AT_ONCE: usize = 3;

/// A job whose time is up this often was never getting anywhere.
const MOST_RESTARTS: usize = 100;

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
    let mut parents: HashMap<usize, String> = HashMap::new();
    for script in scripts(sweep, more_arguments)? {
        let file = sweep.folder.join("slurm").join(&script.name);
        std::fs::create_dir_all(sweep.folder.join("slurm"))?;
        write_whole(&file, script.text.as_bytes())?;
        let mut command = Command::new("sbatch");
        command.arg("--parsable");
        if let Some(task) = script.after.and_then(|parent| parents.get(&parent)) {
            command.args([format!("--dependency=afterok:{task}"), "--kill-on-invalid-dep=yes".into()]);
        }
        let answer = answer_of(command.arg(&file))?;
        // On several clusters the number is followed by the cluster's name.
        let job = answer.split(';').next().unwrap_or_default().trim().to_owned();
        print(t!("sweep-submitted", job = job.as_str(), script = script.name.as_str()))?;
        for piece in script.pieces {
            if let Piece::Parent(number) = piece {
                parents.insert(number, format!("{job}_{}", number - script.offset));
            }
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

/// How many tasks an array may have, by the cluster's MaxArraySize, which is one more than the largest number of a task.
fn most_tasks() -> usize {
    let configuration = answer_of(Command::new("scontrol").args(["show", "config"])).unwrap_or_default();
    let size = configuration.lines().find_map(|line| line.strip_prefix("MaxArraySize")?.trim_start().strip_prefix('='));
    size.and_then(|size| size.trim().parse::<usize>().ok()).map_or(USUAL_TASKS, |size| size.saturating_sub(1).max(1))
}

/// Scripts for what is left: parents, the cells of each, and cells without one.
fn scripts(sweep: &Sweep, more_arguments: &[String]) -> Result<Vec<Script>> {
    let (parents, cells) = sweep.left();
    let (mut ready, mut later) = (Vec::new(), vec![Vec::new(); parents.len()]);
    for cell in cells {
        let parent = sweep.parent_of(cell).and_then(|parent| parents.iter().position(|&other| other == parent));
        parent.map_or(&mut ready, |position| &mut later[position]).push(Piece::Cell(cell));
    }
    let mut jobs = vec![("parents".to_owned(), None, parents.iter().copied().map(Piece::Parent).collect())];
    for (parent, pieces) in parents.into_iter().zip(later) {
        jobs.push((format!("cells-of-parent-{parent:04}"), Some(parent), pieces));
    }
    jobs.push(("cells".into(), None, ready));

    let most = most_tasks();
    let mut scripts = Vec::new();
    for (name, after, pieces) in jobs {
        // Arrays whose numbers begin again where the cluster's end.
        for pieces in pieces.chunk_by(|one, other| (one.number() - 1) / most == (other.number() - 1) / most) {
            let offset = (pieces[0].number() - 1) / most * most;
            let name = if offset == 0 { format!("{name}.sh") } else { format!("{name}-from-{offset}.sh") };
            let text = script_text(sweep, pieces, offset, more_arguments)?;
            scripts.push(Script { name, after, pieces: pieces.to_vec(), offset, text });
        }
    }
    Ok(scripts)
}

fn script_text(sweep: &Sweep, pieces: &[Piece], offset: usize, more_arguments: &[String]) -> Result<String> {
    let slurm = sweep.file.slurm.clone().unwrap_or_default();
    let program = std::env::current_exe().context(t!("sweep-no-process"))?;
    let command = pieces.first().map_or("cell", |piece| piece.command());
    let tasks: Vec<usize> = pieces.iter().map(|piece| piece.number() - offset).collect();
    let limit = slurm.array_limit.map(|limit| format!("%{limit}")).unwrap_or_default();
    let mut text = String::from("#!/bin/bash\n");
    let kind = if offset == 0 { command.to_owned() } else { format!("slurm-{command}-from-{offset}") };
    let log = sweep.logs().join(format!("{kind}-%4a.txt"));
    for (option, value) in [
        ("job-name", Some(job_name(sweep))),
        ("array", Some(format!("{}{limit}", ranges(&tasks)))),
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
    text += "#SBATCH --ntasks=1\n#SBATCH --requeue\n#SBATCH --signal=B:USR1@120\n";
    for option in &slurm.options {
        writeln!(text, "#SBATCH {option}")?;
    }
    text += r#"
# Whatever ends the job, the work leaves with a checkpoint first. Where it is the time limit, the job goes back into the queue.
work= time_is_up=
trap 'time_is_up=1; [ -z "$work" ] || kill -TERM "$work"' USR1
trap '[ -z "$work" ] || kill -TERM "$work"' TERM INT

"#;
    for line in &slurm.setup {
        writeln!(text, "{line}")?;
    }
    writeln!(text, "set +e\nnumber=$((SLURM_ARRAY_TASK_ID + {offset}))")?;
    if offset > 0 {
        let log = quoted(&shown(&sweep.logs().join(format!("{command}-%04d.txt"))));
        writeln!(text, r#"exec >> "$(printf {log} "$number")" 2>&1"#)?;
    }
    let mut arguments = vec![shown(&program), "sweep".into(), command.into(), shown(&sweep.folder)];
    arguments.iter_mut().for_each(|argument| *argument = quoted(argument));
    arguments.push("\"$number\"".into());
    arguments.extend(["--device".into(), sweep.file.device.to_string()]);
    if let Some(cpus) = slurm.cpus {
        arguments.extend(["--threads".into(), cpus.to_string()]);
    }
    arguments.extend(more_arguments.iter().map(|argument| quoted(argument)));
    writeln!(
        text,
        r#"{} &
work=$!
[ -z "$time_is_up" ] || kill -TERM "$work"
# A trap ends a wait early.
wait "$work"
while kill -0 "$work" 2> /dev/null; do
    wait "$work"
done
wait "$work"
code=$?
most=0
case "$code" in
{STOPPED}) most={MOST_RESTARTS} ;;
{ENDED_BY_SIGTERM}) most={MOST_RESTARTS_AT_ONCE} ;;
esac
if [ -n "$time_is_up" ] && [ "${{SLURM_RESTART_COUNT:-0}}" -lt "$most" ]; then
    scontrol requeue "${{SLURM_ARRAY_JOB_ID}}_$SLURM_ARRAY_TASK_ID"
fi
exit "$code""#,
        arguments.join(" ")
    )?;
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
