//! The upper bound of γ: the least margin that projected gradient descent finds.

use burn::tensor::{Int, Tensor};
use layerlab_schema::Attack;
use rand::Rng;

use super::margin;
use crate::attack::{Ball, CountingModel, Model, ascend, cross_entropy, gradient_steps, start};

/// The least margin of each sample seen at any point of the ball that was visited: `known` is what was seen before (the
/// clean sample, the attack on the whole network), the rest are all iterates of PGD on the cross-entropy, `streams` once for
/// each restart, with one stream for each sample. So more steps of the same size, or more restarts, never raise it.
///
/// Every margin is that of a point in the ball, so that it is an upper bound of the least one, which no attack can compute.
/// Without a random start the first restart begins at the clean samples; later ones always begin at random.
///
/// # Shapes
/// - clean `[batch, channels, height, width]` in [0, 1], labels and known `[batch]`, output `[batch]`
pub(super) fn least_margin<R: Rng>(
    model: &dyn Model,
    clean: &Tensor<4>,
    labels: &Tensor<1, Int>,
    attack: &Attack,
    known: Tensor<1>,
    streams: impl Iterator<Item = Vec<R>>,
) -> Tensor<1> {
    let mut least = known;
    for (restart, streams) in streams.enumerate() {
        (least, _) = climb(model, clean, labels, attack, least, (restart, streams));
    }
    least
}

/// One restart of [`least_margin`], and the samples at which it ended.
///
/// # Shapes
/// - clean and output samples `[batch, channels, height, width]` in [0, 1]; labels, known and output margins `[batch]`
pub(super) fn climb<R: Rng>(
    model: &dyn Model,
    clean: &Tensor<4>,
    labels: &Tensor<1, Int>,
    attack: &Attack,
    known: Tensor<1>,
    (restart, streams): (usize, Vec<R>),
) -> (Tensor<1>, Tensor<4>) {
    let (counting, ball) = (CountingModel::new(model), Ball::around(clean, attack.norm, attack.epsilon));
    let steps = gradient_steps(attack);
    let climbed = |logits: Tensor<2>| cross_entropy(logits, labels.clone().autodiff());
    let begin = start(&ball, steps.random_start || restart > 0, streams.into_iter());
    let mut seen = Vec::with_capacity(steps.count + 1);
    let last = ascend(&counting, &ball, begin, &climbed, &steps, |logits| seen.push(margin(logits, labels.clone())));
    seen.push(margin(counting.logits(last.clone()), labels.clone()));
    (seen.into_iter().fold(known, Tensor::min_pair), last)
}
