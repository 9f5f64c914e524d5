//! Training: one step, the whole run, and what is planned for it.

mod clock;
mod course;
mod distill;
mod free;
mod lesson;
mod plan;
mod run;
mod step;
mod trades;
mod watch;

pub(crate) use clock::Clock;
pub(crate) use course::{Course, Midway, Task};
pub use distill::{Hint, Lore, Teaching, hinton};
pub use lesson::Lesson;
pub use plan::Plan;
pub(crate) use run::{run, started_anew};
pub use step::Trainer;
pub use trades::divergence;
