//! A choice of a few, all in sight.

use yew::prelude::*;

use crate::state::{Action, Show};

/// What there is to choose from.
#[derive(Properties, PartialEq)]
pub struct SegmentsProps {
    /// Name of the group in the document.
    pub name: AttrValue,
    /// What is chosen, for those who don't see it.
    pub label: AttrValue,
    /// Value, word and effect of each.
    pub lines: Vec<(&'static str, &'static str, Show)>,
    /// The value of the chosen one.
    pub chosen: AttrValue,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The choice.
#[component]
pub fn Segments(props: &SegmentsProps) -> Html {
    html! {
        <div class="choice" role="radiogroup" aria-label={props.label.clone()}>
            { for props.lines.iter().map(|&(value, word, show)| {
                let dispatch = props.dispatch.clone();
                let is_chosen = props.chosen == value;
                html! {
                    <label class={classes!("choice-line", format!("is-{value}"), is_chosen.then_some("is-chosen"))}>
                        <input type="radio" class="unseen" name={props.name.clone()} {value} checked={is_chosen}
                            data-test={format!("{}-{value}", props.name)}
                            onchange={move |_| dispatch.emit(Action::Show(show))} />
                        { word }
                    </label>
                }
            }) }
        </div>
    }
}
