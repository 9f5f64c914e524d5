//! What a person reads at the end of a transfer protocol.

use std::fmt::Write;

use layerlab_core::measure::student_interval;
use layerlab_schema::{Estimate, Objective, Scores, TransferReport, Trial};

use super::title;
use crate::columns::Columns;

/// A row of the summary: a name, and a network's accuracy in a trial.
type Row = (String, Box<dyn Fn(&Trial) -> Option<Scores>>);

/// Accuracy of every network over the trials, and the claims with their verdicts.
pub fn summary(transfer: &TransferReport) -> String {
    let of = transfer.trials.first().map_or(0, |trial| trial.normal.clean.of);
    let mut columns = Columns::new("lrr");
    columns.row(["", "clean", "under attack"]);
    for (name, scores) in rows(transfer) {
        let found: Vec<Scores> = transfer.trials.iter().filter_map(scores).collect();
        let [clean, robust] = [|s: &Scores| s.clean.value(), |s: &Scores| s.robust.value()]
            .map(|value| student_interval(&found.iter().map(value).collect::<Vec<_>>()));
        if let (Some(clean), Some(robust)) = (clean, robust) {
            columns.row([name, percent(clean), percent(robust)]);
        }
    }
    further_attacks(transfer, &mut columns);
    let mut text = format!(
        "Mean accuracy over {} trials, on {of} test samples each; 95 % intervals over trials (Student's t):\n{}\n",
        transfer.trials.len(),
        columns.finish("  ")
    );
    for claim in &transfer.claims {
        let Estimate { value, low, high } = claim.figure;
        let verdict = claim.verdict.name();
        let _ = writeln!(text, "{verdict:>13}: {} ({}: {value:.3} [{low:.3}, {high:.3}])", claim.statement, claim.of);
    }
    text.push_str("γ and ρ of every layer: layers.csv, bonds.csv, ledger.csv and the figures beside them.");
    text
}

/// Mean accuracy of every network under each further attack, a row for each.
fn further_attacks(transfer: &TransferReport, rows: &mut Columns) {
    let networks = transfer.trials.first().map(|trial| trial.networks.as_slice()).unwrap_or_default();
    for network in networks {
        for (position, attack) in network.evaluated.attacks.iter().enumerate() {
            let of_trial = |trial: &Trial| {
                let same = trial.layerwise(network.role, network.rest.unwrap_or(0), network.objective)?;
                same.evaluated.attacks.get(position).map(|attack| attack.accuracy.value())
            };
            let values: Vec<f64> = transfer.trials.iter().filter_map(of_trial).collect();
            let Some(mean) = student_interval(&values) else { continue };
            let last = network.rest.map(|rest| format!(", last {rest}")).unwrap_or_default();
            let (label, of) = (attack.settings.label(), attack.accuracy.of);
            let name = format!("{}{last} under {label} (n = {of})", title(network));
            rows.row([name, String::new(), percent(mean)]);
        }
    }
}

fn rows(transfer: &TransferReport) -> Vec<Row> {
    let mut rows: Vec<Row> = vec![
        ("normal".into(), Box::new(|trial| Some(trial.normal))),
        ("robust".into(), Box::new(|trial| trial.robust)),
    ];
    let Some(first) = transfer.trials.first() else { return rows };
    for (position, cut) in first.cuts.iter().enumerate() {
        let from = format!("last {} clean, from {} on", cut.rest, cut.first);
        rows.push((format!("semirobust, {from}"), Box::new(move |trial| Some(trial.cuts.get(position)?.semirobust))));
        for objective in Objective::all() {
            let name = format!(
                "  fine-tuned on {} samples",
                match objective {
                    Objective::Adversarial => "attacked",
                    Objective::Clean => "clean",
                }
            );
            rows.push((
                name,
                Box::new(move |trial| {
                    let tuned = &trial.cuts.get(position)?.tuned;
                    Some(tuned.iter().find(|tuned| tuned.objective == objective)?.scores)
                }),
            ));
        }
        for read_out in &cut.read_outs {
            let kind = read_out.kind;
            rows.push((
                format!("  linear read-out, {}", kind.name()),
                Box::new(move |trial| {
                    let read_outs = &trial.cuts.get(position)?.read_outs;
                    Some(read_outs.iter().find(|read_out| read_out.kind == kind)?.scores)
                }),
            ));
        }
    }
    rows
}

fn percent(estimate: Estimate) -> String {
    let Estimate { value, low, high } = estimate;
    format!("{:.1} % [{:.1}, {:.1}]", 100.0 * value, 100.0 * low.max(0.0), 100.0 * high.min(1.0))
}
