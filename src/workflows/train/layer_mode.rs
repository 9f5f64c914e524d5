//! How a single layer trains. The cut is the shortcut for two sides.

use layerlab_schema::Mode;
use layerlab_words::t;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::words;
use crate::{settings::Edit, state::Action};

/// The mode of a layer, and whether it can be changed.
pub struct ModeOfLayer {
    /// Position of the layer, from the input.
    pub position: usize,
    pub mode: Mode,
    pub is_locked: bool,
}

/// The list of modes under the box of a layer.
pub fn layer_mode(name: &str, of: ModeOfLayer, dispatch: &Callback<Action>) -> Html {
    let ModeOfLayer { position, mode, is_locked } = of;
    let onchange = {
        let dispatch = dispatch.clone();
        Callback::from(move |event: Event| {
            let value = event.target_dyn_into::<HtmlSelectElement>().map(|list| list.value()).unwrap_or_default();
            if let Some(mode) = Mode::ALL.into_iter().find(|mode| mode.name() == value) {
                dispatch.emit(Action::Edit(Edit::LayerMode(position, mode)));
            }
        })
    };
    html! {
        // Another key for another mode: the browser keeps the choice of a list itself.
        <select key={mode.name()} class={classes!("layer-mode", format!("is-{}", mode.name()))} disabled={is_locked}
            aria-label={t!("layer-mode", layer = name)} title={words::mode_hint(mode)}
            data-test={format!("layer-mode-{name}")} {onchange}>
            { for Mode::ALL.map(|option| html! {
                <option value={option.name()} selected={option == mode}>{ words::mode_name(option) }</option>
            }) }
        </select>
    }
}
