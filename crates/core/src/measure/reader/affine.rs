//! An affine map from features to scores.

use burn::{
    nn::Linear,
    tensor::{Tensor, TensorData},
};
use rand::Rng;
use rand_distr::{Distribution, StandardNormal};

/// The affine map x W + b.
#[derive(Clone, Debug)]
pub struct Affine {
    /// Weight W, `[features, classes]`.
    pub weight: Tensor<2>,
    /// Bias b, `[classes]`.
    pub bias: Tensor<1>,
}

impl Affine {
    /// The scores of a batch.
    ///
    /// # Shapes
    /// - features `[batch, features]`, output `[batch, classes]`
    pub fn forward(&self, features: Tensor<2>) -> Tensor<2> {
        features.matmul(self.weight.clone()) + self.bias.clone().unsqueeze_dim(0)
    }

    /// The composition of this map with a following one: x (W V) + (b V + c).
    pub fn then(&self, next: &Self) -> Self {
        let bias = self.bias.clone().unsqueeze_dim::<2>(0).matmul(next.weight.clone());
        let [_, classes] = bias.dims();
        Self {
            weight: self.weight.clone().matmul(next.weight.clone()),
            bias: bias.reshape([classes]) + next.bias.clone(),
        }
    }

    /// A random control: Gaussian weights scaled to the same Frobenius norm, and the same bias.
    pub fn random_like(&self, rng: &mut impl Rng) -> Self {
        let shape = self.weight.dims();
        let values: Vec<f32> = (0..shape[0] * shape[1]).map(|_| StandardNormal.sample(rng)).collect();
        let drawn = Tensor::<2>::from_data(TensorData::new(values, shape), &self.weight.device());
        let norm = |x: &Tensor<2>| x.clone().square().sum().sqrt().reshape([1, 1]);
        let scale = norm(&self.weight) / norm(&drawn);
        Self { weight: drawn * scale, bias: self.bias.clone() }
    }
}

impl From<&Linear> for Affine {
    fn from(map: &Linear) -> Self {
        let weight = map.weight.val();
        let [_, classes] = weight.dims();
        let bias = map.bias.as_ref().map_or_else(|| Tensor::zeros([classes], &weight.device()), |bias| bias.val());
        Self { weight, bias }
    }
}

#[cfg(test)]
mod tests {
    use burn::tensor::Device;

    use super::*;
    use crate::{
        attack::testing::floats,
        random::{Purpose, stream},
    };

    #[test]
    fn the_composition_equals_both_maps_in_turn() {
        let device = Device::flex();
        let first = Affine {
            weight: Tensor::from_data([[1.0, 2.0], [0.0, -1.0]], &device),
            bias: Tensor::from_data([0.5, 1.0], &device),
        };
        let next =
            Affine { weight: Tensor::from_data([[3.0], [-2.0]], &device), bias: Tensor::from_data([4.0], &device) };
        let x = Tensor::<2>::from_data([[2.0, 5.0]], &device);
        // (2.5, 0) · (3, −2) + 4.
        assert_eq!(floats(&first.then(&next).forward(x.clone())), [11.5]);
        assert_eq!(floats(&next.forward(first.forward(x))), [11.5]);
    }

    #[test]
    fn the_random_control_has_the_same_norm() {
        let device = Device::flex();
        let map =
            Affine { weight: Tensor::from_data([[3.0, 0.0], [0.0, -4.0]], &device), bias: Tensor::zeros([2], &device) };
        let drawn = map.random_like(&mut stream(1, Purpose::EvaluationAttack, 0, 0));
        let norm: f32 = floats(&drawn.weight).iter().map(|x| x * x).sum::<f32>().sqrt();
        assert!((norm - 5.0).abs() < 1e-5, "{norm}");
        assert_ne!(floats(&drawn.weight), floats(&map.weight));
    }
}
