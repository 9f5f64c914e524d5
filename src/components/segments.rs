//! A choice between a few options, all visible.

use yew::prelude::*;

use crate::state::{Action, DisplayChange};

/// An option: its value, its text, and the change that it makes.
pub type Segment = (AttrValue, AttrValue, DisplayChange);

/// Makes the segment `value` with the text `word`, which changes the view by `show`.
pub fn segment(value: impl Into<AttrValue>, word: impl Into<AttrValue>, show: DisplayChange) -> Segment {
    (value.into(), word.into(), show)
}

/// A group of options of which one is chosen.
pub struct Segments<'a> {
    /// Name of the group in the document.
    pub name: &'static str,
    /// Label of the group for screen readers.
    pub label: &'static str,
    /// The options in display order.
    pub lines: Vec<Segment>,
    /// Value of the chosen option.
    pub chosen: AttrValue,
    pub dispatch: &'a Callback<Action>,
}

impl Segments<'_> {
    pub fn view(self) -> Html {
        let line = |(value, word, show): Segment| {
            let dispatch = self.dispatch.clone();
            let is_chosen = self.chosen == value;
            html! {
                <label class={classes!("choice-line", format!("is-{value}"), is_chosen.then_some("is-chosen"))}>
                    <input type="radio" class="unseen" name={self.name} value={value.clone()} checked={is_chosen}
                        data-test={format!("{}-{value}", self.name)}
                        onchange={move |_| dispatch.emit(Action::Display(show.clone()))} />
                    { word }
                </label>
            }
        };
        html! {
            <div class="choice" role="radiogroup" aria-label={self.label}>{ for self.lines.into_iter().map(line) }</div>
        }
    }
}
