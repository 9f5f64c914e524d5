//! The report of a run, and the measurements in it.

use serde::{Deserialize, Serialize};

use crate::{
    AttackResult,
    claim::Claim,
    estimate::{Accuracy, Estimate},
    experiment::Experiment,
    layerwise::Plane,
    protocol::Protocol,
    transfer::TransferReport,
    triage::TriageReport,
    warning::Warning,
};

/// The device on which a run was computed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// Kind of the device: `cpu`, `gpu` or `webgpu`.
    pub kind: String,
    /// Name that the device reports.
    pub name: String,
}

/// How far the attack moves one layer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LayerSensitivity {
    /// Name of the layer.
    pub layer: String,
    /// Sensitivity: mean over samples and channels of ‖A − A_adv‖₁ / (‖A‖₁ + 1e-8), A one channel's map of the layer's
    /// own output before normalisation and non-linearity, ‖·‖₁ its largest absolute column sum; for vectors the absolute
    /// value of one neuron (arXiv 2307.03803 and its code). 0 is unmoved; a neuron that was almost silent can move by
    /// many times its size and dominate the mean. The interval is over samples.
    pub sensitivity: Estimate,
}

/// One held-out sample, before and after the attack.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Example {
    /// Position of the sample in the test split, from 0.
    pub index: usize,
    /// Class of the sample, from 0.
    pub label: usize,
    /// Values of the clean sample, in [0, 1].
    pub clean: Vec<f32>,
    /// Values of the attacked sample, in [0, 1].
    pub attacked: Vec<f32>,
    /// Probabilities of the classes for the clean sample.
    pub clean_probabilities: Vec<f32>,
    /// Probabilities of the classes for the attacked sample.
    pub attacked_probabilities: Vec<f32>,
}

/// One evaluation of the network on held-out samples.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evaluated {
    /// Accuracy on the clean samples.
    pub clean: Accuracy,
    /// Accuracy on the same samples under the evaluation attack.
    pub robust: Accuracy,
    /// How far the attack moved each layer, from input to output.
    pub sensitivities: Vec<LayerSensitivity>,
    /// The first few of these samples.
    pub examples: Vec<Example>,
    /// Results of the further attacks of the evaluation at the end, in the order of the experiment.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attacks: Vec<AttackResult>,
    /// The network's predictions over the plane, where samples are points of the plane.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub plane: Option<Plane>,
}

/// One point of the curves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CurvePoint {
    /// Number of training steps done.
    pub step: usize,
    /// Mean training loss since the point before; absent at step 0.
    pub loss: Option<f64>,
    /// Clean accuracy on the held-out samples.
    pub clean: Accuracy,
    /// Accuracy on the same samples under attack.
    pub robust: Accuracy,
}

/// All results of a finished run: the page opens what the binary writes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Report {
    /// Version of the format, [`VERSION`](crate::VERSION).
    pub version: u32,
    /// Name and version of the program that made the report.
    pub program: String,
    /// The experiment as it was run.
    pub experiment: Experiment,
    /// Device on which the run was computed.
    pub device: Device,
    /// Wall-clock time in seconds, pauses excluded.
    pub seconds: f64,
    /// Number of training steps done; fewer than planned if the run was stopped.
    pub steps: usize,
    /// The evaluation on all held-out samples at the end.
    pub last: Evaluated,
    /// The evaluations during training.
    pub curve: Vec<CurvePoint>,
    /// Warnings about the figures of this report.
    pub warnings: Vec<Warning>,
    /// Results of a transfer protocol; then `last` is the evaluation of the first trial's robust network, and `curve`
    /// is the first trial's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub transfer: Option<TransferReport>,
    /// Results of a triage; then `last` is the evaluation of the first trial's first parent, and `curve` is empty.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub triage: Option<TriageReport>,
}

impl Report {
    /// Whether the run was stopped before its end.
    pub fn was_stopped(&self) -> bool {
        match &self.experiment.protocol {
            None => self.steps < self.experiment.steps(),
            Some(Protocol::Transfer(planned)) => !self.transfer.as_ref().is_some_and(|found| found.is_whole(planned)),
            Some(Protocol::Triage(planned)) => {
                let layers = self.experiment.chain().unwrap_or_default();
                !self.triage.as_ref().is_some_and(|found| found.is_whole(planned, &layers))
            }
        }
    }

    /// The claims that a protocol judged.
    pub fn claims(&self) -> &[Claim] {
        let transfer = self.transfer.as_ref().map(|found| found.claims.as_slice());
        transfer.or(self.triage.as_ref().map(|found| found.claims.as_slice())).unwrap_or_default()
    }
}
