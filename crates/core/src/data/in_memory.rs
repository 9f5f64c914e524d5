//! Samples that are held in memory: a person's own, or those of official files.

use std::rc::Rc;

use layerlab_data::Labelled;

use super::{DataError, Records};

/// Samples that several splits and runs share.
#[derive(Clone)]
pub struct InMemory {
    samples: Rc<Labelled>,
    /// Number of values of one sample.
    size: usize,
}

impl InMemory {
    /// Samples of `size` values each.
    pub fn new(samples: Rc<Labelled>, size: usize) -> Self {
        Self { samples, size }
    }

    /// Number of samples.
    pub fn len(&self) -> usize {
        self.samples.len()
    }

    /// Whether there are no samples.
    pub fn is_empty(&self) -> bool {
        self.samples.is_empty()
    }
}

impl Records for InMemory {
    fn read(&mut self, index: usize, to: &mut Vec<u8>) -> Result<(), DataError> {
        to.extend(self.samples.image(index, self.size).expect("a split asks for samples that its data counts"));
        Ok(())
    }

    fn label(&self, index: usize) -> usize {
        usize::from(self.samples.labels[index])
    }
}
