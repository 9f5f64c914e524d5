//! Training: one step, the whole run, and what is planned for it.

mod clock;
mod distill;
mod free;
mod overfitting_watch;
mod plan;
mod run;
mod step;
mod step_config;
mod trades;
mod training_loop;

pub(crate) use clock::Clock;
pub use distill::{DistillTarget, Distillation, Hint, hinton};
pub use plan::Plan;
pub(crate) use run::run;
pub use step::Trainer;
pub use step_config::StepConfig;
pub use trades::divergence;
pub(crate) use training_loop::{ResumeState, Task, TrainingLoop};
