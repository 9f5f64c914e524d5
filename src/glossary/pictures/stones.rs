//! Layers as stones in a row: their colour and sign say how they were trained.

use yew::prelude::*;

use super::SIZE;

/// How a layer was trained.
#[derive(Clone, Copy)]
pub(super) enum Stone {
    Clean,
    Adversarial,
    Frozen,
    Tuned,
    Planned,
    Compressed,
}

/// What is drawn under a row.
#[derive(Clone, Copy)]
pub(super) enum Under {
    Nothing,
    /// An arrow back to the beginning: it is repeated.
    Loop,
    /// One brace under each side of the cut.
    Braces,
    /// One brace under the two stones in the middle.
    Block,
    /// Lines from all stones of the front to its end.
    ReadOut,
    /// Dots at the cut.
    Noise,
}

/// Width, height and distance of stones.
const STONE: (f64, f64, f64) = (28.0, 36.0, 8.0);

impl Stone {
    fn class(self) -> &'static str {
        match self {
            Self::Clean => "pic-clean",
            Self::Adversarial => "pic-attacked",
            Self::Frozen => "pic-frozen",
            Self::Tuned => "pic-tuned",
            Self::Planned => "pic-planned",
            Self::Compressed => "pic-compressed",
        }
    }

    /// The sign in the middle of a stone, around (0, 0).
    fn sign(self) -> &'static str {
        match self {
            Self::Clean => "M-5 0a5 5 0 1 1 10 0a5 5 0 1 1 -10 0z",
            Self::Adversarial => "M-6 3l3 -6 3 6 3 -6 3 6",
            Self::Frozen => "M-6 2l6 -6M-6 6l12 -12M0 6l6 -6",
            Self::Tuned => "M-5 4l5 -9 5 9z",
            Self::Planned => "",
            Self::Compressed => "M-7 -4l4 4-4 4M7 -4l-4 4 4 4",
        }
    }
}

/// A row with the cut after so many stones.
pub(super) fn row(row: &[Stone], cut: Option<usize>, under: Under) -> Html {
    let top = if matches!(under, Under::Nothing) { 24.0 } else { 16.0 };
    let left = left_of(row.len());
    html! {
        <>
            { place(row, top) }
            if let Some(cut) = cut {
                <path class="pic-cut" d={format!("M{:.1} {:.1}v{}", at(left, cut), top - 8.0, STONE.1 + 16.0)} />
            }
            { beneath(under, left, row.len(), top + STONE.1 + 8.0) }
        </>
    }
}

/// One row above another.
pub(super) fn two_rows(above: &[Stone], below: &[Stone]) -> Html {
    html! { <>{ place(above, 3.0) }{ place(below, 45.0) }</> }
}

fn left_of(stones: usize) -> f64 {
    (SIZE.0 - stones as f64 * (STONE.0 + STONE.2) + STONE.2) / 2.0
}

/// The middle between a stone and the next.
fn at(left: f64, stones: usize) -> f64 {
    left + stones as f64 * (STONE.0 + STONE.2) - STONE.2 / 2.0
}

fn place(row: &[Stone], top: f64) -> Html {
    let left = left_of(row.len());
    let middle = top + STONE.1 / 2.0;
    let stone = |(position, stone): (usize, &Stone)| {
        let x = left + position as f64 * (STONE.0 + STONE.2);
        html! {
            <g class={classes!("pic-stone", stone.class())}>
                <rect x={format!("{x:.1}")} y={top.to_string()} width={STONE.0.to_string()} height={STONE.1.to_string()} rx="5" />
                <path d={stone.sign()} transform={format!("translate({:.1} {middle:.1})", x + STONE.0 / 2.0)} />
            </g>
        }
    };
    html! {
        <>
            <path class="pic-spine" d={format!("M{:.1} {middle:.1}H{:.1}", left - 8.0, SIZE.0 - left + 8.0)} />
            { for row.iter().enumerate().map(stone) }
        </>
    }
}

fn beneath(under: Under, left: f64, stones: usize, y: f64) -> Html {
    let right = SIZE.0 - left;
    let brace = |from: f64, to: f64| format!("M{from:.1} {y:.1}v6H{to:.1}v-6");
    let half = at(left, stones / 2);
    match under {
        Under::Nothing => html! {},
        Under::Loop => html! {
            <path class="pic-line" d={format!("M{:.1} {y:.1}q0 14 -14 14H{:.1}q-14 0 -14 -12m-5 5l5 -6 5 6", right - 8.0, left + 22.0)} />
        },
        Under::Braces => html! {
            <>
                <path class="pic-line" d={brace(left, half - 4.0)} />
                <path class="pic-line" d={brace(half + 4.0, right)} />
            </>
        },
        Under::Block => html! { <path class="pic-line" d={brace(at(left, 1) + 4.0, at(left, 3) - 4.0)} /> },
        Under::ReadOut => html! {
            <path class="pic-tuned-line" d={format!("M{:.1} {y:.1}Q{:.1} {:.1} {:.1} {y:.1}M{:.1} {y:.1}Q{:.1} {:.1} {:.1} {y:.1}",
                left + 14.0, half, y + 20.0, right - 14.0, left + 50.0, half + 18.0, y + 10.0, right - 14.0)} />
        },
        Under::Noise => html! {
            <g class="pic-dots">
                { for [(-9.0, -4.0), (-3.0, 3.0), (4.0, -2.0), (9.0, 5.0), (0.0, 9.0), (-8.0, 8.0)].map(|(dx, dy)| html! {
                    <circle cx={format!("{:.1}", half + dx)} cy={format!("{:.1}", y + 4.0 + dy)} r="1.8" />
                }) }
            </g>
        },
    }
}
