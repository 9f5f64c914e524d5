//! One run in the page's state: its experiment, and the events so far.

use std::rc::Rc;

use serde::{Deserialize, Serialize};

use layerlab_schema::{
    Accuracy, Checkpoint, CurvePoint, Device, Evaluated, Experiment, Kept, Report, RunEvent, RunId, Warning,
};

use super::{Engine, ProtocolProgress, Snapshots, TriageProgress};
use crate::settings::{Kind, UNTIL_STOPPED};

/// One evaluation of the network, and when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EvaluationResult {
    /// Number of training steps done.
    pub step: usize,
    /// Results of the evaluation.
    pub evaluated: Evaluated,
}

/// Names a run beyond one visit: when it began, in thousandths of a millisecond since 1970.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RunKey(pub u64);

/// What a person wrote about a run.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunLabel {
    /// A name; empty where it is named by what changed.
    pub title: String,
    /// A remark; empty for none.
    pub note: String,
}

/// A run and what has been reported of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Id of the run in commands and events.
    pub id: RunId,
    /// What it is kept under.
    pub key: RunKey,
    pub label: RunLabel,
    pub experiment: Rc<Experiment>,
    /// The set-up as the run has it now. Its experiment also says what it was before, where it was changed on the way.
    pub setup: Rc<Experiment>,
    /// Engine that computes the run.
    pub engine: Engine,
    /// The device, as reported by the engine or the report.
    pub device: Option<Device>,
    /// Which of how many networks it trains that follow each other, from 1.
    pub place: (usize, usize),
    /// Number of training steps done.
    pub step: usize,
    /// Number of planned training steps.
    pub steps: usize,
    /// Estimated seconds until the end.
    pub seconds_left: Option<f64>,
    /// Pairs of training step and loss.
    pub losses: Rc<Vec<(usize, f64)>>,
    /// The evaluations during training.
    pub curve: Rc<Vec<CurvePoint>>,
    /// The evaluations so far.
    pub snapshots: Snapshots,
    /// The step of the evaluation that is shown, where it is not the newest.
    pub moment: Option<usize>,
    /// The shown evaluation: the newest one, or that of the chosen moment.
    pub evaluation: Option<Rc<EvaluationResult>>,
    /// The progress of its protocol.
    pub protocol: ProtocolProgress,
    /// The results of a triage.
    pub triage: TriageProgress,
    /// How many parts of a GPU's preparation are done, and of how many.
    pub preparing: Option<(usize, usize)>,
    /// The finished share of the current measurement.
    pub measuring: Option<f64>,
    /// Warnings about the figures.
    pub warnings: Vec<Warning>,
    /// Report of the run, once it has ended.
    pub report: Option<Rc<Report>>,
    /// Whether it has ended, for any reason.
    pub is_over: bool,
    /// The engine that keeps its newest checkpoint, if it was run here.
    pub kept_at: Option<Engine>,
    /// A pause was requested, and it has not stopped yet.
    pub pausing: bool,
    /// A stop was requested, and it has not ended yet.
    pub stopping: bool,
}

// Compared by their pointers first; see `shared.rs` of the schema.
impl Eq for Run {}
impl Eq for EvaluationResult {}

impl Run {
    /// A run that is about to begin.
    pub fn new(id: RunId, experiment: Rc<Experiment>, engine: Engine, device: Option<Device>) -> Self {
        let triage = TriageProgress::new(&experiment, None);
        Self {
            id,
            key: RunKey(u64::from(id.0)),
            label: RunLabel::default(),
            engine,
            device,
            place: (1, 1),
            step: 0,
            steps: experiment.steps(),
            setup: experiment.clone(),
            experiment,
            seconds_left: None,
            losses: Rc::default(),
            curve: Rc::default(),
            snapshots: Snapshots::default(),
            moment: None,
            evaluation: None,
            protocol: ProtocolProgress::default(),
            triage,
            preparing: None,
            measuring: None,
            warnings: Vec::new(),
            report: None,
            is_over: false,
            kept_at: Some(engine),
            pausing: false,
            stopping: false,
        }
    }

    /// A run that was done elsewhere.
    pub fn from_report(id: RunId, report: Report) -> Self {
        let engine = if report.device.kind == "webgpu" { Engine::Webgpu } else { Engine::Cpu };
        let losses = report.curve.iter().filter_map(|p| p.loss.map(|loss| (p.step, loss))).collect();
        let mut run = Self::new(id, Rc::new(report.experiment.clone()), engine, Some(report.device.clone()));
        run.losses = Rc::new(losses);
        run.kept_at = None;
        run.finish(report);
        run
    }

    /// Applies an event of the engine, except the end of the run.
    pub fn apply_event(&mut self, event: RunEvent) {
        match event {
            RunEvent::Trained { step, steps, losses, seconds_left } => {
                let first = (step + 1).saturating_sub(losses.len());
                let new = losses.into_iter().enumerate().map(|(i, loss)| (first + i, loss));
                Rc::make_mut(&mut self.losses).extend(new);
                (self.step, self.steps, self.seconds_left) = (step, steps, Some(seconds_left));
                // A protocol measures between its trainings.
                self.measuring = None;
            }
            RunEvent::Changed { experiment, .. } => {
                self.steps = experiment.steps();
                self.experiment = Rc::new(*experiment);
            }
            RunEvent::Evaluated { point, evaluated } => {
                let step = point.step;
                Rc::make_mut(&mut self.curve).push(point);
                self.show_newest(EvaluationResult { step, evaluated: *evaluated });
            }
            RunEvent::Warning { warning } => {
                if !self.warnings.contains(&warning) {
                    self.warnings.push(warning);
                }
            }
            RunEvent::Preparing { done, of } => self.preparing = (done < of).then_some((done, of)),
            RunEvent::Measuring { done } => self.measuring = Some(done),
            RunEvent::Paused { step } => {
                self.step = step;
                self.pausing = false;
            }
            RunEvent::StageStarted { trial, trials, stage } => {
                if self.protocol.begin(trial, trials, stage, self.step) {
                    self.triage.begin();
                }
            }
            RunEvent::ControlMeasured { result, .. } => self.protocol.measure_control(*result),
            RunEvent::NetworkMeasured { layerwise, .. } => self.protocol.measure_network(*layerwise, self.step),
            RunEvent::CellEvaluated { point } => self.triage.trace(point),
            RunEvent::ParentMeasured { trial, parent } => self.triage.measure_parent(trial, *parent, &self.experiment),
            RunEvent::CellFinished { trial, cell, .. } => self.triage.cell(trial, *cell, &self.experiment),
            RunEvent::NetworkFinished { .. }
            | RunEvent::Saved { .. }
            | RunEvent::Finished { .. }
            | RunEvent::Failed { .. } => {}
        }
    }

    /// Adds an evaluation, and shows it unless one looks back at another.
    fn show_newest(&mut self, result: EvaluationResult) {
        let result = Rc::new(result);
        self.snapshots.push(result.clone());
        if self.moment.is_none() {
            self.evaluation = Some(result);
        }
    }

    /// Shows the evaluation at a step; the newest one where nothing is left to choose.
    pub fn look_back(&mut self, step: usize) {
        let newest = self.snapshots.newest().map(|newest| newest.step);
        let found = self.snapshots.all().iter().find(|evaluation| evaluation.step == step).cloned();
        if let Some(found) = found {
            self.moment = Some(step).filter(|_| newest != Some(step));
            self.evaluation = Some(found);
        }
    }

    /// Takes the evaluations that were kept of it.
    pub fn recall(&mut self, evaluations: Vec<EvaluationResult>) {
        if evaluations.len() > self.snapshots.all().len() {
            self.snapshots = Snapshots::of(evaluations);
            self.moment = None;
        }
    }

    /// Adds the report of the ended run.
    pub fn finish(&mut self, report: Report) {
        self.preparing = None;
        let mut curve = report.curve.clone();
        let last = CurvePoint { step: report.steps, loss: None, clean: report.last.clean, robust: report.last.robust };
        match curve.last_mut() {
            // A protocol's last evaluation is of a network in the middle of its curve.
            Some(_) if report.transfer.is_some() => {}
            // A triage has a curve for each of its cells.
            Some(_) | None if report.triage.is_some() => {}
            Some(point) if point.step == last.step => *point = CurvePoint { loss: point.loss, ..last },
            Some(_) | None => curve.push(last),
        }
        self.finish_protocol(&report);
        if let Some(found) = &report.triage {
            self.triage.found = Rc::new(found.clone());
        }
        self.curve = Rc::new(curve);
        self.step = report.steps;
        self.moment = None;
        self.show_newest(EvaluationResult { step: report.steps, evaluated: report.last.clone() });
        for warning in &report.warnings {
            if !self.warnings.contains(warning) {
                self.warnings.push(warning.clone());
            }
        }
        self.device = Some(report.device.clone());
        (self.pausing, self.stopping, self.measuring, self.seconds_left) = (false, false, None, None);
        (self.report, self.is_over) = (Some(Rc::new(report)), true);
    }

    /// The stages end as the report has them: by its first trial.
    fn finish_protocol(&mut self, report: &Report) {
        let Some(first) = report.transfer.as_ref().and_then(|transfer| transfer.trials.first()) else { return };
        self.protocol.measured.clear();
        self.protocol.take(Some(first), report.steps);
        self.protocol.begun.retain(|begun| begun.trial == 1);
        if self.protocol.begun.is_empty() {
            self.protocol.begun = ProtocolProgress::begun_in(&report.experiment, first);
        }
    }

    /// Whether its last evaluation is in progress, which can't be paused; those between the stages of a protocol can.
    pub fn is_finishing(&self) -> bool {
        self.measuring.is_some() && self.protocol.begun.is_empty()
    }

    /// Goes back to a checkpoint, or to the beginning, to go on under another name and on another engine.
    pub fn resume(&mut self, id: RunId, engine: Engine, from: Option<&Checkpoint>) {
        let step = from.map_or(0, |c| c.step);
        (self.id, self.engine, self.device, self.step) = (id, engine, None, step);
        self.kept_at = Some(engine);
        Rc::make_mut(&mut self.losses).retain(|&(s, _)| s <= step);
        self.curve = Rc::new(from.map(|c| c.curve.clone()).unwrap_or_default());
        self.snapshots.rewind(step);
        let kept = from.and_then(|c| c.progress.as_ref()).map(|progress| &progress.kept);
        let (trial, state) = match kept {
            Some(Kept::Transfer(state)) => (state.report.trials.last(), None),
            Some(Kept::Triage(state)) => (None, Some(state)),
            None => (None, None),
        };
        self.protocol.rewind(step, trial);
        self.triage = TriageProgress::from_checkpoint(&self.experiment, state);
        (self.preparing, self.measuring, self.seconds_left, self.pausing) = (None, None, None, false);
    }

    /// Steps at the end of its curve: as planned, or of a protocol that is over, which may need fewer, as they were.
    pub fn drawn_steps(&self) -> usize {
        match (&self.report, self.curve.last()) {
            (Some(report), Some(last)) if report.transfer.is_some() => last.step,
            // Of a run that goes on until it is stopped nobody knows the end.
            (_, last) if self.is_until_stopped() => {
                let per_epoch = self.experiment.steps_per_epoch();
                self.step.max(last.map_or(0, |point| point.step)).max(4 * per_epoch)
            }
            _ => self.steps.max(self.step),
        }
    }

    /// Whether it goes on until somebody stops it.
    pub fn is_until_stopped(&self) -> bool {
        self.setup.phases.last().is_some_and(|phase| phase.epochs >= UNTIL_STOPPED)
    }

    /// The kind of the run's experiment.
    pub fn kind(&self) -> Kind {
        Kind::of(&self.experiment)
    }

    /// The newest accuracies: clean, and under attack.
    pub fn accuracies(&self) -> Option<(Accuracy, Accuracy)> {
        let newest = self.snapshots.newest().map(|newest| (newest.evaluated.clean, newest.evaluated.robust));
        // Of a run that came with a link, only the curve is known.
        newest.or_else(|| self.curve.last().map(|point| (point.clean, point.robust)))
    }

    /// Whether it ended before all was done.
    pub fn was_stopped(&self) -> bool {
        self.report.as_ref().is_some_and(|report| report.was_stopped())
    }
}
