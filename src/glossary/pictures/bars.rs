//! Bars: accuracies, probabilities, what chance gives.

use yew::prelude::*;

/// The colour of a bar.
#[derive(Clone, Copy)]
pub(super) enum Bar {
    Clean,
    Attacked,
    Faint,
}

/// A line across the bars.
#[derive(Clone, Copy)]
pub(super) enum Threshold {
    /// It rises from bar to bar.
    Rising,
}

const BOTTOM: f64 = 76.0;
const TALLEST: f64 = 68.0;

impl Bar {
    fn class(self) -> &'static str {
        match self {
            Self::Clean => "pic-clean-fill",
            Self::Attacked => "pic-attacked-fill",
            Self::Faint => "pic-faint-fill",
        }
    }
}

/// Bars beside each other, their heights from 0 to 1.
pub(super) fn bars(all: &[(f64, Bar)], threshold: Option<Threshold>) -> Html {
    let left = 84.0 - all.len() as f64 * 16.0;
    html! {
        <>
            { for all.iter().enumerate().map(|(i, &(height, bar))| one(left + 4.0 + i as f64 * 32.0, 24.0, height, bar.class())) }
            { ground() }
            if let Some(Threshold::Rising) = threshold {
                <path class="pic-line" d={format!("M{left:.0} 66l32 -6 32 -10 32 -18 28 -6")} />
            }
        </>
    }
}

/// The right class and the next one, and what is between them.
pub(super) fn margin() -> Html {
    html! {
        <>
            { one(40.0, 28.0, 0.85, "pic-clean-fill") }
            { one(80.0, 28.0, 0.3, "pic-faint-fill") }
            { ground() }
            <path class="pic-line" d="M122 18h-8M122 56h-8M118 18v38M114 24l4 -6 4 6M114 50l4 6 4 -6" />
        </>
    }
}

/// What chance gives, and where the measured value lies; with the share beyond it.
pub(super) fn histogram(has_tail: bool) -> Html {
    const HEIGHTS: [f64; 11] = [0.06, 0.14, 0.3, 0.55, 0.8, 0.9, 0.75, 0.5, 0.28, 0.14, 0.06];
    let measured = if has_tail { 8 } else { 12 };
    let x = |i: usize| 12.0 + i as f64 * 11.0;
    html! {
        <>
            { for HEIGHTS.iter().enumerate().map(|(i, &height)| {
                one(x(i), 10.0, height, if has_tail && i >= measured { "pic-attacked-fill" } else { "pic-faint-fill" })
            }) }
            { ground() }
            <path class="pic-tuned-line" d={format!("M{:.0} 4V76", x(measured) - 0.5)} />
            <path class="pic-tuned-fill" d={format!("M{:.0} 2l6 7 -6 7 -6 -7z", x(measured) - 0.5)} />
        </>
    }
}

/// How much each of three folded blocks loses, with intervals.
pub(super) fn losses() -> Html {
    html! {
        <>
            <path class="pic-axis" d="M8 10H160" />
            { for [(22.0, 52.0), (72.0, 20.0), (122.0, 14.0)].map(|(x, loss)| html! {
                <>
                    <rect class="pic-compressed-fill" x={x.to_string()} y="10" width="24" height={loss.to_string()} />
                    <path class="pic-line" d={format!("M{:.0} {:.0}v20", x + 12.0, loss)} />
                </>
            }) }
        </>
    }
}

/// The teacher's answers, and the pupil's that come to be like them.
pub(super) fn taught() -> Html {
    let answers = |left: f64, class: &'static str| {
        html! { { for [0.3, 0.9, 0.5].iter().enumerate().map(|(i, &height)| one(left + i as f64 * 16.0, 12.0, height, class)) } }
    };
    html! {
        <>
            { answers(12.0, "pic-clean-fill") }
            <path class="pic-line" d="M68 42h32m-8 -6l8 6-8 6" />
            { answers(112.0, "pic-compressed-fill") }
            { ground() }
        </>
    }
}

fn one(x: f64, width: f64, height: f64, class: &'static str) -> Html {
    let tall = height * TALLEST;
    html! {
        <rect {class} x={format!("{x:.1}")} y={format!("{:.1}", BOTTOM - tall)} width={width.to_string()} height={format!("{tall:.1}")} />
    }
}

fn ground() -> Html {
    html! { <path class="pic-axis" d={format!("M8 {BOTTOM}H160")} /> }
}
