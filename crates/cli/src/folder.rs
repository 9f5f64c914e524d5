//! The run folder: the files of a run.

use std::{
    fs::{self, File},
    io::{BufWriter, ErrorKind, Write},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use layerlab_schema::{Checkpoint, CurvePoint, Experiment, Report, RunEvent, Scores, Warning};
use layerlab_words::t;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{
    environment::Environment,
    error_text::{no_folder, shown, unreadable},
    experiment,
    sealed::{self, Seal},
    table::{ACCURACIES, Table, accuracies, cells, number, whole},
    version::{self, Versioned},
    workspace::Workspace,
};

pub const EXPERIMENT: &str = "experiment.toml";
pub const CHECKPOINT: &str = "checkpoint.json";
/// The checkpoint before the newest, for the case that the newest is damaged.
const PREVIOUS: &str = "checkpoint-previous.json";
pub const ENVIRONMENT: &str = "environment.json";
pub const REPORT: &str = "report.json";
pub const WEIGHTS: &str = "weights.safetensors";

/// A folder that belongs to one run.
pub struct Folder {
    workspace: Workspace,
    experiment: Experiment,
}

/// A run that was cut short.
pub struct Resumed {
    pub folder: Folder,
    pub experiment: Experiment,
    /// Where it stood; nothing where it had not got to its first checkpoint.
    pub from: Option<Checkpoint>,
    /// A sentence about a damaged checkpoint, where the one before it was taken.
    pub damaged: Option<String>,
}

/// A checkpoint with the experiment that it belongs to.
#[derive(Serialize)]
struct Kept<'a> {
    experiment: &'a Experiment,
    #[serde(flatten)]
    checkpoint: &'a Checkpoint,
}

/// What a checkpoint says of its experiment.
#[derive(Deserialize)]
struct Origin {
    experiment: Option<Experiment>,
}

/// Whether a run goes on with an experiment that was edited since it began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edited {
    Refuse,
    GoOn,
}

/// Where the weights of a protocol's networks lie, trial by trial.
pub const NETWORKS: &str = "networks";

impl Folder {
    /// Makes a new folder for `experiment`: `asked`, which must not exist or be empty, or the next free
    /// `runs/NAME-001`.
    pub fn create(asked: Option<&Path>, experiment: &Experiment) -> Result<Self> {
        let path = match asked {
            Some(path) => path.to_owned(),
            None => next_free(Path::new("runs"), &experiment.name)?,
        };
        let folder = Self { workspace: Workspace::create(&path)?, experiment: experiment.clone() };
        folder.write(EXPERIMENT, experiment::to_toml(experiment)?.as_bytes())?;
        Ok(folder)
    }

    /// Opens the folder of a run that was cut short.
    pub fn resume(path: &Path, edited: Edited) -> Result<Resumed> {
        let workspace = Workspace::resume(path, EXPERIMENT, REPORT)?;
        let experiment = experiment::read(&path.join(EXPERIMENT))?;
        let folder = Self { workspace, experiment: experiment.clone() };
        let (newest, previous) = (path.join(CHECKPOINT), path.join(PREVIOUS));
        let (mut checkpoint, origin, damaged) = match (read_checkpoint(&newest), previous.exists()) {
            (Ok(Some((checkpoint, origin))), _) => (checkpoint, origin, None),
            (Ok(None), false) => return Ok(Resumed { folder, experiment, from: None, damaged: None }),
            (Err(error), false) => return Err(error),
            // A kill between the moves of two files leaves the older alone.
            (Ok(None), true) => {
                let Some((checkpoint, origin)) = read_checkpoint(&previous)? else {
                    return Ok(Resumed { folder, experiment, from: None, damaged: None });
                };
                (checkpoint, origin, None)
            }
            (Err(error), true) => {
                // Where that is no better, the damage of the newest is what counts.
                let Ok(Some((checkpoint, origin))) = read_checkpoint(&previous) else { return Err(error) };
                let damaged = t!("run-fell-back", name = shown(&newest), step = checkpoint.step);
                (checkpoint, origin, Some(damaged))
            }
        };
        let changes = origin.map_or(Ok(Vec::new()), |origin| changes(&origin, &experiment))?;
        if !changes.is_empty() {
            if edited == Edited::Refuse {
                let (name, changes) = (shown(&path.join(EXPERIMENT)), changes.join(t!("separator-list")));
                bail!(t!("cli-edited-experiment", name = name, changes = changes));
            }
            checkpoint.warnings.push(Warning::ExperimentEdited { step: checkpoint.step, changes });
        }
        Ok(Resumed { folder, experiment, from: Some(checkpoint), damaged })
    }

    /// Takes down what the run, or this part of it, is computed with.
    pub fn begin(&self, now: Environment) -> Result<()> {
        let file = self.workspace.file(ENVIRONMENT);
        // A damaged list costs nothing but the memory of earlier parts.
        let earlier: Option<Vec<Environment>> =
            fs::read_to_string(file).ok().and_then(|text| serde_json::from_str(&text).ok());
        let parts: Vec<Environment> = earlier.into_iter().flatten().chain([now]).collect();
        self.write(ENVIRONMENT, serde_json::to_string_pretty(&parts)?.as_bytes())
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        self.workspace.path()
    }

    /// Saves a checkpoint and its weights; the checkpoint before it stays.
    pub fn save(&self, checkpoint: &Checkpoint) -> Result<()> {
        self.write(WEIGHTS, &checkpoint.weights)?;
        self.write_table(&metrics(&checkpoint.curve))?;
        let kept = Kept { experiment: &self.experiment, checkpoint };
        let write = |file: &mut File| sealed::write(&Versioned::new(kept), file);
        self.workspace.write_keeping(CHECKPOINT, PREVIOUS, write)
    }

    /// Writes the files of a finished run; the report comes last, as the sign of completion.
    pub fn finish(&self, report: &Report, weights: &[u8]) -> Result<()> {
        self.write(WEIGHTS, weights)?;
        self.write_table(&metrics(&report.curve))?;
        self.write(REPORT, serde_json::to_string(report)?.as_bytes())?;
        self.workspace.remove(CHECKPOINT)?;
        self.workspace.remove(PREVIOUS)
    }

    /// Writes the weights of a finished network of a protocol.
    pub fn write_network(&self, trial: usize, name: &str, weights: &[u8]) -> Result<()> {
        self.write(&format!("{NETWORKS}/trial-{trial}/{name}.safetensors"), weights)
    }

    /// Keeps what an event of the run brings for its folder: a checkpoint, or a finished network of a protocol.
    pub fn keep(&self, event: &RunEvent) -> Result<()> {
        match event {
            RunEvent::Saved { checkpoint } => self.save(checkpoint),
            RunEvent::NetworkFinished { trial, name, weights } => self.write_network(*trial, name, &weights.0),
            RunEvent::Trained { .. }
            | RunEvent::Evaluated { .. }
            | RunEvent::Measuring { .. }
            | RunEvent::ControlMeasured { .. }
            | RunEvent::StageStarted { .. }
            | RunEvent::CellFinished { .. }
            | RunEvent::ParentMeasured { .. }
            | RunEvent::CellEvaluated { .. }
            | RunEvent::Preparing { .. }
            | RunEvent::NetworkMeasured { .. }
            | RunEvent::Changed { .. }
            | RunEvent::Warning { .. }
            | RunEvent::Paused { .. }
            | RunEvent::Finished { .. }
            | RunEvent::Failed { .. } => Ok(()),
        }
    }

    /// Writes a table as CSV.
    pub fn write_table(&self, table: &Table) -> Result<()> {
        self.write(&format!("{}.csv", table.name()), table.csv()?.as_bytes())
    }

    /// Writes a file of this name.
    pub fn write(&self, name: &str, content: &[u8]) -> Result<()> {
        self.workspace.write(name, content)
    }

    /// Writes an object as JSON, which is never a text in memory.
    pub fn write_json(&self, name: &str, object: &impl Serialize) -> Result<()> {
        self.workspace.write_by(name, |file| {
            let mut buffer = BufWriter::new(file);
            serde_json::to_writer(&mut buffer, object)?;
            buffer.flush()
        })
    }
}

/// A checkpoint with the experiment that it says it belongs to; nothing where there is no such file.
///
/// # Errors
/// When it is damaged, or of another version.
fn read_checkpoint(file: &Path) -> Result<Option<(Checkpoint, Option<Experiment>)>> {
    let text = match fs::read_to_string(file) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        text => text.with_context(|| unreadable(file))?,
    };
    version::check_state(file, serde_json::from_str(&text).ok())?;
    let damaged = || t!("cli-damaged-checkpoint", name = shown(file));
    if sealed::check(&text) == Seal::Broken {
        bail!(damaged());
    }
    let checkpoint = serde_json::from_str(&text).with_context(damaged)?;
    let Origin { experiment } = serde_json::from_str(&text).with_context(damaged)?;
    Ok(Some((checkpoint, experiment)))
}

/// Every setting that differs, in words.
fn changes(before: &Experiment, now: &Experiment) -> Result<Vec<String>> {
    // Not as TOML, whose whole numbers end at 2⁶³ − 1: a seed may be larger.
    let [before, now] = [serde_json::to_value(before)?, serde_json::to_value(now)?];
    let mut found = Vec::new();
    compare("", Some(&before), Some(&now), &mut found);
    Ok(found)
}

fn compare(key: &str, before: Option<&Value>, now: Option<&Value>, found: &mut Vec<String>) {
    if before == now {
        return;
    }
    if let (Some(Value::Object(before)), Some(Value::Object(now))) = (before, now) {
        let added = now.keys().filter(|name| !before.contains_key(*name));
        for name in before.keys().chain(added) {
            let key = if key.is_empty() { name.clone() } else { format!("{key}.{name}") };
            compare(&key, before.get(name), now.get(name), found);
        }
        return;
    }
    let shown = |value: Option<&Value>| value.map_or_else(|| t!("cli-absent-setting").into(), ToString::to_string);
    found.push(t!("cli-edited-experiment-change", key = key, before = shown(before), now = shown(now)));
}

/// Makes the next folder, so that two runs that start at once get two.
pub fn next_free(parent: &Path, name: &str) -> Result<PathBuf> {
    let safe: String = name.chars().map(|c| if c.is_alphanumeric() || "-_.".contains(c) { c } else { '-' }).collect();
    fs::create_dir_all(parent).with_context(|| no_folder(parent))?;
    let mut number = 1;
    loop {
        let path = parent.join(format!("{safe}-{number:03}"));
        match fs::create_dir(&path) {
            Ok(()) => return Ok(path),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => number += 1,
            Err(error) => {
                return Err(error).with_context(|| no_folder(&path));
            }
        }
    }
}

/// The curve, with 95 % intervals over samples.
pub fn metrics(curve: &[CurvePoint]) -> Table {
    let mut table = Table::new("metrics", &[&[whole("step"), number("loss")], &ACCURACIES]);
    for point in curve {
        let scores = Scores { clean: point.clean, robust: point.robust };
        table.row(cells![point.step, point.loss].into_iter().chain(accuracies(scores)));
    }
    table
}

#[cfg(test)]
mod tests {
    use layerlab_schema::VERSION;

    use super::*;
    use crate::error_text::error_text;

    #[test]
    fn changes_of_an_experiment_are_named_whatever_its_seed() {
        let before = Experiment { seed: u64::MAX, ..Experiment::default() };
        assert_eq!(changes(&before, &before).expect("it compares"), Vec::<String>::new());
        let now = Experiment { batch_size: 7, seed: u64::MAX - 1, ..before.clone() };
        let found = changes(&before, &now).expect("it compares").join("; ");
        for part in ["batch_size", "7", "seed", "18446744073709551615", "18446744073709551614"] {
            assert!(found.contains(part), "{part}: {found}");
        }
    }

    #[test]
    fn checkpoints_say_their_version_and_others_are_refused() {
        let parent = tempfile::tempdir().expect("a folder");
        let path = parent.path().join("run");
        let folder = Folder::create(Some(&path), &Experiment::default()).expect("it is made");
        let checkpoint = Checkpoint {
            step: 7,
            seconds: 0.1 + 0.2,
            curve: Vec::new(),
            weights: vec![1, 2, 3],
            optimizer: None,
            warnings: Vec::new(),
            perturbation: None,
            losses: layerlab_schema::LossSum::default(),
            progress: None,
        };
        folder.save(&checkpoint).expect("it is kept");
        drop(folder);
        let resume = |edited| Folder::resume(&path, edited);
        assert_eq!(resume(Edited::Refuse).expect("it resumes").from, Some(checkpoint));
        let file = path.join(CHECKPOINT);
        let text = fs::read_to_string(&file).expect("the checkpoint");
        let version = format!("\"version\":{VERSION},");
        assert!(text.contains(&version), "{text}");
        for (other, says) in [("", "version 1"), ("\"version\":3,", "version 3")] {
            fs::write(&file, text.replacen(&version, other, 1)).expect("it is written");
            let sentence = error_text(&resume(Edited::Refuse).err().expect("it is refused"));
            assert!(sentence.contains(CHECKPOINT) && sentence.contains(says), "{sentence}");
        }
    }

    #[test]
    fn an_edited_experiment_is_refused_with_the_difference_or_noted() {
        let parent = tempfile::tempdir().expect("a folder");
        let path = parent.path().join("run");
        let before = Experiment::default();
        let folder = Folder::create(Some(&path), &before).expect("it is made");
        let checkpoint = Checkpoint {
            step: 7,
            seconds: 1.0,
            curve: Vec::new(),
            weights: Vec::new(),
            optimizer: None,
            warnings: Vec::new(),
            perturbation: None,
            losses: layerlab_schema::LossSum::default(),
            progress: None,
        };
        folder.save(&checkpoint).expect("it is kept");
        drop(folder);
        type Edit = fn(&mut Experiment);
        let edits: [(&str, Edit); 4] = [
            ("seed", |experiment| experiment.seed += 1),
            ("batch_size", |experiment| experiment.batch_size += 1),
            ("phases", |experiment| experiment.phases[0].epochs += 1),
            ("optimizer.kind", |experiment| {
                experiment.optimizer = layerlab_schema::Optimizer::Adam { learning_rate: 0.001, weight_decay: 0.0 }
            }),
        ];
        for (key, edit) in edits {
            let mut now = before.clone();
            edit(&mut now);
            fs::write(path.join(EXPERIMENT), experiment::to_toml(&now).expect("it writes")).expect("it is written");
            let refused = error_text(&Folder::resume(&path, Edited::Refuse).err().expect("it is refused"));
            assert!(refused.contains(&format!("{key} was")) && refused.contains("--force"), "{refused}");
            let forced = Folder::resume(&path, Edited::GoOn).expect("it goes on");
            assert_eq!(forced.experiment, now);
            let warnings = forced.from.expect("a checkpoint").warnings;
            let [Warning::ExperimentEdited { step: 7, changes }] = &warnings[..] else { panic!("{warnings:?}") };
            assert!(changes.iter().any(|change| change.starts_with(key)), "{changes:?}");
        }
        fs::write(path.join(EXPERIMENT), experiment::to_toml(&before).expect("it writes")).expect("it is written");
        assert_eq!(Folder::resume(&path, Edited::Refuse).expect("it resumes").from, Some(checkpoint));
    }

    #[test]
    fn two_runs_that_start_at_once_get_two_folders() {
        let parent = tempfile::tempdir().expect("a folder");
        let next = || next_free(&parent.path().join("runs"), "a b").expect("it is made");
        let names = [next(), next()].map(|path| path.file_name().map(|name| name.to_string_lossy().into_owned()));
        assert_eq!(names, [Some("a-b-001".to_owned()), Some("a-b-002".to_owned())]);
    }
}
