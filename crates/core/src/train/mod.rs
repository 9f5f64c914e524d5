//! Training: single steps, the training loop, and the schedule.

mod certified;
mod distill;
mod free;
mod pass;
mod plan;
mod step;
mod step_config;
mod trades;
mod training_loop;
mod work;

pub use distill::{DistillTarget, Distillation, Hint, hinton};
pub(crate) use pass::Pass;
pub use plan::Plan;
pub use step::Trainer;
pub use step_config::StepConfig;
pub(crate) use training_loop::{ResumeState, Task, TrainingLoop};
pub use work::{Costs, Work};
