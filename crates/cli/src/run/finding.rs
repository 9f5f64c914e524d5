//! What a run found, in text and as JSON.

use layerlab_present::duration;
use layerlab_schema::{Accuracy, Report};
use layerlab_words::{self as words, marked, t};
use serde_json::json;

use crate::{attack::line as attack_line, error_text::shown, folder::Folder, transfer, triage};

/// The result of a run as one line of JSON, for `--json`.
pub fn result(report: &Report, folder: &Folder) -> serde_json::Value {
    let sensitivities = report.last.sensitivities.iter();
    json!({
        "clean_accuracy": report.last.clean.value(),
        "robust_accuracy": report.last.robust.value(),
        "samples": report.last.clean.of,
        "sensitivity": sensitivities.map(|s| (s.layer.clone(), json!(s.sensitivity.value))).collect::<serde_json::Map<_, _>>(),
        "attacks": report.last.attacks,
        "claims": report.claims(),
        "warnings": report.warnings,
        "seconds": report.seconds,
        "seed": report.experiment.seed,
        "device": report.device.kind,
        "steps": report.steps,
        "folder": shown(folder.path()),
    })
}

/// The text summary of a run.
pub fn finding(report: &Report, folder: &Folder) -> String {
    let percent = |accuracy: Accuracy| {
        let e = accuracy.estimate();
        marked(&format!("{:.1} % [{:.1}, {:.1}]", 100.0 * e.value, 100.0 * e.low, 100.0 * e.high))
    };
    let attack = &report.experiment.evaluation.attack;
    let notes: String = report
        .warnings
        .iter()
        .map(|warning| format!("\n{}", t!("run-note", warning = words::warning(warning))))
        .collect();
    let summary = report
        .transfer
        .as_ref()
        .map(|found| transfer::summary(report, found))
        .or(report.triage.as_ref().map(triage::summary));
    if let Some(summary) = summary {
        let (path, seconds) = (folder.path().display(), duration(report.seconds));
        let written = t!("run-written", folder = path.to_string(), time = seconds);
        return format!("{summary}\n{written}{notes}");
    }
    let attacks: String = report.last.attacks.iter().map(|attack| format!("\n{}", attack_line(attack))).collect();
    let found = t!(
        "run-finding",
        n = report.last.clean.of.to_string(),
        data = report.experiment.data.set.name(),
        clean = percent(report.last.clean),
        robust = percent(report.last.robust),
        attack = words::method_label(&attack.method),
        norm = attack.norm.name(),
        epsilon = marked(&attack.epsilon.to_string())
    );
    let written = t!("run-written", folder = folder.path().display().to_string(), time = duration(report.seconds));
    format!("{found}{attacks}\n{written}{notes}")
}
