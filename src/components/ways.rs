//! The two things one can do with the stage: train as set up, or watch robustness travel.

use layerlab_spec::Experiment;
use yew::prelude::*;

use crate::{
    state::{Action, Edit, Stage},
    strings,
};

/// Two words over the stage.
pub fn ways(setup: &Experiment, stage: &Stage, dispatch: &Callback<Action>) -> Html {
    let way = |guided: bool, name: &'static str, (word, hint): (&'static str, &'static str)| {
        let is_chosen = setup.protocol.is_some() == guided;
        let dispatch = dispatch.clone();
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
        <fieldset class="ways" disabled={stage.is_active()} title={stage.is_active().then_some(strings::SETUP_LOCKED)}
            aria-label={strings::WAYS}>
            { way(false, "free", strings::WAY_FREE) }
            { way(true, "guided", strings::WAY_GUIDED) }
        </fieldset>
    }
}
