//! Accuracy by training step: clean and under attack, with their intervals, and earlier runs as faint lines.

use std::rc::Rc;

use layerlab_schema::{Accuracy, CurvePoint};
use layerlab_words::t;
use yew::prelude::*;

use super::{
    axes::{LETTER, Rise, axes, keys, on_pointer},
    labels::{APART, spread},
    scale::{Scale, band, line},
};
use crate::{
    format::percent,
    state::{FinishedRun, Run},
    strings,
};

#[derive(Properties, PartialEq)]
pub struct AccuracyChartProps {
    /// The curve of the current run.
    pub curve: Rc<Vec<CurvePoint>>,
    /// Runs before the current one.
    pub finished: Rc<Vec<FinishedRun>>,
    pub scale: Scale,
    /// Where something begins or changes, from left to right.
    pub marks: Vec<Mark>,
    /// The step that one looks back at.
    pub moment: Option<usize>,
    /// Position in the curve of the point whose figures are displayed.
    pub hovered: Option<usize>,
    /// Called when another point is hovered.
    pub hover: Callback<Option<usize>>,
}

const HEIGHT: f64 = 276.0;
const RISE: Rise = Rise { top: 22.0, bottom: 248.0 };

#[component]
pub fn AccuracyChart(props: &AccuracyChartProps) -> Html {
    let (scale, curve) = (props.scale, &props.curve);
    let at = on_pointer(scale, curve.iter().map(|point| point.step).collect(), &props.hover);
    let leave = props.hover.reform(|_: PointerEvent| None);
    html! {
        <svg class="chart" viewBox={format!("0 0 {} {HEIGHT}", scale.width)}
            tabindex="0" role="img" aria-label={summary(props)} onkeydown={keys(curve.len(), props.hovered, &props.hover)}
            onpointermove={at.clone()} onpointerdown={at} onpointerleave={leave} data-test="chart">
            { axes(&scale, RISE) }
            { marks(&scale, &props.marks) }
            { for props.finished.iter().filter(|kept| kept.visible).map(|kept| faint(&scale, &kept.run)) }
            { own(&scale, curve, |p| p.clean, "clean") }
            { own(&scale, curve, |p| p.robust, "attacked") }
            { labels(props) }
            { moment(props) }
            { marker(props) }
            if curve.is_empty() && props.finished.iter().all(|kept| !kept.visible) {
                <text class="chart-empty" x={((scale.left() + scale.right()) / 2.0).to_string()} y="66">
                    { t!("curves-empty-1") }
                    <tspan x={((scale.left() + scale.right()) / 2.0).to_string()} dy="20">{ t!("curves-empty-2") }</tspan>
                </text>
            }
        </svg>
    }
}

/// The chart in a sentence, and how to read its points.
fn summary(props: &AccuracyChartProps) -> String {
    let (Some(first), Some(last)) = (props.curve.first(), props.curve.last()) else { return t!("curves-hint").into() };
    let [clean_from, clean_to, robust_from, robust_to] =
        [first.clean, last.clean, first.robust, last.robust].map(|accuracy| percent(accuracy.value()));
    let found = t!(
        "curves-summary",
        steps = last.step,
        clean_from = clean_from,
        clean_to = clean_to,
        robust_from = robust_from,
        robust_to = robust_to
    );
    strings::sentences([found, t!("curves-hint").into()])
}

/// A training step at which something begins or changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Mark {
    /// Training steps done by then.
    pub step: usize,
    /// What begins there.
    pub name: String,
}

/// A thin line at each mark, with its name over it; of two in one place, the later one.
fn marks(scale: &Scale, marks: &[Mark]) -> Html {
    let mut places: Vec<(f64, String)> = Vec::new();
    let mut free = 0.0;
    for mark in marks {
        let (x, name) = (scale.x(mark.step as f64), mark.name.clone());
        match places.last_mut() {
            Some((last, names)) if (*last - x).abs() < 1.0 => *names = name,
            Some(_) | None => places.push((x, name)),
        }
    }
    html! {
        <g class="stages" aria-hidden="true">
            { for places.into_iter().map(|(x, names)| {
                // A name that would run into the one before it, or out of the chart, is left out; the line stays.
                let width = LETTER * names.chars().count() as f64;
                let has_room = x >= free && x + width < scale.width;
                free = if has_room { x + 12.0 + width } else { free };
                html! {
                    <>
                        <path d={format!("M{x:.1} {:.1}V{}", RISE.top - 12.0, RISE.bottom)} />
                        if has_room {
                            <text x={format!("{:.1}", x + 5.0)} y={(RISE.top - 4.0).to_string()}>{ names }</text>
                        }
                    </>
                }
            }) }
        </g>
    }
}

fn own(scale: &Scale, curve: &[CurvePoint], of: fn(&CurvePoint) -> Accuracy, class: &'static str) -> Html {
    let points: Vec<(f64, Accuracy)> = curve.iter().map(|p| (scale.x(p.step as f64), of(p))).collect();
    let shade: Vec<(f64, f64, f64)> = points
        .iter()
        .map(|&(x, accuracy)| (x, RISE.y(accuracy.estimate().low), RISE.y(accuracy.estimate().high)))
        .collect();
    let Some(&(x, last)) = points.last() else { return html! {} };
    html! {
        <g class={format!("curve is-{class}")}>
            <path class="curve-band" d={band(&shade)} />
            <path class="curve-line" d={line(points.iter().map(|&(x, accuracy)| (x, RISE.y(accuracy.value()))))} />
            <circle class="curve-end" cx={format!("{x:.1}")} cy={format!("{:.1}", RISE.y(last.value()))} r="3.5" />
        </g>
    }
}

fn faint(scale: &Scale, run: &Run) -> Html {
    let of = |of: fn(&CurvePoint) -> Accuracy| {
        // The axis is in epochs, which runs of different batch sizes share.
        let per_epoch = run.experiment.steps_per_epoch().max(1) as f64;
        line(run.curve.iter().map(|p| (scale.x(p.step as f64 / per_epoch * scale.per_epoch), RISE.y(of(p).value()))))
    };
    html! {
        <g class="curve is-faint">
            <path class="curve-line is-clean" d={of(|p| p.clean)} />
            <path class="curve-line is-attacked" d={of(|p| p.robust)} />
        </g>
    }
}

fn end_label(curve: &str, last: Accuracy) -> String {
    t!("curve-end", curve = curve, value = percent(last.value()))
}

/// What each line is, at its end: the current run in full, earlier ones by their name.
fn labels(props: &AccuracyChartProps) -> Html {
    let mut all: Vec<(f64, String, &'static str)> = Vec::new();
    if let Some(last) = props.curve.last() {
        all.push((last.clean.value(), end_label(t!("clean"), last.clean), "is-clean"));
        all.push((last.robust.value(), end_label(t!("under-attack"), last.robust), "is-attacked"));
    }
    for kept in props.finished.iter().filter(|kept| kept.visible) {
        if let Some(last) = kept.run.curve.last() {
            let title = &kept.run.label.title;
            let name = if title.is_empty() { strings::kind_name(kept.run.kind()) } else { title };
            all.push((last.robust.value(), end_label(name, last.robust), "is-attacked is-faint"));
        }
    }
    let places =
        spread(&all.iter().map(|(share, _, _)| RISE.y(*share)).collect::<Vec<_>>(), APART, RISE.top, RISE.bottom);
    let newest = props.curve.last().map_or(props.scale.steps, |p| p.step as f64);
    let (own, end) = (props.scale.label(props.scale.x(newest)), props.scale.label(props.scale.right()));
    html! {
        <g class="line-labels" aria-hidden="true">
            { for all.into_iter().zip(places).map(|((_, text, class), place)| {
                let (x, anchor, below) = if class.contains("faint") { end } else { own };
                html! {
                    <text {class} x={format!("{x:.1}")} y={format!("{:.1}", place + below)} text-anchor={anchor}>
                        { text }
                    </text>
                }
            }) }
        </g>
    }
}

/// A line at the moment that one looks back at, with its accuracies on the curves.
fn moment(props: &AccuracyChartProps) -> Html {
    let Some(step) = props.moment else { return html! {} };
    let x = props.scale.x(step as f64);
    let point = props.curve.iter().find(|point| point.step == step);
    let mark = |class: &'static str, accuracy: Accuracy| {
        html! { <circle {class} cx={format!("{x:.1}")} cy={format!("{:.1}", RISE.y(accuracy.value()))} r="5" /> }
    };
    html! {
        <g class="marker is-moment" aria-hidden="true">
            <path d={format!("M{x:.1} {}V{}", RISE.top, RISE.bottom)} />
            if let Some(point) = point {
                { mark("is-clean", point.clean) }
                { mark("is-attacked", point.robust) }
            }
        </g>
    }
}

fn marker(props: &AccuracyChartProps) -> Html {
    let Some(point) = props.hovered.and_then(|index| props.curve.get(index)) else { return html! {} };
    let x = props.scale.x(point.step as f64);
    html! {
        <g class="marker" aria-hidden="true">
            <path d={format!("M{x:.1} {}V{}", RISE.top, RISE.bottom)} />
            <circle class="is-clean" cx={format!("{x:.1}")} cy={format!("{:.1}", RISE.y(point.clean.value()))} r="4.5" />
            <circle class="is-attacked" cx={format!("{x:.1}")} cy={format!("{:.1}", RISE.y(point.robust.value()))} r="4.5" />
        </g>
    }
}
