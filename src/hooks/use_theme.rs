//! The colour scheme: as the address or a person wants it; what a person chooses is remembered on this machine.

use web_sys::Storage;
use yew::prelude::*;

use super::page;
use crate::embed::Theme;

const KEY: &str = "layerlab-theme";

fn storage() -> Option<Storage> {
    page::window().and_then(|w| w.local_storage().ok().flatten())
}

fn remembered() -> Theme {
    let name = storage().and_then(|s| s.get_item(KEY).ok().flatten());
    name.and_then(|name| Theme::named(&name)).unwrap_or_default()
}

fn show(theme: Theme) {
    let document = page::window().and_then(|w| w.document());
    if let Some(root) = document.and_then(|d| d.document_element()) {
        let _ = root.set_attribute("data-theme", theme.name());
    }
}

fn remember(theme: Theme) {
    if let Some(storage) = storage() {
        let _ = storage.set_item(KEY, theme.name());
    }
}

/// The theme, and a callback that switches to the next one. It begins with the one that the address asks for.
#[hook]
pub fn use_theme(asked: Option<Theme>) -> (Theme, Callback<()>) {
    let theme = use_state_eq(|| asked.unwrap_or_else(remembered));
    use_effect_with(*theme, |theme| show(*theme));
    let turn = {
        let theme = theme.clone();
        Callback::from(move |()| {
            let next = theme.next();
            // Only what somebody chooses here is remembered, not what a frame's address asks for.
            remember(next);
            theme.set(next);
        })
    };
    (*theme, turn)
}
