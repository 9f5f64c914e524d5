//! What a person reads at the end of a triage.

use std::fmt::Write;

use layerlab_core::measure::student_interval;
use layerlab_schema::{Estimate, Parent, Scores, TriageReport, TriageTrial};

use super::group;
use crate::columns::Columns;

/// The parents' accuracy, the criticality of every block under every scheme, and the claims with their verdicts.
pub fn summary(triage: &TriageReport) -> String {
    let parents: Vec<Parent> =
        triage.trials.first().map(|trial| trial.parents.iter().map(|found| found.parent).collect()).unwrap_or_default();
    let trials = triage.trials.len();
    let mut accuracies = Columns::new("lrr");
    accuracies.row(["", "clean", "under attack"]);
    for parent in parents {
        for (name, scores) in [("", Kind::Parent), (" for longer (parent+)", Kind::Longer)] {
            if let Some([clean, robust]) = means(triage, parent, scores) {
                accuracies.row([format!("{parent} parent{name}"), percent(clean), percent(robust)]);
            }
        }
        further_attacks(triage, parent, &mut accuracies);
    }
    let mut drops = Columns::new("lrr");
    drops.row(["", "clean", "under attack"]);
    for field in &triage.map {
        let key = field.key;
        let name = format!(
            "{} parent, {} as one layer, {}, {}",
            key.parent,
            group(triage, key.group),
            key.initialisation.name(),
            key.scheme.name()
        );
        drops.row([name, points(field.drop.clean), points(field.drop.robust)]);
    }
    let mut text = format!(
        "Triage over {trials} trials; accuracy on test samples with 95 % intervals over trials:\n{}\nCriticality: points lost against the parent (95 % intervals; of one trial over samples):\n{}\n",
        accuracies.finish("  "),
        drops.finish("  ")
    );
    for claim in &triage.claims {
        let Estimate { value, low, high } = claim.figure;
        let verdict = claim.verdict.name();
        let _ = writeln!(text, "{verdict:>13}: {} ({}: {value:.3} [{low:.3}, {high:.3}])", claim.statement, claim.of);
    }
    text.push_str("Cell by cell: cells.csv, curves.csv, criticality.csv, and the heat map triage.svg.");
    text
}

/// Mean accuracy of a parent under each further attack, a row for each.
fn further_attacks(triage: &TriageReport, parent: Parent, rows: &mut Columns) {
    let attacks = triage.trials.first().and_then(|trial| trial.parent(parent)).map(|found| found.attacks.as_slice());
    for (position, attack) in attacks.unwrap_or_default().iter().enumerate() {
        let of_trial = |trial: &TriageTrial| Some(trial.parent(parent)?.attacks.get(position)?.accuracy.value());
        let values: Vec<f64> = triage.trials.iter().filter_map(of_trial).collect();
        let Some(mean) = student_interval(&values) else { continue };
        let (label, of) = (attack.settings.label(), attack.accuracy.of);
        rows.row([format!("{parent} parent under {label} (n = {of})"), String::new(), percent(mean)]);
    }
}

enum Kind {
    Parent,
    Longer,
}

fn means(triage: &TriageReport, parent: Parent, kind: Kind) -> Option<[Estimate; 2]> {
    let of = |trial: &TriageTrial| {
        let found = trial.parent(parent)?;
        match kind {
            Kind::Parent => Some(found.scores),
            Kind::Longer => found.trained_longer,
        }
    };
    let scores: Vec<Scores> = triage.trials.iter().filter_map(of).collect();
    let mean = |side: fn(&Scores) -> f64| student_interval(&scores.iter().map(side).collect::<Vec<_>>());
    Some([mean(|scores| scores.clean.value())?, mean(|scores| scores.robust.value())?])
}

fn percent(Estimate { value, low, high }: Estimate) -> String {
    format!("{:.1} % [{:.1}, {:.1}]", 100.0 * value, 100.0 * low.max(0.0), 100.0 * high.min(1.0))
}

fn points(Estimate { value, low, high }: Estimate) -> String {
    format!("{:+.1} [{:+.1}, {:+.1}]", 100.0 * value, 100.0 * low, 100.0 * high)
}
