//! A chart that turns into its table and back, by a button or by T on either of them.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::page;

/// Whether the table is shown, and what switches.
pub struct Table {
    /// Whether the table is shown in place of the chart.
    pub is_shown: bool,
    /// Switches between the two.
    pub toggle: Callback<()>,
    /// Switches on T; for the element that holds both.
    pub on_key: Callback<KeyboardEvent>,
}

/// The state of a chart with a table; both are in the element at `place`, and the first that can have the focus there gets it
/// after T, because the one that had it is gone.
#[hook]
pub fn use_table(place: &NodeRef) -> Table {
    let is_shown = use_state_eq(|| false);
    let is_by_key = use_mut_ref(|| false);
    use_effect_with((*is_shown, place.clone()), {
        let is_by_key = is_by_key.clone();
        move |(_, place)| {
            if is_by_key.replace(false) {
                page::focus(first_stop(place));
            }
        }
    });
    let toggle = {
        let is_shown = is_shown.clone();
        Callback::from(move |()| is_shown.set(!*is_shown))
    };
    let on_key = {
        let toggle = toggle.clone();
        Callback::from(move |event: KeyboardEvent| {
            let is_plain = !(event.ctrl_key() || event.meta_key() || event.alt_key());
            if is_plain && event.key().eq_ignore_ascii_case("t") {
                is_by_key.replace(true);
                toggle.emit(());
            }
        })
    };
    Table { is_shown: *is_shown, toggle, on_key }
}

/// The first element in `place` that the Tab key reaches. An SVG takes the focus as HTML does.
fn first_stop(place: &NodeRef) -> Option<HtmlElement> {
    let found = place.cast::<Element>()?.query_selector("[tabindex='0']").ok()??;
    Some(found.unchecked_into())
}
