//! A field for a typed number.

use std::str::FromStr;

use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{fields::field_name, lock::use_locked};
use crate::{
    glossary::TermName,
    settings::Edit,
    state::{Action, Notice},
    strings,
};

#[derive(Properties, PartialEq)]
#[allow(unpredictable_function_pointer_comparisons, reason = "a false difference only draws the field again")]
pub struct NumberFieldProps<T: PartialEq> {
    pub label: AttrValue,
    /// The term of the glossary that the label is.
    #[prop_or_default]
    pub term: Option<TermName>,
    /// Text of the tooltip.
    #[prop_or_default]
    pub hint: AttrValue,
    pub value: T,
    /// The edit for a new value.
    pub edit: fn(T) -> Edit,
    /// The step of an arrow key.
    #[prop_or("1".into())]
    pub step: AttrValue,
    /// The largest value that makes sense, where there is one.
    #[prop_or_default]
    pub most: Option<AttrValue>,
    /// Value of `data-test`, by which tests find it.
    #[prop_or_default]
    pub test: Option<AttrValue>,
    pub dispatch: Callback<Action>,
}

/// The field. Text that is no number is refused with a sentence; the set-up checks the range.
#[component]
pub fn NumberField<T: FromStr + ToString + PartialEq + Clone + 'static>(props: &NumberFieldProps<T>) -> Html {
    let is_locked = use_locked((props.edit)(props.value.clone()));
    let onchange = {
        let (dispatch, edit) = (props.dispatch.clone(), props.edit);
        let (label, before) = (props.label.clone(), props.value.to_string());
        Callback::from(move |event: Event| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
            let text = input.value();
            // An emptied field shows its value faintly until something is typed.
            if text.trim().is_empty() {
                return;
            }
            match text.trim().parse::<T>() {
                Ok(value) => dispatch.emit(Action::Edit(edit(value))),
                Err(_) => {
                    input.set_value(&before);
                    dispatch.emit(Action::Say(Notice::problem(strings::not_a_number(&label, &text))));
                }
            }
        })
    };
    html! {
        <label class="field is-number" title={props.hint.clone()}>
            <span class="field-name">{ field_name(props.term, &props.label) }</span>
            <input type="number" value={shown(&props.value.to_string())} placeholder={props.value.to_string()}
                min="0" max={props.most.clone()} step={props.step.clone()} inputmode="decimal"
                disabled={is_locked} data-test={props.test.clone()} {onchange} />
        </label>
    }
}

/// A number for display: a long fraction is shortened; the value itself stays exact.
fn shown(value: &str) -> String {
    match value.parse::<f64>() {
        Ok(number) if value.contains('.') && value.len() > 7 && number >= 0.001 => {
            let short = format!("{number:.5}");
            short.trim_end_matches('0').to_owned()
        }
        Ok(_) | Err(_) => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn long_fractions_are_shown_short() {
        assert_eq!(
            [shown("0.03333333333333333"), shown("0.05"), shown("64"), shown("x")],
            ["0.03333", "0.05", "64", "x"]
        );
    }
}
