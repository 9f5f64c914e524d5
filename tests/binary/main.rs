//! End to end, the binary: `layerlab` as a person or a script uses it, looked at from outside.

#[path = "../common/mod.rs"]
mod common;

mod attacks;
mod bad_input;
mod data;
mod data_parallel;
mod dependency;
mod explore;
mod interrupted;
mod networks;
mod report;
mod results;
mod spread;
mod sweep;
mod transfer;
mod triage;

use std::path::{Path, PathBuf};

use layerlab_schema::Experiment;
use tempfile::TempDir;

/// A folder for one test, gone at its end.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        Self(TempDir::new().expect("a temporary folder"))
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn join(&self, name: &str) -> PathBuf {
        self.path().join(name)
    }

    fn write(&self, name: &str, content: &str) {
        std::fs::write(self.join(name), content).expect("a file in the test's own folder");
    }

    fn write_experiment(&self, name: &str, experiment: &Experiment) {
        self.write(name, &serde_json::to_string_pretty(experiment).expect("an experiment serialises"));
    }
}
