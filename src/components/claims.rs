//! What the paper claims, each with the figure that decides it and what the trials say.

use layerlab_spec::Claim;
use yew::prelude::*;

use crate::strings;

/// The claims of a finished run of so many trials.
pub fn claims(claims: &[Claim], trials: usize) -> Html {
    let line = |claim: &Claim| {
        let verdict = (trials > 1).then(|| strings::claim_verdict(claim.verdict));
        let class = classes!("claim", verdict.map(|_| format!("is-{}", claim.verdict.name())));
        html! {
            <li {class} data-claim={claim.name.clone()}>
                if let Some((sign, word)) = verdict {
                    <span class="claim-verdict"><span aria-hidden="true">{ sign }</span>{ word }</span>
                }
                <span>{ &claim.statement }{ " " }<small>{ strings::claim_figure(claim, trials) }</small></span>
            </li>
        }
    };
    html! {
        <section class="panel claims" aria-label={strings::CLAIMS} data-test="claims">
            <div class="panel-head">
                <h2 title={strings::CLAIMS_HINT}>{ strings::CLAIMS }</h2>
                <small>{ strings::claims_on(trials) }</small>
            </div>
            <ul>{ for claims.iter().map(line) }</ul>
        </section>
    }
}
