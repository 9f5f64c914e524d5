//! The initialisations `random` and `random-matched`: N(0, 2 / fan-in), biases 0 (He et al. 2015, arXiv 1502.01852, section 2.2).

use rand_distr::{Distribution, Normal};

use super::linear_map::{LinearMap, MapShape};
use crate::random::{Purpose, stream};

/// The round of [`Purpose::Weights`]; round 0 initialises new networks.
const ROUND: u64 = 1;

/// A fresh map for the layer at `position` of the compressed chain.
pub(super) fn he(shape: &MapShape, seed: u64, position: usize) -> LinearMap {
    let deviation = (2.0 / shape.fan_in() as f32).sqrt();
    let normal = Normal::new(0.0, deviation).expect("a positive deviation");
    let mut rng = stream(seed, Purpose::Weights, ROUND, position as u64);
    let weight = (0..shape.out * shape.fan_in()).map(|_| normal.sample(&mut rng)).collect();
    LinearMap { shape: *shape, weight, bias: vec![0.0; shape.out] }
}
