//! The tables of a transfer, one row for each figure, so that any program can go on with them.

use layerlab_schema::{
    LayerPair, LayerwiseReport, Measure, Objective, Reader, Role, Scores, TheoremAudit, TransferReport, Trial,
};

use crate::table::{
    ACCURACIES, Cell, Column, Table, accuracies, attack_cells, attack_columns, cells, claims, estimate, flag, number,
    text, whole,
};

/// All tables of a transfer.
pub fn all(transfer: &TransferReport) -> Vec<Table> {
    vec![
        networks(transfer),
        epochs(transfer),
        layers(transfer),
        dependency(transfer),
        noise(transfer),
        audit(transfer),
        claims(&transfer.claims),
    ]
}

/// Which network: seed, role, layers in f_b, objective.
fn network(trial: &Trial, layerwise: &LayerwiseReport) -> [Cell; 4] {
    cells![trial.seed, layerwise.role.name(), layerwise.rest, layerwise.objective.map(Objective::name)]
}

const NETWORK: [Column; 4] = [whole("seed"), text("network"), whole("rest"), text("objective")];

fn all_networks(transfer: &TransferReport) -> impl Iterator<Item = (&Trial, &LayerwiseReport)> {
    transfer.trials.iter().flat_map(|trial| trial.networks.iter().map(move |layerwise| (trial, layerwise)))
}

/// Accuracy on test samples, under further attacks too, of the networks, the controls and the linear read-outs of
/// Algorithm S1.
fn networks(transfer: &TransferReport) -> Table {
    let first = all_networks(transfer).next();
    let attacks = first.map(|(_, layerwise)| attack_columns(&layerwise.evaluated.attacks)).unwrap_or_default();
    let mut table = Table::new("networks", &[&NETWORK, &ACCURACIES, &attacks]);
    for (trial, layerwise) in all_networks(transfer) {
        let evaluated = &layerwise.evaluated;
        let scores = Scores { clean: evaluated.clean, robust: evaluated.robust };
        let row = network(trial, layerwise).into_iter().chain(accuracies(scores));
        table.row(row.chain(attack_cells(&evaluated.attacks, attacks.len())));
    }
    for trial in &transfer.trials {
        for result in &trial.controls {
            let name = format!("control/{}", result.control.name());
            let key = cells![trial.seed, name, result.rest, Cell::Nothing];
            let row = key.into_iter().chain(accuracies(result.scores));
            table.row(row.chain(attack_cells(&result.attacks, attacks.len())));
        }
        for cut in &trial.cuts {
            for read_out in &cut.read_outs {
                let name = format!("read-out/{}", read_out.kind.name());
                let key = cells![trial.seed, name, cut.rest, Cell::Nothing];
                let row = key.into_iter().chain(accuracies(read_out.scores));
                table.row(row.chain(attack_cells(&[], attacks.len())));
            }
        }
    }
    table
}

/// Fine-tuning, epoch by epoch, on the samples of the selection.
fn epochs(transfer: &TransferReport) -> Table {
    let tuning = [whole("seed"), whole("rest"), text("objective"), whole("epoch"), flag("kept"), number("goal")];
    let mut table = Table::new("epochs", &[&tuning, &ACCURACIES]);
    for trial in &transfer.trials {
        for cut in &trial.cuts {
            for tuned in &cut.tuned {
                for epoch in &tuned.epochs {
                    let (objective, is_kept) = (tuned.objective.name(), epoch.epoch == tuned.kept);
                    let key = cells![trial.seed, cut.rest, objective, epoch.epoch, is_kept, tuned.goal];
                    table.row(key.into_iter().chain(accuracies(epoch.scores)));
                }
            }
        }
    }
    table
}

/// Sensitivity and γ, layer by layer.
fn layers(transfer: &TransferReport) -> Table {
    let what = [text("layer"), text("quantity"), text("reader")];
    let figures = [number("value"), number("low"), number("high"), number("accuracy"), whole("samples")];
    let mut table = Table::new("layers", &[&NETWORK, &what, &figures]);
    for (trial, layerwise) in all_networks(transfer) {
        let samples = layerwise.evaluated.clean.of;
        for shift in &layerwise.evaluated.sensitivities {
            let key = cells![shift.layer.clone(), "sensitivity", Cell::Nothing];
            let row = network(trial, layerwise).into_iter().chain(key).chain(estimate(shift.sensitivity));
            table.row(row.chain(cells![Cell::Nothing, samples]));
        }
        for margin in &layerwise.margins {
            for (quantity, value, accuracy) in [
                ("gamma_clean", margin.clean, margin.clean_accuracy),
                ("gamma_certified", margin.certified, margin.certified_accuracy),
                ("gamma_attacked", margin.attacked, margin.attacked_accuracy),
                ("gamma_transferred", margin.transferred, margin.transferred_accuracy),
            ] {
                let key = cells![margin.layer.clone(), quantity, margin.reader.name()];
                let row = network(trial, layerwise).into_iter().chain(key).chain(estimate(value));
                table.row(row.chain(cells![accuracy.value(), accuracy.of]));
            }
        }
    }
    table
}

/// ρ with its null: of every network, and of f_b after every epoch of fine-tuning.
fn dependency(transfer: &TransferReport) -> Table {
    let pair = [whole("epoch"), text("parent"), text("child"), text("measure")];
    let values = [number("value"), number("null_mean"), number("null_p95"), number("excess")];
    let counts = [number("p"), whole("nulls"), whole("samples")];
    let mut table = Table::new("dependency", &[&NETWORK, &pair, &values, &counts]);
    for (trial, layerwise) in all_networks(transfer) {
        pair_rows(&mut table, &network(trial, layerwise), None, &layerwise.pairs);
    }
    for trial in &transfer.trials {
        for cut in &trial.cuts {
            for tuned in &cut.tuned {
                let key = cells![trial.seed, Role::Transferred.name(), cut.rest, tuned.objective.name()];
                for epoch in &tuned.epochs {
                    pair_rows(&mut table, &key, Some(epoch.epoch), &epoch.pairs);
                }
            }
        }
    }
    table
}

fn pair_rows(table: &mut Table, network: &[Cell; 4], epoch: Option<usize>, pairs: &[LayerPair]) {
    for pair in pairs {
        for found in &pair.dependencies {
            let key = cells![epoch, pair.parent.clone(), pair.child.clone(), found.measure.name()];
            let values = cells![found.value, found.null_mean, found.null_p95, found.excess];
            let counts = cells![found.p, found.nulls, found.samples];
            table.row(network.iter().cloned().chain(key).chain(values).chain(counts));
        }
    }
}

/// What noise at the cut does to ρ and the margins, strength by strength.
fn noise(transfer: &TransferReport) -> Table {
    let rho = [number("value"), number("null_mean"), number("excess"), number("p")];
    let margins = [number("gamma_clean"), number("gamma_attacked")];
    let accuracies = [number("clean"), number("attacked"), whole("samples")];
    let mut table =
        Table::new("noise", &[&NETWORK, &[number("strength"), text("measure")], &rho, &margins, &accuracies]);
    for (trial, layerwise) in all_networks(transfer) {
        for point in &layerwise.noise {
            for found in &point.pair.dependencies {
                let key = cells![point.strength, found.measure.name()];
                let rho = cells![found.value, found.null_mean, found.excess, found.p];
                let margins = cells![point.clean.value, point.attacked.value];
                let (clean, attacked) = (point.clean_accuracy, point.attacked_accuracy);
                let accuracies = cells![clean.value(), attacked.value(), clean.of];
                let row = network(trial, layerwise).into_iter().chain(key).chain(rho);
                table.row(row.chain(margins).chain(accuracies));
            }
        }
    }
    table
}

/// The audit of Theorem 2 for every network that was cut, every reader and every measure in bits.
fn audit(transfer: &TransferReport) -> Table {
    let premises = [number("gamma_a_certified"), number("gamma_a_attacked"), number("sum_rho")];
    let results = [number("guarantee"), number("gamma_b_certified"), number("gamma_b_attacked")];
    let verdict = [number("least_growth"), number("theorem_3"), text("outcome")];
    let mut table = Table::new("audit", &[&NETWORK, &[text("reader"), text("measure")], &premises, &results, &verdict]);
    for (trial, layerwise) in all_networks(transfer) {
        let Some(rest) = layerwise.rest else { continue };
        for reader in Reader::ALL {
            for measure in Measure::ALL {
                let Some(audit) = TheoremAudit::of(layerwise, rest, reader, measure) else { continue };
                let least_growth = audit.terms.iter().map(|term| term.growth).fold(f64::INFINITY, f64::min);
                let premises = cells![audit.gamma_a.certified.value, audit.gamma_a.attacked.value, audit.sum];
                let (low, high) = (audit.gamma_b.certified.value, audit.gamma_b.attacked.value);
                let results = cells![audit.guarantee, low, high];
                let verdict = cells![least_growth, audit.linear, audit.outcome().name()];
                let row = network(trial, layerwise).into_iter().chain(cells![reader.name(), measure.name()]);
                table.row(row.chain(premises).chain(results).chain(verdict));
            }
        }
    }
    table
}
