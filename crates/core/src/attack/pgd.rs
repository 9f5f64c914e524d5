//! Projected gradient descent (Madry et al. 2018, eq. 2.1 and section 2.1).

use burn::tensor::{Int, Tensor};
use layerlab_schema::Attack;
use rand::Rng;

use super::{Ball, Model, cross_entropy, model::CountingModel};

/// Attacked samples: x ← Π(x + step(∇ₓ Σ cross-entropy)), `attack.steps` times, Π the projection to the ball and to [0, 1].
///
/// `network` must be on the plain device (`Chain::valid`), so that it runs in evaluation mode and only the gradient
/// of the input is computed. Each sample draws its random start from its own stream and does not depend on its
/// neighbours. ε = 0 is the identity.
///
/// # Shapes
/// - clean `[batch, channels, height, width]` in [0, 1], labels `[batch]`; output like clean
pub fn perturb(
    network: &dyn Model,
    clean: &Tensor<4>,
    labels: &Tensor<1, Int>,
    attack: &Attack,
    streams: impl Iterator<Item = impl Rng>,
) -> Tensor<4> {
    let ball = Ball::around(clean, attack.norm, attack.epsilon);
    let mut start = clean.clone();
    if attack.random_start {
        start = ball.project(start + ball.start(streams));
    }
    descend(&CountingModel::new(network), &ball, start, labels, attack)
}

/// The steps from `start` on.
pub(super) fn descend(
    counting: &CountingModel<'_>,
    ball: &Ball,
    start: Tensor<4>,
    labels: &Tensor<1, Int>,
    attack: &Attack,
) -> Tensor<4> {
    (0..attack.steps).fold(start, |attacked, _| {
        let gradient = counting.loss_gradient(attacked.clone(), labels, &cross_entropy).gradient;
        ball.project(attacked + ball.step(gradient, attack.step_size))
    })
}
