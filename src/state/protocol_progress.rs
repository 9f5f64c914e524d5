//! The progress of a protocol as reported by a run: its stages so far, and the measured networks.

use std::rc::Rc;

use layerlab_schema::{ControlResult, Experiment, LayerwiseReport, Objective, Role, Stage, TransferStage, Trial};

use super::EvaluationResult;
use crate::settings::transfer_of;

/// A stage that began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StageProgress {
    /// Number of the trial, from 1.
    pub trial: usize,
    pub stage: Stage,
    /// Training steps done by then, all trials together.
    pub step: usize,
}

/// A measured network, also as an evaluation, so that whatever shows one can show it.
#[derive(Clone, Debug, PartialEq)]
pub struct MeasuredNetwork {
    /// The layer-wise report.
    pub layerwise: Rc<LayerwiseReport>,
    /// Its accuracy and examples.
    pub evaluation: Rc<EvaluationResult>,
}

/// The reported progress of a protocol; empty for plain runs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProtocolProgress {
    /// The started stages, in order.
    pub begun: Vec<StageProgress>,
    /// Number of planned trials.
    pub trials: usize,
    /// The networks of the current trial; of a finished run, those of its first trial, whose curve is drawn.
    pub measured: Vec<MeasuredNetwork>,
    /// The controls of that trial.
    pub controls: Vec<ControlResult>,
}

impl ProtocolProgress {
    /// A stage begins after `step` training steps; returns whether it is a new one.
    pub fn begin(&mut self, trial: usize, trials: usize, stage: Stage, step: usize) -> bool {
        let last = self.begun.last().copied();
        if last.is_some_and(|last| last.trial != trial) {
            self.measured.clear();
            self.controls.clear();
        }
        // A resumed run reports its stage again.
        let is_new = last.is_none_or(|last| (last.trial, last.stage) != (trial, stage));
        if is_new {
            self.begun.push(StageProgress { trial, stage, step });
        }
        self.trials = trials;
        is_new
    }

    /// Adds the measurement of a network.
    pub fn measure_network(&mut self, layerwise: LayerwiseReport, step: usize) {
        let key = |p: &LayerwiseReport| (p.role, p.rest, p.objective);
        self.measured.retain(|m| key(&m.layerwise) != key(&layerwise));
        let evaluation = Rc::new(EvaluationResult { step, evaluated: layerwise.evaluated.clone() });
        self.measured.push(MeasuredNetwork { layerwise: Rc::new(layerwise), evaluation });
    }

    /// Adds a network for comparison.
    pub fn measure_control(&mut self, result: ControlResult) {
        self.controls.retain(|known| (known.control, known.rest) != (result.control, result.rest));
        self.controls.push(result);
    }

    /// The current stage, or the last one.
    pub fn now(&self) -> Option<StageProgress> {
        self.begun.last().copied()
    }

    /// The networks of one cut, in the order in which they come to be; of several objectives, one.
    pub fn networks(&self, rest: usize, objective: Option<Objective>) -> Vec<&MeasuredNetwork> {
        let is_here = |p: &LayerwiseReport| p.rest.is_none_or(|of| of == rest);
        let find = |role: Role| {
            let mut all = self.measured.iter().filter(|m| m.layerwise.role == role && is_here(&m.layerwise));
            all.clone().find(|m| objective.is_some() && m.layerwise.objective == objective).or_else(|| all.next())
        };
        Role::ALL.into_iter().filter_map(find).collect()
    }

    /// Returns to the stages that had begun by `step`, with the networks in a checkpoint.
    pub fn rewind(&mut self, step: usize, trial: Option<&Trial>) {
        self.begun.retain(|begun| begun.step <= step);
        self.measured.clear();
        self.controls.clear();
        self.take(trial, step);
    }

    /// Takes the networks of a trial.
    pub fn take(&mut self, trial: Option<&Trial>, step: usize) {
        for layerwise in trial.iter().flat_map(|trial| &trial.networks) {
            self.measure_network(layerwise.clone(), step);
        }
        for result in trial.iter().flat_map(|trial| &trial.controls) {
            self.measure_control(result.clone());
        }
    }

    /// Which stage began when, by the figures of a finished first trial: fine-tuning may end before its last epoch.
    pub fn begun_in(experiment: &Experiment, trial: &Trial) -> Vec<StageProgress> {
        let Some(transfer) = transfer_of(experiment) else { return Vec::new() };
        let epochs = |stage: TransferStage| match stage {
            TransferStage::FineTune { rest, objective } => {
                let cut = trial.cuts.iter().find(|cut| cut.rest == rest);
                let tuned = cut.and_then(|cut| cut.tuned.iter().find(|tuned| tuned.objective == objective));
                tuned.map_or(0, |tuned| tuned.epochs.iter().map(|epoch| epoch.epoch).max().unwrap_or_default())
            }
            TransferStage::Control { control, rest } => {
                trial.control(control, rest.unwrap_or_default()).map_or(0, |result| result.epochs)
            }
            TransferStage::Normal | TransferStage::Robust | TransferStage::Swap { .. } => transfer.epochs_of(stage),
        };
        let begin = |step: &mut usize, stage: TransferStage| {
            let begun = StageProgress { trial: 1, stage: stage.into(), step: *step };
            *step += epochs(stage) * experiment.steps_per_epoch();
            Some(begun)
        };
        transfer.stages().into_iter().scan(0, begin).collect()
    }
}
