//! Tables as CSV, one row for each figure, so that any program can go on with them.

use anyhow::Result;
use layerlab_schema::{Bond, Ledger, Measure, Portrait, Reader, Role, Scores, TransferReport, Trial};

use crate::table::{ACCURACIES, Table, accuracies, claims, estimate, header, number};

/// Names and contents.
pub fn all(transfer: &TransferReport) -> Result<Vec<(String, String)>> {
    Ok(vec![
        ("networks.csv".into(), networks(transfer)?),
        ("epochs.csv".into(), epochs(transfer)?),
        ("layers.csv".into(), layers(transfer)?),
        ("bonds.csv".into(), bonds(transfer)?),
        ("ledger.csv".into(), ledger(transfer)?),
        ("claims.csv".into(), claims(&transfer.claims)?),
    ])
}

/// Which network: seed, role, layers in f_b, objective.
fn network(trial: &Trial, portrait: &Portrait) -> [String; 4] {
    [
        trial.seed.to_string(),
        portrait.role.name().into(),
        portrait.rest.map(|rest| rest.to_string()).unwrap_or_default(),
        portrait.objective.map(|objective| objective.name().to_owned()).unwrap_or_default(),
    ]
}

const NETWORK: [&str; 4] = ["seed", "network", "rest", "objective"];

fn portraits(transfer: &TransferReport) -> impl Iterator<Item = (&Trial, &Portrait)> {
    transfer.trials.iter().flat_map(|trial| trial.portraits.iter().map(move |portrait| (trial, portrait)))
}

/// Accuracy on test samples, the linear read-outs of Algorithm S1 among them.
fn networks(transfer: &TransferReport) -> Result<String> {
    let mut table = Table::new(&header(&[&NETWORK, &ACCURACIES]))?;
    for (trial, portrait) in portraits(transfer) {
        let scores = Scores { clean: portrait.evaluated.clean, robust: portrait.evaluated.robust };
        table.row(network(trial, portrait).into_iter().chain(accuracies(scores)))?;
    }
    for trial in &transfer.trials {
        for cut in &trial.cuts {
            for read_out in &cut.read_outs {
                let name = format!("read-out/{}", read_out.kind.name());
                let key = [trial.seed.to_string(), name, cut.rest.to_string(), String::new()];
                table.row(key.into_iter().chain(accuracies(read_out.scores)))?;
            }
        }
    }
    table.finish()
}

/// Fine-tuning, epoch by epoch, on the samples of the selection.
fn epochs(transfer: &TransferReport) -> Result<String> {
    let mut table = Table::new(&header(&[&["seed", "rest", "objective", "epoch", "kept", "goal"], &ACCURACIES]))?;
    for trial in &transfer.trials {
        for cut in &trial.cuts {
            for tuned in &cut.tuned {
                for epoch in &tuned.epochs {
                    let key = [
                        trial.seed.to_string(),
                        cut.rest.to_string(),
                        tuned.objective.name().into(),
                        epoch.epoch.to_string(),
                        (epoch.epoch == tuned.kept).to_string(),
                        number(tuned.goal),
                    ];
                    table.row(key.into_iter().chain(accuracies(epoch.scores)))?;
                }
            }
        }
    }
    table.finish()
}

/// Sensitivity and γ, layer by layer.
fn layers(transfer: &TransferReport) -> Result<String> {
    let measured = ["layer", "quantity", "reader", "value", "low", "high", "accuracy", "samples"];
    let mut table = Table::new(&header(&[&NETWORK, &measured]))?;
    for (trial, portrait) in portraits(transfer) {
        let samples = portrait.evaluated.clean.of.to_string();
        for shift in &portrait.evaluated.shifts {
            let key = [shift.layer.clone(), "sensitivity".into(), String::new()];
            let cells = network(trial, portrait).into_iter().chain(key).chain(estimate(shift.sensitivity));
            table.row(cells.chain([String::new(), samples.clone()]))?;
        }
        for margin in &portrait.margins {
            for (quantity, value, accuracy) in [
                ("gamma_clean", margin.clean, margin.clean_accuracy),
                ("gamma_certified", margin.certified, margin.certified_accuracy),
                ("gamma_attacked", margin.attacked, margin.attacked_accuracy),
                ("gamma_transferred", margin.transferred, margin.transferred_accuracy),
            ] {
                let key = [margin.layer.clone(), quantity.into(), margin.reader.name().into()];
                let cells = network(trial, portrait).into_iter().chain(key).chain(estimate(value));
                table.row(cells.chain([number(accuracy.value()), accuracy.of.to_string()]))?;
            }
        }
    }
    table.finish()
}

/// ρ with its null: of every network, and of f_b after every epoch of fine-tuning.
fn bonds(transfer: &TransferReport) -> Result<String> {
    let measured =
        ["epoch", "parent", "child", "measure", "value", "null_mean", "null_p95", "excess", "nulls", "samples"];
    let mut table = Table::new(&header(&[&NETWORK, &measured]))?;
    for (trial, portrait) in portraits(transfer) {
        bond_rows(&mut table, &network(trial, portrait), "", &portrait.bonds)?;
    }
    for trial in &transfer.trials {
        for cut in &trial.cuts {
            for tuned in &cut.tuned {
                let (role, objective) = (Role::Transferred.name(), tuned.objective.name());
                let key = [trial.seed.to_string(), role.into(), cut.rest.to_string(), objective.into()];
                for epoch in &tuned.epochs {
                    bond_rows(&mut table, &key, &epoch.epoch.to_string(), &epoch.bonds)?;
                }
            }
        }
    }
    table.finish()
}

fn bond_rows(table: &mut Table, network: &[String; 4], epoch: &str, bonds: &[Bond]) -> Result<()> {
    for bond in bonds {
        for found in &bond.dependencies {
            let key = [epoch.into(), bond.parent.clone(), bond.child.clone(), found.measure.name().into()];
            let values = [found.value, found.null_mean, found.null_p95, found.excess].map(number);
            let counts = [found.nulls.to_string(), found.samples.to_string()];
            table.row(network.iter().cloned().chain(key).chain(values).chain(counts))?;
        }
    }
    Ok(())
}

/// Theorem 2 as an account, for every network that was cut, every reader and every measure in bits.
fn ledger(transfer: &TransferReport) -> Result<String> {
    let entries = [
        "reader",
        "measure",
        "gamma_a",
        "right_hand_side",
        "right_hand_side_above_null",
        "gamma_b",
        "theorem_3",
        "consistent",
        "consistent_above_null",
    ];
    let mut table = Table::new(&header(&[&NETWORK, &entries]))?;
    for (trial, portrait) in portraits(transfer) {
        let Some(rest) = portrait.rest else { continue };
        for reader in Reader::ALL {
            for measure in Measure::ALL.into_iter().filter(|measure| measure.in_bits()) {
                let Some(ledger) = Ledger::of(portrait, rest, reader, measure) else { continue };
                let figures = [
                    ledger.gamma_a.value,
                    ledger.right_hand_side,
                    ledger.right_hand_side_above_null,
                    ledger.gamma_b.value,
                    ledger.linear,
                ];
                let key = [reader.name().to_owned(), measure.name().into()];
                let verdicts = [ledger.consistent, ledger.consistent_above_null].map(|holds| holds.to_string());
                table
                    .row(network(trial, portrait).into_iter().chain(key).chain(figures.map(number)).chain(verdicts))?;
            }
        }
    }
    table.finish()
}
