//! Measures: what is read off a network.

mod look;
mod sensitivity;

pub use look::{Looking, Seen, look};
pub use sensitivity::sensitivity;
