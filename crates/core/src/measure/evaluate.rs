//! Evaluation of a network on held-out samples: clean and robust accuracy, sensitivity of each layer, and examples.

use std::collections::BTreeSet;

use burn::tensor::{Tensor, TensorData, Transaction, activation::softmax};
use layerlab_schema::{Accuracy, Attack, Estimate, Evaluated, Example, LayerSensitivity};

use super::sensitivity;
use crate::{
    RunError, attack,
    data::{Batch, Source, Split},
    network::Chain,
    random::{Purpose, stream},
};

/// Samples in a batch of an evaluation.
pub const BATCH: usize = 100;

/// The settings of an evaluation.
pub struct EvaluationRequest<'a> {
    /// The network, on the device without autodiff.
    pub network: &'a Chain,
    /// The attack on each sample.
    pub attack: &'a Attack,
    /// The seed of the attack's random starts.
    pub seed: u64,
    /// Number of held-out samples, from the first one on.
    pub samples: usize,
    /// Number of these samples to return as examples, from the first one on.
    pub examples: usize,
}

/// Results of an evaluation.
pub struct EvaluationResult {
    /// Accuracies, sensitivities and examples.
    pub evaluated: Evaluated,
    /// Whether the network predicts the same class for every clean sample: it has collapsed, or not learned anything yet.
    pub is_constant: bool,
    /// Flags of each sample: bit 0 is set when it is classified correctly, bit 1 when it is so under attack, too.
    pub correct: Vec<u8>,
}

/// Evaluates the network on held-out samples. After every batch `between` is called with the completed share, in [0, 1]; if
/// it returns false, the result covers the batches until then, at least one.
///
/// A sample counts as robust when it is classified correctly both clean and attacked.
///
/// # Errors
/// When samples can't be read, or the device fails.
pub async fn evaluate(
    request: &EvaluationRequest<'_>,
    held_out: &mut Split,
    source: &impl Source,
    mut between: impl AsyncFnMut(f64) -> bool,
) -> Result<EvaluationResult, RunError> {
    let mut sums = Sums::new(request.network.layers().len());
    let all: Vec<usize> = (0..request.samples).collect();
    let mut start = 0;
    while start < request.samples {
        let end = (start + BATCH).min(request.samples);
        let batch = held_out.batch(&all[start..], BATCH, 0, source).await?;
        evaluate_batch(request, batch, start..end, &mut sums).await?;
        start = end;
        if !between(start as f64 / request.samples as f64).await {
            break;
        }
    }
    Ok(sums.finish(request.network, start))
}

/// Evaluates the network on samples that are on the device already.
///
/// # Errors
/// When the device fails.
pub(crate) async fn evaluate_samples(
    request: &EvaluationRequest<'_>,
    batch: Batch,
) -> Result<EvaluationResult, RunError> {
    let (count, mut sums) = (batch.classes.len(), Sums::new(request.network.layers().len()));
    evaluate_batch(request, batch, 0..count, &mut sums).await?;
    Ok(sums.finish(request.network, count))
}

async fn evaluate_batch(
    request: &EvaluationRequest<'_>,
    batch: Batch,
    range: std::ops::Range<usize>,
    sums: &mut Sums,
) -> Result<(), RunError> {
    let indices: Vec<usize> = range.clone().collect();
    let Batch { samples: clean, labels, classes } = batch;
    let streams = indices.iter().map(|&i| stream(request.seed, Purpose::EvaluationAttack, 0, i as u64));
    let attacked = attack::perturb(request.network, &clean, &labels, request.attack, streams).await;
    let (clean_activations, clean_logits) = request.network.forward_with_activations(clean.clone());
    let (attacked_activations, attacked_logits) = request.network.forward_with_activations(attacked.clone());

    let shown = request.examples.saturating_sub(range.start).min(indices.len());
    let mut read = Transaction::default().register(softmax(clean_logits, 1)).register(softmax(attacked_logits, 1));
    for (a, b) in clean_activations.into_iter().zip(attacked_activations) {
        read = read.register(sensitivity(a, b));
    }
    if shown > 0 {
        read = read.register(first(clean, shown)).register(first(attacked, shown));
    }
    let read: Vec<Vec<f32>> = read.execute_async().await?.into_iter().map(values).collect::<Result<_, _>>()?;
    sums.add(&read, &indices.into_iter().zip(classes).collect::<Vec<_>>(), shown);
    Ok(())
}

fn first(x: Tensor<4>, count: usize) -> Tensor<4> {
    x.narrow(0, 0, count)
}

fn values(data: TensorData) -> Result<Vec<f32>, RunError> {
    data.try_into_vec::<f32>().map_err(|error| RunError::Device(error.to_string()))
}

/// Clean accuracy on the first `samples` of a split, without the cost of a full evaluation.
///
/// # Errors
/// When samples can't be read, or the device fails.
pub async fn accuracy(
    network: &Chain,
    held_out: &mut Split,
    samples: usize,
    source: &impl Source,
) -> Result<Accuracy, RunError> {
    let all: Vec<usize> = (0..samples).collect();
    let mut correct = 0;
    for indices in all.chunks(BATCH) {
        let Batch { samples, labels, .. } = held_out.batch(indices, BATCH, 0, source).await?;
        let hits = network.forward(samples).argmax(1).reshape([indices.len()]).equal(labels).int().sum();
        correct += hits.into_data_async().await?.iter::<i64>().next().unwrap_or_default() as usize;
    }
    Ok(Accuracy { correct, of: samples })
}

/// The results of the batches so far.
struct Sums {
    clean: usize,
    robust: usize,
    correct: Vec<u8>,
    /// Classes that were predicted for clean samples.
    predictions: BTreeSet<usize>,
    sensitivities: Vec<Vec<f64>>,
    examples: Vec<Example>,
}

impl Sums {
    fn new(layers: usize) -> Self {
        Self {
            clean: 0,
            robust: 0,
            correct: Vec::new(),
            predictions: BTreeSet::new(),
            sensitivities: vec![Vec::new(); layers],
            examples: Vec::new(),
        }
    }

    /// Adds a batch. `read` holds clean and attacked probabilities, the sensitivity of each layer, and the clean and
    /// attacked values of the first `shown` samples; `samples` are indices and labels.
    fn add(&mut self, read: &[Vec<f32>], samples: &[(usize, usize)], shown: usize) {
        let classes = read[0].len() / samples.len();
        let layers = self.sensitivities.len();
        for (layer, sensitivities) in self.sensitivities.iter_mut().zip(&read[2..]) {
            layer.extend(sensitivities.iter().map(|&sensitivity| f64::from(sensitivity)));
        }
        for (row, &(index, label)) in samples.iter().enumerate() {
            let clean = &read[0][row * classes..][..classes];
            let attacked = &read[1][row * classes..][..classes];
            let prediction = argmax(clean);
            self.predictions.insert(prediction);
            let is_correct = prediction == label;
            let is_robust = is_correct && argmax(attacked) == label;
            self.clean += usize::from(is_correct);
            self.robust += usize::from(is_robust);
            self.correct.push(u8::from(is_correct) | u8::from(is_robust) << 1);
            if row < shown {
                let size = read[2 + layers].len() / shown;
                self.examples.push(Example {
                    index,
                    label,
                    clean: read[2 + layers][row * size..][..size].to_vec(),
                    attacked: read[3 + layers][row * size..][..size].to_vec(),
                    clean_probabilities: clean.to_vec(),
                    attacked_probabilities: attacked.to_vec(),
                });
            }
        }
    }

    fn finish(self, network: &Chain, of: usize) -> EvaluationResult {
        let sensitivities = network.layers().iter().zip(&self.sensitivities);
        let evaluated = Evaluated {
            clean: Accuracy { correct: self.clean, of },
            robust: Accuracy { correct: self.robust, of },
            sensitivities: sensitivities
                .map(|(layer, values)| LayerSensitivity {
                    layer: layer.plan().name.clone(),
                    sensitivity: of_nonnegative(values),
                })
                .collect(),
            examples: self.examples,
            attacks: Vec::new(),
            plane: None,
        };
        EvaluationResult { evaluated, is_constant: self.predictions.len() == 1, correct: self.correct }
    }
}

/// The mean of values that are never negative, with the part of its interval in which it can lie.
fn of_nonnegative(values: &[f64]) -> Estimate {
    let estimate = Estimate::mean_of(values);
    Estimate { low: estimate.low.max(0.0), ..estimate }
}

/// The position of the largest value: the first of equal ones, and `values.len()`, which is no class, if all are NaN.
fn argmax(values: &[f32]) -> usize {
    let mut best = values.len();
    let mut largest = f32::NEG_INFINITY;
    for (position, &value) in values.iter().enumerate() {
        if value > largest {
            best = position;
            largest = value;
        }
    }
    best
}
