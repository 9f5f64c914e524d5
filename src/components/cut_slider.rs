//! The cut: splits the chain, by pointer or by keys.

use layerlab_schema::Cut;
use layerlab_words::t;
use web_sys::Element;
use yew::prelude::*;

use crate::{settings::Edit, state::Action, strings};

#[derive(Properties, PartialEq)]
pub struct CutSliderProps {
    pub cut: Cut,
    /// Names of the layers from input to output.
    pub names: Vec<String>,
    /// Whether it can't be moved now.
    pub is_locked: bool,
    pub dispatch: Callback<Action>,
}

/// The line with its handle. It fills the rail over the layers, so positions are shares of the rail.
#[component]
pub fn CutSlider(props: &CutSliderProps) -> Html {
    let is_dragged = use_state_eq(|| false);
    let node = use_node_ref();
    let (cut, most) = (props.cut.front(), props.names.len());
    let move_to = {
        let (dispatch, is_locked) = (props.dispatch.clone(), props.is_locked);
        Callback::from(move |to: usize| {
            if to != cut && !is_locked {
                dispatch.emit(Action::Edit(Edit::Cut(Cut::new(to))));
            }
        })
    };
    let down = {
        let (node, is_dragged, is_locked) = (node.clone(), is_dragged.clone(), props.is_locked);
        Callback::from(move |event: PointerEvent| {
            if let Some(element) = node.cast::<Element>().filter(|_| !is_locked) {
                let _ = element.set_pointer_capture(event.pointer_id());
                is_dragged.set(true);
            }
        })
    };
    let drag = {
        let (node, is_dragged, move_to) = (node.clone(), is_dragged.clone(), move_to.clone());
        Callback::from(move |event: PointerEvent| {
            if *is_dragged && let Some(to) = position(&node, &event, most) {
                move_to.emit(to);
            }
        })
    };
    let up = {
        let is_dragged = is_dragged.clone();
        Callback::from(move |_: PointerEvent| is_dragged.set(false))
    };
    // For those who can't drag: a press beside the handle puts the cut there.
    let jump = {
        let (node, move_to) = (node.clone(), move_to.clone());
        Callback::from(move |event: PointerEvent| {
            if let Some(to) = position(&node, &event, most) {
                move_to.emit(to);
            }
        })
    };
    let key = Callback::from(move |event: KeyboardEvent| {
        let to = match event.key().as_str() {
            "ArrowLeft" | "ArrowDown" => cut.saturating_sub(1),
            "ArrowRight" | "ArrowUp" => (cut + 1).min(most),
            "Home" | "PageDown" => 0,
            "End" | "PageUp" => most,
            _ => return,
        };
        event.prevent_default();
        move_to.emit(to);
    });
    html! {
        <>
        <div class={classes!("cut-track", props.is_locked.then_some("is-locked"))} aria-hidden="true" onpointerdown={jump} />
        <div class={classes!("cut", is_dragged.then_some("is-dragged"), props.is_locked.then_some("is-locked"))}
            ref={node} role="slider" tabindex="0" aria-label={t!("cut")} aria-valuemin="0" aria-valuemax={most.to_string()}
            aria-valuenow={cut.to_string()} aria-valuetext={strings::cut_text(props.cut, &props.names)}
            aria-orientation="horizontal" aria-disabled={props.is_locked.to_string()} data-test="cut"
            title={t!("cut-hint")} onpointerdown={down} onpointermove={drag} onpointerup={up.clone()}
            onpointercancel={up} onkeydown={key}>
            <span class="cut-line" />
            <span class="cut-handle" aria-hidden="true">
                <svg viewBox="0 0 28 28" width="28" height="28"><path d="M11 9.5L6.5 14l4.5 4.5M17 9.5l4.5 4.5-4.5 4.5" /></svg>
            </span>
        </div>
        </>
    }
}

/// The position in the chain under the pointer.
fn position(cut: &NodeRef, event: &PointerEvent, most: usize) -> Option<usize> {
    let rail = cut.cast::<Element>()?.parent_element()?;
    let place = rail.get_bounding_client_rect();
    let share = (f64::from(event.client_x()) - place.left()) / place.width().max(1.0);
    Some((share.clamp(0.0, 1.0) * most as f64).round() as usize)
}
