//! How one side of the cut trains: clean, adversarial or frozen.

use layerlab_schema::{Mode, Side};
use layerlab_words::t;
use yew::prelude::*;

use super::words;
use crate::components::sign;
use crate::glossary::{Term, TermName};
use crate::settings::Edit;
use crate::state::Action;

#[derive(Properties, PartialEq)]
pub struct ModeSwitchProps {
    pub side: Side,
    /// The mode of all its layers; `None` where they differ.
    pub mode: Option<Mode>,
    /// Whether no layer is on this side.
    pub is_empty: bool,
    /// Whether it can't be changed now.
    pub is_locked: bool,
    pub dispatch: Callback<Action>,
}

/// The switch for the training mode of a side.
#[component]
pub fn ModeSwitch(props: &ModeSwitchProps) -> Html {
    let (key, word, symbol) = match props.side {
        Side::Front => ("front", t!("front"), "a"),
        Side::Rest => ("rest", t!("rest"), "b"),
    };
    let class = classes!(
        "side",
        format!("is-{key}"),
        format!("is-{}", props.mode.map_or("mixed", Mode::name)),
        props.is_empty.then_some("is-empty")
    );
    html! {
        <fieldset {class} disabled={props.is_locked || props.is_empty} aria-label={word}>
            <span class="brace" aria-hidden="true" />
            <div class="side-row">
                <legend><Term name={TermName::FrontAndRest}>{ word }{ " " }<i>{ "f" }<sub>{ symbol }</sub></i></Term></legend>
                if props.is_empty {
                    <span class="side-empty">{ t!("side-empty") }</span>
                } else {
                    <div class="segments">
                        { for Mode::ALL.map(|mode| segment(props, key, mode)) }
                    </div>
                }
            </div>
        </fieldset>
    }
}

fn segment(props: &ModeSwitchProps, key: &'static str, mode: Mode) -> Html {
    let is_chosen = props.mode == Some(mode);
    let onchange = {
        let (dispatch, side) = (props.dispatch.clone(), props.side);
        Callback::from(move |_: Event| dispatch.emit(Action::Edit(Edit::Mode(side, mode))))
    };
    html! {
        <label class={classes!("segment", format!("is-{}", mode.name()), is_chosen.then_some("is-chosen"))}
            title={words::mode_hint(mode)} data-test={format!("{key}-{}", mode.name())}
            data-chosen={is_chosen.to_string()}>
            <input type="radio" class="unseen" name={key} value={mode.name()} checked={is_chosen} {onchange} />
            { sign(mode) }<span>{ words::mode_name(mode) }</span>
        </label>
    }
}
