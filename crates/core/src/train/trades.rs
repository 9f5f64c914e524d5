//! TRADES (Zhang et al. 2019, eq. 5): clean cross-entropy + β · KL(clean ‖ attacked).

use std::ops::Range;

use burn::tensor::{Tensor, TensorData};
use layerlab_schema::Attack;
use rand::Rng;
use rand_distr::{Distribution, StandardNormal};

use crate::attack::Ball;

/// Deviation of the attack's Gaussian start: at the sample itself the divergence has no gradient. The authors' value.
const START: f32 = 1e-3;

/// Where the attack of TRADES starts, inside the ball of `attack`; a stream for each sample of the batch.
///
/// # Shapes
/// - clean `[batch, channels, height, width]` in [0, 1], output likewise for `samples`
pub(super) fn gaussian_start(
    clean: &Tensor<4>,
    attack: &Attack,
    streams: &[impl Rng + Clone],
    samples: Range<usize>,
) -> Option<Tensor<4>> {
    let clean = clean.clone().narrow(0, samples.start, samples.len());
    let noise = noise(&clean, streams[samples].iter().cloned());
    Some(Ball::around(&clean, attack.norm, attack.epsilon).project(clean + noise))
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
