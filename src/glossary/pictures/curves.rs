//! Curves over training steps.

use yew::prelude::*;

/// Accuracy that rises, with a mark at each epoch.
pub(super) fn epochs() -> Html {
    html! {
        <>
            { axes() }
            <path class="pic-rule" d="M50 8V74M86 8V74M122 8V74" />
            <path class="pic-clean-line" d="M14 70C24 30 44 24 60 22S120 14 156 12" />
        </>
    }
}

/// The loss falls.
pub(super) fn falling() -> Html {
    html! { <>{ axes() }<path class="pic-line" d="M14 12C26 52 46 60 70 63S120 68 156 69" /></> }
}

/// A ball that goes down into a valley, step by step.
pub(super) fn valley() -> Html {
    html! {
        <>
            <path class="pic-axis" d="M10 10C40 92 72 80 84 72S128 92 158 10" />
            <path class="pic-attacked-line" d="M16 24l16 26 14 16 14 6" />
            { for [(16.0, 24.0), (32.0, 50.0), (46.0, 66.0), (60.0, 72.0)].map(|(x, y)| html! {
                <circle class="pic-attacked-fill" cx={x.to_string()} cy={y.to_string()} r="3.5" />
            }) }
        </>
    }
}

/// On training samples it gets better and better, on held-out ones it falls again.
pub(super) fn overfitting() -> Html {
    html! {
        <>
            { axes() }
            <path class="pic-faint-line" d="M14 70C34 40 60 30 90 22S130 12 156 9" />
            <path class="pic-attacked-line" d="M14 72C30 48 50 38 76 36S126 46 156 54" />
        </>
    }
}

/// The same training from other seeds.
pub(super) fn seeds() -> Html {
    html! {
        <>
            { axes() }
            <path class="pic-clean-line" d="M14 72C28 30 50 30 80 24S130 16 156 16" />
            <path class="pic-clean-line is-faint" d="M14 66C30 40 46 36 80 28S130 26 156 22" />
            <path class="pic-clean-line is-faint" d="M14 70C26 52 44 26 80 20S130 14 156 10" />
        </>
    }
}

fn axes() -> Html {
    html! { <path class="pic-axis" d="M14 6V74H160" /> }
}
