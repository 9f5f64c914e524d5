//! The track of margins: γ of every layer, between its certificate and what an attack leaves.

use layerlab_schema::LayerMargin;
use layerlab_words::t;
use yew::prelude::*;

use super::{
    super::{progress::offered, words},
    Controls, Place, Plot, Track,
    track::{nearest_slot, network_label},
};
use crate::{
    charts::{line, mark_path, spread},
    components::{Segments, segment},
    format::{estimate, percent, signed},
    glossary::TermName,
    state::{DisplayChange, Part},
};

const HEIGHT: f64 = 188.0;
const TOP: f64 = 16.0;
const BOTTOM: f64 = 176.0;
/// The least distance between the labels of two networks: each is pressed to hide one.
const APART: f64 = 26.0;

/// The track of the margin γ of every layer.
pub static TRACK: Track = Track {
    name: "margin",
    is_of_points: false,
    is_of_pairs: false,
    height: |_| HEIGHT,
    draw,
    network_at: nearest_slot,
    part: Some(Part::Margin),
    term: TermName::Margin,
    words: |plot| (t!("track-margin"), says(plot)),
    label: || t!("track-margin-label"),
    value: |plot, place| plot.margin(place.network, place.column).map(|margin| margin.attacked.value),
    readout: |plot, place| Some(readout(plot.margin(place.network, place.column)?, place)),
    choice,
    side,
};

/// The explanation of the stems; without a certificate at any layer there are none.
fn says(plot: &Plot) -> String {
    let mut all = plot.networks.iter().flat_map(|m| &m.layerwise.margins);
    let is_certified = plot.networks.is_empty() || all.any(|margin| !is_vacuous(margin));
    let certified = if is_certified { "some" } else { "none" };
    match plot.networks.first().and_then(|network| plot.margin(network, 0)) {
        Some(margin) => t!(
            "track-margin-says-measured",
            certified = certified,
            reader = words::reader_name(margin.reader),
            n = margin.clean_accuracy.of
        ),
        None => t!("track-margin-says", certified = certified),
    }
}

/// γ of a layer, between its two ends.
fn readout(margin: &LayerMargin, place: &Place) -> String {
    let (of, how) = (words::role_name(place.network.layerwise.role), place.attack);
    let (reader, n) = (words::reader_name(margin.reader), margin.attacked_accuracy.of);
    let (attacked, transferred) = (estimate(margin.attacked), signed(margin.transferred.value));
    let right = percent(margin.attacked_accuracy.value());
    if is_vacuous(margin) {
        return t!(
            "margin-reading-vacuous",
            layer = margin.layer.as_str(),
            network = of,
            attacked = attacked,
            transferred = transferred,
            right = right,
            reader = reader,
            n = n,
            attack = how
        );
    }
    t!(
        "margin-reading",
        layer = margin.layer.as_str(),
        network = of,
        attacked = attacked,
        certified = signed(margin.certified.value),
        transferred = transferred,
        right = right,
        reader = reader,
        n = n,
        attack = how
    )
}

/// Whether a certificate says no more than that a margin is at least −1.
fn is_vacuous(margin: &LayerMargin) -> bool {
    margin.certified.value < -0.995
}

/// The choice of a reader, where the experiment has several.
fn choice(plot: &Plot, controls: &Controls) -> Html {
    let (readers, _) = offered(plot.networks);
    if readers.len() < 2 {
        return html! {};
    }
    let lines = readers.iter().map(|&r| segment(r.name(), words::reader_name(r), DisplayChange::Reader(r)));
    Segments {
        name: "reader",
        label: t!("reader"),
        lines: lines.collect(),
        chosen: plot.reader.name().into(),
        dispatch: controls.dispatch,
    }
    .view()
}

/// The networks by name at the ends of their lines, with their margin.
fn side(plot: &Plot, controls: &Controls) -> Html {
    let places = spread(&end_places(plot), APART, 16.0, HEIGHT - 14.0);
    let last = plot.frame.layers.saturating_sub(1);
    html! {
        { for plot.networks.iter().zip(places).map(|(m, at)| {
            let figure = plot.margin(m, last).map(|margin| signed(margin.attacked.value));
            network_label(plot, controls, m.layerwise.role, at, figure)
        }) }
    }
}

/// The y coordinate of a margin in [−1, 1], in pixels.
fn y(margin: f64) -> f64 {
    BOTTOM - (margin.clamp(-1.0, 1.0) + 1.0) / 2.0 * (BOTTOM - TOP)
}

/// Where the profile of each network ends: at its last layer.
fn end_places(plot: &Plot) -> Vec<f64> {
    let last = plot.frame.layers.saturating_sub(1);
    plot.networks.iter().map(|m| plot.margin(m, last).map_or(BOTTOM, |margin| y(margin.attacked.value))).collect()
}

/// Stems from the certified to the attacked margin, and a line through the latter along each network.
fn draw(plot: &Plot) -> Html {
    let width = plot.frame.width;
    html! {
        <>
            { for [1.0, 0.0, -1.0].map(|margin| html! {
                <>
                    <path class={if margin == 0.0 { "axis" } else { "rule" }}
                        d={format!("M0 {:.1}H{width:.0}", y(margin))} />
                    <text class="tick-label" x="0" y={format!("{:.1}", y(margin) - 3.0)}>
                        { crate::format::signed_whole(margin) }
                    </text>
                </>
            }) }
            { for plot.shown().map(|(network, m)| {
                let places = (0..plot.frame.layers).filter_map(|layer| {
                    plot.margin(m, layer).map(|margin| (plot.frame.slot(layer, network), y(margin.attacked.value)))
                });
                html! {
                    <g class={format!("net is-{}", m.layerwise.role.name())}>
                        <path class="net-profile" d={line(places)} />
                    </g>
                }
            }) }
            { for plot.shown().flat_map(|(network, m)| (0..plot.frame.layers).filter_map(move |layer| {
                let class = classes!(
                    "net", format!("is-{}", m.layerwise.role.name()),
                    plot.is_hovered(&TRACK, layer, network).then_some("is-read")
                );
                let mark = |x, y| mark_path(m.layerwise.role, x, y, 4.6);
                plot.margin(m, layer).map(|margin| bracket(margin, plot.frame.slot(layer, network), class, mark))
            })) }
        </>
    }
}

fn bracket(margin: &LayerMargin, x: f64, class: Classes, mark: impl Fn(f64, f64) -> String) -> Html {
    let (certified, attacked) = (y(margin.certified.value), y(margin.attacked.value));
    let (low, high) = (y(margin.attacked.low), y(margin.attacked.high));
    let transferred = y(margin.transferred.value);
    html! {
        <g {class}>
            <path class="net-stem" d={format!("M{x:.1} {certified:.1}V{attacked:.1}M{:.1} {certified:.1}h8", x - 4.0)} />
            <rect class="net-band" x={format!("{:.1}", x - 7.0)} width="14" y={format!("{high:.1}")}
                height={format!("{:.1}", (low - high).max(0.5))} />
            <path class="net-tick" d={format!("M{:.1} {transferred:.1}h6", x + 2.0)} />
            <path class="net-mark" d={mark(x, attacked)} />
        </g>
    }
}
