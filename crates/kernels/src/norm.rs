//! Batch normalisation with the statistics of the batch itself, and its gradients (Ioffe and Szegedy 2015, section 3).

use crate::{
    channels::{Terms, Value, map, sums},
    simd::{InstructionSet, Simd},
};

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
    pub fn of(set: InstructionSet, x: &[f32], channels: usize) -> Self {
        let count = (x.len() / channels) as f64;
        let mean_of = |[sums]: [Vec<f64>; 1]| sums.iter().map(|sum| (sum / count) as f32).collect::<Vec<_>>();
        let mean = mean_of(sums(set, channels, x.len(), &Value { x }));
        let variance = mean_of(sums(set, channels, x.len(), &SquaredDeviation { x, mean: &mean }));
        Self { mean, variance }
    }

    /// One over each channel's standard deviation.
    fn inverse_deviations(&self, epsilon: f64) -> Vec<f32> {
        self.variance.iter().map(|&variance| (1.0 / (f64::from(variance) + epsilon).sqrt()) as f32).collect()
    }
}

/// What follows the normalisation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// Nothing.
    Nothing,
    /// ReLU.
    Relu,
}

/// γ (x − mean) / √(variance + ε) + β, and what follows.
///
/// # Shapes
/// - x and output `[pixels of all samples, channels]`, gamma and beta `[channels]`
pub fn normalise(
    set: InstructionSet,
    x: &[f32],
    statistics: &Statistics,
    [gamma, beta]: [&[f32]; 2],
    epsilon: f64,
    then: Then,
) -> Vec<f32> {
    let inverse = statistics.inverse_deviations(epsilon);
    let scale: Vec<f32> = gamma.iter().zip(&inverse).map(|(gamma, inverse)| gamma * inverse).collect();
    let normalised = Normalised { x, mean: &statistics.mean, scale: &scale, shift: beta };
    match then {
        Then::Nothing => map(set, gamma.len(), x.len(), &normalised),
        Then::Relu => map(set, gamma.len(), x.len(), &Rectified(normalised)),
    }
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
pub fn gradients(
    set: InstructionSet,
    x: &[f32],
    gradient: &[f32],
    statistics: &Statistics,
    gamma: &[f32],
    epsilon: f64,
) -> Gradients {
    let channels = gamma.len();
    let count = (x.len() / channels) as f64;
    let mean = &statistics.mean;
    let inverse = statistics.inverse_deviations(epsilon);
    let [beta, gamma_sums] = sums(set, channels, x.len(), &Products { x, gradient, mean, inverse: &inverse });
    // dx = γ/σ (g − mean of g − x̂ · mean of g·x̂), with factors for each channel of the centred g and x.
    let (mut mean_gradient, mut scale, mut slope) = (Vec::new(), Vec::new(), Vec::new());
    for channel in 0..channels {
        let inverse = f64::from(inverse[channel]);
        let factor = f64::from(gamma[channel]) * inverse;
        mean_gradient.push((beta[channel] / count) as f32);
        scale.push(factor as f32);
        slope.push((-factor * inverse * gamma_sums[channel] / count) as f32);
    }
    let terms = InputGradient { x, gradient, mean, mean_gradient: &mean_gradient, scale: &scale, slope: &slope };
    let single = |sums: Vec<f64>| sums.into_iter().map(|sum| sum as f32).collect();
    Gradients { x: map(set, channels, x.len(), &terms), gamma: single(gamma_sums), beta: single(beta) }
}

/// (x − mean)².
struct SquaredDeviation<'a> {
    x: &'a [f32],
    mean: &'a [f32],
}

impl Terms<1> for SquaredDeviation<'_> {
    #[inline(always)]
    fn at<S: Simd>(&self, simd: S, place: usize, channel: usize) -> [S::Vector; 1] {
        let deviation = simd.subtract(simd.load(&self.x[place..]), simd.load(&self.mean[channel..]));
        [simd.multiply_add(deviation, deviation, simd.zero())]
    }
}

/// (x − mean) · scale + shift.
struct Normalised<'a> {
    x: &'a [f32],
    mean: &'a [f32],
    scale: &'a [f32],
    shift: &'a [f32],
}

impl Terms<1> for Normalised<'_> {
    #[inline(always)]
    fn at<S: Simd>(&self, simd: S, place: usize, channel: usize) -> [S::Vector; 1] {
        let deviation = simd.subtract(simd.load(&self.x[place..]), simd.load(&self.mean[channel..]));
        [simd.multiply_add(deviation, simd.load(&self.scale[channel..]), simd.load(&self.shift[channel..]))]
    }
}

/// The ReLU of a term.
struct Rectified<T>(T);

impl<T: Terms<1>> Terms<1> for Rectified<T> {
    #[inline(always)]
    fn at<S: Simd>(&self, simd: S, place: usize, channel: usize) -> [S::Vector; 1] {
        self.0.at(simd, place, channel).map(|value| simd.relu(value))
    }
}

/// The gradient g, and g · (x − mean) / σ.
struct Products<'a> {
    x: &'a [f32],
    gradient: &'a [f32],
    mean: &'a [f32],
    inverse: &'a [f32],
}

impl Terms<2> for Products<'_> {
    #[inline(always)]
    fn at<S: Simd>(&self, simd: S, place: usize, channel: usize) -> [S::Vector; 2] {
        let gradient = simd.load(&self.gradient[place..]);
        let deviation = simd.subtract(simd.load(&self.x[place..]), simd.load(&self.mean[channel..]));
        let normalised = simd.multiply_add(deviation, simd.load(&self.inverse[channel..]), simd.zero());
        [gradient, simd.multiply_add(gradient, normalised, simd.zero())]
    }
}

/// (g − mean of g) · scale + (x − mean) · slope.
struct InputGradient<'a> {
    x: &'a [f32],
    gradient: &'a [f32],
    mean: &'a [f32],
    mean_gradient: &'a [f32],
    scale: &'a [f32],
    slope: &'a [f32],
}

impl Terms<1> for InputGradient<'_> {
    #[inline(always)]
    fn at<S: Simd>(&self, simd: S, place: usize, channel: usize) -> [S::Vector; 1] {
        let gradient = simd.subtract(simd.load(&self.gradient[place..]), simd.load(&self.mean_gradient[channel..]));
        let deviation = simd.subtract(simd.load(&self.x[place..]), simd.load(&self.mean[channel..]));
        let sloped = simd.multiply_add(deviation, simd.load(&self.slope[channel..]), simd.zero());
        [simd.multiply_add(gradient, simd.load(&self.scale[channel..]), sloped)]
    }
}
