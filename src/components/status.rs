//! The status line: the next run, the current run, the result, or the error.

use layerlab_schema::Warning;
use layerlab_words::t;
use yew::prelude::*;

use crate::state::{RunStatus, State};

/// The shown state and texts.
#[derive(Properties, PartialEq)]
pub struct StatusProps {
    /// Where the run is.
    pub status: RunStatus,
    /// A sentence that is read aloud when it changes.
    pub sentence: String,
    /// A detail that changes too often for that.
    pub detail: String,
    /// Why the set-up can't be changed, or from when a change counts.
    #[prop_or_default]
    pub aside: Option<&'static str>,
    /// The share of the run that is done, where it is known.
    #[prop_or_default]
    pub done: Option<f64>,
    /// Warnings about the figures.
    pub warnings: Vec<Warning>,
}

/// The line.
#[component]
pub fn Status(props: &StatusProps) -> Html {
    html! {
        <section class={classes!("status", format!("is-{}", props.status.name()))} data-test="status">
            <p class="headline" aria-live="polite">{ &props.sentence }</p>
            <p class="detail">
                <span>{ &props.detail }</span>
                if let Some(aside) = props.aside {
                    <span class="aside">{ aside }</span>
                }
            </p>
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

/// The texts before, during and after a run.
pub struct StatusWords<'a> {
    /// The planned run, and how to start it.
    pub planned: &'a dyn Fn() -> (String, String),
    /// The current work of a run.
    pub progress: &'a dyn Fn() -> (String, String),
    /// The result, and its origin.
    pub finding: &'a dyn Fn() -> (String, String),
}

impl StatusWords<'_> {
    /// The sentence and the detail of now.
    pub fn now(&self, state: &State) -> (String, String) {
        match (&state.status, &state.run) {
            (RunStatus::Failed(failure), _) => layerlab_words::failure(failure),
            (RunStatus::Empty, _) | (_, None) => (self.planned)(),
            (RunStatus::Running | RunStatus::Paused, Some(_)) => (self.progress)(),
            (RunStatus::Done | RunStatus::Stopped, Some(_)) => (self.finding)(),
        }
    }
}

/// The error of a set-up that can't be run; nothing of a sound one.
pub fn unsound(state: &State) -> Option<(String, String)> {
    let is_sound = state.setup.layers().is_ok() && state.setup.data.check_bundled().is_ok();
    if is_sound { None } else { Some((t!("setup-unsound").into(), t!("setup-unsound-how").into())) }
}
