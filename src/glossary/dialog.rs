//! All terms by the alphabet, with a search.

use gloo_events::EventListener;
use layerlab_words::t;
use web_sys::{Element, HtmlDialogElement, HtmlInputElement};
use yew::prelude::*;

use super::{TermName, card::definition, symbols};
use crate::hooks::page;

/// Marks its entry in the browser's history.
const ENTRY: &str = "glossary";

#[derive(Properties, PartialEq)]
pub struct GlossaryDialogProps {
    pub close: Callback<()>,
}

/// The dialog. The browser keeps the focus in it, closes it by Escape and gives the focus back.
#[component]
pub fn GlossaryDialog(props: &GlossaryDialogProps) -> Html {
    let (node, asked) = (use_node_ref(), use_state_eq(String::new));
    use_effect_with(node.clone(), |node| {
        if let Some(dialog) = node.cast::<HtmlDialogElement>() {
            let _ = dialog.show_modal();
        }
    });
    let end = {
        let node = node.clone();
        Callback::from(move |()| {
            if let Some(dialog) = node.cast::<HtmlDialogElement>() {
                dialog.close();
            }
        })
    };
    use_back(&end);
    let onclick = {
        let (node, end) = (node.clone(), end.clone());
        // Only what is around the content is the dialog itself.
        Callback::from(move |event: MouseEvent| {
            if event.target_dyn_into::<Element>() == node.cast::<Element>() {
                end.emit(());
            }
        })
    };
    let oninput = {
        let asked = asked.clone();
        Callback::from(move |event: InputEvent| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                asked.set(input.value());
            }
        })
    };
    let found = TermName::find(&asked);
    html! {
        <dialog ref={node} class="glossary" aria-labelledby="glossary-title" data-test="glossary" {onclick}
            onclose={props.close.reform(|_: Event| ())}>
            <div class="glossary-page">
                <header class="glossary-head">
                    <h2 id="glossary-title">{ t!("glossary") }</h2>
                    <label class="field glossary-search">
                        <span class="field-name">{ t!("glossary-search") }</span>
                        <input type="search" autofocus=true data-test="glossary-search" value={(*asked).clone()} {oninput} />
                    </label>
                    <small aria-live="polite">{ t!("glossary-found", terms = found.len()) }</small>
                    <button type="button" class="quiet" data-test="glossary-close" onclick={move |_| end.emit(())}>{ t!("close") }</button>
                </header>
                <div class="glossary-terms">
                    { for found.into_iter().map(|term| html! {
                        <section key={term.name()} class="glossary-term" data-glossary={term.name()}>
                            <h3>{ symbols(&term.title()) }</h3>
                            { definition(term, None) }
                        </section>
                    }) }
                </div>
            </div>
        </dialog>
    }
}

/// Ends it when a person goes back in the browser: it fills the window of a phone, so it looks like a page of its own.
#[hook]
fn use_back(end: &Callback<()>) {
    let end = end.clone();
    use_effect_with((), move |()| {
        page::push_entry(ENTRY);
        let listener = page::window().map(|window| EventListener::new(&window, "popstate", move |_| end.emit(())));
        move || {
            drop(listener);
            page::leave_entry(ENTRY);
        }
    });
}
