//! Light, dark, or as the system has it; remembered on this machine.

use yew::prelude::*;

use super::page;

/// The colour scheme of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    /// The scheme of the system.
    Auto,
    Light,
    Dark,
}

const KEY: &str = "layerlab-theme";

impl Theme {
    /// The name that the style sheet reads.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The next one in the round.
    pub fn next(self) -> Self {
        match self {
            Self::Auto => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::Auto,
        }
    }

    fn remembered() -> Self {
        let storage = page::window().and_then(|w| w.local_storage().ok().flatten());
        match storage.and_then(|s| s.get_item(KEY).ok().flatten()).as_deref() {
            Some("light") => Self::Light,
            Some("dark") => Self::Dark,
            Some(_) | None => Self::Auto,
        }
    }

    fn show(self) {
        let Some(window) = page::window() else { return };
        if let Some(root) = window.document().and_then(|d| d.document_element()) {
            let _ = root.set_attribute("data-theme", self.name());
        }
        if let Ok(Some(storage)) = window.local_storage() {
            let _ = storage.set_item(KEY, self.name());
        }
    }
}

/// The theme, and a callback that switches to the next one.
#[hook]
pub fn use_theme() -> (Theme, Callback<()>) {
    let theme = use_state_eq(Theme::remembered);
    use_effect_with(*theme, |theme| theme.show());
    let turn = {
        let theme = theme.clone();
        Callback::from(move |()| theme.set(theme.next()))
    };
    (*theme, turn)
}
