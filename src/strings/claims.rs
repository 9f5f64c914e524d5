//! The words of what several trials say of the claims of a paper.

use layerlab_schema::{Claim, ClaimVerdict, Estimate};
use layerlab_words::{claim_measured, claim_note, t};

use crate::format::signed_to;

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
        ClaimVerdict::NotTestable => ("–", t!("claim-not-testable")),
    }
}

/// The figure that decides a claim, with its p-value and why there is no verdict, where there is one or none.
pub fn claim_figure(claim: &Claim, trials: usize) -> String {
    let Estimate { value, low, high } = claim.figure;
    // Margins are hundredths.
    let [value, low, high] = [value, low, high].map(|value| signed_to(value, 3));
    let figure = if trials < 2 { value } else { format!("{value} [{low},\u{202f}{high}]") };
    let figure = t!("claim-figure", of = claim_measured(claim), figure = figure);
    match claim_note(claim) {
        Some(note) => format!("{figure}; {note}"),
        None => figure,
    }
}

#[cfg(test)]
mod tests {
    use layerlab_schema::{ClaimKind, Objective};

    use super::*;

    #[test]
    fn one_trial_has_no_verdict_and_several_have_an_interval() {
        assert_eq!(claims_on(1), "one trial: no verdict");
        let figure = Estimate { value: 0.99, low: 0.97, high: 1.01 };
        let kind = ClaimKind::Recovery { rest: 1, objective: Objective::Adversarial, share: 0.9 };
        let claim = Claim::new("recovery/1".into(), kind, figure, ClaimVerdict::Supported);
        let plain = |trials| claim_figure(&claim, trials).replace('\u{202f}', " ");
        assert_eq!(plain(1), "Acc~ / Acc* under attack: 0.990");
        assert_eq!(plain(3), "Acc~ / Acc* under attack: 0.990 [0.970, 1.010]");
    }
}
