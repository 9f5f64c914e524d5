//! Something that stands under several layers: between two lines of the grid of its parent.

use yew::prelude::*;

use crate::hooks::use_css_numbers;

/// From which line to which, from 1.
#[derive(Properties, PartialEq)]
pub struct SpanProps {
    /// The first line.
    pub from: usize,
    /// The last line.
    pub to: usize,
    /// More classes.
    #[prop_or_default]
    pub class: Classes,
    /// What stands there.
    pub children: Html,
}

/// The place.
#[component]
pub fn Span(props: &SpanProps) -> Html {
    let node = use_node_ref();
    use_css_numbers(&node, [("--from", props.from as f64), ("--to", props.to as f64)]);
    html! { <div class={classes!("span", props.class.clone())} ref={node}>{ props.children.clone() }</div> }
}
