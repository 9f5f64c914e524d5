//! Measures: what is read off a network.

mod adaptive;
mod bonds;
mod bootstrap;
mod certificate;
mod look;
mod margin;
mod overfitting;
mod plane;
mod reader;
mod semirobustness;
mod sensitivity;
mod trials;

pub use bonds::{Bonding, bonds};
pub use bootstrap::bootstrap;
pub use look::{Looking, Seen, look};
pub use margin::margin;
pub use overfitting::{Overfitting, overfitting};
pub use plane::{plane, projections};
pub(crate) use reader::solve;
pub use reader::{Affine, Reading, least_squares, probe};
pub use semirobustness::{Attacked, Margins, Subject, sample_margins, semirobustness};
pub use sensitivity::sensitivity;
pub use trials::over_trials;
