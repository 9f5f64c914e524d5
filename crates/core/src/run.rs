//! A run: what the page and the binary ask for, whether it is one training or a protocol of several.

use burn::tensor::Device;
use layerlab_schema::{self as schema, Checkpoint, Experiment, Protocol, Report, RunId};

use crate::{Host, RunError, data::Source, protocol, train};

/// What to run, and under which name.
pub struct Job {
    /// The name in every event.
    pub run: RunId,
    /// What to do.
    pub experiment: Experiment,
    /// Where to go on from.
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
    match job.experiment.protocol.clone() {
        None => train::run(job, device, described, source, host).await,
        Some(Protocol::Transfer(transfer)) => protocol::transfer(job, &transfer, device, described, source, host).await,
        Some(Protocol::Triage(triage)) => protocol::triage(job, &triage, device, described, source, host).await,
    }
}
