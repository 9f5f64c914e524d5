//! The further attacks on a finished network: those of [`crate::attack`], on its first test samples, without what became of
//! each of them.

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

/// Which network is attacked, and how.
pub struct FinalAttacks<'a> {
    /// The network, on the plain device and in evaluation mode (`valid()`).
    pub network: &'a Chain,
    /// The attacks, in order; each on all samples.
    pub attacks: Vec<Attack>,
    /// The seed of their random starts.
    pub seed: u64,
    /// How many held-out samples, from the first one on.
    pub samples: usize,
}

impl<'a> FinalAttacks<'a> {
    /// Those of an experiment's evaluation, on a network with so many test samples.
    pub fn of(evaluation: &Evaluation, network: &'a Chain, seed: u64, test: usize) -> Self {
        Self { network, attacks: evaluation.final_attacks(), seed, samples: evaluation.final_samples(test) }
    }
}

/// What the attacks find, in order. `between` is asked after every batch with the share done; when it says false, only the
/// attacks that were finished by then are given.
///
/// The samples lie on the device all at once. A sample counts as robust when it is classified correctly both clean and under
/// attack.
///
/// # Errors
/// When an attack can't be carried out on this network, or data or device fail.
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
    let (mut images, mut labels) = (Vec::new(), Vec::new());
    for indices in all.chunks(BATCH) {
        let Batch { samples, labels: own, .. } = held_out.batch(indices, BATCH, 0, source).await?;
        images.push(samples);
        labels.push(own);
    }
    Ok(Samples::new(Tensor::cat(images, 0), Tensor::cat(labels, 0), 0))
}
