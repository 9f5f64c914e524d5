//! The words of the transfer: its moments, its networks, and what it found.

use layerlab_schema::{Experiment, Objective, Role, Scores};

use super::progress::{StepProgress, TransferFocus, TransferStep, scores_of};
pub use super::{track_words::*, trial_words::*};
pub use crate::{components::words::*, strings::*};
use crate::{
    format::{count, duration, percent, radius},
    settings::{rest_of, transfer_of},
    state::{Run, RunStatus},
};

/// The name of the workflow, and what it is.
pub const WORKFLOW: (&str, &str) = (
    "Watch robustness travel",
    "Algorithm 1: make a robust front, put a clean rest behind it, and see whether fine-tuning the rest alone brings robustness back",
);
/// The question under the name of the page.
pub const QUESTION: &str = "Make half a network robust. Does the rest follow?";
/// Whose claims they are.
pub const CLAIMS_HINT: &str =
    "Claims of arXiv 2307.03803, each with the figure that decides it, its mean and 95 % interval over trials";

pub const STEPS_LABEL: &str = "The run in five steps";
pub const FRONT_ROBUST: &str = "robust";
pub const FRONT_FROZEN: &str = "then frozen";
pub const OBJECTIVE: &str = "What the rest is fine-tuned on";
pub const TUNED_ON: &str = "fine-tuned on";
pub const NORMAL_EPOCHS: (&str, &str) = ("Normal", "Epochs on clean samples");
pub const ROBUST_EPOCHS: (&str, &str) = ("Robust", "Epochs on attacked samples, starting from the normal network");
pub const TUNE_EPOCHS: (&str, &str) = (
    "Fine-tune",
    "Epochs of the rest behind the frozen front, at most: it ends when it is as robust as the robust network",
);
pub const EMPTY_TRANSFER: &str = "Drag the cut and press Train: the tracks below will show, layer by layer, what each of the four networks withstands.";

/// What a network is, and what pressing its name does.
pub fn network_hint(role: Role, is_shown: bool) -> String {
    let what = match role {
        Role::Normal => "trained on clean samples",
        Role::Robust => "trained on attacked samples",
        Role::Semirobust => "the robust front before the clean rest",
        Role::Transferred => "the rest fine-tuned behind the frozen robust front",
    };
    format!("{}: {what}. Press to {} its lines.", role.name(), if is_shown { "hide" } else { "show" })
}

/// What f_b is fine-tuned for.
pub fn objective_name(objective: Objective) -> &'static str {
    match objective {
        Objective::Adversarial => "attacked",
        Objective::Clean => "clean",
    }
}

/// The same at length.
pub fn objective_hint(objective: Objective) -> &'static str {
    match objective {
        Objective::Adversarial => "The rest learns from samples attacked through the whole network, as in the paper",
        Objective::Clean => "The rest learns from clean samples: does the robust front suffice?",
    }
}

/// What a step is called.
pub fn step_title(number: usize, step: TransferStep, focus: TransferFocus) -> String {
    let is_clean = focus.objective == Some(Objective::Clean);
    let title = match step {
        TransferStep::Normal => "Train a normal network",
        TransferStep::Robust => "Make it robust",
        TransferStep::Swap => "Swap in the clean rest",
        TransferStep::Fall => "See what that costs",
        TransferStep::FineTune if is_clean => "Fine-tune the rest on clean",
        TransferStep::FineTune => "Fine-tune the rest",
    };
    format!("{number}. {title}")
}

/// What a step will do, does, or has found.
pub fn step_says(
    step: TransferStep,
    progress: StepProgress,
    setup: &Experiment,
    run: Option<&Run>,
    focus: TransferFocus,
) -> String {
    let Some(transfer) = transfer_of(setup) else { return String::new() };
    let epochs = |n: usize| if n == 1 { "1 epoch".to_owned() } else { format!("{n} epochs") };
    let found = run.filter(|_| progress != StepProgress::Planned).map(|run| outcome(step, run, focus));
    match (progress, found.filter(|found| !found.is_empty())) {
        (_, Some(found)) => found,
        (StepProgress::UnderWay, None) => match (step, run) {
            (TransferStep::Fall, _) => "measuring…".into(),
            (_, Some(run)) => epoch(run).unwrap_or_default(),
            (_, None) => String::new(),
        },
        (StepProgress::Halted, None) => "it ended here".into(),
        (StepProgress::Planned | StepProgress::Over, None) => match step {
            TransferStep::Normal => format!("{}, clean samples", epochs(transfer.normal_epochs)),
            TransferStep::Robust => format!("{}, attacked samples", epochs(transfer.robust_epochs)),
            TransferStep::Swap => format!("{} clean again", last_layers(rest_of(setup))),
            TransferStep::Fall => "accuracy under attack".into(),
            TransferStep::FineTune => format!("at most {}, front frozen", epochs(transfer.fine_tune_epochs)),
        },
    }
}

/// What came of a step, in a few figures.
fn outcome(step: TransferStep, run: &Run, focus: TransferFocus) -> String {
    let of = |role| mean(&scores_of(run, role, focus), |scores| scores.robust);
    let both = |role: Role| {
        let scores = scores_of(run, role, focus);
        let (clean, robust) = (mean(&scores, |s| s.clean), mean(&scores, |s| s.robust));
        let figures = clean.zip(robust);
        figures.map(|(clean, robust)| format!("clean {} · attacked {}", percent(clean), percent(robust)))
    };
    let change =
        |from: Role, to: Role| of(from).zip(of(to)).map(|(a, b)| format!("attacked {} → {}", percent(a), percent(b)));
    match step {
        TransferStep::Normal => both(Role::Normal),
        TransferStep::Robust => both(Role::Robust),
        TransferStep::Swap => Some(format!("{} clean again", last_layers(focus.rest))),
        TransferStep::Fall => change(Role::Robust, Role::Semirobust),
        TransferStep::FineTune => change(Role::Semirobust, Role::Transferred),
    }
    .unwrap_or_default()
}

/// The mean share over trials.
fn mean(scores: &[Scores], of: fn(&Scores) -> layerlab_schema::Accuracy) -> Option<f64> {
    (!scores.is_empty()).then(|| scores.iter().map(|s| of(s).value()).sum::<f64>() / scores.len() as f64)
}

/// `the last two layers`.
fn last_layers(rest: usize) -> String {
    const NUMBERS: [&str; 6] = [
        "no layer",
        "the last layer",
        "the last two layers",
        "the last three layers",
        "the last four layers",
        "the last five layers",
    ];
    NUMBERS.get(rest).map_or_else(|| format!("the last {rest} layers"), |&words| words.into())
}

/// Before a transfer: what Train will do.
pub fn planned(setup: &Experiment) -> String {
    let rest = last_layers(rest_of(setup));
    let on = match transfer_of(setup).and_then(|t| t.objectives.first()) {
        Some(Objective::Clean) => "on clean samples",
        Some(Objective::Adversarial) | None => "on attacked samples",
    };
    sentence(&format!(
        "train a normal network, make it robust, then put {rest} of the normal one behind the robust front. Does fine-tuning {} {on} bring the robustness back?",
        if rest_of(setup) == 1 { "it" } else { "them" },
    ))
}

/// While a transfer goes: which step, how far, how long still.
pub fn progress(run: &Run, status: &RunStatus) -> (String, String) {
    stage_progress(run, status).unwrap_or_else(|| run_progress(run, status))
}

fn stage_progress(run: &Run, status: &RunStatus) -> Option<(String, String)> {
    let now = run.protocol.now()?;
    let (step, trials) = (TransferStep::of(now.stage), run.protocol.trials);
    let number = TransferStep::ALL.iter().position(|&m| m == step)? + 1;
    let trial = if trials > 1 { format!("Trial {} of {trials}, ", now.trial) } else { String::new() };
    let what = match step {
        TransferStep::Normal => "training a normal network",
        TransferStep::Robust => "making it robust",
        TransferStep::Swap | TransferStep::Fall => "the clean rest is behind the robust front; measuring",
        TransferStep::FineTune => "fine-tuning the rest behind the frozen front",
    };
    let epoch = epoch(run).map(|epoch| format!(", {epoch}")).unwrap_or_default();
    let sentence = sentence(&format!("{trial}step {number} of 5: {what}{epoch}"));
    let steps = format!("training step {} of at most {}", count(run.step), count(run.steps));
    let left = run.seconds_left.map(|s| format!(" · {} left", duration(s))).unwrap_or_default();
    let measured = match run.protocol.measured.last() {
        Some(last) => format!(" · measured last: the {} network", last.layerwise.role.name()),
        None => String::new(),
    };
    let measuring = run.measuring.map(|done| format!(" · measuring: {:.0} %", 100.0 * done)).unwrap_or_default();
    (*status == RunStatus::Running && !run.stopping && !run.pausing)
        .then_some((sentence, format!("{steps}{left}{measured}{measuring}")))
}

/// What a finished transfer found, in the list of runs: robust → semirobust → transferred.
pub fn in_short(run: &Run) -> String {
    let rest = transfer_of(&run.experiment).and_then(|t| t.rest.first().copied()).unwrap_or_default();
    let of = |role| mean(&scores_of(run, role, TransferFocus { rest, objective: None }), |s| s.robust).map(percent);
    let figures = [Role::Robust, Role::Semirobust, Role::Transferred].into_iter().filter_map(of);
    figures.collect::<Vec<_>>().join(" → ")
}

/// After a transfer: what it found.
pub fn finding(run: &Run, focus: TransferFocus) -> String {
    let rest = focus.rest;
    let of = |role| {
        let scores = scores_of(run, role, focus);
        (!scores.is_empty()).then(|| over_trials(scores.iter().map(|scores| scores.robust)))
    };
    let Some(robust) = of(Role::Robust) else {
        return "It ended before there was a robust network to compare with.".into();
    };
    let what = if run.experiment.data.set.is_image() { "images" } else { "points" };
    let n = scores_of(run, Role::Robust, focus).first().map_or(0, |scores| scores.robust.of);
    let trials = run.report.as_ref().and_then(|r| r.transfer.as_ref()).map_or(1, |t| t.trials.len());
    let over = if trials > 1 { format!(", mean of {trials} trials") } else { String::new() };
    let start =
        format!("Under attack ({}) the robust network keeps {robust} of {} {what}{over}", attack(run), count(n));
    let clean_rest = last_layers(rest).replacen("the last", "the clean last", 1);
    match (of(Role::Semirobust), of(Role::Transferred)) {
        (Some(fallen), Some(tuned)) => format!(
            "{start}; with {clean_rest} behind its front {fallen}; after fine-tuning {} alone on {} {what} {tuned}.",
            if rest == 1 { "it" } else { "them" },
            if focus.objective == Some(Objective::Clean) { "clean" } else { "attacked" },
        ),
        (Some(fallen), None) => format!("{start}; with {clean_rest} behind its front {fallen}."),
        (None, _) => format!("{start}."),
    }
}

/// What a run is called in the list, with what sets it apart.
pub fn run_detail(run: &Run) -> String {
    let rests = transfer_of(&run.experiment).map(|transfer| transfer.rest.clone()).unwrap_or_default();
    let rests: Vec<String> = rests.iter().map(usize::to_string).collect();
    format!("last {}, ε\u{a0}{}", rests.join(", "), radius(run.experiment.attack.epsilon))
}
