//! Small controls of the set-up: a list to choose from, and a switch.

use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use super::lock::use_locked;
use crate::{
    glossary::{Term, TermName},
    settings::Edit,
    state::Action,
};

/// One option of a list.
#[derive(Clone, PartialEq)]
pub struct Line {
    /// Its name in links and tests.
    pub value: &'static str,
    pub label: AttrValue,
    /// Why it can't be chosen now, if so.
    pub is_off: bool,
    /// The edit that choosing this option makes.
    pub edit: Edit,
}

/// A labelled list to choose from.
#[derive(Properties, PartialEq)]
pub struct ListFieldProps {
    pub label: AttrValue,
    /// The term of the glossary that the label is.
    #[prop_or_default]
    pub term: Option<TermName>,
    /// Text of the tooltip.
    #[prop_or_default]
    pub hint: AttrValue,
    /// The options, in display order.
    pub lines: Vec<Line>,
    /// The value of the chosen one.
    pub chosen: AttrValue,
    /// Value of `data-test`, by which tests find it.
    #[prop_or_default]
    pub test: Option<AttrValue>,
    pub dispatch: Callback<Action>,
}

#[component]
pub fn ListField(props: &ListFieldProps) -> Html {
    let node = use_node_ref();
    // The browser keeps the choice of a list itself; it is set again whenever the set-up changes.
    use_effect_with((node.clone(), props.chosen.clone()), |(node, chosen)| {
        if let Some(select) = node.cast::<HtmlSelectElement>() {
            select.set_value(chosen);
        }
    });
    // All of its lines make the same kind of change.
    let is_locked = use_locked(props.lines.first().map_or(Edit::UntilStopped(false), |line| line.edit));
    let onchange = {
        let (lines, dispatch) = (props.lines.clone(), props.dispatch.clone());
        Callback::from(move |event: Event| {
            let value = event.target_dyn_into::<HtmlSelectElement>().map(|s| s.value()).unwrap_or_default();
            if let Some(line) = lines.iter().find(|line| line.value == value) {
                dispatch.emit(Action::Edit(line.edit));
            }
        })
    };
    html! {
        <label class="field" title={props.hint.clone()}>
            <span class="field-name">{ field_name(props.term, &props.label) }</span>
            <select ref={node} disabled={is_locked} data-test={props.test.clone()} {onchange}>
                { for props.lines.iter().map(|line| html! {
                    <option value={line.value} selected={props.chosen == line.value}
                        disabled={line.is_off && props.chosen != line.value}>{ line.label.clone() }</option>
                }) }
            </select>
        </label>
    }
}

/// The name of a field, which the glossary may explain.
pub fn field_name(term: Option<TermName>, label: &AttrValue) -> Html {
    match term {
        Some(name) => html! { <Term {name}>{ label.clone() }</Term> },
        None => html! { { label.clone() } },
    }
}

/// A labelled switch.
#[derive(Properties, PartialEq)]
#[allow(unpredictable_function_pointer_comparisons, reason = "a false difference only draws the field again")]
pub struct SwitchFieldProps {
    pub label: AttrValue,
    /// Whether it is on.
    pub is_on: bool,
    pub edit: fn(bool) -> Edit,
    /// Value of `data-test`, by which tests find it.
    #[prop_or_default]
    pub test: Option<AttrValue>,
    pub dispatch: Callback<Action>,
}

#[component]
pub fn SwitchField(props: &SwitchFieldProps) -> Html {
    let is_locked = use_locked((props.edit)(props.is_on));
    let onchange = {
        let (edit, dispatch) = (props.edit, props.dispatch.clone());
        Callback::from(move |event: Event| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                dispatch.emit(Action::Edit(edit(input.checked())));
            }
        })
    };
    html! {
        <label class="field is-switch">
            <input type="checkbox" checked={props.is_on} disabled={is_locked} data-test={props.test.clone()} {onchange} />
            <span>{ props.label.clone() }</span>
        </label>
    }
}
