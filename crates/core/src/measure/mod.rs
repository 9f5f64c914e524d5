//! Measures: what is read off a network.

mod adaptive;
mod bootstrap;
mod certificate;
mod dependency;
mod evaluate;
mod final_attacks;
mod kruskal_wallis;
mod latency;
mod layer_margins;
mod margin;
mod overfitting;
mod plane;
mod reader;
mod robust_criticality;
mod sensitivity;
mod trials;

pub use bootstrap::bootstrap;
pub use dependency::{DependencyRequest, layer_pairs};
pub use evaluate::{EvaluationRequest, EvaluationResult, accuracy, evaluate};
pub use final_attacks::{FinalAttacks, final_attacks};
pub use kruskal_wallis::{KruskalWallis, kruskal_wallis};
pub use latency::{Latency, latency, latency_beside};
pub use layer_margins::{Attacked, MarginRequest, Margins, layer_margins, sample_margins};
pub use margin::margin;
pub use overfitting::{Overfitting, overfitting};
pub use plane::{plane, projections};
pub(crate) use reader::solve;
pub use reader::{Affine, Reading, least_squares, probe};
pub use robust_criticality::robust_criticality;
pub use sensitivity::sensitivity;
pub use trials::over_trials;
