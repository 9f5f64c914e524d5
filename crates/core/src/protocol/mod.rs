//! Protocols: what the papers do with several trainings and many measurements.

mod claims;
mod context;
mod measure_network;
mod read_out;
mod runner;
mod stage_plan;
mod transfer;
mod transfer_stages;
mod triage;

pub(crate) use transfer::{run as transfer, stage_plan as transfer_plan};
pub(crate) use triage::{run as triage, stage_plan as triage_plan};
