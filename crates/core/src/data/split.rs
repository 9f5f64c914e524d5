//! One split of a data set: it gives batches on a device, wherever their samples come from.

use burn::tensor::{Device, Int, Tensor, TensorData};
use layerlab_schema::{Augment, Data, DataSet};

use super::{Records, Source, augment, points, shards::Shards};
use crate::{
    RunError,
    random::{Purpose, stream},
};

/// Which split.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// To learn from: the first samples of the set's training split.
    Train,
    /// To look at on the way: the samples of the training split that come after those.
    Validation,
    /// To look at; nothing is selected on it.
    Test,
}

/// Samples on a device.
pub struct Batch {
    /// Values in [0, 1], `[batch, channels, height, width]`.
    pub samples: Tensor<4>,
    /// Labels, `[batch]`.
    pub labels: Tensor<1, Int>,
    /// The labels once more, for the host.
    pub classes: Vec<usize>,
}

/// The samples of one split. Nothing is read before the first batch.
pub struct Split {
    data: Data,
    kind: Kind,
    seed: u64,
    device: Device,
    store: Option<Store>,
}

/// Where samples come from.
enum Store {
    /// Drawn from the seed.
    Points,
    /// Bundled.
    Shards(Shards),
    /// The source's own.
    Records(Box<dyn Records>),
}

impl Split {
    /// A split of the data of an experiment with this seed.
    pub fn new(data: &Data, kind: Kind, seed: u64, device: &Device) -> Self {
        Self { data: data.clone(), kind, seed, device: device.clone().without_autodiff(), store: None }
    }

    /// The first `count` of the `upcoming` samples, which count from the first one of this split; a source with files
    /// prepares the others meanwhile. Training samples are varied as the experiment says, in each `epoch` anew.
    ///
    /// # Errors
    /// When a file is missing or damaged, or the source does not have this set.
    pub async fn batch(
        &mut self,
        upcoming: &[usize],
        count: usize,
        epoch: usize,
        source: &impl Source,
    ) -> Result<Batch, RunError> {
        let mut store = match self.store.take() {
            Some(store) => store,
            None => self.open(source).await?,
        };
        let first = self.first();
        let indices = &upcoming[..count.min(upcoming.len())];
        match &mut store {
            Store::Points => {}
            Store::Shards(shards) => {
                let needed = indices.iter().max().map_or(0, |largest| first + largest + 1);
                shards.load(needed, source).await?;
            }
            Store::Records(records) => records.expect(&mut upcoming.iter().map(|index| first + index)),
        }
        let (mut values, mut classes) = (Vec::new(), Vec::new());
        for &index in indices {
            self.read(&mut store, first + index, epoch, &mut values, &mut classes)?;
        }
        self.store = Some(store);
        Ok(self.upload(values, classes))
    }

    /// Becomes another split of the same data.
    pub fn turn_to(&mut self, kind: Kind) {
        if self.kind != kind {
            (self.kind, self.store) = (kind, None);
        }
    }

    /// Where this split begins in the set's own one.
    fn first(&self) -> usize {
        match self.kind {
            Kind::Train | Kind::Test => 0,
            Kind::Validation => self.data.train,
        }
    }

    async fn open(&self, source: &impl Source) -> Result<Store, RunError> {
        if !self.data.set.is_image() {
            return Ok(Store::Points);
        }
        if let Some(records) = source.open(&self.data, self.kind).await? {
            return Ok(Store::Records(records));
        }
        self.data.check_bundled()?;
        Ok(Store::Shards(Shards::new(self.data.set, self.kind)))
    }

    /// Appends the values and the class of sample `index` of the set's own split.
    fn read(
        &self,
        store: &mut Store,
        index: usize,
        epoch: usize,
        values: &mut Vec<f32>,
        classes: &mut Vec<usize>,
    ) -> Result<(), RunError> {
        let (mut image, class) = match store {
            Store::Points => {
                let purpose = match self.kind {
                    Kind::Train | Kind::Validation => Purpose::TrainingData,
                    Kind::Test => Purpose::TestData,
                };
                let rng = &mut stream(self.seed, purpose, 0, index as u64);
                let (point, class) = points::point(self.data.set, rng);
                values.extend(point);
                classes.push(usize::from(class));
                return Ok(());
            }
            Store::Shards(shards) => (shards.image(index).to_vec(), shards.label(index)),
            Store::Records(records) => {
                let mut image = Vec::new();
                records.read(index, &mut image)?;
                (image, records.label(index))
            }
        };
        if let (Kind::Train, Some(variation)) = (self.kind, &self.data.augment) {
            self.vary(&mut image, variation, index, epoch);
        }
        let scale = largest_value(self.data.set);
        values.extend(image.into_iter().map(|value| f32::from(value) / scale));
        classes.push(class);
        Ok(())
    }

    fn vary(&self, image: &mut [u8], variation: &Augment, index: usize, epoch: usize) {
        let rng = &mut stream(self.seed, Purpose::Augmentation, epoch as u64, index as u64);
        augment::vary(image, self.data.set.shape(), variation, rng);
    }

    fn upload(&self, values: Vec<f32>, classes: Vec<usize>) -> Batch {
        let (count, shape) = (classes.len(), self.data.set.shape());
        let labels: Vec<i32> = classes.iter().map(|&class| class as i32).collect();
        let shape = [count, shape.channels, shape.height, shape.width];
        Batch {
            samples: Tensor::from_data(TensorData::new(values, shape), &self.device),
            labels: Tensor::from_data(TensorData::new(labels, [count]), &self.device),
            classes,
        }
    }
}

/// What a file writes for the value 1.
fn largest_value(set: DataSet) -> f32 {
    if set == DataSet::Digits { 16.0 } else { 255.0 }
}
