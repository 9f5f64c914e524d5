//! Accuracy after a compression by training step: the selected scheme in full, the others thin, the parent's line.

use layerlab_words::t;
use yew::prelude::*;

use super::progress::RecoveryPoint;
use crate::charts::{APART, Rise, Scale, axes, band, keys, line, on_pointer, spread};
use crate::format::percent;
use crate::strings::sentences;

/// One line of the chart.
#[derive(Clone, PartialEq)]
pub struct Trace {
    pub name: String,
    /// Whether it is the selected one.
    pub is_chosen: bool,
    /// Whether it is the parent's own.
    pub is_parent: bool,
    pub points: Vec<RecoveryPoint>,
}

#[derive(Properties, PartialEq)]
pub struct RecoveryChartProps {
    pub traces: Vec<Trace>,
    /// The parent's accuracy on the same samples.
    pub parent: Option<f64>,
    pub scale: Scale,
    /// Position of the hovered point of the chosen line.
    pub hovered: Option<usize>,
    /// Called when another point is hovered.
    pub hover: Callback<Option<usize>>,
}

/// The line whose points can be hovered: the selected one, or the first.
pub fn hoverable(traces: &[Trace]) -> Option<&Trace> {
    traces.iter().find(|trace| trace.is_chosen).or(traces.first())
}

const HEIGHT: f64 = 316.0;
const RISE: Rise = Rise { top: 14.0, bottom: 284.0 };

#[component]
pub fn RecoveryChart(props: &RecoveryChartProps) -> Html {
    let scale = props.scale;
    let chosen = hoverable(&props.traces).map(|trace| trace.points.clone()).unwrap_or_default();
    let at = on_pointer(scale, chosen.iter().map(|point| point.step).collect(), &props.hover);
    let leave = props.hover.reform(|_: PointerEvent| None);
    let middle = ((scale.left() + scale.right()) / 2.0).to_string();
    html! {
        <svg class="chart" viewBox={format!("0 0 {} {HEIGHT}", scale.width)}
            tabindex="0" role="img" aria-label={summary(&props.traces)}
            onkeydown={keys(chosen.len(), props.hovered, &props.hover)} onpointermove={at.clone()} onpointerdown={at} onpointerleave={leave}
            data-test="recovery">
            { axes(&scale, RISE) }
            if let Some(parent) = props.parent {
                <path class="goal" d={format!("M{} {1:.1}H{2}", scale.left(), RISE.y(parent), scale.right())} />
            }
            { for props.traces.iter().map(|trace| curve(&scale, trace)) }
            { labels(props) }
            { marker(&scale, props.hovered.and_then(|index| chosen.get(index))) }
            if props.traces.is_empty() && props.parent.is_none() {
                <text class="chart-empty" x={middle.clone()} y="96">
                    { t!("recovery-empty-1") }
                    <tspan x={middle} dy="20">{ t!("recovery-empty-2") }</tspan>
                </text>
            }
        </svg>
    }
}

/// The chart in a sentence, and how to read its points.
fn summary(traces: &[Trace]) -> String {
    let found = hoverable(traces).and_then(|trace| Some((trace, trace.points.first()?, trace.points.last()?)));
    let sentence = found.map(|(trace, first, last)| {
        let [from, to] = [first, last].map(|point| percent(point.clean.value));
        t!("recovery-summary", scheme = trace.name.as_str(), from = from, to = to, steps = last.step)
    });
    sentences(sentence.into_iter().chain([t!("recovery-hint").into()]))
}

fn class_of(trace: &Trace) -> &'static str {
    match (trace.is_parent, trace.is_chosen) {
        (true, _) => "is-clean",
        (false, true) => "is-compressed is-chosen",
        (false, false) => "is-compressed is-other",
    }
}

fn curve(scale: &Scale, trace: &Trace) -> Html {
    let points: Vec<(f64, f64)> =
        trace.points.iter().map(|p| (scale.x(p.step as f64), RISE.y(p.clean.value))).collect();
    let shade: Vec<(f64, f64, f64)> =
        trace.points.iter().map(|p| (scale.x(p.step as f64), RISE.y(p.clean.low), RISE.y(p.clean.high))).collect();
    let Some(&(x, end)) = points.last() else { return html! {} };
    html! {
        <g class={classes!("curve", class_of(trace))}>
            if trace.is_chosen || trace.is_parent {
                <path class="curve-band" d={band(&shade)} />
            }
            <path class="curve-line" d={line(points.into_iter())} />
            <circle class="curve-end" cx={format!("{x:.1}")} cy={format!("{end:.1}")} r="3.5" />
        </g>
    }
}

/// The label of each line, at the right end.
fn labels(props: &RecoveryChartProps) -> Html {
    let mut all: Vec<(f64, String, &'static str)> = Vec::new();
    for trace in &props.traces {
        if let Some(last) = trace.points.last() {
            let share = last.clean.value;
            all.push((share, t!("curve-end", curve = trace.name.as_str(), value = percent(share)), class_of(trace)));
        }
    }
    if let Some(parent) = props.parent {
        all.push((parent, t!("curve-end", curve = t!("parent-line"), value = percent(parent)), "is-clean"));
    }
    let places =
        spread(&all.iter().map(|(share, _, _)| RISE.y(*share)).collect::<Vec<_>>(), APART, RISE.top, RISE.bottom);
    let (x, anchor, below) = props.scale.label(props.scale.right());
    html! {
        <g class="line-labels" aria-hidden="true">
            { for all.into_iter().zip(places).map(|((_, text, class), place)| html! {
                <text {class} x={format!("{x:.1}")} y={format!("{:.1}", place + below)} text-anchor={anchor}>{ text }</text>
            }) }
        </g>
    }
}

fn marker(scale: &Scale, point: Option<&RecoveryPoint>) -> Html {
    let Some(point) = point else { return html! {} };
    let x = scale.x(point.step as f64);
    html! {
        <g class="marker" aria-hidden="true">
            <path d={format!("M{x:.1} {}V{}", RISE.top, RISE.bottom)} />
            <circle class="is-compressed" cx={format!("{x:.1}")} cy={format!("{:.1}", RISE.y(point.clean.value))} r="4.5" />
        </g>
    }
}
