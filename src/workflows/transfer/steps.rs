//! The transfer in steps: description, progress and result of each.

use std::rc::Rc;

use layerlab_schema::Experiment;
use layerlab_words::t;
use web_sys::Element;
use yew::prelude::*;

use super::progress::{StepProgress, TransferFocus, TransferStep, share_of};
use super::words;
use crate::charts::role_mark;
use crate::glossary::{Term, TermName};
use crate::state::{Run, RunStatus};

#[derive(Properties, PartialEq)]
pub struct StepsProps {
    pub setup: Rc<Experiment>,
    /// The displayed cut and objective.
    pub focus: TransferFocus,
    pub status: RunStatus,
    /// The run, unless the set-up is shown as planned.
    pub run: Option<Rc<Run>>,
}

/// The steps in a row; on a narrow screen the row scrolls.
#[component]
pub fn Steps(props: &StepsProps) -> Html {
    let node = use_node_ref();
    let now = props.run.as_deref().and_then(|run| run.protocol.now()).map(|begun| TransferStep::of(begun.stage));
    use_effect_with((node.clone(), now), |(node, _)| bring_into_view(node));
    let share = props.run.as_deref().and_then(share_of);
    let is_over = !props.status.is_active();
    html! {
        <ol class="steps" ref={node} tabindex="0" aria-label={t!("steps-label")} data-test="steps">
            { for TransferStep::of_experiment(&props.setup).into_iter().enumerate().map(|(index, step)| {
                let progress = match &props.run {
                    Some(run) => step.progress(run, is_over),
                    None => StepProgress::Planned,
                };
                let class = classes!("step", format!("is-{}", step.role().name()), format!("is-{}", progress.name()));
                let current = (progress == StepProgress::UnderWay).then_some("step");
                html! {
                    <li {class} aria-current={current} data-transfer-step={step.name()} data-progress={progress.name()}>
                        if let Some(share) = share.filter(|_| progress == StepProgress::UnderWay) {
                            <progress max="1" value={format!("{share:.4}")} aria-label={t!("train")} />
                        }
                        <span class="step-sign">{ role_mark(step.role()) }</span>
                        <span class="step-title">
                            <Term name={term(step)}>{ words::step_title(index + 1, step, props.focus) }</Term>
                        </span>
                        <small>{ words::step_says(step, progress, &props.setup, props.run.as_deref(), props.focus) }</small>
                    </li>
                }
            }) }
        </ol>
    }
}

/// The term that a step is about.
fn term(step: TransferStep) -> TermName {
    match step {
        TransferStep::Normal => TermName::CleanAccuracy,
        TransferStep::Robust => TermName::AdversarialTraining,
        TransferStep::Swap => TermName::Semirobust,
        TransferStep::Fall => TermName::RobustAccuracy,
        TransferStep::FineTune => TermName::Transfer,
        TransferStep::Compare => TermName::Control,
    }
}

/// On a narrow screen the row is scrolled to the step under way.
fn bring_into_view(steps: &NodeRef) {
    let Some(steps) = steps.cast::<Element>() else { return };
    if let Some(now) = steps.query_selector("[aria-current]").ok().flatten() {
        let away = now.get_bounding_client_rect().left() - steps.get_bounding_client_rect().left();
        steps.set_scroll_left(steps.scroll_left() + away as i32 - 16);
    }
}
