//! Measures: what is read off a network.

mod bonds;
mod look;
mod overfitting;
mod sensitivity;

pub use bonds::{Bonding, bonds};
pub use look::{Looking, Seen, look};
pub use overfitting::{Overfitting, overfitting};
pub use sensitivity::sensitivity;
