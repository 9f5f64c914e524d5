//! The sentences of the status line.

use layerlab_schema::{Accuracy, Attack, CurvePoint, Experiment, Mode, Norm, Report};

use super::{kind_adjective, mode_name};
use crate::{
    format::{count, duration, interval, percent, radius},
    settings::{Kind, Workflow, transfer_of, warm_epochs},
    state::{LayerState, Run, RunStatus, TransferFocus, TriageView},
};

/// Before a run: what Train will do.
pub fn planned(experiment: &Experiment) -> String {
    match Workflow::of(experiment) {
        Workflow::Train => {}
        Workflow::Transfer => return super::travel_planned(experiment),
        Workflow::Triage => return super::triage_planned(experiment),
    }
    let names = experiment.layer_names();
    let Some(phase) = experiment.phases.last() else { return String::new() };
    let (front, rest) = names.split_at(experiment.cut.at_most(names.len()).front());
    let then = match (front, rest, phase.front == phase.rest) {
        ([], _, _) | (_, _, true) => format!("the whole network {}.", how(phase.rest)),
        (_, [], _) => format!("the whole network {}.", how(phase.front)),
        _ => {
            let (front, rest) = (span(front), span(rest));
            format!("the front ({front}) {}, the rest ({rest}) {}.", how(phase.front), also(phase.front, phase.rest))
        }
    };
    let warm = warm_epochs(experiment);
    let earlier = experiment.phases.len() - 1 - usize::from(warm > 0);
    let then =
        if earlier > 0 { format!("{then} Before that come {earlier} phases from the file or link.") } else { then };
    let first = match warm {
        0 => String::new(),
        1 => "first everything learns from clean samples for 1 epoch; then ".into(),
        n => format!("first everything learns from clean samples for {n} epochs; then "),
    };
    super::sentence(&format!("{first}{then}"))
}

fn span(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first, .., last] => format!("{first} to {last}"),
    }
}

/// What the rest does, without saying again what was just said of the front.
fn also(front: Mode, rest: Mode) -> &'static str {
    match (front, rest) {
        (Mode::Adversarial, Mode::Clean) => "from clean ones",
        (Mode::Clean, Mode::Adversarial) => "from attacked ones",
        (Mode::Frozen, _) | (_, Mode::Frozen) | (Mode::Clean, Mode::Clean) | (Mode::Adversarial, Mode::Adversarial) => {
            how(rest)
        }
    }
}

fn how(mode: Mode) -> &'static str {
    match mode {
        Mode::Clean => "learns from clean samples",
        Mode::Adversarial => "learns from attacked samples",
        Mode::Frozen => "stays frozen",
    }
}

/// While a run goes: what, how far, how long still.
pub fn progress(run: &Run, status: &RunStatus) -> (String, String) {
    let words = match Workflow::of(&run.experiment) {
        Workflow::Train => None,
        Workflow::Transfer => super::travel_progress(run, status),
        Workflow::Triage => super::triage_progress(run, status),
    };
    if let Some(words) = words {
        return words;
    }
    let per_epoch = run.experiment.steps_per_epoch().max(1);
    let epochs: usize = run.experiment.phases.iter().map(|p| p.epochs).sum();
    let epoch = (run.step.saturating_sub(1) / per_epoch + 1).min(epochs.max(1));
    let steps = format!("step {} of {}", count(run.step), count(run.steps));
    let left = run.seconds_left.map(|s| format!(" · {} left", duration(s))).unwrap_or_default();
    match status {
        RunStatus::Paused => {
            let left = count(run.steps.saturating_sub(run.step));
            (
                format!("Paused at step {}.", count(run.step)),
                format!("{left} steps left · Continue (space) or Step (.)"),
            )
        }
        _ if run.stopping => ("Stopping, and measuring what there is…".into(), steps),
        _ if run.pausing => ("Pausing after this step…".into(), steps),
        _ if run.measuring.is_some() => {
            let n = count(run.experiment.data.test);
            ("Trained. Measuring the result…".into(), format!("{n} held-out samples, {}", attack(run)))
        }
        _ if run.step == 0 => ("Getting ready…".into(), format!("loading data and building the network · {steps}")),
        _ => (format!("Training, epoch {epoch} of {epochs}."), format!("{steps}{left}")),
    }
}

/// After a run: what it found, beside what an earlier run in other modes found.
pub fn finding(run: &Run, others: &[&Run], focus: TransferFocus, heat: Option<&TriageView>) -> String {
    match Workflow::of(&run.experiment) {
        Workflow::Train => {}
        Workflow::Transfer => return super::travel_finding(run, focus),
        Workflow::Triage => return super::triage_finding(run, heat),
    }
    let Some((clean, robust)) = run.accuracies() else { return String::new() };
    let what = if run.experiment.data.set.is_image() { "images" } else { "points" };
    let other = others.iter().rev().find(|o| o.report.is_some() && run.compares_with(o));
    let other = other.and_then(|o| o.accuracies().map(|(_, robust)| (o.kind(), robust)));
    let beside = other.map(|(kind, robust)| {
        format!(", the {} one {} {}", kind_adjective(kind), percent(robust.value()), interval(robust))
    });
    let early =
        run.report.as_ref().filter(|r| r.steps < run.steps).map(|r| format!("Stopped at step {}. ", count(r.steps)));
    format!(
        "{}Under attack ({}) the {} network keeps {} of {} {what} {}{}. Clean:\u{a0}{}\u{a0}{}.",
        early.unwrap_or_default(),
        attack(run),
        kind_adjective(run.kind()),
        percent(robust.value()),
        count(robust.of),
        interval(robust),
        beside.unwrap_or_default(),
        percent(clean.value()),
        interval(clean),
    )
}

/// One point of the curves.
pub fn reading(point: &CurvePoint, per_epoch: f64) -> String {
    let share = |accuracy: Accuracy| format!("{} {}", percent(accuracy.value()), interval(accuracy));
    format!(
        "Step {} (epoch {:.1}): clean {}, under attack {}, n = {}",
        count(point.step),
        point.step as f64 / per_epoch,
        share(point.clean),
        share(point.robust),
        count(point.clean.of),
    )
}

/// Where, how long, and from which seed.
pub fn provenance(run: &Run) -> String {
    let Some(report) = &run.report else { return String::new() };
    let (device, seed) = (&report.device.name, report.experiment.seed);
    let steps = count(report.steps);
    let trials = trials_of(report);
    let brackets = match (trials, Workflow::of(&report.experiment)) {
        (..=1, _) => "95\u{202f}% intervals over samples",
        (_, Workflow::Triage) => "95\u{202f}% intervals over trials",
        (_, Workflow::Train | Workflow::Transfer) => "least and most over trials",
    };
    format!("{steps} steps in {:.0}\u{202f}s on {device}, seed {seed}. Brackets: {brackets}.", report.seconds)
}

/// How many trials a report has; one where it is of no protocol.
pub fn trials_of(report: &Report) -> usize {
    let transfer = report.transfer.as_ref().map(|found| found.trials.len());
    transfer.or(report.triage.as_ref().map(|found| found.trials.len())).unwrap_or(1)
}

/// The attack of the evaluation, in brackets' words: `PGD-20, ε 0.10`.
pub fn attack(run: &Run) -> String {
    attack_of(&run.experiment)
}

/// The same before a run.
pub fn attack_of(experiment: &Experiment) -> String {
    let Attack { method, norm, epsilon, .. } = experiment.evaluation.attack;
    let norm = match norm {
        Norm::Linf => "",
        Norm::L2 => " in L2",
    };
    format!("{}{norm}, ε\u{a0}{}", method.label(), radius(epsilon))
}

/// What a run is called in the list, with what sets it apart.
pub fn run_detail(run: &Run) -> String {
    let names = run.experiment.layer_names();
    let cut = match (run.kind(), run.experiment.cut.front().checked_sub(1).and_then(|i| names.get(i))) {
        (Kind::Triage, _) => {
            let names: Vec<String> = run.triage.found.groups.iter().map(|group| group.name.clone()).take(3).collect();
            format!("{}, ", names.join(", "))
        }
        (Kind::Normal | Kind::Robust, _) | (_, None) => String::new(),
        (Kind::Transfer, _) => {
            let rests = transfer_of(&run.experiment).map(|t| t.rest.clone()).unwrap_or_default();
            let rests: Vec<String> = rests.iter().map(usize::to_string).collect();
            format!("last {}, ", rests.join(", "))
        }
        (_, Some(layer)) => format!("cut after {layer}, "),
    };
    format!("{cut}ε\u{a0}{}", radius(run.experiment.attack.epsilon))
}

/// The mode and whether it took effect, for people who can't see the colour.
pub fn layer_state(condition: LayerState, trained: bool) -> String {
    let name = match condition {
        LayerState::Mode(mode) => mode_name(mode),
        LayerState::Held => "adversarial, then frozen",
        LayerState::Tuned => "fine-tuned",
    };
    if trained { name.into() } else { format!("untrained, to be {name}") }
}
