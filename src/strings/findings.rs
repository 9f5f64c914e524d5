//! The sentences of the status line.

use layerlab_schema::{Accuracy, Attack, CurvePoint, Experiment, Norm, Report};
use layerlab_words::t;

use super::{details, kind_adjective, listed, mode_name, sentences};
use crate::{
    format::{decimals, duration, interval, percent, radius},
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
    let (front_mode, rest_mode) = (phase.front.name(), phase.rest.name());
    let whole = match (front, rest) {
        ([], _) => Some(rest_mode),
        (_, []) => Some(front_mode),
        _ => (phase.front == phase.rest).then_some(rest_mode),
    };
    let warm = warm_epochs(experiment);
    let mut sentence = match (whole, warm) {
        (Some(mode), 0) => t!("planned-whole", mode = mode),
        (Some(mode), epochs) => t!("planned-warm-whole", mode = mode, epochs = epochs),
        (None, 0) => {
            t!("planned-sides", front = span(front), rest = span(rest), front_mode = front_mode, rest_mode = rest_mode)
        }
        (None, epochs) => t!(
            "planned-warm-sides",
            front = span(front),
            rest = span(rest),
            front_mode = front_mode,
            rest_mode = rest_mode,
            epochs = epochs
        ),
    };
    let earlier = experiment.phases.len() - 1 - usize::from(warm > 0);
    if earlier > 0 {
        sentence = sentences([sentence, t!("planned-earlier", phases = earlier)]);
    }
    sentence
}

fn span(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first, .., last] => t!("layers-span", first = first.as_str(), last = last.as_str()),
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
    let steps = t!("progress-step", step = run.step, steps = run.steps);
    match status {
        RunStatus::Paused => (
            t!("progress-paused", step = run.step),
            t!("progress-paused-detail", left = run.steps.saturating_sub(run.step)),
        ),
        _ if run.stopping => (t!("progress-stopping").into(), steps),
        _ if run.pausing => (t!("progress-pausing").into(), steps),
        _ if run.measuring.is_some() => (
            t!("progress-trained").into(),
            t!("progress-trained-detail", n = run.experiment.data.test, attack = attack(run)),
        ),
        _ if run.step == 0 => (t!("progress-preparing").into(), details([t!("progress-loading").into(), steps])),
        _ => {
            let left = run.seconds_left.map(|seconds| t!("progress-left", time = duration(seconds)));
            (t!("progress-epoch", epoch = epoch, epochs = epochs), details([steps].into_iter().chain(left)))
        }
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
    let other = others.iter().rev().find(|o| o.report.is_some() && run.compares_with(o));
    let other = other.and_then(|o| o.accuracies().map(|(_, robust)| (o.kind(), robust)));
    let found = match other {
        None => t!(
            "finding",
            attack = attack(run),
            network = kind_adjective(run.kind()),
            robust = percent(robust.value()),
            n = robust.of,
            samples = samples_of(&run.experiment),
            interval = interval(robust),
            clean = percent(clean.value()),
            clean_interval = interval(clean)
        ),
        Some((kind, beside)) => t!(
            "finding-beside",
            attack = attack(run),
            network = kind_adjective(run.kind()),
            robust = percent(robust.value()),
            n = robust.of,
            samples = samples_of(&run.experiment),
            interval = interval(robust),
            clean = percent(clean.value()),
            clean_interval = interval(clean),
            other = kind_adjective(kind),
            other_robust = percent(beside.value()),
            other_interval = interval(beside)
        ),
    };
    let early = run.report.as_ref().filter(|r| r.steps < run.steps).map(|r| t!("finding-stopped", step = r.steps));
    sentences(early.into_iter().chain([found]))
}

/// What samples are, for messages that choose by it.
pub(super) fn samples_of(experiment: &Experiment) -> &'static str {
    if experiment.data.set.is_image() { "images" } else { "points" }
}

/// One point of the curves.
pub fn reading(point: &CurvePoint, per_epoch: f64) -> String {
    let share = |accuracy: Accuracy| format!("{} {}", percent(accuracy.value()), interval(accuracy));
    t!(
        "curve-reading",
        step = point.step,
        epoch = decimals(point.step as f64 / per_epoch, 1),
        clean = share(point.clean),
        robust = share(point.robust),
        n = point.clean.of
    )
}

/// Where, how long, and from which seed.
pub fn provenance(run: &Run) -> String {
    let Some(report) = &run.report else { return String::new() };
    let brackets = match (trials_of(report), Workflow::of(&report.experiment)) {
        (..=1, _) => "samples",
        (_, Workflow::Triage) => "trials",
        (_, Workflow::Train | Workflow::Transfer) => "range",
    };
    t!(
        "provenance",
        steps = report.steps,
        seconds = decimals(report.seconds, 0),
        device = report.device.name.as_str(),
        seed = report.experiment.seed.to_string(),
        brackets = brackets
    )
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
    match norm {
        Norm::Linf => t!("attack-label", method = method.label(), epsilon = radius(epsilon)),
        Norm::L2 => t!("attack-label-l2", method = method.label(), epsilon = radius(epsilon)),
    }
}

/// What a run is called in the list, with what sets it apart.
pub fn run_detail(run: &Run) -> String {
    let names = run.experiment.layer_names();
    let epsilon = radius(run.experiment.attack.epsilon);
    match (run.kind(), run.experiment.cut.front().checked_sub(1).and_then(|i| names.get(i))) {
        (Kind::Triage, _) => {
            let blocks = run.triage.found.groups.iter().map(|group| group.name.clone()).take(3);
            t!("run-detail-blocks", blocks = listed(blocks), epsilon = epsilon)
        }
        (Kind::Normal | Kind::Robust, _) | (_, None) => t!("run-detail", epsilon = epsilon),
        (Kind::Transfer, _) => {
            let rests = transfer_of(&run.experiment).map(|t| t.rest.clone()).unwrap_or_default();
            t!("run-detail-transfer", rests = listed(rests.iter().map(usize::to_string)), epsilon = epsilon)
        }
        (_, Some(layer)) => t!("run-detail-cut", layer = layer.as_str(), epsilon = epsilon),
    }
}

/// The mode and whether it took effect, for people who can't see the colour.
pub fn layer_state(condition: LayerState, trained: bool) -> String {
    let name = match condition {
        LayerState::Mode(mode) => mode_name(mode),
        LayerState::Held => t!("layer-held"),
        LayerState::Tuned => t!("layer-tuned"),
    };
    if trained { name.into() } else { t!("layer-untrained", state = name) }
}
