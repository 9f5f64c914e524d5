//! The steps of a transfer, and the cut and objective that are displayed.

use std::rc::Rc;

use layerlab_schema::{
    Control, ControlResult, CutResult, Estimate, Experiment, LayerwiseReport, Measure, Mode, Objective, Reader, Role,
    Scores, Stage, TransferStage, Tuned,
};

use crate::{
    components::LayerState,
    settings::{rest_of, transfer_of},
    state::{EvaluationResult, MeasuredNetwork, Run, StageProgress, State},
};

/// A step of a transfer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransferStep {
    /// The normal network is trained.
    Normal,
    /// The robust network is trained from the normal one.
    Robust,
    /// The clean rest goes behind the robust front.
    Swap,
    /// The loss of robustness after the swap is measured.
    Fall,
    /// The rest learns behind the frozen front.
    FineTune,
    /// The same rest learns behind the clean front, for comparison.
    Compare,
}

/// The progress of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepProgress {
    /// It is planned and has not begun.
    Planned,
    /// It is in progress.
    UnderWay,
    /// The run ended during this step.
    Halted,
    /// It is finished.
    Over,
}

impl StepProgress {
    /// The name that styles and tests read.
    pub fn name(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::UnderWay => "under-way",
            Self::Halted => "halted",
            Self::Over => "over",
        }
    }
}

impl TransferStep {
    /// All steps, in order.
    pub const ALL: [Self; 6] = [Self::Normal, Self::Robust, Self::Swap, Self::Fall, Self::FineTune, Self::Compare];

    /// The steps of an experiment: all of them, but the comparison only where it is wanted.
    pub fn of_experiment(experiment: &Experiment) -> Vec<Self> {
        let compares = transfer_of(experiment).is_some_and(|transfer| transfer.has(Control::CleanFront));
        Self::ALL.into_iter().filter(|&step| step != Self::Compare || compares).collect()
    }

    /// The name in classes and `data-test`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Robust => "robust",
            Self::Swap => "swap",
            Self::Fall => "fall",
            Self::FineTune => "fine-tune",
            Self::Compare => "compare",
        }
    }

    /// The network that the step makes.
    pub fn role(self) -> Role {
        match self {
            Self::Normal | Self::Compare => Role::Normal,
            Self::Robust => Role::Robust,
            Self::Swap | Self::Fall => Role::Semirobust,
            Self::FineTune => Role::Transferred,
        }
    }

    /// The step of a stage; after a swap the fall is measured. A triage has no steps of its own.
    pub fn of(stage: Stage) -> Self {
        match stage {
            Stage::Transfer(TransferStage::Normal) | Stage::Triage(_) => Self::Normal,
            Stage::Transfer(TransferStage::Robust) => Self::Robust,
            Stage::Transfer(TransferStage::Swap { .. }) => Self::Fall,
            Stage::Transfer(TransferStage::FineTune { .. }) => Self::FineTune,
            Stage::Transfer(TransferStage::Control { .. }) => Self::Compare,
        }
    }

    /// How far it is in a run.
    pub fn progress(self, run: &Run, is_over: bool) -> StepProgress {
        let now = run.protocol.now().map(|begun| Self::of(begun.stage));
        let position = |step: Self| Self::ALL.iter().position(|&m| m == step);
        match now {
            None if self == Self::Normal && !is_over => StepProgress::UnderWay,
            None => StepProgress::Planned,
            Some(now) if position(now) < position(self) => StepProgress::Planned,
            Some(now) if now == self && !is_over => StepProgress::UnderWay,
            Some(now) if now == self && (run.report.is_none() || run.was_stopped()) => StepProgress::Halted,
            Some(_) => StepProgress::Over,
        }
    }
}

/// The share of the stage under way that is done.
pub fn share_of(run: &Run) -> Option<f64> {
    let (begun, transfer) = (run.protocol.now()?, transfer_of(&run.experiment)?);
    let Stage::Transfer(stage) = begun.stage else { return None };
    let steps = transfer.epochs_of(stage) * run.experiment.steps_per_epoch();
    (steps > 0).then(|| (run.step.saturating_sub(begun.step) as f64 / steps as f64).min(1.0))
}

/// The displayed cut and objective.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TransferFocus {
    /// Number of layers in f_b.
    pub rest: usize,
    /// Objective of the fine-tuning of f_b; the first of several where none was chosen.
    pub objective: Option<Objective>,
}

/// The results of the displayed cut in each trial of a run.
pub fn cuts_of(run: &Run, focus: TransferFocus) -> impl Iterator<Item = &CutResult> {
    let trials = run.report.iter().filter_map(|report| report.transfer.as_ref()).flat_map(|found| &found.trials);
    trials.filter_map(move |trial| trial.cuts.iter().find(|cut| cut.rest == focus.rest))
}

/// The fine-tuning of f_b in the first trial, which is drawn.
pub fn tuned_of(run: &Run, focus: TransferFocus) -> Option<&Tuned> {
    let tuned = &cuts_of(run, focus).next()?.tuned;
    tuned.iter().find(|tuned| Some(tuned.objective) == focus.objective).or(tuned.first())
}

/// The accuracies of a network of a run: on test samples, mean over trials where the run is over.
pub fn scores_of(run: &Run, role: Role, focus: TransferFocus) -> Vec<Scores> {
    let TransferFocus { rest, objective } = focus;
    let trials = run.report.as_ref().and_then(|report| report.transfer.as_ref()).map(|found| &found.trials);
    let Some(trials) = trials else {
        let networks = run.protocol.networks(rest, objective);
        let found = networks.iter().find(|m| m.layerwise.role == role).map(|m| &m.evaluation.evaluated);
        return found.map(|e| Scores { clean: e.clean, robust: e.robust }).into_iter().collect();
    };
    let cut = |trial: &layerlab_schema::Trial| trial.cuts.iter().find(|cut| cut.rest == rest).cloned();
    trials
        .iter()
        .filter_map(|trial| match role {
            Role::Normal => Some(trial.normal),
            Role::Robust => trial.robust,
            Role::Semirobust => cut(trial).map(|cut| cut.semirobust),
            Role::Transferred => {
                let tuned = cut(trial)?.tuned;
                let asked = tuned.iter().find(|tuned| Some(tuned.objective) == objective);
                asked.or(tuned.first()).map(|tuned| tuned.scores)
            }
        })
        .collect()
}

/// The accuracies of a control of a run, like [`scores_of`].
pub fn control_scores(run: &Run, control: Control, focus: TransferFocus) -> Vec<Scores> {
    let of = |controls: &[ControlResult]| {
        let is_it =
            |result: &&ControlResult| result.control == control && result.rest.is_none_or(|of| of == focus.rest);
        controls.iter().find(is_it).map(|result| result.scores)
    };
    match run.report.as_ref().and_then(|report| report.transfer.as_ref()) {
        Some(found) => found.trials.iter().filter_map(|trial| of(&trial.controls)).collect(),
        None => of(&run.protocol.controls).into_iter().collect(),
    }
}

impl TransferFocus {
    /// The cut of the page, with the objective that is chosen for display or planned.
    pub fn of(state: &State) -> Self {
        let asked = transfer_of(&state.setup).map(|transfer| transfer.objectives.as_slice()).unwrap_or_default();
        let chosen = state.display.objective.filter(|objective| asked.contains(objective));
        Self { rest: rest_of(&state.setup), objective: chosen.or(asked.first().copied()) }
    }
}

/// The run of the page, unless the set-up asks for another one. A protocol may have measured several cuts, and the cut of
/// the page slides over them.
pub fn run_of(state: &State) -> Option<&Rc<Run>> {
    let (run, setup) = (state.run.as_ref()?, &state.setup);
    let found = &run.experiment;
    let has_cut = transfer_of(found).is_some_and(|transfer| transfer.rest.contains(&rest_of(setup)));
    let is_moved = found.cut != setup.cut && !has_cut;
    let is_other = found.network != setup.network || found.data != setup.data || found.protocol != setup.protocol;
    if is_moved || is_other { None } else { Some(run) }
}

/// The networks that the run has measured, for the cut on the page.
pub fn networks(state: &State) -> Vec<MeasuredNetwork> {
    let Some(run) = run_of(state) else { return Vec::new() };
    let TransferFocus { rest, objective } = TransferFocus::of(state);
    run.protocol.networks(rest, objective).into_iter().cloned().collect()
}

/// The evaluation whose examples are displayed: that of the chosen network, or the newest.
pub fn shown_evaluation(state: &State) -> Option<Rc<EvaluationResult>> {
    let networks = networks(state);
    let chosen = state.display.network.and_then(|role| networks.iter().find(|m| m.layerwise.role == role));
    let last = networks.last().filter(|_| !state.status.is_active());
    let newest = || state.run.as_ref().and_then(|run| run.evaluation.clone());
    chosen.or(last).map(|m| m.evaluation.clone()).or_else(newest)
}

/// The state of a layer in the current stage, and whether it has been trained at all; before a run its final state.
pub fn layer_state(setup: &Experiment, run: Option<&Run>, position: usize) -> (LayerState, bool) {
    let is_front = setup.cut.front() > position;
    let end = if is_front { LayerState::Held } else { LayerState::Tuned };
    let Some(run) = run.filter(|run| run.step > 0) else { return (end, false) };
    match run.protocol.now() {
        // A finished transfer ends with its controls; what it made is the transferred network.
        Some(_) if run.report.is_some() && !run.was_stopped() => (end, true),
        Some(StageProgress { stage: Stage::Transfer(stage), .. }) => (state_in(stage, is_front), true),
        Some(StageProgress { stage: Stage::Triage(_), .. }) | None => (LayerState::Mode(Mode::Clean), false),
    }
}

/// A layer before or behind the cut in a stage.
fn state_in(stage: TransferStage, is_front: bool) -> LayerState {
    match (stage, is_front) {
        (TransferStage::Normal, _) | (TransferStage::Swap { .. }, false) => LayerState::Mode(Mode::Clean),
        (TransferStage::Robust, _) => LayerState::Mode(Mode::Adversarial),
        (TransferStage::Swap { .. } | TransferStage::FineTune { .. }, true) => LayerState::Held,
        (TransferStage::FineTune { .. }, false) => LayerState::Tuned,
        (TransferStage::Control { control: Control::CleanFront, .. }, true) => LayerState::Held,
        (TransferStage::Control { control: Control::CleanFront, .. }, false) => LayerState::Tuned,
        (TransferStage::Control { control: Control::Reverse, .. }, true) => LayerState::Mode(Mode::Clean),
        (TransferStage::Control { .. }, _) => LayerState::Mode(Mode::Adversarial),
    }
}

/// How far the attack moves a layer of a measured network.
pub fn shift_of(layerwise: &LayerwiseReport, layer: &str) -> Option<Estimate> {
    layerwise.evaluated.sensitivities.iter().find(|shift| shift.layer == layer).map(|shift| shift.sensitivity)
}

/// The readers and the measures that networks were measured with.
pub fn offered(networks: &[MeasuredNetwork]) -> (Vec<Reader>, Vec<Measure>) {
    let has_reader =
        |reader: &Reader| networks.iter().flat_map(|m| &m.layerwise.margins).any(|margin| margin.reader == *reader);
    let has_measure = |measure: &Measure| {
        networks.iter().flat_map(|m| &m.layerwise.pairs).any(|pair| pair.dependency(*measure).is_some())
    };
    (Reader::ALL.into_iter().filter(has_reader).collect(), Measure::ALL.into_iter().filter(has_measure).collect())
}
