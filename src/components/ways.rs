//! The three things one can do with the stage: train as set up, watch robustness travel, or compress blocks.

use layerlab_schema::Experiment;
use layerlab_words::t;
use yew::prelude::*;

use crate::{
    state::{Action, Edit, Stage, Way},
    strings,
};

/// A few words over the stage.
pub fn ways(setup: &Experiment, stage: &Stage, dispatch: &Callback<Action>) -> Html {
    let way = |way: Way| {
        let is_chosen = Way::of(setup) == way;
        let dispatch = dispatch.clone();
        let (word, hint) = strings::way(way);
        html! {
            <label class={classes!("way", is_chosen.then_some("is-chosen"))} title={hint}
                data-test={format!("way-{}", way.name())}>
                <input type="radio" class="unseen" name="way" value={way.name()} checked={is_chosen}
                    onchange={move |_| dispatch.emit(Action::Edit(Edit::Way(way)))} />
                { word }
            </label>
        }
    };
    html! {
        <fieldset class="ways" disabled={stage.is_active()} title={stage.is_active().then_some(t!("setup-locked"))}
            aria-label={t!("workflows")}>
            { for Way::ALL.map(way) }
        </fieldset>
    }
}
