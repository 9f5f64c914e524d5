//! The top bar: the name and the question, and the actions on the whole page.

use std::rc::Rc;

use layerlab_schema::Experiment;
use layerlab_words::t;
use yew::prelude::*;

use super::{
    device_menu::DeviceMenu,
    embed_dialog::EmbedButton,
    export_menu::{ExportMenu, series},
    icons::{Icon, glyph},
    language_menu::LanguageMenu,
    local_runs::LocalRuns,
    open_menu::OpenMenu,
    result_link::link_of,
    share_button::ShareButton,
};
use crate::{
    embed::{Panel, Theme},
    hooks::Language,
    settings::Settings,
    state::{Action, Devices, Engine, FinishedRun, Run},
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
    /// The runs before it.
    pub finished: Rc<Vec<FinishedRun>>,
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
    // The label has what the button shows, so that those who speak to their computer can press it by that word.
    let theme_word = t!("theme-button", theme = strings::theme_short(props.theme));
    let turn = props.turn.clone();
    html! {
        <header class="top">
            <div class="brand">
                <h1>{ logo() }<span>{ t!("program") }</span></h1>
                <p class="question">{ props.question }</p>
            </div>
            <div class="top-actions">
                { props.learn.clone() }
                <OpenMenu dispatch={props.dispatch.clone()} />
                <LocalRuns dispatch={props.dispatch.clone()} />
                <ExportMenu setup={props.setup.clone()} run={props.run.clone()} finished={props.finished.clone()}
                    dispatch={props.dispatch.clone()} />
                <ShareButton settings={props.settings.clone()} dispatch={props.dispatch.clone()} />
                <EmbedButton settings={props.settings.clone()} question={props.question}
                    result={link_of(&series(props.run.as_ref(), &props.finished))}
                    panels={Panel::of(props.settings.workflow)} />
                <button type="button" class="quiet theme-button" data-test="theme" title={strings::theme_name(props.theme)} aria-label={theme_word}
                    onclick={move |_| turn.emit(())}>
                    { glyph(Icon::Theme) }<span>{ strings::theme_short(props.theme) }</span>
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
