//! The intervention: noise between front and rest lowers the dependency, and the margin at the end is watched.

use std::rc::Rc;

use layerlab_schema::{Estimate, Experiment, Measure, NoisePoint};
use layerlab_words::t;
use yew::prelude::*;

use super::{noise_words, progress::offered};
use crate::charts::{APART, band, line, spread};
use crate::format::{estimate, percent, signed};
use crate::glossary::{Term, TermName};
use crate::hooks::use_width;
use crate::state::{Display, MeasuredNetwork};

#[derive(Properties, PartialEq)]
pub struct NoisePanelProps {
    /// The experiment of the displayed networks.
    pub experiment: Rc<Experiment>,
    /// The networks of the cut on the stage.
    pub networks: Vec<MeasuredNetwork>,
    /// The displayed networks and measure.
    pub display: Rc<Display>,
}

/// What is drawn: the points of one network, and the measure of ρ.
#[derive(Clone, PartialEq)]
struct Drawn {
    points: Vec<NoisePoint>,
    measure: Measure,
}

#[component]
pub fn NoisePanel(props: &NoisePanelProps) -> Html {
    // Nothing is said of networks without the intervention: its place stays empty.
    let has_noise = |m: &&MeasuredNetwork| m.layerwise.noise.len() > 1;
    let chosen = props.networks.iter().filter(has_noise).find(|m| Some(m.layerwise.role) == props.display.network);
    let Some(network) = chosen.or_else(|| props.networks.iter().rev().find(has_noise)) else { return html! {} };
    let Some(measure) = shown_measure(props, &network.layerwise.noise) else { return html! {} };
    let role = network.layerwise.role;
    let drawn = Drawn { points: network.layerwise.noise.clone(), measure };
    html! {
        <section class={format!("panel noise is-{}", role.name())} aria-label={t!("noise")} data-test="noise">
            <div class="panel-head"><h2><Term name={TermName::Noise}>{ t!("noise") }</Term></h2></div>
            <div class="noise-body">
                <Curves drawn={drawn.clone()} />
                <div>
                    <p class="audit-verdict">{ noise_words::finding(&drawn.points, measure, role) }</p>
                    <small>{ noise_words::measured_on(&drawn.points, measure, &props.experiment) }</small>
                    { table(&drawn) }
                </div>
            </div>
        </section>
    }
}

/// The chosen measure; otherwise the first one that sees a dependency above chance without noise, or just the first.
fn shown_measure(props: &NoisePanelProps, points: &[NoisePoint]) -> Option<Measure> {
    let measures = offered(&props.networks).1;
    let sees = |measure: &&Measure| {
        let rho = points.first().and_then(|point| point.pair.dependency(**measure));
        rho.is_some_and(|rho| rho.is_above_chance())
    };
    let chosen = props.display.measure.filter(|measure| measures.contains(measure));
    chosen.or(measures.iter().find(sees).copied()).or(measures.first().copied())
}

fn table(drawn: &Drawn) -> Html {
    let row = |point: &NoisePoint| {
        let rho = point.pair.dependency(drawn.measure);
        html! {
            <tr>
                <th scope="row">{ signed(point.strength) }</th>
                <td>{ rho.map_or_else(|| t!("none").to_owned(), |rho| signed(rho.value)) }</td>
                <td>{ rho.map_or_else(|| t!("none").to_owned(), |rho| signed(rho.null_mean)) }</td>
                <td>{ estimate(point.clean) }</td>
                <td>{ estimate(point.attacked) }</td>
                <td>{ percent(point.attacked_accuracy.value()) }</td>
            </tr>
        }
    };
    let columns = noise_words::columns();
    html! {
        <details class="noise-table">
            <summary>{ t!("table") }</summary>
            <div class="track-tables" tabindex="0" role="group" aria-label={t!("table")}>
                <table>
                    <thead><tr>{ for columns.map(|name| html! { <th scope="col">{ name }</th> }) }</tr></thead>
                    <tbody>{ for drawn.points.iter().map(row) }</tbody>
                </table>
            </div>
        </details>
    }
}

/// The narrowest the picture gets, and the room for labels on the right.
const WIDTH: f64 = 260.0;
const LABELS: f64 = 132.0;
const LEFT: f64 = 40.0;
/// Top and bottom of both plots, and the height of the picture.
const UPPER: (f64, f64) = (16.0, 96.0);
const LOWER: (f64, f64) = (128.0, 248.0);
const HEIGHT: f64 = 292.0;

#[derive(Properties, PartialEq)]
struct CurvesProps {
    drawn: Drawn,
}

/// ρ above chance in the upper plot, the margins without and under attack in the lower one, by the strength of the noise.
#[component]
fn Curves(props: &CurvesProps) -> Html {
    let node = use_node_ref();
    let width = use_width(&node).max(WIDTH);
    let Drawn { points, measure } = &props.drawn;
    let right = width - LABELS;
    let x = |index: usize| LEFT + (right - LEFT) * index as f64 / (points.len() - 1).max(1) as f64;
    let excess: Vec<f64> =
        points.iter().map(|point| point.pair.dependency(*measure).map_or(0.0, |rho| rho.excess.max(0.0))).collect();
    let most = excess.iter().copied().fold(1e-6, f64::max);
    let rho_y = |value: f64| UPPER.1 - (UPPER.1 - UPPER.0) * value / most;
    let margin_y = |value: f64| LOWER.1 - (LOWER.1 - LOWER.0) * f64::midpoint(value.clamp(-1.0, 1.0), 1.0);
    let rho = line(excess.iter().enumerate().map(|(index, &value)| (x(index), rho_y(value))));
    html! {
        <div ref={node} class="noise-place">
        <svg class="chart noise-curves" viewBox={format!("0 0 {width} {HEIGHT}")}
            role="img" aria-label={noise_words::picture(points, *measure)}>
            { level(UPPER.1, right, "0") }
            { level(UPPER.0, right, &signed(most)) }
            { level(margin_y(1.0), right, "1") }
            { level(margin_y(0.0), right, "0") }
            { level(margin_y(-1.0), right, "\u{2212}1") }
            <path class="noise-rho" d={rho} />
            { for excess.iter().enumerate().map(|(index, &value)| dot("noise-rho-dot", x(index), rho_y(value))) }
            { margins("is-clean", points, |point| point.clean, &x, &margin_y) }
            { margins("is-attacked", points, |point| point.attacked, &x, &margin_y) }
            { labels(points, *measure, right, (rho_y(excess.last().copied().unwrap_or_default()), &margin_y)) }
            { for points.iter().enumerate().map(|(index, point)| html! {
                <text class="noise-tick" x={format!("{:.1}", x(index))} y="266" text-anchor="middle">{ signed(point.strength) }</text>
            }) }
            <text class="noise-tick" x={format!("{:.1}", f64::midpoint(LEFT, right))} y="286" text-anchor="middle">{ t!("noise-axis") }</text>
        </svg>
        </div>
    }
}

/// A horizontal line with its value.
fn level(y: f64, right: f64, value: &str) -> Html {
    html! {
        <>
            <path class="noise-grid" d={format!("M{LEFT} {y:.1}H{right:.1}")} />
            <text class="noise-tick" x={(LEFT - 6.0).to_string()} y={format!("{:.1}", y + 4.0)} text-anchor="end">{ value.to_owned() }</text>
        </>
    }
}

fn dot(class: &'static str, x: f64, y: f64) -> Html {
    html! { <circle {class} cx={format!("{x:.1}")} cy={format!("{y:.1}")} r="3.5" /> }
}

/// The curve of one margin with its interval.
fn margins(
    class: &'static str,
    points: &[NoisePoint],
    of: fn(&NoisePoint) -> Estimate,
    x: &impl Fn(usize) -> f64,
    y: &impl Fn(f64) -> f64,
) -> Html {
    let at = |(index, point): (usize, &NoisePoint)| (x(index), y(of(point).low), y(of(point).high));
    let shade: Vec<(f64, f64, f64)> = points.iter().enumerate().map(at).collect();
    let middle: Vec<(f64, f64)> =
        points.iter().enumerate().map(|(index, point)| (x(index), y(of(point).value))).collect();
    html! {
        <g class={classes!("noise-margin", class)}>
            <path class="noise-band" d={band(&shade)} />
            <path class="noise-line" d={line(middle.iter().copied())} />
            { for middle.iter().map(|&(x, y)| dot("noise-dot", x, y)) }
        </g>
    }
}

/// The name of each curve at its right end.
fn labels(points: &[NoisePoint], measure: Measure, right: f64, (rho, margin_y): (f64, &impl Fn(f64) -> f64)) -> Html {
    let Some(last) = points.last() else { return html! {} };
    let ends = [margin_y(last.clean.value), margin_y(last.attacked.value)];
    let places = spread(&ends, APART, LOWER.0, LOWER.1);
    let x = (right + 10.0).to_string();
    html! {
        <g class="line-labels" aria-hidden="true">
            <text x={x.clone()} y={format!("{:.1}", rho + 4.5)}>{ noise_words::rho_label(measure) }</text>
            <text x={x.clone()} y={format!("{:.1}", places[0] + 4.5)}>{ t!("noise-label-clean") }</text>
            <text x={x} y={format!("{:.1}", places[1] + 4.5)}>{ t!("noise-label-attacked") }</text>
        </g>
    }
}
