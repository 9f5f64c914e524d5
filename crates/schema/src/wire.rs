//! The messages between the page and its worker; the binary's progress uses the same events.

use serde::{Deserialize, Serialize};

use crate::{
    estimate::Scores,
    experiment::Experiment,
    failure::Failure,
    filters::Filters,
    layerwise::LayerwiseReport,
    own::{OwnAnswer, OwnCommand},
    protocol::Stage,
    report::{CurvePoint, Device, Evaluated, Report},
    transfer::{ControlResult, TransferReport, TunedEpoch},
    triage::{Cell, CellPoint, Parent, ParentResult, TriageReport},
    warning::Warning,
};

/// Identifies a run: an event of an older run is ignored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunId(pub u32);

/// Whether a run goes on, waits, or does one step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pace {
    /// Take training steps without waiting.
    Going,
    /// Wait before the next training step.
    Paused,
    /// Take one training step, then wait.
    Step,
}

/// A state of a run from which it can be resumed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Checkpoint {
    /// Number of training steps done.
    pub step: usize,
    /// Wall-clock time so far in seconds, pauses excluded.
    pub seconds: f64,
    /// Evaluations so far, the points of the curve.
    pub curve: Vec<CurvePoint>,
    /// The weights, as a safetensors file.
    #[serde(with = "crate::bytes")]
    pub weights: Vec<u8>,
    /// The optimiser's state in Burn's own format; absent where it can't be read (in a browser), and then it starts anew.
    #[serde(with = "crate::bytes::maybe")]
    pub optimizer: Option<Vec<u8>>,
    /// The warnings reported so far.
    #[serde(default)]
    pub warnings: Vec<Warning>,
    /// The perturbation that free adversarial training carries on, f32 little-endian; absent elsewhere.
    #[serde(with = "crate::bytes::maybe", default)]
    pub perturbation: Option<Vec<u8>>,
    /// The losses since the last point of the curve.
    #[serde(default)]
    pub losses: LossSum,
    /// The progress of a protocol; absent where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub progress: Option<Box<Progress>>,
}

/// The sum of the losses of some training steps.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LossSum {
    /// Their sum, added in the order of the steps.
    pub sum: f64,
    /// Number of steps.
    pub steps: usize,
}

impl LossSum {
    /// Adds the loss of one step.
    pub fn add(&mut self, loss: f64) {
        self.sum += loss;
        self.steps += 1;
    }

    /// Their mean; nothing without steps.
    pub fn mean(self) -> Option<f64> {
        (self.steps > 0).then(|| self.sum / self.steps as f64)
    }
}

impl Checkpoint {
    /// The results so far without the position in the plan: a triage of more blocks starts from the beginning, and
    /// skips whatever has a result.
    #[must_use]
    pub fn as_known(mut self) -> Self {
        (self.step, self.seconds) = (0, 0.0);
        (self.optimizer, self.perturbation) = (None, None);
        self.losses = LossSum::default();
        if let Some(progress) = &mut self.progress {
            (progress.stages, progress.in_stage) = (0, 0);
            if let Kept::Triage(state) = &mut progress.kept {
                state.curve.clear();
                state.before = None;
            }
        }
        self
    }
}

/// The progress of a protocol. The checkpoint's weights and optimiser are those of the current stage; its step counts
/// over the whole protocol.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Progress {
    /// Number of stages done in all trials.
    pub stages: usize,
    /// Training steps done in the current stage.
    pub in_stage: usize,
    /// Weights of the normal network of this trial; absent until it is trained.
    pub normal: Option<Weights>,
    /// Weights of the robust network of this trial; absent until it is trained.
    pub robust: Option<Weights>,
    /// The state of the protocol itself.
    pub kept: Kept,
}

/// The state that each protocol saves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kept {
    /// State of a transfer of robustness.
    Transfer(TransferState),
    /// State of a triage.
    Triage(TriageState),
}

/// The state that a triage saves.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TriageState {
    /// The curve of the current stage.
    pub curve: Vec<CellPoint>,
    /// The curves of this trial's normal and robust networks.
    pub parent_curves: Vec<Vec<CellPoint>>,
    /// Test samples that each parent of this trial classifies correctly.
    pub right: Vec<(Parent, RightSamples)>,
    /// The same of this trial's semirobust parents with a fine-tuned f_b.
    #[serde(default)]
    pub right_transferred: Vec<(Parent, RightSamples)>,
    /// The current cell right after its compression.
    pub before: Option<AfterCompression>,
    /// The evaluation of the first trial's first parent.
    pub last: Option<Box<Evaluated>>,
    /// The results so far.
    pub report: TriageReport,
}

/// A network right after its compression.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AfterCompression {
    /// Accuracies on test samples.
    pub scores: Scores,
    /// The filters of its new layers.
    pub filters: Vec<Filters>,
    /// Relative errors of its new layers, as in [`Cell`].
    #[serde(default)]
    pub fold_errors: Vec<f64>,
}

/// One byte for each sample: bit 0 is set if it is classified correctly, bit 1 if also under attack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RightSamples(#[serde(with = "crate::bytes")] pub Vec<u8>);

/// The state that a transfer of robustness saves.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TransferState {
    /// The best epoch of the current stage so far.
    pub best: Option<BestEpoch>,
    /// The epochs of fine-tuning in the current stage.
    pub tuned: Vec<TunedEpoch>,
    /// Goal Acc* − k of this trial on the selection's samples, once the robust network is trained.
    pub goal: f64,
    /// The results so far.
    pub report: TransferReport,
}

/// The best epoch of a stage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BestEpoch {
    /// Number of the epoch, from 1.
    pub epoch: usize,
    /// The accuracy on the selection's samples that makes it the best.
    pub score: f64,
    /// Weights after that epoch.
    pub weights: Weights,
}

/// Weights as a safetensors file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Weights(#[serde(with = "crate::bytes")] pub Vec<u8>);

/// A standard piece of work whose time is compared between programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, strum::EnumString)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum BenchWork {
    /// One training step of the standard network on clean samples.
    Standard,
    /// PGD with seven iterations on the standard network, without training.
    Attack,
    /// The same, then a training step on its result.
    Pgd7,
    /// PGD with ten iterations on VGG16 with batch normalisation, then a training step on its result.
    Vgg16,
    /// PGD with ten iterations on ResNet-18, then a training step on its result.
    Resnet18,
}

/// Times of a benchmark on one device.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bench {
    /// The work that was timed.
    pub work: BenchWork,
    /// Device on which the work was timed.
    pub device: Device,
    /// Threads, or workers of the page, that computed.
    pub threads: usize,
    /// Time of each measured step in milliseconds, in order; warm-up excluded.
    pub milliseconds: Vec<f64>,
    /// Median of these times, in milliseconds.
    pub median: f64,
}

/// A command to a worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Command {
    /// Start a run, ending any other one.
    Run {
        /// Id of the new run.
        run: RunId,
        /// Experiment to run.
        experiment: Box<Experiment>,
        /// Pace at which the run begins.
        pace: Pace,
        /// Checkpoint to resume from; absent for a new run.
        from: Option<Box<Checkpoint>>,
    },
    /// Change the pace of a run.
    Pace {
        /// Id of the run.
        run: RunId,
        /// Pace from now on.
        pace: Pace,
    },
    /// Change the settings of a plain run from its next step on.
    Change {
        /// Id of the run.
        run: RunId,
        /// The experiment as it would be from the beginning; what can't change in a run has to be the same
        /// ([`Experiment::can_become`]).
        experiment: Box<Experiment>,
    },
    /// End a run after the current step; it reports its results so far.
    Stop {
        /// Id of the run.
        run: RunId,
    },
    /// Time training steps and an attack of the first experiment, to say how long runs of all of them would take: the others
    /// have its network, its batches and its samples. An engine that is in a run answers after it; one that is asked
    /// for a run, a benchmark or another forecast meanwhile does not answer.
    Forecast {
        /// Which request this is.
        request: u32,
        /// The experiments.
        experiments: Vec<Experiment>,
    },
    /// Measure a standard piece of work.
    Bench {
        /// The work to time.
        work: BenchWork,
    },
    /// Something with a person's own things; its bytes come beside the text.
    Own(Box<OwnCommand>),
    /// Sets how many further workers help the CPU engine.
    Helpers {
        /// Workers besides the engine's own; 0 for none.
        count: usize,
    },
}

/// A message of a worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Event {
    /// The worker can take commands.
    Ready {
        /// Device that the worker computes on.
        device: Device,
    },
    /// An event of a run.
    Run {
        /// The id that the run was started with.
        run: RunId,
        /// What happened in the run.
        event: RunEvent,
    },
    /// The answer to a request for a forecast.
    Forecast {
        /// Which request it answers.
        request: u32,
        /// Expected time of all runs together, in seconds, without the loading of data.
        seconds: f64,
    },
    /// What came of a person's own things.
    Own(Box<OwnAnswer>),
    /// A benchmark has finished.
    Benched {
        /// Times of the benchmark.
        bench: Bench,
    },
}

/// What happens in a run, in order. The last event of every run is [`RunEvent::Finished`] or [`RunEvent::Failed`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RunEvent {
    /// A GPU is being made ready for the run, which takes a while where its programs have to be compiled.
    Preparing {
        /// Number of parts done.
        done: usize,
        /// Number of parts.
        of: usize,
    },
    /// The run has taken training steps.
    Trained {
        /// Number of training steps done.
        step: usize,
        /// Number of planned training steps.
        steps: usize,
        /// The losses of the newest steps, oldest first.
        losses: Vec<f64>,
        /// Estimated seconds until the end, evaluations included.
        seconds_left: f64,
    },
    /// The settings of a plain run were changed.
    Changed {
        /// Number of training steps done before.
        step: usize,
        /// The experiment that the run is of now.
        experiment: Box<Experiment>,
    },
    /// The network in training was evaluated.
    Evaluated {
        /// The new point of the curves.
        point: CurvePoint,
        /// The evaluation behind that point.
        evaluated: Box<Evaluated>,
    },
    /// A protocol has begun a stage.
    StageStarted {
        /// Number of the trial, from 1.
        trial: usize,
        /// Number of planned trials.
        trials: usize,
        /// The stage that began.
        stage: Stage,
    },
    /// A transfer has measured one of its networks layer by layer.
    NetworkMeasured {
        /// Number of the trial, from 1.
        trial: usize,
        /// Layer-wise report of the network.
        layerwise: Box<LayerwiseReport>,
    },
    /// A transfer has evaluated a network that the others are compared with.
    ControlMeasured {
        /// Number of the trial, from 1.
        trial: usize,
        /// Accuracies of the network.
        result: Box<ControlResult>,
    },
    /// A protocol has finished a network, for hosts that keep checkpoints.
    NetworkFinished {
        /// Number of the trial, from 1.
        trial: usize,
        /// Name of the network in its trial, such as `semirobust-2`.
        name: String,
        /// Its weights.
        weights: Weights,
    },
    /// A triage has evaluated the network in training.
    CellEvaluated {
        /// On validation samples; its step counts from the beginning of the current stage.
        point: CellPoint,
    },
    /// A triage has measured a network whose blocks are compressed, or trained it for longer.
    ParentMeasured {
        /// Number of the trial, from 1.
        trial: usize,
        /// Results of the parent so far.
        parent: Box<ParentResult>,
    },
    /// A triage has finished one of its cells.
    CellFinished {
        /// Number of the trial, from 1.
        trial: usize,
        /// Number of cells done in all trials.
        done: usize,
        /// Number of planned cells in all trials.
        cells: usize,
        /// Results of the cell.
        cell: Box<Cell>,
    },
    /// The run is resumable from here.
    Saved {
        /// State of the run.
        checkpoint: Box<Checkpoint>,
    },
    /// A warning about the figures; the run continues.
    Warning {
        /// Reason to read the figures with care.
        warning: Warning,
    },
    /// The run waits at a step.
    Paused {
        /// Number of training steps done.
        step: usize,
    },
    /// A measurement is in progress.
    Measuring {
        /// The share of it that is done, in [0, 1].
        done: f64,
    },
    /// The run has ended with a report.
    Finished {
        /// All results of the run.
        report: Box<Report>,
    },
    /// The run has ended because of an error.
    Failed {
        /// Reason, and how to mend it.
        failure: Failure,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checkpoint_survives_json() {
        for optimizer in [None, Some(vec![0, 255, 7])] {
            let checkpoint = Checkpoint {
                step: 3,
                seconds: 1.5,
                curve: Vec::new(),
                weights: vec![1, 2, 200],
                optimizer,
                warnings: Vec::new(),
                perturbation: None,
                losses: LossSum::default(),
                progress: None,
            };
            let json = serde_json::to_string(&checkpoint).expect("it serialises");
            assert!(json.contains("\"AQLI\""), "{json}");
            assert_eq!(serde_json::from_str::<Checkpoint>(&json).expect("it parses"), checkpoint);
        }
    }
}
