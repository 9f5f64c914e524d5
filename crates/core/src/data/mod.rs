//! Data: where samples come from, how they are varied, and how they reach the device.
//!
//! Samples stay on the host as bytes, as they are stored, and each batch is converted when it is needed: a set takes
//! a quarter of the memory that its numbers would, and the page and the binary go the same way.

mod augment;
mod points;
mod shards;
mod split;

pub use layerlab_data::DataError;
pub use shards::files;
pub use split::{Batch, Kind, Split};

use layerlab_schema::Data;

/// Gives the samples that don't come out of the core itself. The page fetches shards and the binary carries them; the
/// binary may also have a set's own files.
#[expect(async_fn_in_trait, reason = "a run lives on one thread, in the page as on the desk")]
pub trait Source {
    /// The bytes of a shard, such as `fashion-mnist/train-images-00.idx3.gz`.
    async fn read(&self, name: &str) -> Result<Vec<u8>, DataError>;

    /// A split of the set of `data`, where the source has its own files. Without, the set comes in shards.
    async fn open(&self, data: &Data, kind: Kind) -> Result<Option<Box<dyn Records>>, DataError> {
        let _ = (data, kind);
        Ok(None)
    }
}

/// The samples of one split of a set, in the set's own order; [`Kind::Validation`] has those of the training split.
pub trait Records {
    /// Appends the values of a sample as bytes: channel after channel, row after row.
    ///
    /// # Errors
    /// When its file can't be read, or is damaged.
    fn read(&mut self, index: usize, to: &mut Vec<u8>) -> Result<(), DataError>;

    /// The class of a sample.
    fn label(&self, index: usize) -> usize;

    /// Tells which samples will be read next, in this order and from now on, so that they can be prepared meanwhile. It
    /// is a hint: any sample may be read at any time.
    fn expect(&mut self, next: &mut dyn Iterator<Item = usize>) {
        let _ = next;
    }
}
