//! The sides of the cut in a transfer: the front becomes robust and freezes, the rest is fine-tuned as one chooses.

use layerlab_schema::{Mode, Objective};
use layerlab_words::t;
use yew::prelude::*;

use super::words;
use crate::components::sign;
use crate::glossary::{Term, TermName};
use crate::settings::Edit;
use crate::state::{Action, RunStatus};

/// The captions of both sides of the cut.
pub fn transfer_sides(objectives: &[Objective], status: &RunStatus, dispatch: &Callback<Action>) -> Html {
    html! {
        <div class="sides">
            <div class="side is-front is-adversarial">
                <span class="brace" aria-hidden="true" />
                <div class="side-row">
                    <p class="side-says">
                        <Term name={TermName::FrontAndRest}>{ t!("front") }{ " " }<i>{ "f" }<sub>{ "a" }</sub></i></Term>
                    </p>
                    <p class="side-does">{ sign(Mode::Adversarial) }{ t!("front-robust") }</p>
                    <p class="side-does is-frozen">{ sign(Mode::Frozen) }<Term name={TermName::Frozen}>{ t!("front-frozen") }</Term></p>
                </div>
            </div>
            <fieldset class="side is-rest is-tuned" disabled={status.is_active()}>
                <span class="brace" aria-hidden="true" />
                <div class="side-row">
                    <legend>{ t!("rest") }{ " " }<i>{ "f" }<sub>{ "b" }</sub></i>{ " " }<Term name={TermName::FineTune}>{ t!("fine-tuned-on") }</Term></legend>
                    <div class="segments" role="radiogroup" aria-label={t!("objective")}>
                        { for [Objective::Adversarial, Objective::Clean].map(|objective| segment(objectives, objective, dispatch)) }
                    </div>
                </div>
            </fieldset>
        </div>
    }
}

fn segment(objectives: &[Objective], objective: Objective, dispatch: &Callback<Action>) -> Html {
    let is_chosen = objectives.contains(&objective);
    let dispatch = dispatch.clone();
    let mode = match objective {
        Objective::Adversarial => Mode::Adversarial,
        Objective::Clean => Mode::Clean,
    };
    html! {
        <label class={classes!("segment", format!("is-{}", mode.name()), is_chosen.then_some("is-chosen"))}
            title={words::objective_hint(objective)} data-test={format!("objective-{}", objective.name())}
            data-chosen={is_chosen.to_string()}>
            <input type="radio" class="unseen" name="objective" value={objective.name()} checked={is_chosen}
                onchange={move |_| dispatch.emit(Action::Edit(Edit::Objective(objective)))} />
            { sign(mode) }<span>{ words::objective_name(objective) }</span>
        </label>
    }
}
