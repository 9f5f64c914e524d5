//! The two things one can do with the stage: train as set up, or watch robustness travel.

use yew::prelude::*;

use crate::{
    state::{Action, Edit},
    strings,
};

/// Which one.
#[derive(Properties, PartialEq)]
pub struct WaysProps {
    /// Whether it is the guided run.
    pub is_guided: bool,
    /// Whether it can't be changed now.
    pub is_locked: bool,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// Two words over the stage.
#[component]
pub fn Ways(props: &WaysProps) -> Html {
    let way = |guided: bool, name: &'static str, (word, hint): (&'static str, &'static str)| {
        let is_chosen = props.is_guided == guided;
        let dispatch = props.dispatch.clone();
        html! {
            <label class={classes!("way", is_chosen.then_some("is-chosen"))} title={hint}>
                <input type="radio" class="unseen" name="way" value={name} checked={is_chosen}
                    data-test={format!("way-{name}")}
                    onchange={move |_| dispatch.emit(Action::Edit(Edit::Guide(guided)))} />
                { word }
            </label>
        }
    };
    html! {
        <fieldset class="ways" disabled={props.is_locked} title={props.is_locked.then_some(strings::SETUP_LOCKED)}
            aria-label={strings::WAYS}>
            { way(false, "free", strings::WAY_FREE) }
            { way(true, "guided", strings::WAY_GUIDED) }
        </fieldset>
    }
}
