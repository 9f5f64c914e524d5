//! The account of the theorem: what it promises of f_b, what was measured, and what that does not prove.

use std::rc::Rc;

use layerlab_spec::{Dependency, Ledger, Measure, Role};
use yew::prelude::*;

use super::segments::Segments;
use crate::{
    charts::tracks::mark_path,
    format::{estimate, signed},
    state::{Action, Measured, Show, View, offered},
    strings,
};

/// Of which networks.
#[derive(Properties, PartialEq)]
pub struct LedgerPanelProps {
    /// The networks of the cut on the stage.
    pub networks: Vec<Measured>,
    /// Layers in f_b.
    pub rest: usize,
    /// What is looked at.
    pub view: Rc<View>,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The panel.
#[component]
pub fn LedgerPanel(props: &LedgerPanelProps) -> Html {
    let role = shown(props);
    let network = props.networks.iter().find(|m| Some(m.portrait.role) == role);
    let (readers, measures) = offered(&props.networks);
    let pick = |wish: Option<Measure>| wish.filter(|m| measures.contains(m)).or_else(|| measures.first().copied());
    let reader = props.view.reader.filter(|r| readers.contains(r)).or_else(|| readers.first().copied());
    let account = network.zip(reader).zip(pick(props.view.measure));
    let account = account.and_then(|((m, reader), measure)| Ledger::of(&m.portrait, props.rest, reader, measure));
    let lines: Vec<_> = props
        .networks
        .iter()
        .map(|m| m.portrait.role)
        .map(|role| (role.name(), strings::role_name(role), Show::Network(role)))
        .collect();
    html! {
        <section class="panel ledger" aria-label={strings::LEDGER} data-test="ledger">
            <div class="panel-head">
                <h2 title={strings::LEDGER_HINT}>{ strings::LEDGER }</h2>
                if let Some(role) = role {
                    <Segments name="ledger" label={strings::NETWORK_SHOWN} {lines} chosen={role.name()}
                        dispatch={props.dispatch.clone()} />
                }
            </div>
            { account.zip(role).map_or_else(|| html! { <p class="panel-empty">{ strings::LEDGER_EMPTY }</p> },
                |(ledger, role)| entries(&ledger, role)) }
        </section>
    }
}

/// The network that was chosen; else the semirobust one, which the theorem speaks of, or the newest.
fn shown(props: &LedgerPanelProps) -> Option<Role> {
    let is_there = |role: &Role| props.networks.iter().any(|m| m.portrait.role == *role);
    let newest = props.networks.last().map(|m| m.portrait.role);
    props.view.network.filter(is_there).or(Some(Role::Semirobust).filter(is_there)).or(newest)
}

fn entries(ledger: &Ledger, role: Role) -> Html {
    html! {
        <div class={format!("ledger-body is-{}", role.name())}>
            <div>
                <p class="ledger-verdict">{ strings::ledger_verdict(ledger, role) }</p>
                { balance(ledger) }
                <ul class="ledger-not">
                    { for strings::LEDGER_NOT.map(|line| html! { <li>{ line }</li> }) }
                </ul>
            </div>
            { table(ledger) }
        </div>
    }
}

fn table(ledger: &Ledger) -> Html {
    let head = strings::ledger_columns(ledger.measure);
    html! {
        <table class="ledger-table">
            <thead><tr>{ for head.map(|name| html! { <th scope="col">{ name }</th> }) }</tr></thead>
            <tbody>
                <tr>
                    <th scope="row">{ strings::gamma_a(&ledger.front) }</th>
                    <td colspan="3">{ estimate(ledger.gamma_a) }</td>
                </tr>
                { for ledger.terms.iter().map(|(layer, term)| line(layer, term)) }
                <tr class="is-sum">
                    <th scope="row">{ strings::LEDGER_SUM }</th>
                    <td>{ signed(ledger.right_hand_side) }</td>
                    <td />
                    <td>{ signed(ledger.right_hand_side_above_null) }</td>
                </tr>
                <tr>
                    <th scope="row">{ strings::GAMMA_B }</th>
                    <td colspan="3">{ estimate(ledger.gamma_b) }</td>
                </tr>
                <tr>
                    <th scope="row">{ strings::LEDGER_HOLDS }</th>
                    <td>{ strings::consistent(ledger.consistent) }</td>
                    <td />
                    <td>{ strings::consistent(ledger.consistent_above_null) }</td>
                </tr>
                <tr>
                    <th scope="row" title={strings::LINEAR_HINT}>{ strings::LINEAR }</th>
                    <td colspan="3">{ signed(ledger.linear) }</td>
                </tr>
            </tbody>
        </table>
    }
}

fn line(layer: &str, term: &Dependency) -> Html {
    html! {
        <tr class={(!term.is_above_chance()).then_some("is-chance")}>
            <th scope="row">{ strings::rho(layer) }</th>
            <td>{ signed(term.value) }</td>
            <td>{ signed(term.null_mean) }</td>
            <td>{ signed(term.excess) }</td>
        </tr>
    }
}

/// Width of the picture, in its own units.
const WIDTH: f64 = 420.0;

/// Both sides of the inequality as bars on one scale: γ_a and each ρ, whole and above its null, against γ_b.
fn balance(ledger: &Ledger) -> Html {
    let most = ledger.right_hand_side.max(ledger.gamma_b.value).max(0.1);
    let least = ledger.gamma_a.value.min(ledger.gamma_b.value).min(0.0);
    let x = |value: f64| (value - least) / (most - least) * (WIDTH - 2.0) + 1.0;
    let terms = ledger.terms.iter().scan(ledger.gamma_a.value, |sum, (_, term)| {
        let from = *sum;
        *sum += term.value;
        // The part that chance gives stands first, in grey.
        let chance = (term.value - term.excess.max(0.0)).max(0.0);
        Some((x(from), x(from + chance), x(*sum)))
    });
    let (zero, mark) = (x(0.0), mark_path(Role::Normal, x(ledger.gamma_b.value), 44.0, 4.0));
    html! {
        <svg class="ledger-balance" viewBox={format!("0 0 {WIDTH} 62")} role="img" aria-label={strings::ledger_bars(ledger)}>
            <path class="axis" d={format!("M{zero:.1} 2V58")} />
            { span("ledger-gamma", zero, x(ledger.gamma_a.value), 6.0) }
            { for terms.map(|(from, chance, to)| html! {
                <>
                    { span("ledger-null", from, chance, 6.0) }
                    { span("ledger-rho", chance, to, 6.0) }
                    <path class="ledger-cut" d={format!("M{from:.1} 4v22")} />
                </>
            }) }
            { span("ledger-gamma", zero, x(ledger.gamma_b.value), 36.0) }
            <path class="ledger-end" d={mark} />
        </svg>
    }
}

fn span(class: &'static str, from: f64, to: f64, y: f64) -> Html {
    let (left, width) = (from.min(to), (to - from).abs());
    html! {
        <rect {class} x={format!("{left:.1}")} y={y.to_string()} width={format!("{width:.1}")} height="16" />
    }
}
