//! The words of a triage: blocks and folds, first weights and schemes, drops, and descriptions of filters.

use layerlab_schema::{Block, Cost, Experiment, Filters, Initialisation, Kernel, Matching, Parent, Scheme, Scores};
use layerlab_words::t;

use super::progress::{CellState, FoldedBlock, RecoveryPoint};
pub use super::{sentences::*, table_words::*};
pub use crate::{components::words::*, strings::*};
use crate::{
    format::{decimals, percent, short_count},
    settings::{Grouping, ParentKind},
};

/// Name and tooltip of the workflow.
pub fn workflow() -> (&'static str, &'static str) {
    (t!("workflow-triage"), t!("workflow-triage-hint"))
}

/// Label and tooltip of the field for the parent's epochs.
pub fn parent_epochs() -> (&'static str, &'static str) {
    (t!("parent-epochs"), t!("parent-epochs-hint"))
}

/// Label and tooltip of the field for the epochs after the compression.
pub fn child_epochs() -> (&'static str, &'static str) {
    (t!("child-epochs"), t!("child-epochs-hint"))
}

/// The names of the costs that a fold saves.
pub fn saved_rows() -> [&'static str; 3] {
    [t!("saved-parameters"), t!("saved-multiply-adds"), t!("saved-time")]
}

/// Name and tooltip of a grouping.
pub fn grouping_name(grouping: Grouping) -> (&'static str, &'static str) {
    match grouping {
        Grouping::Alone => (t!("grouping-alone"), t!("grouping-alone-hint")),
        Grouping::Together => (t!("grouping-together"), t!("grouping-together-hint")),
    }
}

/// The name of a kind of parent.
pub fn parent_kind(kind: ParentKind) -> &'static str {
    match kind {
        ParentKind::Normal => t!("parent-kind-normal"),
        ParentKind::Robust => t!("parent-kind-robust"),
        ParentKind::HalfRobust => t!("parent-kind-half-robust"),
        ParentKind::Several => t!("parent-kind-several"),
    }
}

/// The name of a parent.
pub fn parent_name(parent: Parent) -> String {
    match parent {
        Parent::Clean => t!("parent-clean").into(),
        Parent::Adversarial => t!("parent-adversarial").into(),
        Parent::Semirobust { rest } => t!("parent-semirobust", rest = rest),
    }
}

/// Name and tooltip of an initialisation.
pub fn initialisation_name(initialisation: Initialisation) -> (&'static str, &'static str) {
    match initialisation {
        Initialisation::Random => (t!("first-weights-random"), t!("first-weights-random-hint")),
        Initialisation::RandomMatched => (t!("first-weights-random-matched"), t!("first-weights-random-matched-hint")),
        Initialisation::First => (t!("first-weights-first"), t!("first-weights-first-hint")),
        Initialisation::Last => (t!("first-weights-last"), t!("first-weights-last-hint")),
        Initialisation::Mean => (t!("first-weights-mean"), t!("first-weights-mean-hint")),
        Initialisation::Collapse => (t!("first-weights-collapse"), t!("first-weights-collapse-hint")),
        Initialisation::LeastSquares => (t!("first-weights-least-squares"), t!("first-weights-least-squares-hint")),
    }
}

/// The name of a kernel size.
pub fn kernel_name(kernel: Kernel) -> &'static str {
    match kernel {
        Kernel::Same => t!("kernel-same"),
        Kernel::ReceptiveField => t!("kernel-receptive-field"),
    }
}

/// Name and tooltip of a training scheme.
pub fn scheme_name(scheme: Scheme) -> (&'static str, &'static str) {
    match scheme {
        Scheme::None => (t!("scheme-none"), t!("scheme-none-hint")),
        Scheme::Local => (t!("scheme-local"), t!("scheme-local-hint")),
        Scheme::Global => (t!("scheme-global"), t!("scheme-global-hint")),
        Scheme::Scratch => (t!("scheme-scratch"), t!("scheme-scratch-hint")),
        Scheme::DistillLogits => (t!("scheme-distill-logits"), t!("scheme-distill-logits-hint")),
        Scheme::DistillHint => (t!("scheme-distill-hint"), t!("scheme-distill-hint-hint")),
        Scheme::DistillGlobal => (t!("scheme-distill-global"), t!("scheme-distill-global-hint")),
        Scheme::Transfer => (t!("scheme-transfer"), t!("scheme-transfer-hint")),
    }
}

/// The tooltip of the button that folds a block.
pub fn fold_hint(block: &Block, layers: &[String]) -> String {
    t!("fold-hint", block = block.name.as_str(), layers = listed(layers.iter().cloned()))
}

/// The tooltip of the button that unfolds a block.
pub fn unfold_hint(block: &Block, layers: &[String]) -> String {
    t!("unfold-hint", block = block.name.as_str(), layers = listed(layers.iter().cloned()))
}

/// The label of a folded box for screen readers.
pub fn folded_label(block: &Block, state: &str) -> String {
    t!("folded-label", block = block.name.as_str(), layers = block.count(), state = state)
}

/// The number of layers that became one.
pub fn folded_count(layers: usize) -> String {
    t!("folded-count", layers = layers)
}

/// The change of a cost: `−24 %`, or `+39 %` where the replacement layer costs more than its block.
pub fn cost_change(left: f64) -> String {
    let text = format!("{:+.0}", 100.0 * (left - 1.0));
    let text = if text == "-0" || text == "+0" { "0" } else { &text };
    t!("percent", value = text.replace('-', "\u{2212}"))
}

/// The label of a cost bar for screen readers.
pub fn cost_label(row: &str, fold: &str, left: Option<f64>) -> String {
    let change = left.map_or_else(|| t!("saved-later").to_owned(), cost_change);
    t!("cost-label", cost = row, fold = fold, change = change)
}

/// The costs of a whole network, displayed beside the tracks.
pub fn costs(cost: &Cost) -> [String; 3] {
    let time = cost.milliseconds.map_or_else(|| t!("saved-later").to_owned(), milliseconds);
    [short_count(cost.parameters), short_count(cost.multiply_accumulates), time]
}

/// A time in milliseconds with its unit.
pub fn milliseconds(time: f64) -> String {
    t!("milliseconds", time = decimals(time, usize::from(time < 9.95)))
}

/// The samples, attack and trials behind the changes of accuracy.
pub fn change_on(experiment: &Experiment, trials: usize) -> String {
    t!("change-on", n = experiment.data.test, attack = attack_of(experiment), trials = trials)
}

/// The label for screen readers of a cell without results.
pub fn cell_label(fold: &FoldedBlock, scheme: Scheme, field: CellState<'_>) -> Option<String> {
    let how = match field {
        CellState::Unasked => t!("cell-unasked"),
        CellState::Planned => t!("cell-planned"),
        CellState::UnderWay => t!("cell-under-way"),
        CellState::Found(_) => return None,
    };
    Some(t!("cell-label", fold = fold.name.as_str(), scheme = scheme_name(scheme).0, how = how))
}

/// What screen readers say before the figures of a cell.
pub fn cell_name(fold: &FoldedBlock, scheme: Scheme) -> String {
    t!("cell-name", fold = fold.name.as_str(), scheme = scheme_name(scheme).0)
}

/// Rows with the mean accuracies of the parent, of those that are known: name and tooltip, clean, under attack.
pub fn parent_rows<const N: usize>(
    rows: [(&'static str, &'static str, Vec<Scores>); N],
) -> Vec<((&'static str, &'static str), String, String)> {
    let row = |(name, hint, scores): (&'static str, &'static str, Vec<Scores>)| {
        let (clean, robust) = mean_scores(&scores)?;
        Some(((name, hint), percent(clean), percent(robust)))
    };
    rows.into_iter().filter_map(row).collect()
}

/// Mean accuracies over trials, clean and under attack; `None` without trials.
pub fn mean_scores(all: &[Scores]) -> Option<(f64, f64)> {
    if all.is_empty() {
        return None;
    }
    let mean = |of: fn(&Scores) -> f64| all.iter().map(of).sum::<f64>() / all.len() as f64;
    Some((mean(|scores| scores.clean.value()), mean(|scores| scores.robust.value())))
}

/// The figures of a point of a curve.
pub fn recovery_readout(name: &str, point: &RecoveryPoint, parent: Option<f64>, per_epoch: f64) -> String {
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

/// The caption of the filters; reports keep the pictures of one trial.
pub fn filters_of(name: &str, scheme: Scheme, trials: usize) -> String {
    t!("filters-of", fold = name, scheme = scheme_name(scheme).0, trials = trials)
}

/// The title of a row of nearest filters.
pub fn nearest(layer: &str) -> String {
    t!("filters-nearest", layer = layer)
}

/// The similarity of two layers' filters.
pub fn nearness(matching: Option<&Matching>) -> String {
    match matching {
        Some(matching) => {
            t!("filters-cosine", mean = decimals(matching.mean, 2), chance = decimals(matching.chance, 2))
        }
        None => t!("filters-incomparable").into(),
    }
}

/// The similarity of a filter to its partner.
pub fn partner(filter: usize, cosine: f64) -> String {
    t!("filter-partner", filter = filter + 1, cosine = decimals(cosine, 2))
}

/// The effective ranks of the new and the replaced filters.
pub fn ranks(filters: &Filters) -> String {
    let old = filters
        .replaced
        .iter()
        .map(|layer| t!("filters-rank-of", layer = layer.name.as_str(), rank = decimals(layer.effective_rank, 1)));
    t!("filters-ranks", rank = decimals(filters.effective_rank, 1), layers = listed(old))
}

/// The text of the button that shows all filters.
pub fn filters_all(count: usize) -> String {
    t!("filters-all", count = count)
}

/// The name of a filter of the new layer.
pub fn filter_number(filter: usize) -> String {
    t!("filter-number", filter = filter + 1)
}
