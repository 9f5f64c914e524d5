//! The paper's claims, each with the figure that decides it and its verdict from the trials.

use layerlab_schema::{Claim, LEAST_TRIALS, Report};
use layerlab_words::{claim_statement, t};
use yew::prelude::*;

use super::words::trials_of;
use crate::{
    glossary::{Term, TermName},
    strings,
};

/// The claims of a finished run.
pub fn claims(report: &Report, hint: &'static str) -> Html {
    let trials = trials_of(report);
    let line = |claim: &Claim| {
        let verdict = (trials > 1).then(|| strings::claim_verdict(claim.verdict));
        let class = classes!("claim", verdict.map(|_| format!("is-{}", claim.verdict.name())));
        html! {
            <li {class} data-claim={claim.name.clone()}>
                if let Some((sign, word)) = verdict {
                    <span class="claim-verdict"><span aria-hidden="true">{ sign }</span>{ word }</span>
                }
                <span>{ claim_statement(claim) }{ " " }<small>{ strings::claim_figure(claim, trials) }</small></span>
            </li>
        }
    };
    html! {
        // Without trials enough for a verdict there are only figures, and they wait until they are asked for.
        <section class="panel claims" aria-label={t!("claims")} data-test="claims">
        <details open={trials >= LEAST_TRIALS}>
            <summary class="panel-head">
                <h2 title={hint}>{ t!("claims") }</h2>
                <small>{ strings::claims_on(trials) }</small>
            </summary>
            <p class="status-terms">
                { t!("status-terms") }
                { for [TermName::Claim, TermName::PValue, TermName::Holm].map(|name| html! { <Term {name} /> }) }
            </p>
            <ul>{ for report.claims().iter().map(line) }</ul>
        </details>
        </section>
    }
}
