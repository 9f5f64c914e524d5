//! The words of what several trials say: the networks of a cut, fine-tuning by epochs, and the claims of the paper.

use layerlab_schema::{Accuracy, Claim, ClaimVerdict, Dependency, LayerPair, ReadOutKind, Tuned};
use layerlab_words::{claim_measured, t};

use crate::{
    format::{estimate, interval, percent, signed},
    settings::Workflow,
};

/// The columns of the table of networks.
pub fn cut_columns() -> [&'static str; 5] {
    [t!("column-network"), t!("column-clean"), t!("column-under-attack"), t!("column-n"), t!("column-trials")]
}

/// The columns of the table of fine-tuning, epoch by epoch.
pub fn epoch_columns() -> [&'static str; 5] {
    [t!("column-fine-tuning"), t!("column-clean"), t!("column-under-attack"), t!("column-n"), t!("column-rho-rest")]
}

/// Whose claims they are.
pub fn claims_hint(way: Workflow) -> &'static str {
    match way {
        Workflow::Triage => t!("claims-triage-hint"),
        Workflow::Train | Workflow::Transfer => t!("claims-transfer-hint"),
    }
}

/// A share: of one trial with its interval over samples, of several their mean, least and most.
pub fn over_trials(trials: impl Iterator<Item = Accuracy>) -> String {
    let all: Vec<Accuracy> = trials.collect();
    let shares = || all.iter().map(|accuracy| accuracy.value());
    match all.as_slice() {
        [] => t!("none").into(),
        [one] => format!("{} {}", percent(one.value()), interval(*one)),
        _ => {
            let mean = shares().sum::<f64>() / all.len() as f64;
            let (least, most) = (shares().fold(1.0, f64::min), shares().fold(0.0, f64::max));
            format!("{} ({:.0}–{:.0})", percent(mean), 100.0 * least, 100.0 * most)
        }
    }
}

/// A linear read-out, and how it is made.
pub fn read_out(kind: ReadOutKind) -> (&'static str, &'static str) {
    match kind {
        ReadOutKind::HeldOut => (t!("read-out-held-out"), t!("read-out-held-out-hint")),
        ReadOutKind::Paper => (t!("read-out-paper"), t!("read-out-paper-hint")),
        ReadOutKind::Random => (t!("read-out-random"), t!("read-out-random-hint")),
    }
}

/// An epoch of fine-tuning.
pub fn tuned_epoch(epoch: usize, of: &Tuned) -> String {
    t!("tuned-epoch", epoch = epoch, kept = if epoch == of.kept { "yes" } else { "no" })
}

/// ρ of a pair with its null, in a cell.
pub fn bond_short(pair: &LayerPair, rho: &Dependency) -> String {
    t!(
        "pair-short",
        layer = pair.child.as_str(),
        measure = super::measure_short(rho.measure),
        rho = signed(rho.value),
        null = signed(rho.null_mean)
    )
}

/// How ρ of a pair went over the epochs of fine-tuning, where it was taken.
pub fn bond_over_epochs(of: &Tuned, child: &str, measure: layerlab_schema::Measure) -> Option<String> {
    let pairs = of.epochs.iter().filter_map(|epoch| epoch.pairs.iter().find(|pair| pair.child == child));
    let values: Vec<String> = pairs.filter_map(|b| b.dependency(measure)).map(|rho| signed(rho.excess)).collect();
    (values.len() > 1).then(|| t!("pair-over-epochs", values = values.join(" → ")))
}

/// On how many trials the verdicts stand.
pub fn claims_on(trials: usize) -> String {
    t!("claims-on", trials = trials)
}

/// A verdict as a sign and a word.
pub fn claim_verdict(verdict: ClaimVerdict) -> (&'static str, &'static str) {
    match verdict {
        ClaimVerdict::Supported => ("✓", t!("claim-holds")),
        ClaimVerdict::Refuted => ("✗", t!("claim-fails")),
        ClaimVerdict::Undetermined => ("?", t!("claim-open")),
    }
}

/// The figure that decides a claim.
pub fn claim_figure(claim: &Claim, trials: usize) -> String {
    let figure = if trials < 2 { signed(claim.figure.value) } else { estimate(claim.figure) };
    t!("claim-figure", of = claim_measured(claim), figure = figure)
}

#[cfg(test)]
mod tests {
    use layerlab_schema::{ClaimKind, Objective};

    use super::*;

    #[test]
    fn one_trial_has_an_interval_over_samples_and_several_have_ends() {
        let accuracy = |correct| Accuracy { correct, of: 100 };
        let plain = |all: &[usize]| over_trials(all.iter().map(|&c| accuracy(c))).replace('\u{202f}', " ");
        assert_eq!(plain(&[]), "–");
        assert_eq!(plain(&[60]), "60 % [50, 69]");
        assert_eq!(plain(&[60, 58, 65]), "61 % (58–65)");
        assert_eq!(claims_on(1), "one trial: no verdict");
        let figure = layerlab_schema::Estimate { value: 0.99, low: 0.97, high: 1.01 };
        let kind = ClaimKind::Recovery { rest: 1, objective: Objective::Adversarial, share: 0.9 };
        let claim = Claim { name: "recovery/1".into(), kind, figure, verdict: ClaimVerdict::Supported };
        let plain = |trials| claim_figure(&claim, trials).replace('\u{202f}', " ");
        assert_eq!(plain(1), "Acc~ / Acc* under attack: 0.99");
        assert_eq!(plain(3), "Acc~ / Acc* under attack: 0.99 [0.97, 1.01]");
    }
}
