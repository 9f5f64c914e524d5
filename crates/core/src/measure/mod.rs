//! Measures: what is read off a network.

mod look;
mod sensitivity;

pub use look::{Looking, look};
pub use sensitivity::sensitivity;
