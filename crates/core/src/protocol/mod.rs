//! Protocols: what the papers do with several trainings and many measurements.

mod claims;
mod journey;
mod portray;
mod read_out;
mod route;
mod stage;
mod stages;
mod transfer;
mod triage;

pub(crate) use transfer::{route as transfer_route, run as transfer};
pub(crate) use triage::{route as triage_route, run as triage};
