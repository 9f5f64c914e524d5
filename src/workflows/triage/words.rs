//! The words of a triage: blocks and folds, first weights and schemes, drops, and descriptions of filters.

use layerlab_schema::{
    Block, CellKey, Cost, Estimate, Experiment, Filters, Initialisation, Kernel, Matching, Parent, Scheme, Scores,
};
use layerlab_words::t;

use super::progress::{CellState, FoldedBlock, RecoveryPoint};
pub use super::sentences::*;
pub use crate::{components::words::*, strings::*};
use crate::{
    format::{decimals, percent, points, points_interval, short_count},
    settings::{Grouping, ParentKind},
};

/// The name of the workflow, and what it is.
pub fn workflow() -> (&'static str, &'static str) {
    (t!("workflow-triage"), t!("workflow-triage-hint"))
}

/// Epochs of the parent: a label, and what it means.
pub fn parent_epochs() -> (&'static str, &'static str) {
    (t!("parent-epochs"), t!("parent-epochs-hint"))
}

/// Epochs after the compression.
pub fn child_epochs() -> (&'static str, &'static str) {
    (t!("child-epochs"), t!("child-epochs-hint"))
}

/// The costs that a fold saves.
pub fn saved_rows() -> [&'static str; 3] {
    [t!("saved-parameters"), t!("saved-multiply-adds"), t!("saved-time")]
}

/// The columns of the table of cells.
pub fn triage_columns() -> [&'static str; 9] {
    [
        t!("column-folded"),
        t!("first-weights"),
        t!("column-trained"),
        t!("column-before"),
        t!("column-after"),
        t!("column-attacked"),
        t!("column-change"),
        t!("column-change-attacked"),
        t!("column-steps-to-95"),
    ]
}

/// Whether folded blocks are compressed one by one.
pub fn grouping_name(grouping: Grouping) -> (&'static str, &'static str) {
    match grouping {
        Grouping::Alone => (t!("grouping-alone"), t!("grouping-alone-hint")),
        Grouping::Together => (t!("grouping-together"), t!("grouping-together-hint")),
    }
}

/// Whose blocks.
pub fn parent_kind(kind: ParentKind) -> &'static str {
    match kind {
        ParentKind::Normal => t!("parent-kind-normal"),
        ParentKind::Robust => t!("parent-kind-robust"),
        ParentKind::HalfRobust => t!("parent-kind-half-robust"),
        ParentKind::Several => t!("parent-kind-several"),
    }
}

/// A parent.
pub fn parent_name(parent: Parent) -> String {
    match parent {
        Parent::Clean => t!("parent-clean").into(),
        Parent::Adversarial => t!("parent-adversarial").into(),
        Parent::Semirobust { rest } => t!("parent-semirobust", rest = rest),
    }
}

/// How a layer begins.
pub fn initialisation_name(how: Initialisation) -> &'static str {
    match how {
        Initialisation::Random => t!("first-weights-random"),
        Initialisation::First => t!("first-weights-first"),
        Initialisation::Last => t!("first-weights-last"),
        Initialisation::Mean => t!("first-weights-mean"),
        Initialisation::Collapse => t!("first-weights-collapse"),
        Initialisation::LeastSquares => t!("first-weights-least-squares"),
    }
}

/// What that means.
pub fn initialisation_hint(how: Initialisation) -> &'static str {
    match how {
        Initialisation::Random => t!("first-weights-random-hint"),
        Initialisation::First => t!("first-weights-first-hint"),
        Initialisation::Last => t!("first-weights-last-hint"),
        Initialisation::Mean => t!("first-weights-mean-hint"),
        Initialisation::Collapse => t!("first-weights-collapse-hint"),
        Initialisation::LeastSquares => t!("first-weights-least-squares-hint"),
    }
}

/// How large a kernel is.
pub fn kernel_name(kernel: Kernel) -> &'static str {
    match kernel {
        Kernel::Same => t!("kernel-same"),
        Kernel::ReceptiveField => t!("kernel-receptive-field"),
    }
}

/// A scheme of training, and what it is.
pub fn scheme_name(scheme: Scheme) -> (&'static str, &'static str) {
    match scheme {
        Scheme::None => (t!("scheme-none"), t!("scheme-none-hint")),
        Scheme::Local => (t!("scheme-local"), t!("scheme-local-hint")),
        Scheme::Global => (t!("scheme-global"), t!("scheme-global-hint")),
        Scheme::Scratch => (t!("scheme-scratch"), t!("scheme-scratch-hint")),
        Scheme::DistillLogits => (t!("scheme-distill-logits"), t!("scheme-distill-logits-hint")),
        Scheme::DistillHint => (t!("scheme-distill-hint"), t!("scheme-distill-hint-hint")),
        Scheme::DistillGlobal => (t!("scheme-distill-global"), t!("scheme-distill-global-hint")),
    }
}

/// What pressing the button under a block does.
pub fn fold_hint(is_folded: bool, block: &Block, layers: &[String]) -> String {
    let (block, layers) = (block.name.as_str(), listed(layers.iter().cloned()));
    if is_folded {
        t!("unfold-hint", block = block, layers = layers)
    } else {
        t!("fold-hint", block = block, layers = layers)
    }
}

/// A folded box, for those who don't see it.
pub fn folded_label(block: &Block, state: &str) -> String {
    t!("folded-label", block = block.name.as_str(), layers = block.count(), state = state)
}

/// How many layers became one.
pub fn folded_count(layers: usize) -> String {
    t!("folded-count", layers = layers)
}

/// How a cost changes: `−24 %`, or `+39 %` where one layer costs more than its block did.
pub fn cost_change(left: f64) -> String {
    let text = format!("{:+.0}", 100.0 * (left - 1.0));
    let text = if text == "-0" || text == "+0" { "0" } else { &text };
    t!("percent", value = text.replace('-', "\u{2212}"))
}

/// A bar in words.
pub fn cost_label(row: &str, fold: &str, left: Option<f64>) -> String {
    let change = left.map_or_else(|| t!("saved-later").to_owned(), cost_change);
    t!("cost-label", cost = row, fold = fold, change = change)
}

/// A whole network's costs, beside the tracks.
pub fn costs(cost: &Cost) -> [String; 3] {
    let time = cost.milliseconds.map_or_else(|| t!("saved-later").to_owned(), milliseconds);
    [short_count(cost.parameters), short_count(cost.multiply_accumulates), time]
}

/// `18 ms`.
pub fn milliseconds(time: f64) -> String {
    t!("milliseconds", time = decimals(time, usize::from(time < 9.95)))
}

/// On what changes were measured.
pub fn change_on(experiment: &Experiment, trials: usize) -> String {
    t!("change-on", n = experiment.data.test, attack = attack_of(experiment), trials = trials)
}

/// A field, for screen readers.
pub fn cell_label(fold: &FoldedBlock, scheme: Scheme, field: CellState<'_>) -> String {
    let how = match field {
        CellState::Unasked => t!("cell-unasked").into(),
        CellState::Planned => t!("cell-planned").into(),
        CellState::UnderWay => t!("cell-under-way").into(),
        CellState::Found(finding) => {
            t!("cell-found", clean = points(finding.drop.clean), attacked = points(finding.drop.robust))
        }
    };
    t!("cell-label", fold = fold.name.as_str(), scheme = scheme_name(scheme).0, how = how)
}

/// The parent in figures, means over trials: what they are, what that means, clean and under attack.
pub fn parent_says(
    scores: &[Scores],
    trained_longer: &[Scores],
) -> Vec<((&'static str, &'static str), String, String)> {
    let line = |name, (clean, robust)| (name, percent(clean), percent(robust));
    let now = mean_scores(scores).map(|means| line((t!("parent-now"), t!("parent-now-hint")), means));
    now.into_iter()
        .chain(mean_scores(trained_longer).map(|means| line((t!("parent-longer"), t!("parent-longer-hint")), means)))
        .collect()
}

/// Means over trials, clean and under attack.
pub fn mean_scores(all: &[Scores]) -> Option<(f64, f64)> {
    let mean = |of: fn(&Scores) -> f64| all.iter().map(of).sum::<f64>() / all.len() as f64;
    (!all.is_empty()).then(|| (mean(|scores| scores.clean.value()), mean(|scores| scores.robust.value())))
}

/// A point of a curve.
pub fn recovery_reading(name: &str, point: &RecoveryPoint, parent: Option<f64>, per_epoch: f64) -> String {
    let RecoveryPoint { step, clean, of, trials } = *point;
    let epoch = decimals(step as f64 / per_epoch, 1);
    let (least, most) = (decimals(100.0 * clean.low, 0), decimals(100.0 * clean.high, 0));
    match parent {
        Some(parent) => t!(
            "recovery-reading-beside",
            curve = name,
            step = step,
            epoch = epoch,
            clean = percent(clean.value),
            trials = trials,
            least = least,
            most = most,
            parent = percent(parent),
            n = of
        ),
        None => t!(
            "recovery-reading",
            curve = name,
            step = step,
            epoch = epoch,
            clean = percent(clean.value),
            trials = trials,
            least = least,
            most = most,
            n = of
        ),
    }
}

/// Which filters; reports keep the pictures of one trial.
pub fn filters_of(name: &str, scheme: Scheme, trials: usize) -> String {
    t!("filters-of", fold = name, scheme = scheme_name(scheme).0, trials = trials)
}

/// A row of nearest filters.
pub fn nearest(layer: &str) -> String {
    t!("filters-nearest", layer = layer)
}

/// How near two layers' filters are as a whole.
pub fn nearness(matching: Option<&Matching>) -> String {
    match matching {
        Some(matching) => {
            t!("filters-cosine", mean = decimals(matching.mean, 2), chance = decimals(matching.chance, 2))
        }
        None => t!("filters-incomparable").into(),
    }
}

/// How a filter is like its partner.
pub fn partner(filter: usize, cosine: f64) -> String {
    t!("filter-partner", filter = filter + 1, cosine = decimals(cosine, 2))
}

/// How many directions filters use.
pub fn ranks(filters: &Filters) -> String {
    let old = filters
        .replaced
        .iter()
        .map(|layer| t!("filters-rank-of", layer = layer.name.as_str(), rank = decimals(layer.effective_rank, 1)));
    t!("filters-ranks", rank = decimals(filters.effective_rank, 1), layers = listed(old))
}

/// Shows all filters of many.
pub fn filters_all(count: usize) -> String {
    t!("filters-all", count = count)
}

/// When a share was reached, in a table.
pub fn reached_step(step: Option<usize>) -> String {
    step.map_or_else(|| t!("none").into(), |step| t!("steps-count", steps = step))
}

/// How a cell's layer began, in a table; what is trained from scratch does not know.
pub fn begin_in_table(key: CellKey) -> &'static str {
    if key.scheme == Scheme::Scratch { t!("none") } else { initialisation_name(key.initialisation) }
}

/// A change, in a table.
pub fn change_in_table(lost: Estimate) -> String {
    format!("{} {}", points(lost), points_interval(lost))
}

/// A filter of the new layer.
pub fn filter_number(filter: usize) -> String {
    t!("filter-number", filter = filter + 1)
}
