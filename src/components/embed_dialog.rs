//! Embed: choose what a frame shows, and copy the HTML that puts it into another page.

use std::{cell::RefCell, rc::Rc};

use layerlab_words::t;
use strum::VariantArray as _;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlDialogElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement};
use yew::prelude::*;

use super::icons::{Icon, glyph};
use crate::{
    embed::{FrameChoice, Panel, Theme, snippet},
    hooks::page,
    settings::Settings,
    share, strings,
};

#[derive(Properties, PartialEq)]
pub struct EmbedButtonProps {
    pub settings: Rc<Settings>,
    /// The question that the page asks, as the title of the frame.
    pub question: &'static str,
    /// The link of the finished run with its figures, where one can hold them.
    pub result: Option<String>,
    /// The panels that there are to choose from.
    pub panels: Vec<Panel>,
}

/// The button, and the dialog that it opens. The browser's own dialog keeps the focus inside, closes by Escape and gives
/// the focus back.
#[component]
pub fn EmbedButton(props: &EmbedButtonProps) -> Html {
    let is_open = use_state_eq(|| false);
    // Kept while the page is open: the next frame of a lecture is much like the last one.
    let last = use_mut_ref(|| None::<FrameChoice>);
    let node = use_node_ref();
    use_effect_with((*is_open, node.clone()), |(is_open, node)| {
        if let Some(dialog) = node.cast::<HtmlDialogElement>().filter(|dialog| *is_open && !dialog.open()) {
            let _ = dialog.show_modal();
        }
    });
    let open = {
        let is_open = is_open.setter();
        Callback::from(move |_: MouseEvent| is_open.set(true))
    };
    let close = {
        let node = node.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(dialog) = node.cast::<HtmlDialogElement>() {
                dialog.close();
            }
        })
    };
    let closed = {
        let is_open = is_open.setter();
        Callback::from(move |_: Event| is_open.set(false))
    };
    html! {
        <>
            <button type="button" class="quiet embed-button" title={t!("embed-hint")} aria-haspopup="dialog"
                data-test="embed" onclick={open}>
                { glyph(Icon::Code) }<span>{ t!("embed") }</span>
            </button>
            <dialog ref={node} class="dialog" aria-labelledby="embed-title" onclose={closed} data-test="embed-dialog">
                if *is_open {
                    <div class="dialog-head">
                        <h2 id="embed-title">{ t!("embed-title") }</h2>
                        <button type="button" class="quiet is-icon" aria-label={t!("close")} title={t!("close")}
                            onclick={close}>
                            { glyph(Icon::Close) }
                        </button>
                    </div>
                    <EmbedForm settings={props.settings.clone()} question={props.question} panels={props.panels.clone()}
                        result={props.result.clone()} last={Remembered(last)} />
                }
            </dialog>
        </>
    }
}

/// The choices of the last frame; always the same cell.
#[derive(Clone)]
struct Remembered(Rc<RefCell<Option<FrameChoice>>>);

impl PartialEq for Remembered {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(Properties, PartialEq)]
struct EmbedFormProps {
    settings: Rc<Settings>,
    question: &'static str,
    panels: Vec<Panel>,
    result: Option<String>,
    last: Remembered,
}

/// The choices and the HTML that they make.
#[component]
fn EmbedForm(props: &EmbedFormProps) -> Html {
    let choice = use_state_eq(|| {
        let usual = || props.panels.iter().copied().filter(|panel| panel.is_usual()).collect();
        let mut choice = props.last.0.borrow().clone().unwrap_or_else(|| FrameChoice {
            panels: usual(),
            theme: Theme::Auto,
            starts: false,
            has_result: false,
            size: (960, 640),
        });
        // Another workflow has other panels.
        choice.panels.retain(|panel| props.panels.contains(panel));
        if choice.panels.is_empty() {
            choice.panels = usual();
        }
        choice
    });
    let change = {
        let (choice, last) = (choice.clone(), props.last.0.clone());
        Callback::from(move |edit: Edit| {
            let changed = edit.of(&choice);
            *last.borrow_mut() = Some(changed.clone());
            choice.set(changed);
        })
    };
    let with_result = props.result.clone().filter(|_| choice.has_result);
    let link = with_result.unwrap_or_else(|| share::write(&props.settings.completed()));
    let address = choice.address(&page::base_address(), page::query("lang").as_deref(), &link);
    let title = t!("embed-frame-title", question = props.question);
    let html = snippet(&choice, &address, &title);
    html! {
        <form class="embed-form" method="dialog">
            <fieldset class="embed-panels">
                <legend>{ t!("embed-panels") }</legend>
                { for props.panels.iter().map(|panel| panel_line(*panel, &choice, &change)) }
            </fieldset>
            <div class="embed-row">
                { theme_field(&choice, &change) }
                { size_field(t!("embed-width"), "embed-width", choice.size.0, &change, Edit::Width) }
                { size_field(t!("embed-height"), "embed-height", choice.size.1, &change, Edit::Height) }
                <label class="field is-switch" title={t!("embed-autoplay-hint")}>
                    <input type="checkbox" checked={choice.starts} data-test="embed-autoplay"
                        onchange={change.reform(|_: Event| Edit::Autoplay)} />
                    <span>{ t!("embed-autoplay") }</span>
                </label>
                { result_field(&choice, props.result.is_some(), &change) }
            </div>
            <Snippet {html} {address} />
        </form>
    }
}

/// One change of the choices.
enum Edit {
    Panel(Panel),
    Theme(Theme),
    Width(u32),
    Height(u32),
    Autoplay,
    Result,
}

impl Edit {
    fn of(self, choice: &FrameChoice) -> FrameChoice {
        let mut choice = choice.clone();
        match self {
            // In the order of the page, whatever the order of the clicks.
            Self::Panel(panel) => {
                let is_chosen = |other: &Panel| choice.panels.contains(other) != (*other == panel);
                choice.panels = Panel::VARIANTS.iter().copied().filter(is_chosen).collect();
            }
            Self::Theme(theme) => choice.theme = theme,
            Self::Width(width) => choice.size.0 = width,
            Self::Height(height) => choice.size.1 = height,
            Self::Autoplay => choice.starts = !choice.starts,
            Self::Result => choice.has_result = !choice.has_result,
        }
        choice
    }
}

fn panel_line(panel: Panel, choice: &FrameChoice, change: &Callback<Edit>) -> Html {
    html! {
        <label class="field is-switch">
            <input type="checkbox" checked={choice.panels.contains(&panel)} data-test={format!("embed-{}", panel.name())}
                onchange={change.reform(move |_: Event| Edit::Panel(panel))} />
            <span>{ strings::panel_name(panel) }</span>
        </label>
    }
}

/// Whether the frame shows the finished run, where there is one that an address can hold.
fn result_field(choice: &FrameChoice, is_there: bool, change: &Callback<Edit>) -> Html {
    let hint = if is_there { t!("embed-result-hint") } else { t!("embed-result-later") };
    html! {
        <label class="field is-switch" title={hint}>
            <input type="checkbox" checked={is_there && choice.has_result} disabled={!is_there} data-test="embed-result"
                onchange={change.reform(|_: Event| Edit::Result)} />
            <span>{ t!("embed-result") }</span>
        </label>
    }
}

fn theme_field(choice: &FrameChoice, change: &Callback<Edit>) -> Html {
    let onchange = change.reform(|event: Event| {
        let name = event.target_dyn_into::<HtmlSelectElement>().map(|list| list.value()).unwrap_or_default();
        Edit::Theme(Theme::named(&name).unwrap_or_default())
    });
    html! {
        <label class="field">
            <span class="field-name">{ t!("embed-theme") }</span>
            <select {onchange} data-test="embed-theme">
                { for Theme::VARIANTS.iter().map(|theme| html! {
                    <option value={theme.name()} selected={*theme == choice.theme}>{ strings::theme_name(*theme) }</option>
                }) }
            </select>
        </label>
    }
}

fn size_field(
    label: &'static str,
    test: &'static str,
    value: u32,
    change: &Callback<Edit>,
    edit: fn(u32) -> Edit,
) -> Html {
    let oninput = change.reform(move |event: InputEvent| {
        let input = event.target_dyn_into::<HtmlInputElement>();
        edit(input.and_then(|input| input.value().parse().ok()).unwrap_or(value))
    });
    html! {
        <label class="field">
            <span class="field-name">{ label }</span>
            <input type="number" min="240" max="4096" step="10" value={value.to_string()} {oninput} data-test={test} />
        </label>
    }
}

#[derive(Properties, PartialEq)]
struct SnippetProps {
    html: String,
    /// What the frame will show.
    address: String,
}

/// The HTML, and the button that copies it.
#[component]
fn Snippet(props: &SnippetProps) -> Html {
    let said = use_state_eq(|| "");
    let node = use_node_ref();
    // What was copied is no longer what is shown.
    use_effect_with(props.html.clone(), {
        let said = said.setter();
        move |_| said.set("")
    });
    let copy = {
        let (html, said, node) = (props.html.clone(), said.setter(), node.clone());
        Callback::from(move |_: MouseEvent| {
            let (html, said, node) = (html.clone(), said.clone(), node.clone());
            spawn_local(async move {
                if page::copy(&html).await {
                    return said.set(t!("embed-copied"));
                }
                if let Some(text) = node.cast::<HtmlTextAreaElement>() {
                    text.select();
                }
                said.set(t!("embed-not-copied"));
            });
        })
    };
    html! {
        <div class="embed-snippet">
            <label class="field">
                <span class="field-name">{ t!("embed-html") }</span>
                <textarea ref={node} readonly={true} rows="5" spellcheck="false" data-test="embed-html"
                    value={props.html.clone()} />
            </label>
            <div class="embed-copy">
                <button type="button" class="primary" onclick={copy} data-test="embed-copy">{ t!("embed-copy") }</button>
                <a href={props.address.clone()} target="_blank" rel="noopener" data-test="embed-look">{ t!("embed-look") }</a>
                <small role="status" data-test="embed-said">{ *said }</small>
            </div>
            <small>
                { t!("embed-keys") }{ " " }{ t!("embed-more") }{ " " }
                <a href="./embed/deck.html" target="_blank" rel="noopener">{ t!("embed-deck") }</a>{ " · " }
                <a href="./embed/course.html" target="_blank" rel="noopener">{ t!("embed-course") }</a>
            </small>
        </div>
    }
}
