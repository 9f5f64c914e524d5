//! Random streams: one per purpose, class and side, all from one seed, so that no measure moves another's draws.

use rand_chacha::{ChaCha8Rng, rand_core::SeedableRng};

/// The purpose of a random stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// The permutations behind the null.
    Null,
    /// EDGE's projections, shifts and sampled rows.
    Hashing,
    /// The noise that separates equal rows in KSG.
    Jitter,
    /// The noise that is added to the child in the noised KSG.
    Noise,
    /// The halves of InfoNCE: which rows the critic is fitted on.
    Halves,
    /// Which channels connectivity takes of very many.
    Channels,
}

/// The stream of one side of one class.
pub(crate) fn stream(seed: u64, purpose: Purpose, class: usize, side: u64) -> ChaCha8Rng {
    let mut key = [0; 32];
    key[..8].copy_from_slice(&seed.to_le_bytes());
    key[8..16].copy_from_slice(&(purpose as u64).to_le_bytes());
    key[16..24].copy_from_slice(&(class as u64).to_le_bytes());
    key[24..].copy_from_slice(&side.to_le_bytes());
    ChaCha8Rng::from_seed(key)
}

#[cfg(test)]
mod tests {
    use rand::RngExt;

    use super::*;

    #[test]
    fn streams_differ_by_every_part_and_repeat_exactly() {
        let draw = |seed, purpose, class, side| stream(seed, purpose, class, side).random::<u64>();
        let first = draw(1, Purpose::Null, 2, 0);
        assert_eq!(first, draw(1, Purpose::Null, 2, 0));
        for other in [
            draw(2, Purpose::Null, 2, 0),
            draw(1, Purpose::Hashing, 2, 0),
            draw(1, Purpose::Null, 3, 0),
            draw(1, Purpose::Null, 2, 1),
        ] {
            assert_ne!(first, other);
        }
    }
}
