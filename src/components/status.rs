//! The status line: what will happen, what happens, what was found, what went wrong.

use std::rc::Rc;

use layerlab_schema::Experiment;
use layerlab_words::t;
use yew::prelude::*;

use crate::{
    state::{Heat, Kept, Question, Run, Stage, Way},
    strings,
};

/// What it speaks of.
#[derive(Properties, PartialEq)]
pub struct StatusProps {
    /// The set-up.
    pub setup: Rc<Experiment>,
    /// What of a protocol is looked at.
    pub question: Question,
    /// Where the run is.
    pub stage: Stage,
    /// The run.
    pub run: Option<Rc<Run>>,
    /// Whether the set-up is no longer that of the run.
    pub is_planned: bool,
    /// Whether the next run only adds to what is known.
    pub adds: bool,
    /// The heat map on the stage, of a triage.
    pub heat: Option<Heat>,
    /// The runs before it.
    pub kept: Rc<Vec<Kept>>,
}

/// The line: a sentence that is read aloud when it changes, and a detail that changes too often for that.
#[component]
pub fn Status(props: &StatusProps) -> Html {
    let (sentence, detail) = words(props);
    let run = props.run.as_deref();
    let progress = run.filter(|run| props.stage == Stage::Running && run.experiment.protocol.is_none()).map(|run| {
        match run.finishing {
            Some(done) => done,
            None => run.step as f64 / run.steps.max(1) as f64,
        }
    });
    html! {
        <section class={classes!("status", format!("is-{}", props.stage.name()))} data-test="status">
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
    if props.stage.is_active() {
        Some(t!("setup-locked"))
    } else if props.adds {
        Some(t!("triage-adds"))
    } else {
        let is_changed = match Way::of(&run.experiment) {
            Way::Travel => props.is_planned,
            Way::Train | Way::Compress => *run.experiment != *props.setup,
        };
        is_changed.then_some(t!("setup-changed"))
    }
}

fn words(props: &StatusProps) -> (String, String) {
    let run = match (&props.stage, &props.run) {
        (Stage::Failed(failure), _) => return (failure.what.clone(), failure.mend.clone()),
        (Stage::Empty, _) | (_, None) if props.heat.as_ref().is_some_and(|heat| heat.folds.is_empty()) => {
            return (t!("triage-pick").into(), t!("triage-pick-how").into());
        }
        (Stage::Empty, _) | (_, None) if props.setup.layers().is_err() || props.setup.data.check_bundled().is_err() => {
            return (t!("setup-unsound").into(), t!("setup-unsound-how").into());
        }
        (Stage::Empty, _) | (_, None) => {
            let how = match Way::of(&props.setup) {
                Way::Train => t!("planned-how"),
                Way::Travel => t!("transfer-empty"),
                Way::Compress => t!("triage-ready"),
            };
            return (strings::planned(&props.setup), how.into());
        }
        (Stage::Running | Stage::Paused | Stage::Done | Stage::Stopped, Some(run)) => run,
    };
    if props.stage.is_active() {
        return strings::progress(run, &props.stage);
    }
    let others: Vec<&Run> = props.kept.iter().map(|kept| &*kept.run).collect();
    (
        strings::finding(run, &others, props.question, props.heat.as_ref().filter(|_| !props.is_planned)),
        strings::provenance(run),
    )
}
