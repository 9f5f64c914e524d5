//! A button that opens a small panel: closes by Escape, by a click elsewhere or by tabbing out, and returns the focus.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use crate::hooks::page;

/// The content of the button and of the panel.
#[derive(Properties, PartialEq)]
pub struct MenuProps {
    /// The content of the button.
    pub button: Html,
    /// The label of the button, where it has no text.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// Text of the tooltip.
    #[prop_or_default]
    pub hint: AttrValue,
    /// Class of the button.
    #[prop_or_default]
    pub class: Classes,
    /// Class of the panel.
    #[prop_or_default]
    pub panel_class: Classes,
    /// Value of `data-test`, by which tests find it.
    #[prop_or_default]
    pub test: Option<AttrValue>,
    /// Whether a click inside closes it.
    #[prop_or_default]
    pub closes_on_click: bool,
    /// The content of the panel.
    pub children: Html,
}

/// A button with a panel.
#[component]
pub fn Menu(props: &MenuProps) -> Html {
    let is_open = use_state_eq(|| false);
    let root = use_node_ref();
    let button = use_node_ref();
    let toggle = {
        let is_open = is_open.clone();
        Callback::from(move |_| is_open.set(!*is_open))
    };
    let on_key = {
        let (is_open, button) = (is_open.clone(), button.clone());
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" && *is_open {
                event.stop_propagation();
                is_open.set(false);
                page::focus(button.cast::<HtmlElement>());
            }
        })
    };
    let on_focus_out = {
        let (is_open, root) = (is_open.clone(), root.clone());
        Callback::from(move |event: FocusEvent| {
            let to = event.related_target().and_then(|t| t.dyn_into::<Element>().ok());
            let is_here = |to: &Element| root.cast::<Element>().is_some_and(|root| root.contains(Some(to)));
            // The card of a term that stands in the panel is part of it.
            let stays = to.is_some_and(|to| is_here(&to) || to.closest(".term-card").is_ok_and(|card| card.is_some()));
            if !stays {
                is_open.set(false);
            }
        })
    };
    let on_click_inside = {
        let (is_open, button, closes) = (is_open.clone(), button.clone(), props.closes_on_click);
        Callback::from(move |_: MouseEvent| {
            if closes {
                is_open.set(false);
                page::focus(button.cast::<HtmlElement>());
            }
        })
    };
    html! {
        <div class="menu" ref={root} onkeydown={on_key} onfocusout={on_focus_out}>
            <button type="button" class={props.class.clone()} ref={button} onclick={toggle} title={props.hint.clone()}
                aria-label={props.label.clone()} aria-expanded={is_open.to_string()} data-test={props.test.clone()}>
                { props.button.clone() }
            </button>
            if *is_open {
                // The panel can hold the focus, so that a click on its empty parts does not close it.
                <div class={classes!("menu-panel", props.panel_class.clone())} tabindex="-1" onclick={on_click_inside}>
                    { props.children.clone() }
                </div>
            }
        </div>
    }
}
