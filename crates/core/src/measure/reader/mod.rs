//! Readers: how the activation of a layer is read as an answer, the G of semirobustness (arXiv 2307.03803, section 2).

mod affine;
mod least_squares;
mod probe;
mod reading;
pub(crate) mod solve;

pub use affine::Affine;
pub use least_squares::least_squares;
pub use probe::probe;
pub(crate) use reading::FitSamples;
pub use reading::Reading;
