//! Share: puts the whole set-up into the address and copies it.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::{
    hooks::page,
    settings::Settings,
    share,
    state::{Action, Notice},
    strings,
};

/// What is shared.
#[derive(Properties, PartialEq)]
pub struct ShareButtonProps {
    /// What the person has chosen.
    pub settings: Rc<Settings>,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The button; it says for two seconds that it worked.
#[component]
pub fn ShareButton(props: &ShareButtonProps) -> Html {
    let copied = use_state_eq(|| false);
    let onclick = {
        let (settings, dispatch, copied) = (props.settings.clone(), props.dispatch.clone(), copied.setter());
        Callback::from(move |_| {
            page::replace_hash(&share::write(&settings.completed()));
            let (dispatch, copied) = (dispatch.clone(), copied.clone());
            spawn_local(async move {
                if page::copy_address().await {
                    copied.set(true);
                    Timeout::new(2_000, move || copied.set(false)).forget();
                } else {
                    dispatch.emit(Action::Say(Notice::info(strings::LINK_NOT_COPIED)));
                }
            });
        })
    };
    html! {
        <span class="share">
            <button type="button" class="quiet" title={strings::SHARE_HINT} data-test="share" {onclick}>
                { strings::SHARE }
            </button>
            <span aria-live="polite">
                if *copied {
                    <span class="bubble">{ strings::LINK_COPIED }</span>
                }
            </span>
        </span>
    }
}
