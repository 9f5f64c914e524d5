//! Networks: chains of named layers, and their weights in and out.

mod chain;
mod layer;
mod weights;

pub use chain::Chain;
pub use layer::Layer;
pub use weights::{WeightsError, load, save};
