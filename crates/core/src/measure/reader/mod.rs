//! Readers: classifiers on the activation of a layer, the G of semirobustness (arXiv 2307.03803, section 2).

mod affine;
mod layer_classifier;
mod least_squares;
mod probe;
pub(crate) mod solve;

pub use affine::Affine;
pub(crate) use layer_classifier::FitSamples;
pub use layer_classifier::LayerClassifier;
pub use least_squares::least_squares;
pub use probe::probe;
