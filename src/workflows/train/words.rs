//! The words of plain training: what Train will do, how far it is, and what was found.

use layerlab_schema::{Experiment, Mode};

use super::progress::compares_with;
pub use crate::{components::words::*, strings::*};
use crate::{
    format::{count, interval, percent, radius},
    settings::{Kind, warm_epochs},
    state::Run,
};

/// The name of the workflow, and what it is.
pub const WORKFLOW: (&str, &str) = ("Train as set up", "One network; each side trains as you choose");
/// The question under the name of the page.
pub const QUESTION: &str = "Make half a network robust. Does the rest follow?";

/// Before a run: what Train will do.
pub fn planned(experiment: &Experiment) -> String {
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
    sentence(&format!("{first}{then}"))
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

/// After a run: what it found, beside what an earlier run in other modes found.
pub fn finding(run: &Run, others: &[&Run]) -> String {
    let Some((clean, robust)) = run.accuracies() else { return String::new() };
    let what = if run.experiment.data.set.is_image() { "images" } else { "points" };
    let other = others.iter().rev().find(|o| o.report.is_some() && compares_with(run, o));
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

/// What a run is called in the list, with what sets it apart.
pub fn run_detail(run: &Run) -> String {
    let names = run.experiment.layer_names();
    let last = run.experiment.cut.front().checked_sub(1).and_then(|position| names.get(position));
    let cut = match (run.kind(), last) {
        (Kind::Normal | Kind::Robust, _) | (_, None) => String::new(),
        (_, Some(layer)) => format!("cut after {layer}, "),
    };
    format!("{cut}ε\u{a0}{}", radius(run.experiment.attack.epsilon))
}
