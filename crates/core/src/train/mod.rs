//! Training: one step, the whole run, and what is planned for it.

mod free;
mod lesson;
mod plan;
mod run;
mod step;
mod trades;
mod watch;

pub use lesson::Lesson;
pub use plan::Plan;
pub use run::{Job, Outcome, run};
pub use step::Trainer;
pub use trades::divergence;
