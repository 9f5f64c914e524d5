//! The sides of the cut in a guided run: the front becomes robust and freezes, the rest is fine-tuned as one chooses.

use layerlab_spec::{Mode, Objective};
use yew::prelude::*;

use super::sign::Sign;
use crate::{
    state::{Action, Edit},
    strings,
};

/// What it shows.
#[derive(Properties, PartialEq)]
pub struct TransferSidesProps {
    /// What f_b is fine-tuned for.
    pub objectives: Vec<Objective>,
    /// Whether it can't be changed now.
    pub is_locked: bool,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// Both sides.
#[component]
pub fn TransferSides(props: &TransferSidesProps) -> Html {
    html! {
        <div class="sides">
            <div class="side is-front is-adversarial">
                <span class="brace" aria-hidden="true" />
                <div class="side-row">
                    <p class="side-says">{ strings::FRONT }{ " " }<i>{ "f" }<sub>{ "a" }</sub></i></p>
                    <p class="side-does"><Sign mode={Mode::Adversarial} />{ strings::FRONT_ROBUST }</p>
                    <p class="side-does is-frozen"><Sign mode={Mode::Frozen} />{ strings::FRONT_FROZEN }</p>
                </div>
            </div>
            <fieldset class="side is-rest is-tuned" disabled={props.is_locked}>
                <span class="brace" aria-hidden="true" />
                <div class="side-row">
                    <legend>{ strings::REST }{ " " }<i>{ "f" }<sub>{ "b" }</sub></i>{ " " }{ strings::TUNED_ON }</legend>
                    <div class="segments" role="radiogroup" aria-label={strings::OBJECTIVE}>
                        { for [Objective::Adversarial, Objective::Clean].map(|objective| segment(props, objective)) }
                    </div>
                </div>
            </fieldset>
        </div>
    }
}

fn segment(props: &TransferSidesProps, objective: Objective) -> Html {
    let is_chosen = props.objectives.contains(&objective);
    let dispatch = props.dispatch.clone();
    let mode = match objective {
        Objective::Adversarial => Mode::Adversarial,
        Objective::Clean => Mode::Clean,
    };
    html! {
        <label class={classes!("segment", format!("is-{}", mode.name()), is_chosen.then_some("is-chosen"))}
            title={strings::objective_hint(objective)} data-test={format!("objective-{}", objective.name())}
            data-chosen={is_chosen.to_string()}>
            <input type="radio" class="unseen" name="objective" value={objective.name()} checked={is_chosen}
                onchange={move |_| dispatch.emit(Action::Edit(Edit::Objective(objective)))} />
            <Sign {mode} /><span>{ strings::objective_name(objective) }</span>
        </label>
    }
}
