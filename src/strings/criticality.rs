//! The sentences of a triage: what Train will do, how far it is, what a field says, and what was found.

use layerlab_spec::{Estimate, Experiment, ParentResult, Scheme, Stage as Stretch};

use super::{initialisation_name, parent_kind, scheme_name, sentence};
use crate::{
    format::{count, duration, percent, points, points_interval},
    state::{Field, Finding, Fold, Heat, ParentKind, Run, Stage, folds_of, triage_of},
};

/// A field in full.
pub fn cell_reading(fold: &Fold, finding: Finding<'_>, parent: &ParentResult, steps: usize) -> String {
    let Finding { cell, drop, trials } = finding;
    let of = |before: f64, after: f64, lost| {
        format!("{} → {} ({} {})", percent(before), percent(after), points(lost), points_interval(lost))
    };
    let clean = of(parent.scores.clean.value(), cell.after.clean.value(), drop.clean);
    let robust = of(parent.scores.robust.value(), cell.after.robust.value(), drop.robust);
    let over =
        if trials > 1 { format!(", {trials} trials; figures of the first, losses their mean") } else { String::new() };
    let reached = cell.reached.iter().find(|reached| (reached.share - 0.95).abs() < 1e-9);
    let way = match reached.and_then(|reached| reached.step) {
        _ if cell.key.scheme == Scheme::None => String::new(),
        Some(step) => format!(" 95\u{202f}% of the parent after {} of {} steps.", count(step), count(steps)),
        None => format!(" 95\u{202f}% of the parent was not reached in {} steps.", count(steps)),
    };
    format!(
        "{} as one layer, {}, {}: clean {clean}, under attack {robust}, n = {}{over}. Before training {}.{way}",
        fold.name,
        initialisation_name(cell.key.initialisation).to_lowercase(),
        scheme_name(cell.key.scheme).0,
        count(cell.after.clean.of),
        percent(cell.before.clean.value()),
    )
}

/// How far the cell under way is.
pub fn cell_progress(run: &Run) -> String {
    epoch(run).unwrap_or_else(|| "measuring…".into())
}

/// `epoch 1 of 2` of the stretch under way.
fn epoch(run: &Run) -> Option<String> {
    let (begun, triage) = (run.story.now()?, triage_of(&run.experiment)?);
    let of = triage.epochs_of(begun.stretch);
    let per_epoch = run.experiment.steps_per_epoch().max(1);
    let done = run.step.saturating_sub(begun.step);
    let is_over = run.finishing.is_some() || done >= of * per_epoch;
    (of > 0 && !is_over).then(|| format!("epoch {} of {of}", done.saturating_sub(1) / per_epoch + 1))
}

/// Before a run: what Train will do.
pub fn triage_planned(setup: &Experiment) -> String {
    let Some(triage) = triage_of(setup) else { return String::new() };
    let folds = folds_of(setup);
    let names: Vec<&str> = folds.iter().flatten().map(|block| block.name.as_str()).collect();
    let parent = parent_kind(ParentKind::of(triage)).to_lowercase();
    let ways = triage.schemes.iter().filter(|&&scheme| scheme != Scheme::None).count();
    let trained = match ways {
        0 => "look at what is left".to_owned(),
        1 => "train what is left".to_owned(),
        n => format!("train what is left in {n} ways"),
    };
    let what = match (names.as_slice(), folds.len()) {
        ([one], _) => format!("fold {one} into one layer"),
        (names, 1) => format!("fold {} at once", list(names)),
        (names, _) => format!("fold {} in turn", list(names)),
    };
    sentence(&format!("train a {parent} network, {what} and {trained}. What does it lose?"))
}

/// `a, b and c`.
fn list(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

/// While a triage goes: what, how far, how long still.
pub fn triage_progress(run: &Run, stage: &Stage) -> Option<(String, String)> {
    let triage = triage_of(&run.experiment)?;
    let now = run.story.now().filter(|_| *stage == Stage::Running && !run.stopping && !run.pausing)?;
    let found = &run.triaged.found;
    let trial =
        if run.story.trials > 1 { format!("trial {} of {}, ", now.trial, run.story.trials) } else { String::new() };
    let what = match now.stretch {
        Stretch::Normal => "training the parent".to_owned(),
        Stretch::Robust => "making the parent robust".into(),
        Stretch::Examine { .. } => "measuring the parent".into(),
        Stretch::Longer { .. } => "training the parent for longer, as a control".into(),
        Stretch::Cell { key } => {
            let name = found.groups.get(key.group).map(|group| group.name.as_str()).unwrap_or_default();
            match key.scheme {
                Scheme::None => format!("{name} is folded; measuring it as it is"),
                scheme => format!("{name} is folded; training: {}", scheme_name(scheme).0),
            }
        }
        Stretch::Swap { .. } | Stretch::FineTune { .. } => return None,
    };
    let epoch = epoch(run).map(|epoch| format!(", {epoch}")).unwrap_or_default();
    let done: usize = found.trials.iter().map(|trial| trial.cells.len()).sum();
    let cells = triage.cells(&run.experiment.chain().unwrap_or_default());
    let left = run.seconds_left.map(|s| format!(" · {} left", duration(s))).unwrap_or_default();
    let measuring = run.finishing.map(|done| format!(" · measuring: {:.0} %", 100.0 * done)).unwrap_or_default();
    Some((
        sentence(&format!("{trial}{what}{epoch}")),
        format!(
            "{done} of {cells} fields · training step {} of {}{left}{measuring}",
            count(run.step),
            count(run.steps)
        ),
    ))
}

/// After a triage: what it found, by the parent and the first weights that are looked at.
pub fn triage_finding(run: &Run, heat: Option<&Heat>) -> String {
    let own = Heat::of(&run.experiment, Some(run), &Default::default());
    let Some(heat) = heat.or(own.as_ref()) else { return String::new() };
    let Some(parent) = run.triaged.parent(heat.parent) else {
        return "It ended before there was a parent whose blocks could be compressed.".into();
    };
    let best = heat.schemes.iter().rev().find(|&&scheme| scheme == Scheme::Global).or(heat.schemes.last());
    let lost = |column: usize, scheme: Scheme| match heat.field(column, scheme, Some(run)) {
        Field::Found(finding) => Some(finding.drop.clean),
        Field::Unasked | Field::Planned | Field::UnderWay => None,
    };
    let all = |scheme: Scheme| -> Vec<(&Fold, f64)> {
        let drops =
            heat.folds.iter().enumerate().filter_map(|(column, fold)| Some((fold, lost(column, scheme)?.value)));
        drops.collect()
    };
    let of = format!("of the parent’s {} clean accuracy", percent(parent.scores.clean.value()));
    let (fold, scheme) = match (heat.fold(), best) {
        (Some(fold), Some(&scheme)) => (fold, scheme),
        _ => {
            return format!(
                "The parent is right on {} of samples; nothing is folded.",
                percent(parent.scores.clean.value())
            );
        }
    };
    let trained = all(scheme);
    let wound = lost(heat.column, Scheme::None);
    let how = if scheme == Scheme::None { "as it is" } else { "after training" };
    match trained.as_slice() {
        [] => format!(
            "Nothing was compressed before it ended. The parent is right on {} of samples.",
            percent(parent.scores.clean.value())
        ),
        [_] => {
            let Some(after) = lost(heat.column, scheme) else { return String::new() };
            let name = &fold.name;
            match wound.filter(|_| scheme != Scheme::None) {
                Some(wound) => format!(
                    "Folding {name} into one layer costs {} points as it is, and {} after training ({}), {of}.",
                    loss(wound.value),
                    loss_between(after),
                    scheme_name(scheme).0
                ),
                None => format!("Folding {name} into one layer costs {} points {how}, {of}.", loss_between(after)),
            }
        }
        many => {
            let order = |a: &&(&Fold, f64), b: &&(&Fold, f64)| a.1.total_cmp(&b.1);
            let (most, least) = (many.iter().max_by(order), many.iter().min_by(order));
            let (Some(most), Some(least)) = (most, least) else { return String::new() };
            format!(
                "{} costs the network most {how} ({}): {} points {of}. {} costs least: {}.",
                most.0.name,
                scheme_name(scheme).0,
                loss(most.1),
                least.0.name,
                loss(least.1),
            )
        }
    }
}

/// Points that are lost, as a plain number; a gain has its sign.
fn loss(share: f64) -> String {
    let text = format!("{:.1}", 100.0 * share);
    if text == "-0.0" { "0.0".into() } else { text.replace('-', "\u{2212}") }
}

/// The same with its interval.
fn loss_between(lost: Estimate) -> String {
    format!("{} [{},\u{202f}{}]", loss(lost.value), loss(lost.low), loss(lost.high))
}

/// What a finished triage found, in the list of runs.
pub fn triage_in_short(run: &Run) -> String {
    let heat = Heat::of(&run.experiment, Some(run), &Default::default());
    let found = heat.as_ref().and_then(|heat| Some((heat, heat.finding(Some(run))?)));
    found
        .map(|(heat, finding)| format!("{} {}", scheme_name(heat.scheme).0, points(finding.drop.clean)))
        .unwrap_or_default()
}
