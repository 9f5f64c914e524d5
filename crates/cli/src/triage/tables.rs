//! The tables of a triage, one row for each figure, so that any program can go on with them.

use anyhow::Result;
use layerlab_schema::{AttackResult, Cell, CellKey, CellPoint, Cost, Drop, Parent, SHARES, TriageReport, TriageTrial};

use super::group;
use crate::table::{ACCURACIES, Table, accuracies, attack_cells, attack_columns, claims, estimate, header, number};

/// File names and contents of all tables of a triage.
pub fn all(triage: &TriageReport) -> Result<Vec<(String, String)>> {
    Ok(vec![
        ("cells.csv".into(), cells(triage)?),
        ("curves.csv".into(), curves(triage)?),
        ("criticality.csv".into(), criticality(triage)?),
        ("claims.csv".into(), claims(&triage.claims)?),
        ("agreement.csv".into(), agreement(triage)?),
    ])
}

/// Which cell: parent, block, initialisation, scheme.
const CELL: [&str; 4] = ["parent", "block", "initialisation", "scheme"];

fn cell_name(triage: &TriageReport, key: CellKey) -> [String; 4] {
    let block = group(triage, key.group).to_owned();
    [key.parent.to_string(), block, key.initialisation.name().into(), key.scheme.name().into()]
}

/// A parent or its control is a row of the same table: a cell without a block.
fn parent_name(parent: Parent, scheme: &str) -> [String; 4] {
    [parent.to_string(), String::new(), String::new(), scheme.into()]
}

/// Accuracy, convergence, cost and accuracy under further attacks of every network: at its start (`before`) and at its end
/// (`after`).
fn cells(triage: &TriageReport) -> Result<String> {
    let way = ["steps_to_90", "steps_to_95", "steps_to_99", "area"];
    let costs = ["parameters", "multiply_accumulates", "milliseconds", "relative_latency", "fold_error"];
    let first = triage.trials.first().and_then(|trial| trial.parents.first());
    let attacks = first.map(|parent| attack_columns(&parent.attacks)).unwrap_or_default();
    let attack_names: Vec<&str> = attacks.iter().map(String::as_str).collect();
    let mut table = Table::new(&header(&[&["seed"], &CELL, &["when"], &ACCURACIES, &way, &costs, &attack_names]))?;
    for trial in &triage.trials {
        let seed = trial.seed.to_string();
        for parent in &trial.parents {
            let whole = [
                Some(("parent", parent.scores)),
                parent.trained_longer.map(|trained_longer| ("parent+", trained_longer)),
            ];
            for (scheme, scores) in whole.into_iter().flatten() {
                let name = std::iter::once(seed.clone()).chain(parent_name(parent.parent, scheme));
                let row = name.chain(["after".into()]).chain(accuracies(scores));
                let row = row.chain(convergence(None)).chain(cost(&parent.cost, Some(1.0), &[]));
                let attacked: &[AttackResult] = if scheme == "parent" { &parent.attacks } else { &[] };
                table.row(row.chain(attack_cells(attacked, attacks.len())))?;
            }
        }
        for cell in &trial.cells {
            for (when, scores) in [("before", cell.before), ("after", cell.after)] {
                let name = std::iter::once(seed.clone()).chain(cell_name(triage, cell.key));
                let row = name.chain([when.into()]).chain(accuracies(scores));
                let row = row.chain(convergence(Some(cell))).chain(cost(
                    &cell.cost,
                    cell.relative_latency,
                    &cell.fold_errors,
                ));
                let attacked: &[AttackResult] = if when == "after" { &cell.attacks } else { &[] };
                table.row(row.chain(attack_cells(attacked, attacks.len())))?;
            }
        }
    }
    table.finish()
}

/// Steps to each share of the parent's accuracy, empty where it was never reached, and the area under the curve.
fn convergence(cell: Option<&Cell>) -> Vec<String> {
    let Some(cell) = cell else { return vec![String::new(); SHARES.len() + 1] };
    let steps = cell.reached.iter().map(|reached| reached.step.map(|step| step.to_string()).unwrap_or_default());
    steps.chain([number(cell.area)]).collect()
}

/// The cost of a network, and how far its new layers are from what their blocks do before any training: the largest error.
fn cost(cost: &Cost, relative_latency: Option<f64>, fold_errors: &[f64]) -> [String; 5] {
    let written = |measured: Option<f64>| measured.map(number).unwrap_or_default();
    let (parameters, work) = (cost.parameters.to_string(), cost.multiply_accumulates.to_string());
    let error = fold_errors.iter().copied().reduce(f64::max);
    [parameters, work, written(cost.milliseconds), written(relative_latency), written(error)]
}

/// Accuracy on validation samples against training steps.
fn curves(triage: &TriageReport) -> Result<String> {
    let mut table = Table::new(&header(&[
        &["seed"],
        &CELL,
        &["step", "loss", "samples", "clean_accuracy", "clean_low", "clean_high"],
    ]))?;
    for trial in &triage.trials {
        for parent in &trial.parents {
            curve(&mut table, trial, &parent_name(parent.parent, "parent"), &parent.curve)?;
        }
        for cell in &trial.cells {
            curve(&mut table, trial, &cell_name(triage, cell.key), &cell.curve)?;
        }
    }
    table.finish()
}

fn curve(table: &mut Table, trial: &TriageTrial, name: &[String; 4], points: &[CellPoint]) -> Result<()> {
    for point in points {
        let loss = point.loss.map(number).unwrap_or_default();
        let row = std::iter::once(trial.seed.to_string()).chain(name.iter().cloned());
        let row = row.chain([point.step.to_string(), loss, point.clean.of.to_string()]);
        table.row(row.chain(estimate(point.clean.estimate())))?;
    }
    Ok(())
}

/// Drops in accuracy of each cell, over all trials and in each trial, and the proxy measures.
fn criticality(triage: &TriageReport) -> Result<String> {
    let measured = ["quantity", "over", "value", "low", "high"];
    let mut table = Table::new(&header(&[&["seed"], &CELL, &measured]))?;
    for field in &triage.map {
        let over = if field.trials > 1 { "trials" } else { "samples" };
        let key = [vec![String::new()], cell_name(triage, field.key).to_vec()].concat();
        drops(&mut table, &key, "drop", over, field.drop)?;
        drops(&mut table, &key, "before training", "trials", field.drop_before_training)?;
        let collapsed = ["collapsed".into(), over.into(), field.collapsed.to_string(), String::new(), String::new()];
        table.row(key.iter().cloned().chain(collapsed))?;
        if let Some(median) = field.median {
            for (side, value) in [("clean", median.clean), ("robust", median.robust)] {
                let row = [format!("median_{side}"), over.into(), number(value), String::new(), String::new()];
                table.row(key.iter().cloned().chain(row))?;
            }
        }
    }
    for trial in &triage.trials {
        for cell in &trial.cells {
            let key = [vec![trial.seed.to_string()], cell_name(triage, cell.key).to_vec()].concat();
            drops(&mut table, &key, "drop", "samples", cell.drop)?;
        }
        for parent in &trial.parents {
            for proxy in &parent.proxies {
                let block = group(triage, proxy.group).to_owned();
                let key = [trial.seed.to_string(), parent.parent.to_string(), block, String::new(), String::new()];
                drops(&mut table, &key, "reinitialised", "samples", proxy.reinitialised)?;
                drops(&mut table, &key, "rewound", "samples", proxy.rewound)?;
                if let Some(noised) = proxy.noised {
                    drops(&mut table, &key, "noised", "samples", noised)?;
                }
                let value = [number(proxy.robust_criticality), String::new(), String::new()];
                table.row(key.into_iter().chain(["module_robust_criticality".into(), String::new()]).chain(value))?;
            }
        }
    }
    table.finish()
}

/// Rank correlations of the proxy measures with the criticality.
fn agreement(triage: &TriageReport) -> Result<String> {
    let header = ["parent", "initialisation", "scheme", "proxy", "drop", "spearman", "low", "high", "trials"];
    let mut table = Table::new(&header)?;
    for found in &triage.agreement {
        let names = [found.initialisation.name(), found.scheme.name(), found.proxy.name(), found.drop.name()];
        let names = std::iter::once(found.parent.to_string()).chain(names.map(str::to_owned));
        table.row(names.chain(estimate(found.correlation)).chain([found.trials.to_string()]))?;
    }
    table.finish()
}

fn drops(table: &mut Table, key: &[String], quantity: &str, over: &str, drop: Drop) -> Result<()> {
    for (side, value) in [("clean", drop.clean), ("robust", drop.robust)] {
        let words = [format!("{quantity}_{side}"), over.into()];
        table.row(key.iter().cloned().chain(words).chain(estimate(value)))?;
    }
    Ok(())
}
