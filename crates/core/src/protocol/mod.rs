//! Protocols: the papers' experiments of several trainings and many measurements.
//!
//! Each is a function over a [`RunContext`](crate::run::RunContext) that goes through its stages in order, and a plan of
//! these stages with their costs, which is known before it begins.

mod decision;
mod transfer;
mod triage;

use layerlab_schema::{Evaluated, Scores};

pub use transfer::judge as judge_transfer;
pub(crate) use transfer::{read_out_of_the_authors, run as transfer, stage_plan as transfer_plan};
pub use triage::{TriageResolution, judge as judge_triage};
pub(crate) use triage::{run as triage, stage_plan as triage_plan};

/// Accuracy without the rest of an evaluation.
fn scores(evaluated: &Evaluated) -> Scores {
    Scores { clean: evaluated.clean, robust: evaluated.robust }
}
