//! What charts of accuracy by epoch share: their height, their axes, and how a point is hovered by pointer or keys.

use layerlab_words::{marked, t};
use web_sys::Element;
use yew::prelude::*;

use super::scale::Scale;

/// Where 1 and 0 are, in CSS pixels from the top.
#[derive(Clone, Copy)]
pub struct Rise {
    /// The y coordinate of an accuracy of 1, in pixels.
    pub top: f64,
    /// The y coordinate of an accuracy of 0, in pixels.
    pub bottom: f64,
}

impl Rise {
    /// The y coordinate of an accuracy in [0, 1], in pixels.
    pub fn y(self, share: f64) -> f64 {
        self.bottom - share * (self.bottom - self.top)
    }
}

/// About the width of a letter.
pub const LETTER: f64 = 6.6;

/// Accuracy upwards, epochs to the right.
pub fn axes(scale: &Scale, rise: Rise) -> Html {
    let (left, right, bottom) = (scale.left(), scale.right(), rise.bottom);
    // In a narrow chart the unit stands in the place of the last tick.
    let (unit, ticks_end) = if scale.is_narrow() {
        ((scale.width, "end"), scale.width - LETTER * t!("epoch").chars().count() as f64 - 16.0)
    } else {
        ((right + 18.0, "start"), right)
    };
    html! {
        <g class="axes" aria-hidden="true">
            { for [0.0, 0.5, 1.0].map(|share| html! {
                <>
                    <path class={if share == 0.0 { "axis" } else { "rule" }}
                        d={format!("M{left} {0:.1}H{right}", rise.y(share))} />
                    <text x={(left - 8.0).to_string()} y={(rise.y(share) + 4.0).to_string()} text-anchor="end">
                        { marked(&share.to_string()) }
                    </text>
                </>
            }) }
            { for scale.epochs().into_iter().filter(|&epoch| scale.x_of_epoch(epoch) <= ticks_end).map(|epoch| {
                let x = scale.x_of_epoch(epoch);
                html! {
                    <>
                        <path class="tick" d={format!("M{x:.1} {bottom}v4")} />
                        <text x={format!("{x:.1}")} y={(bottom + 19.0).to_string()} text-anchor="middle">{ epoch }</text>
                    </>
                }
            }) }
            <text x={unit.0.to_string()} y={(bottom + 19.0).to_string()} text-anchor={unit.1}>{ t!("epoch") }</text>
        </g>
    }
}

/// Hovers the point, of those at `steps`, that is nearest to the pointer.
pub fn on_pointer(scale: Scale, steps: Vec<usize>, hover: &Callback<Option<usize>>) -> Callback<PointerEvent> {
    let hover = hover.clone();
    Callback::from(move |event: PointerEvent| {
        let Some(chart) = event.target_dyn_into::<Element>().and_then(|e| e.closest("svg").ok().flatten()) else {
            return;
        };
        let place = chart.get_bounding_client_rect();
        // The drawing scales with the text of the page.
        let x = (f64::from(event.client_x()) - place.left()) * scale.width / place.width().max(1.0);
        let step = scale.step_at(x);
        let away = |at: &usize| (*at as f64 - step).abs();
        let nearest = steps.iter().enumerate().min_by(|a, b| away(a.1).total_cmp(&away(b.1)));
        hover.emit(nearest.map(|(index, _)| index));
    })
}

/// Hovers one of `count` points after the other by the arrow keys.
pub fn keys(count: usize, hovered: Option<usize>, hover: &Callback<Option<usize>>) -> Callback<KeyboardEvent> {
    let hover = hover.clone();
    Callback::from(move |event: KeyboardEvent| {
        let last = count.saturating_sub(1);
        let to = match event.key().as_str() {
            "ArrowLeft" => hovered.map_or(last, |i| i.saturating_sub(1)),
            "ArrowRight" => hovered.map_or(0, |i| (i + 1).min(last)),
            "Home" => 0,
            "End" => last,
            "Escape" => return hover.emit(None),
            _ => return,
        };
        event.prevent_default();
        let hovered = if count > 0 { Some(to) } else { None };
        hover.emit(hovered);
    })
}
