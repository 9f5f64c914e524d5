//! The ball of allowed perturbations: where an attack may start, how it steps, and how it comes back inside.

use burn::tensor::{Tensor, TensorData};
use layerlab_spec::Norm;
use rand::{Rng, RngExt};
use rand_distr::{Distribution, StandardNormal};

/// Keeps divisions by a vanishing length finite; as in torchattacks.
const TINY: f64 = 1e-10;

/// The set {x + δ : ‖δ‖ ≤ ε} ∩ [0, 1]ᵈ around each sample x of a batch.
pub struct Ball {
    norm: Norm,
    epsilon: f64,
    clean: Tensor<4>,
    /// The corners of the set in L∞, in L2 those of [0, 1]ᵈ alone; kept, because every step of an attack needs them.
    low: Tensor<4>,
    high: Tensor<4>,
}

impl Ball {
    /// The ball of radius `epsilon` around `clean`, `[batch, channels, height, width]`.
    pub fn around(clean: &Tensor<4>, norm: Norm, epsilon: f64) -> Self {
        let reach = match norm {
            Norm::Linf => epsilon,
            Norm::L2 => 1.0,
        };
        Self {
            norm,
            epsilon,
            clean: clean.clone(),
            low: clean.clone().sub_scalar(reach).clamp_min(0.0),
            high: clean.clone().add_scalar(reach).clamp_max(1.0),
        }
    }

    /// A uniformly random point δ of the ball for each stream, `[batch, channels, height, width]`.
    pub fn start(&self, streams: impl Iterator<Item = impl Rng>) -> Tensor<4> {
        let shape = self.clean.dims();
        let length = shape[1..].iter().product();
        let mut values = Vec::with_capacity(shape[0] * length);
        for mut rng in streams.take(shape[0]) {
            match self.norm {
                Norm::Linf => {
                    let epsilon = self.epsilon as f32;
                    values.extend((0..length).map(|_| epsilon * rng.random_range(-1.0_f32..=1.0)));
                }
                Norm::L2 => values.extend(self.point_of_sphere(length, &mut rng)),
            }
        }
        Tensor::from_data(TensorData::new(values, shape), &self.clean.device())
    }

    /// A direction from a Gaussian, a radius ε·u^(1/d): uniform in the Euclidean ball.
    fn point_of_sphere(&self, length: usize, rng: &mut impl Rng) -> Vec<f32> {
        let direction: Vec<f64> = (0..length).map(|_| StandardNormal.sample(rng)).collect();
        let norm = direction.iter().map(|x| x * x).sum::<f64>().sqrt().max(TINY);
        let radius = self.epsilon * rng.random::<f64>().powf(1.0 / length as f64);
        direction.into_iter().map(|x| (x / norm * radius) as f32).collect()
    }

    /// The steepest step of length `size`: size·sign(g) in L∞, size·g/‖g‖₂ in L2.
    pub fn step(&self, gradient: Tensor<4>, size: f64) -> Tensor<4> {
        match self.norm {
            Norm::Linf => gradient.sign().mul_scalar(size),
            Norm::L2 => {
                let length = euclidean(gradient.clone()).add_scalar(TINY);
                gradient.div(length).mul_scalar(size)
            }
        }
    }

    /// The nearest point of the ball, then of the pixel range.
    pub fn project(&self, attacked: Tensor<4>) -> Tensor<4> {
        let inside = match self.norm {
            Norm::Linf => attacked,
            Norm::L2 => {
                let delta = attacked - self.clean.clone();
                let shrink = euclidean(delta.clone()).add_scalar(TINY).recip().mul_scalar(self.epsilon).clamp_max(1.0);
                self.clean.clone() + delta.mul(shrink)
            }
        };
        inside.max_pair(self.low.clone()).min_pair(self.high.clone())
    }
}

/// The Euclidean length of each sample, `[batch, 1, 1, 1]`.
fn euclidean(x: Tensor<4>) -> Tensor<4> {
    x.square().sum_dims(&[1, 2, 3]).sqrt()
}
