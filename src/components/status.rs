//! The status line: what will happen, what happens, what was found, what went wrong.

use std::rc::Rc;

use layerlab_schema::Experiment;
use layerlab_words::t;
use yew::prelude::*;

use crate::{
    settings::Workflow,
    state::{FinishedRun, Run, RunStatus, TransferFocus, TriageView},
    strings,
};

/// What it speaks of.
#[derive(Properties, PartialEq)]
pub struct StatusProps {
    /// The set-up.
    pub setup: Rc<Experiment>,
    /// What of a protocol is looked at.
    pub focus: TransferFocus,
    /// Where the run is.
    pub status: RunStatus,
    /// The run.
    pub run: Option<Rc<Run>>,
    /// Whether the set-up is no longer that of the run.
    pub is_planned: bool,
    /// Whether the next run only adds to what is known.
    pub adds: bool,
    /// The heat map on the stage, of a triage.
    pub heat: Option<TriageView>,
    /// The runs before it.
    pub kept: Rc<Vec<FinishedRun>>,
}

/// The line: a sentence that is read aloud when it changes, and a detail that changes too often for that.
#[component]
pub fn Status(props: &StatusProps) -> Html {
    let (sentence, detail) = words(props);
    let run = props.run.as_deref();
    let progress =
        run.filter(|run| props.status == RunStatus::Running && run.experiment.protocol.is_none()).map(|run| match run
            .measuring
        {
            Some(done) => done,
            None => run.step as f64 / run.steps.max(1) as f64,
        });
    html! {
        <section class={classes!("status", format!("is-{}", props.status.name()))} data-test="status">
            <p class="headline" aria-live="polite">{ sentence }</p>
            <p class="detail">
                <span>{ detail }</span>
                if let Some(aside) = aside(props) {
                    <span class="aside">{ aside }</span>
                }
            </p>
            if let Some(done) = progress {
                <progress max="1" value={format!("{done:.4}")} aria-label={t!("train")} />
            }
            if let Some(run) = run.filter(|run| !run.warnings.is_empty()) {
                <ul class="warnings">
                    { for run.warnings.iter().map(|warning| html! { <li>{ warning }</li> }) }
                </ul>
            }
        </section>
    }
}

/// Why the set-up can't be changed, or from when a change counts.
fn aside(props: &StatusProps) -> Option<&'static str> {
    let run = props.run.as_ref()?;
    if props.status.is_active() {
        Some(t!("setup-locked"))
    } else if props.adds {
        Some(t!("triage-adds"))
    } else {
        let is_changed = match Workflow::of(&run.experiment) {
            Workflow::Transfer => props.is_planned,
            Workflow::Train | Workflow::Triage => *run.experiment != *props.setup,
        };
        is_changed.then_some(t!("setup-changed"))
    }
}

fn words(props: &StatusProps) -> (String, String) {
    let run = match (&props.status, &props.run) {
        (RunStatus::Failed(failure), _) => return (failure.what.clone(), failure.mend.clone()),
        (RunStatus::Empty, _) | (_, None) if props.heat.as_ref().is_some_and(|heat| heat.folds.is_empty()) => {
            return (t!("triage-pick").into(), t!("triage-pick-how").into());
        }
        (RunStatus::Empty, _) | (_, None)
            if props.setup.layers().is_err() || props.setup.data.check_bundled().is_err() =>
        {
            return (t!("setup-unsound").into(), t!("setup-unsound-how").into());
        }
        (RunStatus::Empty, _) | (_, None) => {
            let how = match Workflow::of(&props.setup) {
                Workflow::Train => t!("planned-how"),
                Workflow::Transfer => t!("transfer-empty"),
                Workflow::Triage => t!("triage-ready"),
            };
            return (strings::planned(&props.setup), how.into());
        }
        (RunStatus::Running | RunStatus::Paused | RunStatus::Done | RunStatus::Stopped, Some(run)) => run,
    };
    if props.status.is_active() {
        return strings::progress(run, &props.status);
    }
    let others: Vec<&Run> = props.kept.iter().map(|kept| &*kept.run).collect();
    (
        strings::finding(run, &others, props.focus, props.heat.as_ref().filter(|_| !props.is_planned)),
        strings::provenance(run),
    )
}
