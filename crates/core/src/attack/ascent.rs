//! Gradient ascent inside a ball: the one loop behind PGD and FGSM, TRADES, the adaptive attack of margins, and (step by
//! step) free adversarial training.

use burn::tensor::Tensor;
use layerlab_schema::GradientSteps;
use rand::Rng;

use super::{Ball, model::CountingModel};

/// Logits `[batch, classes]` to the objective of each sample, `[batch]`.
pub(crate) type Climbed<'a> = dyn Fn(Tensor<2>) -> Tensor<1> + 'a;

/// The samples themselves, or a uniformly random point of the ball for each stream, `[batch, channels, height, width]`.
pub(crate) fn start(ball: &Ball, is_random: bool, streams: impl Iterator<Item = impl Rng>) -> Tensor<4> {
    if is_random { ball.project(ball.clean.clone() + ball.start(streams)) } else { ball.clean.clone() }
}

/// x ← Π(x + step(∇ₓ Σ objective)), `steps.count` times from `start` on, Π the projection to the ball and to [0, 1].
/// `observe` sees the logits of every iterate from which a step is taken, so not those of the last one.
///
/// # Shapes
/// - start and output `[batch, channels, height, width]`, observed logits `[batch, classes]`
pub(crate) fn ascend(
    counting: &CountingModel<'_>,
    ball: &Ball,
    start: Tensor<4>,
    climbed: &Climbed<'_>,
    steps: &GradientSteps,
    mut observe: impl FnMut(Tensor<2>),
) -> Tensor<4> {
    let mut at = start;
    for _ in 0..steps.count {
        let found = counting.gradient(at.clone(), climbed);
        observe(found.logits);
        at = ball.ascended(at, found.gradient, steps.size);
    }
    at
}
