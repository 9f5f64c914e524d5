//! The run folder: the files of a run.

use std::{
    fs,
    io::ErrorKind,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use layerlab_schema::{Checkpoint, CurvePoint, Experiment, Report};
use layerlab_words::t;

use crate::{
    error_text::{no_folder, shown, unreadable},
    experiment,
    version::{self, Versioned},
    workspace::Workspace,
};

const EXPERIMENT: &str = "experiment.toml";
const CHECKPOINT: &str = "checkpoint.json";
const REPORT: &str = "report.json";
const METRICS: &str = "metrics.csv";
const WEIGHTS: &str = "weights.safetensors";

/// A folder that belongs to one run.
pub struct Folder(Workspace);

impl Folder {
    /// Makes a new folder for `experiment`: `asked`, which must not exist or be empty, or the next free
    /// `runs/NAME-001`.
    pub fn create(asked: Option<&Path>, experiment: &Experiment) -> Result<Self> {
        let path = match asked {
            Some(path) => path.to_owned(),
            None => next_free(Path::new("runs"), &experiment.name)?,
        };
        let folder = Self(Workspace::create(&path)?);
        folder.write(EXPERIMENT, experiment::to_toml(experiment)?.as_bytes())?;
        Ok(folder)
    }

    /// Opens the folder of a run that was cut short, with where it stood; nothing where it had not got to its
    /// first checkpoint.
    pub fn resume(path: &Path) -> Result<(Self, Experiment, Option<Checkpoint>)> {
        let folder = Self(Workspace::resume(path, EXPERIMENT, REPORT)?);
        let experiment = experiment::read(&path.join(EXPERIMENT))?;
        let file = path.join(CHECKPOINT);
        if !file.exists() {
            return Ok((folder, experiment, None));
        }
        let text = fs::read_to_string(&file).with_context(|| unreadable(&file))?;
        version::check_state(&file, serde_json::from_str(&text).ok())?;
        let checkpoint =
            serde_json::from_str(&text).with_context(|| t!("cli-damaged-checkpoint", name = shown(&file)))?;
        Ok((folder, experiment, Some(checkpoint)))
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    /// Saves a checkpoint and its weights.
    pub fn save(&self, checkpoint: &Checkpoint) -> Result<()> {
        self.write(WEIGHTS, &checkpoint.weights)?;
        self.write(METRICS, metrics(&checkpoint.curve)?.as_bytes())?;
        self.write(CHECKPOINT, serde_json::to_string(&Versioned::new(checkpoint))?.as_bytes())
    }

    /// Writes the files of a finished run; the report comes last, as the sign of completion.
    pub fn finish(&self, report: &Report, weights: &[u8]) -> Result<()> {
        self.write(WEIGHTS, weights)?;
        self.write(METRICS, metrics(&report.curve)?.as_bytes())?;
        self.write(REPORT, serde_json::to_string(report)?.as_bytes())?;
        self.0.remove(CHECKPOINT)
    }

    /// Writes a file of this name.
    pub fn write(&self, name: &str, content: &[u8]) -> Result<()> {
        self.0.write(name, content)
    }
}

/// Makes the next folder, so that two runs that start at once get two.
fn next_free(parent: &Path, name: &str) -> Result<PathBuf> {
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

/// The curve as CSV; accuracies with their 95 % intervals over samples.
fn metrics(curve: &[CurvePoint]) -> Result<String> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record([
        "step",
        "loss",
        "samples",
        "clean_accuracy",
        "clean_low",
        "clean_high",
        "robust_accuracy",
        "robust_low",
        "robust_high",
    ])?;
    for point in curve {
        let (clean, robust) = (point.clean.estimate(), point.robust.estimate());
        let numbers = [clean.value, clean.low, clean.high, robust.value, robust.low, robust.high];
        let mut record = vec![point.step.to_string(), point.loss.map(|loss| format!("{loss:.6}")).unwrap_or_default()];
        record.push(point.clean.of.to_string());
        record.extend(numbers.map(|number| format!("{number:.4}")));
        csv.write_record(record)?;
    }
    Ok(String::from_utf8(csv.into_inner()?)?)
}

#[cfg(test)]
mod tests {
    use layerlab_schema::VERSION;

    use super::*;
    use crate::error_text::error_text;

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
            progress: None,
        };
        folder.save(&checkpoint).expect("it is kept");
        drop(folder);
        let (_, _, found) = Folder::resume(&path).expect("it resumes");
        assert_eq!(found, Some(checkpoint));
        let file = path.join(CHECKPOINT);
        let text = fs::read_to_string(&file).expect("the checkpoint");
        let version = format!("\"version\":{VERSION},");
        assert!(text.contains(&version), "{text}");
        for (other, says) in [("", "version 1"), ("\"version\":3,", "version 3")] {
            fs::write(&file, text.replacen(&version, other, 1)).expect("it is written");
            let sentence = error_text(&Folder::resume(&path).err().expect("it is refused"));
            assert!(sentence.contains(CHECKPOINT) && sentence.contains(says), "{sentence}");
        }
    }

    #[test]
    fn two_runs_that_start_at_once_get_two_folders() {
        let parent = tempfile::tempdir().expect("a folder");
        let next = || next_free(&parent.path().join("runs"), "a b").expect("it is made");
        let names = [next(), next()].map(|path| path.file_name().map(|name| name.to_string_lossy().into_owned()));
        assert_eq!(names, [Some("a-b-001".to_owned()), Some("a-b-002".to_owned())]);
    }
}
