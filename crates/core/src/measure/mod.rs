//! Measures of a network: accuracy, margins, sensitivity, dependency, criticality and latency, with their statistics.

mod adaptive;
mod bootstrap;
mod certificate;
mod decision_regions;
mod dependency;
mod evaluate;
mod examine;
mod final_attacks;
mod latency;
mod layer_margins;
mod linear_bounds;
mod margin;
mod noise_intervention;
mod overfitting;
mod reader;
mod robust_criticality;
mod sensitivity;

pub use bootstrap::bootstrap;
pub use decision_regions::{decision_regions, projections};
pub use dependency::{DependencyRequest, layer_pairs};
pub(crate) use evaluate::evaluate_samples;
pub use evaluate::{BATCH as EVALUATION_BATCH, EvaluationRequest, EvaluationResult, accuracy, evaluate};
pub use examine::examine;
pub use final_attacks::{FinalAttacks, final_attacks};
pub use latency::{Latency, compare_latency, latency};
pub use layer_margins::{AttackedBatch, MarginRequest, Margins, layer_margins, sample_margins};
pub use layerlab_statistics::student_interval;
pub use margin::margin;
pub use noise_intervention::{NoiseRequest, noise_intervention};
pub use overfitting::{Overfitting, overfitting};
pub use reader::{Affine, FrontReader, LayerClassifier, least_squares, probe};
pub(crate) use reader::{pseudo_inverse_solution, solve};
pub use robust_criticality::robust_criticality;
pub use sensitivity::sensitivity;
