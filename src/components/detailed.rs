//! A part of the page that the simple view leaves out: [`Detail::shows`] decides, and nobody else.

use yew::prelude::*;

use crate::state::{Detail, Part};

/// How much the page shows; everything where nothing else was said.
#[hook]
pub fn use_detail() -> Detail {
    use_context::<Detail>().unwrap_or(Detail::Full)
}

#[derive(Properties, PartialEq)]
pub struct DetailedProps {
    pub part: Part,
    pub children: Html,
}

/// What it holds, where the page shows this part.
#[component]
pub fn Detailed(props: &DetailedProps) -> Html {
    if use_detail().shows(props.part) {
        props.children.clone()
    } else {
        html! {}
    }
}
