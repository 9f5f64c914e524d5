//! The three things one can do with the stage: train as set up, watch robustness travel, or compress blocks.

use layerlab_schema::Experiment;
use layerlab_words::t;
use strum::VariantArray as _;
use yew::prelude::*;

use crate::{
    settings::{Edit, Workflow},
    state::{Action, RunStatus},
    strings,
};

/// A few words over the stage.
pub fn ways(setup: &Experiment, status: &RunStatus, dispatch: &Callback<Action>) -> Html {
    let way = |way: Workflow| {
        let is_chosen = Workflow::of(setup) == way;
        let dispatch = dispatch.clone();
        let (word, hint) = strings::way(way);
        html! {
            <label class={classes!("way", is_chosen.then_some("is-chosen"))} title={hint}
                data-test={format!("way-{}", way.name())}>
                <input type="radio" class="unseen" name="way" value={way.name()} checked={is_chosen}
                    onchange={move |_| dispatch.emit(Action::Edit(Edit::Workflow(way)))} />
                { word }
            </label>
        }
    };
    html! {
        <fieldset class="ways" disabled={status.is_active()} title={status.is_active().then_some(t!("setup-locked"))}
            aria-label={t!("workflows")}>
            { for Workflow::VARIANTS.iter().copied().map(way) }
        </fieldset>
    }
}
