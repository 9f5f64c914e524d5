//! The top bar: the name and the question, and the actions on the whole page.

use std::rc::Rc;

use layerlab_schema::Experiment;
use layerlab_words::t;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{
    device_menu::DeviceMenu,
    embed_dialog::EmbedButton,
    export_menu::ExportMenu,
    icons::{Icon, glyph},
    language_menu::LanguageMenu,
    share_button::ShareButton,
};
use crate::{
    embed::{Panel, Theme},
    files,
    hooks::Language,
    settings::Settings,
    state::{Action, Devices, Engine, Run},
    strings,
};

/// The state that the bar acts on.
#[derive(Properties, PartialEq)]
pub struct TopBarProps {
    pub settings: Rc<Settings>,
    pub setup: Rc<Experiment>,
    /// The question under the name of the page.
    pub question: &'static str,
    pub run: Option<Rc<Run>>,
    pub devices: Devices,
    /// The engine in use.
    pub engine: Engine,
    pub theme: Theme,
    /// Turns to the next theme.
    pub turn: Callback<()>,
    /// The way to lessons and glossary.
    pub learn: Html,
    pub language: Language,
    pub dispatch: Callback<Action>,
}

#[component]
pub fn TopBar(props: &TopBarProps) -> Html {
    let theme_word = strings::theme_name(props.theme);
    let turn = props.turn.clone();
    let report = props.run.as_ref().and_then(|run| run.report.clone());
    html! {
        <header class="top">
            <div class="brand">
                <h1>{ logo() }<span>{ t!("program") }</span></h1>
                <p class="question">{ props.question }</p>
            </div>
            <div class="top-actions">
                { props.learn.clone() }
                <OpenButton dispatch={props.dispatch.clone()} />
                <ExportMenu setup={props.setup.clone()} {report} />
                <ShareButton settings={props.settings.clone()} dispatch={props.dispatch.clone()} />
                <EmbedButton settings={props.settings.clone()} question={props.question}
                    panels={Panel::of(props.settings.workflow)} />
                <button type="button" class="quiet is-icon" data-test="theme" title={theme_word} aria-label={theme_word}
                    onclick={move |_| turn.emit(())}>
                    { glyph(Icon::Theme) }
                </button>
                <LanguageMenu language={props.language.clone()} />
                <DeviceMenu devices={props.devices.clone()} engine={props.engine} run={props.run.clone()}
                    dispatch={props.dispatch.clone()} />
            </div>
        </header>
    }
}

/// Three boxes in a row, the middle one cut.
fn logo() -> Html {
    html! {
        <svg class="logo" viewBox="0 0 28 20" width="28" height="20" aria-hidden="true" focusable="false">
            <rect class="logo-front" x="1" y="5" width="7" height="10" rx="2" />
            <rect class="logo-front" x="10" y="2" width="7" height="16" rx="2" />
            <rect class="logo-rest" x="20" y="4" width="7" height="12" rx="2" />
            <path class="logo-cut" d="M18.5 0v20" />
        </svg>
    }
}

#[derive(Properties, PartialEq)]
struct OpenButtonProps {
    dispatch: Callback<Action>,
}

/// The button that opens a file.
#[component]
fn OpenButton(props: &OpenButtonProps) -> Html {
    let input = use_node_ref();
    let pick = {
        let input = input.clone();
        Callback::from(move |_| {
            if let Some(input) = input.cast::<HtmlInputElement>() {
                input.click();
            }
        })
    };
    let picked = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |event: Event| {
            let Some(input) = event.target_dyn_into::<HtmlInputElement>() else { return };
            if let Some(file) = input.files().and_then(|files| files.get(0)) {
                files::open(file, dispatch.clone());
            }
            // So that the same file can be picked again after it was mended.
            input.set_value("");
        })
    };
    html! {
        <>
            <button type="button" class="quiet" title={t!("open-hint")} onclick={pick}>{ t!("open") }</button>
            <input type="file" class="unseen" accept=".json,application/json" tabindex="-1" aria-hidden="true"
                data-test="file" ref={input} onchange={picked} />
        </>
    }
}
