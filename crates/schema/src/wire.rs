//! The messages between the page and its worker; the binary's progress uses the same events.

use serde::{Deserialize, Serialize};

use crate::{
    estimate::Scores,
    experiment::Experiment,
    failure::Failure,
    filters::Filters,
    layerwise::LayerwiseReport,
    protocol::Stage,
    report::{CurvePoint, Device, Evaluated, Report},
    transfer::{TransferReport, TunedEpoch},
    triage::{Cell, CellPoint, Parent, ParentResult, TriageReport},
    warning::Warning,
};

/// Identifies a run: an event of an older run is ignored.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunId(pub u32);

/// How a run moves on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Pace {
    /// Step after step.
    Going,
    /// Waiting.
    Paused,
    /// One training step, then waiting.
    Step,
}

/// A state of a run from which it can be resumed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Checkpoint {
    /// Training steps done.
    pub step: usize,
    /// Seconds spent so far.
    pub seconds: f64,
    /// The curve so far.
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
    /// The progress of a protocol; absent where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub progress: Option<Box<Progress>>,
}

impl Checkpoint {
    /// The results so far without the position in the plan: a triage of more blocks starts from the beginning, and
    /// skips whatever has a result.
    #[must_use]
    pub fn as_known(mut self) -> Self {
        (self.step, self.seconds) = (0, 0.0);
        (self.optimizer, self.perturbation) = (None, None);
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
    /// Stages done, all trials together.
    pub stages: usize,
    /// Training steps done in the current stage.
    pub in_stage: usize,
    /// Weights of the normal network of this trial, once it is there.
    pub normal: Option<Weights>,
    /// Weights of the robust network of this trial, once it is there.
    pub robust: Option<Weights>,
    /// The state of the protocol itself.
    pub kept: Kept,
}

/// The state that each protocol saves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kept {
    /// A transfer of robustness.
    Transfer(TransferState),
    /// A triage.
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
    /// Which test samples the parents of this trial get right.
    pub right: Vec<(Parent, RightSamples)>,
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
    /// On test samples.
    pub scores: Scores,
    /// The filters of its new layers.
    pub filters: Vec<Filters>,
}

/// Sample by sample: bit 0 when it is classified correctly, bit 1 when under attack too.
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
    /// Acc* − k of this trial on the selection's samples, once the robust network is there.
    pub goal: f64,
    /// The results so far.
    pub report: TransferReport,
}

/// The best epoch of a stage.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BestEpoch {
    /// Which, from 1.
    pub epoch: usize,
    /// The accuracy on the selection's samples that makes it the best.
    pub score: f64,
    /// Its weights.
    pub weights: Weights,
}

/// Weights as a safetensors file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Weights(#[serde(with = "crate::bytes")] pub Vec<u8>);

/// A standard piece of work whose time is compared between programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BenchWork {
    /// One clean training step.
    Standard,
    /// PGD with seven iterations, then a training step on its result.
    Pgd7,
}

/// The times of a benchmark.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bench {
    /// The work.
    pub work: BenchWork,
    /// Where.
    pub device: Device,
    /// Milliseconds of each measured step, in order; warm-up excluded.
    pub milliseconds: Vec<f64>,
    /// Their median.
    pub median: f64,
}

/// A command to a worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Command {
    /// Start a run, ending any other one.
    Run {
        /// Its id from now on.
        run: RunId,
        /// The experiment.
        experiment: Box<Experiment>,
        /// Whether to go, or to do one step and wait.
        pace: Pace,
        /// The checkpoint to resume from.
        from: Option<Box<Checkpoint>>,
    },
    /// Change the pace of a run.
    Pace {
        /// Which run.
        run: RunId,
        /// From now on.
        pace: Pace,
    },
    /// End a run after the current step; it reports its results so far.
    Stop {
        /// Which run.
        run: RunId,
    },
    /// Measure a standard piece of work.
    Bench {
        /// Which.
        work: BenchWork,
    },
}

/// A message of a worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Event {
    /// The worker can take commands.
    Ready {
        /// Its device.
        device: Device,
    },
    /// Something happened in a run.
    Run {
        /// The id that the run was started with.
        run: RunId,
        /// The event.
        event: RunEvent,
    },
    /// A benchmark is done.
    Benched {
        /// Its times.
        bench: Bench,
    },
}

/// What happens in a run, in order. The last event of every run is [`RunEvent::Finished`] or [`RunEvent::Failed`].
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RunEvent {
    /// Training steps were done.
    Trained {
        /// Steps done so far.
        step: usize,
        /// Steps in all.
        steps: usize,
        /// The losses of the newest steps, oldest first.
        losses: Vec<f64>,
        /// Estimated seconds until the end, evaluations included.
        seconds_left: f64,
    },
    /// The network in training was evaluated.
    Evaluated {
        /// The new point of the curves.
        point: CurvePoint,
        /// The whole evaluation.
        evaluated: Box<Evaluated>,
    },
    /// A protocol begins a stage.
    StageStarted {
        /// The trial, from 1.
        trial: usize,
        /// Trials in all.
        trials: usize,
        /// The stage.
        stage: Stage,
    },
    /// A transfer has measured one of its networks layer by layer.
    NetworkMeasured {
        /// The trial, from 1.
        trial: usize,
        /// The measurement.
        layerwise: Box<LayerwiseReport>,
    },
    /// A triage has evaluated the network in training.
    CellEvaluated {
        /// On validation samples; its step counts from the beginning of the current stage.
        point: CellPoint,
    },
    /// A triage has measured a network whose blocks are compressed, or trained it for longer.
    ParentMeasured {
        /// The trial, from 1.
        trial: usize,
        /// The measurement so far.
        parent: Box<ParentResult>,
    },
    /// A triage has finished one of its cells.
    CellFinished {
        /// The trial, from 1.
        trial: usize,
        /// Cells done, all trials together.
        done: usize,
        /// Cells in all.
        cells: usize,
        /// The measurement.
        cell: Box<Cell>,
    },
    /// The run is resumable from here.
    Saved {
        /// Its state.
        checkpoint: Box<Checkpoint>,
    },
    /// A warning about the figures; the run continues.
    Warning {
        /// The warning.
        warning: Warning,
    },
    /// The run waits at a step.
    Paused {
        /// Steps done so far.
        step: usize,
    },
    /// A measurement is in progress.
    Measuring {
        /// The share of it that is done, in [0, 1].
        done: f64,
    },
    /// The run is over.
    Finished {
        /// Its report.
        report: Box<Report>,
    },
    /// The run ended early.
    Failed {
        /// Why, and what to do.
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
                progress: None,
            };
            let json = serde_json::to_string(&checkpoint).expect("it serialises");
            assert!(json.contains("\"AQLI\""), "{json}");
            assert_eq!(serde_json::from_str::<Checkpoint>(&json).expect("it parses"), checkpoint);
        }
    }
}
