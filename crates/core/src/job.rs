//! A job: the request of the page or the binary, one training or a protocol of several.

use burn::tensor::Device;
use layerlab_schema::{self as schema, Checkpoint, Experiment, Protocol, Report, RunId};

use crate::{
    Host, RunError,
    data::Source,
    protocol,
    run::{self, RunSetup},
};

/// What to run, and under which id.
pub struct Job {
    /// The id in every event.
    pub run: RunId,
    /// What to do.
    pub experiment: Experiment,
    /// The checkpoint to resume from.
    pub from: Option<Checkpoint>,
}

/// What a run leaves.
pub struct Outcome {
    /// Figures.
    pub report: Report,
    /// Weights, as a safetensors file.
    pub weights: Vec<u8>,
}

/// Runs a job to its end, or until the host stops it.
///
/// # Errors
/// When the experiment is not sound, data or device fail, or the loss is no number any more.
pub async fn run<H: Host, S: Source>(
    job: Job,
    device: &Device,
    described: schema::Device,
    source: &S,
    host: &H,
) -> Result<Outcome, RunError> {
    let Job { run: id, experiment, from } = job;
    let setup = RunSetup { run: id, experiment: &experiment, device, described, source, host };
    match &experiment.protocol {
        None => run::plain(setup, from).await,
        Some(Protocol::Transfer(transfer)) => protocol::transfer(setup, transfer, from).await,
        Some(Protocol::Triage(triage)) => protocol::triage(setup, triage, from).await,
    }
}
