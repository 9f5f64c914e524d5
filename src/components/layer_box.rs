//! One layer as a box: its size shows its parameters, its colour and sign its training mode.

use layerlab_schema::{Layer, Mode, Role};
use layerlab_words::t;
use yew::prelude::*;

use super::{LayerState, sign::sign, words::layer_state};
use crate::{charts::role_mark, format::count, strings};

#[derive(Properties, PartialEq)]
pub struct LayerBoxProps {
    pub layer: Layer,
    /// The training mode of the layer.
    pub state: LayerState,
    /// Whether the layer has been trained in this mode.
    pub trained: bool,
    /// Number of parameters of the network's largest layer.
    pub most: u64,
    /// A control under the caption.
    #[prop_or_default]
    pub choice: Html,
}

/// The place in which a box stands, and the smallest box, in CSS pixels.
const BOX: (f64, f64) = (112.0, 104.0);
const SMALLEST: (f64, f64) = (68.0, 56.0);

/// The box of a layer with its caption.
#[component]
pub fn LayerBox(props: &LayerBoxProps) -> Html {
    let layer = &props.layer;
    let (width, height) = size(layer.parameters(), props.most);
    let (x, y) = ((BOX.0 - width) / 2.0, (BOX.1 - height) / 2.0);
    let state = layer_state(props.state, props.trained);
    let label = t!("layer-label", layer = layer.name.as_str(), state = state.as_str());
    let class = classes!(
        "layer-box",
        format!("is-{}", props.state.name()),
        if props.trained { "is-trained" } else { "is-planned" }
    );
    html! {
        <div {class} role="group" aria-label={label} data-layer={layer.name.clone()} data-state={state}>
            <div class="layer-drawing">
                <svg viewBox={format!("0 0 {} {}", BOX.0, BOX.1)} width={BOX.0.to_string()} height={BOX.1.to_string()}
                    aria-hidden="true" focusable="false">
                    <defs>
                        <pattern id={format!("hatch-{}", layer.name)} width="6" height="6" patternUnits="userSpaceOnUse"
                            patternTransform="rotate(45)">
                            <path class="hatch" d="M0 0v6" />
                        </pattern>
                    </defs>
                    { rectangle("layer-ground", "", x, y, width, height) }
                    { rectangle("layer-tint", "", x, y, width, height) }
                    if matches!(props.state, LayerState::Mode(Mode::Frozen) | LayerState::Held) {
                        { rectangle("layer-hatch", &format!("url(#hatch-{})", layer.name), x, y, width, height) }
                    }
                    { rectangle("layer-edge", "", x, y, width, height) }
                </svg>
                <div class="layer-face">{ state_sign(props.state) }<span>{ &layer.name }</span></div>
            </div>
            <p class="layer-caption">
                <span>{ strings::layer_shape(layer.activation) }</span>
                <small>{ strings::parameters(&count(layer.parameters())) }</small>
            </p>
            { props.choice.clone() }
        </div>
    }
}

fn state_sign(state: LayerState) -> Html {
    match state {
        LayerState::Mode(mode) => sign(mode),
        LayerState::Held => sign(Mode::Adversarial),
        LayerState::Tuned => role_mark(Role::Transferred),
    }
}

fn rectangle(class: &'static str, fill: &str, x: f64, y: f64, width: f64, height: f64) -> Html {
    let fill = (!fill.is_empty()).then(|| fill.to_owned());
    html! {
        <rect {class} {fill} x={format!("{:.1}", x + 1.0)} y={format!("{:.1}", y + 1.0)}
            width={format!("{:.1}", width - 2.0)} height={format!("{:.1}", height - 2.0)} rx="6" />
    }
}

/// Sides grow with the logarithm of the parameters: layers of one network differ by factors of a thousand.
fn size(parameters: u64, most: u64) -> (f64, f64) {
    let (least, most) = (50.0_f64, (most as f64).max(500.0));
    let share = ((parameters as f64).max(least) / least).ln() / (most / least).ln();
    (SMALLEST.0 + (BOX.0 - SMALLEST.0) * share, SMALLEST.1 + (BOX.1 - SMALLEST.1) * share)
}
