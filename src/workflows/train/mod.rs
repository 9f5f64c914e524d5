//! Plain training: one network, each side of the cut trained as one chooses.

mod layer_mode;
mod mode_switch;
mod progress;
mod sensitivity;
mod view;
pub mod words;

#[cfg(test)]
pub use progress::contrasted;
pub use view::{finding, summary, view};
