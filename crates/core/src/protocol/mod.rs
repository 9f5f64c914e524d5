//! Protocols: what the papers do with several trainings and many measurements.

mod claims;
mod portray;
mod read_out;
mod stage;
mod transfer;

pub(crate) use transfer::run;
