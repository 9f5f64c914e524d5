//! The sentences of a triage: what Train will do, how far it is, what a field says, and what was found.

use layerlab_schema::{Accuracy, Block, Cell, Estimate, Experiment, Parent, ParentResult, Scheme, Stage, TriageStage};

use super::{
    progress::{CellState, FoldedBlock, TriageView},
    words::{initialisation_name, mean_scores, parent_name, scheme_name},
};
use crate::{
    components::words::{epoch, run_progress},
    format::{count, duration, percent, points, points_interval, radius},
    settings::{ParentKind, folds_of, triage_of},
    state::{CellResult, Display, Run, RunStatus},
    strings::sentence,
};

/// A field in full: means over trials, each parent beside its cell.
pub fn cell_reading(
    fold: &FoldedBlock,
    finding: CellResult<'_>,
    pairs: &[(&ParentResult, &Cell)],
    steps: usize,
) -> String {
    let CellResult { cell, drop } = finding;
    let mean = |of: &dyn Fn(&ParentResult, &Cell) -> Accuracy| {
        let sum: f64 = pairs.iter().map(|(parent, cell)| of(parent, cell).value()).sum();
        percent(sum / pairs.len().max(1) as f64)
    };
    let of = |before: String, after: String, lost| {
        format!("{before} → {after} ({} {})", points(lost), points_interval(lost))
    };
    let clean = of(mean(&|parent, _| parent.scores.clean), mean(&|_, cell| cell.after.clean), drop.clean);
    let robust = of(mean(&|parent, _| parent.scores.robust), mean(&|_, cell| cell.after.robust), drop.robust);
    let over = if pairs.len() > 1 { format!(", means over {} trials", pairs.len()) } else { String::new() };
    let begin = match cell.key.scheme {
        // It does not know of any.
        Scheme::Scratch => String::new(),
        _ => format!(", first weights {}", initialisation_name(cell.key.initialisation).to_lowercase()),
    };
    format!(
        "{}, {}{begin}: clean {clean}, under attack {robust}, n = {}{over}. Before training {}.{}",
        as_layers(fold),
        scheme_done(cell.key.scheme),
        count(cell.after.clean.of),
        mean(&|_, cell| cell.before.clean),
        if cell.key.scheme == Scheme::None { String::new() } else { convergence(pairs, steps) },
    )
}

/// After how many steps 95 % of the parent's accuracy came back.
fn convergence(pairs: &[(&ParentResult, &Cell)], steps: usize) -> String {
    let reached: Vec<usize> = pairs.iter().filter_map(|(_, cell)| cell.steps_to(0.95)).collect();
    let (Some(&soonest), Some(&latest)) = (reached.iter().min(), reached.iter().max()) else {
        return format!(" 95\u{202f}% of the parent was not reached in {} steps.", count(steps));
    };
    let after = if soonest == latest { count(soonest) } else { format!("{} to {}", count(soonest), count(latest)) };
    let when = if reached.len() < pairs.len() {
        format!(", in {} of {} trials", reached.len(), pairs.len())
    } else {
        String::new()
    };
    format!(" 95\u{202f}% of the parent after {after} of {} steps{when}.", count(steps))
}

/// How far the cell under way is.
pub fn cell_progress(run: &Run) -> String {
    epoch(run).filter(|_| run.measuring.is_none()).unwrap_or_else(|| "measuring…".into())
}

/// Before a run: what Train will do.
pub fn planned(setup: &Experiment) -> String {
    let Some(triage) = triage_of(setup) else { return String::new() };
    let folds = folds_of(setup);
    let names: Vec<&str> = folds.iter().flatten().map(|block| block.name.as_str()).collect();
    let parent = match ParentKind::of(triage) {
        ParentKind::Normal => "a normal network",
        ParentKind::Robust => "a robust network",
        ParentKind::HalfRobust => "a half-robust network",
        ParentKind::Several => "several networks",
    };
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
    sentence(&format!("train {parent}, {what} and {trained}. What does it lose?"))
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
pub fn progress(run: &Run, status: &RunStatus) -> (String, String) {
    stage_progress(run, status).unwrap_or_else(|| run_progress(run, status))
}

fn stage_progress(run: &Run, status: &RunStatus) -> Option<(String, String)> {
    let triage = triage_of(&run.experiment)?;
    let now = run.protocol.now().filter(|_| *status == RunStatus::Running && !run.stopping && !run.pausing)?;
    let found = &run.triage.found;
    let trial = if run.protocol.trials > 1 {
        format!("trial {} of {}, ", now.trial, run.protocol.trials)
    } else {
        String::new()
    };
    let Stage::Triage(stage) = now.stage else { return None };
    let what = match stage {
        TriageStage::Normal => "training the parent".to_owned(),
        TriageStage::Robust => "making the parent robust".into(),
        TriageStage::MeasureParent { .. } => "measuring the parent".into(),
        TriageStage::TrainLonger { .. } => "training the parent for longer, as a control".into(),
        TriageStage::Cell { key } => {
            let name = found.groups.get(key.group).map(|group| group.name.as_str()).unwrap_or_default();
            match key.scheme {
                Scheme::None => format!("folding {name}: measuring it as it is"),
                scheme => format!("folding {name}: {}", scheme_name(scheme).0),
            }
        }
    };
    let epoch = epoch(run).filter(|_| run.measuring.is_none()).map(|epoch| format!(", {epoch}")).unwrap_or_default();
    let done: usize = found.trials.iter().map(|trial| trial.cells.len()).sum();
    let cells = triage.cells(&run.experiment.chain().unwrap_or_default());
    let left = run.seconds_left.map(|s| format!(" · {} left", duration(s))).unwrap_or_default();
    let measuring = run.measuring.map(|done| format!(" · measuring: {:.0} %", 100.0 * done)).unwrap_or_default();
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
pub fn finding(run: &Run, view: Option<&TriageView>) -> String {
    let own = TriageView::of(&run.experiment, Some(run), &Display::default());
    let Some(view) = view.or(own.as_ref()) else { return String::new() };
    let Some((clean, robust)) = mean_scores(&run.triage.scores_of(view.parent)) else {
        return format!("It ended before the {} parent was measured.", parent_name(view.parent));
    };
    // Of a parent that learned from attacked samples, what holds under attack is the question.
    let (what, parent) = match view.parent {
        Parent::Clean => ("clean accuracy", percent(clean)),
        Parent::Adversarial | Parent::Semirobust { .. } => ("accuracy under attack", percent(robust)),
    };
    let trained: Vec<Scheme> =
        view.schemes.iter().copied().filter(|&scheme| !folds_with(view, scheme, run).is_empty()).collect();
    let deepest = trained.iter().find(|&&scheme| scheme == Scheme::Global).or(trained.last());
    let Some(&scheme) = deepest else {
        let why = if view.folds.is_empty() { "Nothing is folded now." } else { "No fold was measured yet." };
        return format!("{why} The parent has {parent} {what}.");
    };
    let done = scheme_done(scheme);
    match folds_with(view, scheme, run).as_slice() {
        [(fold, after)] => {
            let before = folds_with(view, Scheme::None, run);
            let drop_before_training =
                before.iter().find(|(other, _)| other.name == fold.name).filter(|_| scheme != Scheme::None);
            let first = drop_before_training
                .map(|(_, drop_before_training)| format!("{} points as it is, and by ", points(*drop_before_training)));
            format!(
                "{} changes {what} by {}{} {} {}; its parent has {parent}.",
                folding(fold),
                first.unwrap_or_default(),
                points(*after),
                points_interval(*after),
                if drop_before_training.is_some() { done.to_owned() } else { format!("points {done}") },
            )
        }
        several => {
            let order = |a: &&(&FoldedBlock, Estimate), b: &&(&FoldedBlock, Estimate)| a.1.value.total_cmp(&b.1.value);
            let (most, least) = (several.iter().max_by(order), several.iter().min_by(order));
            let (Some((most, lost)), Some((least, kept))) = (most, least) else { return String::new() };
            let doubt =
                if lost.low <= kept.high { " Their intervals overlap: this does not tell them apart." } else { "" };
            format!(
                "Folding is worst at {} ({} points {} of {what}, {done}) and best at {} ({} {}); their parent has {parent}.{doubt}",
                most.name,
                points(*lost),
                points_interval(*lost),
                least.name,
                points(*kept),
                points_interval(*kept),
            )
        }
    }
}

/// `conv1-2 as one layer`.
pub fn as_layers(fold: &FoldedBlock) -> String {
    match fold.blocks.as_slice() {
        [_] => format!("{} as one layer", fold.name),
        several => format!("{}, each as one layer", list(&names(several))),
    }
}

/// `Folding conv1-2 into one layer`.
fn folding(fold: &FoldedBlock) -> String {
    match fold.blocks.as_slice() {
        [_] => format!("Folding {} into one layer", fold.name),
        several => format!("Folding {} at once", list(&names(several))),
    }
}

fn names(blocks: &[Block]) -> Vec<&str> {
    blocks.iter().map(|block| block.name.as_str()).collect()
}

/// The folds whose cell of this scheme was found, and what each lost of the accuracy that its parent learned for.
fn folds_with<'a>(view: &'a TriageView, scheme: Scheme, run: &Run) -> Vec<(&'a FoldedBlock, Estimate)> {
    let found = |(column, fold)| match view.cell(column, scheme, Some(run)) {
        CellState::Found(finding) if view.parent == Parent::Clean => Some((fold, finding.drop.clean)),
        CellState::Found(finding) => Some((fold, finding.drop.robust)),
        CellState::Unasked | CellState::Planned | CellState::UnderWay => None,
    };
    view.folds.iter().enumerate().filter_map(found).collect()
}

/// What a finished triage found, in the list of runs.
pub fn in_short(run: &Run) -> String {
    let view = TriageView::of(&run.experiment, Some(run), &Display::default());
    let found = view.as_ref().and_then(|view| Some((view, view.fold()?, view.finding(Some(run))?)));
    found
        .map(|(view, fold, finding)| {
            format!("{}, {}: {} points", fold.name, scheme_done(view.scheme), points(finding.drop.clean))
        })
        .unwrap_or_default()
}

/// What was done to a compressed network.
fn scheme_done(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::None => "as it is",
        Scheme::Local => "with the new layer trained",
        Scheme::Global => "with the whole network trained",
        Scheme::Scratch => "trained from scratch",
        Scheme::DistillLogits => "with answers distilled",
        Scheme::DistillHint => "with features distilled",
        Scheme::DistillGlobal => "with features distilled, then all trained",
    }
}

/// What a run is called in the list, with what sets it apart.
pub fn run_detail(run: &Run) -> String {
    let names: Vec<String> = run.triage.found.groups.iter().map(|group| group.name.clone()).take(3).collect();
    format!("{}, ε\u{a0}{}", names.join(", "), radius(run.experiment.attack.epsilon))
}
