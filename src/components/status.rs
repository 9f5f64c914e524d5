//! The status line: the next run, the current run, the result, or the error.

use std::rc::Rc;

use layerlab_schema::Warning;
use layerlab_words::t;
use yew::prelude::*;

use super::{Page, slow_start::SlowStart};
use crate::{
    format::duration,
    glossary::{Term, TermName},
    settings::Workflow,
    state::{Action, Engine, LearnChange, LessonName, Lock, Run, RunStatus, State},
    strings,
};

/// The terms of every finding.
const FINDING_TERMS: [TermName; 4] =
    [TermName::CleanAccuracy, TermName::RobustAccuracy, TermName::Interval, TermName::Pgd];

#[derive(Properties, PartialEq)]
struct StatusProps {
    pub status: RunStatus,
    /// A sentence that is read aloud when it changes.
    pub sentence: String,
    /// A detail that changes too often for that.
    pub detail: String,
    /// Why the set-up can't be changed, or from when a change counts.
    #[prop_or_default]
    pub aside: Option<String>,
    /// The share of the run that is done, where it is known.
    #[prop_or_default]
    pub done: Option<f64>,
    /// Warnings about the figures.
    pub warnings: Vec<Warning>,
    /// What is said while the graphics card gets ready.
    pub slow_start: Html,
    /// What this is about, and where to begin.
    pub welcome: Html,
}

#[component]
fn Status(props: &StatusProps) -> Html {
    html! {
        <section class={classes!("status", format!("is-{}", props.status.name()))} data-test="status">
            { props.welcome.clone() }
            <p class="headline" aria-live="polite">{ &props.sentence }</p>
            <p class="detail">
                <span>{ &props.detail }</span>
                if let Some(aside) = &props.aside {
                    <span class="aside">{ aside }</span>
                }
            </p>
            if matches!(props.status, RunStatus::Done | RunStatus::Stopped) {
                <p class="status-terms">
                    { t!("status-terms") }
                    { for FINDING_TERMS.map(|name| html! { <><wbr /><Term {name} /></> }) }
                </p>
            }
            { props.slow_start.clone() }
            if let Some(done) = props.done {
                <progress max="1" value={format!("{done:.4}")} aria-label={t!("train")} />
            }
            if !props.warnings.is_empty() {
                <ul class="warnings">
                    { for props.warnings.iter().map(|warning| html! { <li>{ layerlab_words::warning(warning) }</li> }) }
                </ul>
            }
        </section>
    }
}

/// What one workflow adds to the status line.
pub struct WorkflowStatus<'a> {
    /// The planned run, and how to start it.
    pub planned: &'a dyn Fn() -> (String, String),
    /// The current work of a run.
    pub progress: fn(&Run, &RunStatus) -> (String, String),
    /// What becomes of a change of the set-up since the displayed run; absent without a change.
    pub changed: Option<&'static str>,
    /// The share of a running run that is done, where it is displayed.
    pub done: Option<f64>,
}

/// The status line of a workflow: before, during and after a run.
pub fn status_line(page: &Page<'_>, workflow: &WorkflowStatus<'_>) -> Html {
    let state = page.state;
    // What a run of another workflow has found is said there.
    let here = |run: &&Rc<Run>| Workflow::of(&run.experiment) == Workflow::of(&state.setup);
    let run = state.run.as_ref().filter(here);
    let (sentence, detail) = match (&state.status, run) {
        (RunStatus::Failed(failure), _) => layerlab_words::failure(failure),
        (RunStatus::Empty, _) | (_, None) => {
            let (sentence, detail) = (workflow.planned)();
            (sentence, with_time(state, detail))
        }
        (RunStatus::Running | RunStatus::Paused, Some(run)) => (workflow.progress)(run, &state.status),
        (RunStatus::Done | RunStatus::Stopped, Some(_)) => page.finding.clone(),
    };
    let aside = if run.is_none() {
        None
    } else if state.status.is_active() {
        Some(if state.lock() == Lock::Live { t!("setup-live") } else { t!("setup-locked") }.to_owned())
    } else if state.adds() {
        // The forecast is that of a whole run.
        workflow.changed.map(str::to_owned)
    } else {
        workflow.changed.map(|changed| with_time(state, changed.into()))
    };
    let done = if state.status == RunStatus::Running { workflow.done } else { None };
    let warnings = run.map(|run| run.warnings.clone()).unwrap_or_default();
    html! { <Status status={state.status.clone()} {sentence} {detail} {aside} {done} {warnings}
    slow_start={slow_start(page, run)} welcome={welcome(page)} /> }
}

/// What is said of the next run, and how long it would take here, where that is known.
fn with_time(state: &State, said: String) -> String {
    let forecast = state.current_forecast().filter(|_| !state.settings.is_until_stopped());
    let time = forecast.and_then(|forecast| {
        Some(t!("planned-time", time = duration(forecast.seconds?), networks = forecast.experiments.len()))
    });
    strings::sentences([said].into_iter().chain(time))
}

/// What a visitor reads first, beside the networks that the page opens with.
fn welcome(page: &Page<'_>) -> Html {
    if !page.state.is_example() || page.state.learning.lesson.is_some() {
        return html! {};
    }
    let begin = page.dispatch.reform(|_: MouseEvent| Action::Learn(LearnChange::Open(LessonName::Example)));
    html! {
        <p class="welcome">
            { t!("welcome") }{ " " }
            <button type="button" class="offer" data-test="first-lesson" onclick={begin}>{ t!("welcome-lesson") }</button>
        </p>
    }
}

/// What is said, after some seconds, of a graphics card that gets ready for the first step.
fn slow_start(page: &Page<'_>, run: Option<&Rc<Run>>) -> Html {
    let waits = |run: &&Rc<Run>| run.engine == Engine::Webgpu && run.step == 0 && !run.stopping;
    let Some(run) = run.filter(waits).filter(|_| page.state.status == RunStatus::Running) else { return html! {} };
    let is_engine_ready = page.state.devices.ready(run.engine).is_some();
    html! { <SlowStart {is_engine_ready} dispatch={page.dispatch.clone()} /> }
}

/// The error of a set-up that can't be run; `None` for a sound one.
pub fn unsound(state: &State) -> Option<(String, String)> {
    let data = &state.setup.data;
    let has_samples = || if state.own.holds(data) { Ok(()) } else { data.check_bundled() };
    let error = state.setup.layers().and_then(|_| has_samples()).err()?;
    Some((t!("setup-unsound").into(), strings::setup_error(&error)))
}
