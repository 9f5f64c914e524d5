//! One split of a data set as batches on a device, independent of where the samples come from.

use burn::tensor::{Device, Int, Tensor, TensorData};
use layerlab_schema::{Data, DataSet};

use super::{Records, Source, augment, points, shards::Shards};
use crate::{
    RunError,
    random::{Purpose, stream},
};

/// The purpose of a split of the data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SplitKind {
    /// For training: the first samples of the set's training split.
    Train,
    /// For evaluation during training: the samples of the training split after those.
    Validation,
    /// For the final evaluation; nothing is selected on it.
    Test,
}

/// Samples of a split on a device.
pub struct Batch {
    /// Values in [0, 1], `[batch, channels, height, width]`.
    pub samples: Tensor<4>,
    /// Labels on the device, `[batch]`, from 0.
    pub labels: Tensor<1, Int>,
    /// The same labels on the host.
    pub classes: Vec<usize>,
}

/// The samples of one split. Nothing is read before the first batch.
pub struct Split {
    data: Data,
    kind: SplitKind,
    seed: u64,
    device: Device,
    store: Option<Store>,
}

/// The origin of the samples.
enum Store {
    /// Generated from the seed.
    Points,
    /// The bundled shards.
    Shards(Shards),
    /// The original files of the data set.
    Records(Box<dyn Records>),
}

impl Split {
    /// A split of an experiment's data; `seed` is for generated samples and augmentation.
    pub fn new(data: &Data, kind: SplitKind, seed: u64, device: &Device) -> Self {
        Self { data: data.clone(), kind, seed, device: device.clone().without_autodiff(), store: None }
    }

    /// A batch of the first `count` of the `upcoming` samples, whose indices count from the first one of this split; a
    /// source with files prefetches the others. Training samples are augmented as the experiment says, differently in
    /// each `round`.
    ///
    /// # Errors
    /// When a file is missing or damaged, or the source does not have the data set.
    pub async fn batch(
        &mut self,
        upcoming: &[usize],
        count: usize,
        round: u64,
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
            Store::Records(records) => records.prefetch(&mut upcoming.iter().map(|index| first + index)),
        }
        let mut values = Vec::new();
        let mut classes = Vec::new();
        for &index in indices {
            self.read(&mut store, first + index, round, &mut values, &mut classes)?;
        }
        self.store = Some(store);
        Ok(self.upload(values, classes))
    }

    /// Switches to another split of the same data.
    pub fn switch_to(&mut self, kind: SplitKind) {
        if self.kind != kind {
            self.kind = kind;
            self.store = None;
        }
    }

    /// The index of this split's first sample in the data set's own split.
    fn first(&self) -> usize {
        match self.kind {
            SplitKind::Train | SplitKind::Test => 0,
            SplitKind::Validation => self.data.train,
        }
    }

    /// A split whose samples are these, whatever the data's own are.
    pub(crate) fn of_records(data: &Data, records: Box<dyn Records>, device: &Device) -> Self {
        Self { store: Some(Store::Records(records)), ..Self::new(data, SplitKind::Test, 0, device) }
    }

    async fn open(&self, source: &impl Source) -> Result<Store, RunError> {
        if !self.data.set.is_image() && self.data.own.is_none() {
            return Ok(Store::Points);
        }
        if let Some(records) = source.open(&self.data, self.kind).await? {
            return Ok(Store::Records(records));
        }
        self.data.check_bundled()?;
        Ok(Store::Shards(Shards::new(self.data.set, self.kind)))
    }

    /// Appends the values and the class of sample `index` of the data set's own split.
    fn read(
        &self,
        store: &mut Store,
        index: usize,
        round: u64,
        values: &mut Vec<f32>,
        classes: &mut Vec<usize>,
    ) -> Result<(), RunError> {
        let (mut image, class) = match store {
            Store::Points => {
                let purpose = match self.kind {
                    SplitKind::Train | SplitKind::Validation => Purpose::TrainingData,
                    SplitKind::Test => Purpose::TestData,
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
        if self.data.pad > 0 {
            image = augment::pad(&image, self.data.set.shape(), self.data.pad);
        }
        if let (SplitKind::Train, Some(settings)) = (self.kind, &self.data.augment) {
            let rng = &mut stream(self.seed, Purpose::Augmentation, round, index as u64);
            augment::augment(&mut image, self.data.shape(), settings, rng);
        }
        let scale = store.largest_value();
        values.extend(image.into_iter().map(|value| f32::from(value) / scale));
        classes.push(class);
        Ok(())
    }

    fn upload(&self, values: Vec<f32>, classes: Vec<usize>) -> Batch {
        let (count, shape) = (classes.len(), self.data.shape());
        let labels: Vec<i32> = classes.iter().map(|&class| class as i32).collect();
        let shape = [count, shape.channels, shape.height, shape.width];
        Batch {
            samples: Tensor::from_data(TensorData::new(values, shape), &self.device),
            labels: Tensor::from_data(TensorData::new(labels, [count]), &self.device),
            classes,
        }
    }
}

impl Store {
    /// The byte that stands for the value 1. The bundled digits are counts of ink from 0 to 16.
    fn largest_value(&self) -> f32 {
        match self {
            Self::Shards(shards) if shards.set() == DataSet::Digits => 16.0,
            Self::Shards(_) | Self::Records(_) | Self::Points => 255.0,
        }
    }
}
