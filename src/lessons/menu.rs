//! The way to the lessons, the glossary and the full view, and the note where the simple view leaves something out.

use layerlab_words::t;
use strum::VariantArray;
use yew::prelude::*;

use super::Lesson;
use crate::{
    components::{Icon, Menu, glyph},
    glossary::use_glossary,
    state::{Action, Detail, LearnChange, LessonName, State},
};

/// The menu in the top bar.
pub fn menu(state: &State, dispatch: &Callback<Action>) -> Html {
    let button = html! { <><span>{ t!("learn") }</span>{ glyph(Icon::Down) }</> };
    html! {
        <Menu class="quiet learn-button" panel_class="learn-menu" test="learn" closes_on_click={true} {button}>
            <h2>{ t!("learn-lessons") }</h2>
            <ul>{ for LessonName::VARIANTS.iter().map(|&name| html! { <li>{ line(state, name, dispatch) }</li> }) }</ul>
            <GlossaryButton />
            { view_switch(state, dispatch) }
        </Menu>
    }
}

/// A lesson with its progress.
fn line(state: &State, name: LessonName, dispatch: &Callback<Action>) -> Html {
    let (lesson, progress) = (Lesson::of(name), state.learning.progress_of(name));
    let is_on = state.learning.lesson == Some(name);
    let says = match (progress.is_over, progress.step) {
        (true, _) => t!("learn-over").to_owned(),
        (false, 0) if progress.done.is_empty() => t!("learn-new").to_owned(),
        (false, step) => t!("learn-step", step = step + 1, steps = lesson.length()),
    };
    let dispatch = dispatch.clone();
    html! {
        <button type="button" class={classes!("menu-item", is_on.then_some("is-chosen"))} aria-current={is_on.then_some("true")}
            data-test={format!("lesson-{}", name.name())}
            onclick={move |_| dispatch.emit(Action::Learn(LearnChange::Open(name)))}>
            <span>{ lesson.title() }</span>
            <small>{ says }</small>
        </button>
    }
}

/// The button that shows all terms.
#[component]
fn GlossaryButton() -> Html {
    let show_all = use_glossary().show_all;
    html! {
        <button type="button" class="menu-item learn-glossary" data-test="open-glossary" onclick={move |_| show_all.emit(())}>
            <span>{ t!("glossary") }</span>
            <small>{ t!("glossary-hint") }</small>
        </button>
    }
}

/// The choice between the simple and the full view.
fn view_switch(state: &State, dispatch: &Callback<Action>) -> Html {
    let forced = state.learning.lesson.filter(|lesson| lesson.needs() > state.learning.chosen);
    let line = |&detail: &Detail| {
        let is_chosen = state.learning.detail() == detail;
        let word = match detail {
            Detail::Simple => t!("view-simple"),
            Detail::Full => t!("view-full"),
        };
        let dispatch = dispatch.clone();
        html! {
            <label class={classes!("choice-line", is_chosen.then_some("is-chosen"))}>
                <input type="radio" class="unseen" name="view" value={detail.name()} checked={is_chosen}
                    data-test={format!("view-{}", detail.name())}
                    onchange={move |_| dispatch.emit(Action::Learn(LearnChange::View(detail)))} />
                { word }
            </label>
        }
    };
    html! {
        <fieldset class="menu-field" disabled={forced.is_some()}>
            <legend class="field-name">{ t!("view") }</legend>
            <div class="choice">{ for Detail::VARIANTS.iter().map(line) }</div>
            <small>{ if forced.is_some() { t!("view-forced") } else { t!("view-says") } }</small>
        </fieldset>
    }
}

/// Under the simple view: what it leaves out, and the way to it.
pub fn simple_note(state: &State, dispatch: &Callback<Action>) -> Html {
    if state.learning.detail() == Detail::Full {
        return html! {};
    }
    let dispatch = dispatch.clone();
    html! {
        <p class="simple-note" data-test="simple-note">
            <span>{ t!("view-simple-says") }</span>
            <button type="button" class="quiet" data-test="show-all"
                onclick={move |_| dispatch.emit(Action::Learn(LearnChange::View(Detail::Full)))}>
                { t!("view-show-all") }
            </button>
        </p>
    }
}
