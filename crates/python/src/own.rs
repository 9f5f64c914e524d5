//! A person's own arrays as the samples of a run, and the samples that a run reads else.

use std::rc::Rc;

use layerlab_cli::shared::DataSource;
use layerlab_core::data::{DataError, InMemory, Records, Source, SplitKind};
use layerlab_data::Labelled;
use layerlab_schema::{Data, Layer, OwnData};
use layerlab_words::t;
use pyo3::prelude::*;
use sha2::{Digest, Sha256};

use crate::{
    arrays::{self, Array},
    error::{LayerlabError, speak},
};

/// Training and test samples.
pub struct Own {
    train: Labelled,
    test: Labelled,
}

/// One split as it is given: samples and labels.
type Pair<'py> = (Bound<'py, PyAny>, Bound<'py, PyAny>);

impl Own {
    /// The samples of `((images, labels), (images, labels))`, for training and test, which take the place of the set's in `data`.
    ///
    /// # Errors
    /// When they have another form than the set of `data`, whose shape they take.
    pub fn read(given: &Bound<'_, PyAny>, data: &mut Data) -> PyResult<Self> {
        let (train, test): (Pair<'_>, Pair<'_>) = given.extract()?;
        let own = Self { train: labelled("train", &train, data)?, test: labelled("test", &test, data)? };
        let classes = own.train.labels.iter().chain(&own.test.labels).max().map_or(0, |&label| usize::from(label) + 1);
        let (train, test) = (own.train.len(), own.test.len());
        (data.train, data.test) = (train.saturating_sub(data.validation), test);
        let classes = (0..classes).map(|class| class.to_string()).collect();
        data.own = Some(OwnData { classes, train, test, digest: own.digest() });
        Ok(own)
    }

    /// As the page has it: all values, training samples first, then all labels, a byte each.
    fn digest(&self) -> String {
        let mut digest = Sha256::new();
        digest.update(&self.train.pixels);
        digest.update(&self.test.pixels);
        let labels: Vec<u8> = self.train.labels.iter().chain(&self.test.labels).map(|&label| label as u8).collect();
        digest.update(labels);
        digest.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// One split in bytes.
fn labelled(name: &str, (images, labels): &Pair<'_>, data: &Data) -> PyResult<Labelled> {
    speak();
    let Array { values, shape } = arrays::samples(images, &format!("{name} images"))?;
    let size = data.set.shape().len();
    let rows = shape.first().copied().unwrap_or(0);
    if rows == 0 || values.len() != rows * size {
        let (shape, expected) = (format!("{shape:?}"), data.set.shape().to_string());
        let set = data.set.name();
        return Err(LayerlabError::new_err(t!(
            "python-own-shape",
            name = name,
            shape = shape,
            data = set,
            expected = expected
        )));
    }
    let labels = arrays::labels(labels, &format!("{name} labels"), rows)?;
    let labels: Vec<u16> = labels.into_iter().map(|label| u16::try_from(label).unwrap_or(u16::MAX - 1)).collect();
    let pixels = values.into_iter().map(|value| (value * 255.0).round() as u8).collect();
    Ok(Labelled { pixels, labels })
}

/// The samples of a run: a person's own where there are some, else those that the binary reads.
pub struct RunSource {
    own: Option<(InMemory, InMemory)>,
    other: DataSource,
}

impl RunSource {
    /// On the thread of the run, which splits share them on.
    pub fn new(own: Option<Own>, size: usize, other: DataSource) -> Self {
        let in_memory = |samples: Labelled| InMemory::new(Rc::new(samples), size);
        Self { own: own.map(|Own { train, test }| (in_memory(train), in_memory(test))), other }
    }
}

impl Source for RunSource {
    async fn read(&self, name: &str) -> Result<Vec<u8>, DataError> {
        self.other.read(name).await
    }

    async fn weights(&self, file: &str, layers: &[Layer]) -> Result<Vec<u8>, DataError> {
        self.other.weights(file, layers).await
    }

    async fn open(&self, data: &Data, kind: SplitKind) -> Result<Option<Box<dyn Records>>, DataError> {
        let Some((train, test)) = &self.own else { return self.other.open(data, kind).await };
        let samples = match kind {
            SplitKind::Train | SplitKind::Validation => train,
            SplitKind::Test => test,
        };
        Ok(Some(Box::new(samples.clone())))
    }
}
