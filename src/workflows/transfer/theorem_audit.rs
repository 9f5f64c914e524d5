//! The audit of the theorem: its bound on f_b, the measured values, and the limits of their comparison.

use std::rc::Rc;

use layerlab_schema::{Dependency, Experiment, Measure, Role, TheoremAudit};
use layerlab_words::t;
use yew::prelude::*;

use super::progress::offered;
use super::words;
use crate::components::{Segments, segment};
use crate::format::{estimate, signed};
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
    let pick = |wish: Option<Measure>| wish.filter(|m| measures.contains(m)).or_else(|| measures.first().copied());
    let reader = props.display.reader.filter(|r| readers.contains(r)).or_else(|| readers.first().copied());
    let account = network.zip(reader).zip(pick(props.display.measure));
    let account =
        account.and_then(|((m, reader), measure)| TheoremAudit::of(&m.layerwise, props.rest, reader, measure));
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
                <h2 title={t!("audit-hint")}>{ t!("audit") }</h2>
                { choice }
            </div>
            { account.zip(role).map_or_else(|| html! { <p class="panel-empty">{ t!("audit-empty") }</p> },
                |(audit, role)| entries(&audit, role, &props.experiment)) }
        </section>
    }
}

/// The chosen network; otherwise the semirobust one, which the theorem is about, or the newest.
fn shown(props: &TheoremAuditPanelProps) -> Option<Role> {
    let is_there = |role: &Role| props.networks.iter().any(|m| m.layerwise.role == *role);
    let newest = props.networks.last().map(|m| m.layerwise.role);
    props.display.network.filter(is_there).or(Some(Role::Semirobust).filter(is_there)).or(newest)
}

fn entries(audit: &TheoremAudit, role: Role, experiment: &Experiment) -> Html {
    html! {
        <div class={format!("audit-body is-{}", role.name())}>
            <div>
                <p class="audit-verdict">{ words::audit_verdict(audit, role) }</p>
                <Balance audit={audit.clone()} />
                <ul class="audit-not">
                    { for words::audit_not().map(|line| html! { <li>{ line }</li> }) }
                </ul>
            </div>
            <div>
                { table(audit) }
                <small class="audit-on">{ words::audit_on(audit, experiment) }</small>
            </div>
        </div>
    }
}

fn table(audit: &TheoremAudit) -> Html {
    let head = words::audit_columns(audit.measure);
    html! {
        <table class="audit-table">
            <thead><tr>{ for head.map(|name| html! { <th scope="col">{ name }</th> }) }</tr></thead>
            <tbody>
                <tr>
                    <th scope="row">{ symbols(&words::gamma_a(&audit.front)) }</th>
                    <td colspan="3">{ estimate(audit.gamma_a) }</td>
                </tr>
                { for audit.terms.iter().map(|(layer, term)| line(layer, term)) }
                <tr class="is-sum">
                    <th scope="row">{ symbols(t!("audit-sum")) }</th>
                    <td>{ signed(audit.right_hand_side) }</td>
                    <td />
                    <td>{ signed(audit.right_hand_side_above_null) }</td>
                </tr>
                <tr>
                    <th scope="row">{ symbols(t!("audit-gamma-b")) }</th>
                    <td colspan="3">{ estimate(audit.gamma_b) }</td>
                </tr>
                <tr>
                    <th scope="row">{ symbols(t!("audit-holds")) }</th>
                    <td>{ words::consistent(audit.consistent) }</td>
                    <td />
                    <td>{ words::consistent(audit.consistent_above_null) }</td>
                </tr>
                <tr>
                    <th scope="row" title={t!("audit-linear-hint")}>{ t!("audit-linear") }</th>
                    <td colspan="3">{ signed(audit.linear) }</td>
                </tr>
            </tbody>
        </table>
    }
}

fn line(layer: &str, term: &Dependency) -> Html {
    html! {
        <tr class={(!term.is_above_chance()).then_some("is-chance")}>
            <th scope="row">{ words::rho(layer) }</th>
            <td>{ signed(term.value) }</td>
            <td>{ signed(term.null_mean) }</td>
            <td>{ signed(term.excess) }</td>
        </tr>
    }
}

/// The widest the picture gets, and its height, in CSS pixels.
const SIZE: (f64, f64) = (680.0, 104.0);

#[derive(Properties, PartialEq)]
struct BalanceProps {
    audit: TheoremAudit,
}

/// Both sides of the inequality as bars on one scale: γ_a and each ρ, the part that chance gives in grey, against γ_b.
#[component]
fn Balance(props: &BalanceProps) -> Html {
    let node = use_node_ref();
    let width = use_width(&node).clamp(200.0, SIZE.0);
    let audit = &props.audit;
    let most = audit.right_hand_side.max(audit.gamma_b.value).max(0.1);
    let least = audit.gamma_a.value.min(audit.gamma_b.value).min(0.0);
    let x = |value: f64| 4.0 + (value - least) / (most - least) * (width - 8.0);
    let terms = audit.terms.iter().scan(audit.gamma_a.value, |sum, (layer, term)| {
        let (from, above) = (*sum, term.excess.clamp(0.0, term.value.max(0.0)));
        *sum += term.value;
        Some((layer, x(from), x(*sum - above), x(*sum)))
    });
    let end = x(audit.gamma_b.value);
    html! {
        <div ref={node} class="audit-place">
        <svg class="audit-balance" viewBox={format!("0 0 {width} {}", SIZE.1)} width={width.to_string()}
            height={SIZE.1.to_string()} role="img" aria-label={words::audit_bars(audit)}>
            { span("audit-gamma", x(0.0), x(audit.gamma_a.value), 24.0) }
            { for terms.map(|(layer, from, above, to)| html! {
                <>
                    { span("audit-null", from, above, 24.0) }
                    { span("audit-rho", above, to, 24.0) }
                    <path class="audit-cut" d={format!("M{from:.1} 22v22")} />
                    if to - from > 48.0 {
                        <text x={format!("{:.1}", f64::midpoint(from, to))} y="15" text-anchor="middle">
                            { words::rho(layer) }
                        </text>
                    }
                </>
            }) }
            <text x={format!("{:.1}", x(0.0))} y="15">{ words::audit_front(audit.gamma_a.value) }</text>
            <text x={(width - 4.0).to_string()} y="60" text-anchor="end">{ t!("audit-grey") }</text>
            <path class="axis" d={format!("M{:.1} 20V100", x(0.0))} />
            { span("audit-gamma", x(0.0), end, 68.0) }
            <text x={format!("{:.1}", end.max(x(0.0)) + 10.0)} y="81">
                { words::audit_end(audit.gamma_b.value) }
            </text>
        </svg>
        </div>
    }
}

fn span(class: &'static str, from: f64, to: f64, y: f64) -> Html {
    let (left, width) = (from.min(to), (to - from).abs().max(1.0));
    html! {
        <rect {class} x={format!("{left:.1}")} y={y.to_string()} width={format!("{width:.1}")} height="18" />
    }
}

/// Words with what follows each underscore as an index, as in γ_a.
fn symbols(text: &str) -> Html {
    let mut parts = text.split('_');
    let first = parts.next().unwrap_or_default().to_owned();
    let rest = parts.map(|part| {
        let at = part.char_indices().nth(1).map_or(part.len(), |(at, _)| at);
        let (index, after) = part.split_at(at);
        html! { <><sub>{ index.to_owned() }</sub>{ after.to_owned() }</> }
    });
    html! { <>{ first }{ for rest }</> }
}
