//! The ball of allowed perturbations: the starts, the steps and the projection of an attack.

use burn::tensor::{Bool, Tensor, TensorData};
use layerlab_schema::Norm;
use rand::{Rng, RngExt};
use rand_distr::{Distribution, StandardNormal};

use super::attack_batch::rows;
use crate::RunError;

/// Keeps divisions by a vanishing length finite; as in torchattacks.
const TINY: f64 = 1e-10;

/// How far outside the ball f32 rounding of x + δ may put a sample.
const ROUNDING: f64 = 1e-6;

/// The set {x + δ : ‖δ‖ ≤ ε} ∩ [0, 1]ᵈ around each sample x of a batch.
#[derive(Clone)]
pub struct Ball {
    pub(super) norm: Norm,
    pub(super) epsilon: f64,
    pub(super) clean: Tensor<4>,
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

    /// A random point δ of the ball's surface for each stream: in L∞ a point of the cube, scaled until it touches a
    /// face, in L2 uniform on the sphere (the starts of AutoAttack), `[batch, channels, height, width]`.
    pub fn surface(&self, streams: impl Iterator<Item = impl Rng>) -> Tensor<4> {
        let delta = self.start(streams);
        let length = self.length(&delta).clamp_min(TINY);
        delta.div(length).mul_scalar(self.epsilon)
    }

    /// The same ball around some of the samples.
    pub(super) fn of(&self, positions: &[usize]) -> Self {
        Self::around(&rows(&self.clean, positions), self.norm, self.epsilon)
    }

    /// The length of each sample's δ in this norm, `[batch, 1, 1, 1]`.
    pub fn length(&self, delta: &Tensor<4>) -> Tensor<4> {
        match self.norm {
            Norm::Linf => delta.clone().abs().max_dims(&[1, 2, 3]),
            Norm::L2 => euclidean(delta.clone()),
        }
    }

    /// The length of each sample's w in the dual norm, L1 for L∞, `[batch, 1, 1, 1]`.
    pub fn dual_length(&self, w: &Tensor<4>) -> Tensor<4> {
        match self.norm {
            Norm::Linf => w.clone().abs().sum_dims(&[1, 2, 3]),
            Norm::L2 => euclidean(w.clone()),
        }
    }

    /// Whether each sample lies in the ball and in the pixel range, but for rounding, `[batch]`.
    pub fn contains(&self, attacked: &Tensor<4>) -> Tensor<1, Bool> {
        let [batch, ..] = attacked.dims();
        let length = self.length(&(attacked.clone() - self.clean.clone()));
        let near = length.lower_equal_scalar(self.epsilon + ROUNDING * self.epsilon.max(1.0));
        let outside = attacked.clone() - attacked.clone().clamp(0.0, 1.0);
        near.bool_and(outside.abs().max_dims(&[1, 2, 3]).lower_equal_scalar(0.0)).reshape([batch])
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
        step(self.norm, gradient, size)
    }

    /// The nearest allowed point to where the steepest step of length `size` leads.
    pub fn ascended(&self, at: Tensor<4>, gradient: Tensor<4>, size: f64) -> Tensor<4> {
        #[cfg(feature = "gpu")]
        if self.norm == Norm::Linf
            && let Some(ascended) = crate::gpu::ascend(&at, &gradient, size, [&self.low, &self.high])
        {
            return ascended;
        }
        self.project(at + self.step(gradient, size))
    }

    /// The steepest step of length 1.
    pub fn direction(&self, gradient: Tensor<4>) -> Tensor<4> {
        direction(self.norm, gradient)
    }

    /// The nearest point of the ball, then of the pixel range.
    pub fn project(&self, attacked: Tensor<4>) -> Tensor<4> {
        let inside = match self.norm {
            Norm::Linf => attacked,
            Norm::L2 => {
                let delta = clip(self.norm, attacked - self.clean.clone(), self.epsilon);
                self.clean.clone() + delta
            }
        };
        inside.max_pair(self.low.clone()).min_pair(self.high.clone())
    }
}

/// The steepest step of length `size` in this norm.
pub(crate) fn step(norm: Norm, gradient: Tensor<4>, size: f64) -> Tensor<4> {
    direction(norm, gradient).mul_scalar(size)
}

fn direction(norm: Norm, gradient: Tensor<4>) -> Tensor<4> {
    match norm {
        Norm::Linf => gradient.sign(),
        Norm::L2 => {
            let length = euclidean(gradient.clone()).add_scalar(TINY);
            gradient.div(length)
        }
    }
}

/// The nearest δ of length `epsilon` at most, whatever the pixel range: the projection of a [`Ball`] for perturbations that
/// belong to no sample yet.
pub(crate) fn clip(norm: Norm, delta: Tensor<4>, epsilon: f64) -> Tensor<4> {
    match norm {
        Norm::Linf => delta.clamp(-epsilon, epsilon),
        Norm::L2 => {
            let shrink = euclidean(delta.clone()).add_scalar(TINY).recip().mul_scalar(epsilon).clamp_max(1.0);
            delta.mul(shrink)
        }
    }
}

/// The Euclidean length of each sample, `[batch, 1, 1, 1]`.
pub(super) fn euclidean(x: Tensor<4>) -> Tensor<4> {
    x.square().sum_dims(&[1, 2, 3]).sqrt()
}

/// Decisions, read back.
pub(crate) async fn flags(decisions: Tensor<1, Bool>) -> Result<Vec<bool>, RunError> {
    let data = decisions.float().into_data_async().await?;
    Ok(data.iter::<f32>().map(|flag| flag > 0.5).collect())
}
