//! Training: one step, many of them, and what is planned for them.

mod distill;
mod free;
mod plan;
mod step;
mod step_config;
mod trades;
mod training_loop;

pub use distill::{DistillTarget, Distillation, Hint, hinton};
pub use plan::Plan;
pub use step::Trainer;
pub use step_config::StepConfig;
pub use trades::divergence;
pub(crate) use training_loop::{ResumeState, Task, TrainingLoop};
