//! Batch normalisation with the statistics of the batch itself, and its gradients (Ioffe and Szegedy 2015, section 3).
//!
//! Values are channels last, so a channel's values are as far apart as there are channels. The loops go over runs of whole
//! pixels instead, with each channel's factors repeated for all pixels of a run, and the compiler does many values at once.

use std::ops::Range;

use crate::parallel::for_each_chunk;

/// Values of a run, at least.
const RUN: usize = 64;

/// Values whose sums are added up in single precision before they go to a total in double precision.
const SEGMENT: usize = 16 * 1024;

/// Mean and variance of each channel over all samples and pixels of a batch; the variance is divided by their number.
#[derive(Clone, Debug, PartialEq)]
pub struct Statistics {
    /// `[channels]`.
    pub mean: Vec<f32>,
    /// `[channels]`.
    pub variance: Vec<f32>,
}

impl Statistics {
    /// Of `x`, `[pixels of all samples, channels]`.
    pub fn of(x: &[f32], channels: usize) -> Self {
        let count = (x.len() / channels) as f64;
        let mean_of = |[sums]: [Vec<f64>; 1]| sums.iter().map(|sum| (sum / count) as f32).collect::<Vec<_>>();
        let mean = mean_of(channel_sums(channels, x.len(), |[sums], run| {
            for (sum, x) in sums.iter_mut().zip(&x[run]) {
                *sum += x;
            }
        }));
        let means = repeated(&mean);
        let variance = mean_of(channel_sums(channels, x.len(), |[sums], run| {
            for ((sum, x), mean) in sums.iter_mut().zip(&x[run]).zip(&means) {
                *sum += (x - mean) * (x - mean);
            }
        }));
        Self { mean, variance }
    }

    /// One over each channel's standard deviation.
    fn inverse_deviations(&self, epsilon: f64) -> Vec<f32> {
        self.variance.iter().map(|&variance| (1.0 / (f64::from(variance) + epsilon).sqrt()) as f32).collect()
    }
}

/// γ (x − mean) / √(variance + ε) + β, and ReLU after it, if asked.
///
/// # Shapes
/// - x and output `[pixels of all samples, channels]`, gamma and beta `[channels]`
pub fn normalise(x: &[f32], statistics: &Statistics, [gamma, beta]: [&[f32]; 2], epsilon: f64, relu: bool) -> Vec<f32> {
    let inverse = statistics.inverse_deviations(epsilon);
    let scales: Vec<f32> = gamma.iter().zip(&inverse).map(|(gamma, inverse)| gamma * inverse).collect();
    let (means, scales, shifts) = (repeated(&statistics.mean), repeated(&scales), repeated(beta));
    let mut output = vec![0.0; x.len()];
    for_each_chunk(&mut output, segment(gamma.len()), |i, chunk| {
        let x = &x[i * segment(gamma.len())..][..chunk.len()];
        for (output, x) in chunk.chunks_mut(means.len()).zip(x.chunks(means.len())) {
            for ((((output, x), mean), scale), shift) in output.iter_mut().zip(x).zip(&means).zip(&scales).zip(&shifts)
            {
                let value = (x - mean) * scale + shift;
                *output = if relu && value < 0.0 { 0.0 } else { value };
            }
        }
    });
    output
}

/// The gradients of x, γ and β.
#[derive(Clone, Debug, PartialEq)]
pub struct Gradients {
    /// Like x.
    pub x: Vec<f32>,
    /// `[channels]`.
    pub gamma: Vec<f32>,
    /// `[channels]`.
    pub beta: Vec<f32>,
}

/// The gradients, from that of what [`normalise`] gives before ReLU. Mean and variance move with x.
///
/// # Shapes
/// - x and gradient `[pixels of all samples, channels]`, gamma `[channels]`
pub fn gradients(x: &[f32], gradient: &[f32], statistics: &Statistics, gamma: &[f32], epsilon: f64) -> Gradients {
    let channels = gamma.len();
    let count = (x.len() / channels) as f64;
    let inverse = statistics.inverse_deviations(epsilon);
    let (means, inverses) = (repeated(&statistics.mean), repeated(&inverse));
    let [beta, gamma_sums] = channel_sums(channels, x.len(), |[beta, gamma], run| {
        let (x, gradient) = (&x[run.clone()], &gradient[run]);
        for (((((beta, gamma), x), g), mean), inverse) in
            beta.iter_mut().zip(gamma).zip(x).zip(gradient).zip(&means).zip(&inverses)
        {
            *beta += g;
            *gamma += g * (x - mean) * inverse;
        }
    });
    // dx = γ/σ (g − mean of g − x̂ · mean of g·x̂), with factors for each channel of the centred g and x.
    let (mut mean_gradients, mut scales, mut slopes) = (Vec::new(), Vec::new(), Vec::new());
    for channel in 0..channels {
        let inverse = f64::from(inverse[channel]);
        let scale = f64::from(gamma[channel]) * inverse;
        mean_gradients.push((beta[channel] / count) as f32);
        scales.push(scale as f32);
        slopes.push((-scale * inverse * gamma_sums[channel] / count) as f32);
    }
    let (mean_gradients, scales, slopes) = (repeated(&mean_gradients), repeated(&scales), repeated(&slopes));
    let mut output = vec![0.0; x.len()];
    for_each_chunk(&mut output, segment(channels), |i, chunk| {
        let range = i * segment(channels)..i * segment(channels) + chunk.len();
        let (x, gradient) = (&x[range.clone()], &gradient[range]);
        let length = means.len();
        for ((output, x), g) in chunk.chunks_mut(length).zip(x.chunks(length)).zip(gradient.chunks(length)) {
            let factors = means.iter().zip(&mean_gradients).zip(&scales).zip(&slopes);
            for (((output, x), g), (((mean, mean_gradient), scale), slope)) in
                output.iter_mut().zip(x).zip(g).zip(factors)
            {
                *output = (g - mean_gradient) * scale + (x - mean) * slope;
            }
        }
    });
    let single = |sums: Vec<f64>| sums.into_iter().map(|sum| sum as f32).collect();
    Gradients { x: output, gamma: single(gamma_sums), beta: single(beta) }
}

/// The channels' values again and again, for the pixels of a run.
fn repeated(values: &[f32]) -> Vec<f32> {
    values.repeat(RUN.div_ceil(values.len()))
}

/// Values of a segment: whole runs.
fn segment(channels: usize) -> usize {
    let run = channels * RUN.div_ceil(channels);
    (SEGMENT / run).max(1) * run
}

/// N sums for each channel; `add` adds the values of a run to as many sums.
fn channel_sums<const N: usize>(
    channels: usize,
    length: usize,
    add: impl Fn([&mut [f32]; N], Range<usize>) + Sync + Send,
) -> [Vec<f64>; N] {
    let (run, segment) = (channels * RUN.div_ceil(channels), segment(channels));
    // Of each segment by itself, so that the order of additions doesn't depend on the number of threads.
    let mut partial = vec![0.0_f32; length.div_ceil(segment) * N * channels];
    for_each_chunk(&mut partial, N * channels, |i, partial| {
        let end = length.min((i + 1) * segment);
        let mut sums: [Vec<f32>; N] = std::array::from_fn(|_| vec![0.0; run]);
        for start in (i * segment..end).step_by(run) {
            let range = start..end.min(start + run);
            add(sums.each_mut().map(|sums| &mut sums[..range.len()]), range);
        }
        for (sums, partial) in sums.iter().zip(partial.chunks_mut(channels)) {
            for pixel in sums.chunks(channels) {
                for (partial, sum) in partial.iter_mut().zip(pixel) {
                    *partial += sum;
                }
            }
        }
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
