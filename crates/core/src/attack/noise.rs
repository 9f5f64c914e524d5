//! Uniformly random points of the ball: what any attack must beat.

use burn::tensor::Tensor;

use super::victims::{Victims, mask};

/// The last of `draws` random points at which the network is wrong, the clean sample where it never is.
pub(super) fn attack(victims: &Victims<'_>, draws: usize) -> Tensor<4> {
    let clean = victims.clean();
    let mut streams: Vec<_> = victims.streams().collect();
    let mut found = clean.clone();
    for _ in 0..draws {
        let noisy = victims.ball.project(clean.clone() + victims.ball.start(streams.iter_mut()));
        let wrong = victims.correct(&noisy).bool_not();
        found = found.mask_where(mask(&wrong, &noisy), noisy);
    }
    found
}
