//! Samples in parts, side by side on rayon's threads where the feature is on.
//!
//! The parts depend on the number of samples alone, so that results don't depend on the number of threads.

use std::ops::Range;

use burn::tensor::Tensor;

use crate::network::is_on_flex;

/// Samples of a part: enough that Burn's overhead is small, few enough that the caches stay warm.
const SAMPLES: usize = 16;

/// Samples of a part of `batch`: 16 on the CPU; on a GPU, which wants them all at once, as many as there are.
pub(crate) fn part_size(batch: &Tensor<4>) -> usize {
    if is_on_flex(batch) { SAMPLES } else { batch.dims()[0].max(1) }
}

/// Threads that compute side by side.
#[cfg(feature = "rayon")]
pub(crate) fn workers() -> usize {
    rayon::current_num_threads()
}

/// Workers of the page that compute side by side.
#[cfg(not(feature = "rayon"))]
pub(crate) fn workers() -> usize {
    1 + crate::sharing::helpers()
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
pub(crate) async fn map_async<T: Send, R: Send>(items: Vec<T>, each: impl AsyncFn(T) -> R + Sync + Send) -> Vec<R> {
    map(items, |item| pollster::block_on(each(item)))
}

#[cfg(not(feature = "rayon"))]
pub(crate) async fn map_async<T, R>(items: Vec<T>, each: impl AsyncFn(T) -> R) -> Vec<R> {
    let mut results = Vec::with_capacity(items.len());
    for item in items {
        results.push(each(item).await);
    }
    results
}
