//! Dots: how two things hang together, and how surely a figure is known.

use yew::prelude::*;

/// What the cloud of dots shows.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Pattern {
    /// One grows with the other, beside the same dots shuffled.
    Line,
    /// Dots are counted in buckets.
    Buckets,
    /// The nearest neighbours of a dot are counted.
    Neighbours,
    /// Each dot finds its own partner.
    Pairs,
    /// The same cloud, turned.
    Turned,
    /// Dots and their shadows on one axis.
    Shadow,
    /// Two classes with a line between them.
    Apart,
}

/// Dots that lie along a line, in [0, 1]².
const ALONG: [(f64, f64); 9] = [
    (0.08, 0.14),
    (0.2, 0.16),
    (0.3, 0.36),
    (0.42, 0.36),
    (0.5, 0.56),
    (0.62, 0.58),
    (0.74, 0.7),
    (0.84, 0.9),
    (0.94, 0.86),
];
/// The order in which their second values are shuffled.
const SHUFFLED: [usize; 9] = [4, 7, 1, 8, 0, 6, 2, 5, 3];

/// A cloud in a frame, or two.
pub(super) fn scatter(pattern: Pattern) -> Html {
    let shuffled = || (0..9).map(|i| (ALONG[i].0, ALONG[SHUFFLED[i]].1));
    let turned = || ALONG.into_iter().map(|(x, y)| (1.0 - y, x));
    match pattern {
        Pattern::Line => {
            html! { <>{ cloud(8.0, ALONG, "pic-tuned-fill") }{ cloud(92.0, shuffled(), "pic-faint-fill") }</> }
        }
        Pattern::Turned => {
            html! { <>{ cloud(8.0, ALONG, "pic-tuned-fill") }{ cloud(92.0, turned(), "pic-tuned-fill") }</> }
        }
        Pattern::Buckets => html! {
            <>{ cloud(50.0, ALONG, "pic-tuned-fill") }<path class="pic-rule" d="M67 8V76M84 8V76M101 8V76M50 25H118M50 42H118M50 59H118" /></>
        },
        Pattern::Neighbours => html! {
            <>
                { cloud(50.0, ALONG, "pic-tuned-fill") }
                <circle class="pic-ball" cx="84" cy="38" r="15" />
                <path class="pic-rule" d="M69 8V76M99 8V76M50 23H118M50 53H118" />
            </>
        },
        Pattern::Pairs => pairs(),
        Pattern::Shadow => html! {
            <>
                { cloud(50.0, ALONG.map(|(x, y)| (x, 0.25 + 0.75 * y)), "pic-tuned-fill") }
                <g class="is-faint">{ for ALONG.map(|(x, _)| html! {
                    <circle class="pic-faint-fill" cx={format!("{:.1}", 50.0 + x * 68.0)} cy="76" r="3.5" />
                }) }</g>
            </>
        },
        Pattern::Apart => apart(),
    }
}

/// Estimates with their 95 % intervals around a line at zero; or single values with their mean.
pub(super) fn intervals(is_of_trials: bool) -> Html {
    if is_of_trials {
        let values = [30.0, 44.0, 52.0, 61.0, 70.0, 58.0, 49.0];
        return html! {
            <>
                { for values.iter().enumerate().map(|(i, x)| html! {
                    <circle class="pic-clean-fill" cx={(x * 1.4).to_string()} cy={(12 + 8 * i).to_string()} r="3.5" />
                }) }
                <path class="pic-line" d="M73 76h20M83 6V80" />
            </>
        };
    }
    html! {
        <>
            <path class="pic-axis" d="M60 6V78" />
            { for [(98.0, 18.0, 20.0), (76.0, 42.0, 30.0), (112.0, 66.0, 12.0)].map(|(x, y, half)| html! {
                <>
                    <path class="pic-line" d={format!("M{:.0} {y}H{:.0}M{:.0} {:.0}v12M{:.0} {:.0}v12", x - half, x + half, x - half, y - 6.0, x + half, y - 6.0)} />
                    <circle class="pic-clean-fill" cx={x.to_string()} cy={y.to_string()} r="4.5" />
                </>
            }) }
        </>
    }
}

/// Held up, not decided, refuted.
pub(super) fn verdicts() -> Html {
    html! {
        <>
            <path class="pic-axis" d="M52 14H156M52 42H156M52 70H156" />
            <path class="pic-good" d="M18 14l6 7 12 -14" />
            <path class="pic-line" d="M18 42q6 -8 12 0t12 0" />
            <path class="pic-bad" d="M20 63l14 14M34 63l-14 14" />
        </>
    }
}

fn pairs() -> Html {
    html! {
        <>
            { for [12.0, 32.0, 52.0, 72.0].iter().enumerate().map(|(i, y)| html! {
                <>
                    <path class={if i == 1 { "pic-tuned-line" } else { "pic-rule" }} d={format!("M46 32L122 {y}")} />
                    <circle class={if i == 1 { "pic-tuned-fill" } else { "pic-faint-fill" }} cx="122" cy={y.to_string()} r="5" />
                    <circle class={if i == 1 { "pic-tuned-fill" } else { "pic-faint-fill" }} cx="46" cy={y.to_string()} r="5" />
                </>
            }) }
        </>
    }
}

fn apart() -> Html {
    html! {
        <>
            { for [(52.0, 22.0), (64.0, 40.0), (50.0, 54.0), (74.0, 20.0), (62.0, 64.0)].map(|(x, y)| html! {
                <circle class="pic-clean-fill" cx={x.to_string()} cy={y.to_string()} r="4" />
            }) }
            { for [(104.0, 24.0), (116.0, 44.0), (100.0, 62.0), (120.0, 66.0), (92.0, 44.0)].map(|(x, y)| html! {
                <rect class="pic-attacked-fill" x={(x - 3.5).to_string()} y={(y - 3.5).to_string()} width="7" height="7" />
            }) }
            <path class="pic-line" d="M94 6L72 78" />
        </>
    }
}

fn cloud(left: f64, dots: impl IntoIterator<Item = (f64, f64)>, class: &'static str) -> Html {
    html! {
        <>
            <rect class="pic-frame" x={left.to_string()} y="8" width="68" height="68" />
            { for dots.into_iter().map(|(x, y)| html! {
                <circle {class} cx={format!("{:.1}", left + x * 68.0)} cy={format!("{:.1}", 76.0 - y * 68.0)} r="3.5" />
            }) }
        </>
    }
}
