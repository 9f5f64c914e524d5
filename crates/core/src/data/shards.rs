//! Bundled data sets: shards in the IDX format, loaded in order as samples are needed.

use layerlab_data::{Labelled, idx};
use layerlab_schema::{Data, DataSet};

use super::{DataError, Source, SplitKind};

/// The samples of one split that are loaded so far, in the set's own order.
pub struct Shards {
    set: DataSet,
    kind: SplitKind,
    loaded: Labelled,
    /// Number of loaded shards.
    count: usize,
}

impl Shards {
    /// Starts with no shard loaded.
    pub fn new(set: DataSet, kind: SplitKind) -> Self {
        Self { set, kind, loaded: Labelled::default(), count: 0 }
    }

    /// The data set.
    pub fn set(&self) -> DataSet {
        self.set
    }

    /// Loads further shards until at least `count` samples are in memory.
    ///
    /// # Errors
    /// When a file is missing or damaged.
    pub async fn load(&mut self, count: usize, source: &impl Source) -> Result<(), DataError> {
        while self.loaded.len() < count {
            let [images, labels] = shard_names(self.set, self.kind, self.count);
            let pixels = source.read(&images).await?;
            let classes = source.read(&labels).await?;
            let shard = idx::labelled(self.set, (&images, &pixels), (&labels, &classes))?;
            self.loaded.pixels.extend(shard.pixels);
            self.loaded.labels.extend(shard.labels);
            self.count += 1;
        }
        Ok(())
    }

    /// The bytes of a loaded sample.
    pub fn image(&self, index: usize) -> &[u8] {
        self.loaded.image(index, self.set.shape().len()).expect("samples are loaded before they are used")
    }

    /// The label of a loaded sample.
    pub fn label(&self, index: usize) -> usize {
        usize::from(self.loaded.labels[index])
    }
}

/// The shard files that `data` needs, in the order in which a run reads them; none where the data is generated or not
/// bundled.
pub fn shard_files(data: &Data) -> Vec<String> {
    let shards = |count: usize| count.div_ceil(shard_size(data.set));
    if !data.set.is_image() || data.check_bundled().is_err() {
        return Vec::new();
    }
    let mut order: Vec<_> = (0..shards(data.from_training_split())).map(|shard| (SplitKind::Train, shard)).collect();
    for shard in 0..shards(data.test) {
        // The first evaluation comes soon after the first steps.
        let position = if shard == 0 { 1 } else { order.len() };
        order.insert(position, (SplitKind::Test, shard));
    }
    order.into_iter().flat_map(|(kind, shard)| shard_names(data.set, kind, shard)).collect()
}

/// Samples in one file of a bundled set (`www/data/index.json`).
fn shard_size(set: DataSet) -> usize {
    if set == DataSet::Digits { 500 } else { 250 }
}

/// The files with the images and the labels of a shard.
fn shard_names(set: DataSet, kind: SplitKind, shard: usize) -> [String; 2] {
    let split = match kind {
        SplitKind::Train | SplitKind::Validation => "train",
        SplitKind::Test => "test",
    };
    let set = set.name();
    [format!("{set}/{split}-images-{shard:02}.idx3.gz"), format!("{set}/{split}-labels-{shard:02}.idx1.gz")]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_files_are_the_first_that_a_run_needs() {
        let files = shard_files(&Data { train: 600, test: 251, ..Data::all(DataSet::FashionMnist) });
        let shards: Vec<_> = files.iter().filter_map(|name| name.strip_prefix("fashion-mnist/")).collect();
        assert_eq!(shards[0], "train-images-00.idx3.gz");
        assert_eq!(shards[1], "train-labels-00.idx1.gz");
        assert_eq!(shards[2], "test-images-00.idx3.gz");
        assert_eq!(shards.len(), 2 * (3 + 2));
        assert_eq!(shards[9], "test-labels-01.idx1.gz");
    }

    #[test]
    fn data_that_is_not_bundled_has_no_shards() {
        assert!(shard_files(&Data { train: 60_000, ..Data::all(DataSet::FashionMnist) }).is_empty());
        assert!(shard_files(&Data::all(DataSet::Cifar10)).is_empty());
    }
}
