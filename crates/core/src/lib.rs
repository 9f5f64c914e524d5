//! The core of Layerlab: data, networks, attacks, training and measures, on Burn.
//!
//! The page and the binary share this library. It does not depend on its environment: it takes a [`burn::tensor::Device`], a
//! [`Source`](data::Source) of samples and a [`Host`] that receives events and can pause or stop the run. Every read-back is
//! asynchronous, because a browser's GPU can't be read synchronously.

pub mod attack;
pub mod bench;
pub mod compress;
pub mod data;
pub mod device;
#[cfg(not(target_family = "wasm"))]
pub mod device_check;
#[cfg(feature = "rayon")]
mod device_threads;
mod error;
pub mod forecast;
#[cfg(feature = "gpu")]
mod gpu;
mod helper;
mod host;
mod job;
pub mod masking_check;
pub mod measure;
pub mod network;
mod parallel;
mod protocol;
pub mod random;
mod run;
pub mod sharing;
pub mod train;

#[cfg(feature = "rayon")]
pub use device_threads::DeviceThreads;
pub use error::RunError;
pub use helper::Helper;
pub use host::{Control, Host};
pub use job::{Job, Outcome, run};
pub use parallel::set_micro_batch;
pub use protocol::{TriageResolution, judge_transfer, judge_triage};
