//! The samples that a run can read: the bundled ones, which are fetched, and those that a person brought along.

use std::{cell::RefCell, rc::Rc};

use layerlab_core::data::{DataError, InMemory, Records, Source, SplitKind};
use layerlab_data::Labelled;
use layerlab_schema::{Data, DataSet, HeldData};

use crate::fetch::Fetcher;

/// All samples of this worker.
#[derive(Default)]
pub struct Shelf {
    pub fetcher: Fetcher,
    held: RefCell<Vec<Held>>,
}

/// Samples in memory.
struct Held {
    set: DataSet,
    /// The digest of a person's own samples; absent for a set's official files.
    digest: Option<String>,
    train: InMemory,
    test: InMemory,
}

impl Shelf {
    /// Keeps samples, in the place of earlier ones of the same kind: a person's own, or files of the same set. A split without
    /// new files stays.
    pub fn keep(&self, data: &Data, train: Labelled, test: Labelled) -> HeldData {
        let size = data.set.shape().len();
        let digest = data.own.as_ref().map(|own| own.digest.clone());
        let mut held = self.held.borrow_mut();
        let is_same = |old: &Held| old.set == data.set && old.digest.is_none() && digest.is_none();
        let before = held.iter().position(is_same).map(|place| held.remove(place));
        let [mut train, mut test] = [train, test].map(|samples| InMemory::new(Rc::new(samples), size));
        if let Some(before) = before {
            train = if train.is_empty() { before.train } else { train };
            test = if test.is_empty() { before.test } else { test };
        }
        held.retain(|old| old.digest.is_none() || digest.is_none());
        let kept = HeldData { set: data.set, is_own: digest.is_some(), train: train.len(), test: test.len() };
        held.push(Held { set: data.set, digest, train, test });
        kept
    }

    /// The test or training samples of this data, where they are held.
    fn find(&self, data: &Data, kind: SplitKind) -> Option<InMemory> {
        let held = self.held.borrow();
        let digest = data.own.as_ref().map(|own| &own.digest);
        let found = held.iter().find(|held| held.set == data.set && held.digest.as_ref() == digest)?;
        let (samples, needed) = match kind {
            SplitKind::Train | SplitKind::Validation => (&found.train, data.from_training_split()),
            SplitKind::Test => (&found.test, data.test),
        };
        (samples.len() >= needed).then(|| samples.clone())
    }

    /// Whether test samples of this data can be read.
    pub fn has_test(&self, data: &Data) -> bool {
        let few = Data { train: 1, test: 1, validation: 0, ..data.clone() };
        few.check_bundled().is_ok() || self.find(&few, SplitKind::Test).is_some()
    }
}

impl Source for Shelf {
    async fn read(&self, name: &str) -> Result<Vec<u8>, DataError> {
        self.fetcher.read(name).await
    }

    async fn open(&self, data: &Data, kind: SplitKind) -> Result<Option<Box<dyn Records>>, DataError> {
        Ok(self.find(data, kind).map(|samples| Box::new(samples) as Box<dyn Records>))
    }
}
