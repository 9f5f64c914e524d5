//! Finished runs, read from their folders.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};
use layerlab_schema::Report;
use layerlab_words::t;

use crate::{
    environment::Environment,
    error_text::{shown, unreadable},
    folder::{ENVIRONMENT, EXPERIMENT, REPORT},
    version,
};

/// A finished run.
#[derive(Clone, Debug)]
pub struct Run {
    /// The name of its folder; the path where another run's folder has the same name.
    pub name: String,
    pub report: Report,
    /// What each part of it was computed with; none where an earlier program has not written it down.
    pub environments: Vec<Environment>,
}

/// Reads the runs in these folders.
///
/// # Errors
/// When a folder is given twice, is none of a finished run, or is of another version of the program.
pub fn read_all(folders: &[PathBuf]) -> Result<Vec<Run>> {
    let mut seen = BTreeSet::new();
    for folder in folders {
        let real = fs::canonicalize(folder).with_context(|| unreadable(folder))?;
        if !seen.insert(real) {
            bail!(t!("cli-report-twice", folder = shown(folder)));
        }
    }
    let names = names(folders);
    let run = |(folder, name): (&PathBuf, String)| {
        Ok(Run { name, report: read(folder)?, environments: environments(folder) })
    };
    folders.iter().zip(names).map(run).collect()
}

/// What a run was computed with. A report can do without it.
fn environments(folder: &Path) -> Vec<Environment> {
    let text = fs::read_to_string(folder.join(ENVIRONMENT)).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

fn read(folder: &Path) -> Result<Report> {
    let file = folder.join(REPORT);
    if !file.is_file() {
        if folder.join(EXPERIMENT).is_file() {
            bail!(t!("cli-report-unfinished", folder = shown(folder)));
        }
        bail!(t!("cli-report-no-run", folder = shown(folder), file = REPORT));
    }
    let text = fs::read_to_string(&file).with_context(|| unreadable(&file))?;
    version::check(&file, serde_json::from_str(&text).ok())?;
    serde_json::from_str(&text).with_context(|| t!("cli-report-damaged", name = shown(&file)))
}

/// A name for each folder, each another one.
fn names(folders: &[PathBuf]) -> Vec<String> {
    let last = |folder: &PathBuf| {
        // The name behind `.` or `..` is that of the folder itself.
        let real = fs::canonicalize(folder).unwrap_or_else(|_| folder.clone());
        real.file_name().map_or_else(|| shown(folder), |name| name.to_string_lossy().into_owned())
    };
    let short: Vec<String> = folders.iter().map(last).collect();
    let is_alone = |name: &String| short.iter().filter(|other| *other == name).count() == 1;
    folders.iter().zip(&short).map(|(folder, name)| if is_alone(name) { name.clone() } else { shown(folder) }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error_text::error_text;

    #[test]
    fn what_is_no_finished_run_is_refused_with_what_to_do() {
        let place = tempfile::tempdir().expect("a folder");
        let at = |name: &str| place.path().join(name);
        for name in ["unfinished", "foreign", "old", "damaged"] {
            fs::create_dir(at(name)).expect("a folder");
        }
        fs::write(at("unfinished").join(EXPERIMENT), "").expect("it is written");
        fs::write(at("old").join(REPORT), r#"{"version": 1}"#).expect("it is written");
        fs::write(at("damaged").join(REPORT), "{").expect("it is written");
        for (names, says) in [
            (&["unfinished"][..], "layerlab run --resume"),
            (&["foreign"], "holds no run"),
            (&["old"], "It has version 1"),
            (&["damaged"], "is damaged"),
            (&["nowhere"], "could not be read"),
            (&["foreign", "foreign/../foreign"], "is given twice"),
        ] {
            let folders: Vec<PathBuf> = names.iter().map(|name| at(name)).collect();
            let sentence = error_text(&read_all(&folders).expect_err("it is refused"));
            assert!(sentence.contains(says) && sentence.lines().count() == 1, "{sentence}");
        }
    }

    #[test]
    fn folders_of_the_same_name_are_told_apart() {
        let folders = ["a/run", "b/run", "c/other"].map(PathBuf::from);
        assert_eq!(names(&folders), ["a/run", "b/run", "other"]);
    }
}
