//! Readers: classifiers on the output of a layer, the G of semirobustness (arXiv 2307.03803, section 2).

mod affine;
mod front_reader;
mod layer_classifier;
mod least_squares;
mod probe;
mod pseudo_inverse;
pub(crate) mod solve;

pub use affine::Affine;
pub use front_reader::FrontReader;
pub(crate) use layer_classifier::FitSamples;
pub use layer_classifier::LayerClassifier;
pub(crate) use least_squares::MAX_SIZE as MOST_EQUATIONS;
pub use least_squares::least_squares;
pub use probe::probe;
pub(crate) use pseudo_inverse::pseudo_inverse_solution;
