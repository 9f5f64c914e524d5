//! Networks with weights: chains of named layers, weight files, and interval bounds.

mod bounds_parts;
mod chain;
#[cfg(feature = "gpu")]
mod gpu;
mod init;
pub(crate) mod interval;
mod kernels;
mod layer;
mod load_report;
mod parameter_ref;
mod part;
mod recognise;
#[cfg(feature = "foreign")]
mod reparametrised;
#[cfg(feature = "foreign")]
mod sequential;
mod state_dict;
mod statistics;
mod tokens;
#[cfg(feature = "foreign")]
mod torch_archive;
#[cfg(feature = "foreign")]
mod weight_names;
mod weights;
#[cfg(feature = "pytorch")]
mod zip_end;

pub use chain::Chain;
pub(crate) use chain::forward_layers;
pub(crate) use init::BATCH_NORM_EPSILON;
pub(crate) use kernels::is_on_flex;
pub use layer::Layer;
pub use load_report::{LoadReport, Misshaped, WeightsError};
pub use recognise::{Recognised, load_recognised, recognise};
pub use state_dict::StateDict;
pub(crate) use weights::{Tensors, flat, replace, tensors, with_flat};
pub use weights::{load, save};
