//! The errors of a run, and the messages for the user.

use burn::tensor::ExecutionError;
use layerlab_schema::{AttackError, ExperimentError, Failure};
use thiserror::Error;

use crate::{data::DataError, network::WeightsError};

/// The reason why a run ended early.
#[derive(Debug, Error)]
pub enum RunError {
    /// The experiment is invalid.
    #[error(transparent)]
    Experiment(#[from] ExperimentError),
    /// The attack can't be carried out.
    #[error(transparent)]
    Attack(#[from] AttackError),
    /// The data can't be read.
    #[error(transparent)]
    Data(#[from] DataError),
    /// The initial weights don't fit the network.
    #[error(transparent)]
    Weights(#[from] WeightsError),
    /// A method that needs training samples got none.
    #[error("{how} needs training samples, but got no batch of them: give it at least one")]
    NoBatches {
        /// The method that needs them.
        how: &'static str,
    },
    /// The loss is not finite.
    #[error("the loss became {loss} at training step {step} (phase {phase}), so training stopped there")]
    NotFinite {
        /// Training step, from 1.
        step: usize,
        /// Training phase, from 1.
        phase: usize,
        /// The loss: infinite or NaN.
        loss: f64,
    },
    /// A dependency can't be measured on these samples.
    #[error(transparent)]
    Dependency(layerlab_dependency::Error),
    /// The host stopped the run. Used inside of protocols only: the caller of a run gets a report instead.
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
        // Only one line is the cause; the others are headings and backtraces.
        let text = error.to_string();
        let is_heading = |line: &&str| line.is_empty() || line.ends_with(':') || line.starts_with("An error happened");
        Self::Device(text.lines().map(str::trim).find(|line| !is_heading(line)).unwrap_or(&text).into())
    }
}

impl From<RunError> for Failure {
    fn from(error: RunError) -> Self {
        let (mend, device_lost) = match &error {
            // These messages already end with a remedy.
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
