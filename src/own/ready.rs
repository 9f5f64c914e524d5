//! The networks for digits that come with the page: a drawing is answered before anything was trained.

use layerlab_schema::Role;
use layerlab_words::t;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::{
    hooks::page,
    state::{Action, OwnAction, Subject, WeightsOrigin},
    strings,
};

/// Those that there are; `cargo xtask example` makes them.
const NETWORKS: [Role; 2] = [Role::Normal, Role::Robust];

/// Loads the normal one where there is no network to ask.
#[hook]
pub fn use_ready_network(subject: &Option<Subject>, dispatch: &Callback<Action>) {
    let dispatch = dispatch.clone();
    use_effect_with(subject.is_none(), move |is_missing| {
        if *is_missing {
            load(Role::Normal, dispatch);
        }
    });
}

/// The choice between them, while one of them is asked.
pub fn ready_networks(subject: &Option<Subject>, dispatch: &Callback<Action>) -> Html {
    let Some(Subject { role: Some(asked), step: None, .. }) = subject else { return html! {} };
    let choice = |role: Role| {
        let dispatch = dispatch.clone();
        let is_chosen = role == *asked;
        html! {
            <label class={classes!("choice-line", is_chosen.then_some("is-chosen"))}>
                <input type="radio" class="unseen" name="ready-network" checked={is_chosen}
                    data-test={format!("ready-{}", role.name())} onchange={move |_| load(role, dispatch.clone())} />
                { strings::role_name(role) }
            </label>
        }
    };
    html! {
        <div class="choice" role="radiogroup" aria-label={t!("own-ready")}>{ for NETWORKS.map(choice) }</div>
    }
}

fn load(role: Role, dispatch: Callback<Action>) {
    spawn_local(async move {
        // Without it the panel says how to get a network.
        if let Some(weights) = page::fetch_bytes(&format!("./digits/{}.safetensors", role.name())).await {
            dispatch.emit(Action::Own(OwnAction::Weights(WeightsOrigin::Page(role), weights)));
        }
    });
}
