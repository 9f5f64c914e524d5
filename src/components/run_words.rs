//! Runs in words: what each is, and what changed since the run before.

use layerlab_schema::{Experiment, Mode};
use layerlab_words::t;

use super::run_row::RunLine;
use crate::{
    format::figure,
    runs::{Change, changes},
    strings::{data_name, details, mode_name},
};

/// Changes that are named; more are counted.
const NAMED: usize = 2;
/// Settings that the kind of a run tells.
const IN_KIND: [&str; 4] = ["workflow", "front", "rest", "layers"];
/// Longer values are not written into a name.
const LONGEST: usize = 24;
/// More characters than a number needs that a person typed.
const LONG_NUMBER: usize = 7;

/// The name of a run: the one it was given, else its kind and its set-up in short.
pub fn name(line: &RunLine) -> String {
    if !line.label.title.is_empty() {
        return line.label.title.clone();
    }
    details([line.summary.name.to_owned(), line.summary.detail.clone()])
}

/// What distinguishes it: its kind, where it was given another name, and what changed since the run before.
pub fn detail(line: &RunLine) -> String {
    let is_named = !line.label.title.is_empty();
    let kind = is_named.then(|| details([line.summary.name.to_owned(), line.summary.detail.clone()]));
    let changed = line.before.as_ref().and_then(|before| changed(before, &line.experiment));
    let place = match (line.is_from_link, line.is_visible) {
        (true, _) => Some(t!("run-from-link").to_owned()),
        (false, None) => Some(t!("runs-now").to_owned()),
        (false, Some(_)) => None,
    };
    details(kind.into_iter().chain(changed).chain(place))
}

/// What changed from one experiment to another, in a few words; nothing where it is all in the names of their kinds.
pub fn changed(before: &Experiment, now: &Experiment) -> Option<String> {
    let mut all = changes(before, now);
    if all.is_empty() {
        return Some(t!("differs-none").into());
    }
    all.retain(|change| !IN_KIND.contains(&change.key));
    let more = all.len().saturating_sub(NAMED);
    let named = all.iter().take(NAMED).map(|change| sentence(change, before, now));
    let words = details(named.chain((more > 0).then(|| t!("differs-more", count = more))));
    Some(words).filter(|words| !words.is_empty())
}

fn sentence(change: &Change, before: &Experiment, now: &Experiment) -> String {
    let what = what(change.key);
    let text = |of: &Option<String>, experiment| of.as_deref().map(|text| value(change.key, text, experiment));
    let short = |text: &String| text.chars().count() <= LONGEST && !text.starts_with('{');
    match (text(&change.from, before).filter(short), text(&change.to, now).filter(short)) {
        (Some(from), Some(to)) => t!("differs", what = what, from = from, to = to),
        (None, Some(to)) if change.from.is_none() => t!("differs-new", what = what, to = to),
        (Some(_) | None, Some(_) | None) => t!("differs-only", what = what),
    }
}

/// What a setting is called on the page; the others by their name in links and files.
pub fn what(key: &str) -> String {
    let name = match key {
        "workflow" => t!("workflows"),
        "data" => t!("data"),
        "train" => t!("train-samples"),
        "test" => t!("test-samples"),
        "batch" => t!("batch-size"),
        "network" => t!("network"),
        "norms" => t!("batch-norm"),
        "cut" => t!("differs-cut"),
        "before" => t!("warm-epochs"),
        "front" => t!("front"),
        "rest" => t!("rest"),
        "epochs" => t!("epochs"),
        "normal-epochs" => t!("normal-epochs"),
        "robust-epochs" => t!("robust-epochs"),
        "tune-epochs" => t!("tune-epochs"),
        "parent-epochs" => t!("parent-epochs"),
        "child-epochs" => t!("child-epochs"),
        "kernel" => t!("kernel"),
        "attack" => t!("attack"),
        "norm" => t!("attack"),
        "epsilon" => t!("differs-epsilon"),
        "steps" => t!("attack-steps"),
        "step" => t!("attack-step-size"),
        "defence" => t!("defence"),
        "optimizer" => t!("optimiser"),
        "rate" => t!("learning-rate"),
        "momentum" => t!("momentum"),
        "seed" => t!("seed"),
        _ => return t!("differs-key", key = key),
    };
    name.into()
}

/// A value as the page says it.
pub fn value(key: &str, value: &str, experiment: &Experiment) -> String {
    match key {
        "front" | "rest" => {
            let mode = Mode::ALL.into_iter().find(|mode| mode.name() == value);
            mode.map_or_else(|| value.to_owned(), |mode| mode_name(mode).to_owned())
        }
        "data" => data_name(experiment.data.set).into(),
        "cut" => {
            let names = experiment.layer_names();
            let layer = experiment.cut.front().checked_sub(1).and_then(|last| names.get(last));
            layer.map_or_else(|| value.to_owned(), |layer| t!("differs-after", layer = layer.as_str()))
        }
        _ => match value.parse::<f64>() {
            // A long fraction is shortened; the files have it whole.
            Ok(number) if value.contains('.') && value.len() > LONG_NUMBER => figure(number),
            Ok(_) | Err(_) => value.into(),
        },
    }
}

#[cfg(test)]
mod tests {
    use layerlab_schema::{Attack, Cut, Phase};

    use super::*;

    #[test]
    fn what_changed_is_told_as_far_as_the_kind_does_not_tell_it() {
        let changed = |before: &Experiment, now: &Experiment| changed(before, now).unwrap_or_default();
        let before = Experiment::default();
        let mut now = before.clone();
        now.attack = Attack::pgd(0.05, 7);
        now.evaluation.attack = Attack::pgd(0.05, 20).with_step_size(0.05 / 8.0);
        assert_eq!(changed(&now, &before), "ε 0.05 → 0.1");
        assert_eq!(changed(&before, &before), "same set-up again");
        now = Experiment { cut: Cut::new(2), seed: 4, ..before.clone() };
        now.phases = vec![Phase::new(2, Mode::Clean, Mode::Clean)];
        assert_eq!(changed(&before, &now), "Cut after linear1 → after conv2 · Epochs 4 → 2 · and 1 more");
        now = Experiment { phases: vec![Phase::new(4, Mode::Clean, Mode::Clean)], ..before.clone() };
        assert_eq!(changed(&before, &now), "");
    }
}
