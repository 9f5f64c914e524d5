//! The buttons beside a chart: its table, and its sound.

use layerlab_words::t;
use yew::prelude::*;

use super::icons::{Icon, glyph};
use crate::hooks::{Sound, Table};

/// Switches between a chart and its table; `test` is the name by which tests find it.
pub fn table_button(table: &Table, test: &'static str, is_empty: bool) -> Html {
    let toggle = table.toggle.clone();
    html! {
        <button type="button" class="quiet" disabled={is_empty} data-test={test} onclick={move |_| toggle.emit(())}>
            { if table.is_shown { t!("chart") } else { t!("table") } }
        </button>
    }
}

/// The keys of both, for the element that holds a chart and its table.
pub fn chart_keys(table: &Table, sound: &Sound) -> Callback<KeyboardEvent> {
    let (table, sound) = (table.on_key.clone(), sound.on_key.clone());
    Callback::from(move |event: KeyboardEvent| {
        table.emit(event.clone());
        sound.emit(event);
    })
}

/// Plays the curves of a chart, or stops them; `hint` says what is heard.
pub fn sound_button(sound: &Sound, hint: &'static str, is_empty: bool) -> Html {
    let toggle = sound.toggle.clone();
    let word = if sound.is_playing { t!("sound-stop") } else { t!("sound-play") };
    html! {
        <button type="button" class="quiet is-icon" disabled={is_empty} data-test="sound" title={hint}
            aria-label={word} aria-pressed={sound.is_playing.to_string()} onclick={move |_| toggle.emit(())}>
            { glyph(if sound.is_playing { Icon::Stop } else { Icon::Sound }) }
        </button>
    }
}
