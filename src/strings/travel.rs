//! The words of the guided run: its moments, its networks, and what it found.

use layerlab_schema::{Experiment, Objective, Role, Scores, Stage};
use layerlab_words::t;

use super::{attack, details, findings::samples_of};
use crate::{
    format::{duration, percent},
    settings::{Workflow, rest_of, transfer_of},
    state::{Run, RunStatus, StepProgress, TransferFocus, TransferStep, scores_of},
};

/// A way to use the stage, and what it is.
pub fn way(way: Workflow) -> (&'static str, &'static str) {
    match way {
        Workflow::Train => (t!("workflow-train"), t!("workflow-train-hint")),
        Workflow::Transfer => (t!("workflow-transfer"), t!("workflow-transfer-hint")),
        Workflow::Triage => (t!("workflow-triage"), t!("workflow-triage-hint")),
    }
}

/// The question under the name of the page.
pub fn question(way: Workflow) -> &'static str {
    match way {
        Workflow::Train | Workflow::Transfer => t!("question-transfer"),
        Workflow::Triage => t!("question-triage"),
    }
}

/// Epochs of the normal network: a label, and what it means.
pub fn normal_epochs() -> (&'static str, &'static str) {
    (t!("normal-epochs"), t!("normal-epochs-hint"))
}

/// Epochs of the robust network.
pub fn robust_epochs() -> (&'static str, &'static str) {
    (t!("robust-epochs"), t!("robust-epochs-hint"))
}

/// Epochs of fine-tuning.
pub fn tune_epochs() -> (&'static str, &'static str) {
    (t!("tune-epochs"), t!("tune-epochs-hint"))
}

/// A stage, over the curve. The swap takes no step: fine-tuning begins where it does.
pub fn stage_name(stage: Stage) -> &'static str {
    match stage {
        Stage::Normal => t!("stage-normal"),
        Stage::Robust => t!("stage-robust"),
        Stage::Swap { .. } => t!("stage-swap"),
        Stage::FineTune { .. } => t!("stage-fine-tune"),
        Stage::MeasureParent { .. } => t!("stage-measure-parent"),
        Stage::TrainLonger { .. } => t!("stage-train-longer"),
        Stage::Cell { .. } => t!("stage-cell"),
    }
}

/// A network.
pub fn role_name(role: Role) -> &'static str {
    match role {
        Role::Normal => t!("role-normal"),
        Role::Robust => t!("role-robust"),
        Role::Semirobust => t!("role-semirobust"),
        Role::Transferred => t!("role-transferred"),
    }
}

/// What a network is, and what pressing its name does.
pub fn network_hint(role: Role, is_shown: bool) -> String {
    t!("network-hint", network = role_name(role), role = role.name(), press = if is_shown { "hide" } else { "show" })
}

/// What f_b is fine-tuned for.
pub fn objective_name(objective: Objective) -> &'static str {
    match objective {
        Objective::Adversarial => t!("objective-adversarial"),
        Objective::Clean => t!("objective-clean"),
    }
}

/// The same at length.
pub fn objective_hint(objective: Objective) -> &'static str {
    match objective {
        Objective::Adversarial => t!("objective-adversarial-hint"),
        Objective::Clean => t!("objective-clean-hint"),
    }
}

/// What a moment is called.
pub fn moment_title(number: usize, moment: TransferStep, focus: TransferFocus) -> String {
    let is_clean = focus.objective == Some(Objective::Clean);
    let title = match moment {
        TransferStep::Normal => t!("step-normal"),
        TransferStep::Robust => t!("step-robust"),
        TransferStep::Swap => t!("step-swap"),
        TransferStep::Fall => t!("step-fall"),
        TransferStep::FineTune if is_clean => t!("step-fine-tune-clean"),
        TransferStep::FineTune => t!("step-fine-tune"),
    };
    t!("step-title", number = number, title = title)
}

/// What a moment will do, does, or has found.
pub fn moment_says(
    moment: TransferStep,
    progress: StepProgress,
    setup: &Experiment,
    run: Option<&Run>,
    focus: TransferFocus,
) -> String {
    let Some(transfer) = transfer_of(setup) else { return String::new() };
    let found = run.filter(|_| progress != StepProgress::Planned).map(|run| outcome(moment, run, focus));
    match (progress, found.filter(|found| !found.is_empty())) {
        (_, Some(found)) => found,
        (StepProgress::UnderWay, None) => match (moment, run) {
            (TransferStep::Fall, _) => t!("measuring").into(),
            (_, Some(run)) => epoch(run).unwrap_or_default(),
            (_, None) => String::new(),
        },
        (StepProgress::Halted, None) => t!("step-halted").into(),
        (StepProgress::Planned | StepProgress::Over, None) => match moment {
            TransferStep::Normal => t!("step-normal-planned", epochs = transfer.normal_epochs),
            TransferStep::Robust => t!("step-robust-planned", epochs = transfer.robust_epochs),
            TransferStep::Swap => t!("step-swap-says", rest = rest_of(setup)),
            TransferStep::Fall => t!("step-fall-planned").into(),
            TransferStep::FineTune => t!("step-fine-tune-planned", epochs = transfer.fine_tune_epochs),
        },
    }
}

/// What came of a moment, in a few figures.
fn outcome(moment: TransferStep, run: &Run, focus: TransferFocus) -> String {
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
    match moment {
        TransferStep::Normal => both(Role::Normal),
        TransferStep::Robust => both(Role::Robust),
        TransferStep::Swap => Some(t!("step-swap-says", rest = focus.rest)),
        TransferStep::Fall => change(Role::Robust, Role::Semirobust),
        TransferStep::FineTune => change(Role::Semirobust, Role::Transferred),
    }
    .unwrap_or_default()
}

/// The mean share over trials.
fn mean(scores: &[Scores], of: fn(&Scores) -> layerlab_schema::Accuracy) -> Option<f64> {
    (!scores.is_empty()).then(|| scores.iter().map(|s| of(s).value()).sum::<f64>() / scores.len() as f64)
}

/// `epoch 2 of 4` of the stage under way, of any protocol.
pub fn epoch(run: &Run) -> Option<String> {
    let (begun, protocol) = (run.protocol.now()?, run.experiment.protocol.as_ref()?);
    let done = run.step.saturating_sub(begun.step).saturating_sub(1) / run.experiment.steps_per_epoch().max(1);
    let of = protocol.epochs_of(begun.stage);
    (of > 0).then(|| t!("epoch-of", epoch = (done + 1).min(of), epochs = of))
}

/// Before a guided run: what Train will do.
pub fn travel_planned(setup: &Experiment) -> String {
    let objective = transfer_of(setup).and_then(|t| t.objectives.first()).copied().unwrap_or(Objective::Adversarial);
    t!("transfer-planned", rest = rest_of(setup), objective = objective.name())
}

/// While a guided run goes: which step, how far, how long still.
pub fn travel_progress(run: &Run, status: &RunStatus) -> Option<(String, String)> {
    let now = run.protocol.now()?;
    let moment = TransferStep::of(now.stage);
    let number = TransferStep::ALL.iter().position(|&m| m == moment)? + 1;
    let what = match moment {
        TransferStep::Normal => t!("transfer-now-normal", number = number),
        TransferStep::Robust => t!("transfer-now-robust", number = number),
        TransferStep::Swap | TransferStep::Fall => t!("transfer-now-swap", number = number),
        TransferStep::FineTune => t!("transfer-now-fine-tune", number = number),
    };
    let sentence = progress_sentence(now.trial, run.protocol.trials, what, epoch(run));
    let steps = t!("training-step-at-most", step = run.step, steps = run.steps);
    let last = run.protocol.measured.last().map(|last| t!("measured-last", network = role_name(last.layerwise.role)));
    let parts = [steps].into_iter().chain(time_left(run)).chain(last).chain(measuring(run));
    (*status == RunStatus::Running && !run.stopping && !run.pausing).then(|| (sentence, details(parts)))
}

/// What a run does now, with the trial and the epoch where there are several.
pub(super) fn progress_sentence(trial: usize, trials: usize, what: String, epoch: Option<String>) -> String {
    let what = match epoch {
        Some(epoch) => t!("progress-in-epoch", what = what, epoch = epoch),
        None => what,
    };
    let what = if trials > 1 { t!("progress-in-trial", trial = trial, trials = trials, what = what) } else { what };
    t!("progress-sentence", what = super::capitalised(&what))
}

/// How long a run will still take, once that is known.
pub(super) fn time_left(run: &Run) -> Option<String> {
    run.seconds_left.map(|seconds| t!("progress-left", time = duration(seconds)))
}

/// How much of a measurement is done, while one is under way.
pub(super) fn measuring(run: &Run) -> Option<String> {
    run.measuring.map(|done| t!("progress-measuring", share = percent(done)))
}

/// What a finished guided run found, in the list of runs: robust → semirobust → transferred.
pub fn travel_in_short(run: &Run) -> String {
    let rest = transfer_of(&run.experiment).and_then(|t| t.rest.first().copied()).unwrap_or_default();
    let of = |role| mean(&scores_of(run, role, TransferFocus { rest, objective: None }), |s| s.robust).map(percent);
    let figures = [Role::Robust, Role::Semirobust, Role::Transferred].into_iter().filter_map(of);
    figures.collect::<Vec<_>>().join(" → ")
}

/// After a guided run: what it found.
pub fn travel_finding(run: &Run, focus: TransferFocus) -> String {
    let rest = focus.rest;
    let of = |role| {
        let scores = scores_of(run, role, focus);
        (!scores.is_empty()).then(|| super::over_trials(scores.iter().map(|scores| scores.robust)))
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
    t!(
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
    )
}
