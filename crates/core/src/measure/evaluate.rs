//! A look at a network: accuracy with and without attack, how far each layer moves, and a few samples.

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

/// Samples that go through the network at once while looking.
const BATCH: usize = 100;

/// What to look at.
pub struct EvaluationRequest<'a> {
    /// The network, on the plain device.
    pub network: &'a Chain,
    /// The attack.
    pub attack: &'a Attack,
    /// The seed of its random starts.
    pub seed: u64,
    /// How many held-out samples, from the first one on.
    pub samples: usize,
    /// How many of them to keep as examples.
    pub examples: usize,
}

/// What a look saw.
pub struct EvaluationResult {
    /// The figures.
    pub evaluated: Evaluated,
    /// The network gives every clean sample the same answer: it has collapsed, or learned nothing yet.
    pub same_answer: bool,
    /// Sample by sample: bit 0 when it is classified correctly, bit 1 when under attack too.
    pub right: Vec<u8>,
}

/// Looks at the network on held-out samples. `between` is asked after every batch with the share done; when it says
/// false, the figures cover what was seen until then, at least one batch.
///
/// A sample counts as robust when it is classified correctly both clean and attacked.
///
/// # Errors
/// When data or device fail.
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

async fn evaluate_batch(
    request: &EvaluationRequest<'_>,
    batch: Batch,
    range: std::ops::Range<usize>,
    sums: &mut Sums,
) -> Result<(), RunError> {
    let indices: Vec<usize> = range.clone().collect();
    let Batch { samples: clean, labels, classes } = batch;
    let streams = indices.iter().map(|&i| stream(request.seed, Purpose::EvaluationAttack, 0, i as u64));
    let attacked = attack::perturb(request.network, &clean, &labels, request.attack, streams);
    let (clean_activations, clean_logits) = request.network.trace(clean.clone());
    let (attacked_activations, attacked_logits) = request.network.trace(attacked.clone());

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

/// Accuracy on the first `samples` of a split as they are, without an attack and whatever else a look gives.
///
/// # Errors
/// When data or device fail.
pub async fn accuracy(
    network: &Chain,
    held_out: &mut Split,
    samples: usize,
    source: &impl Source,
) -> Result<Accuracy, RunError> {
    let all: Vec<usize> = (0..samples).collect();
    let mut right = 0;
    for indices in all.chunks(BATCH) {
        let Batch { samples, labels, .. } = held_out.batch(indices, BATCH, 0, source).await?;
        let hits = network.forward(samples).argmax(1).reshape([indices.len()]).equal(labels).int().sum();
        right += hits.into_data_async().await?.iter::<i64>().next().unwrap_or_default() as usize;
    }
    Ok(Accuracy { correct: right, of: samples })
}

/// What has been seen so far.
struct Sums {
    clean: usize,
    robust: usize,
    right: Vec<u8>,
    answers: BTreeSet<usize>,
    sensitivities: Vec<Vec<f64>>,
    examples: Vec<Example>,
}

impl Sums {
    fn new(layers: usize) -> Self {
        let sensitivities = vec![Vec::new(); layers];
        Self { clean: 0, robust: 0, right: Vec::new(), answers: BTreeSet::new(), sensitivities, examples: Vec::new() }
    }

    /// `read`: clean and attacked probabilities, one sensitivity per layer, then values of the samples shown.
    fn add(&mut self, read: &[Vec<f32>], samples: &[(usize, usize)], shown: usize) {
        let classes = read[0].len() / samples.len();
        let layers = self.sensitivities.len();
        for (layer, sensitivities) in self.sensitivities.iter_mut().zip(&read[2..]) {
            layer.extend(sensitivities.iter().map(|&shift| f64::from(shift)));
        }
        for (row, &(index, label)) in samples.iter().enumerate() {
            let clean = &read[0][row * classes..][..classes];
            let attacked = &read[1][row * classes..][..classes];
            let answer = largest(clean);
            let right = answer == label;
            self.answers.insert(answer);
            self.clean += usize::from(right);
            let withstands = right && largest(attacked) == label;
            self.robust += usize::from(withstands);
            self.right.push(u8::from(right) | u8::from(withstands) << 1);
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
                    sensitivity: Estimate::mean_of(values),
                })
                .collect(),
            examples: self.examples,
            attacks: Vec::new(),
        };
        EvaluationResult { evaluated, same_answer: self.answers.len() == 1, right: self.right }
    }
}

/// The position of the largest value; the first of equals, and one beyond the end where nothing is a number.
fn largest(values: &[f32]) -> usize {
    let mut best = (values.len(), f32::NEG_INFINITY);
    for (position, &value) in values.iter().enumerate() {
        if value > best.1 {
            best = (position, value);
        }
    }
    best.0
}
