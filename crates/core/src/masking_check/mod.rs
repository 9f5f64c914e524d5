//! The gradient-masking check, `layerlab doctor`: whether the figures of attacks on a network can be believed. It attacks and,
//! for the surrogate, trains, so that it stands above both.

mod doctor;
mod findings;
mod surrogate;

pub use doctor::{MaskingCheckInput, doctor};
pub use surrogate::surrogate;
