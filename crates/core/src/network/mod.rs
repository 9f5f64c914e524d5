//! Networks: chains of named layers, and their weights in and out.

mod chain;
#[cfg(feature = "pytorch")]
mod dialect;
mod init;
pub(crate) mod interval;
mod keys;
mod layer;
mod part;
mod slot;
mod state_dict;
mod tokens;
mod weights;

pub use chain::Chain;
pub(crate) use init::BATCH_NORM_EPSILON;
pub use keys::{Keys, Misshaped, WeightsError};
pub use layer::Layer;
pub use state_dict::StateDict;
pub(crate) use weights::{Tensors, replace, tensors};
pub use weights::{load, save};
