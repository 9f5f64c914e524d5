//! An element under several layers: between two lines of the grid of its parent element.

use yew::prelude::*;

use crate::hooks::css_numbers;

/// From which line to which, from 1.
#[derive(Properties, PartialEq)]
pub struct SpanProps {
    /// First grid line of the span, from 1.
    pub from: usize,
    /// Last grid line of the span.
    pub to: usize,
    /// Further classes of the element.
    #[prop_or_default]
    pub class: Classes,
    pub children: Html,
}

/// An element that spans columns of the layers' grid.
#[component]
pub fn Span(props: &SpanProps) -> Html {
    let place = css_numbers([("--from", props.from as f64), ("--to", props.to as f64)]);
    html! { <div class={classes!("span", props.class.clone())} ~style={place}>{ props.children.clone() }</div> }
}
