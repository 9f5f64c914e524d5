//! The errors of a run. What a person reads of them is a [`Failure`], whose words are in the catalogue.

use burn::tensor::ExecutionError;
use layerlab_schema::{AttackError, ExperimentError, Failure, message};
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
    #[error("{how} needs training samples")]
    NoBatches {
        /// The method that needs them.
        how: &'static str,
    },
    /// The loss is not finite.
    #[error("the loss became {loss} at training step {step} (phase {phase})")]
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
    /// The host left the run, to go on with its newest checkpoint later.
    #[error("the run was left at training step {step}")]
    Left {
        /// Number of training steps done.
        step: usize,
    },
    /// A checkpoint of a protocol without the networks of its earlier stages.
    #[error("the checkpoint lacks the networks of the stages before it")]
    StageMissing,
    /// The activations of a layer are not finite, so that no reader can be fitted on them.
    #[error("the activations of a layer are not finite")]
    ActivationsNotFinite,
    /// The device has no memory left.
    #[error("the device has no memory left: {0}")]
    OutOfMemory(String),
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
        let cause = text.lines().map(str::trim).find(|line| !is_heading(line)).unwrap_or(&text).to_owned();
        if tells_of_no_memory(&text) { Self::OutOfMemory(cause) } else { Self::Device(cause) }
    }
}

/// Whether an error of a device is about its memory: Burn hands on texts alone.
fn tells_of_no_memory(text: &str) -> bool {
    let text = text.to_lowercase();
    ["out of memory", "out-of-memory", "out of device memory", "can't allocate buffer"]
        .iter()
        .any(|words| text.contains(words))
}

impl From<&RunError> for Failure {
    fn from(error: &RunError) -> Self {
        match error {
            RunError::Experiment(error) => Self::Unusable { message: error.message() },
            RunError::Attack(error) => Self::Unusable { message: error.message() },
            RunError::Data(error) => Self::Unusable { message: error.0.clone() },
            RunError::Weights(error) => Self::Unusable { message: error.message() },
            RunError::Dependency(error) => Self::Unusable { message: error.message() },
            RunError::NoBatches { how } => Self::Unusable { message: message!("run-error-no-batches", how = *how) },
            RunError::Stopped | RunError::Left { .. } => Self::Unusable { message: message!("run-error-stopped") },
            RunError::StageMissing => Self::Unusable { message: message!("run-error-stage-missing") },
            &RunError::NotFinite { step, phase, loss } => Self::LossNotFinite { step, phase, loss: loss.to_string() },
            RunError::ActivationsNotFinite => Self::ActivationsNotFinite,
            RunError::Device(reason) | RunError::OutOfMemory(reason) => Self::DeviceFailed { reason: reason.clone() },
        }
    }
}
