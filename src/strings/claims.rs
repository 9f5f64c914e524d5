//! The words of what several trials say of the claims of a paper.

use layerlab_schema::{Claim, ClaimVerdict};

use crate::format::{estimate, signed};

pub const CLAIMS: &str = "What the paper claims";

/// On how many trials the verdicts stand.
pub fn claims_on(trials: usize) -> String {
    match trials {
        1 => "one trial: no verdict".into(),
        n => format!("{n} trials; brackets: 95\u{202f}% over trials"),
    }
}

/// A verdict as a sign and a word.
pub fn claim_verdict(verdict: ClaimVerdict) -> (&'static str, &'static str) {
    match verdict {
        ClaimVerdict::Supported => ("✓", "holds"),
        ClaimVerdict::Refuted => ("✗", "fails"),
        ClaimVerdict::Undetermined => ("?", "open"),
    }
}

/// The figure that decides a claim.
pub fn claim_figure(claim: &Claim, trials: usize) -> String {
    let figure = if trials < 2 { signed(claim.figure.value) } else { estimate(claim.figure) };
    format!("{}: {figure}", claim.of)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_trial_has_no_verdict_and_several_have_an_interval() {
        assert_eq!(claims_on(1), "one trial: no verdict");
        let figure = layerlab_schema::Estimate { value: 0.99, low: 0.97, high: 1.01 };
        let [name, statement] = ["loss/1", "It falls."].map(String::from);
        let claim = Claim { name, statement, figure, of: "Acc~ / Acc*".into(), verdict: ClaimVerdict::Supported };
        assert_eq!(claim_figure(&claim, 1), "Acc~ / Acc*: 0.99");
        assert_eq!(claim_figure(&claim, 3).replace('\u{202f}', " "), "Acc~ / Acc*: 0.99 [0.97, 1.01]");
    }
}
