//! Samples in parts, side by side on rayon's threads where the feature is on.
//!
//! The parts depend on the number of samples alone, so that results don't depend on the number of threads.

use std::{
    ops::Range,
    sync::atomic::{AtomicUsize, Ordering},
};

use burn::tensor::Tensor;

use crate::network::is_on_flex;

/// Samples of a part: enough that Burn's overhead is small, few enough that the caches stay warm.
const SAMPLES: usize = 16;

/// Samples of a part on a GPU, at most.
static MICRO_BATCH: AtomicUsize = AtomicUsize::new(usize::MAX);

/// Limits the samples that a GPU has in its memory at once; a batch is then attacked and learned from part by part, with the
/// gradients added up. Layers that normalise by the statistics of the batch, and dropout, still learn from the whole batch.
/// It is one limit for the whole process, to be set before it computes.
pub fn set_micro_batch(samples: usize) {
    MICRO_BATCH.store(samples.max(1), Ordering::Relaxed);
}

/// Samples of a part of `batch`: 16 on the CPU; on a GPU, which wants them all at once, as many as there are or are allowed.
pub(crate) fn part_size(batch: &Tensor<4>) -> usize {
    if is_on_flex(batch) { SAMPLES } else { batch.dims()[0].clamp(1, MICRO_BATCH.load(Ordering::Relaxed)) }
}

/// `each` of the parts of a batch, in their order: side by side on the CPU, one after another on a GPU, whose memory they
/// would otherwise fill together.
pub(crate) fn map_parts<T: Send, R: Send>(
    batch: &Tensor<4>,
    parts: Vec<T>,
    each: impl Fn(T) -> R + Sync + Send,
) -> Vec<R> {
    if is_on_flex(batch) { map(parts, each) } else { parts.into_iter().map(each).collect() }
}

/// As [`map_parts`], where `each` awaits read-backs.
pub(crate) async fn map_parts_async<T: Send, R: Send>(
    batch: &Tensor<4>,
    parts: Vec<T>,
    each: impl AsyncFn(T) -> R + Sync + Send,
) -> Vec<R> {
    if is_on_flex(batch) {
        return map_async(parts, each).await;
    }
    let mut results = Vec::with_capacity(parts.len());
    for part in parts {
        results.push(each(part).await);
    }
    results
}

/// Threads that compute side by side.
#[cfg(feature = "rayon")]
pub(crate) fn workers() -> usize {
    rayon::current_num_threads()
}

/// Workers of the page that compute side by side.
#[cfg(not(feature = "rayon"))]
pub(crate) fn workers() -> usize {
    crate::sharing::workers_on(&burn::tensor::Device::flex())
}

/// `range` in pieces of `size`; the last one may be shorter.
pub(crate) fn ranges(range: Range<usize>, size: usize) -> impl Iterator<Item = Range<usize>> {
    range.clone().step_by(size).map(move |start| start..(start + size).min(range.end))
}

/// `each` of all items, in their order.
#[cfg(feature = "rayon")]
pub(crate) fn map<T: Send, R: Send>(items: Vec<T>, each: impl Fn(T) -> R + Sync + Send) -> Vec<R> {
    use rayon::prelude::*;
    items.into_par_iter().with_max_len(1).map(each).collect()
}

#[cfg(not(feature = "rayon"))]
pub(crate) fn map<T, R>(items: Vec<T>, each: impl Fn(T) -> R) -> Vec<R> {
    items.into_iter().map(each).collect()
}

/// As [`map`], where `each` awaits read-backs.
#[cfg(feature = "rayon")]
async fn map_async<T: Send, R: Send>(items: Vec<T>, each: impl AsyncFn(T) -> R + Sync + Send) -> Vec<R> {
    map(items, |item| pollster::block_on(each(item)))
}

#[cfg(not(feature = "rayon"))]
async fn map_async<T, R>(items: Vec<T>, each: impl AsyncFn(T) -> R) -> Vec<R> {
    let mut results = Vec::with_capacity(items.len());
    for item in items {
        results.push(each(item).await);
    }
    results
}
