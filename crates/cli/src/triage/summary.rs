//! The text summary at the end of a triage.

use layerlab_core::measure::student_interval;
use layerlab_schema::{AttackResult, Estimate, Parent, ParentResult, Scores, TriageReport, TriageTrial};
use layerlab_words::{marked, method_label, t};

use super::group;
use crate::{
    columns::Columns,
    transfer::{Means, claims},
};

/// The parents' accuracy, the criticality of every block under every scheme, and the claims with their verdicts.
pub fn summary(triage: &TriageReport) -> String {
    let trials = triage.trials.len();
    let mut accuracies = Columns::new("lrr");
    accuracies.row(["", t!("clean"), t!("under-attack")]);
    for Means { name, clean, robust } in parents(triage) {
        accuracies.row([name, clean.map(percent).unwrap_or_default(), percent(robust)]);
    }
    let mut drops = Columns::new("lrr");
    drops.row(["", t!("clean"), t!("under-attack")]);
    for field in &triage.map {
        let key = field.key;
        let name = t!(
            "run-stage-cell",
            parent = key.parent.to_string(),
            block = group(triage, key.group),
            first = key.initialisation.name(),
            scheme = key.scheme.name()
        );
        drops.row([name, points(field.drop.clean), points(field.drop.robust)]);
        if let Some(medians) = field.median.filter(|_| field.collapsed > 0) {
            let name = t!("summary-collapsed", collapsed = field.collapsed, trials = field.trials);
            drops.row([name, median(medians.clean), median(medians.robust)]);
        }
    }
    let mut text = [
        t!("summary-triage", trials = trials),
        accuracies.finish("  "),
        t!("summary-criticality").to_owned(),
        drops.finish("  "),
        String::new(),
    ]
    .join("\n");
    text.push_str(&claims(&triage.claims));
    if !triage.agreement.is_empty() {
        text.push_str(&agreement(triage));
    }
    text.push_str(t!("summary-triage-files"));
    text
}

/// How well the proxy measures order the blocks as their criticality does.
fn agreement(triage: &TriageReport) -> String {
    let mut rows = Columns::new("lr");
    for found in &triage.agreement {
        let name = t!(
            "summary-agreement-of",
            proxy = found.proxy.name(),
            drop = found.drop.name(),
            parent = found.parent.to_string(),
            first = found.initialisation.name(),
            scheme = found.scheme.name()
        );
        let Estimate { value, low, high } = found.correlation;
        rows.row([name, marked(&format!("{value:+.2} [{low:+.2}, {high:+.2}]"))]);
    }
    format!("\n{}\n{}\n", t!("summary-agreement"), rows.finish("  "))
}

fn median(share: f64) -> String {
    marked(&format!("{:+.1}", 100.0 * share))
}

/// Every parent, as it is and trained further, then under each further attack.
pub fn parents(triage: &TriageReport) -> Vec<Means> {
    let first = triage.trials.first().map(|trial| trial.parents.as_slice()).unwrap_or_default();
    let mut all = Vec::new();
    for found in first {
        let parent = found.parent;
        for (training, scores) in
            [("as-it-is", Kind::Parent), ("longer", Kind::Longer), ("transferred", Kind::Transferred)]
        {
            let name = t!("summary-parent", parent = parent.to_string(), training = training);
            all.extend(means(triage, parent, scores).map(|[clean, robust]| Means { name, clean: Some(clean), robust }));
        }
        all.extend(further_attacks(triage, found));
    }
    all
}

/// Mean accuracy of a parent under each further attack.
fn further_attacks(triage: &TriageReport, found: &ParentResult) -> Vec<Means> {
    let under = |(position, attack): (usize, &AttackResult)| {
        let of_trial = |trial: &TriageTrial| Some(trial.parent(found.parent)?.attacks.get(position)?.accuracy.value());
        let values: Vec<f64> = triage.trials.iter().filter_map(of_trial).collect();
        let (label, of) = (method_label(&attack.settings), attack.accuracy.of);
        let name = t!(
            "summary-attacked",
            network = t!("summary-parent", parent = found.parent.to_string(), training = "as-it-is"),
            rest = "none",
            attack = label,
            n = of.to_string()
        );
        Some(Means { name, clean: None, robust: student_interval(&values)? })
    };
    found.attacks.iter().enumerate().filter_map(under).collect()
}

enum Kind {
    Parent,
    Longer,
    Transferred,
}

fn means(triage: &TriageReport, parent: Parent, kind: Kind) -> Option<[Estimate; 2]> {
    let of = |trial: &TriageTrial| {
        let found = trial.parent(parent)?;
        match kind {
            Kind::Parent => Some(found.scores),
            Kind::Longer => found.trained_longer,
            Kind::Transferred => found.transferred,
        }
    };
    let scores: Vec<Scores> = triage.trials.iter().filter_map(of).collect();
    let mean = |side: fn(&Scores) -> f64| student_interval(&scores.iter().map(side).collect::<Vec<_>>());
    Some([mean(|scores| scores.clean.value())?, mean(|scores| scores.robust.value())?])
}

fn percent(Estimate { value, low, high }: Estimate) -> String {
    marked(&format!("{:.1} % [{:.1}, {:.1}]", 100.0 * value, 100.0 * low.max(0.0), 100.0 * high.min(1.0)))
}

fn points(Estimate { value, low, high }: Estimate) -> String {
    marked(&format!("{:+.1} [{:+.1}, {:+.1}]", 100.0 * value, 100.0 * low, 100.0 * high))
}
