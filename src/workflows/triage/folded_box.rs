//! A block as one box: its layers slide together into a pile.

use layerlab_schema::{Block, Layer};
use layerlab_words::t;
use yew::prelude::*;

use super::words;
use crate::components::fold_sign;
use crate::hooks::css_numbers;

/// Which block, and the layer in its place.
#[derive(Properties, PartialEq)]
pub struct FoldedBoxProps {
    pub block: Block,
    /// The layer that replaces it.
    pub layer: Layer,
    /// Number of parameters of the replaced layers.
    pub before: u64,
    /// Whether the compressed network was measured.
    pub is_trained: bool,
}

/// The sheets of a pile that are drawn behind the first at most.
const BEHIND: usize = 3;

/// The pile with its caption, centred on the columns of its layers.
#[component]
pub fn FoldedBox(props: &FoldedBoxProps) -> Html {
    let layers = props.block.count();
    let behind = (layers - 1).min(BEHIND);
    let (state, said) = match props.is_trained {
        true => ("is-trained", t!("folded-compressed")),
        false => ("is-planned", t!("folded-planned")),
    };
    let class = classes!("layer-box", "folded", "is-compressed", state);
    html! {
        <div {class} ~style={css_numbers([("--span", layers as f64)])} role="group" aria-label={words::folded_label(&props.block, said)}
            data-layer={props.block.name.clone()} data-state="compressed">
            <div class="layer-drawing">
                <svg viewBox="0 0 128 104" width="128" height="104" aria-hidden="true" focusable="false">
                    { for (1..=behind).rev().map(|sheet| {
                        let away = 7.0 * sheet as f64;
                        let side = if sheet % 2 == 0 { "is-from-left" } else { "is-from-right" };
                        html! {
                            <g class={classes!("sheet", side)}>
                                { rectangle("layer-ground", 14.0 + away, 26.0 - away) }
                                { rectangle("layer-edge", 14.0 + away, 26.0 - away) }
                            </g>
                        }
                    }) }
                    { rectangle("layer-ground", 14.0, 26.0) }
                    { rectangle("layer-tint", 14.0, 26.0) }
                    { rectangle("layer-edge", 14.0, 26.0) }
                </svg>
                <div class="layer-face">{ fold_sign() }<span>{ &props.block.name }</span></div>
            </div>
            <p class="layer-caption">
                <span>{ words::layer_shape(props.layer.activation) }{ ", " }{ words::folded_count(layers) }</span>
                <small>{ words::parameters(&t!("parameters-change", before = props.before, after = props.layer.parameters())) }</small>
            </p>
        </div>
    }
}

fn rectangle(class: &'static str, x: f64, y: f64) -> Html {
    html! { <rect {class} x={x.to_string()} y={y.to_string()} width="86" height="68" rx="6" /> }
}
