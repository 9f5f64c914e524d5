//! The words of the transfer: its steps, its networks and its results.

use layerlab_schema::{Control, Experiment, Objective, Role, Scores};
use layerlab_words::t;

use super::progress::{StepProgress, TransferFocus, TransferStep, control_scores, scores_of};
pub use super::{track_words::*, trial_words::*};
pub use crate::{components::words::*, strings::*};
use crate::{
    format::{percent, radius, signed_whole},
    settings::{rest_of, transfer_of},
    state::{Run, RunStatus},
};

/// A difference of accuracies that is worth a remark.
const NOTABLE: f64 = 0.02;

/// Name and tooltip of the workflow.
pub fn workflow() -> (&'static str, &'static str) {
    (t!("workflow-transfer"), t!("workflow-transfer-hint"))
}

/// Label and tooltip of the field for the normal network's epochs.
pub fn normal_epochs() -> (&'static str, &'static str) {
    (t!("normal-epochs"), t!("normal-epochs-hint"))
}

/// Label and tooltip of the field for the robust network's epochs.
pub fn robust_epochs() -> (&'static str, &'static str) {
    (t!("robust-epochs"), t!("robust-epochs-hint"))
}

/// Label and tooltip of the field for the epochs of fine-tuning.
pub fn tune_epochs() -> (&'static str, &'static str) {
    (t!("tune-epochs"), t!("tune-epochs-hint"))
}

/// The tooltip of a network's name.
pub fn network_hint(role: Role, is_shown: bool) -> String {
    t!("network-hint", network = role_name(role), role = role.name(), press = if is_shown { "hide" } else { "show" })
}

/// The name of an objective.
pub fn objective_name(objective: Objective) -> &'static str {
    match objective {
        Objective::Adversarial => t!("objective-adversarial"),
        Objective::Clean => t!("objective-clean"),
    }
}

/// The tooltip of an objective.
pub fn objective_hint(objective: Objective) -> &'static str {
    match objective {
        Objective::Adversarial => t!("objective-adversarial-hint"),
        Objective::Clean => t!("objective-clean-hint"),
    }
}

/// The title of a step.
pub fn step_title(number: usize, step: TransferStep, focus: TransferFocus) -> String {
    let is_clean = focus.objective == Some(Objective::Clean);
    let title = match step {
        TransferStep::Normal => t!("step-normal"),
        TransferStep::Robust => t!("step-robust"),
        TransferStep::Swap => t!("step-swap"),
        TransferStep::Fall => t!("step-fall"),
        TransferStep::FineTune if is_clean => t!("step-fine-tune-clean"),
        TransferStep::FineTune => t!("step-fine-tune"),
        TransferStep::Compare => t!("step-compare"),
    };
    t!("step-title", number = number, title = title)
}

/// The text of a step: planned, in progress, or its result.
pub fn step_says(
    step: TransferStep,
    progress: StepProgress,
    setup: &Experiment,
    run: Option<&Run>,
    focus: TransferFocus,
) -> String {
    let Some(transfer) = transfer_of(setup) else { return String::new() };
    let found = run.filter(|_| progress != StepProgress::Planned).map(|run| outcome(step, run, focus));
    match (progress, found.filter(|found| !found.is_empty())) {
        (_, Some(found)) => found,
        (StepProgress::UnderWay, None) => match (step, run) {
            (TransferStep::Fall, _) => t!("measuring").into(),
            (_, Some(run)) => epoch(run).unwrap_or_default(),
            (_, None) => String::new(),
        },
        (StepProgress::Halted, None) => t!("step-halted").into(),
        (StepProgress::Planned | StepProgress::Over, None) => match step {
            TransferStep::Normal => t!("step-normal-planned", epochs = transfer.normal_epochs),
            TransferStep::Robust => t!("step-robust-planned", epochs = transfer.robust_epochs),
            TransferStep::Swap => t!("step-swap-says", rest = rest_of(setup)),
            TransferStep::Fall => t!("step-fall-planned").into(),
            TransferStep::FineTune => t!("step-fine-tune-planned", epochs = transfer.fine_tune_epochs),
            TransferStep::Compare => t!("step-compare-planned").into(),
        },
    }
}

/// The result of a step, in a few figures.
fn outcome(step: TransferStep, run: &Run, focus: TransferFocus) -> String {
    let of = |role| mean(&scores_of(run, role, focus), |scores| scores.robust);
    let both = |role: Role| {
        let scores = scores_of(run, role, focus);
        let (clean, robust) = (mean(&scores, |s| s.clean), mean(&scores, |s| s.robust));
        let figures = clean.zip(robust);
        figures.map(|(clean, robust)| t!("step-both", clean = percent(clean), attacked = percent(robust)))
    };
    let change = |from: Role, to: Role| {
        of(from).zip(of(to)).map(|(a, b)| t!("step-change", before = percent(a), after = percent(b)))
    };
    match step {
        TransferStep::Normal => both(Role::Normal),
        TransferStep::Robust => both(Role::Robust),
        TransferStep::Swap => Some(t!("step-swap-says", rest = focus.rest)),
        TransferStep::Fall => change(Role::Robust, Role::Semirobust),
        TransferStep::FineTune => change(Role::Semirobust, Role::Transferred),
        TransferStep::Compare => front_effect(run, focus).map(|effect| {
            t!("step-compare-says", attacked = percent(effect.control), gain = signed_whole(100.0 * effect.gain))
        }),
    }
    .unwrap_or_default()
}

/// What the robust front adds: accuracy under attack of (f_a*, f̃_b) minus that of (f_a, f̃_b), means over trials.
struct FrontEffect {
    control: f64,
    gain: f64,
}

fn front_effect(run: &Run, focus: TransferFocus) -> Option<FrontEffect> {
    // The control learns from attacked samples.
    let focus = TransferFocus { objective: Some(Objective::Adversarial), ..focus };
    let control = mean(&control_scores(run, Control::CleanFront, focus), |scores| scores.robust)?;
    let tuned = mean(&scores_of(run, Role::Transferred, focus), |scores| scores.robust)?;
    Some(FrontEffect { control, gain: tuned - control })
}

/// The mean accuracy over trials; `None` without trials.
fn mean(scores: &[Scores], of: fn(&Scores) -> layerlab_schema::Accuracy) -> Option<f64> {
    (!scores.is_empty()).then(|| scores.iter().map(|s| of(s).value()).sum::<f64>() / scores.len() as f64)
}

/// The sentence before a run: the transfer that the button starts.
pub fn planned(setup: &Experiment) -> String {
    let objective = transfer_of(setup).and_then(|t| t.objectives.first()).copied().unwrap_or(Objective::Adversarial);
    t!("transfer-planned", rest = rest_of(setup), objective = objective.name())
}

/// The sentences during a run: current step, progress, remaining time.
pub fn progress(run: &Run, status: &RunStatus) -> (String, String) {
    stage_progress(run, status).unwrap_or_else(|| run_progress(run, status))
}

fn stage_progress(run: &Run, status: &RunStatus) -> Option<(String, String)> {
    let now = run.protocol.now()?;
    let step = TransferStep::of(now.stage);
    let steps = TransferStep::of_experiment(&run.experiment);
    let (number, of) = (steps.iter().position(|&m| m == step).map_or(steps.len(), |at| at + 1), steps.len());
    let what = match step {
        TransferStep::Normal => t!("transfer-now-normal", number = number, of = of),
        TransferStep::Robust => t!("transfer-now-robust", number = number, of = of),
        TransferStep::Swap | TransferStep::Fall => t!("transfer-now-swap", number = number, of = of),
        TransferStep::FineTune => t!("transfer-now-fine-tune", number = number, of = of),
        TransferStep::Compare => t!("transfer-now-compare", number = number, of = of),
    };
    let sentence = progress_sentence(now.trial, run.protocol.trials, what, epoch(run));
    let steps = t!("training-step-at-most", step = run.step, steps = run.steps);
    let last = run.protocol.measured.last().map(|last| t!("measured-last", network = role_name(last.layerwise.role)));
    let parts = [steps].into_iter().chain(time_left(run)).chain(last).chain(measuring(run));
    (*status == RunStatus::Running && !run.stopping && !run.pausing).then(|| (sentence, details(parts)))
}

/// The result of a finished transfer for the list of runs: robust → semirobust → transferred.
pub fn in_short(run: &Run) -> String {
    let rest = transfer_of(&run.experiment).and_then(|t| t.rest.first().copied()).unwrap_or_default();
    let of = |role| mean(&scores_of(run, role, TransferFocus { rest, objective: None }), |s| s.robust).map(percent);
    let figures = [Role::Robust, Role::Semirobust, Role::Transferred].into_iter().filter_map(of);
    figures.collect::<Vec<_>>().join(" → ")
}

/// The sentence after a run: the result of the transfer.
pub fn finding(run: &Run, focus: TransferFocus) -> String {
    let rest = focus.rest;
    let of = |role| {
        let scores = scores_of(run, role, focus);
        (!scores.is_empty()).then(|| over_trials(scores.iter().map(|scores| scores.robust)))
    };
    let Some(robust) = of(Role::Robust) else {
        return t!("transfer-ended-early").into();
    };
    let n = scores_of(run, Role::Robust, focus).first().map_or(0, |scores| scores.robust.of);
    let trials = run.report.as_ref().and_then(|r| r.transfer.as_ref()).map_or(1, |t| t.trials.len());
    let (samples, attack) = (samples_of(&run.experiment), attack(run));
    let Some(swapped) = of(Role::Semirobust) else {
        return t!(
            "transfer-finding-robust",
            attack = attack,
            robust = robust,
            n = n,
            samples = samples,
            trials = trials
        );
    };
    let Some(tuned) = of(Role::Transferred) else {
        return t!(
            "transfer-finding-swapped",
            attack = attack,
            robust = robust,
            n = n,
            samples = samples,
            trials = trials,
            rest = rest,
            swapped = swapped
        );
    };
    let found = t!(
        "transfer-finding-tuned",
        attack = attack,
        robust = robust,
        n = n,
        samples = samples,
        trials = trials,
        rest = rest,
        swapped = swapped,
        objective = focus.objective.unwrap_or(Objective::Adversarial).name(),
        tuned = tuned
    );
    let control = front_effect(run, focus).map(|effect| front_effect_says(&effect, rest));
    sentences([Some(found), robust_is_short(run, focus), control].into_iter().flatten())
}

/// A remark where the fully robust network is less robust than the fine-tuned one, which looks like a contradiction.
fn robust_is_short(run: &Run, focus: TransferFocus) -> Option<String> {
    let of = |role| mean(&scores_of(run, role, focus), |scores| scores.robust);
    let epochs = transfer_of(&run.experiment)?.robust_epochs;
    (of(Role::Robust)? + NOTABLE < of(Role::Transferred)?)
        .then(|| t!("transfer-finding-robust-is-short", epochs = epochs))
}

/// The sentence on the control, which follows the finding.
fn front_effect_says(effect: &FrontEffect, rest: usize) -> String {
    let adds = if effect.gain > 0.0 { "more" } else { "none" };
    let points = format!("{:.0}", 100.0 * effect.gain.abs());
    t!("transfer-finding-control", rest = rest, control = percent(effect.control), adds = adds, points = points)
}

/// The detail of a run in the list, which distinguishes it from others.
pub fn run_detail(run: &Run) -> String {
    let rests = transfer_of(&run.experiment).map(|transfer| transfer.rest.clone()).unwrap_or_default();
    let (rests, epsilon) = (listed(rests.iter().map(usize::to_string)), radius(run.experiment.attack.epsilon));
    t!("run-detail-transfer", rests = rests, epsilon = epsilon)
}
