//! What a person reads at the end of a triage.

use std::fmt::Write;

use layerlab_core::measure::student_interval;
use layerlab_schema::{Estimate, Parent, Scores, TriageReport};
use layerlab_words::{marked, t};

use super::group;
use crate::transfer::claims;

/// The parents' accuracy, the criticality of every block under every scheme, and the claims with their verdicts.
pub fn summary(triage: &TriageReport) -> String {
    let parents: Vec<Parent> =
        triage.trials.first().map(|trial| trial.parents.iter().map(|found| found.parent).collect()).unwrap_or_default();
    let trials = triage.trials.len();
    let mut text = t!("summary-triage", trials = trials) + "\n";
    for parent in parents {
        for (training, scores) in [("as-it-is", Kind::Parent), ("longer", Kind::Longer)] {
            if let Some([clean, robust]) = means(triage, parent, scores) {
                let name = t!("summary-parent", parent = parent.to_string(), training = training);
                let [clean, robust] = [format!("{:>24}", percent(clean)), format!("{:>24}", percent(robust))];
                let _ = writeln!(text, "  {name:<50}{}", t!("summary-pair", clean = clean, robust = robust));
            }
        }
    }
    text.push_str(t!("summary-criticality"));
    text.push('\n');
    for field in &triage.map {
        let key = field.key;
        let name = t!(
            "run-stage-cell",
            parent = key.parent.to_string(),
            block = group(triage, key.group),
            first = key.initialisation.name(),
            scheme = key.scheme.name()
        );
        let [clean, robust] = [field.drop.clean, field.drop.robust].map(|drop| format!("{:>22}", points(drop)));
        let _ = writeln!(text, "  {name:<60}{}", t!("summary-pair", clean = clean, robust = robust));
    }
    text.push_str(&claims(&triage.claims));
    text.push_str(t!("summary-triage-files"));
    text
}

enum Kind {
    Parent,
    Longer,
}

fn means(triage: &TriageReport, parent: Parent, kind: Kind) -> Option<[Estimate; 2]> {
    let of = |trial: &layerlab_schema::TriageTrial| {
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
    marked(&format!("{:.1} % [{:.1}, {:.1}]", 100.0 * value, 100.0 * low.max(0.0), 100.0 * high.min(1.0)))
}

fn points(Estimate { value, low, high }: Estimate) -> String {
    marked(&format!("{:+.1} [{:+.1}, {:+.1}]", 100.0 * value, 100.0 * low, 100.0 * high))
}
