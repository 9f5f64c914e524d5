//! A job: the request of the page or the binary, one training or a protocol of several.

use burn::tensor::Device;
use layerlab_schema::{self as schema, Checkpoint, Experiment, Protocol, Report, RunId};

use crate::{
    Host, RunError,
    data::Source,
    protocol,
    run::{self, RunSetup},
};

/// An experiment to run, with its id and checkpoint.
pub struct Job {
    /// Id of the run in all its events.
    pub run: RunId,
    /// The experiment to run.
    pub experiment: Experiment,
    /// Checkpoint to resume from; `None` for a new run.
    pub from: Option<Checkpoint>,
}

/// The results of a run.
pub struct Outcome {
    /// All figures of the run.
    pub report: Report,
    /// Weights of the final network, as a safetensors file.
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
    #[cfg(feature = "gpu")]
    if *device != Device::flex() {
        run::warm_up(id, &experiment, device, host).await?;
    }
    let setup = RunSetup { run: id, experiment: &experiment, device, described, source, host };
    match &experiment.protocol {
        None => run::plain(setup, from).await,
        Some(Protocol::Transfer(transfer)) => protocol::transfer(setup, transfer, from).await,
        Some(Protocol::Triage(triage)) => protocol::triage(setup, triage, from).await,
    }
}
