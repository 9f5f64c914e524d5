//! The track “pushed”: how far the attack moves each layer, under that layer.

use std::rc::Rc;

use layerlab_schema::Estimate;
use layerlab_words::t;
use yew::prelude::*;

use super::progress::sensitivity_of;
use super::words;
use crate::format::{decimals, figure};
use crate::glossary::{Term, TermName};
use crate::state::Run;

#[derive(Properties, PartialEq)]
pub struct SensitivityProps {
    /// Names of the layers from input to output.
    pub names: Vec<String>,
    pub run: Option<Rc<Run>>,
}

/// Width and height of one cell's drawing, in CSS pixels.
const CELL: (f64, f64) = (72.0, 88.0);
/// The end of the scale; taller bars are drawn broken.
const TALLEST: f64 = 4.0;
/// Room for the figure over a bar.
const HEAD: f64 = 22.0;

#[component]
pub fn Sensitivity(props: &SensitivityProps) -> Html {
    let evaluation = props.run.as_ref().and_then(|run| run.evaluation.clone().map(|evaluation| (run, evaluation)));
    let value = |name: &String| evaluation.as_ref().and_then(|(run, _)| sensitivity_of(run, name));
    let values: Vec<Option<Estimate>> = props.names.iter().map(value).collect();
    // The scale only grows in steps, so that bars do not dance while the network learns; and it ends, because a neuron
    // that was almost silent can move by hundreds of times its size and would flatten every other bar.
    let most = values.iter().flatten().map(|e| e.high).fold(0.0, f64::max);
    let tops = [0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, TALLEST];
    let top = tops.into_iter().find(|&top| top >= most).unwrap_or(TALLEST);
    let on = evaluation
        .as_ref()
        .map(|(run, evaluation)| t!("track-on", n = evaluation.evaluated.clean.of, attack = words::attack(run)));
    html! {
        <>
            <div class="track-name">
                <h2><Term name={TermName::Sensitivity}>{ t!("sensitivity") }</Term></h2>
                <small>{ if evaluation.is_some() { t!("sensitivity-says") } else { t!("sensitivity-empty") } }</small>
            </div>
            <div class="track-space" aria-hidden="true" />
            { for props.names.iter().zip(&values).map(|(name, value)| cell(name, *value, top)) }
            <small class="track-on">{ on }</small>
        </>
    }
}

/// The bar of one layer, or its baseline before it is measured.
fn cell(name: &str, value: Option<Estimate>, top: f64) -> Html {
    let label = value.map(|v| {
        let [value, low, high] = [v.value, v.low, v.high].map(|share| decimals(share, 2));
        t!("sensitivity-cell", layer = name, value = value, low = low, high = high)
    });
    html! {
        <div class="track-cell" role="img" aria-label={label.clone().unwrap_or_else(|| name.to_owned())} title={label}
            data-layer={name.to_owned()} data-pushed={value.map(|v| format!("{:.4}", v.value))}>
            <svg viewBox={format!("0 0 {} {}", CELL.0, CELL.1)} width={CELL.0.to_string()} height={CELL.1.to_string()}
                aria-hidden="true" focusable="false">
                if let Some(value) = value {
                    { bar(value, top) }
                }
                <path class="ground" d={format!("M0 {0}H{1}", CELL.1 - 0.5, CELL.0)} />
            </svg>
        </div>
    }
}

fn bar(value: Estimate, top: f64) -> Html {
    let y = |v: f64| CELL.1 - (v / top).clamp(0.0, 1.0) * (CELL.1 - HEAD);
    let (at, low, high) = (y(value.value), y(value.low), y(value.high));
    let (middle, left) = (CELL.0 / 2.0, CELL.0 / 2.0 - 18.0);
    html! {
        <>
            <rect class="bar" x={left.to_string()} width="36" y={format!("{low:.1}")}
                height={format!("{:.1}", CELL.1 - low)} />
            <rect class="bar-band" x={left.to_string()} width="36" y={format!("{high:.1}")}
                height={format!("{:.1}", (low - high).max(0.5))} />
            <path class="bar-edge" d={format!("M{left} {at:.1}h36")} />
            if value.value > top {
                <path class="bar-break" d={format!("M{} {}l10 -6 10 6 10 -6 10 6 10 -6", left - 7.0, HEAD + 16.0)} />
            }
            <text class="figure" x={middle.to_string()} y={format!("{:.1}", high - 7.0)} text-anchor="middle">
                { figure(value.value) }
            </text>
        </>
    }
}
