//! The name of a network at the end of its lines; pressing it hides or shows them.

use layerlab_schema::Role;
use yew::prelude::*;

use super::words;
use crate::charts::role_mark;
use crate::hooks::use_css_numbers;
use crate::state::{Action, DisplayChange};

#[derive(Properties, PartialEq)]
pub struct NetworkLabelProps {
    pub role: Role,
    /// Its place from the top of the track, in CSS pixels.
    pub at: f64,
    /// A figure beside the name.
    pub figure: Option<String>,
    /// Whether the network is drawn.
    pub is_shown: bool,
    pub dispatch: Callback<Action>,
}

#[component]
pub fn NetworkLabel(props: &NetworkLabelProps) -> Html {
    let node = use_node_ref();
    use_css_numbers(&node, [("--at", props.at)]);
    let (dispatch, role) = (props.dispatch.clone(), props.role);
    let class = classes!("network-label", format!("is-{}", role.name()), (!props.is_shown).then_some("is-hidden"));
    html! {
        <button type="button" ref={node} {class} aria-pressed={props.is_shown.to_string()}
            title={words::network_hint(role, props.is_shown)} data-test={format!("lines-{}", role.name())}
            onclick={move |_| dispatch.emit(Action::Display(DisplayChange::Lines(role)))}>
            { role_mark(role) }<span>{ words::role_name(role) }</span>
            if let Some(figure) = &props.figure {
                <span class="label-figure">{ figure }</span>
            }
        </button>
    }
}
