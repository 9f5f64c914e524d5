//! What a protocol has told so far: the stages it went through, and the networks it measured.

use std::rc::Rc;

use layerlab_schema::{
    Estimate, Experiment, Initialisation, LayerwiseReport, Measure, Mode, Objective, Parent, Reader, Role, Scheme,
    Stage, Trial,
};

use super::EvaluationResult;
use crate::settings::transfer_of;

/// A stage that began.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StageProgress {
    /// In which trial, from 1.
    pub trial: usize,
    /// What began.
    pub stage: Stage,
    /// Training steps done by then, all trials together.
    pub step: usize,
}

/// A measured network, also as a look, so that whatever shows a look can show it.
#[derive(Clone, Debug, PartialEq)]
pub struct MeasuredNetwork {
    /// What was measured.
    pub layerwise: Rc<LayerwiseReport>,
    /// Its accuracy and examples.
    pub look: Rc<EvaluationResult>,
}

/// The story of a run with a protocol; empty for any other.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ProtocolProgress {
    /// The stages begun, in order.
    pub begun: Vec<StageProgress>,
    /// Trials in all.
    pub trials: usize,
    /// The networks of the trial under way; of a finished run, those of its first trial, whose curve is drawn.
    pub measured: Vec<MeasuredNetwork>,
}

/// What the person chose to look at.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Display {
    /// Networks whose lines are not drawn.
    pub hidden: Vec<Role>,
    /// The network whose examples and ledger are shown; the newest where none was chosen.
    pub network: Option<Role>,
    /// What reads the layers.
    pub reader: Option<Reader>,
    /// What ρ is.
    pub measure: Option<Measure>,
    /// What f_b was fine-tuned for, where there is more than one.
    pub objective: Option<Objective>,
    /// The blocks of a triage that are looked at, by their name.
    pub fold: Option<String>,
    /// How they were trained.
    pub scheme: Option<Scheme>,
    /// How their layer began.
    pub initialisation: Option<Initialisation>,
    /// Whose blocks they are.
    pub parent: Option<Parent>,
}

/// One change of the view.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DisplayChange {
    /// Draw the lines of a network, or leave them out.
    Lines(Role),
    /// Examples and ledger of this network.
    Network(Role),
    /// Another reader.
    Reader(Reader),
    /// Another measure.
    Measure(Measure),
    /// The network that was fine-tuned for this.
    Objective(Objective),
    /// The cell of these blocks, trained so.
    Cell(String, Scheme),
    /// Cells whose layer began so.
    Initialisation(Initialisation),
    /// Cells of this parent.
    Parent(Parent),
}

impl Display {
    /// Makes the change.
    pub fn show(&mut self, change: DisplayChange) {
        match change {
            DisplayChange::Lines(role) if self.hidden.contains(&role) => self.hidden.retain(|&hidden| hidden != role),
            DisplayChange::Lines(role) => self.hidden.push(role),
            DisplayChange::Network(role) => self.network = Some(role),
            DisplayChange::Reader(reader) => self.reader = Some(reader),
            DisplayChange::Measure(measure) => self.measure = Some(measure),
            DisplayChange::Objective(objective) => self.objective = Some(objective),
            DisplayChange::Cell(fold, scheme) => (self.fold, self.scheme) = (Some(fold), Some(scheme)),
            DisplayChange::Initialisation(how) => self.initialisation = Some(how),
            DisplayChange::Parent(parent) => self.parent = Some(parent),
        }
    }
}

impl ProtocolProgress {
    /// A stage begins after `step` training steps; says whether it is a new one.
    pub fn begin(&mut self, trial: usize, trials: usize, stage: Stage, step: usize) -> bool {
        let last = self.begun.last().copied();
        if last.is_some_and(|last| last.trial != trial) {
            self.measured.clear();
        }
        // A run that goes on from a checkpoint tells its stage again.
        let is_new = last.is_none_or(|last| (last.trial, last.stage) != (trial, stage));
        if is_new {
            self.begun.push(StageProgress { trial, stage, step });
        }
        self.trials = trials;
        is_new
    }

    /// A network was measured.
    pub fn measure_network(&mut self, layerwise: LayerwiseReport, step: usize) {
        let key = |p: &LayerwiseReport| (p.role, p.rest, p.objective);
        self.measured.retain(|m| key(&m.layerwise) != key(&layerwise));
        let look = Rc::new(EvaluationResult { step, evaluated: layerwise.evaluated.clone() });
        self.measured.push(MeasuredNetwork { layerwise: Rc::new(layerwise), look });
    }

    /// The stage under way, or the last one.
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

    /// Goes back to the stages that had begun by `step`, with the networks that a checkpoint knows of.
    pub fn rewind(&mut self, step: usize, trial: Option<&Trial>) {
        self.begun.retain(|begun| begun.step <= step);
        self.measured.clear();
        self.take(trial, step);
    }

    /// Takes the networks of a trial.
    pub fn take(&mut self, trial: Option<&Trial>, step: usize) {
        for layerwise in trial.iter().flat_map(|trial| &trial.networks) {
            self.measure_network(layerwise.clone(), step);
        }
    }

    /// Which stage began when, by the figures of a finished first trial: fine-tuning may end before its last epoch.
    pub fn begun_in(experiment: &Experiment, trial: &Trial) -> Vec<StageProgress> {
        let Some(transfer) = transfer_of(experiment) else { return Vec::new() };
        let epochs = |stage: Stage| match stage {
            Stage::FineTune { rest, objective } => {
                let cut = trial.cuts.iter().find(|cut| cut.rest == rest);
                let tuned = cut.and_then(|cut| cut.tuned.iter().find(|tuned| tuned.objective == objective));
                tuned.map_or(0, |tuned| tuned.epochs.iter().map(|epoch| epoch.epoch).max().unwrap_or_default())
            }
            Stage::Normal
            | Stage::Robust
            | Stage::Swap { .. }
            | Stage::MeasureParent { .. }
            | Stage::TrainLonger { .. }
            | Stage::Cell { .. } => transfer.epochs_of(stage),
        };
        let begin = |step: &mut usize, stage: Stage| {
            let begun = StageProgress { trial: 1, stage, step: *step };
            *step += epochs(stage) * experiment.steps_per_epoch();
            Some(begun)
        };
        transfer.stages().into_iter().scan(0, begin).collect()
    }
}

/// How a layer of a network in the making stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LayerState {
    /// It trains, or has trained, like this.
    Mode(Mode),
    /// It learned from attacked samples, and is frozen now.
    Held,
    /// It was clean, and is fine-tuned behind a robust front.
    Tuned,
}

impl LayerState {
    /// The name that styles and tests read.
    pub fn name(self) -> &'static str {
        match self {
            Self::Mode(mode) => mode.name(),
            Self::Held => "held",
            Self::Tuned => "tuned",
        }
    }

    /// A layer before or behind the cut in a stage.
    pub fn in_stage(stage: Stage, is_front: bool) -> Self {
        match (stage, is_front) {
            (Stage::Normal, _) | (Stage::Swap { .. }, false) => Self::Mode(Mode::Clean),
            (Stage::Robust, _) => Self::Mode(Mode::Adversarial),
            (Stage::Swap { .. } | Stage::FineTune { .. }, true) => Self::Held,
            (Stage::FineTune { .. }, false) => Self::Tuned,
            // What a triage trains is said by its parents; the stage asks its set-up.
            (Stage::MeasureParent { .. } | Stage::TrainLonger { .. } | Stage::Cell { .. }, _) => {
                Self::Mode(Mode::Clean)
            }
        }
    }
}

/// How far the attack moves a layer of a measured network.
pub fn shift_of(layerwise: &LayerwiseReport, layer: &str) -> Option<Estimate> {
    layerwise.evaluated.sensitivities.iter().find(|shift| shift.layer == layer).map(|shift| shift.sensitivity)
}

/// The readers and the measures that a story's networks were measured with.
pub fn offered(networks: &[MeasuredNetwork]) -> (Vec<Reader>, Vec<Measure>) {
    let has_reader =
        |reader: &Reader| networks.iter().flat_map(|m| &m.layerwise.margins).any(|margin| margin.reader == *reader);
    let has_measure = |measure: &Measure| {
        networks.iter().flat_map(|m| &m.layerwise.pairs).any(|pair| pair.dependency(*measure).is_some())
    };
    (Reader::ALL.into_iter().filter(has_reader).collect(), Measure::ALL.into_iter().filter(has_measure).collect())
}
