//! The sentences of a triage: the planned run, its progress, the text of a field, and the result.

use layerlab_schema::{Accuracy, Block, Cell, Estimate, Experiment, Parent, ParentResult, Scheme, Stage, TriageStage};
use layerlab_words::t;

use super::{
    progress::{CellState, FoldedBlock, TriageView},
    words::{mean_scores, parent_name, scheme_name},
};
use crate::{
    components::words::{epoch, measuring, progress_sentence, run_progress, time_left},
    format::{percent, points, points_interval, radius},
    settings::{ParentKind, folds_of, triage_of},
    state::{CellResult, Display, Run, RunStatus},
    strings::{all_of, details, listed, sentences},
};

/// A field in full: means over trials, each parent beside its cell.
pub fn cell_readout(
    fold: &FoldedBlock,
    finding: CellResult<'_>,
    pairs: &[(&ParentResult, &Cell)],
    steps: usize,
) -> String {
    let CellResult { cell, drop, .. } = finding;
    let mean = |of: &dyn Fn(&ParentResult, &Cell) -> Accuracy| {
        let sum: f64 = pairs.iter().map(|(parent, cell)| of(parent, cell).value()).sum();
        percent(sum / pairs.len().max(1) as f64)
    };
    let of = |before: String, after: String, lost| {
        t!("cell-change", before = before, after = after, points = points(lost), interval = points_interval(lost))
    };
    let whole = |parent: &ParentResult| parent.scores_beside(cell.key.scheme);
    let clean = of(mean(&|parent, _| whole(parent).clean), mean(&|_, cell| cell.after.clean), drop.clean);
    let robust = of(mean(&|parent, _| whole(parent).robust), mean(&|_, cell| cell.after.robust), drop.robust);
    let (done, n) = (scheme_done(cell.key.scheme), cell.after.clean.of);
    let found = match cell.key.scheme {
        // Training from scratch has no first weights.
        Scheme::Scratch => t!(
            "cell-reading-scratch",
            folded = as_layers(fold),
            done = done,
            clean = clean,
            robust = robust,
            n = n,
            trials = pairs.len()
        ),
        _ => t!(
            "cell-reading",
            folded = as_layers(fold),
            done = done,
            first = cell.key.initialisation.name(),
            clean = clean,
            robust = robust,
            n = n,
            trials = pairs.len()
        ),
    };
    let before = t!("cell-before", accuracy = mean(&|_, cell| cell.before.clean));
    let reached = (cell.key.scheme != Scheme::None).then(|| convergence(pairs, steps));
    sentences([found, before].into_iter().chain(reached))
}

/// After how many steps 95 % of the parent's accuracy came back.
fn convergence(pairs: &[(&ParentResult, &Cell)], steps: usize) -> String {
    let reached: Vec<usize> = pairs.iter().filter_map(|(_, cell)| cell.steps_to(0.95)).collect();
    let (Some(&soonest), Some(&latest)) = (reached.iter().min(), reached.iter().max()) else {
        return t!("convergence-never", steps = steps);
    };
    let spread = if soonest == latest { "same" } else { "apart" };
    let whole = if reached.len() < pairs.len() { "some" } else { "all" };
    t!(
        "convergence",
        spread = spread,
        soonest = soonest,
        latest = latest,
        steps = steps,
        whole = whole,
        reached = reached.len(),
        trials = pairs.len()
    )
}

/// The progress of the current cell.
pub fn cell_progress(run: &Run) -> String {
    epoch(run).filter(|_| run.measuring.is_none()).unwrap_or_else(|| t!("measuring").into())
}

/// The sentence before a run: the triage that the button starts.
pub fn planned(setup: &Experiment) -> String {
    let Some(triage) = triage_of(setup) else { return String::new() };
    let folds = folds_of(setup);
    let blocks: Vec<&str> = folds.iter().flatten().map(|block| block.name.as_str()).collect();
    let parent = match ParentKind::of(triage) {
        ParentKind::Normal => "normal",
        ParentKind::Robust => "robust",
        ParentKind::HalfRobust => "half-robust",
        ParentKind::Several => "several",
    };
    let grouping = match (blocks.len(), folds.len()) {
        (1, _) => "one",
        (_, 1) => "at-once",
        _ => "in-turn",
    };
    let schemes = triage.schemes.iter().filter(|&&scheme| scheme != Scheme::None).count();
    t!("triage-planned", parent = parent, grouping = grouping, blocks = all_of(&blocks), schemes = schemes)
}

/// While a triage goes: what, how far, how long still.
pub fn progress(run: &Run, status: &RunStatus) -> (String, String) {
    stage_progress(run, status).unwrap_or_else(|| run_progress(run, status))
}

fn stage_progress(run: &Run, status: &RunStatus) -> Option<(String, String)> {
    let triage = triage_of(&run.experiment)?;
    let now = run.protocol.now().filter(|_| *status == RunStatus::Running && !run.stopping && !run.pausing)?;
    let found = &run.triage.found;
    let Stage::Triage(stage) = now.stage else { return None };
    let what = match stage {
        TriageStage::Normal => t!("triage-now-parent").to_owned(),
        TriageStage::Robust => t!("triage-now-robust").into(),
        TriageStage::MeasureParent { .. } => t!("triage-now-measure").into(),
        TriageStage::TransferParent { .. } => t!("triage-now-transfer").into(),
        TriageStage::TrainLonger { .. } => t!("triage-now-longer").into(),
        TriageStage::Cell { key } => {
            let name = found.groups.get(key.group).map(|group| group.name.as_str()).unwrap_or_default();
            match key.scheme {
                Scheme::None => t!("triage-now-fold", fold = name),
                scheme => t!("triage-now-cell", fold = name, scheme = scheme_name(scheme).0),
            }
        }
    };
    let epoch = epoch(run).filter(|_| run.measuring.is_none());
    let done: usize = found.trials.iter().map(|trial| trial.cells.len()).sum();
    let cells = triage.cells(&run.experiment.chain().unwrap_or_default());
    let first =
        [t!("triage-fields", done = done, cells = cells), t!("training-step", step = run.step, steps = run.steps)];
    Some((
        progress_sentence(now.trial, run.protocol.trials, what, epoch),
        details(first.into_iter().chain(time_left(run)).chain(measuring(run))),
    ))
}

/// After a triage: its result, for the shown parent and first weights.
pub fn finding(run: &Run, view: Option<&TriageView>) -> String {
    let own = TriageView::of(&run.experiment, Some(run), &Display::default());
    let Some(view) = view.or(own.as_ref()) else { return String::new() };
    let Some((clean, robust)) = mean_scores(&run.triage.scores_of(view.parent)) else {
        return t!("triage-ended-early", parent = parent_name(view.parent));
    };
    // Of a parent that learned from attacked samples, what holds under attack is the question.
    let (measure, parent) = match view.parent {
        Parent::Clean => ("clean", percent(clean)),
        Parent::Adversarial | Parent::Semirobust { .. } => ("attacked", percent(robust)),
    };
    let trained: Vec<Scheme> =
        view.schemes.iter().copied().filter(|&scheme| !folds_with(view, scheme, run).is_empty()).collect();
    let deepest = trained.iter().find(|&&scheme| scheme == Scheme::Global).or(trained.last());
    let Some(&scheme) = deepest else {
        let why = if view.folds.is_empty() { "unfolded" } else { "unmeasured" };
        return t!("triage-finding-none", why = why, measure = measure, parent = parent);
    };
    let parent = match mean_scores(&run.triage.transferred_of(view.parent)) {
        Some((_, transferred)) if scheme == Scheme::Transfer => percent(transferred),
        _ => parent,
    };
    match folds_with(view, scheme, run).as_slice() {
        [(fold, after)] => one_fold_finding(run, view, (fold, *after), scheme, (measure, parent)),
        several => several_folds_finding(several, scheme, (measure, parent)),
    }
}

fn one_fold_finding(
    run: &Run,
    view: &TriageView,
    (fold, after): (&FoldedBlock, Estimate),
    scheme: Scheme,
    (measure, parent): (&'static str, String),
) -> String {
    let before = folds_with(view, Scheme::None, run)
        .into_iter()
        .find(|(other, _)| other.name == fold.name)
        .filter(|_| scheme != Scheme::None);
    match before {
        Some((_, before)) => t!(
            "triage-finding-trained",
            folding = folding(fold),
            measure = measure,
            before = points(before),
            points = points(after),
            interval = points_interval(after),
            done = scheme_done(scheme),
            parent = parent
        ),
        None => t!(
            "triage-finding-one",
            folding = folding(fold),
            measure = measure,
            points = points(after),
            interval = points_interval(after),
            done = scheme_done(scheme),
            parent = parent
        ),
    }
}

fn several_folds_finding(
    several: &[(&FoldedBlock, Estimate)],
    scheme: Scheme,
    (measure, parent): (&'static str, String),
) -> String {
    let order = |a: &&(&FoldedBlock, Estimate), b: &&(&FoldedBlock, Estimate)| a.1.value.total_cmp(&b.1.value);
    let (most, least) = (several.iter().max_by(order), several.iter().min_by(order));
    let (Some((most, lost)), Some((least, kept))) = (most, least) else { return String::new() };
    let found = t!(
        "triage-finding-several",
        worst = most.name.as_str(),
        worst_points = points(*lost),
        worst_interval = points_interval(*lost),
        measure = measure,
        done = scheme_done(scheme),
        best = least.name.as_str(),
        best_points = points(*kept),
        best_interval = points_interval(*kept),
        parent = parent
    );
    let doubt = (lost.low <= kept.high).then(|| t!("triage-finding-overlap").to_owned());
    sentences([found].into_iter().chain(doubt))
}

/// Names a folded block as in `conv1-2 as one layer`.
pub fn as_layers(fold: &FoldedBlock) -> String {
    match fold.blocks.as_slice() {
        [_] => t!("as-one-layer", fold = fold.name.as_str()),
        several => t!("each-as-one-layer", folds = all_of(&names(several))),
    }
}

/// Begins a sentence as in `Folding conv1-2 into one layer`.
fn folding(fold: &FoldedBlock) -> String {
    match fold.blocks.as_slice() {
        [_] => t!("folding-one", fold = fold.name.as_str()),
        several => t!("folding-several", folds = all_of(&names(several))),
    }
}

fn names(blocks: &[Block]) -> Vec<&str> {
    blocks.iter().map(|block| block.name.as_str()).collect()
}

/// The folded blocks whose cell of this scheme has results, with the drop in the accuracy for which the parent was
/// trained.
fn folds_with<'a>(view: &'a TriageView, scheme: Scheme, run: &Run) -> Vec<(&'a FoldedBlock, Estimate)> {
    let found = |(column, fold)| match view.cell(column, scheme, Some(run)) {
        CellState::Found(finding) if view.parent == Parent::Clean => Some((fold, finding.drop.clean)),
        CellState::Found(finding) => Some((fold, finding.drop.robust)),
        CellState::Unasked | CellState::Planned | CellState::UnderWay => None,
    };
    view.folds.iter().enumerate().filter_map(found).collect()
}

/// The result of a finished triage for the list of runs.
pub fn in_short(run: &Run) -> String {
    let view = TriageView::of(&run.experiment, Some(run), &Display::default());
    let found = view.as_ref().and_then(|view| Some((view, view.fold()?, view.finding(Some(run))?)));
    found
        .map(|(view, fold, finding)| {
            let points = points(finding.drop.clean);
            t!("triage-in-short", fold = fold.name.as_str(), done = scheme_done(view.scheme), points = points)
        })
        .unwrap_or_default()
}

/// The training of a compressed network, in a phrase.
fn scheme_done(scheme: Scheme) -> &'static str {
    match scheme {
        Scheme::None => t!("scheme-none-done"),
        Scheme::Local => t!("scheme-local-done"),
        Scheme::Global => t!("scheme-global-done"),
        Scheme::Scratch => t!("scheme-scratch-done"),
        Scheme::DistillLogits => t!("scheme-distill-logits-done"),
        Scheme::DistillHint => t!("scheme-distill-hint-done"),
        Scheme::DistillGlobal => t!("scheme-distill-global-done"),
        Scheme::Transfer => t!("scheme-transfer-done"),
    }
}

/// The detail of a run in the list, which distinguishes it from others.
pub fn run_detail(run: &Run) -> String {
    let blocks = run.triage.found.groups.iter().map(|group| group.name.clone()).take(3);
    t!("run-detail-blocks", blocks = listed(blocks), epsilon = radius(run.experiment.attack.epsilon))
}
