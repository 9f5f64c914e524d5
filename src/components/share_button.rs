//! Share: puts the whole set-up into the address and copies it.

use std::rc::Rc;

use gloo_timers::callback::Timeout;
use layerlab_words::t;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::{
    hooks::page,
    settings::Settings,
    share,
    state::{Action, Notice},
};

#[derive(Properties, PartialEq)]
pub struct ShareButtonProps {
    pub settings: Rc<Settings>,
    pub dispatch: Callback<Action>,
}

/// The button; it confirms the copy for two seconds.
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
                    dispatch.emit(Action::Say(Notice::info(t!("link-not-copied"))));
                }
            });
        })
    };
    html! {
        <span class="share">
            <button type="button" class="quiet" title={t!("share-hint")} data-test="share" {onclick}>
                { t!("share") }
            </button>
            <span aria-live="polite">
                if *copied {
                    <span class="bubble">{ t!("link-copied") }</span>
                }
            </span>
        </span>
    }
}
