//! A word on the page that the glossary explains.

use web_sys::{Element, HtmlElement};
use yew::prelude::*;

use super::{
    TermName,
    host::{GlossaryEvent, Place, use_glossary},
    symbols,
};

#[derive(Properties, PartialEq)]
pub struct TermProps {
    pub name: TermName,
    /// The word as it stands on the page; else the name of the term.
    #[prop_or_default]
    pub children: Html,
}

/// The word: pressed, hovered or focused it shows its definition.
///
/// It has the role of a button and is none: it stands in labels of controls, which would otherwise belong to it, and in
/// groups that are disabled during a run, when one reads most.
#[component]
pub fn Term(props: &TermProps) -> Html {
    let glossary = use_glossary();
    let (node, term) = (use_node_ref(), props.name);
    let send = {
        let (node, events) = (node.clone(), glossary.events.clone());
        Callback::from(move |what: fn(TermName, Place) -> GlossaryEvent| {
            if let Some(element) = node.cast::<HtmlElement>() {
                events.emit(what(term, Place::of(element)));
            }
        })
    };
    let onclick = {
        let send = send.clone();
        // Inside a label, the click would otherwise go on to the label's control.
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            event.stop_propagation();
            send.emit(GlossaryEvent::Press);
        })
    };
    let onkeydown = {
        let send = send.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Enter" || event.key() == " " {
                event.prevent_default();
                event.stop_propagation();
                send.emit(GlossaryEvent::Press);
            }
        })
    };
    let onpointerenter = {
        let send = send.clone();
        Callback::from(move |event: PointerEvent| {
            if event.pointer_type() == "mouse" {
                send.emit(GlossaryEvent::Point);
            }
        })
    };
    let onfocus = Callback::from(move |event: FocusEvent| {
        // A press by pointer moves the focus too; only that by keys asks for the definition.
        let element = event.target_dyn_into::<Element>();
        if element.is_some_and(|element| element.matches(":focus-visible").unwrap_or(false)) {
            send.emit(GlossaryEvent::Point);
        }
    });
    let leave = glossary.events.reform(|()| GlossaryEvent::Leave);
    let is_open = glossary.open == Some(term);
    html! {
        <span class="term" ref={node} role="button" tabindex="0" aria-haspopup="dialog" aria-expanded={is_open.to_string()}
            aria-describedby={is_open.then_some("term-says")} data-term={term.name()} {onclick} {onkeydown} {onpointerenter}
            {onfocus} onblur={let leave = leave.clone(); move |_: FocusEvent| leave.emit(())}
            onpointerleave={move |_: PointerEvent| leave.emit(())}>
            if props.children == Html::default() {
                { symbols(&term.title()) }
            } else {
                { props.children.clone() }
            }
        </span>
    }
}
