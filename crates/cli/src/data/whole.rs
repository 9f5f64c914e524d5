//! Sets that are held in memory as bytes: MNIST and its relatives, and CIFAR.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use layerlab_core::data::{DataError, Records, SplitKind};
use layerlab_data::{
    Labelled,
    cifar::{self, Head},
    file, idx,
};
use layerlab_schema::{DataSet, message};

/// The samples of a split in memory.
pub struct Whole {
    pub samples: Arc<Labelled>,
    /// Number of values of a sample.
    pub size: usize,
}

impl Records for Whole {
    fn read(&mut self, index: usize, to: &mut Vec<u8>) -> Result<(), DataError> {
        to.extend_from_slice(self.samples.image(index, self.size).unwrap_or_default());
        Ok(())
    }

    fn label(&self, index: usize) -> usize {
        usize::from(self.samples.labels[index])
    }
}

/// Whether a set is held in memory.
pub fn is_whole(set: DataSet) -> bool {
    Head::of(set).is_some() || matches!(set, DataSet::Mnist | DataSet::FashionMnist)
}

/// Loads the first `count` samples of a split, or somewhat more, from the set's folder.
///
/// # Errors
/// When a file is missing or damaged, or there are fewer samples.
pub fn load(set: DataSet, folder: &Path, kind: SplitKind, count: usize) -> Result<Labelled, DataError> {
    let samples = match Head::of(set) {
        Some(head) => load_cifar(folder, head, kind, count)?,
        None => load_idx(set, folder, kind)?,
    };
    if samples.len() < count {
        return Err(DataError(message!(
            "data-error-few-samples",
            name = folder.display().to_string(),
            found = samples.len(),
            needed = count
        )));
    }
    Ok(samples)
}

/// The files of a split of CIFAR.
pub fn cifar_files(head: Head, kind: SplitKind) -> &'static [&'static str] {
    match (head, kind) {
        (Head::Label, SplitKind::Train | SplitKind::Validation) => {
            &["data_batch_1.bin", "data_batch_2.bin", "data_batch_3.bin", "data_batch_4.bin", "data_batch_5.bin"]
        }
        (Head::Label, SplitKind::Test) => &["test_batch.bin"],
        (Head::CoarseAndFine, SplitKind::Train | SplitKind::Validation) => &["train.bin"],
        (Head::CoarseAndFine, SplitKind::Test) => &["test.bin"],
    }
}

fn load_cifar(folder: &Path, head: Head, kind: SplitKind, count: usize) -> Result<Labelled, DataError> {
    let mut samples = Labelled::default();
    // All at once, so that memory is not taken twice while it grows; unused pages are never touched.
    samples.pixels.reserve_exact(count * 3 * 32 * 32);
    for file in cifar_files(head, kind) {
        if samples.len() >= count {
            break;
        }
        let path = folder.join(file);
        cifar::read(&path.display().to_string(), &file::read(&path)?, head, &mut samples)?;
    }
    Ok(samples)
}

fn load_idx(set: DataSet, folder: &Path, kind: SplitKind) -> Result<Labelled, DataError> {
    let split = match kind {
        SplitKind::Train | SplitKind::Validation => "train",
        SplitKind::Test => "t10k",
    };
    let images = in_use(&folder.join(format!("{split}-images-idx3-ubyte.gz")));
    let labels = in_use(&folder.join(format!("{split}-labels-idx1-ubyte.gz")));
    let (pixels, classes) = (file::read(&images)?, file::read(&labels)?);
    let (images, labels) = (images.display().to_string(), labels.display().to_string());
    idx::labelled(set, (&images, &pixels), (&labels, &classes))
}

/// The file that is read for a published `.gz`: the first of its spellings that is there. If it was unpacked before, the
/// plain file is used.
pub fn in_use(zipped: &Path) -> PathBuf {
    let [packed, plain] = spellings(zipped);
    let mut paths = plain.into_iter().chain(packed);
    paths.find(|path| path.is_file()).unwrap_or_else(|| zipped.to_owned())
}

/// The paths under which a published `.gz` may lie, packed and unpacked. Some programs and sites put a dot where MNIST's
/// makers put a dash: `train-images.idx3-ubyte`.
pub fn spellings(zipped: &Path) -> [Vec<PathBuf>; 2] {
    let name = zipped.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let dotted = name.replacen("-idx", ".idx", 1);
    let names = if dotted == name { vec![name] } else { vec![name, dotted] };
    let packed: Vec<PathBuf> = names.iter().map(|name| zipped.with_file_name(name)).collect();
    let plain = names.iter().map(|name| zipped.with_file_name(name.strip_suffix(".gz").unwrap_or(name))).collect();
    [packed, plain]
}
