//! The audit of the theorem: its premises with what was measured of them, what it would guarantee, and the measured margin.

use std::rc::Rc;

use layerlab_schema::{AuditTerm, Experiment, Measure, Premise, Role, Standing, TheoremAudit};
use layerlab_words::t;
use yew::prelude::*;

use super::progress::offered;
use super::{audit_words, words};
use crate::components::{Segments, segment};
use crate::format::signed;
use crate::glossary::{Term, TermName, symbols};
use crate::hooks::use_width;
use crate::state::{Action, Display, DisplayChange, MeasuredNetwork};

#[derive(Properties, PartialEq)]
pub struct TheoremAuditPanelProps {
    /// The experiment of the displayed networks.
    pub experiment: Rc<Experiment>,
    /// The networks of the cut on the stage.
    pub networks: Vec<MeasuredNetwork>,
    /// Number of layers in f_b.
    pub rest: usize,
    /// The displayed networks, reader and measure.
    pub display: Rc<Display>,
    pub dispatch: Callback<Action>,
}

#[component]
pub fn TheoremAuditPanel(props: &TheoremAuditPanelProps) -> Html {
    let role = shown(props);
    let network = props.networks.iter().find(|m| Some(m.layerwise.role) == role);
    let (readers, measures) = offered(&props.networks);
    // The theorem is about bits.
    let measures: Vec<Measure> = measures.into_iter().filter(|measure| measure.in_bits()).collect();
    let pick = |wish: Option<Measure>| wish.filter(|m| measures.contains(m)).or_else(|| measures.first().copied());
    let reader = props.display.reader.filter(|r| readers.contains(r)).or_else(|| readers.first().copied());
    let asked = network.zip(reader).zip(pick(props.display.measure));
    let audit = asked.and_then(|((m, reader), measure)| TheoremAudit::of(&m.layerwise, props.rest, reader, measure));
    let lines: Vec<_> = props
        .networks
        .iter()
        .map(|m| m.layerwise.role)
        .map(|role| segment(role.name(), words::role_name(role), DisplayChange::Network(role)))
        .collect();
    let (name, label, dispatch) = ("audit", t!("network-shown"), &props.dispatch);
    let choice = role.map(|role| Segments { name, label, lines, chosen: role.name().into(), dispatch }.view());
    html! {
        <section class="panel audit" aria-label={t!("audit")} data-test="audit">
            <div class="panel-head">
                <h2><Term name={TermName::Audit}>{ t!("audit") }</Term></h2>
                { choice }
            </div>
            { audit.zip(role).map_or_else(|| html! { <p class="panel-empty">{ t!("audit-empty") }</p> },
                |(audit, role)| body(&audit, role, &props.experiment)) }
        </section>
    }
}

/// The chosen network; otherwise the semirobust one, which the theorem is about, or the newest.
fn shown(props: &TheoremAuditPanelProps) -> Option<Role> {
    let is_there = |role: &Role| props.networks.iter().any(|m| m.layerwise.role == *role);
    let newest = props.networks.last().map(|m| m.layerwise.role);
    props.display.network.filter(is_there).or(Some(Role::Semirobust).filter(is_there)).or(newest)
}

fn body(audit: &TheoremAudit, role: Role, experiment: &Experiment) -> Html {
    html! {
        <div class={format!("audit-body is-{}", role.name())} data-outcome={audit.outcome().name()}>
            <div>
                <p class="audit-verdict">{ audit_words::verdict(audit, role) }</p>
                <ol class="audit-premises">{ for Premise::ALL.map(|premise| premise_line(audit, premise)) }</ol>
            </div>
            <div>
                <Balance audit={audit.clone()} />
                { table(audit) }
                <small class="audit-on">{ audit_words::measured_on(audit, experiment) }</small>
            </div>
        </div>
    }
}

/// A premise: whether it is established, what it says, and the figures. One that fails stands out.
fn premise_line(audit: &TheoremAudit, premise: Premise) -> Html {
    let standing = audit.standing(premise);
    let (name, mark) = match standing {
        Standing::Established => ("established", "✓"),
        Standing::Open => ("open", "?"),
        Standing::Fails => ("fails", "✗"),
    };
    html! {
        <li class={format!("premise is-{name}")} data-standing={name}>
            <span class="premise-mark" aria-hidden="true">{ mark }</span>
            <span class="premise-says">
                <strong>{ symbols(audit_words::premise(premise)) }</strong>
                <span class="premise-standing">{ audit_words::standing(standing) }</span>
                <small>{ symbols(&audit_words::premise_figures(audit, premise)) }</small>
            </span>
        </li>
    }
}

fn table(audit: &TheoremAudit) -> Html {
    let row = |term: &AuditTerm| {
        let dependency = &term.dependency;
        html! {
            <tr class={(!dependency.is_above_chance()).then_some("is-chance")}>
                <th scope="row">{ term.layer.clone() }</th>
                <td>{ signed(dependency.value) }</td>
                <td>{ signed(dependency.null_mean) }</td>
                <td>{ signed(term.growth) }</td>
            </tr>
        }
    };
    html! {
        <table class="audit-table">
            <thead><tr>{ for audit_words::columns().map(|name| html! { <th scope="col">{ symbols(name) }</th> }) }</tr></thead>
            <tbody>
                { for audit.terms.iter().map(row) }
                <tr class="is-sum">
                    <th scope="row">{ symbols(t!("audit-sum")) }</th>
                    <td>{ signed(audit.sum) }</td>
                    <td colspan="2" />
                </tr>
                if let Some(linear) = audit.linear {
                    <tr>
                        <th scope="row" title={t!("audit-linear-hint")}>{ t!("audit-linear") }</th>
                        <td>{ signed(linear) }</td>
                        <td colspan="2" />
                    </tr>
                }
            </tbody>
        </table>
    }
}

/// The narrowest the picture gets, and its height, in the units of drawings.
const SIZE: (f64, f64) = (200.0, 108.0);

#[derive(Properties, PartialEq)]
struct BalanceProps {
    audit: TheoremAudit,
}

/// Above, what the theorem would guarantee: γ_a and each ρ, the part that chance gives in grey. Below, the bracket of the
/// measured γ_b, between the limits of any margin.
#[component]
fn Balance(props: &BalanceProps) -> Html {
    let node = use_node_ref();
    let width = use_width(&node).max(SIZE.0);
    let audit = &props.audit;
    let most = audit.guarantee.max(1.0) + 0.1;
    let x = |value: f64| 4.0 + (value + 1.0) / (most + 1.0) * (width - 8.0);
    let terms = audit.terms.iter().scan(audit.gamma_a.certified.value, |sum, term| {
        let value = term.dependency.value;
        let (from, above) = (*sum, term.dependency.excess.clamp(0.0, value.max(0.0)));
        *sum += value;
        Some((x(from), x(*sum - above), x(*sum)))
    });
    let (low, high) = (audit.gamma_b.certified.value, audit.gamma_b.attacked.value);
    html! {
        <div ref={node} class="audit-place">
        <svg class="audit-balance" viewBox={format!("0 0 {width} {}", SIZE.1)}
            role="img" aria-label={audit_words::picture(audit)}>
            { span("audit-range", x(-1.0), x(1.0), (20.0, 72.0)) }
            <text x={format!("{:.1}", x(-1.0) + 2.0)} y="106">{ t!("audit-range") }</text>
            { span("audit-gamma", x(0.0), x(audit.gamma_a.certified.value), (26.0, 18.0)) }
            { for terms.map(|(from, above, to)| html! {
                <>
                    { span("audit-null", from, above, (26.0, 18.0)) }
                    { span("audit-rho", above, to, (26.0, 18.0)) }
                    <path class="audit-cut" d={format!("M{from:.1} 24v22")} />
                </>
            }) }
            <text x={(width - 4.0).to_string()} y="15" text-anchor="end">{ audit_words::guarantee(audit) }</text>
            <path class="axis" d={format!("M{:.1} 20V92", x(0.0))} />
            <text x={(width - 4.0).to_string()} y="62" text-anchor="end">{ audit_words::measured(audit) }</text>
            { span("audit-bracket", x(low), x(high), (70.0, 18.0)) }
            <path class="audit-end" d={format!("M{:.1} 66v26", x(high))} />
        </svg>
        </div>
    }
}

/// A bar between two places, from `y` on and `height` high.
fn span(class: &'static str, from: f64, to: f64, (y, height): (f64, f64)) -> Html {
    let (left, width) = (from.min(to), (to - from).abs().max(1.0));
    html! {
        <rect {class} x={format!("{left:.1}")} y={y.to_string()} width={format!("{width:.1}")} height={height.to_string()} />
    }
}
