//! Data: the sources of samples, data augmentation, and batches on a device.
//!
//! Samples stay on the host as the bytes of their files, and each batch is converted to f32 when it is needed: a set
//! takes a quarter of the memory that f32 values would. The page and the binary share this code.

mod augment;
mod in_memory;
mod points;
mod shards;
mod split;

pub use in_memory::InMemory;
pub use layerlab_data::DataError;
pub use shards::shard_files;
pub use split::{Batch, Split, SplitKind};

use layerlab_schema::{Data, Layer, message};

/// A source of samples outside of the core. The page fetches shards, the binary contains them; the binary can also read a
/// set's original files.
#[expect(async_fn_in_trait, reason = "a run lives on one thread, in the page as on the desk")]
pub trait Source {
    /// The bytes of a shard such as `fashion-mnist/train-images-00.idx3.gz`.
    async fn read(&self, name: &str) -> Result<Vec<u8>, DataError>;

    /// The weights of a network of these layers from a file that an experiment names, as safetensors under our names.
    async fn weights(&self, file: &str, layers: &[Layer]) -> Result<Vec<u8>, DataError> {
        let _ = layers;
        Err(DataError(message!("data-error-no-weights-here", name = file)))
    }

    /// A split of the data set, where the source has its original files; with `None` it is read from shards.
    async fn open(&self, data: &Data, kind: SplitKind) -> Result<Option<Box<dyn Records>>, DataError> {
        let _ = (data, kind);
        Ok(None)
    }
}

/// The samples of one split of a data set, in the set's own order. [`SplitKind::Validation`] reads from the training split.
pub trait Records {
    /// Appends the values of a sample as bytes: channel after channel, row after row.
    ///
    /// # Errors
    /// When the file can't be read, or is damaged.
    fn read(&mut self, index: usize, to: &mut Vec<u8>) -> Result<(), DataError>;

    /// The class of a sample, from 0.
    fn label(&self, index: usize) -> usize;

    /// Announces the samples that will be read next, in this order, so that they can be prepared in the background. It is
    /// a hint: any sample may be read at any time.
    fn prefetch(&mut self, next: &mut dyn Iterator<Item = usize>) {
        let _ = next;
    }
}
