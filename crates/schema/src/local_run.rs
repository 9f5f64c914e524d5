//! Runs in folders of a machine, as `layerlab explore` lists them for the page.

use serde::{Deserialize, Serialize};

/// The list of them, newest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalRuns {
    /// Version of the format, [`VERSION`](crate::VERSION).
    pub version: u32,
    /// The runs.
    pub runs: Vec<LocalRun>,
}

/// One finished run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalRun {
    /// The name of its folder.
    pub name: String,
    /// What kind of run it was.
    pub workflow: LocalWorkflow,
    /// When its report was written, in seconds since 1970.
    pub date: u64,
    /// The address of the report, beside the page.
    pub report: String,
    /// Size of the report.
    pub bytes: u64,
}

/// The kinds of runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum LocalWorkflow {
    /// Training of one network.
    Train,
    /// Transfer of robustness.
    Transfer,
    /// Deep net triage.
    Triage,
}
