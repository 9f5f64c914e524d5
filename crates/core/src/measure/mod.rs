//! Measures: what is read off a network.

mod adaptive;
mod bootstrap;
mod certificate;
mod look;
mod margin;
mod overfitting;
mod reader;
mod semirobustness;
mod sensitivity;

pub use bootstrap::bootstrap;
pub use look::{Looking, Seen, look};
pub use margin::margin;
pub use overfitting::{Overfitting, overfitting};
pub use reader::{Affine, Reading, least_squares, probe};
pub use semirobustness::{Attacked, Margins, Subject, sample_margins, semirobustness};
pub use sensitivity::sensitivity;
