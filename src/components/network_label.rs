//! The name of a network at the end of its lines; pressing it takes the lines away or brings them back.

use layerlab_schema::Role;
use yew::prelude::*;

use crate::{
    charts::tracks::role_mark,
    hooks::use_css_numbers,
    state::{Action, DisplayChange},
    strings,
};

/// Which network, and where.
#[derive(Properties, PartialEq)]
pub struct NetworkLabelProps {
    /// Which.
    pub role: Role,
    /// Its place from the top of the track, in CSS pixels.
    pub at: f64,
    /// A figure beside it.
    pub figure: Option<String>,
    /// Whether its lines are drawn.
    pub is_shown: bool,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The label.
#[component]
pub fn NetworkLabel(props: &NetworkLabelProps) -> Html {
    let node = use_node_ref();
    use_css_numbers(&node, [("--at", props.at)]);
    let (dispatch, role) = (props.dispatch.clone(), props.role);
    let class = classes!("network-label", format!("is-{}", role.name()), (!props.is_shown).then_some("is-hidden"));
    html! {
        <button type="button" ref={node} {class} aria-pressed={props.is_shown.to_string()}
            title={strings::network_hint(role, props.is_shown)} data-test={format!("lines-{}", role.name())}
            onclick={move |_| dispatch.emit(Action::Display(DisplayChange::Lines(role)))}>
            { role_mark(role) }<span>{ strings::role_name(role) }</span>
            if let Some(figure) = &props.figure {
                <span class="label-figure">{ figure }</span>
            }
        </button>
    }
}
