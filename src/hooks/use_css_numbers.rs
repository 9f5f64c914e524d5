//! Numbers for the style sheet, set through the object model: the page's security policy forbids style attributes.

use web_sys::HtmlElement;
use yew::prelude::*;

/// The text of a `~style` property that sets CSS variables as an element is made: a layout that depends on them is right in the
/// first frame, where an effect would come one frame later and move what was drawn.
pub fn css_numbers<const N: usize>(numbers: [(&'static str, f64); N]) -> String {
    numbers.iter().map(|(name, value)| format!("{name}:{value};")).collect()
}

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
