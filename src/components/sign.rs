//! The sign of a training mode: the meaning of the colour without colour vision.

use layerlab_schema::Mode;
use yew::prelude::*;

/// Clean: a circle. Adversarial: a zigzag. Frozen: a hatch.
pub fn sign(mode: Mode) -> Html {
    let path = match mode {
        Mode::Clean => "M8 2.5a5.5 5.5 0 1 1 0 11a5.5 5.5 0 1 1 0-11z",
        Mode::Adversarial => "M1.5 10.5l3.200-5 3.300 5 3.300-5 3.200 5",
        Mode::Frozen => "M2.5 8.5l6-6M3 13l10-10M7.5 13.5l6-6",
    };
    html! {
        <svg class={classes!("sign", format!("is-{}", mode.name()))} viewBox="0 0 16 16" width="16" height="16"
            aria-hidden="true" focusable="false">
            <path d={path} />
        </svg>
    }
}

/// Compressed: two arrows that meet.
pub fn fold_sign() -> Html {
    html! {
        <svg class="sign is-compressed" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
            <path d="M2.500 4l4 4-4 4M13.500 4l-4 4 4 4" />
        </svg>
    }
}
