//! A definition (the picture, the two sentences, the formula), and the card that shows one beside its word.

use layerlab_words::t;
use wasm_bindgen::JsCast;
use web_sys::Node;
use yew::prelude::*;

use super::{
    TermName,
    formulas::formula,
    host::{GlossaryEvent, Shown},
    pictures::picture,
    symbols,
};
use crate::hooks::use_css_numbers;

#[derive(Properties, PartialEq)]
pub(super) struct TermCardProps {
    pub shown: Shown,
    pub node: NodeRef,
    pub events: Callback<GlossaryEvent>,
}

/// The definition beside its word. It stays as long as the pointer or the focus is on either.
#[component]
pub(super) fn TermCard(props: &TermCardProps) -> Html {
    let Shown { term, place, .. } = &props.shown;
    let (x, y) = place.corner();
    use_css_numbers(&props.node, [("--x", x), ("--y", y)]);
    let send = |event: fn() -> GlossaryEvent| props.events.reform(move |()| event());
    let (stay, leave) = (send(|| GlossaryEvent::Stay), send(|| GlossaryEvent::Leave));
    let onfocusout = {
        let (node, events) = (props.node.clone(), props.events.clone());
        Callback::from(move |event: FocusEvent| {
            let to = event.related_target().and_then(|to| to.dyn_into::<Node>().ok());
            let stays = node.cast::<Node>().is_some_and(|card| to.is_some_and(|to| card.contains(Some(&to))));
            if !stays {
                events.emit(GlossaryEvent::Close);
            }
        })
    };
    html! {
        <div ref={props.node.clone()} class={classes!("term-card", place.is_low().then_some("is-above"))} role="dialog" tabindex="-1"
            aria-labelledby="term-title" data-test="term-card" {onfocusout}
            onpointerenter={move |_: PointerEvent| stay.emit(())} onpointerleave={move |_: PointerEvent| leave.emit(())}>
            <h2 id="term-title">{ symbols(&term.title()) }</h2>
            { definition(*term, Some("term-says")) }
            <div class="term-actions">
                <button type="button" class="quiet" onclick={props.events.reform(|_| GlossaryEvent::All)} data-test="term-all">
                    { t!("glossary-all") }
                </button>
                <button type="button" class="quiet" onclick={props.events.reform(|_| GlossaryEvent::Close)} data-test="term-close">
                    { t!("close") }
                </button>
            </div>
        </div>
    }
}

/// The picture, the sentences and the formula of a term, under its heading; its sentences have the `id`.
pub(super) fn definition(term: TermName, id: Option<&'static str>) -> Html {
    html! {
        <>
            { picture(term) }
            <p class="term-says" {id}>{ symbols(&term.says()) }</p>
            if let Some(signs) = formula(term) {
                <details class="term-more">
                    <summary>{ t!("glossary-formula") }</summary>
                    // The signs are this program's own (formulas.rs); browsers read MathML in a page's source only.
                    { Html::from_html_unchecked(format!("<math display=\"block\">{signs}</math>").into()) }
                </details>
            }
        </>
    }
}
