//! The interface between the page and a workflow: what is shown, and the actions that come back.

use yew::{Callback, Html};

use super::RunLines;
use crate::state::{Action, State};

/// The state that a workflow displays.
pub struct Page<'a> {
    pub state: &'a State,
    /// Result of the newest run and its conditions, from the run's own workflow; empty until the run has ended.
    pub finding: (String, String),
    /// The list of runs.
    pub lines: RunLines,
    pub dispatch: &'a Callback<Action>,
}

/// The part of the page that a workflow draws.
pub struct WorkflowView {
    /// The question under the name of the page.
    pub question: &'static str,
    /// All that is shown under the choice of workflows.
    pub body: Html,
}
