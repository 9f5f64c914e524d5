//! A choice of a few, all in sight.

use yew::prelude::*;

use crate::state::{Action, DisplayChange};

/// One of them: value, word and effect.
pub type Segment = (AttrValue, AttrValue, DisplayChange);

/// Makes the segment `value` with the text `word`, which changes the view by `show`.
pub fn segment(value: impl Into<AttrValue>, word: impl Into<AttrValue>, show: DisplayChange) -> Segment {
    (value.into(), word.into(), show)
}

/// What there is to choose from.
pub struct Segments<'a> {
    /// Name of the group in the document.
    pub name: &'static str,
    /// What is chosen, for those who don't see it.
    pub label: &'static str,
    /// Value, word and effect of each.
    pub lines: Vec<Segment>,
    /// The value of the chosen one.
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
