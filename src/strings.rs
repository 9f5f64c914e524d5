//! Every word that a person can read on the page, in one place, so that it can be translated.

mod claims;
mod embed;
mod names;

use layerlab_schema::{CurvePoint, Cut, ExperimentError, OtherVersion, Shape};
use layerlab_words::{aside, isolated, message, named, t};

pub use claims::*;
pub use embed::*;
pub use names::*;

use crate::{
    format::{decimals, percent},
    share::{BrokenProperty, Expected, LinkProblem},
};

/// The columns of the table of accuracies.
pub fn table_columns() -> [&'static str; 5] {
    [t!("column-step"), t!("column-clean"), t!("column-under-attack"), t!("column-n"), t!("column-loss")]
}

/// Joins sentences to a paragraph.
pub fn sentences(all: impl IntoIterator<Item = String>) -> String {
    joined(all, " ")
}

/// Details beside each other: `step 12 of 94 · about 40 s left`.
pub fn details(all: impl IntoIterator<Item = String>) -> String {
    joined(all, t!("separator-details"))
}

/// A list without a last word: `conv1, conv2`.
pub fn listed(all: impl IntoIterator<Item = String>) -> String {
    joined(all, t!("separator-list"))
}

fn joined(all: impl IntoIterator<Item = String>, separator: &str) -> String {
    all.into_iter().collect::<Vec<_>>().join(separator)
}

/// Joins names as in `a, b and c`.
pub fn all_of(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => t!("list-and", first = first.join(t!("separator-list")), last = *last),
    }
}

/// Begins with a capital letter, where the writing of the language has them.
pub fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(|c| c.to_uppercase().to_string()).unwrap_or_default();
    format!("{first}{}", letters.as_str())
}

/// The accuracy under attack, beside the name of a network.
pub fn plane_score(robust: layerlab_schema::Accuracy) -> String {
    t!("plane-score", robust = percent(robust.value()), n = robust.of)
}

/// The shape of a layer's output; one of width 1 and height above 1 is a sequence of tokens.
pub fn layer_shape(shape: Shape) -> String {
    if shape.width == 1 && shape.height > 1 {
        return t!("layer-tokens", tokens = shape.height, width = shape.channels);
    }
    isolated(shape.to_string())
}

/// The number of parameters of a layer, with its unit.
pub fn parameters(count: &str) -> String {
    t!("parameters", count = count)
}

/// The magnified change, with its factor.
pub fn change_column(factor: f32) -> String {
    t!("column-change-magnified", factor = factor.to_string())
}

/// The position of the cut in words.
pub fn cut_text(cut: Cut, names: &[String]) -> String {
    let cut = cut.front();
    match (cut.checked_sub(1).and_then(|i| names.get(i)), names.get(cut)) {
        (Some(before), Some(after)) => t!("cut-between", before = before.as_str(), after = after.as_str()),
        (None, Some(after)) => t!("cut-first", layer = after.as_str()),
        (Some(before), None) => t!("cut-last", layer = before.as_str()),
        (None, None) => String::new(),
    }
}

/// A number field got something else.
pub fn not_a_number(field: &str, value: &str) -> String {
    t!("not-a-number", field = field, value = value)
}

/// The error of a set-up, in the words of the page's controls.
pub fn setup_error(error: &ExperimentError) -> String {
    match error {
        ExperimentError::NetworkDoesNotFit { network: "cnn", data: Some(data), .. } => t!("setup-cnn", data = *data),
        ExperimentError::NothingTrains { .. } => t!("setup-frozen").into(),
        ExperimentError::NoEpochs => t!("setup-no-epochs").into(),
        ExperimentError::OutOfRange { key, value, range } => {
            let named = ExperimentError::OutOfRange { key: field_name(key), value: *value, range: *range };
            message(&named.message())
        }
        _ => message(&error.message()),
    }
}

/// The label of the field that sets a key of an experiment; the key itself where there is none.
fn field_name(key: &str) -> String {
    let label = match key {
        "optimizer.learning_rate" | "phases.learning_rate" => t!("learning-rate"),
        "optimizer.momentum" => t!("momentum"),
        "batch_size" => t!("batch-size"),
        "attack.epsilon" => t!("epsilon"),
        "attack.steps" => t!("attack-steps"),
        "attack.step_size" => t!("attack-step-size"),
        "defence.replays" => t!("free-replays"),
        "defence.beta" => t!("trades-beta"),
        "defence.kappa" => t!("ibp-kappa"),
        "evaluation.attack_samples" => t!("final-attacks-samples"),
        "protocol.normal_epochs" => t!("normal-epochs"),
        "protocol.robust_epochs" => t!("robust-epochs"),
        "protocol.fine_tune_epochs" => t!("tune-epochs"),
        "protocol.parent_epochs" => t!("parent-epochs"),
        "protocol.epochs" => t!("child-epochs"),
        _ => key,
    };
    label.to_owned()
}

/// The problem of a link in words.
pub fn link_problem(problem: &LinkProblem) -> String {
    match problem {
        LinkProblem::Version(version) => {
            t!("link-version", version = version.as_str(), supported = layerlab_schema::VERSION.to_string())
        }
        LinkProblem::Result => t!("link-result-broken").into(),
        LinkProblem::Properties(broken) => {
            t!("link-broken", problems = joined(broken.iter().map(link_broken), t!("separator-clauses")))
        }
    }
}

fn link_broken(broken: &BrokenProperty) -> String {
    let BrokenProperty { key, value, expected, instead } = broken;
    match expected {
        Expected::KnownKey => t!("link-broken-key", key = key.as_str()),
        expected => t!(
            "link-broken-value",
            key = key.as_str(),
            value = value.as_str(),
            give = link_expected(*expected),
            instead = instead.as_str()
        ),
    }
}

/// The expected form of a property's value in words.
fn link_expected(expected: Expected) -> String {
    let text = match expected {
        // A key that is not known has a message of its own.
        Expected::KnownKey => t!("none"),
        Expected::Positive => t!("expected-positive"),
        Expected::Whole => t!("expected-whole"),
        Expected::Distance => t!("expected-distance"),
        Expected::Share => t!("expected-share"),
        Expected::Rate => t!("expected-rate"),
        Expected::Momentum => t!("expected-momentum"),
        Expected::OneOf(names) => return one_of(names),
        Expected::SomeOf(names) => return t!("expected-some-of", names = names.join(t!("separator-list"))),
        Expected::CutUpTo(layers) => return t!("expected-cut", layers = layers),
        Expected::Cuts => t!("expected-cuts"),
        Expected::Widths(form) => return named("expected-widths", form.name()),
        Expected::Phases => t!("expected-phases"),
        Expected::Attacks => t!("expected-attacks"),
        Expected::Blocks => t!("expected-blocks"),
        Expected::Table(example) => return t!("expected-table", example = example),
    };
    text.into()
}

/// Joins names as in `a, b or c`.
fn one_of(names: &[&str]) -> String {
    match names {
        [first @ .., last] if !first.is_empty() => {
            t!("list-or", first = first.join(t!("separator-list")), last = *last)
        }
        names => names.concat(),
    }
}

pub fn file_is_cut_off(name: &str, line: usize, column: usize) -> String {
    t!("file-cut-off", name = name, line = line, column = column)
}

pub fn file_is_no_json(name: &str, line: usize, column: usize) -> String {
    t!("file-no-json", name = name, line = line, column = column)
}

pub fn file_has_mistake(name: &str, line: usize, what: &str) -> String {
    t!("file-mistake", name = name, line = line, what = what)
}

pub fn file_has_other_version(name: &str, error: OtherVersion) -> String {
    let OtherVersion { found } = error;
    let supported = layerlab_schema::VERSION;
    let age = if found < supported { "older" } else { "newer" };
    t!("file-other-version", name = name, found = found.to_string(), supported = supported.to_string(), age = age)
}

pub fn file_is_neither(name: &str) -> String {
    t!("file-neither", name = name)
}

pub fn file_is_unsound(name: &str, error: &ExperimentError) -> String {
    t!("file-unsound", name = name, error = message(&error.message()))
}

pub fn file_too_large(name: &str) -> String {
    t!("file-too-large", name = name)
}

pub fn file_unreadable(name: &str) -> String {
    t!("file-unreadable", name = name)
}

pub fn opened_experiment(name: &str) -> String {
    t!("opened-experiment", name = name)
}

pub fn opened_report(name: &str) -> String {
    t!("opened-report", name = name)
}

/// The message that the GPU was lost during a run.
pub fn gpu_lost(why: &str, at: usize, from: Option<usize>) -> String {
    match from {
        Some(from) => t!("gpu-lost", why = aside(why), step = at, from = from),
        None => t!("gpu-lost-early", why = aside(why), step = at),
    }
}

/// The message that the GPU was lost, or never started, without a run.
pub fn gpu_lost_idle(why: &str) -> String {
    t!("gpu-lost-idle", why = aside(why))
}

/// The figures of a run that came with a link, which were computed elsewhere.
pub fn shared_result(last: &CurvePoint, device: &str, seconds: f64) -> String {
    t!(
        "link-result",
        clean = percent(last.clean.value()),
        robust = percent(last.robust.value()),
        n = last.robust.of,
        step = last.step,
        device = device,
        seconds = decimals(seconds, 0)
    )
}

/// The message that an engine was started anew, and from which step its run goes on.
pub fn engine_restarted(from: Option<usize>) -> String {
    match from {
        Some(step) => t!("engine-restarted", step = step),
        None => t!("engine-restarted-early").into(),
    }
}

#[cfg(test)]
mod tests {
    use layerlab_schema::Experiment;
    use layerlab_words::{Catalogue, LOCALES, pseudo};
    use strum::VariantArray as _;

    use super::*;
    use crate::workflows::train::words::planned;

    #[test]
    fn another_language_needs_no_line_of_code() {
        let sentences = || {
            let experiment = Experiment::default();
            let mut all =
                vec![planned(&experiment), attack_of(&experiment), link_problem(&LinkProblem::Version("7".into()))];
            all.extend(table_columns().map(String::from));
            all.extend(crate::embed::Theme::VARIANTS.iter().map(|theme| theme_name(*theme).into()));
            all.push(setup_error(&ExperimentError::NoBlocks));
            all.push(cut_text(experiment.cut, &experiment.layer_names()));
            all
        };
        let english = sentences();
        let (_, file) = LOCALES.iter().find(|(language, _)| *language == "en").expect("it is there");
        layerlab_words::install(Catalogue::new("en-XA", &[&pseudo::accented(file)]).expect("it is Fluent"));
        let accented = sentences();
        assert_eq!(accented.iter().map(|text| pseudo::plain(text)).collect::<Vec<_>>(), english);
        // Names of layers, methods and numbers stay; everything else has accents.
        let changed = english.iter().zip(&accented).filter(|(before, after)| before != after).count();
        assert!(changed >= 10, "{accented:?}");
        assert!(accented[0].contains("šámpľéš"), "{}", accented[0]);
    }
}
