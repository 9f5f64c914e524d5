//! The lesson that is on, beside the stage; on a narrow screen a sheet at the bottom.

use layerlab_words::t;
use strum::VariantArray;
use web_sys::HtmlElement;
use yew::prelude::*;

use super::{Lesson, Step, Task};
use crate::{
    components::{Icon, glyph},
    glossary::{Term, symbols},
    hooks::page,
    share,
    state::{Action, LearnChange, LessonName, LessonProgress, State},
};

/// The panel of the lesson that is on, if one is.
pub fn panel(state: &State, dispatch: &Callback<Action>) -> Html {
    let Some(name) = state.learning.lesson else { return html! {} };
    let lesson = Lesson::of(name);
    let progress = state.learning.progress_of(name);
    let seen = if progress.step >= lesson.steps.len() { (lesson.seen)(state) } else { Vec::new() };
    let is_full_for_it = name.needs() > state.learning.chosen;
    html! {
        <LessonPanel key={name.name()} {name} {progress} {seen} {is_full_for_it} is_busy={state.status.is_active()}
            dispatch={dispatch.clone()} />
    }
}

#[derive(Properties, PartialEq)]
struct LessonPanelProps {
    name: LessonName,
    progress: LessonProgress,
    /// What the runs have shown, at the end.
    seen: Vec<String>,
    /// Whether everything is shown because the lesson needs it.
    is_full_for_it: bool,
    /// Whether a run is going, during which the set-up can't change.
    is_busy: bool,
    dispatch: Callback<Action>,
}

#[component]
fn LessonPanel(props: &LessonPanelProps) -> Html {
    let lesson = Lesson::of(props.name);
    let at = props.progress.step.min(lesson.steps.len());
    let is_folded = use_state_eq(|| false);
    let heading = use_node_ref();
    let is_first = use_mut_ref(|| true);
    // The focus follows the steps, but does not jump there when the page opens.
    use_effect_with((at, heading.clone()), move |(_, heading)| {
        if !is_first.replace(false) {
            page::focus(heading.cast::<HtmlElement>());
        }
    });
    let fold = {
        let is_folded = is_folded.clone();
        Callback::from(move |_: MouseEvent| is_folded.set(!*is_folded))
    };
    let step = lesson.steps.get(at);
    html! {
        <aside class={classes!("lesson", is_folded.then_some("is-folded"))} aria-labelledby="lesson-title" data-test="lesson"
            data-lesson={props.name.name()} data-step={step.map_or("seen", |step| step.name)}>
            <header class="lesson-head">
                <p class="lesson-where">{ t!("lesson-where", step = at + 1, steps = lesson.length()) }</p>
                <button type="button" class="quiet is-icon lesson-fold" aria-expanded={(!*is_folded).to_string()}
                    aria-label={t!("lesson-fold")} onclick={fold}>{ glyph(Icon::Down) }</button>
                <button type="button" class="quiet is-icon" aria-label={t!("lesson-leave")} title={t!("lesson-leave")}
                    data-test="lesson-leave" onclick={learn(props, LearnChange::Leave)}>{ glyph(Icon::Close) }</button>
                <h2 id="lesson-title">{ lesson.title() }</h2>
            </header>
            <div class="lesson-body">
                { dots(props, lesson, at) }
                if at == 0 {
                    <p class="lesson-goal">{ lesson.goal() }</p>
                }
                if props.is_full_for_it {
                    <p class="lesson-note" data-test="lesson-full">{ t!("lesson-needs-full") }</p>
                }
                if let Some(step) = step {
                    { step_view(props, lesson, step, heading) }
                } else {
                    { seen_view(props, lesson, heading) }
                }
            </div>
            { ways(props, lesson, at) }
        </aside>
    }
}

/// The handler that makes a change.
fn learn(props: &LessonPanelProps, change: LearnChange) -> Callback<MouseEvent> {
    props.dispatch.reform(move |_| Action::Learn(change.clone()))
}

/// The steps as dots, each a way to it.
fn dots(props: &LessonPanelProps, lesson: &'static Lesson, at: usize) -> Html {
    let dot = |position: usize| {
        let step = lesson.steps.get(position);
        let title = step.map_or_else(|| t!("lesson-seen").to_owned(), |step| lesson.step_words(step).0);
        let is_done = match step {
            Some(step) => step.tasks.iter().all(|task| props.progress.done.contains(&step.key(task))),
            None => props.progress.is_over,
        };
        html! {
            <li>
                <button type="button" class={classes!("lesson-dot", is_done.then_some("is-done"))} title={title.clone()}
                    aria-label={t!("lesson-dot", step = position + 1, title = title.as_str(), done = if is_done { "yes" } else { "no" })}
                    aria-current={(position == at).then_some("step")}
                    onclick={learn(props, LearnChange::Step(position, lesson.length()))}>
                    <span aria-hidden="true">{ if is_done { "✓".to_owned() } else { (position + 1).to_string() } }</span>
                </button>
            </li>
        }
    };
    html! { <ol class="lesson-dots" aria-label={t!("lesson-steps")}>{ for (0..lesson.length()).map(dot) }</ol> }
}

fn step_view(props: &LessonPanelProps, lesson: &'static Lesson, step: &'static Step, heading: NodeRef) -> Html {
    let (title, says) = lesson.step_words(step);
    html! {
        <>
            <h3 ref={heading} tabindex="-1">{ title }</h3>
            { for says.split("\n\n").map(|paragraph| html! { <p>{ symbols(paragraph) }</p> }) }
            if let Some(link) = step.set_up {
                { set_up(props, link) }
            }
            { tasks(props, lesson, step) }
            if !step.terms.is_empty() {
                <p class="lesson-terms">{ t!("lesson-terms") }{ for step.terms.iter().map(|&name| html! { <>{ " " }<Term {name} /></> }) }</p>
            }
        </>
    }
}

/// The button that makes the set-up of a step.
fn set_up(props: &LessonPanelProps, link: &'static str) -> Html {
    let (dispatch, is_busy) = (props.dispatch.clone(), props.is_busy);
    let onclick = Callback::from(move |_: MouseEvent| {
        if !is_busy {
            dispatch.emit(Action::SetUp(Box::new(share::read(link).0)));
        }
    });
    html! {
        <p class="lesson-set-up">
            <button type="button" class="secondary" data-test="lesson-set-up" aria-disabled={is_busy.to_string()}
                title={is_busy.then_some(t!("setup-locked"))} {onclick}>{ t!("lesson-set-up") }</button>
            <small>{ t!("lesson-set-up-quick") }</small>
        </p>
    }
}

/// What is to be done; a tick comes by itself, and is said aloud.
fn tasks(props: &LessonPanelProps, lesson: &'static Lesson, step: &'static Step) -> Html {
    let is_done = |task: &Task| props.progress.done.contains(&step.key(task));
    let done: Vec<String> =
        step.tasks.iter().filter(|task| is_done(task)).map(|task| lesson.task_words(step, task)).collect();
    let line = |task: &Task| {
        let is_done = is_done(task);
        html! {
            <li class={classes!("lesson-task", is_done.then_some("is-done"))} data-task={task.name} data-done={is_done.to_string()}>
                <span class="lesson-tick" aria-hidden="true">{ if is_done { "✓" } else { "" } }</span>
                <span>
                    { lesson.task_words(step, task) }
                    if is_done {
                        <span class="unseen">{ " " }{ t!("lesson-task-done") }</span>
                    }
                </span>
            </li>
        }
    };
    html! {
        <>
            <h4>{ t!("lesson-tasks") }</h4>
            <ul class="lesson-tasks">{ for step.tasks.iter().map(line) }</ul>
            <p class="unseen" aria-live="polite">
                if let Some(last) = done.last() {
                    { t!("lesson-task-said", task = last.as_str()) }
                }
            </p>
        </>
    }
}

/// What was seen, in figures of the runs of this visit.
fn seen_view(props: &LessonPanelProps, lesson: &'static Lesson, heading: NodeRef) -> Html {
    html! {
        <>
            <h3 ref={heading} tabindex="-1">{ t!("lesson-seen") }</h3>
            if props.seen.is_empty() {
                <p>{ t!("lesson-seen-nothing") }</p>
            } else {
                <ul class="lesson-seen" data-test="lesson-seen">{ for props.seen.iter().map(|line| html! { <li>{ line }</li> }) }</ul>
                <p>{ lesson.text("seen-says") }</p>
            }
            <p class="lesson-more">
                <a href={handout_link(props.name)} target="_blank" rel="noopener" data-test="lesson-handout">{ t!("lesson-handout") }</a>
            </p>
            <p><button type="button" class="quiet lesson-restart" onclick={learn(props, LearnChange::Restart)}>{ t!("lesson-restart") }</button></p>
        </>
    }
}

/// The address of a lesson's questions, in the language of the page.
fn handout_link(name: LessonName) -> String {
    let language = page::query("lang").map(|language| format!("&lang={language}")).unwrap_or_default();
    format!("?lesson={}&handout=1{language}", name.name())
}

/// Back, and on: to the next step, then to the next lesson.
fn ways(props: &LessonPanelProps, lesson: &'static Lesson, at: usize) -> Html {
    let to = |step: usize| learn(props, LearnChange::Step(step, lesson.length()));
    let next = LessonName::VARIANTS.iter().copied().skip_while(|&name| name != props.name).nth(1);
    html! {
        <footer class="lesson-ways">
            <button type="button" class="quiet" data-test="lesson-back" aria-disabled={(at == 0).to_string()}
                onclick={to(at.saturating_sub(1))}>{ t!("lesson-back") }</button>
            if at < lesson.steps.len() {
                <button type="button" class="secondary" data-test="lesson-next" onclick={to(at + 1)}>{ t!("lesson-next") }</button>
            } else if let Some(next) = next {
                <button type="button" class="secondary" data-test="lesson-next-lesson" title={Lesson::of(next).title()}
                    onclick={learn(props, LearnChange::Open(next))}>{ t!("lesson-next-lesson") }</button>
            } else {
                <button type="button" class="secondary" onclick={learn(props, LearnChange::Leave)}>{ t!("lesson-end") }</button>
            }
        </footer>
    }
}
