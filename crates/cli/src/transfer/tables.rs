//! Tables as CSV, one row for each figure, so that any program can go on with them.

use anyhow::Result;
use layerlab_schema::{LayerPair, LayerwiseReport, Measure, Reader, Role, Scores, TheoremAudit, TransferReport, Trial};

use crate::table::{ACCURACIES, Table, accuracies, attack_cells, attack_columns, claims, estimate, header, number};

/// File names and contents of all tables of a transfer.
pub fn all(transfer: &TransferReport) -> Result<Vec<(String, String)>> {
    Ok(vec![
        ("networks.csv".into(), networks(transfer)?),
        ("epochs.csv".into(), epochs(transfer)?),
        ("layers.csv".into(), layers(transfer)?),
        ("dependency.csv".into(), dependency(transfer)?),
        ("noise.csv".into(), noise(transfer)?),
        ("audit.csv".into(), audit(transfer)?),
        ("claims.csv".into(), claims(&transfer.claims)?),
    ])
}

/// Which network: seed, role, layers in f_b, objective.
fn network(trial: &Trial, layerwise: &LayerwiseReport) -> [String; 4] {
    [
        trial.seed.to_string(),
        layerwise.role.name().into(),
        layerwise.rest.map(|rest| rest.to_string()).unwrap_or_default(),
        layerwise.objective.map(|objective| objective.name().to_owned()).unwrap_or_default(),
    ]
}

const NETWORK: [&str; 4] = ["seed", "network", "rest", "objective"];

fn all_networks(transfer: &TransferReport) -> impl Iterator<Item = (&Trial, &LayerwiseReport)> {
    transfer.trials.iter().flat_map(|trial| trial.networks.iter().map(move |layerwise| (trial, layerwise)))
}

/// Accuracy on test samples, under further attacks too, of the networks, the controls and the linear read-outs of
/// Algorithm S1.
fn networks(transfer: &TransferReport) -> Result<String> {
    let first = all_networks(transfer).next();
    let attacks = first.map(|(_, layerwise)| attack_columns(&layerwise.evaluated.attacks)).unwrap_or_default();
    let attack_names: Vec<&str> = attacks.iter().map(String::as_str).collect();
    let mut table = Table::new(&header(&[&NETWORK, &ACCURACIES, &attack_names]))?;
    for (trial, layerwise) in all_networks(transfer) {
        let evaluated = &layerwise.evaluated;
        let scores = Scores { clean: evaluated.clean, robust: evaluated.robust };
        let row = network(trial, layerwise).into_iter().chain(accuracies(scores));
        table.row(row.chain(attack_cells(&evaluated.attacks, attacks.len())))?;
    }
    for trial in &transfer.trials {
        for result in &trial.controls {
            let rest = result.rest.map(|rest| rest.to_string()).unwrap_or_default();
            let key = [trial.seed.to_string(), format!("control/{}", result.control.name()), rest, String::new()];
            let row = key.into_iter().chain(accuracies(result.scores));
            table.row(row.chain(attack_cells(&result.attacks, attacks.len())))?;
        }
        for cut in &trial.cuts {
            for read_out in &cut.read_outs {
                let name = format!("read-out/{}", read_out.kind.name());
                let key = [trial.seed.to_string(), name, cut.rest.to_string(), String::new()];
                let row = key.into_iter().chain(accuracies(read_out.scores));
                table.row(row.chain(attack_cells(&[], attacks.len())))?;
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
    for (trial, layerwise) in all_networks(transfer) {
        let samples = layerwise.evaluated.clean.of.to_string();
        for shift in &layerwise.evaluated.sensitivities {
            let key = [shift.layer.clone(), "sensitivity".into(), String::new()];
            let cells = network(trial, layerwise).into_iter().chain(key).chain(estimate(shift.sensitivity));
            table.row(cells.chain([String::new(), samples.clone()]))?;
        }
        for margin in &layerwise.margins {
            for (quantity, value, accuracy) in [
                ("gamma_clean", margin.clean, margin.clean_accuracy),
                ("gamma_certified", margin.certified, margin.certified_accuracy),
                ("gamma_attacked", margin.attacked, margin.attacked_accuracy),
                ("gamma_transferred", margin.transferred, margin.transferred_accuracy),
            ] {
                let key = [margin.layer.clone(), quantity.into(), margin.reader.name().into()];
                let cells = network(trial, layerwise).into_iter().chain(key).chain(estimate(value));
                table.row(cells.chain([number(accuracy.value()), accuracy.of.to_string()]))?;
            }
        }
    }
    table.finish()
}

/// ρ with its null: of every network, and of f_b after every epoch of fine-tuning.
fn dependency(transfer: &TransferReport) -> Result<String> {
    let measured =
        ["epoch", "parent", "child", "measure", "value", "null_mean", "null_p95", "excess", "p", "nulls", "samples"];
    let mut table = Table::new(&header(&[&NETWORK, &measured]))?;
    for (trial, layerwise) in all_networks(transfer) {
        pair_rows(&mut table, &network(trial, layerwise), "", &layerwise.pairs)?;
    }
    for trial in &transfer.trials {
        for cut in &trial.cuts {
            for tuned in &cut.tuned {
                let (role, objective) = (Role::Transferred.name(), tuned.objective.name());
                let key = [trial.seed.to_string(), role.into(), cut.rest.to_string(), objective.into()];
                for epoch in &tuned.epochs {
                    pair_rows(&mut table, &key, &epoch.epoch.to_string(), &epoch.pairs)?;
                }
            }
        }
    }
    table.finish()
}

fn pair_rows(table: &mut Table, network: &[String; 4], epoch: &str, pairs: &[LayerPair]) -> Result<()> {
    for pair in pairs {
        for found in &pair.dependencies {
            let key = [epoch.into(), pair.parent.clone(), pair.child.clone(), found.measure.name().into()];
            let values = [found.value, found.null_mean, found.null_p95, found.excess].map(number);
            let p = found.p.map(number).unwrap_or_default();
            let counts = [p, found.nulls.to_string(), found.samples.to_string()];
            table.row(network.iter().cloned().chain(key).chain(values).chain(counts))?;
        }
    }
    Ok(())
}

/// What noise at the cut does to ρ and the margins, strength by strength.
fn noise(transfer: &TransferReport) -> Result<String> {
    let measured = [
        "strength",
        "measure",
        "value",
        "null_mean",
        "excess",
        "p",
        "gamma_clean",
        "gamma_attacked",
        "clean",
        "attacked",
        "samples",
    ];
    let mut table = Table::new(&header(&[&NETWORK, &measured]))?;
    for (trial, layerwise) in all_networks(transfer) {
        for point in &layerwise.noise {
            for found in &point.pair.dependencies {
                let key = [number(point.strength), found.measure.name().into()];
                let p = found.p.map(number).unwrap_or_default();
                let rho = [number(found.value), number(found.null_mean), number(found.excess), p];
                let margins = [point.clean.value, point.attacked.value].map(number);
                let accuracies = [point.clean_accuracy.value(), point.attacked_accuracy.value()].map(number);
                let row = network(trial, layerwise).into_iter().chain(key).chain(rho).chain(margins);
                table.row(row.chain(accuracies).chain([point.clean_accuracy.of.to_string()]))?;
            }
        }
    }
    table.finish()
}

/// The audit of Theorem 2 for every network that was cut, every reader and every measure in bits.
fn audit(transfer: &TransferReport) -> Result<String> {
    let entries = [
        "reader",
        "measure",
        "gamma_a_certified",
        "gamma_a_attacked",
        "sum_rho",
        "guarantee",
        "gamma_b_certified",
        "gamma_b_attacked",
        "least_growth",
        "theorem_3",
        "outcome",
    ];
    let mut table = Table::new(&header(&[&NETWORK, &entries]))?;
    for (trial, layerwise) in all_networks(transfer) {
        let Some(rest) = layerwise.rest else { continue };
        for reader in Reader::ALL {
            for measure in Measure::ALL {
                let Some(audit) = TheoremAudit::of(layerwise, rest, reader, measure) else { continue };
                let least_growth = audit.terms.iter().map(|term| term.growth).fold(f64::INFINITY, f64::min);
                let figures = [
                    audit.gamma_a.certified.value,
                    audit.gamma_a.attacked.value,
                    audit.sum,
                    audit.guarantee,
                    audit.gamma_b.certified.value,
                    audit.gamma_b.attacked.value,
                    least_growth,
                ];
                let row = network(trial, layerwise).into_iter().chain([reader.name().into(), measure.name().into()]);
                let theorem_3 = audit.linear.map(number).unwrap_or_default();
                table.row(row.chain(figures.map(number)).chain([theorem_3, audit.outcome().name().into()]))?;
            }
        }
    }
    table.finish()
}
