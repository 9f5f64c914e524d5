//! Measures: what is read off a network.

mod look;
mod overfitting;
mod sensitivity;

pub use look::{Looking, Seen, look};
pub use overfitting::{Overfitting, overfitting};
pub use sensitivity::sensitivity;
