//! Runs in words: named by what changed since the run before.

use layerlab_schema::{Experiment, Mode};
use layerlab_words::t;

use super::run_row::RunLine;
use crate::{
    format::figure,
    runs::{Change, changes},
    strings::{data_name, details, mode_name},
};

/// Changes in a name; more are counted.
const NAMED: usize = 2;
/// Longer values are not written into a name.
const LONGEST: usize = 24;
/// More characters than a number needs that a person typed.
const LONG_NUMBER: usize = 7;

/// The name of a run: the one it was given, else what changed, else its kind.
pub fn name(line: &RunLine) -> String {
    if !line.label.title.is_empty() {
        return line.label.title.clone();
    }
    let changed = line.before.as_ref().map(|before| changed(before, &line.experiment));
    changed.unwrap_or_else(|| line.summary.name.into())
}

/// What distinguishes it: its kind, where the name is another, and its set-up in short.
pub fn detail(line: &RunLine) -> String {
    let is_named = !line.label.title.is_empty() || line.before.is_some();
    let kind = is_named.then(|| line.summary.name.to_owned());
    let place = match (line.is_from_link, line.is_visible) {
        (true, _) => Some(t!("run-from-link").to_owned()),
        (false, None) => Some(t!("runs-now").to_owned()),
        (false, Some(_)) => None,
    };
    details(kind.into_iter().chain([line.summary.detail.clone()]).chain(place))
}

/// What changed from one experiment to another, in a few words.
pub fn changed(before: &Experiment, now: &Experiment) -> String {
    let all = changes(before, now);
    if all.is_empty() {
        return t!("differs-none").into();
    }
    let more = all.len().saturating_sub(NAMED);
    let named = all.iter().take(NAMED).map(|change| sentence(change, before, now));
    details(named.chain((more > 0).then(|| t!("differs-more", count = more))))
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
    fn a_run_is_named_by_what_changed() {
        let before = Experiment::default();
        let mut now = before.clone();
        now.attack = Attack::pgd(0.05, 7);
        now.evaluation.attack = Attack::pgd(0.05, 20).with_step_size(0.05 / 8.0);
        assert_eq!(changed(&now, &before), "ε 0.05 → 0.1");
        assert_eq!(changed(&before, &before), "same set-up again");
        now = Experiment { cut: Cut::new(2), seed: 4, ..before.clone() };
        now.phases = vec![Phase::new(2, Mode::Clean, Mode::Clean)];
        assert_eq!(changed(&before, &now), "Cut after linear1 → after conv2 · Front adversarial → clean · and 2 more");
    }
}
