//! Lesson: adversarial training and its price.

use layerlab_words::t;

use super::{
    Lesson, Step, Task,
    runs::{accuracy, ended, epsilon},
};
use crate::{
    format::{decimals, radius, signed_to},
    glossary::TermName,
    settings::Kind,
    state::{LessonName, Run, State},
};

const NORMAL: &str = "workflow=train&data=fashion-mnist&network=cnn&cut=2&front=clean&rest=clean&epochs=4&train=2000&test=500\
                      &norm=linf&epsilon=0.1&test-steps=10";
const ROBUST: &str = "workflow=train&data=fashion-mnist&network=cnn&cut=2&front=adversarial&rest=adversarial&before=2-clean-clean\
                      &epochs=4&train=2000&test=500&norm=linf&epsilon=0.1&steps=5&test-steps=10";
const STRONG: &str = "workflow=train&data=fashion-mnist&network=cnn&cut=2&front=adversarial&rest=adversarial&before=2-clean-clean\
                      &epochs=4&train=2000&test=500&norm=linf&epsilon=0.2&steps=5&test-steps=10";

pub static LESSON: Lesson = Lesson {
    name: LessonName::Training,
    steps: &[
        Step {
            name: "normal",
            set_up: Some(NORMAL),
            terms: &[TermName::CleanAccuracy, TermName::RobustAccuracy],
            tasks: &[Task {
                name: "trained",
                is_done: |state| ended(state, Kind::Normal).any(|run| epsilon(run) >= 0.05),
            }],
        },
        Step {
            name: "modes",
            set_up: Some(ROBUST),
            terms: &[TermName::AdversarialTraining, TermName::Loss],
            tasks: &[Task { name: "both", is_done: |state| Kind::of(&state.setup) == Kind::Robust }],
        },
        Step {
            name: "robust",
            set_up: Some(ROBUST),
            terms: &[TermName::Robust, TermName::Batch],
            tasks: &[Task {
                name: "trained",
                is_done: |state| ended(state, Kind::Robust).any(|run| epsilon(run) >= 0.05),
            }],
        },
        Step {
            name: "stronger",
            set_up: Some(STRONG),
            terms: &[TermName::Epsilon, TermName::RobustOverfitting],
            tasks: &[Task {
                name: "trained",
                is_done: |state| ended(state, Kind::Robust).any(|run| epsilon(run) >= 0.15),
            }],
        },
    ],
    seen,
};

/// Every robust network beside the newest normal one that met the same attack.
fn seen(state: &State) -> Vec<String> {
    let beside = |run: &Run| {
        let normal = ended(state, Kind::Normal)
            .find(|normal| normal.experiment.evaluation.attack == run.experiment.evaluation.attack);
        let (clean, robust) = run.accuracies()?;
        let Some((clean_before, robust_before)) = normal.and_then(Run::accuracies) else {
            return Some(t!(
                "seen-training-alone",
                epsilon = radius(epsilon(run)),
                clean = accuracy(clean),
                robust = accuracy(robust)
            ));
        };
        let change = |before: layerlab_schema::Accuracy, after: layerlab_schema::Accuracy| {
            signed_to(100.0 * (after.value() - before.value()), 0)
        };
        Some(t!(
            "seen-training",
            epsilon = radius(epsilon(run)),
            clean_before = accuracy(clean_before),
            clean = accuracy(clean),
            clean_change = change(clean_before, clean),
            robust_before = accuracy(robust_before),
            robust = accuracy(robust),
            robust_change = change(robust_before, robust)
        ))
    };
    let seconds = |kind: Kind| {
        let report = ended(state, kind).next()?.report.as_ref()?;
        (report.steps > 0).then(|| decimals(1_000.0 * report.seconds / report.steps as f64, 0))
    };
    let time = seconds(Kind::Normal).zip(seconds(Kind::Robust));
    let time = time.map(|(normal, robust)| t!("seen-training-time", normal = normal, robust = robust));
    ended(state, Kind::Robust).take(2).filter_map(beside).chain(time).collect()
}
