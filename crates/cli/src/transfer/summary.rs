//! The text summary at the end of a transfer protocol.

use std::fmt::Write;

use layerlab_core::measure::student_interval;
use layerlab_schema::{
    AttackResult, Claim, ClaimVerdict, Estimate, LayerwiseReport, Objective, Protocol, Report, Scores, Transfer,
    TransferReport, Trial,
};
use layerlab_words::{claim_measured, claim_note, claim_statement, marked, method_label, t};

use super::{published, title};
use crate::columns::Columns;

/// A row of the summary: a name, and a network's accuracy in a trial.
type Row = (String, Box<dyn Fn(&Trial) -> Option<Scores>>);

/// Accuracy of every network over the trials, and the claims with their verdicts.
pub fn summary(report: &Report, transfer: &TransferReport) -> String {
    let of = transfer.trials.first().map_or(0, |trial| trial.normal.clean.of);
    let mut columns = Columns::new("lrr");
    columns.row(["", t!("clean"), t!("under-attack")]);
    for Means { name, clean, robust } in means(transfer) {
        columns.row([name, clean.map(percent).unwrap_or_default(), percent(robust)]);
    }
    let intro = t!("summary-transfer", trials = transfer.trials.len(), n = of.to_string());
    let mut text = format!("{intro}\n{}\n", columns.finish("  "));
    if let Some(Protocol::Transfer(Transfer { pairs: Some(pairs), .. })) = &report.experiment.protocol {
        text.push_str(&t!("summary-pairs", pairs = *pairs));
        text.push('\n');
    }
    text.push_str(&published::summary(transfer, report.experiment.layer_names().len()));
    text.push_str(&claims(&transfer.claims));
    text.push_str(t!("summary-transfer-files"));
    text
}

/// Mean accuracy of a network over trials, with its interval.
pub struct Means {
    /// Begins with two spaces where it belongs to the network before it.
    pub name: String,
    /// Nothing for a further attack.
    pub clean: Option<Estimate>,
    pub robust: Estimate,
}

/// Every network, then every network under each further attack.
pub fn means(transfer: &TransferReport) -> Vec<Means> {
    let mut all = Vec::new();
    for (name, scores) in rows(transfer) {
        let found: Vec<Scores> = transfer.trials.iter().filter_map(scores).collect();
        let [clean, robust] = [|s: &Scores| s.clean.value(), |s: &Scores| s.robust.value()]
            .map(|value| student_interval(&found.iter().map(value).collect::<Vec<_>>()));
        all.extend(robust.map(|robust| Means { name, clean, robust }));
    }
    let networks = transfer.trials.first().map(|trial| trial.networks.as_slice()).unwrap_or_default();
    all.extend(networks.iter().flat_map(|network| further_attacks(transfer, network)));
    all
}

/// Mean accuracy of a network under each further attack.
fn further_attacks(transfer: &TransferReport, network: &LayerwiseReport) -> Vec<Means> {
    let under = |(position, attack): (usize, &AttackResult)| {
        let of_trial = |trial: &Trial| {
            let same = trial.layerwise(network.role, network.rest.unwrap_or(0), network.objective)?;
            same.evaluated.attacks.get(position).map(|attack| attack.accuracy.value())
        };
        let values: Vec<f64> = transfer.trials.iter().filter_map(of_trial).collect();
        let rest = network.rest.map_or_else(|| "none".to_owned(), |rest| rest.to_string());
        let name = t!(
            "summary-attacked",
            network = title(network),
            rest = rest,
            attack = method_label(&attack.settings),
            n = attack.accuracy.of.to_string()
        );
        Some(Means { name, clean: None, robust: student_interval(&values)? })
    };
    network.evaluated.attacks.iter().enumerate().filter_map(under).collect()
}

/// One line per claim: its verdict, its statement, and the figure that decides it.
pub(crate) fn claims(claims: &[Claim]) -> String {
    let mut text = String::new();
    for claim in claims {
        let Estimate { value, low, high } = claim.figure;
        let figure = marked(&format!("{value:.3} [{low:.3}, {high:.3}]"));
        let (verdict, of) = (verdict(claim.verdict), claim_measured(claim));
        let note = claim_note(claim).map(|note| format!("; {note}")).unwrap_or_default();
        let _ = writeln!(text, "{verdict:>13}: {} ({of}: {figure}{note})", claim_statement(claim));
    }
    text
}

/// A verdict in words.
pub fn verdict(verdict: ClaimVerdict) -> &'static str {
    match verdict {
        ClaimVerdict::Supported => t!("verdict-supported"),
        ClaimVerdict::Refuted => t!("verdict-refuted"),
        ClaimVerdict::Undetermined => t!("verdict-undetermined"),
        ClaimVerdict::NotTestable => t!("verdict-not-testable"),
    }
}

fn rows(transfer: &TransferReport) -> Vec<Row> {
    let mut rows: Vec<Row> = vec![
        (t!("role-normal").into(), Box::new(|trial| Some(trial.normal))),
        (t!("role-robust").into(), Box::new(|trial| trial.robust)),
    ];
    let Some(first) = transfer.trials.first() else { return rows };
    for (position, cut) in first.cuts.iter().enumerate() {
        let name = t!("summary-semirobust", rest = cut.rest, first = cut.first.as_str());
        rows.push((name, Box::new(move |trial| Some(trial.cuts.get(position)?.semirobust))));
        for objective in Objective::all() {
            let name = format!("  {}", t!("summary-tuned", objective = objective.name()));
            rows.push((
                name,
                Box::new(move |trial| {
                    let tuned = &trial.cuts.get(position)?.tuned;
                    Some(tuned.iter().find(|tuned| tuned.objective == objective)?.scores)
                }),
            ));
        }
        for result in first.controls.iter().filter(|result| result.rest == Some(cut.rest)) {
            let (control, rest) = (result.control, cut.rest);
            rows.push((
                format!("  {}", t!("summary-control", control = control.name())),
                Box::new(move |trial| Some(trial.control(control, rest)?.scores)),
            ));
        }
        for read_out in &cut.read_outs {
            let kind = read_out.kind;
            rows.push((
                format!("  {}", t!("summary-read-out", kind = kind.name())),
                Box::new(move |trial| {
                    let read_outs = &trial.cuts.get(position)?.read_outs;
                    Some(read_outs.iter().find(|read_out| read_out.kind == kind)?.scores)
                }),
            ));
        }
    }
    for control in first.controls.iter().filter(|result| result.rest.is_none()).map(|result| result.control) {
        let name = t!("summary-control", control = control.name()).to_string();
        rows.push((name, Box::new(move |trial| Some(trial.control(control, 0)?.scores))));
    }
    rows
}

fn percent(estimate: Estimate) -> String {
    let Estimate { value, low, high } = estimate;
    marked(&format!("{:.1} % [{:.1}, {:.1}]", 100.0 * value, 100.0 * low.max(0.0), 100.0 * high.min(1.0)))
}
