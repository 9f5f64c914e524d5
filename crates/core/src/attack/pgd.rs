//! Projected gradient descent (Madry et al. 2018, eq. 2.1 and section 2.1).

use burn::tensor::{Int, Tensor};
use layerlab_spec::Attack;
use rand::Rng;

use super::{Ball, cross_entropy};
use crate::network::Chain;

/// Attacked samples: x ← Π(x + step(∇ₓ Σ cross-entropy)), `attack.steps` times, Π the projection to the ball and to [0, 1].
///
/// `network` must be on the plain device (`Chain::valid`), so that it runs in evaluation mode and only the gradient
/// of the input is computed. Each sample draws its random start from its own stream and does not depend on its
/// neighbours. ε = 0 is the identity.
///
/// # Shapes
/// - clean `[batch, channels, height, width]` in [0, 1], labels `[batch]`; output like clean
pub fn perturb(
    network: &Chain,
    clean: &Tensor<4>,
    labels: &Tensor<1, Int>,
    attack: &Attack,
    streams: impl Iterator<Item = impl Rng>,
) -> Tensor<4> {
    let ball = Ball::around(clean, attack.norm, attack.epsilon);
    let mut attacked = clean.clone();
    if attack.random_start {
        attacked = ball.project(attacked + ball.start(streams));
    }
    for _ in 0..attack.steps {
        let gradient = input_gradient(network, attacked.clone(), labels.clone());
        attacked = ball.project(attacked + ball.step(gradient, attack.step_size));
    }
    attacked
}

/// The gradient of the summed cross-entropy with respect to the input, so that each sample has its own.
pub(crate) fn input_gradient(network: &Chain, input: Tensor<4>, labels: Tensor<1, Int>) -> Tensor<4> {
    let input = input.autodiff().require_grad();
    let loss = cross_entropy(network.forward(input.clone()), labels.autodiff()).sum();
    let mut gradients = loss.backward();
    input.grad_remove(&mut gradients).expect("the loss depends on its input")
}
