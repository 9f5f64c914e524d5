//! The words of plain training: the planned run, its progress, and its result.

use layerlab_schema::{Accuracy, Experiment, Phase};
use layerlab_words::t;

use super::progress::compares_with;
pub use crate::{components::words::*, strings::*};
use crate::{
    format::{interval, percent, radius},
    settings::{Kind, warm_epochs},
    state::Run,
};

/// A difference of accuracies that is worth a remark.
const NOTABLE: f64 = 0.02;

/// The name of the workflow, and its description.
pub fn workflow() -> (&'static str, &'static str) {
    (t!("workflow-train"), t!("workflow-train-hint"))
}

/// The sentence before a run: the training that the button starts.
pub fn planned(experiment: &Experiment) -> String {
    let names = experiment.layer_names();
    let Some(phase) = experiment.phases.last() else { return String::new() };
    let mut sentence = match &phase.layers {
        Some(modes) => {
            let each = names.iter().zip(modes);
            let each = each.map(|(name, mode)| t!("planned-layer", layer = name.as_str(), mode = mode_name(*mode)));
            t!("planned-layers", layers = listed(each))
        }
        None => planned_sides(experiment, phase, &names),
    };
    let earlier = experiment.phases.len() - 1 - usize::from(warm_epochs(experiment) > 0);
    if earlier > 0 {
        sentence = sentences([sentence, t!("planned-earlier", phases = earlier)]);
    }
    sentence
}

/// The plan of a training whose sides have a mode each.
fn planned_sides(experiment: &Experiment, phase: &Phase, names: &[String]) -> String {
    let (front, rest) = names.split_at(experiment.cut.at_most(names.len()).front());
    let (front_mode, rest_mode) = (phase.front.name(), phase.rest.name());
    let whole = match (front, rest) {
        ([], _) => Some(rest_mode),
        (_, []) => Some(front_mode),
        _ if phase.front == phase.rest => Some(rest_mode),
        _ => None,
    };
    match (whole, warm_epochs(experiment)) {
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
    }
}

fn span(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [one] => one.clone(),
        [first, .., last] => t!("layers-span", first = first.as_str(), last = last.as_str()),
    }
}

/// The newest run of a kind that compares with this one.
fn compared<'a>(run: &Run, others: &[&'a Run], kind: Kind) -> Option<&'a Run> {
    others.iter().rev().copied().find(|o| o.report.is_some() && o.kind() == kind && compares_with(run, o))
}

/// The result of a run between a normal and a robust network.
fn finding_of_three(run: &Run, normal: &Run, full: &Run) -> Option<String> {
    let (normal, full, own) = (normal.accuracies()?, full.accuracies()?, run.accuracies()?);
    let share = |accuracy: Accuracy| percent(accuracy.value());
    let found = t!(
        "finding-three",
        attack = attack(run),
        network = kind_adjective(run.kind()),
        n = own.1.of,
        samples = samples_of(&run.experiment),
        normal = share(normal.1),
        robust = share(own.1),
        full = share(full.1),
        clean_normal = share(normal.0),
        clean = share(own.0),
        clean_full = share(full.0)
    );
    let is_short = full.1.value() + NOTABLE < own.1.value();
    Some(sentences([Some(found), is_short.then(|| t!("finding-full-is-short").into())].into_iter().flatten()))
}

/// After a run: its result, beside those of earlier runs in other modes.
pub fn finding(run: &Run, others: &[&Run]) -> String {
    let Some((clean, robust)) = run.accuracies() else { return String::new() };
    let both = compared(run, others, Kind::Normal).zip(compared(run, others, Kind::Robust));
    if let Some(found) = both.and_then(|(normal, full)| finding_of_three(run, normal, full)) {
        return found;
    }
    let other = others.iter().rev().find(|o| o.report.is_some() && compares_with(run, o));
    let other = other.and_then(|o| o.accuracies().map(|found| (o.kind(), found)));
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
        Some((kind, (beside_clean, beside))) => t!(
            "finding-beside",
            attack = attack(run),
            network = kind_adjective(run.kind()),
            robust = percent(robust.value()),
            n = robust.of,
            samples = samples_of(&run.experiment),
            interval = interval(robust),
            clean = percent(clean.value()),
            other_clean = percent(beside_clean.value()),
            other = kind_adjective(kind),
            other_robust = percent(beside.value()),
            other_interval = interval(beside)
        ),
    };
    let early = run.report.as_ref().filter(|r| r.steps < run.steps).map(|r| t!("finding-stopped", step = r.steps));
    sentences(early.into_iter().chain([found]))
}

/// The name of a run in the list, with the difference from other runs.
pub fn run_detail(run: &Run) -> String {
    let names = run.experiment.layer_names();
    let epsilon = radius(run.experiment.attack.epsilon);
    let last = run.experiment.cut.front().checked_sub(1).and_then(|position| names.get(position));
    match (run.kind(), last) {
        (Kind::Normal | Kind::Robust, _) | (_, None) => t!("run-detail", epsilon = epsilon),
        (_, Some(layer)) => t!("run-detail-cut", layer = layer.as_str(), epsilon = epsilon),
    }
}
