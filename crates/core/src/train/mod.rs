//! Training: one step, the whole run, and what is planned for it.

mod plan;
mod run;
mod step;

pub use plan::Plan;
pub use run::{Job, Outcome, run};
pub use step::Trainer;
