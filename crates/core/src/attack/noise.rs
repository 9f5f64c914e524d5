//! Uniformly random points of the ball: the baseline of any attack.

use burn::tensor::Tensor;

use super::attack_batch::{AttackBatch, mask};

/// The last of `draws` random points at which the network is wrong, the clean sample where it never is.
pub(super) fn attack(attack_batch: &AttackBatch<'_>, draws: usize) -> Tensor<4> {
    let clean = attack_batch.clean();
    let mut streams: Vec<_> = attack_batch.streams().collect();
    let mut found = clean.clone();
    for _ in 0..draws {
        let noisy = attack_batch.ball.project(clean.clone() + attack_batch.ball.start(streams.iter_mut()));
        let wrong = attack_batch.correct(&noisy).bool_not();
        found = found.mask_where(mask(&wrong, &noisy), noisy);
    }
    found
}
