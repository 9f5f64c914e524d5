//! One run as the page knows it: what was asked, and what has been told so far.

use std::rc::Rc;

use layerlab_spec::{
    Accuracy, Checkpoint, CurvePoint, Device, Estimate, Evaluated, Event, Experiment, Mode, Report, RunId, Side,
};

use super::{Engine, Kind};

/// One look at the network, and when.
#[derive(Clone, Debug, PartialEq)]
pub struct Look {
    /// Training steps done.
    pub step: usize,
    /// What was measured.
    pub evaluated: Evaluated,
}

/// One run.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Its name towards the engine.
    pub id: RunId,
    /// What was asked.
    pub experiment: Rc<Experiment>,
    /// The engine that does it.
    pub engine: Engine,
    /// Where it takes place, as the engine or the report says.
    pub device: Option<Device>,
    /// Steps done.
    pub step: usize,
    /// Steps planned.
    pub steps: usize,
    /// Estimated seconds until the end.
    pub seconds_left: Option<f64>,
    /// Training losses by step.
    pub losses: Rc<Vec<(usize, f64)>>,
    /// The looks on the way.
    pub curve: Rc<Vec<CurvePoint>>,
    /// The newest look.
    pub look: Option<Rc<Look>>,
    /// The share of the final look that is done.
    pub finishing: Option<f64>,
    /// What the person should know about the figures.
    pub warnings: Vec<String>,
    /// What remains.
    pub report: Option<Rc<Report>>,
    /// The person asked it to wait, and it has not stopped yet.
    pub pausing: bool,
    /// The person asked it to end, and it has not ended yet.
    pub stopping: bool,
}

impl Run {
    /// A run that is about to begin.
    pub fn new(id: RunId, experiment: Rc<Experiment>, engine: Engine, device: Option<Device>) -> Self {
        Self {
            id,
            engine,
            device,
            step: 0,
            steps: experiment.steps(),
            experiment,
            seconds_left: None,
            losses: Rc::default(),
            curve: Rc::default(),
            look: None,
            finishing: None,
            warnings: Vec::new(),
            report: None,
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
        run.finish(report);
        run
    }

    /// Takes in what the engine told, except how the run ended.
    pub fn hear(&mut self, event: Event) {
        match event {
            Event::Trained { step, steps, losses, seconds_left, .. } => {
                let first = (step + 1).saturating_sub(losses.len());
                let new = losses.into_iter().enumerate().map(|(i, loss)| (first + i, loss));
                Rc::make_mut(&mut self.losses).extend(new);
                (self.step, self.steps, self.seconds_left) = (step, steps, Some(seconds_left));
            }
            Event::Looked { point, evaluated, .. } => {
                let step = point.step;
                Rc::make_mut(&mut self.curve).push(point);
                self.look = Some(Rc::new(Look { step, evaluated: *evaluated }));
            }
            Event::Warning { message, .. } => {
                if !self.warnings.contains(&message) {
                    self.warnings.push(message);
                }
            }
            Event::Finishing { done, .. } => self.finishing = Some(done),
            Event::Paused { step, .. } => {
                self.step = step;
                self.pausing = false;
            }
            Event::Ready { .. }
            | Event::Began { .. }
            | Event::Portrayed { .. }
            | Event::Celled { .. }
            | Event::Saved { .. }
            | Event::Finished { .. }
            | Event::Failed { .. }
            | Event::Benched { .. } => {}
        }
    }

    /// Takes in what remains.
    pub fn finish(&mut self, report: Report) {
        let mut curve = report.curve.clone();
        let last = CurvePoint { step: report.steps, loss: None, clean: report.last.clean, robust: report.last.robust };
        match curve.last_mut() {
            Some(point) if point.step == last.step => *point = CurvePoint { loss: point.loss, ..last },
            Some(_) | None => curve.push(last),
        }
        self.curve = Rc::new(curve);
        self.step = report.steps;
        self.look = Some(Rc::new(Look { step: report.steps, evaluated: report.last.clone() }));
        for warning in &report.warnings {
            if !self.warnings.contains(warning) {
                self.warnings.push(warning.clone());
            }
        }
        self.device = Some(report.device.clone());
        (self.pausing, self.stopping, self.finishing, self.seconds_left) = (false, false, None, None);
        self.report = Some(Rc::new(report));
    }

    /// Goes back to a checkpoint, or to the beginning, to go on under another name and on another engine.
    pub fn resume(&mut self, id: RunId, engine: Engine, from: Option<&Checkpoint>) {
        let step = from.map_or(0, |c| c.step);
        (self.id, self.engine, self.device, self.step) = (id, engine, None, step);
        Rc::make_mut(&mut self.losses).retain(|&(s, _)| s <= step);
        self.curve = Rc::new(from.map(|c| c.curve.clone()).unwrap_or_default());
        (self.finishing, self.seconds_left, self.pausing) = (None, None, false);
    }

    /// What it is called.
    pub fn kind(&self) -> Kind {
        Kind::of(&self.experiment)
    }

    /// The newest accuracies: clean, and under attack.
    pub fn accuracies(&self) -> Option<(Accuracy, Accuracy)> {
        self.look.as_ref().map(|look| (look.evaluated.clean, look.evaluated.robust))
    }

    /// How layer `position` trains at the step reached, and whether it has trained at all.
    pub fn state_of(&self, position: usize) -> (Mode, bool) {
        let side = if position < self.experiment.cut { Side::Front } else { Side::Rest };
        let per_epoch = self.experiment.steps_per_epoch();
        let (mut begin, mut mode, mut trained) = (0, Mode::Clean, false);
        for phase in &self.experiment.phases {
            if begin > 0 && self.step <= begin {
                break;
            }
            mode = phase.mode(side);
            trained |= mode != Mode::Frozen && self.step > begin;
            begin += phase.epochs * per_epoch;
        }
        (mode, trained)
    }

    /// Whether two runs answer the same question in different modes.
    pub fn compares_with(&self, other: &Self) -> bool {
        let (a, b) = (&self.experiment, &other.experiment);
        a.data == b.data
            && a.network == b.network
            && a.steps() == b.steps()
            && a.evaluation.attack == b.evaluation.attack
            && self.kind() != other.kind()
    }
}

/// How far the attack moves a layer, by the newest look.
pub fn sensitivity_of(run: &Run, layer: &str) -> Option<Estimate> {
    let look = run.look.as_ref()?;
    look.evaluated.shifts.iter().find(|s| s.layer == layer).map(|s| s.sensitivity)
}
