//! Bundled sets: shards in the IDX format, loaded one after the other as samples are needed.

use layerlab_data::{Labelled, idx};
use layerlab_schema::{Data, DataSet};

use super::{DataError, Kind, Source};

/// The samples of one split that are loaded so far, in the set's own order.
pub struct Shards {
    set: DataSet,
    kind: Kind,
    loaded: Labelled,
    count: usize,
}

impl Shards {
    /// Nothing is read yet.
    pub fn new(set: DataSet, kind: Kind) -> Self {
        Self { set, kind, loaded: Labelled::default(), count: 0 }
    }

    /// Loads further shards until the first `count` samples are there.
    ///
    /// # Errors
    /// When a file is missing or damaged.
    pub async fn load(&mut self, count: usize, source: &impl Source) -> Result<(), DataError> {
        while self.loaded.len() < count {
            let (images, labels) = names(self.set, self.kind, self.count);
            let (pixels, classes) = (source.read(&images).await?, source.read(&labels).await?);
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

/// The files that `data` needs, in the order in which a run asks for them.
pub fn files(data: &Data) -> Vec<String> {
    let shards = |count: usize| count.div_ceil(shard_size(data.set));
    if !data.set.is_image() || data.check_bundled().is_err() {
        return Vec::new();
    }
    let mut files: Vec<_> = (0..shards(data.from_training_split())).map(|shard| (Kind::Train, shard)).collect();
    // The first look comes soon after the first steps.
    files.splice(1..1, (0..shards(data.test)).map(|shard| (Kind::Test, shard)).take(1));
    files.extend((1..shards(data.test)).map(|shard| (Kind::Test, shard)));
    files.into_iter().flat_map(|(kind, shard)| <[String; 2]>::from(names(data.set, kind, shard))).collect()
}

/// Samples in one file of a bundled set (`www/data/index.json`).
fn shard_size(set: DataSet) -> usize {
    if set == DataSet::Digits { 500 } else { 250 }
}

fn names(set: DataSet, kind: Kind, shard: usize) -> (String, String) {
    let split = match kind {
        Kind::Train | Kind::Validation => "train",
        Kind::Test => "test",
    };
    let set = set.name();
    (format!("{set}/{split}-images-{shard:02}.idx3.gz"), format!("{set}/{split}-labels-{shard:02}.idx1.gz"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_files_are_the_first_that_a_run_needs() {
        let files = files(&Data { train: 600, test: 251, ..Data::all(DataSet::FashionMnist) });
        let shards: Vec<_> = files.iter().filter_map(|name| name.strip_prefix("fashion-mnist/")).collect();
        assert_eq!(shards[0], "train-images-00.idx3.gz");
        assert_eq!(shards[1], "train-labels-00.idx1.gz");
        assert_eq!(shards[2], "test-images-00.idx3.gz");
        assert_eq!(shards.len(), 2 * (3 + 2));
        assert_eq!(shards[9], "test-labels-01.idx1.gz");
    }

    #[test]
    fn what_is_not_bundled_has_no_files() {
        assert!(files(&Data { train: 60_000, ..Data::all(DataSet::FashionMnist) }).is_empty());
        assert!(files(&Data::all(DataSet::Cifar10)).is_empty());
    }
}
