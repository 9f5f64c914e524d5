//! Random streams: one per purpose, epoch and sample, all derived from the experiment's seed.
//!
//! They are drawn on the host, so that the CPU, the GPU, the page and the binary get the same numbers. Because every sample
//! has its own stream, its random numbers do not depend on the other samples of its batch. The epochs of every stage of a
//! protocol are rounds of their own ([`round`]).

use rand_chacha::{ChaCha8Rng, rand_core::SeedableRng};

/// The purpose of a random stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// Generates training samples.
    TrainingData,
    /// Generates held-out samples.
    TestData,
    /// Initialises weights.
    Weights,
    /// Orders the samples of an epoch.
    Order,
    /// Starts the attacks of training.
    TrainingAttack,
    /// Starts the attacks of evaluation.
    EvaluationAttack,
    /// Augments training samples.
    Augmentation,
    /// Resamples for a bootstrap.
    Resampling,
    /// Draws random read-outs, the controls of Algorithm S1.
    ReadOut,
    /// Draws the noise of an intervention.
    Noise,
    /// Draws noise on weights.
    WeightNoise,
    /// Draws which values dropout sets to 0.
    Dropout,
}

/// The round of an epoch in a stage of a protocol; a plain run is stage 0.
pub fn round(stage: u32, epoch: usize) -> u64 {
    (u64::from(stage) << 32) | epoch as u64
}

/// The stream of one `item` (a sample, a layer) in one `round` (an epoch) for one purpose.
pub fn stream(seed: u64, purpose: Purpose, round: u64, item: u64) -> ChaCha8Rng {
    let mut key = [0; 32];
    key[..8].copy_from_slice(&seed.to_le_bytes());
    key[8..16].copy_from_slice(&(purpose as u64).to_le_bytes());
    key[16..24].copy_from_slice(&round.to_le_bytes());
    key[24..].copy_from_slice(&item.to_le_bytes());
    ChaCha8Rng::from_seed(key)
}

#[cfg(test)]
mod tests {
    use rand::RngExt;

    use super::*;

    #[test]
    fn streams_differ_by_every_part_and_repeat_exactly() {
        let draw = |s, p, r, i| stream(s, p, r, i).random::<u64>();
        let first = draw(1, Purpose::Order, 2, 3);
        assert_eq!(first, draw(1, Purpose::Order, 2, 3));
        for other in [
            draw(2, Purpose::Order, 2, 3),
            draw(1, Purpose::Weights, 2, 3),
            draw(1, Purpose::Order, 3, 3),
            draw(1, Purpose::Order, 2, 4),
        ] {
            assert_ne!(first, other);
        }
    }
}
