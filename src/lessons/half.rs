//! Lesson: does half a robust network make a robust whole, and the control that changes the story.

use layerlab_schema::Role;
use layerlab_words::t;

use super::{
    Lesson, Step, Task,
    runs::{accuracy, control, rest, robust, transfers},
};
use crate::{
    format::signed_to,
    glossary::TermName,
    settings::{Workflow, rest_of},
    state::{LessonName, Run, State},
};

const LONG: &str = "workflow=transfer&data=fashion-mnist&network=cnn&cut=1&norm=linf&epsilon=0.1&steps=5&test-steps=10\
                    &train=1500&test=400&normal-epochs=4&robust-epochs=5&tune-epochs=3&controls=clean-front\
                    &objectives=adversarial&measure=%7B%22samples%22%3A0%2C%22fit%22%3A0%7D";
const SHORT: &str = "workflow=transfer&data=fashion-mnist&network=cnn&cut=3&norm=linf&epsilon=0.1&steps=5&test-steps=10\
                     &train=1500&test=400&normal-epochs=4&robust-epochs=5&tune-epochs=3&controls=clean-front\
                     &objectives=adversarial&measure=%7B%22samples%22%3A0%2C%22fit%22%3A0%7D";

pub static LESSON: Lesson = Lesson {
    name: LessonName::Half,
    steps: &[
        Step {
            name: "cut",
            set_up: Some(LONG),
            terms: &[TermName::Cut, TermName::FrontAndRest, TermName::Layer],
            tasks: &[
                Task { name: "workflow", is_done: |state| state.settings.workflow == Workflow::Transfer },
                Task { name: "first", is_done: |state| state.setup.cut.front() == 1 },
            ],
        },
        Step {
            name: "fall",
            set_up: None,
            terms: &[TermName::Semirobust, TermName::RobustAccuracy],
            tasks: &[
                Task { name: "robust", is_done: |state| reached(state, |run| robust(run, Role::Robust).is_some()) },
                Task {
                    name: "semirobust",
                    is_done: |state| reached(state, |run| robust(run, Role::Semirobust).is_some()),
                },
            ],
        },
        Step {
            name: "tune",
            set_up: None,
            terms: &[TermName::FineTune, TermName::Frozen, TermName::Transfer],
            tasks: &[Task {
                name: "transferred",
                is_done: |state| reached(state, |run| robust(run, Role::Transferred).is_some()),
            }],
        },
        Step {
            name: "control",
            set_up: None,
            terms: &[TermName::Control],
            tasks: &[Task { name: "measured", is_done: |state| reached(state, |run| control(run).is_some()) }],
        },
        Step {
            name: "short",
            set_up: Some(SHORT),
            terms: &[TermName::Cut, TermName::Trial],
            tasks: &[
                Task {
                    name: "last",
                    is_done: |state| state.settings.workflow == Workflow::Transfer && rest_of(&state.setup) == 1,
                },
                Task {
                    name: "measured",
                    is_done: |state| reached(state, |run| rest(run) == Some(1) && control(run).is_some()),
                },
            ],
        },
    ],
    seen,
};

fn reached(state: &State, has: impl Fn(&Run) -> bool) -> bool {
    transfers(state).any(has)
}

fn seen(state: &State) -> Vec<String> {
    let line = |run: &Run| {
        let (whole, swapped) = (robust(run, Role::Robust)?, robust(run, Role::Semirobust)?);
        let (tuned, alone) = (robust(run, Role::Transferred)?, control(run)?);
        Some(t!(
            "seen-half",
            rest = rest(run)?,
            robust = accuracy(whole),
            swapped = accuracy(swapped),
            tuned = accuracy(tuned),
            control = accuracy(alone),
            adds = signed_to(100.0 * (tuned.value() - alone.value()), 0)
        ))
    };
    transfers(state).filter_map(line).take(3).collect()
}
