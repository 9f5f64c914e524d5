//! A sample, what may become of it within ε, and what lies on the other side of the border between two classes.

use yew::prelude::*;

const BORDER: &str = "M96 2C120 24 108 46 132 82";

/// The box around a sample, with ε as its half side.
pub(super) fn square(has_radius: bool) -> Html {
    html! {
        <>
            <rect class="pic-ball" x="40" y="12" width="60" height="60" />
            if has_radius {
                <path class="pic-attacked-line" d="M70 42h30m-6 -4l6 4-6 4" />
            }
            <circle class="pic-clean-fill" cx="70" cy="42" r="4" />
        </>
    }
}

/// A square and a circle around the same sample.
pub(super) fn two_norms() -> Html {
    html! {
        <>
            <rect class="pic-ball" x="14" y="14" width="56" height="56" />
            <circle class="pic-clean-fill" cx="42" cy="42" r="4" />
            <circle class="pic-ball" cx="126" cy="42" r="28" />
            <circle class="pic-clean-fill" cx="126" cy="42" r="4" />
        </>
    }
}

/// Steps uphill from the sample over the border, one path or several.
pub(super) fn path(paths: usize) -> Html {
    const PATHS: [&str; 4] = [
        "M70 44l10 -8 10 2 10 -10 8 2",
        "M70 44l12 6 8 -4 12 8 6 -2",
        "M70 44l-10 8 4 12 12 4",
        "M70 44l2 -14 8 -8 -4 -8",
    ];
    html! {
        <>
            <path class="pic-border" d={BORDER} />
            <rect class="pic-ball" x="30" y="8" width="80" height="70" />
            { for PATHS.iter().take(paths).map(|path| html! { <path class="pic-attacked-line" d={*path} /> }) }
            <circle class="pic-clean-fill" cx="70" cy="44" r="4" />
            <circle class="pic-attacked-fill" cx="108" cy="30" r="4" />
        </>
    }
}

/// The truth lies between what is certain and what an attack reached.
pub(super) fn bracket() -> Html {
    html! {
        <>
            <path class="pic-axis" d="M12 70H156" />
            <path class="pic-line" d="M40 26v32M34 26h12M34 58h12" />
            <rect class="pic-band" x="40" y="34" width="72" height="16" />
            <path class="pic-attacked-line" d="M112 22v40M106 42l6 -6 6 6" />
            <circle class="pic-clean-fill" cx="86" cy="42" r="4" />
        </>
    }
}

/// What is promised above, what is measured below.
pub(super) fn balance() -> Html {
    html! {
        <>
            <path class="pic-axis" d="M24 8V76" />
            <rect class="pic-attacked-fill" x="24" y="16" width="22" height="18" />
            <rect class="pic-faint-fill" x="46" y="16" width="60" height="18" />
            <rect class="pic-tuned-fill" x="106" y="16" width="38" height="18" />
            <rect class="pic-clean-fill" x="24" y="50" width="48" height="18" />
            <path class="pic-line" d="M72 44v30" />
        </>
    }
}
