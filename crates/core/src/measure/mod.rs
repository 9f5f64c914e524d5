//! Measures: what is read off a network.

mod adaptive;
mod bonds;
mod bootstrap;
mod certificate;
mod kruskal_wallis;
mod latency;
mod look;
mod margin;
mod overfitting;
mod plane;
mod reader;
mod robust_criticality;
mod semirobustness;
mod sensitivity;
mod trials;

pub use bonds::{Bonding, bonds};
pub use bootstrap::bootstrap;
pub use kruskal_wallis::{KruskalWallis, kruskal_wallis};
pub use latency::{Latency, latency, latency_beside};
pub use look::{Looking, Seen, accuracy, look};
pub use margin::margin;
pub use overfitting::{Overfitting, overfitting};
pub use plane::{plane, projections};
pub(crate) use reader::solve;
pub use reader::{Affine, Reading, least_squares, probe};
pub use robust_criticality::robust_criticality;
pub use semirobustness::{Attacked, Margins, Subject, sample_margins, semirobustness};
pub use sensitivity::sensitivity;
pub use trials::over_trials;
