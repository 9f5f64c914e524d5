//! The tables of a triage, one row for each figure, so that any program can go on with them.

use layerlab_schema::{
    AttackResult, Cell, CellKey, CellPoint, Cost, Criticality, Drop, Parent, ParentResult, ProxyMeasures, SHARES,
    TriageReport, TriageTrial,
};

use super::group;
use crate::table::{
    ACCURACIES, Cell as Entry, Column, Table, accuracies, attack_cells, attack_columns, cells as entries, claims,
    estimate, number, text, whole,
};

/// All tables of a triage.
pub fn all(triage: &TriageReport) -> Vec<Table> {
    vec![cells(triage), curves(triage), criticality(triage), claims(&triage.claims), agreement(triage)]
}

/// Which cell: parent, block, initialisation, scheme.
const CELL: [Column; 4] = [text("parent"), text("block"), text("initialisation"), text("scheme")];

fn cell_name(triage: &TriageReport, key: CellKey) -> [Entry; 4] {
    let block = group(triage, key.group);
    entries![key.parent.to_string(), block, key.initialisation.name(), key.scheme.name()]
}

/// A parent or its control is a row of the same table: a cell without a block.
fn parent_name(parent: Parent, scheme: &str) -> [Entry; 4] {
    entries![parent.to_string(), Entry::Nothing, Entry::Nothing, scheme]
}

/// Accuracy, convergence, cost and accuracy under further attacks of every network: at its start (`before`) and at its end
/// (`after`).
fn cells(triage: &TriageReport) -> Table {
    let way = [whole("steps_to_90"), whole("steps_to_95"), whole("steps_to_99"), number("area")];
    let size = [whole("parameters"), whole("multiply_accumulates")];
    let times = [number("milliseconds"), number("relative_latency"), number("fold_error")];
    let first = triage.trials.first().and_then(|trial| trial.parents.first());
    let attacks = first.map(|parent| attack_columns(&parent.attacks)).unwrap_or_default();
    let key = [whole("seed")];
    let mut table = Table::new("cells", &[&key, &CELL, &[text("when")], &ACCURACIES, &way, &size, &times, &attacks]);
    for trial in &triage.trials {
        for parent in &trial.parents {
            parent_rows(&mut table, trial.seed, parent, attacks.len());
        }
        for cell in &trial.cells {
            for (when, scores) in [("before", cell.before), ("after", cell.after)] {
                let name = entries![trial.seed].into_iter().chain(cell_name(triage, cell.key));
                let row = name.chain(entries![when]).chain(accuracies(scores)).chain(convergence(Some(cell)));
                let row = row.chain(cost(&cell.cost, cell.relative_latency, &cell.fold_errors));
                let attacked: &[AttackResult] = if when == "after" { &cell.attacks } else { &[] };
                table.row(row.chain(attack_cells(attacked, attacks.len())));
            }
        }
    }
    table
}

/// A parent, and the same one trained for longer.
fn parent_rows(table: &mut Table, seed: u64, parent: &ParentResult, attack_columns: usize) {
    let longer = parent.trained_longer.map(|scores| ("parent+", scores));
    for (scheme, scores) in std::iter::once(("parent", parent.scores)).chain(longer) {
        let name = entries![seed].into_iter().chain(parent_name(parent.parent, scheme));
        let row = name.chain(entries!["after"]).chain(accuracies(scores));
        let row = row.chain(convergence(None)).chain(cost(&parent.cost, Some(1.0), &[]));
        let attacked: &[AttackResult] = if scheme == "parent" { &parent.attacks } else { &[] };
        table.row(row.chain(attack_cells(attacked, attack_columns)));
    }
}

/// Steps to each share of the parent's accuracy, empty where it was never reached, and the area under the curve.
fn convergence(cell: Option<&Cell>) -> Vec<Entry> {
    let Some(cell) = cell else { return vec![Entry::Nothing; SHARES.len() + 1] };
    cell.reached.iter().map(|reached| reached.step.into()).chain(entries![cell.area]).collect()
}

/// The cost of a network, and how far its new layers are from what their blocks do before any training: the largest error.
fn cost(cost: &Cost, relative_latency: Option<f64>, fold_errors: &[f64]) -> [Entry; 5] {
    let error = fold_errors.iter().copied().reduce(f64::max);
    entries![cost.parameters, cost.multiply_accumulates, cost.milliseconds, relative_latency, error]
}

/// Accuracy on validation samples against training steps.
fn curves(triage: &TriageReport) -> Table {
    let point = [whole("step"), number("loss"), whole("samples")];
    let accuracy = [number("clean_accuracy"), number("clean_low"), number("clean_high")];
    let mut table = Table::new("curves", &[&[whole("seed")], &CELL, &point, &accuracy]);
    for trial in &triage.trials {
        for parent in &trial.parents {
            curve(&mut table, trial, &parent_name(parent.parent, "parent"), &parent.curve);
        }
        for cell in &trial.cells {
            curve(&mut table, trial, &cell_name(triage, cell.key), &cell.curve);
        }
    }
    table
}

fn curve(table: &mut Table, trial: &TriageTrial, name: &[Entry; 4], points: &[CellPoint]) {
    for point in points {
        let row = entries![trial.seed].into_iter().chain(name.iter().cloned());
        let row = row.chain(entries![point.step, point.loss, point.clean.of]);
        table.row(row.chain(estimate(point.clean.estimate())));
    }
}

/// Drops in accuracy of each cell, over all trials and in each trial, and the proxy measures.
fn criticality(triage: &TriageReport) -> Table {
    let measured = [text("quantity"), text("over"), number("value"), number("low"), number("high")];
    let mut table = Table::new("criticality", &[&[whole("seed")], &CELL, &measured]);
    for field in &triage.map {
        over_trials(&mut table, &keyed(None, cell_name(triage, field.key)), field);
    }
    for trial in &triage.trials {
        for cell in &trial.cells {
            drops(&mut table, &keyed(Some(trial.seed), cell_name(triage, cell.key)), "drop", "samples", cell.drop);
        }
        for parent in &trial.parents {
            for proxy in &parent.proxies {
                let block = group(triage, proxy.group);
                let name = entries![parent.parent.to_string(), block, Entry::Nothing, Entry::Nothing];
                proxies(&mut table, &keyed(Some(trial.seed), name), proxy);
            }
        }
    }
    table
}

/// A cell's place in the table; what is over trials has no seed.
fn keyed(seed: Option<u64>, name: [Entry; 4]) -> Vec<Entry> {
    entries![seed].into_iter().chain(name).collect()
}

fn over_trials(table: &mut Table, key: &[Entry], field: &Criticality) {
    let over = if field.trials > 1 { "trials" } else { "samples" };
    drops(table, key, "drop", over, field.drop);
    drops(table, key, "before training", "trials", field.drop_before_training);
    let mut without_interval = |quantity: &str, value: f64| {
        let row = entries![quantity, over, value, Entry::Nothing, Entry::Nothing];
        table.row(key.iter().cloned().chain(row));
    };
    without_interval("collapsed", field.collapsed as f64);
    if let Some(median) = field.median {
        without_interval("median_clean", median.clean);
        without_interval("median_robust", median.robust);
    }
}

fn proxies(table: &mut Table, key: &[Entry], proxy: &ProxyMeasures) {
    drops(table, key, "reinitialised", "samples", proxy.reinitialised);
    drops(table, key, "rewound", "samples", proxy.rewound);
    if let Some(noised) = proxy.noised {
        drops(table, key, "noised", "samples", noised);
    }
    let value = entries![proxy.robust_criticality, Entry::Nothing, Entry::Nothing];
    let words = entries!["module_robust_criticality", Entry::Nothing];
    table.row(key.iter().cloned().chain(words).chain(value));
}

/// Rank correlations of the proxy measures with the criticality.
fn agreement(triage: &TriageReport) -> Table {
    let names = [text("parent"), text("initialisation"), text("scheme"), text("proxy"), text("drop")];
    let figures = [number("spearman"), number("low"), number("high"), whole("trials")];
    let mut table = Table::new("agreement", &[&names, &figures]);
    for found in &triage.agreement {
        let (first, scheme) = (found.initialisation.name(), found.scheme.name());
        let names = entries![found.parent.to_string(), first, scheme, found.proxy.name(), found.drop.name()];
        table.row(names.into_iter().chain(estimate(found.correlation)).chain(entries![found.trials]));
    }
    table
}

fn drops(table: &mut Table, key: &[Entry], quantity: &str, over: &str, drop: Drop) {
    for (side, value) in [("clean", drop.clean), ("robust", drop.robust)] {
        let words = entries![format!("{quantity}_{side}"), over];
        table.row(key.iter().cloned().chain(words).chain(estimate(value)));
    }
}
