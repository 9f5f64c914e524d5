//! Lesson: what an adversarial example is.

use layerlab_schema::Norm;
use layerlab_words::t;

use super::{
    Lesson, Step, Task,
    runs::{accuracy, answers, ended, epsilon, shown_example},
};
use crate::{
    glossary::TermName,
    settings::Kind,
    state::{LessonName, State},
    strings::attack_of,
};

const NORMAL: &str = "workflow=train&data=fashion-mnist&network=cnn&cut=2&front=clean&rest=clean&epochs=4&train=2000&test=500\
                      &norm=linf&epsilon=0.1&test-steps=10";
const WEAK: &str = "workflow=train&data=fashion-mnist&network=cnn&cut=2&front=clean&rest=clean&epochs=4&train=2000&test=500\
                    &norm=linf&epsilon=0.02&test-steps=10";
const ROUND: &str = "workflow=train&data=fashion-mnist&network=cnn&cut=2&front=clean&rest=clean&epochs=4&train=2000&test=500\
                     &norm=l2&epsilon=1.5&test-steps=10";

pub static LESSON: Lesson = Lesson {
    name: LessonName::Example,
    steps: &[
        Step {
            name: "network",
            set_up: Some(NORMAL),
            terms: &[TermName::CleanAccuracy, TermName::Epoch],
            tasks: &[Task { name: "trained", is_done: |state| ended(state, Kind::Normal).next().is_some() }],
        },
        Step {
            name: "fooled",
            set_up: None,
            terms: &[TermName::AdversarialExample, TermName::Attack, TermName::Epsilon],
            tasks: &[Task { name: "wrong", is_done: looks_at_a_fooled_one }],
        },
        Step {
            name: "weaker",
            set_up: Some(WEAK),
            terms: &[TermName::Epsilon, TermName::RobustAccuracy, TermName::Interval],
            tasks: &[
                Task { name: "epsilon", is_done: |state| state.setup.attack.epsilon <= 0.03 },
                Task { name: "trained", is_done: |state| ended(state, Kind::Normal).any(|run| epsilon(run) <= 0.03) },
            ],
        },
        Step {
            name: "shape",
            set_up: Some(ROUND),
            terms: &[TermName::Norm, TermName::Pgd],
            tasks: &[
                Task { name: "norm", is_done: |state| state.setup.attack.norm == Norm::L2 },
                Task {
                    name: "trained",
                    is_done: |state| {
                        ended(state, Kind::Normal).any(|run| run.experiment.evaluation.attack.norm == Norm::L2)
                    },
                },
            ],
        },
    ],
    seen,
};

/// Whether the shown image is right as it is and wrong once attacked.
fn looks_at_a_fooled_one(state: &State) -> bool {
    shown_example(state).is_some_and(|example| {
        let (clean, attacked) = answers(example);
        clean == example.label && attacked != example.label
    })
}

fn seen(state: &State) -> Vec<String> {
    let line = |run: &crate::state::Run| {
        let (clean, robust) = run.accuracies()?;
        Some(t!(
            "seen-example",
            attack = attack_of(&run.experiment),
            clean = accuracy(clean),
            robust = accuracy(robust),
            n = robust.of
        ))
    };
    ended(state, Kind::Normal).take(3).filter_map(line).collect()
}
