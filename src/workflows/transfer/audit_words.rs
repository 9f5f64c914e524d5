//! The words of the audit of the theorem.

use layerlab_schema::{AuditOutcome, Bracket, Experiment, Premise, Role, Standing, TheoremAudit};
use layerlab_words::t;

use super::track_words::{measure_name, reader_name};
use crate::{
    format::signed,
    strings::{attack_of, role_name},
};

/// What the audit comes to, in one sentence.
pub fn verdict(audit: &TheoremAudit, role: Role) -> String {
    let outcome = audit.outcome();
    // Without its premise the theorem says nothing, but it is worth knowing whether the figure would contradict it.
    let missed = if outcome == AuditOutcome::PremiseNotEstablished && audit.is_missed() { "yes" } else { "no" };
    t!(
        "audit-verdict",
        network = role_name(role),
        outcome = outcome.name(),
        guarantee = signed(audit.guarantee),
        end = signed(audit.gamma_b.attacked.value),
        missed = missed
    )
}

/// A premise of the theorem.
pub fn premise(premise: Premise) -> &'static str {
    match premise {
        Premise::FrontSemirobust => t!("audit-premise-front"),
        Premise::Information => t!("audit-premise-information"),
        Premise::Growth => t!("audit-premise-growth"),
        Premise::OneToOne => t!("audit-premise-one-to-one"),
    }
}

/// What is known of a premise.
pub fn standing(standing: Standing) -> &'static str {
    match standing {
        Standing::Established => t!("audit-established"),
        Standing::Open => t!("audit-open"),
        Standing::Fails => t!("audit-fails"),
    }
}

/// The figures behind a premise.
pub fn premise_figures(audit: &TheoremAudit, premise: Premise) -> String {
    match premise {
        Premise::FrontSemirobust => {
            t!("audit-front", layer = audit.front.as_str(), margin = bracket(audit.gamma_a))
        }
        Premise::Information => {
            let above = audit.terms.iter().filter(|term| term.dependency.is_above_chance()).count();
            t!("audit-information", above = above, of = audit.terms.len(), sum = signed(audit.sum))
        }
        Premise::Growth => {
            let least = audit.terms.iter().map(|term| term.growth).fold(f64::INFINITY, f64::min);
            let most = audit.terms.iter().map(|term| term.growth).fold(f64::NEG_INFINITY, f64::max);
            t!("audit-growth", least = signed(least), most = signed(most))
        }
        Premise::OneToOne => t!("audit-one-to-one").into(),
    }
}

/// The columns of the table of layers.
pub fn columns() -> [&'static str; 4] {
    [t!("audit-column-layer"), t!("column-rho-bits"), t!("audit-column-null"), t!("audit-column-growth")]
}

/// The samples and attack with which the figures were measured.
pub fn measured_on(audit: &TheoremAudit, experiment: &Experiment) -> String {
    let n = audit.terms.first().map_or(0, |term| term.dependency.samples);
    t!(
        "audit-on",
        reader = reader_name(audit.reader),
        measure = measure_name(audit.measure),
        n = n,
        attack = attack_of(experiment)
    )
}

/// The guarantee, over its bars.
pub fn guarantee(audit: &TheoremAudit) -> String {
    t!("audit-guarantee", margin = signed(audit.guarantee))
}

/// The last layer's margin, beside its bar.
pub fn measured(audit: &TheoremAudit) -> String {
    t!("audit-measured", margin = bracket(audit.gamma_b))
}

/// The picture, for people who can't see it.
pub fn picture(audit: &TheoremAudit) -> String {
    t!("audit-picture", guarantee = signed(audit.guarantee), end = bracket(audit.gamma_b))
}

/// Certified to attacked.
fn bracket(of: Bracket) -> String {
    t!("audit-bracket", low = signed(of.certified.value), high = signed(of.attacked.value))
}
