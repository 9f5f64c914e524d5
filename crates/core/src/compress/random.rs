//! Fresh weights: N(0, 2 / fan-in), biases 0 (He et al. 2015, arXiv 1502.01852, section 2.2).

use rand_distr::{Distribution, Normal};

use super::map::{Map, Shape};
use crate::random::{Purpose, stream};

/// The rounds of [`Purpose::Weights`]: the first is that of whole new networks.
const ROUND: u64 = 1;

/// A fresh map for the layer at `position` of the compressed chain.
pub(super) fn he(shape: &Shape, seed: u64, position: usize) -> Map {
    let deviation = (2.0 / shape.fan_in() as f32).sqrt();
    let normal = Normal::new(0.0, deviation).expect("a positive deviation");
    let mut rng = stream(seed, Purpose::Weights, ROUND, position as u64);
    let weight = (0..shape.out * shape.fan_in()).map(|_| normal.sample(&mut rng)).collect();
    Map { shape: *shape, weight, bias: vec![0.0; shape.out] }
}
