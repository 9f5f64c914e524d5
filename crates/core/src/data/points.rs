//! The generators of the two-dimensional data sets, whose points lie in the unit square.

use std::f64::consts::{PI, TAU};

use layerlab_schema::DataSet;
use rand::{Rng, RngExt};
use rand_distr::{Distribution, StandardNormal};

/// Standard deviation of the noise; the square has side 1.
const NOISE: f64 = 0.03;

/// A random point in [0, 1]² with its label, which is uniformly distributed. Only for two-dimensional sets.
pub fn point(set: DataSet, rng: &mut impl Rng) -> ([f32; 2], u8) {
    let classes = set.class_count() as u8;
    let label = rng.random_range(0..classes);
    let t: f64 = rng.random();
    let (x, y) = match set {
        DataSet::Moons => moon(label, t),
        DataSet::Circles => {
            let radius = if label == 0 { 0.4 } else { 0.16 * rng.random::<f64>().sqrt() };
            (0.5 + radius * (TAU * t).cos(), 0.5 + radius * (TAU * t).sin())
        }
        DataSet::Spirals => {
            // One revolution; √t spreads the points evenly along the arm.
            let angle = TAU * t.sqrt() + PI * f64::from(label);
            let radius = 0.04 + 0.38 * t.sqrt();
            (0.5 + radius * angle.cos(), 0.5 + radius * angle.sin())
        }
        DataSet::Blobs => {
            let (x, y) = [(0.27, 0.32), (0.73, 0.32), (0.5, 0.72)][usize::from(label)];
            (x + 0.06 * normal(rng), y + 0.06 * normal(rng))
        }
        DataSet::FashionMnist
        | DataSet::Digits
        | DataSet::Mnist
        | DataSet::Cifar10
        | DataSet::Cifar100
        | DataSet::TinyImagenet
        | DataSet::Imagenette
        | DataSet::Imagenette320
        | DataSet::StanfordDogs => (0.0, 0.0),
    };
    let noisy = |value: f64, rng: &mut _| (value + NOISE * normal(rng)).clamp(0.0, 1.0) as f32;
    ([noisy(x, rng), noisy(y, rng)], label)
}

fn moon(label: u8, t: f64) -> (f64, f64) {
    let (sin, cos) = (PI * t).sin_cos();
    if label == 0 { (0.38 + 0.25 * cos, 0.42 + 0.33 * sin) } else { (0.62 - 0.25 * cos, 0.58 - 0.33 * sin) }
}

fn normal(rng: &mut impl Rng) -> f64 {
    StandardNormal.sample(rng)
}
