//! Lesson: which block is critical.

use layerlab_schema::{CellKey, Drop, Parent, Scheme};
use layerlab_words::t;

use super::{Lesson, Step, Task, runs::triages};
use crate::{
    format::{points, points_interval},
    glossary::TermName,
    settings::{Workflow, folds_of, triage_of},
    state::{LessonName, Run, State},
};

const NORMAL: &str = "workflow=triage&data=fashion-mnist&network=block-cnn&norms=on&parents=normal&train=1500&validation=200&test=300\
                      &parent-epochs=4&child-epochs=2&schemes=none.global&initialisations=random&epsilon=0.1";

pub static LESSON: Lesson = Lesson {
    name: LessonName::Triage,
    steps: &[
        Step {
            name: "fold",
            set_up: Some(NORMAL),
            terms: &[TermName::Triage, TermName::Block, TermName::Compression],
            tasks: &[
                Task { name: "workflow", is_done: |state| state.settings.workflow == Workflow::Triage },
                Task { name: "folded", is_done: |state| !folds_of(&state.setup).is_empty() },
            ],
        },
        Step {
            name: "wound",
            set_up: None,
            terms: &[TermName::Criticality, TermName::Interval],
            tasks: &[Task { name: "measured", is_done: |state| found(state, Parent::Clean, Scheme::None) >= 1 }],
        },
        Step {
            name: "heal",
            set_up: None,
            terms: &[TermName::FineTune, TermName::Control],
            tasks: &[Task { name: "measured", is_done: |state| found(state, Parent::Clean, Scheme::Global) >= 1 }],
        },
        Step {
            name: "every",
            set_up: None,
            terms: &[TermName::Criticality, TermName::Trial, TermName::Claim],
            tasks: &[
                Task {
                    name: "all",
                    is_done: |state| triage_of(&state.setup).is_some() && folds_of(&state.setup).len() >= 2,
                },
                Task { name: "measured", is_done: |state| found(state, Parent::Clean, Scheme::Global) >= 2 },
            ],
        },
    ],
    seen,
};

/// How many folds of a parent's blocks were measured with a scheme, in the run that has most.
pub(super) fn found(state: &State, parent: Parent, scheme: Scheme) -> usize {
    triages(state, parent).map(|run| folds(run, parent, scheme).len()).max().unwrap_or_default()
}

/// The measured folds of a run with what they lose, by their names.
pub(super) fn folds(run: &Run, parent: Parent, scheme: Scheme) -> Vec<(String, Drop)> {
    let initialisation = triage_of(&run.experiment).and_then(|triage| triage.initialisations.first().copied());
    let Some(initialisation) = initialisation else { return Vec::new() };
    let drop = |name: &String| {
        let key = CellKey { parent, group: 0, initialisation, scheme };
        Some((name.clone(), run.triage.find(name, key)?.drop))
    };
    run.triage.found.groups.iter().map(|group| &group.name).filter_map(drop).collect()
}

/// Whether the intervals of all folds have a value in common.
pub(super) fn overlap(all: &[(String, Drop)], of: fn(&Drop) -> layerlab_schema::Estimate) -> bool {
    let low = all.iter().map(|(_, drop)| of(drop).low).fold(f64::NEG_INFINITY, f64::max);
    let high = all.iter().map(|(_, drop)| of(drop).high).fold(f64::INFINITY, f64::min);
    low <= high
}

fn seen(state: &State) -> Vec<String> {
    let Some(run) = triages(state, Parent::Clean).find(|run| !folds(run, Parent::Clean, Scheme::None).is_empty())
    else {
        return Vec::new();
    };
    let trained = folds(run, Parent::Clean, Scheme::Global);
    let line = |(fold, before): (String, Drop)| {
        let after = trained.iter().find(|(name, _)| *name == fold)?.1.clean;
        Some(t!(
            "seen-triage",
            fold = fold,
            before = points(before.clean),
            before_interval = points_interval(before.clean),
            after = points(after),
            after_interval = points_interval(after)
        ))
    };
    let lines = folds(run, Parent::Clean, Scheme::None).into_iter().filter_map(line);
    let apart = (trained.len() > 1).then(|| told_apart(overlap(&trained, |drop| drop.clean)));
    lines.chain(apart).collect()
}

/// Whether the run tells the blocks apart.
pub(super) fn told_apart(is_overlap: bool) -> String {
    if is_overlap { t!("triage-finding-overlap").into() } else { t!("seen-apart").into() }
}
