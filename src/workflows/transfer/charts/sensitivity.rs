//! The track of sensitivity: how far the attack moves each layer, a bar for each network.

use layerlab_schema::{Estimate, Experiment};
use layerlab_words::t;
use yew::prelude::*;

use super::super::{progress::shift_of, words};
use super::{
    Place, Plot, Track,
    track::{nearest_slot, no_choice},
};
use crate::{format::estimate, glossary::TermName, state::MeasuredNetwork};

const HEIGHT: f64 = 104.0;
const BOTTOM: f64 = HEIGHT - 8.0;
const TOP: f64 = 12.0;
/// The end of the scale; taller bars are drawn broken.
const TALLEST: f64 = 4.0;
/// Half of the width of a bar, in pixels.
const HALF: f64 = 6.0;

/// The track of the sensitivity of every layer.
pub static TRACK: Track = Track {
    name: "sensitivity",
    is_of_points: false,
    is_of_pairs: false,
    height: |_| HEIGHT,
    draw,
    network_at: nearest_slot,
    part: None,
    term: TermName::Sensitivity,
    words: |_| (t!("sensitivity"), t!("sensitivity-says").into()),
    label: || t!("track-sensitivity-label"),
    value: |_, place| shift_of(&place.network.layerwise, place.layer).map(|sensitivity| sensitivity.value),
    readout: |_, place| readout(place),
    choice: no_choice,
    side: |plot, controls| html! { <small class="track-on">{ measured_on(plot, controls.experiment) }</small> },
};

/// How far the attack moves a layer.
fn readout(place: &Place) -> Option<String> {
    let sensitivity = shift_of(&place.network.layerwise, place.layer)?;
    Some(t!(
        "sensitivity-reading",
        layer = place.layer,
        network = words::role_name(place.network.layerwise.role),
        sensitivity = estimate(sensitivity),
        n = place.network.evaluation.evaluated.clean.of,
        attack = place.attack
    ))
}

/// The samples and attack with which the tracks were measured.
fn measured_on(plot: &Plot, experiment: &Experiment) -> String {
    let newest = plot.networks.first().map(|m| &*m.evaluation).or(plot.live);
    let Some(first) = newest else { return String::new() };
    let (n, attack) = (first.evaluated.clean.of, words::attack_of(experiment));
    match plot.live {
        Some(_) => t!("track-on-live", n = n, attack = attack),
        None => t!("track-on", n = n, attack = attack),
    }
}

/// The bars, with the top of their scale.
fn draw(plot: &Plot) -> Html {
    let value = |m: &MeasuredNetwork, layer: usize| plot.names.get(layer).and_then(|name| shift_of(&m.layerwise, name));
    let layers = 0..plot.frame.layers;
    // All networks count, drawn or not: the scale stays when one is left out.
    let now = |layer: usize| {
        let name = plot.names.get(layer)?;
        plot.live?.evaluated.sensitivities.iter().find(|shift| shift.layer == *name).map(|shift| shift.sensitivity)
    };
    let all = plot.networks.iter().flat_map(|m| layers.clone().filter_map(move |layer| value(m, layer)));
    let most = all.chain(layers.clone().filter_map(now)).map(|e| e.high).fold(0.0, f64::max);
    let top = [0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0].into_iter().find(|&top| top >= most).unwrap_or(TALLEST);
    html! {
        <>
            <path class="axis" d={format!("M0 {BOTTOM}H{:.0}", plot.frame.width)} />
            <path class="rule" d={format!("M0 {TOP}H{:.0}", plot.frame.width)} />
            if most > 0.0 {
            <text class="tick-label" x="0" y={(TOP - 2.0).to_string()}>{ top.to_string() }</text>
            }
            { for layers.clone().filter_map(|layer| {
                let x = plot.frame.slot(layer, plot.networks.len());
                now(layer).map(|value| bar(value, top, x, classes!("net", "is-live")))
            }) }
            { for plot.shown().flat_map(|(network, m)| layers.clone().filter_map(move |layer| {
                let class = classes!(
                    "net", format!("is-{}", m.layerwise.role.name()),
                    plot.is_hovered(&TRACK, layer, network).then_some("is-read")
                );
                value(m, layer).map(|value| bar(value, top, plot.frame.slot(layer, network), class))
            })) }
        </>
    }
}

fn bar(value: Estimate, top: f64, x: f64, class: Classes) -> Html {
    let y = |v: f64| BOTTOM - (v / top).clamp(0.0, 1.0) * (BOTTOM - TOP);
    let (at, low, high) = (y(value.value), y(value.low), y(value.high));
    let left = x - HALF;
    html! {
        <g {class}>
            <rect class="net-bar" x={format!("{left:.1}")} width={(2.0 * HALF).to_string()} y={format!("{low:.1}")}
                height={format!("{:.1}", BOTTOM - low)} />
            <rect class="net-band" x={format!("{left:.1}")} width={(2.0 * HALF).to_string()} y={format!("{high:.1}")}
                height={format!("{:.1}", (low - high).max(0.5))} />
            <path class="net-edge" d={format!("M{left:.1} {at:.1}h{}", 2.0 * HALF)} />
            if value.value > top {
                <path class="bar-break" d={format!("M{:.1} {:.1}l4 -4 4 4 4 -4 4 4", left - 2.0, TOP + 14.0)} />
            }
        </g>
    }
}
