//! Lesson: which layers depend on which, and what chance gives.

use layerlab_schema::{Measure, Role};
use layerlab_words::t;

use super::{
    Lesson, Step, Task,
    runs::{rest, transfers},
};
use crate::{
    format::signed,
    glossary::TermName,
    state::{Detail, LessonName, MeasuredNetwork, Run, State},
    workflows::transfer::words::measure_name,
};

const MEASURED: &str = "workflow=transfer&data=fashion-mnist&network=cnn&cut=2&norm=linf&epsilon=0.1&steps=5&test-steps=10\
                        &train=1500&test=300&normal-epochs=3&robust-epochs=3&tune-epochs=2&controls=reverse\
                        &objectives=adversarial&measure=%7B%22samples%22%3A200%2C%22fit%22%3A400%2C%22linear_bounds%22%3A0\
                        %2C%22readers%22%3A%5B%22probe%22%5D%2C%22dependencies%22%3A%5B%22edge%22%2C%22ksg%22%2C%22cka-debiased%22%5D\
                        %2C%22nulls%22%3A20%2C%22noise%22%3A%5B0.0%2C1.0%2C2.0%5D%7D";

pub static LESSON: Lesson = Lesson {
    name: LessonName::Dependency,
    steps: &[
        Step {
            name: "measure",
            set_up: Some(MEASURED),
            terms: &[TermName::Layer, TermName::Dependency],
            tasks: &[
                Task { name: "full", is_done: |state| state.learning.detail() == Detail::Full },
                Task { name: "measured", is_done: |state| newest(state).is_some() },
            ],
        },
        Step {
            name: "chance",
            set_up: None,
            terms: &[TermName::Null, TermName::PValue, TermName::Edge],
            tasks: &[Task {
                name: "edge",
                is_done: |state| newest(state).is_some() && shown_measure(state) == Some(Measure::Edge),
            }],
        },
        Step {
            name: "other",
            set_up: None,
            terms: &[TermName::Ksg, TermName::Cka, TermName::InfoNce],
            tasks: &[Task {
                name: "measure",
                is_done: |state| state.display.measure.is_some_and(|measure| measure != Measure::Edge),
            }],
        },
        Step {
            name: "noise",
            set_up: None,
            terms: &[TermName::Noise, TermName::Margin],
            tasks: &[Task {
                name: "measured",
                is_done: |state| {
                    transfers(state).any(|run| run.protocol.measured.iter().any(|m| m.layerwise.noise.len() > 1))
                },
            }],
        },
    ],
    seen,
};

/// The measure whose values the track shows: the chosen one, or the first that was taken.
fn shown_measure(state: &State) -> Option<Measure> {
    let first = || Some(newest(state)?.layerwise.pairs.first()?.dependencies.first()?.measure);
    state.display.measure.or_else(first)
}

/// The last network of the newest transfer whose pairs were measured.
fn newest(state: &State) -> Option<&MeasuredNetwork> {
    let has_pairs = |m: &&MeasuredNetwork| !m.layerwise.pairs.is_empty();
    let last = |run: &'_ Run| -> Option<usize> { run.protocol.measured.iter().rposition(|m| has_pairs(&m)) };
    transfers(state).find_map(|run| run.protocol.measured.get(last(run)?))
}

fn seen(state: &State) -> Vec<String> {
    let Some(run) = transfers(state).find(|run| run.protocol.measured.iter().any(|m| !m.layerwise.pairs.is_empty()))
    else {
        return Vec::new();
    };
    let networks = run.protocol.networks(rest(run).unwrap_or_default(), None);
    let Some(network) = networks.iter().find(|m| m.layerwise.role == Role::Robust).or(networks.last()) else {
        return Vec::new();
    };
    let pairs = network.layerwise.pairs.iter();
    let line = pairs.flat_map(|pair| pair.dependencies.iter().map(move |rho| (pair, rho)));
    line.map(|(pair, rho)| {
        t!(
            "seen-dependency",
            parent = pair.parent.as_str(),
            child = pair.child.as_str(),
            measure = measure_name(rho.measure),
            rho = signed(rho.value),
            null = signed(rho.null_mean),
            above = if rho.is_above_chance() { "yes" } else { "no" }
        )
    })
    .collect()
}
