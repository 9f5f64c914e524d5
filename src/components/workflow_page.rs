//! The interface between the page and a workflow: what is shown, and the actions that come back.

use yew::{Callback, Html};

use super::RunLine;
use crate::state::{Action, State};

/// What a workflow shows.
pub struct Page<'a> {
    /// The state of the page.
    pub state: &'a State,
    /// What the newest run found, once it is over, and where: by the workflow that it was of.
    pub finding: (String, String),
    /// The list of runs.
    pub lines: Vec<RunLine>,
    /// Where actions go.
    pub dispatch: &'a Callback<Action>,
}

/// A workflow on the page.
pub struct WorkflowView {
    /// The question under the name of the page.
    pub question: &'static str,
    /// All that is shown under the choice of workflows.
    pub body: Html,
}
