//! The words of the tables behind the heat map.

use layerlab_schema::{Cell, CellKey, Criticality, DropKind, Estimate, Proxy, Scheme};
use layerlab_words::t;

use super::words::initialisation_name;
use crate::format::{percent, points, points_interval};

/// The names of the columns of the table of cells.
pub fn triage_columns() -> [&'static str; 12] {
    [
        t!("column-folded"),
        t!("first-weights"),
        t!("column-trained"),
        t!("column-before"),
        t!("column-after"),
        t!("column-attacked"),
        t!("column-change"),
        t!("column-change-attacked"),
        t!("column-medians"),
        t!("column-collapsed"),
        t!("column-fold-error"),
        t!("column-steps-to-95"),
    ]
}

/// The steps until a share was reached, for a table.
pub fn reached_step(step: Option<usize>) -> String {
    step.map_or_else(|| t!("none").into(), |step| t!("steps-count", steps = step))
}

/// The initialisation of a cell, for a table; training from scratch has none.
pub fn initialisation_in_table(key: CellKey) -> &'static str {
    if key.scheme == Scheme::Scratch { t!("none") } else { initialisation_name(key.initialisation).0 }
}

/// A change of accuracy with its interval, for a table.
pub fn change_in_table(lost: Estimate) -> String {
    format!("{} {}", points(lost), points_interval(lost))
}

/// The medians of both changes over trials, for a table.
pub fn medians_in_table(over_trials: Option<&Criticality>) -> String {
    let Some(median) = over_trials.and_then(|field| field.median) else { return t!("none").into() };
    let [clean, attacked] =
        [median.clean, median.robust].map(|value| points(Estimate { value, low: value, high: value }));
    t!("medians", clean = clean, attacked = attacked)
}

/// How many trials of a cell have collapsed, for a table.
pub fn collapsed_in_table(cell: &Cell, over_trials: Option<&Criticality>) -> String {
    let (collapsed, trials) =
        over_trials.map_or((usize::from(cell.collapsed), 1), |field| (field.collapsed, field.trials));
    t!("of-trials", collapsed = collapsed, trials = trials)
}

/// How far the new layer was from what its block does, before training: the largest of several; for a table.
pub fn fold_error_in_table(cell: &Cell) -> String {
    let worst = cell.fold_errors.iter().copied().reduce(f64::max);
    worst.map_or_else(|| t!("none").into(), percent)
}

/// The columns of the table of agreement.
pub fn agreement_columns() -> [&'static str; 7] {
    [
        t!("column-without-training"),
        t!("column-loss-of"),
        t!("parent"),
        t!("first-weights"),
        t!("column-trained"),
        t!("column-spearman"),
        t!("column-trials"),
    ]
}

/// The name of a measure that trains nothing.
pub fn proxy(proxy: Proxy) -> &'static str {
    match proxy {
        Proxy::Reinitialised => t!("proxy-reinitialised"),
        Proxy::Rewound => t!("proxy-rewound"),
        Proxy::Noised => t!("proxy-noised"),
        Proxy::RobustCriticality => t!("proxy-robust-criticality"),
    }
}

/// The accuracy of a drop.
pub fn drop_kind(drop: DropKind) -> &'static str {
    match drop {
        DropKind::Clean => t!("side-clean"),
        DropKind::Robust => t!("side-attacked"),
    }
}
