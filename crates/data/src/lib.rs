//! The file formats of data sets, and a catalogue of the sets that can be fetched.
//!
//! Formats work on bytes and texts, so that the page reads the same files as the binary; only what walks through folders
//! and decodes pictures needs the feature `folders`. No tensors, no network. Every fault names its file, and the byte
//! or the line where that helps.

pub mod catalogue;
pub mod cifar;
mod error;
#[cfg(feature = "folders")]
pub mod file;
#[cfg(feature = "folders")]
pub mod folder;
pub mod gzip;
pub mod idx;
mod labelled;
pub mod official;
#[cfg(feature = "folders")]
mod order;
#[cfg(feature = "folders")]
pub mod picture;
pub mod stanford_dogs;
pub mod tiny_imagenet;

pub use error::DataError;
pub use labelled::Labelled;
