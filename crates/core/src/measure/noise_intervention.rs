//! An intervention on the dependency between f_a and f_b (ours): noise at the cut lowers ρ, and the margin γ_b is watched.
//!
//! arXiv 2307.03803 asks whether f_b inherits robustness because it depends on f_a. Measured over networks, ρ and γ_b may go
//! together for other reasons; here only ρ is changed.

use burn::tensor::{Int, Tensor, TensorData, Transaction};
use layerlab_schema::{Accuracy, Attack, LayerPair, Measure, NoisePoint};
use rand_distr::{Distribution, StandardNormal};

use super::{
    AttackedBatch, adaptive, bootstrap,
    dependency::{DependencyRequest, LayerActivations, measure_pair},
    layer_margins::as_margins,
    margin,
};
use crate::{
    RunError,
    attack::Model,
    network::{Chain, forward_layers},
    random::{Purpose, stream},
};

/// The network and the settings of an intervention.
pub struct NoiseRequest<'a> {
    /// The network, on the device without autodiff and in evaluation mode (`valid()`).
    pub network: &'a Chain,
    /// Number of layers in f_a; noise is added to their output.
    pub cut: usize,
    /// Strengths σ of the noise, relative to the standard deviation of that output's values.
    pub strengths: &'a [f64],
    /// The ball, and the steps of the attack.
    pub attack: &'a Attack,
    /// The measures of dependency.
    pub measures: &'a [Measure],
    /// Number of permutations for each null distribution.
    pub nulls: usize,
    /// The seed of noise, attack and permutations.
    pub seed: u64,
}

/// For each σ: ρ between the last layer of f_a and the first of f_b on attacked samples, and γ_b of the whole network, when
/// σ · s · z is added to the output of f_a; s is the standard deviation of that output over samples and places, z is
/// standard normal, drawn once for each sample and value. The attack knows the noise and goes through it.
///
/// `test` are held-out samples from the first one of their split on, in order. After every batch `between` is called with
/// the completed share, in [0, 1]; if it returns false, the measurement ends with [`RunError::Stopped`].
///
/// # Errors
/// When the device fails, or there are too few samples of every class for a measure.
pub async fn noise_intervention(
    request: &NoiseRequest<'_>,
    test: &[AttackedBatch],
    mut between: impl AsyncFnMut(f64) -> bool,
) -> Result<Vec<NoisePoint>, RunError> {
    let deviation = deviation_at_cut(request, test).await?;
    let labels: Vec<usize> = test.iter().flat_map(|batch| batch.clean.classes.clone()).collect();
    let batches = request.strengths.len() * test.len();
    let mut points = Vec::new();
    for (position, &strength) in request.strengths.iter().enumerate() {
        let (mut clean, mut attacked, mut samples) = (Vec::new(), Vec::new(), Vec::new());
        for (number, batch) in test.iter().enumerate() {
            let noisy = NoisyCut::new(request, batch, clean.len(), strength * deviation);
            let measured = noisy.attack(request, batch, clean.len());
            let read = Transaction::default().register(measured.clean).register(measured.attacked);
            let values = read.execute_async().await?;
            clean.extend(as_margins(&values[0]));
            attacked.extend(as_margins(&values[1]));
            samples.push((noisy, measured.samples));
            if !between((position * test.len() + number + 1) as f64 / batches as f64).await {
                return Err(RunError::Stopped);
            }
        }
        let done = ((position + 1) * test.len()) as f64 / batches as f64;
        let pair = pair_at_cut(request, &samples, &labels, async || between(done).await).await?;
        points.push(point(strength, pair, &clean, &attacked, request.seed));
    }
    Ok(points)
}

fn point(strength: f64, pair: LayerPair, clean: &[f64], attacked: &[f64], seed: u64) -> NoisePoint {
    let accuracy = |margins: &[f64]| Accuracy {
        correct: margins.iter().filter(|&&margin| margin > 0.0).count(),
        of: margins.len(),
    };
    NoisePoint {
        strength,
        pair,
        clean: bootstrap(clean, seed),
        attacked: bootstrap(attacked, seed),
        clean_accuracy: accuracy(clean),
        attacked_accuracy: accuracy(attacked),
    }
}

/// The standard deviation of all values of f_a's output on clean samples.
async fn deviation_at_cut(request: &NoiseRequest<'_>, test: &[AttackedBatch]) -> Result<f64, RunError> {
    let mut read = Transaction::default();
    for batch in test {
        let output = forward_layers(&request.network.layers()[..request.cut], batch.clean.samples.clone());
        read = read.register(output.clone().mean()).register(output.square().mean());
    }
    let means: Vec<f64> = read.execute_async().await?.iter().filter_map(|data| data.iter::<f64>().next()).collect();
    let count = test.len().max(1) as f64;
    let (mean, square) = means.chunks_exact(2).fold((0.0, 0.0), |sum, pair| (sum.0 + pair[0], sum.1 + pair[1]));
    Ok((square / count - (mean / count).powi(2)).max(0.0).sqrt())
}

/// A network with fixed noise at its cut, for one batch of samples.
struct NoisyCut<'a> {
    network: &'a Chain,
    cut: usize,
    /// `[batch, channels, height, width]` of the output of f_a.
    noise: Tensor<4>,
}

/// Margins, `[batch]`, of clean samples and of the worst ones found, and the samples at which the attack ended.
struct Measured {
    clean: Tensor<1>,
    attacked: Tensor<1>,
    samples: Tensor<4>,
}

impl<'a> NoisyCut<'a> {
    /// For the batch whose first sample has index `first`.
    fn new(request: &NoiseRequest<'a>, batch: &AttackedBatch, first: usize, size: f64) -> Self {
        let (network, cut) = (request.network, request.cut);
        let shape = forward_layers(&network.layers()[..cut], batch.clean.samples.clone()).dims();
        let values = shape[1..].iter().product::<usize>();
        let mut all = Vec::with_capacity(shape[0] * values);
        for item in first..first + shape[0] {
            let rng = stream(request.seed, Purpose::Noise, 0, item as u64);
            let normals = Distribution::<f32>::sample_iter(StandardNormal, rng);
            all.extend(normals.take(values));
        }
        let noise = Tensor::<4>::from_data(TensorData::new(all, shape), &batch.clean.samples.device());
        Self { network, cut, noise: noise.mul_scalar(size) }
    }

    fn attack(&self, request: &NoiseRequest<'_>, batch: &AttackedBatch, first: usize) -> Measured {
        let labels: &Tensor<1, Int> = &batch.clean.labels;
        let clean = margin(self.logits(batch.clean.samples.clone()), labels.clone());
        let items = first as u64..(first + batch.clean.classes.len()) as u64;
        let streams = items.map(|item| stream(request.seed, Purpose::EvaluationAttack, 0, item)).collect();
        let (attacked, samples) =
            adaptive::climb(self, &batch.clean.samples, labels, request.attack, clean.clone(), (0, streams));
        Measured { clean, attacked, samples }
    }

    /// The activation of f_b's first layer behind the noise.
    fn first_of_rest(&self, output: Tensor<4>) -> Tensor<4> {
        self.network.layers()[self.cut].activation(output + self.noise.clone())
    }
}

impl Model for NoisyCut<'_> {
    fn logits(&self, input: Tensor<4>) -> Tensor<2> {
        let (front, rest) = self.network.layers().split_at(self.cut);
        // The gradient flows through the input, and the noise is a constant beside it.
        let output = forward_layers(front, input);
        let noise = if output.device().is_autodiff() { self.noise.clone().autodiff() } else { self.noise.clone() };
        let x = forward_layers(rest, output + noise);
        let [batch, classes, ..] = x.dims();
        x.reshape([batch, classes])
    }
}

/// ρ of the pair at the cut, on the samples at which the attacks ended.
async fn pair_at_cut(
    request: &NoiseRequest<'_>,
    samples: &[(NoisyCut<'_>, Tensor<4>)],
    labels: &[usize],
    mut go_on: impl AsyncFnMut() -> bool,
) -> Result<LayerPair, RunError> {
    let layers = request.network.layers();
    let last = request.cut - 1;
    let [mut parent, mut child] =
        [last, request.cut].map(|layer| LayerActivations::empty(&layers[layer], labels.len()));
    for (noisy, samples) in samples {
        let activation = layers[last].activation(forward_layers(&layers[..last], samples.clone()));
        parent.append(&activation).await?;
        child.append(&noisy.first_of_rest(layers[last].forward_from_activation(activation))).await?;
    }
    let NoiseRequest { network, measures, nulls, seed, .. } = *request;
    let request = DependencyRequest { network, first: 0, measures, nulls, seed };
    measure_pair(&request, &parent, &child, labels, async |_| go_on().await).await
}
