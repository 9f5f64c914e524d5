//! The final evaluation of a trained network with further attacks of [`crate::attack`]: a result per attack, without those of
//! single samples.

use burn::tensor::Tensor;
use layerlab_schema::{Attack, AttackResult, AttackState, Evaluation};

use crate::{
    RunError,
    attack::{self, Found, Samples},
    data::{Batch, Source, Split},
    network::Chain,
};

/// Samples that are attacked at once.
const BATCH: usize = 100;

/// The settings of a final evaluation.
pub struct FinalAttacks<'a> {
    /// The network, on the device without autodiff and in evaluation mode (`valid()`).
    pub network: &'a Chain,
    /// The attacks, in order. Each attacks all samples.
    pub attacks: Vec<Attack>,
    /// The seed of the attacks' random numbers.
    pub seed: u64,
    /// Number of held-out samples, from the first one on.
    pub samples: usize,
}

impl<'a> FinalAttacks<'a> {
    /// The final evaluation of an experiment with `test` test samples.
    pub fn of(evaluation: &Evaluation, network: &'a Chain, seed: u64, test: usize) -> Self {
        Self { network, attacks: evaluation.final_attacks(), seed, samples: evaluation.final_samples(test) }
    }
}

/// Runs the attacks in order and returns their results. After every batch `between` is called with the completed share, in
/// [0, 1]; if it returns false, the result covers only the attacks that are complete.
///
/// All samples are on the device at once. A sample counts as robust when it is classified correctly both clean and under
/// attack.
///
/// # Errors
/// When an attack can't be carried out on this network, samples can't be read, or the device fails.
pub async fn final_attacks(
    request: &FinalAttacks<'_>,
    held_out: &mut Split,
    source: &impl Source,
    mut between: impl AsyncFnMut(f64) -> bool,
) -> Result<Vec<AttackResult>, RunError> {
    if request.attacks.is_empty() || request.samples == 0 {
        return Ok(Vec::new());
    }
    let samples = load(request.samples, held_out, source).await?;
    let state = AttackState::new(request.attacks.clone(), request.seed, BATCH);
    let mut stopped = false;
    let state = attack::evaluate(request.network, &samples, state, async |state: &AttackState, _: Found| {
        stopped = !between(state.share()).await;
        !stopped
    });
    let mut results: Vec<AttackResult> =
        state.await?.results().into_iter().map(AttackResult::without_samples).collect();
    if stopped {
        results.pop();
    }
    Ok(results)
}

/// The first `count` held-out samples.
async fn load(count: usize, held_out: &mut Split, source: &impl Source) -> Result<Samples, RunError> {
    let all: Vec<usize> = (0..count).collect();
    let mut images = Vec::new();
    let mut labels = Vec::new();
    for indices in all.chunks(BATCH) {
        let Batch { samples, labels: batch_labels, .. } = held_out.batch(indices, BATCH, 0, source).await?;
        images.push(samples);
        labels.push(batch_labels);
    }
    Ok(Samples::new(Tensor::cat(images, 0), Tensor::cat(labels, 0), 0))
}
