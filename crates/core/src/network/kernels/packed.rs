//! Weights as the kernels read them, and how long they stay true.

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use burn::backend::flex::FlexTensor;
use layerlab_kernels::{Convolution as Shape, InstructionSet, Weights, dense, pool};

use super::values;

/// Weights and bias of a convolution as the kernels read them.
#[derive(Debug)]
pub(in crate::network) struct Packed {
    /// `[outputs, inputs, side, side]`.
    pub(super) weight: FlexTensor,
    pub(super) forward: Weights,
    transposed: OnceLock<dense::TransposedWeights>,
    table: OnceLock<pool::Table>,
}

impl Packed {
    pub(super) fn new(shape: &Shape, weight: FlexTensor, bias: &FlexTensor) -> Self {
        let forward = Weights::new(InstructionSet::best(), shape, &values(&weight), Some(&values(bias)));
        Self { weight, forward, transposed: OnceLock::new(), table: OnceLock::new() }
    }

    /// For the input's gradient.
    pub(super) fn transposed(&self) -> &dense::TransposedWeights {
        self.transposed.get_or_init(|| {
            dense::TransposedWeights::new(InstructionSet::best(), self.forward.shape(), &values(&self.weight))
        })
    }

    /// For the input's gradient through ReLU and pooling.
    pub(super) fn table(&self) -> &pool::Table {
        self.table.get_or_init(|| pool::Table::new(InstructionSet::best(), self.forward.shape(), &values(&self.weight)))
    }
}

/// The packed weights of a layer that is not trained: an attack goes through the same ones many times.
///
/// They belong to the tensors that they were made of. A tensor that is held can't change, so they are made anew exactly
/// when a parameter is another tensor.
#[derive(Debug)]
pub(in crate::network) struct PackedWeights<P>(Arc<Mutex<Option<Known<P>>>>);

#[derive(Debug)]
struct Known<P> {
    parameters: Vec<FlexTensor>,
    packed: Arc<P>,
}

impl<P> Clone for PackedWeights<P> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

impl<P> Default for PackedWeights<P> {
    fn default() -> Self {
        Self(Arc::default())
    }
}

impl<P> PackedWeights<P> {
    /// What was made of these parameters, if it `fits`, or else what `make` makes of them.
    pub(super) fn get(
        &self,
        parameters: Vec<FlexTensor>,
        fits: impl FnOnce(&P) -> bool,
        make: impl FnOnce() -> P,
    ) -> Arc<P> {
        if let Some(Known { parameters: of, packed }) = &*self.lock()
            && fits(packed)
            && of.len() == parameters.len()
            && of.iter().zip(&parameters).all(|(a, b)| is_same(a, b))
        {
            return Arc::clone(packed);
        }
        // Not under the lock: packing may wait for other threads, and this one then takes on other parts of the batch.
        let packed = Arc::new(make());
        *self.lock() = Some(Known { parameters, packed: Arc::clone(&packed) });
        packed
    }

    fn lock(&self) -> MutexGuard<'_, Option<Known<P>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether two tensors are the same view of the same memory.
fn is_same(a: &FlexTensor, b: &FlexTensor) -> bool {
    let (layout, other) = (a.layout(), b.layout());
    std::ptr::eq(a.bytes(), b.bytes())
        && layout.start_offset() == other.start_offset()
        && layout.strides() == other.strides()
        && layout.shape() == other.shape()
}
