//! Projected gradient descent (Madry et al. 2018, eq. 2.1 and section 2.1); FGSM is one step of it.

use burn::tensor::{Int, Tensor};
use layerlab_schema::{Attack, GradientSteps};
use rand::Rng;

use super::{Ball, Model, ascent, attack_batch::AttackBatch, cross_entropy, model::CountingModel};
use crate::parallel::{self, Part};

/// Attacked samples: x ← Π(x + step(∇ₓ Σ cross-entropy)), Π the projection to the ball and to [0, 1].
///
/// `network` must be on the plain device (`Chain::valid`), so that it runs in evaluation mode and only the gradient
/// of the input is computed. Each sample draws its random start from its own stream and does not depend on its
/// neighbours. ε = 0 is the identity.
///
/// # Panics
/// When the method of `attack` takes no gradient steps; `Experiment::layers` refuses it in the places that lead here.
///
/// # Shapes
/// - clean `[batch, channels, height, width]` in [0, 1], labels `[batch]`; output like clean
pub fn perturb(
    network: &dyn Model,
    clean: &Tensor<4>,
    labels: &Tensor<1, Int>,
    attack: &Attack,
    streams: impl Iterator<Item = impl Rng + Send>,
) -> Tensor<4> {
    let steps = gradient_steps(attack);
    let attacked = parallel::map(parallel::parts(clean, streams), |Part { start, length, items }| {
        let clean = clean.clone().narrow(0, start, length);
        let labels = labels.clone().narrow(0, start, length);
        let ball = Ball::around(&clean, attack.norm, attack.epsilon);
        let start = ascent::start(&ball, steps.random_start, items.into_iter());
        descend(&CountingModel::new(network), &ball, start, &labels, &steps)
    });
    Tensor::cat(attacked, 0)
}

/// One round of an evaluation; later restarts always begin at random.
pub(super) fn attack(attack_batch: &AttackBatch<'_>, steps: &GradientSteps, restart: usize) -> Tensor<4> {
    let ball = &attack_batch.ball;
    let start = ascent::start(ball, steps.random_start || restart > 0, attack_batch.streams());
    descend(attack_batch.counting, ball, start, &attack_batch.labels, steps)
}

/// The steps from `start` on.
pub(crate) fn descend(
    counting: &CountingModel<'_>,
    ball: &Ball,
    start: Tensor<4>,
    labels: &Tensor<1, Int>,
    steps: &GradientSteps,
) -> Tensor<4> {
    let climbed = |logits: Tensor<2>| cross_entropy(logits, labels.clone().autodiff());
    ascent::ascend(counting, ball, start, &climbed, steps, |_| {})
}

/// The steps of an attack that takes some.
///
/// # Panics
/// As [`perturb`].
pub(crate) fn gradient_steps(attack: &Attack) -> GradientSteps {
    attack.gradient_steps().expect("a checked experiment trains and measures with gradient steps")
}
