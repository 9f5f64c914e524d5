//! TRADES (Zhang et al. 2019, eq. 5): clean cross-entropy + β · KL(clean ‖ attacked).

use burn::tensor::{Int, Tensor, TensorData, activation::log_softmax};
use layerlab_schema::Attack;
use rand::Rng;
use rand_distr::{Distribution, StandardNormal};

use super::step_config::TrainablePart;
use crate::{
    attack::{Ball, CountingModel, ascend, cross_entropy, gradient_steps},
    network::Chain,
    parallel::{self, Part},
};

/// Deviation of the attack's Gaussian start: at the sample itself the divergence has no gradient. The authors' value.
const START: f32 = 1e-3;

/// KL(p ‖ q) = Σ p (ln p − ln q) of each sample, p and q the softmax of the logits; 0 or above.
///
/// # Shapes
/// - both `[batch, classes]`, output `[batch]`
pub fn divergence(p: Tensor<2>, q: Tensor<2>) -> Tensor<1> {
    let (p, q) = (log_softmax(p, 1), log_softmax(q, 1));
    (p.clone().exp() * (p - q)).sum_dim(1).squeeze_dim(1)
}

/// Samples that climb KL(f(clean) ‖ f(attacked)) inside the ball of `attack`, from a Gaussian start.
///
/// # Shapes
/// - clean `[batch, channels, height, width]` in [0, 1], output likewise
pub(super) fn perturb(
    network: &Chain,
    clean: &Tensor<4>,
    attack: &Attack,
    streams: impl Iterator<Item = impl Rng + Send>,
) -> Tensor<4> {
    let attacked = parallel::map(parallel::parts(clean, streams), |Part { start, length, items }| {
        let clean = clean.clone().narrow(0, start, length);
        let ball = Ball::around(&clean, attack.norm, attack.epsilon);
        let target = network.forward(clean.clone()).autodiff();
        let start = ball.project(clean.clone() + noise(&clean, items.into_iter()));
        let climbed = |logits: Tensor<2>| divergence(target.clone(), logits);
        ascend(&CountingModel::new(network), &ball, start, &climbed, &gradient_steps(attack), |_| {})
    });
    Tensor::cat(attacked, 0)
}

fn noise(like: &Tensor<4>, streams: impl Iterator<Item = impl Rng>) -> Tensor<4> {
    let shape = like.dims();
    let length: usize = shape[1..].iter().product();
    let mut values = Vec::with_capacity(shape[0] * length);
    for mut rng in streams.take(shape[0]) {
        values.extend((0..length).map(|_| {
            let deviate: f32 = StandardNormal.sample(&mut rng);
            START * deviate
        }));
    }
    Tensor::from_data(TensorData::new(values, shape), &like.device())
}

/// The loss of a batch, `[1]`: both terms are means over the batch, and both logits learn.
pub(super) fn loss(
    trainable: &TrainablePart,
    clean: &Tensor<4>,
    attacked: Tensor<4>,
    labels: &Tensor<1, Int>,
    beta: f64,
) -> Tensor<1> {
    let clean = trainable.forward(clean.clone());
    let attacked = trainable.forward(attacked);
    let natural = cross_entropy(clean.clone(), labels.clone().autodiff()).mean();
    natural + divergence(clean, attacked).mean().mul_scalar(beta)
}
