//! Lesson: robust and compressed at once.

use layerlab_schema::{Drop, Parent, Scheme};
use layerlab_words::t;

use super::{
    Lesson, Step, Task,
    runs::triages,
    triage::{folds, found, overlap, told_apart},
};
use crate::{
    format::{points, points_interval},
    glossary::TermName,
    settings::{ParentKind, folds_of, triage_of},
    state::{LessonName, State},
};

const ROBUST: &str = "workflow=triage&data=fashion-mnist&network=block-cnn&norms=on&parents=robust&train=1500&validation=200&test=300\
                      &parent-epochs=4&child-epochs=2&schemes=none&initialisations=least-squares&epsilon=0.1&steps=5";
const HEALED: &str = "workflow=triage&data=fashion-mnist&network=block-cnn&norms=on&parents=robust&train=1500&validation=200&test=300\
                      &parent-epochs=4&child-epochs=2&schemes=none.global&initialisations=least-squares&epsilon=0.1&steps=5\
                      &blocks=every";

pub static LESSON: Lesson = Lesson {
    name: LessonName::Compressed,
    steps: &[
        Step {
            name: "parent",
            set_up: Some(ROBUST),
            terms: &[TermName::AdversarialTraining, TermName::Compression],
            tasks: &[
                Task {
                    name: "robust",
                    is_done: |state| {
                        triage_of(&state.setup).is_some_and(|triage| ParentKind::of(triage) == ParentKind::Robust)
                    },
                },
                Task {
                    name: "folded",
                    is_done: |state| triage_of(&state.setup).is_some() && folds_of(&state.setup).len() >= 2,
                },
            ],
        },
        Step {
            name: "both",
            set_up: None,
            terms: &[TermName::RobustAccuracy, TermName::Criticality],
            tasks: &[Task { name: "measured", is_done: |state| found(state, Parent::Adversarial, Scheme::None) >= 2 }],
        },
        Step {
            name: "look",
            set_up: None,
            terms: &[TermName::Block, TermName::Interval],
            tasks: &[Task { name: "cell", is_done: |state| state.display.fold.is_some() }],
        },
        Step {
            name: "heal",
            set_up: Some(HEALED),
            terms: &[TermName::FineTune, TermName::Distillation, TermName::Rewind],
            tasks: &[Task {
                name: "measured",
                is_done: |state| found(state, Parent::Adversarial, Scheme::Global) >= 2,
            }],
        },
    ],
    seen,
};

fn seen(state: &State) -> Vec<String> {
    let Some(run) =
        triages(state, Parent::Adversarial).find(|run| !folds(run, Parent::Adversarial, Scheme::None).is_empty())
    else {
        return Vec::new();
    };
    let lines = |scheme: Scheme| {
        let line = move |(fold, drop): (String, Drop)| {
            t!(
                "seen-compressed",
                fold = fold,
                trained = if scheme == Scheme::Global { "yes" } else { "no" },
                clean = points(drop.clean),
                clean_interval = points_interval(drop.clean),
                robust = points(drop.robust),
                robust_interval = points_interval(drop.robust)
            )
        };
        folds(run, Parent::Adversarial, scheme).into_iter().map(line)
    };
    let wounded = folds(run, Parent::Adversarial, Scheme::None);
    let apart = (wounded.len() > 1).then(|| told_apart(overlap(&wounded, |drop| drop.robust)));
    lines(Scheme::None).chain(apart).chain(lines(Scheme::Global)).collect()
}
