//! Symbols with an index inside of words.

use yew::prelude::*;

/// Words with what follows each underscore as an index, as in γ_a.
pub fn symbols(text: &str) -> Html {
    let mut parts = text.split('_');
    let first = parts.next().unwrap_or_default().to_owned();
    let rest = parts.map(|part| {
        let at = part.char_indices().nth(1).map_or(part.len(), |(at, _)| at);
        let (index, after) = part.split_at(at);
        html! { <><sub>{ index.to_owned() }</sub>{ after.to_owned() }</> }
    });
    html! { <>{ first }{ for rest }</> }
}
