//! Loops over all pixels of values that are channels last, a vector of channels at a time.

use crate::{
    parallel::for_each_chunk,
    simd::{InstructionSet, Kernel, One, Simd},
};

/// Values whose sums are added up in single precision before they go to a total in double precision.
const SEGMENT: usize = 8 * 1024;

/// Something that is computed for each value.
pub(crate) trait Terms<const N: usize>: Sync {
    /// The results for the values from `place` on, which belong to the channels from `channel` on.
    fn at<S: Simd>(&self, simd: S, place: usize, channel: usize) -> [S::Vector; N];
}

/// x itself.
pub(crate) struct Value<'a> {
    pub x: &'a [f32],
}

impl Terms<1> for Value<'_> {
    #[inline(always)]
    fn at<S: Simd>(&self, simd: S, place: usize, _: usize) -> [S::Vector; 1] {
        [simd.load(&self.x[place..])]
    }
}

/// The sums of `N` terms over all pixels, for each channel.
pub(crate) fn sums<const N: usize>(
    set: InstructionSet,
    channels: usize,
    length: usize,
    terms: &impl Terms<N>,
) -> [Vec<f64>; N] {
    // Of each segment by itself, so that the order of additions doesn't depend on the number of threads.
    let segment = segment(channels);
    let mut partial = vec![0.0_f32; length.div_ceil(segment) * N * channels];
    for_each_chunk(&mut partial, N * channels, |i, sums| {
        let places = [i * segment, length.min((i + 1) * segment)];
        set.narrowed(channels).run(Sums { channels, places, terms, sums });
    });
    std::array::from_fn(|n| {
        let mut total = vec![0.0; channels];
        for partial in partial.chunks(N * channels) {
            for (total, sum) in total.iter_mut().zip(&partial[n * channels..]) {
                *total += f64::from(*sum);
            }
        }
        total
    })
}

/// One term of every value.
pub(crate) fn map(set: InstructionSet, channels: usize, length: usize, terms: &impl Terms<1>) -> Vec<f32> {
    let mut results = vec![0.0; length];
    let segment = segment(channels);
    for_each_chunk(&mut results, segment, |i, results| {
        set.narrowed(channels).run(Map { channels, first: i * segment, terms, results });
    });
    results
}

/// Values of a segment: whole pixels.
fn segment(channels: usize) -> usize {
    (SEGMENT / channels).max(1) * channels
}

/// Work that is done for a vector of channels at a time.
trait ByChannels {
    /// Does it for the channels from `channel` on.
    fn some<S: Simd>(&mut self, simd: S, channel: usize);
}

/// Does the work for whole vectors, and for each channel that is left over.
#[inline(always)]
fn every_channel<S: Simd>(simd: S, channels: usize, work: &mut impl ByChannels) {
    let whole = channels / S::LANES * S::LANES;
    for channel in (0..whole).step_by(S::LANES) {
        work.some(simd, channel);
    }
    for channel in whole..channels {
        work.some(One::new(), channel);
    }
}

struct Sums<'a, T, const N: usize> {
    channels: usize,
    /// Begin and end.
    places: [usize; 2],
    terms: &'a T,
    /// `[N, channels]`.
    sums: &'a mut [f32],
}

impl<T: Terms<N>, const N: usize> Kernel for Sums<'_, T, N> {
    #[inline(always)]
    fn run<S: Simd>(mut self, simd: S) {
        every_channel(simd, self.channels, &mut self);
    }
}

impl<T: Terms<N>, const N: usize> ByChannels for Sums<'_, T, N> {
    #[inline(always)]
    fn some<S: Simd>(&mut self, simd: S, channel: usize) {
        /// Sums side by side, because an addition waits for the one before.
        const CHAINS: usize = 4;
        let [begin, end] = self.places;
        let mut sums = [[simd.zero(); N]; CHAINS];
        let mut add = |chain: usize, place: usize| {
            let terms = self.terms.at(simd, place + channel, channel);
            for n in 0..N {
                sums[chain][n] = simd.add(sums[chain][n], terms[n]);
            }
        };
        let mut place = begin;
        while place + CHAINS * self.channels <= end {
            for chain in 0..CHAINS {
                add(chain, place + chain * self.channels);
            }
            place += CHAINS * self.channels;
        }
        while place < end {
            add(0, place);
            place += self.channels;
        }
        for n in 0..N {
            let sum = simd.add(simd.add(sums[0][n], sums[1][n]), simd.add(sums[2][n], sums[3][n]));
            simd.store(sum, &mut self.sums[n * self.channels + channel..]);
        }
    }
}

struct Map<'a, T> {
    channels: usize,
    /// The place of the first result.
    first: usize,
    terms: &'a T,
    results: &'a mut [f32],
}

impl<T: Terms<1>> Kernel for Map<'_, T> {
    #[inline(always)]
    fn run<S: Simd>(mut self, simd: S) {
        every_channel(simd, self.channels, &mut self);
    }
}

impl<T: Terms<1>> ByChannels for Map<'_, T> {
    #[inline(always)]
    fn some<S: Simd>(&mut self, simd: S, channel: usize) {
        for (pixel, results) in self.results.chunks_exact_mut(self.channels).enumerate() {
            let [result] = self.terms.at(simd, self.first + pixel * self.channels + channel, channel);
            simd.store(result, &mut results[channel..]);
        }
    }
}
