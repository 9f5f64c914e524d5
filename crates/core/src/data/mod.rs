//! Data: where samples come from, how files are read, and how they reach the device.

mod idx;
mod points;
mod split;

pub use idx::{Idx, read as read_idx};
pub use split::{Kind, Split, files};

use thiserror::Error;

/// Gives the bytes of a named file; the page fetches them, the binary carries them.
#[expect(async_fn_in_trait, reason = "a run lives on one thread, in the page as on the desk")]
pub trait Source {
    /// The bytes of `name`, such as `fashion-mnist/train-images-00.idx3.gz`.
    async fn read(&self, name: &str) -> Result<Vec<u8>, DataError>;
}

/// Data that can't be used.
#[derive(Debug, Error)]
pub enum DataError {
    /// The file can't be had.
    #[error("the data file {name} could not be read ({reason}); check the connection or the file, and try again")]
    Unreadable {
        /// Which file.
        name: String,
        /// Why.
        reason: String,
    },
    /// The file is not what its name says.
    #[error("the data file {name} is damaged at byte {offset}: {what}; get it anew")]
    Damaged {
        /// Which file.
        name: String,
        /// Where in its uncompressed content.
        offset: usize,
        /// What was expected and found.
        what: String,
    },
}
