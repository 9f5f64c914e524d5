//! Samples: a small image, clean and attacked, and how many of them are used for what.

use yew::prelude::*;

/// A boot of 7 × 7 pixels: how bright each is, from 0 to 9.
const IMAGE: [&str; 7] = ["0055000", "0077000", "0078000", "0079000", "0089960", "0899999", "0777777"];
/// Which pixels the attack changes.
const CHANGED: [&str; 7] = ["0101001", "1000100", "0100010", "0010100", "1000001", "0100100", "0010010"];
/// The side of a pixel.
const PIXEL: f64 = 7.0;

/// The same image twice, the second one changed a little: the answers differ.
pub(super) fn before_and_after() -> Html {
    html! {
        <>
            { image(8.0, 8.0, false) }
            <path class="pic-line" d="M64 33h38m-8 -6l8 6-8 6" />
            { image(111.0, 8.0, true) }
            <path class="pic-good" d="M24 70l6 7 12 -13" />
            <path class="pic-bad" d="M128 64l14 13M142 64l-14 13" />
        </>
    }
}

/// An image, plus a small change, is an attacked image.
pub(super) fn perturbed() -> Html {
    html! {
        <g transform="scale(0.82)">
            { image(2.0, 26.0, false) }
            <path class="pic-line" d="M58 51h12M64 45v12" />
            <g>{ for pixels(&CHANGED).map(|(x, y, _)| square(77.0 + x, 26.0 + y, "pic-attacked-fill", 1.0)) }</g>
            <rect class="pic-frame" x="77" y="26" width="49" height="49" />
            <path class="pic-line" d="M134 48h12M134 54h12" />
            { image(154.0, 26.0, true) }
        </g>
    }
}

/// Samples in small groups.
pub(super) fn batch() -> Html {
    html! {
        <g>
            { for (0..24).map(|i| {
                let (column, row) = (i % 8, i / 8);
                let x = 14.0 + f64::from(column) * 18.0;
                let class = if row == 1 { "pic-clean-fill" } else { "pic-faint-fill" };
                square(x, 12.0 + f64::from(row) * 22.0, class, 2.0)
            }) }
            <rect class="pic-frame is-strong" x="8" y="28" width="152" height="26" rx="4" />
        </g>
    }
}

/// All samples in a bar: those to learn from, those to choose by, those to judge by.
pub(super) fn split() -> Html {
    html! {
        <>
            <rect class="pic-faint-fill" x="8" y="24" width="100" height="36" rx="4" />
            <rect class="pic-tuned-fill" x="112" y="24" width="20" height="36" rx="4" />
            <rect class="pic-clean-fill" x="136" y="24" width="24" height="36" rx="4" />
            <path class="pic-line" d="M20 42h76m-8 -6l8 6-8 6M118 42l3 4 6 -8M143 36h10M143 42h10M143 48h10" />
        </>
    }
}

fn image(left: f64, top: f64, is_attacked: bool) -> Html {
    html! {
        <g>
            <rect class="pic-black" x={left.to_string()} y={top.to_string()} width="49" height="49" rx="2" />
            { for pixels(&IMAGE).map(|(x, y, value)| {
                let class = match value {
                    ..=5 => "pic-grey is-dark",
                    6..=7 => "pic-grey",
                    _ => "pic-grey is-bright",
                };
                square(left + x, top + y, class, 1.0)
            }) }
            if is_attacked {
                { for pixels(&CHANGED).map(|(x, y, _)| square(left + x, top + y, "pic-attacked-fill is-faint", 1.0)) }
            }
        </g>
    }
}

/// The places and values of pixels that are not 0.
fn pixels(rows: &'static [&'static str; 7]) -> impl Iterator<Item = (f64, f64, u8)> {
    rows.iter().enumerate().flat_map(|(row, values)| {
        values
            .bytes()
            .enumerate()
            .filter(|(_, value)| *value != b'0')
            .map(move |(column, value)| (column as f64 * PIXEL, row as f64 * PIXEL, value - b'0'))
    })
}

fn square(x: f64, y: f64, class: &'static str, scale: f64) -> Html {
    let side = (PIXEL * scale - (scale - 1.0) * 2.0).to_string();
    html! { <rect {class} x={x.to_string()} y={y.to_string()} width={side.clone()} height={side} /> }
}
