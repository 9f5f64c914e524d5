//! The micro-kernel: sums of products for a few pixels and a block of channels, held in registers.

use crate::simd::Simd;

/// `start` + Σ over runs and positions of x[pixel + run + position] · weights[run][position], for `P` pixels and `N` vectors
/// of channels.
///
/// `weights` is `[runs][length][N · LANES]`. Along a row, the kernel's columns and the input's channels lie one after
/// another in a channels-last image, so that a run is a whole row of the kernel.
#[inline(always)]
pub(crate) fn accumulate<S: Simd, const P: usize, const N: usize>(
    simd: S,
    start: [S::Vector; N],
    x: &[f32],
    pixels: [usize; P],
    (runs, length): (&[usize], usize),
    weights: &[f32],
) -> [[S::Vector; N]; P] {
    let width = N * S::LANES;
    let mut sums = [start; P];
    for (&run, weights) in runs.iter().zip(weights.chunks_exact(length * width)) {
        let mut rows = [x; P];
        for p in 0..P {
            rows[p] = &x[pixels[p] + run..][..length];
        }
        for (i, weights) in (0..length).zip(weights.chunks_exact(width)) {
            let mut vectors = start;
            for n in 0..N {
                vectors[n] = simd.load(&weights[n * S::LANES..]);
            }
            for p in 0..P {
                let value = simd.splat(rows[p][i]);
                for n in 0..N {
                    sums[p][n] = simd.multiply_add(value, vectors[n], sums[p][n]);
                }
            }
        }
    }
    sums
}

/// The vectors of `values`, which is as long as they are.
#[inline(always)]
pub(crate) fn load_all<S: Simd, const N: usize>(simd: S, values: &[f32]) -> [S::Vector; N] {
    let mut vectors = [simd.zero(); N];
    for n in 0..N {
        vectors[n] = simd.load(&values[n * S::LANES..]);
    }
    vectors
}

/// Writes the first `to.len()` lanes of `vectors`.
#[inline(always)]
pub(crate) fn store_all<S: Simd, const N: usize>(simd: S, vectors: [S::Vector; N], to: &mut [f32]) {
    if to.len() == N * S::LANES {
        for n in 0..N {
            simd.store(vectors[n], &mut to[n * S::LANES..]);
        }
        return;
    }
    let mut buffer = [0.0; 16];
    for (n, to) in to.chunks_mut(S::LANES).enumerate() {
        simd.store(vectors[n], &mut buffer);
        to.copy_from_slice(&buffer[..to.len()]);
    }
}
