//! How a run can end early, and what that means for the person.

use burn::tensor::ExecutionError;
use layerlab_schema::{AttackError, ExperimentError, Failure};
use thiserror::Error;

use crate::{data::DataError, network::WeightsError};

/// A run that can't go on.
#[derive(Debug, Error)]
pub enum RunError {
    /// The experiment is not sound.
    #[error(transparent)]
    Experiment(#[from] ExperimentError),
    /// The attack can't be carried out.
    #[error(transparent)]
    Attack(#[from] AttackError),
    /// The data can't be had.
    #[error(transparent)]
    Data(#[from] DataError),
    /// The weights to go on from don't fit.
    #[error(transparent)]
    Weights(#[from] WeightsError),
    /// Something that needs batches got none.
    #[error("{how} needs training samples, but got no batch of them: give it at least one")]
    NoBatches {
        /// What needs them.
        how: &'static str,
    },
    /// The loss is no number any more.
    #[error("the loss became {loss} at training step {step} (phase {phase}), so training stopped there")]
    NotFinite {
        /// The step, from 1.
        step: usize,
        /// The phase, from 1.
        phase: usize,
        /// What it became.
        loss: f64,
    },
    /// A dependency can't be measured on these samples.
    #[error(transparent)]
    Dependency(layerlab_dependency::Error),
    /// The host stopped it. Only between the parts of a protocol: whoever asked for the run gets a report instead.
    #[error("the run was stopped")]
    Stopped,
    /// A checkpoint of a protocol without the networks of its earlier stages.
    #[error("the checkpoint lacks the networks of the stages before it: start the run anew")]
    StageMissing,
    /// The device failed, as when a GPU is lost.
    #[error("the device failed: {0}")]
    Device(String),
}

impl From<layerlab_dependency::Error> for RunError {
    fn from(error: layerlab_dependency::Error) -> Self {
        match error {
            layerlab_dependency::Error::Stopped => Self::Stopped,
            other => Self::Dependency(other),
        }
    }
}

impl From<ExecutionError> for RunError {
    fn from(error: ExecutionError) -> Self {
        // The cause is in one line of several; the others are headings and backtraces.
        let text = error.to_string();
        let is_heading = |line: &&str| line.is_empty() || line.ends_with(':') || line.starts_with("An error happened");
        Self::Device(text.lines().map(str::trim).find(|line| !is_heading(line)).unwrap_or(&text).into())
    }
}

impl From<RunError> for Failure {
    fn from(error: RunError) -> Self {
        let (mend, device_lost) = match &error {
            // These sentences already end with the way out.
            RunError::Experiment(_)
            | RunError::Attack(_)
            | RunError::Weights(_)
            | RunError::Data(_)
            | RunError::StageMissing
            | RunError::NoBatches { .. }
            | RunError::Dependency(_)
            | RunError::Stopped => ("", false),
            RunError::NotFinite { .. } => {
                ("The last good weights are kept; lower the learning rate, and train again.", false)
            }
            RunError::Device(_) => ("The last weights are kept; go on with the CPU.", true),
        };
        let mut what = error.to_string();
        if let Some(first) = what.get(..1) {
            what = first.to_uppercase() + &what[1..] + ".";
        }
        Self { what, mend: mend.into(), device_lost }
    }
}
