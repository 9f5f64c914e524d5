//! The finished runs that the page opens with, so that there is something to see at once.

use layerlab_schema::{Report, from_json};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::page;
use crate::state::Action;

/// Where they lie; `cargo xtask example` makes them.
const ADDRESS: &str = "./example.json";

/// Loads the example, where it is wanted; whether it is still on its way. Without it the page is empty, which it says itself.
#[hook]
pub fn use_example(is_wanted: bool, dispatch: Callback<Action>) -> bool {
    let is_awaited = use_state_eq(|| is_wanted);
    let awaited = is_awaited.setter();
    use_effect_with((), move |()| {
        if is_wanted {
            spawn_local(async move {
                if let Some(reports) = load().await {
                    dispatch.emit(Action::Example(reports));
                    page::mark_once_painted("example");
                }
                awaited.set(false);
            });
        }
    });
    *is_awaited
}

async fn load() -> Option<Vec<Report>> {
    from_json(&page::fetch_text(ADDRESS).await?).ok()
}
