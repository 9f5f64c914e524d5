//! Numbers for the style sheet, set through the object model: the page's security policy forbids style attributes.

use web_sys::HtmlElement;
use yew::prelude::*;

/// Keeps CSS variables of the element at `node` current.
#[hook]
pub fn use_css_numbers<const N: usize>(node: &NodeRef, numbers: [(&'static str, f64); N]) {
    use_effect_with((node.clone(), numbers.to_vec()), |(node, numbers)| {
        if let Some(element) = node.cast::<HtmlElement>() {
            for (name, value) in numbers {
                let _ = element.style().set_property(name, &value.to_string());
            }
        }
    });
}
