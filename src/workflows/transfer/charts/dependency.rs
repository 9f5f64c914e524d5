//! The track of dependency: how strongly each layer depends on the one before it, beside what chance gives.

use layerlab_schema::{Dependency, LayerPair, Role};
use layerlab_words::t;
use yew::prelude::*;

use super::{
    super::{progress::offered, words},
    Controls, Frame, Place, Plot, Track,
    track::network_label,
};
use crate::{
    components::{Segments, segment},
    format::{figure, signed},
    glossary::TermName,
    state::{DisplayChange, MeasuredNetwork, Part},
};

/// Height of one network's row, and the room under the last.
const ROW: f64 = 38.0;
const FOOT: f64 = 4.0;
/// The y coordinate of a pair's line in its row, in pixels.
const MIDDLE: f64 = 14.0;
/// The thickest line; a pair within its null has a hairline.
const THICKEST: f64 = 9.0;
/// Half of the width of a diamond, in pixels.
const DIAMOND: f64 = 6.5;

/// ρ of every pair of neighbouring layers.
pub static TRACK: Track = Track {
    name: "dependency",
    is_of_points: false,
    is_of_pairs: true,
    height: |_| ROW * Role::ALL.len() as f64 + FOOT,
    draw,
    network_at: row_at,
    part: Some(Part::Dependency),
    term: TermName::Dependency,
    words: |plot| {
        let says = t!("track-dependency-says", measure = words::measure_name(plot.measure));
        (t!("track-dependency"), says)
    },
    label: || t!("track-dependency-label"),
    value: |plot, place| plot.pair(place.network, place.column).map(|(_, rho)| rho.excess),
    readout,
    choice,
    side,
};

fn row_at(_: &Frame, _: usize, _: f64, y: f64) -> usize {
    (y.max(0.0) / ROW) as usize
}

/// ρ of a pair, and how it went over the epochs of fine-tuning.
fn readout(plot: &Plot, place: &Place) -> Option<String> {
    let (pair, rho) = plot.pair(place.network, place.column)?;
    let role = place.network.layerwise.role;
    let tuned = plot.tuned.filter(|_| role == Role::Transferred);
    let epochs = tuned.and_then(|tuned| words::pair_over_epochs(tuned, &pair.child, rho.measure));
    Some(words::sentences([pair_readout(pair, rho, words::role_name(role), place.attack)].into_iter().chain(epochs)))
}

fn pair_readout(pair: &LayerPair, rho: &Dependency, of: &str, how: &str) -> String {
    t!(
        "pair-reading",
        child = pair.child.as_str(),
        parent = pair.parent.as_str(),
        network = of,
        rho = signed(rho.value),
        null = signed(rho.null_mean),
        p95 = signed(rho.null_p95),
        permutations = rho.nulls,
        above = if rho.is_above_chance() { "yes" } else { "no" },
        excess = signed(rho.excess),
        measure = words::measure_name(rho.measure),
        n = rho.samples,
        attack = how
    )
}

/// The text of the null beside ρ.
fn null_beside(null: f64) -> String {
    t!("null-beside", null = signed(null))
}

/// The choice of a measure, where the experiment has several.
fn choice(plot: &Plot, controls: &Controls) -> Html {
    let (_, measures) = offered(plot.networks);
    if measures.len() < 2 {
        return html! {};
    }
    let lines = measures.iter().map(|&m| segment(m.name(), words::measure_short(m), DisplayChange::Measure(m)));
    Segments {
        name: "measure",
        label: t!("measure"),
        lines: lines.collect(),
        chosen: plot.measure.name().into(),
        dispatch: controls.dispatch,
    }
    .view()
}

/// The networks by name beside their rows.
fn side(plot: &Plot, controls: &Controls) -> Html {
    let label = |(network, m): (usize, &MeasuredNetwork)| {
        network_label(plot, controls, m.layerwise.role, network as f64 * ROW + MIDDLE, None)
    };
    html! { { for plot.networks.iter().enumerate().map(label) } }
}

/// One row for each network: a knot under each layer, a line between neighbours.
fn draw(plot: &Plot) -> Html {
    let pairs = 0..plot.frame.layers.saturating_sub(1);
    let all = plot.networks.iter().flat_map(|m| pairs.clone().filter_map(move |pair| plot.pair(m, pair)));
    let most = all.map(|(_, dependency)| dependency.excess).fold(0.05, f64::max);
    let row = |(network, m): (usize, &MeasuredNetwork)| {
        let y = network as f64 * ROW + MIDDLE;
        let pair = |pair: usize| {
            let (_, dependency) = plot.pair(m, pair)?;
            Some(draw_pair(plot, dependency, pair, network, y, most))
        };
        html! {
            <g class={format!("net is-{}", m.layerwise.role.name())}>
                { for pairs.clone().filter_map(pair) }
                { for (0..plot.frame.layers).map(|layer| html! {
                    <circle class="knot" cx={format!("{:.1}", plot.frame.centre(layer))} cy={y.to_string()} r="2.5" />
                }) }
            </g>
        }
    };
    plot.shown().map(row).collect()
}

fn diamond(x: f64, y: f64) -> String {
    let d = DIAMOND;
    format!("M{x:.1} {:.1}l{d} {d} -{d} {d} -{d} -{d}z", y - d)
}

fn draw_pair(plot: &Plot, of: &Dependency, pair: usize, network: usize, y: f64, most: f64) -> Html {
    let (from, to) = (plot.frame.centre(pair), plot.frame.centre(pair + 1));
    let middle = f64::midpoint(from, to);
    let is_above = of.is_above_chance();
    let thickness = if is_above { 1.0 + (of.excess / most).clamp(0.0, 1.0) * (THICKEST - 1.0) } else { 1.0 };
    let class = classes!(
        "pair",
        (!is_above).then_some("is-chance"),
        plot.is_hovered(&TRACK, pair, network).then_some("is-read"),
        plot.is_shaded(&TRACK, pair).then_some("is-shaded")
    );
    html! {
        <g {class}>
            <path class="pair-line" d={format!("M{from:.1} {y}H{to:.1}")} stroke-width={format!("{thickness:.1}")} />
            <path class="pair-mark" d={diamond(middle, y)} />
            <rect class="pair-ground" x={format!("{:.1}", middle - 52.0)} y={(y + 8.0).to_string()} width="104"
                height="16" />
            <text class="pair-figure" x={format!("{middle:.1}")} y={(y + 20.0).to_string()} text-anchor="middle">
                { figure(of.value) }<tspan class="pair-null">{ null_beside(of.null_mean) }</tspan>
            </text>
        </g>
    }
}
