//! Side by side on rayon's threads where the feature is on, one after another where it isn't.

/// Runs `each` on the index and mutable part of every chunk of `values`; the last one may be shorter.
#[cfg(feature = "rayon")]
pub(crate) fn for_each_chunk(values: &mut [f32], size: usize, each: impl Fn(usize, &mut [f32]) + Sync + Send) {
    use rayon::prelude::*;
    values.par_chunks_mut(size).enumerate().for_each(|(i, chunk)| each(i, chunk));
}

#[cfg(not(feature = "rayon"))]
pub(crate) fn for_each_chunk(values: &mut [f32], size: usize, each: impl Fn(usize, &mut [f32])) {
    for (i, chunk) in values.chunks_mut(size).enumerate() {
        each(i, chunk);
    }
}

/// As [`for_each_chunk`], with chunks of a second slice.
#[cfg(feature = "rayon")]
pub(crate) fn for_each_pair<T: Send>(
    (values, size): (&mut [f32], usize),
    (others, other_size): (&mut [T], usize),
    each: impl Fn(usize, &mut [f32], &mut [T]) + Sync + Send,
) {
    use rayon::prelude::*;
    let pairs = values.par_chunks_mut(size).zip(others.par_chunks_mut(other_size)).enumerate();
    pairs.for_each(|(i, (chunk, other))| each(i, chunk, other));
}

#[cfg(not(feature = "rayon"))]
pub(crate) fn for_each_pair<T>(
    (values, size): (&mut [f32], usize),
    (others, other_size): (&mut [T], usize),
    each: impl Fn(usize, &mut [f32], &mut [T]),
) {
    for (i, (chunk, other)) in values.chunks_mut(size).zip(others.chunks_mut(other_size)).enumerate() {
        each(i, chunk, other);
    }
}

/// How many images are done at once: as many as keep the caches warm, and few enough to occupy all threads.
pub(crate) fn group(batch: usize, framed_length: usize) -> usize {
    /// Values of the images in the making: half of a small second-level cache.
    const VALUES: usize = 32 * 1024;
    (VALUES / framed_length.max(1)).clamp(1, fair(batch))
}

/// Images for each thread, at least one.
pub(crate) fn fair(batch: usize) -> usize {
    batch.div_ceil(threads()).max(1)
}

/// Threads that can work side by side.
pub(crate) fn threads() -> usize {
    #[cfg(feature = "rayon")]
    return rayon::current_num_threads();
    #[cfg(not(feature = "rayon"))]
    1
}
