//! One split of a data set on a device, growing shard by shard as samples are needed.

use burn::tensor::{Device, Int, Tensor, TensorData};
use layerlab_spec::{Data, DataSet};

use super::{DataError, Source, idx, points};
use crate::random::{Purpose, stream};

/// Which split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// To learn from.
    Train,
    /// To look at; nothing is selected on it.
    Test,
}

/// The samples of one split that are loaded so far, in the set's own order.
pub struct Split {
    set: DataSet,
    kind: Kind,
    seed: u64,
    device: Device,
    images: Option<Tensor<4>>,
    labels: Vec<u8>,
    shards: usize,
}

impl Split {
    /// An empty split; nothing is read yet.
    pub fn new(set: DataSet, kind: Kind, seed: u64, device: &Device) -> Self {
        let device = device.clone().without_autodiff();
        Self { set, kind, seed, device, images: None, labels: Vec::new(), shards: 0 }
    }

    /// Loads further shards until the first `count` samples are there.
    ///
    /// # Errors
    /// When a file is missing, damaged, or the set has fewer samples.
    pub async fn ensure(&mut self, count: usize, source: &impl Source) -> Result<(), DataError> {
        if self.labels.len() < count && !self.set.is_image() {
            self.generate(count);
        }
        while self.labels.len() < count {
            let (values, labels) = self.read_shard(source).await?;
            self.append(values, &labels);
            self.shards += 1;
        }
        Ok(())
    }

    /// Samples `indices`, which must be loaded: values `[batch, channels, height, width]` in [0, 1], labels `[batch]`.
    ///
    /// # Panics
    /// When one is not loaded: a mistake of this program, not of its user.
    pub fn batch(&self, indices: &[usize]) -> (Tensor<4>, Tensor<1, Int>) {
        let images = self.images.as_ref().expect("samples are loaded before they are used");
        let positions: Vec<i32> = indices.iter().map(|&i| i as i32).collect();
        let labels: Vec<i32> = indices.iter().map(|&i| i32::from(self.labels[i])).collect();
        let shape = [indices.len()];
        let images = images.clone().select(0, Tensor::from_data(TensorData::new(positions, shape), &self.device));
        (images, Tensor::from_data(TensorData::new(labels, shape), &self.device))
    }

    /// The label of a loaded sample.
    pub fn label(&self, index: usize) -> usize {
        usize::from(self.labels[index])
    }

    fn generate(&mut self, count: usize) {
        let purpose = match self.kind {
            Kind::Train => Purpose::TrainingData,
            Kind::Test => Purpose::TestData,
        };
        let (mut values, mut labels) = (Vec::new(), Vec::new());
        for index in self.labels.len()..count {
            let (point, label) = points::point(self.set, &mut stream(self.seed, purpose, 0, index as u64));
            values.extend(point);
            labels.push(label);
        }
        self.append(values, &labels);
    }

    async fn read_shard(&self, source: &impl Source) -> Result<(Vec<f32>, Vec<u8>), DataError> {
        let (images, labels) = shard_names(self.set, self.kind, self.shards);
        let pixels = idx::read(&images, &source.read(&images).await?, 3)?;
        let classes = idx::read(&labels, &source.read(&labels).await?, 1)?;
        let shape = self.set.shape();
        let damaged = |name: &str, offset, what: String| DataError::Damaged { name: name.into(), offset, what };
        if pixels.shape[1..] != [shape.height, shape.width] {
            return Err(damaged(&images, 8, format!("its images are {:?} instead of {shape}", &pixels.shape[1..])));
        }
        if classes.values.len() != pixels.shape[0] || classes.values.is_empty() {
            return Err(damaged(&labels, 4, format!("{} labels for {} images", classes.values.len(), pixels.shape[0])));
        }
        let known = self.set.classes().len();
        if let Some(at) = classes.values.iter().position(|&class| usize::from(class) >= known) {
            return Err(damaged(&labels, 8 + at, format!("label {} of {known} classes", classes.values[at])));
        }
        let scale = self.largest_value();
        Ok((pixels.values.iter().map(|&value| f32::from(value) / scale).collect(), classes.values))
    }

    /// What a file writes for the value 1.
    fn largest_value(&self) -> f32 {
        match self.set {
            DataSet::Digits => 16.0,
            DataSet::FashionMnist | DataSet::Moons | DataSet::Circles | DataSet::Spirals | DataSet::Blobs => 255.0,
        }
    }

    fn append(&mut self, values: Vec<f32>, labels: &[u8]) {
        let shape = self.set.shape();
        let shape = [labels.len(), shape.channels, shape.height, shape.width];
        let new = Tensor::from_data(TensorData::new(values, shape), &self.device);
        self.images = Some(match self.images.take() {
            Some(old) => Tensor::cat(vec![old, new], 0),
            None => new,
        });
        self.labels.extend(labels);
    }
}

/// The files that `data` needs, in the order in which a run asks for them.
pub fn files(data: &Data) -> Vec<String> {
    let shards = |count: usize| count.div_ceil(shard_size(data.set));
    if !data.set.is_image() {
        return Vec::new();
    }
    let mut files: Vec<_> = (0..shards(data.train)).map(|shard| (Kind::Train, shard)).collect();
    // The first look comes soon after the first steps.
    files.splice(1..1, (0..shards(data.test)).map(|shard| (Kind::Test, shard)).take(1));
    files.extend((1..shards(data.test)).map(|shard| (Kind::Test, shard)));
    files.into_iter().flat_map(|(kind, shard)| <[String; 2]>::from(shard_names(data.set, kind, shard))).collect()
}

/// Samples in one bundled file (`www/data/index.json`).
fn shard_size(set: DataSet) -> usize {
    match set {
        DataSet::FashionMnist => 250,
        DataSet::Digits => 500,
        DataSet::Moons | DataSet::Circles | DataSet::Spirals | DataSet::Blobs => usize::MAX,
    }
}

fn shard_names(set: DataSet, kind: Kind, shard: usize) -> (String, String) {
    let split = match kind {
        Kind::Train => "train",
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
        let files = files(&Data { set: DataSet::FashionMnist, train: 600, test: 251 });
        let shards: Vec<_> = files.iter().filter_map(|name| name.strip_prefix("fashion-mnist/")).collect();
        assert_eq!(shards[0], "train-images-00.idx3.gz");
        assert_eq!(shards[1], "train-labels-00.idx1.gz");
        assert_eq!(shards[2], "test-images-00.idx3.gz");
        assert_eq!(shards.len(), 2 * (3 + 2));
        assert_eq!(shards[9], "test-labels-01.idx1.gz");
    }
}
