//! The choice of workflow: a few words over the network, of which one is chosen.

use layerlab_words::t;
use yew::prelude::*;

use crate::{
    settings::{Edit, Workflow},
    state::{Action, RunStatus},
};

/// One workflow: its name and description.
pub type WorkflowLine = (Workflow, (&'static str, &'static str));

pub fn workflow_switch(
    lines: &[WorkflowLine],
    chosen: Workflow,
    status: &RunStatus,
    dispatch: &Callback<Action>,
) -> Html {
    let line = |&(workflow, (word, hint)): &WorkflowLine| {
        let is_chosen = workflow == chosen;
        let dispatch = dispatch.clone();
        html! {
            <label class={classes!("workflow", is_chosen.then_some("is-chosen"))} title={hint}
                data-test={format!("workflow-{}", workflow.name())}>
                <input type="radio" class="unseen" name="workflow" value={workflow.name()} checked={is_chosen}
                    onchange={move |_| dispatch.emit(Action::Edit(Edit::Workflow(workflow)))} />
                { word }
            </label>
        }
    };
    html! {
        <fieldset class="workflows" disabled={status.is_active()}
            title={status.is_active().then_some(t!("setup-locked"))} aria-label={t!("workflows")}>
            { for lines.iter().map(line) }
        </fieldset>
    }
}
