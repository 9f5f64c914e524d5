//! What every run has in common, whether it is one training or a protocol of several: its context, its clock, its stages and
//! checkpoints; and the plain run, which is one training.

mod clock;
mod context;
mod overfitting_watch;
mod plain;
mod stage_plan;
mod stages;
#[cfg(feature = "gpu")]
mod warm_up;

pub(crate) use context::{ProtocolState, RunContext, RunSetup};
pub(crate) use plain::run as plain;
pub(crate) use stage_plan::{PlannedStage, StagePlan, stream_number};
pub(crate) use stages::stored;
#[cfg(feature = "gpu")]
pub(crate) use warm_up::warm_up;
