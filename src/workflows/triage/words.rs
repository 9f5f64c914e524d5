//! The words of a triage: blocks and folds, ways to begin and to train, what was lost, and what filters look like.

use layerlab_schema::{
    Block, CellKey, Cost, Estimate, Experiment, Filters, Initialisation, Kernel, Matching, Parent, Scheme, Scores,
};

use super::progress::{CellState, FoldedBlock, RecoveryPoint};
pub use super::sentences::*;
pub use crate::{components::words::*, strings::*};
use crate::{
    format::{count, percent, points, points_interval, short_count},
    settings::{Grouping, ParentKind},
};

/// The name of the workflow, and what it is.
pub const WORKFLOW: (&str, &str) = (
    "Compress blocks",
    "Deep net triage: fold a block of layers into one, train what is left, and see what the network loses",
);
/// The question under the name of the page.
pub const QUESTION: &str = "Fold layers into one. What does the network lose?";
/// Whose claims they are.
pub const CLAIMS_HINT: &str = "Claims of arXiv 1801.04651, each with the figure that decides it, its mean and 95 % interval over trials; the margin of two points is ours";
/// What brackets mean where there are several trials.
pub const INTERVALS_OVER_TRIALS: &str = "95\u{202f}% intervals over trials";

pub const FOLD: &str = "FoldedBlock";
pub const UNFOLD: &str = "Unfold";
pub const UNDO: &str = "Undo";
pub const UNDO_HINT: &str = "Take the last fold back";
pub const FOLD_ALL: &str = "FoldedBlock each";
pub const GROUPING: &str = "How folded blocks are compressed";
pub const FOLDS: &str = "Blocks";
pub const NO_BLOCK: &str =
    "This network has no two layers of one kind in a row, so nothing can be folded: choose Small VGG, or MLP.";
pub const PICK: &str = "Pick a block: which layers can the network do without?";
pub const PICK_HOW: &str = "Press FoldedBlock under some layers: they become one. Train then shows what that costs, and how much training brings back.";
pub const TRIAGE_READY: &str = "A parent network is trained first; then each fold, from its first weights on.";

pub const PARENT: &str = "Parent";
pub const PARENT_HINT: &str =
    "The network whose blocks are compressed. Robust and half-robust parents are our own addition to the paper";
pub const FIRST_WEIGHTS: &str = "First weights";
pub const TRIAGE_ADDS: &str = "The parent is known: Train measures the new fields only.";
pub const WAYS_LABEL: &str = "Ways of training";
pub const KERNEL: &str = "Kernel of the one layer (ours)";
pub const MORE_COMPRESSION: &str = "Compression";
pub const PARENT_EPOCHS: (&str, &str) = ("Epochs", "Epochs of the parent’s training");
pub const CHILD_EPOCHS: (&str, &str) = (
    "After fold",
    "Epochs of training after the compression; the parent is trained for as long once more, as a control",
);

pub const SAVED: &str = "Saved";
pub const SAVED_HINT: &str = "How the cost of the whole network changes once the block is one layer. Time is that of a forward pass of 100 samples where the run took place, divided by the parent’s, the two timed alternately; the median over all cells";
pub const SAVED_ROWS: [&str; 3] = ["parameters", "multiply-adds", "time"];
pub const SAVED_LATER: &str = "measured in the run";
pub const CHANGE: &str = "Change";
pub const CHANGE_HINT: &str = "Criticality of a block: how test accuracy changes against the parent when it is folded. Thin figures: the interval includes 0, so it is not told apart from chance. What happens under attack is our addition to the paper";
pub const SIDES: [&str; 2] = ["clean", "attacked"];
pub const CHANGE_WAYS: &str = "by way of training";
pub const RECOVERY: &str = "What training brings back";
pub const RECOVERY_EMPTY: [&str; 2] =
    ["Accuracy after the fold, step by step,", "is drawn here beside the parent’s line"];
pub const RECOVERY_HINT: &str = "Chart of clean accuracy on validation samples by training step after the compression. The band is the 95 % interval over samples, of several trials the range from the least to the most. Left and right arrows read single points, T shows the table.";
pub const PARENT_LINE: &str = "parent";
pub const FILTERS: &str = "Filters";
pub const FILTERS_EMPTY: &str = "The new layer’s filters will stand here, before and after training, each over the filters of the old layers that it resembles most.";
pub const FILTERS_NONE: &str =
    "There are none to draw: encoder blocks have no filters, and reports of older versions did not keep them.";
pub const FILTERS_SAYS: &str = "grey: 0; brighter: positive; each on its own scale";
pub const FILTER_ROWS: [&str; 2] = ["first weights", "trained"];
pub const FILTER_NONE: &str = "–";
pub const TRIAGE_TABLE: [&str; 9] =
    ["Folded", "First weights", "Trained", "Before", "After", "Attacked", "Change", "Change attacked", "Steps to 95 %"];
pub const RANK_HINT: &str =
    "How many directions the filters use, by the entropy of their singular values (Roy and Vetterli 2007)";
pub const NEAREST_HINT: &str = "Each new filter with its own partner, so that the sum of |cosine| is largest; beside it what fresh random filters reach";
pub const CURVE_STEP: &str = "Step";
pub const PARENTS_SHOWN: &str = "The parent";
pub const BEGINNINGS_SHOWN: &str = "First weights";
pub const CELL_EMPTY: &str = "Each field will say by how many points a fold changes accuracy, clean and under attack. Tick the ways of training that you want to compare.";
pub const CELL_HINT: &str = "Point at a field to read it; press it to see its curve and its filters.";

/// Whether folded blocks are compressed one by one.
pub fn grouping_name(grouping: Grouping) -> (&'static str, &'static str) {
    match grouping {
        Grouping::Alone => ("each alone", "One compressed network for each block"),
        Grouping::Together => ("all at once", "One network in which all of them are compressed (ours)"),
    }
}

/// Whose blocks.
pub fn parent_kind(kind: ParentKind) -> &'static str {
    match kind {
        ParentKind::Normal => "Normal",
        ParentKind::Robust => "Robust",
        ParentKind::HalfRobust => "Half robust",
        ParentKind::Several => "Several",
    }
}

/// A parent.
pub fn parent_name(parent: Parent) -> String {
    match parent {
        Parent::Clean => "normal".into(),
        Parent::Adversarial => "robust".into(),
        Parent::Semirobust { rest } => format!("half robust, last {rest} clean"),
    }
}

/// How a layer begins.
pub fn initialisation_name(how: Initialisation) -> &'static str {
    match how {
        Initialisation::Random => "Random",
        Initialisation::First => "First layer’s",
        Initialisation::Last => "Last layer’s",
        Initialisation::Mean => "Mean of layers",
        Initialisation::Collapse => "Collapsed",
        Initialisation::LeastSquares => "Least squares",
    }
}

/// What that means.
pub fn initialisation_hint(how: Initialisation) -> &'static str {
    match how {
        Initialisation::Random => "How the one layer begins: drawn at random (He et al. 2015). The other ways are ours",
        Initialisation::First => "How the one layer begins: with the weights of the block’s first layer (ours)",
        Initialisation::Last => "How the one layer begins: with the weights of the block’s last layer (ours)",
        Initialisation::Mean => "How the one layer begins: with the mean of the block’s layers (ours)",
        Initialisation::Collapse => {
            "How the one layer begins: the block’s layers multiplied into one, as if there were nothing non-linear between them (ours)"
        }
        Initialisation::LeastSquares => {
            "How the one layer begins: the map that comes closest to what the block makes of training samples (ours)"
        }
    }
}

/// How large a kernel is.
pub fn kernel_name(kernel: Kernel) -> &'static str {
    match kernel {
        Kernel::Same => "As before",
        Kernel::ReceptiveField => "As large as the block sees",
    }
}

/// A way of training, and what it is.
pub fn scheme_name(scheme: Scheme) -> (&'static str, &'static str) {
    match scheme {
        Scheme::None => ("as it is", "Right after the compression, without any training"),
        Scheme::Local => ("new layer only", "Only the new layer learns; all others keep their weights (ours)"),
        Scheme::Global => ("whole network", "All layers learn: fine-tuning, as in the paper"),
        Scheme::Scratch => (
            "from scratch",
            "The compressed network from random weights, for as long as the others: the control (ours)",
        ),
        Scheme::DistillLogits => {
            ("distil answers", "All layers learn from labels and from the parent’s answers (Hinton et al. 2015)")
        }
        Scheme::DistillHint => {
            ("distil features", "The new layer learns to hand on what its block did (FitNets, Romero et al. 2015)")
        }
        Scheme::DistillGlobal => {
            ("features first", "The block’s features for half of the epochs, then the whole network from labels (ours)")
        }
    }
}

/// What pressing the button under a block does.
pub fn fold_hint(word: &str, block: &Block, layers: &[String]) -> String {
    format!("{word} {}: {}", block.name, layers.join(", "))
}

/// A folded box, for those who don't see it.
pub fn folded_label(block: &Block, state: &str) -> String {
    format!("{}: {} layers folded into one, {state}", block.name, block.count())
}

/// The state of a folded box whose network was measured.
pub const COMPRESSED: &str = "compressed";
/// The state of one whose network was not.
pub const TO_BE_COMPRESSED: &str = "to be compressed";

/// How many layers became one.
pub fn folded_count(layers: usize) -> String {
    format!("{layers} layers → 1")
}

/// How a cost changes: `−24 %`, or `+39 %` where one layer costs more than its block did.
pub fn cost_change(left: f64) -> String {
    let text = format!("{:+.0}", 100.0 * (left - 1.0));
    let text = if text == "-0" || text == "+0" { "0" } else { &text };
    format!("{}\u{202f}%", text.replace('-', "\u{2212}"))
}

/// A bar in words.
pub fn cost_label(row: &str, fold: &str, left: Option<f64>) -> String {
    let change = left.map_or_else(|| SAVED_LATER.to_owned(), cost_change);
    format!("{row} with {fold} folded: {change}")
}

/// A whole network's costs, beside the tracks.
pub fn costs(cost: &Cost) -> [String; 3] {
    let time = cost.milliseconds.map_or_else(|| SAVED_LATER.to_owned(), milliseconds);
    [short_count(cost.parameters), short_count(cost.multiply_accumulates), time]
}

/// `18 ms`.
pub fn milliseconds(time: f64) -> String {
    format!("{time:.*}\u{202f}ms", usize::from(time < 9.95))
}

/// On what changes were measured.
pub fn change_on(experiment: &Experiment, trials: usize) -> String {
    let n = count(experiment.data.test);
    let over = if trials > 1 {
        format!("{trials} trials, brackets over them")
    } else {
        "95\u{202f}% over paired samples".into()
    };
    format!("in points, n = {n}, {}; {over}", attack_of(experiment))
}

/// A field, for those who apply_event the page.
pub fn cell_label(fold: &FoldedBlock, scheme: Scheme, field: CellState<'_>) -> String {
    let how = match field {
        CellState::Unasked => "not asked for".into(),
        CellState::Planned => "not measured yet".into(),
        CellState::UnderWay => "under way".into(),
        CellState::Found(finding) => {
            format!("clean {}, attacked {} points", points(finding.drop.clean), points(finding.drop.robust))
        }
    };
    format!("{}, {}: {how}", fold.name, scheme_name(scheme).0)
}

/// The parent in figures, means over trials: what they are, what that means, clean and under attack.
pub fn parent_says(
    scores: &[Scores],
    trained_longer: &[Scores],
) -> Vec<((&'static str, &'static str), String, String)> {
    let line = |name, (clean, robust)| (name, percent(clean), percent(robust));
    let now = mean_scores(scores).map(|means| line(PARENT_NOW, means));
    now.into_iter().chain(mean_scores(trained_longer).map(|means| line(PARENT_LONGER, means))).collect()
}

/// Means over trials, clean and under attack.
pub fn mean_scores(all: &[Scores]) -> Option<(f64, f64)> {
    let mean = |of: fn(&Scores) -> f64| all.iter().map(of).sum::<f64>() / all.len() as f64;
    (!all.is_empty()).then(|| (mean(|scores| scores.clean.value()), mean(|scores| scores.robust.value())))
}

pub const PARENT_NOW: (&str, &str) =
    ("accuracy", "On test samples, before anything is folded: what losses are counted from");
pub const PARENT_LONGER: (&str, &str) =
    ("trained longer", "The control: the parent, unfolded, trained for as long again as the folded networks are");
pub const PARENT_EMPTY: &str = "How well it does, unfolded, will stand here.";

/// A point of a curve.
pub fn recovery_reading(name: &str, point: &RecoveryPoint, parent: Option<f64>, per_epoch: f64) -> String {
    let RecoveryPoint { step, clean, of, trials } = *point;
    let beside = parent.map(|parent| format!(", parent {}", percent(parent))).unwrap_or_default();
    let over = if trials > 1 {
        format!(" in the mean of {trials} trials (least {:.0}, most {:.0})", 100.0 * clean.low, 100.0 * clean.high)
    } else {
        String::new()
    };
    format!(
        "{name}, step {} (epoch {:.1}): {} clean{over}{beside}, n = {} validation samples",
        count(step),
        step as f64 / per_epoch,
        percent(clean.value),
        count(of),
    )
}

/// Which filters; reports keep the pictures of one trial.
pub fn filters_of(name: &str, scheme: Scheme, trials: usize) -> String {
    let which = if trials > 1 { ", first trial" } else { "" };
    format!("of {name}, {}{which}", scheme_name(scheme).0)
}

/// A row of nearest filters.
pub fn nearest(layer: &str) -> String {
    format!("nearest in {layer}")
}

/// How near two layers' filters are as a whole.
pub fn nearness(matching: Option<&Matching>) -> String {
    match matching {
        Some(matching) => format!("|cos| {:.2}, by chance {:.2}", matching.mean, matching.chance),
        None => "can’t be compared".into(),
    }
}

/// How a filter is like its partner.
pub fn partner(filter: usize, cosine: f64) -> String {
    format!("filter {}, |cos| {cosine:.2}", filter + 1)
}

/// How many directions filters use.
pub fn ranks(filters: &Filters) -> String {
    let old: Vec<String> =
        filters.replaced.iter().map(|layer| format!("{} {:.1}", layer.name, layer.effective_rank)).collect();
    format!("Effective rank {:.1}; {}.", filters.effective_rank, old.join(", "))
}

/// Shows all filters of many.
pub fn filters_all(count: usize) -> String {
    format!("all {count}")
}

pub const FILTERS_FEWER: &str = "fewer";

/// When a share was reached, in a table.
pub fn reached_step(step: Option<usize>) -> String {
    step.map_or_else(|| FILTER_NONE.into(), |step| format!("{} steps", count(step)))
}

/// How a cell's layer began, in a table; what is trained from scratch does not know.
pub fn begin_in_table(key: CellKey) -> &'static str {
    if key.scheme == Scheme::Scratch { FILTER_NONE } else { initialisation_name(key.initialisation) }
}

/// A change, in a table.
pub fn change_in_table(lost: Estimate) -> String {
    format!("{} {}", points(lost), points_interval(lost))
}

pub const RECOVERY_PARENT: &str = "the parent learns; its blocks are folded after that";

/// A filter of the new layer.
pub fn filter_number(filter: usize) -> String {
    format!("filter {}", filter + 1)
}
