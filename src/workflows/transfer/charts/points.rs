//! The track “points”: where each layer puts the points, on the two axes that show most of them.

use std::{fmt::Write, rc::Rc};

use layerlab_schema::{LayerwiseReport, Projection};
use layerlab_words::t;
use yew::prelude::*;

use super::{super::words, Controls, Frame, Place, Plot, Track, track::no_choice};
use crate::{
    charts::glyph,
    components::{Segments, plane_key, segment},
    format::percent,
    glossary::TermName,
    state::DisplayChange,
};

/// The largest view, the room beside it in its column, and the room for the words under it.
const LARGEST: f64 = 176.0;
const GAP: f64 = 8.0;
const FOOT: f64 = 22.0;
/// The rim that keeps points inside.
const RIM: f64 = 8.0;

/// Where each layer of one network puts the points.
pub static TRACK: Track = Track {
    name: "points",
    is_of_points: true,
    is_of_pairs: false,
    height,
    draw,
    network_at: |frame, _, _, _| frame.shown_network,
    part: None,
    term: TermName::Projection,
    words: |_| (t!("track-points"), t!("track-points-says").into()),
    label: || t!("track-points-label"),
    value: |_, _| None,
    readout: |_, place| readout(place),
    choice: no_choice,
    side,
};

/// Where a layer puts the points, and how many stay beside their class.
fn readout(place: &Place) -> Option<String> {
    let layerwise = &place.network.layerwise;
    let of = layerwise.projections.iter().find(|projection| projection.layer == place.layer)?;
    let kept = kept(of, &labels(layerwise))?;
    let network = words::role_name(layerwise.role);
    let view = t!("points-reading", layer = of.layer.as_str(), network = network, share = percent(of.share));
    let neighbours = t!(
        "points-neighbours",
        clean = percent(kept.0),
        attacked = percent(kept.1),
        n = of.clean.len(),
        attack = place.attack
    );
    Some(words::sentences([view, mixing(kept).1.to_owned(), neighbours]))
}

/// The caption of a layer's view: the share of the variance, and the effect of the attack.
fn view_caption(share: f64, kept: Option<(f64, f64)>) -> String {
    words::details([percent(share)].into_iter().chain(kept.map(|kept| mixing(kept).0.to_owned())))
}

/// Whether the attack mixes the classes: clean, and attacked, the share of points whose nearest neighbour is of their class.
fn mixing((clean, attacked): (f64, f64)) -> (&'static str, &'static str) {
    if clean < 0.8 {
        (t!("mixing-not-apart"), t!("mixing-not-apart-sentence"))
    } else if attacked > clean - 0.05 {
        (t!("mixing-apart"), t!("mixing-apart-sentence"))
    } else if attacked > clean - 0.2 {
        (t!("mixing-a-little"), t!("mixing-a-little-sentence"))
    } else {
        (t!("mixing-mixed"), t!("mixing-mixed-sentence"))
    }
}

/// The choice of the network, and the legend of the points.
fn side(plot: &Plot, controls: &Controls) -> Html {
    let Some(here) = plot.networks.get(plot.frame.shown_network) else { return html! {} };
    let roles = plot.networks.iter().map(|m| m.layerwise.role);
    let lines = roles.map(|role| segment(role.name(), words::role_name(role), DisplayChange::Network(role))).collect();
    let chosen = here.layerwise.role.name().into();
    html! {
        <>
            { Segments { name: "points", label: t!("network-shown"), lines, chosen, dispatch: controls.dispatch }.view() }
            { plane_key(&controls.experiment.data, t!("points-key")) }
        </>
    }
}

fn side_of(frame: &Frame) -> f64 {
    (frame.column() - GAP).clamp(0.0, LARGEST)
}

fn height(frame: &Frame) -> f64 {
    side_of(frame) + FOOT
}

/// The views of all layers of the displayed network.
fn draw(plot: &Plot) -> Html {
    let side = side_of(&plot.frame);
    let layerwise = plot.networks.get(plot.frame.shown_network).map(|m| &m.layerwise);
    let view = |(layer, name): (usize, &String)| {
        let at = layerwise.and_then(|p| p.projections.iter().position(|projection| projection.layer == *name));
        let left = plot.frame.centre(layer) - side / 2.0;
        html! {
            <g transform={format!("translate({left:.1} 0)")}>
                <rect class="plane-frame" width={format!("{side:.1}")} height={format!("{side:.1}")} />
                if let Some((layerwise, at)) = layerwise.zip(at) {
                    <LayerPoints layerwise={layerwise.clone()} {at} {side} />
                }
            </g>
        }
    };
    plot.names.iter().enumerate().map(view).collect()
}

#[derive(Properties, PartialEq)]
struct LayerPointsProps {
    layerwise: Rc<LayerwiseReport>,
    at: usize,
    side: f64,
}

/// The view of one layer: a component, so that it is redrawn only for another network or size.
#[component]
fn LayerPoints(props: &LayerPointsProps) -> Html {
    let projection = &props.layerwise.projections[props.at];
    let labels = labels(&props.layerwise);
    let place = places(projection, props.side);
    let mut lines = String::new();
    let mut shapes: Vec<String> = Vec::new();
    for ((&clean, &attacked), &label) in projection.clean.iter().zip(&projection.attacked).zip(&labels) {
        let ((x, y), (to_x, to_y)) = (place(clean), place(attacked));
        let _ = write!(lines, "M{x:.1} {y:.1}L{to_x:.1} {to_y:.1}");
        shapes.resize(shapes.len().max(label + 1), String::new());
        shapes[label] += &glyph(label, x, y, 0.75);
    }
    html! {
        <>
            <path class="points-move" d={lines} />
            { for shapes.into_iter().enumerate().map(|(class, d)| html! {
                <path class={format!("points-clean is-class-{class}")} {d} />
            }) }
            <text class="points-says" x={format!("{:.1}", props.side / 2.0)} y={format!("{:.1}", props.side + 16.0)}
                text-anchor="middle">
                { view_caption(projection.share, kept(projection, &labels)) }
            </text>
        </>
    }
}

/// The classes of the points, in their order.
fn labels(layerwise: &LayerwiseReport) -> Vec<usize> {
    // Four shapes are known; what a file says beyond that must not ask for memory.
    layerwise.evaluated.examples.iter().map(|example| example.label.min(3)).collect()
}

/// Both axes have one scale, on which all points fit.
fn places(of: &Projection, side: f64) -> impl Fn([f32; 2]) -> (f64, f64) {
    let all = || of.clean.iter().chain(&of.attacked);
    let ends = |axis: usize| {
        let (low, high) = all().fold((f32::MAX, f32::MIN), |(low, high), p| (low.min(p[axis]), high.max(p[axis])));
        (f64::midpoint(f64::from(low), f64::from(high)), f64::from(high) - f64::from(low))
    };
    let ((x, width), (y, height)) = (ends(0), ends(1));
    let scale = (side - 2.0 * RIM) / width.max(height).max(1e-9);
    move |[at_x, at_y]| (side / 2.0 + (f64::from(at_x) - x) * scale, side / 2.0 - (f64::from(at_y) - y) * scale)
}

/// The share of points whose nearest other clean point in this view is of their class, among the clean points and among
/// the attacked ones; `None` with fewer than two points.
fn kept(of: &Projection, labels: &[usize]) -> Option<(f64, f64)> {
    let clean: Vec<([f32; 2], usize)> = of.clean.iter().copied().zip(labels.iter().copied()).collect();
    let away = |a: [f32; 2], b: [f32; 2]| (a[0] - b[0]).powi(2) + (a[1] - b[1]).powi(2);
    let share = |points: &[[f32; 2]]| {
        let is_kept = |&(own, &point): &(usize, &[f32; 2])| {
            let others = clean.iter().enumerate().filter(|&(other, _)| other != own).map(|(_, other)| other);
            let nearest = others.min_by(|a, b| away(a.0, point).total_cmp(&away(b.0, point)));
            nearest.zip(labels.get(own)).is_some_and(|(nearest, label)| nearest.1 == *label)
        };
        points.iter().enumerate().filter(is_kept).count() as f64 / points.len() as f64
    };
    (clean.len() > 1 && !of.attacked.is_empty()).then(|| (share(&of.clean), share(&of.attacked)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_pushed_among_the_others_are_counted() {
        let clean = vec![[0.0, 0.0], [0.1, 0.0], [1.0, 0.0], [1.1, 0.0]];
        // The second point is put among those of the other class.
        let attacked = vec![[0.0, 0.1], [0.9, 0.0], [1.0, 0.1], [1.1, 0.1]];
        let projection = Projection { layer: "linear1".into(), clean, attacked, share: 0.9 };
        assert_eq!(kept(&projection, &[0, 0, 1, 1]), Some((1.0, 0.75)));
        let (x, y) = places(&projection, 126.0)([0.0, 0.0]);
        assert!((x - 8.0).abs() < 0.01 && y > 63.0, "{x} {y}");
        let alone = Projection { clean: vec![[0.0, 0.0]], ..projection };
        assert_eq!(kept(&alone, &[0]), None);
    }
}
