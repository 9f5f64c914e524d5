//! A lecturer's page: three questions of a lesson, to print with their answers or without.

use layerlab_words::t;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use super::{Lesson, learning::asked_lesson};
use crate::{hooks::page, state::LessonName};

/// The lesson whose questions the address asks for, as in `?lesson=half&handout=1`.
pub fn asked_handout() -> Option<LessonName> {
    page::query("handout").and_then(|_| asked_lesson())
}

#[derive(Properties, PartialEq)]
pub struct HandoutProps {
    pub lesson: LessonName,
}

/// The whole page. No engine is loaded for it.
#[component]
pub fn Handout(props: &HandoutProps) -> Html {
    let lesson = Lesson::of(props.lesson);
    let has_answers = use_state_eq(|| true);
    use_effect_with((), |()| page::mark_once_painted("usable"));
    let onchange = {
        let has_answers = has_answers.clone();
        Callback::from(move |event: Event| {
            if let Some(input) = event.target_dyn_into::<HtmlInputElement>() {
                has_answers.set(input.checked());
            }
        })
    };
    let print = Callback::from(|_: MouseEvent| {
        if let Some(window) = page::window() {
            let _ = window.print();
        }
    });
    html! {
        <main class="handout" data-handout={props.lesson.name()}>
            <p class="handout-actions">
                <a href={format!("?lesson={}", props.lesson.name())}>{ t!("handout-lesson") }</a>
                <label class="field is-switch">
                    <input type="checkbox" checked={*has_answers} data-test="handout-answers" {onchange} />
                    <span>{ t!("handout-answers") }</span>
                </label>
                <button type="button" class="secondary" onclick={print}>{ t!("handout-print") }</button>
            </p>
            <p class="handout-where">{ t!("program") }</p>
            <h1>{ lesson.title() }</h1>
            <p>{ lesson.goal() }</p>
            <ol class="handout-questions">
                { for lesson.questions().into_iter().map(|(question, answer)| html! {
                    <li>
                        <h2>{ question }</h2>
                        if *has_answers {
                            <p class="handout-answer">{ answer }</p>
                        } else {
                            <div class="handout-lines" aria-hidden="true" />
                        }
                    </li>
                }) }
            </ol>
            <p class="handout-on"><small>{ t!("handout-on") }</small></p>
        </main>
    }
}
