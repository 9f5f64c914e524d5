//! ReLU and pooling by themselves.

use super::{POSITIONS, Winners, each_bit, pool};
use crate::{
    accumulate::{load_all, store_all},
    images::{Frame, Images},
    parallel,
    simd::{InstructionSet, Kernel, Simd},
};

/// max-pool(ReLU(x)), `[batch, height / 2, width / 2, channels]`, and the winners: the second half of
/// [`convolve_relu_pool`](super::convolve_relu_pool).
pub fn relu_pool(set: InstructionSet, x: Images<'_>) -> (Vec<f32>, Winners) {
    let [batch, channels, height, width] = x.shape();
    let filled = channels.next_multiple_of(set.lanes());
    let frame = Frame { top: 0, left: 0, height, width, pixel: filled };
    let (windows, words) = ((height / 2) * (width / 2), channels.div_ceil(32));
    let mut out = vec![0.0; batch * windows * channels];
    let mut bits = vec![0; batch * windows * POSITIONS * words];
    if windows > 0 && channels > 0 {
        let (values, others) = ((&mut out[..], windows * channels), (&mut bits[..], windows * POSITIONS * words));
        parallel::for_each_pair(values, others, |image, out, bits| {
            let framed = x.frames(image, 1, frame);
            set.run(ReluPool { frame, x: &framed, channels, out, bits });
        });
    }
    (out, Winners { bits, words })
}

/// The gradient of [`relu_pool`]'s input, `[batch, height, width, channels]`, from that of its output.
pub fn relu_pool_gradient(
    gradient: &[f32],
    winners: &Winners,
    [batch, channels, height, width]: [usize; 4],
) -> Vec<f32> {
    let windows = (height / 2) * (width / 2);
    let mut out = vec![0.0; batch * height * width * channels];
    if windows == 0 || channels == 0 {
        return out;
    }
    parallel::for_each_chunk(&mut out, height * width * channels, |image, out| {
        for window in 0..windows {
            let gradient = &gradient[(image * windows + window) * channels..][..channels];
            let (y, x) = (window / (width / 2), window % (width / 2));
            for position in 0..POSITIONS {
                let at = ((2 * y + position / 2) * width + 2 * x + position % 2) * channels;
                let words = ((image * windows + window) * POSITIONS + position) * winners.words;
                let to = &mut out[at..][..channels];
                each_bit(&winners.bits[words..][..winners.words], |channel| to[channel] = gradient[channel]);
            }
        }
    });
    out
}

/// ReLU and pooling of one image.
struct ReluPool<'a> {
    frame: Frame,
    x: &'a [f32],
    channels: usize,
    out: &'a mut [f32],
    bits: &'a mut [u32],
}

impl Kernel for ReluPool<'_> {
    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        let Self { frame, x, channels, out, bits } = self;
        let (across, words) = (frame.width / 2, channels.div_ceil(32));
        for (window, out) in out.chunks_exact_mut(channels).enumerate() {
            let corner = 2 * (window / across) * frame.row() + 2 * (window % across) * frame.pixel;
            for (i, out) in out.chunks_mut(S::LANES).enumerate() {
                let first = i * S::LANES;
                let load = |offset: usize| load_all::<S, 1>(simd, &x[corner + offset + first..]);
                let four = [load(0), load(frame.pixel), load(frame.row()), load(frame.row() + frame.pixel)];
                let (largest, won) = pool(simd, four);
                store_all(simd, largest, out);
                for p in 0..POSITIONS {
                    bits[(window * POSITIONS + p) * words + first / 32] |= won[p] << (first % 32);
                }
            }
        }
    }
}
