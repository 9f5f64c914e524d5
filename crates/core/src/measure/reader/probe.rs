//! The linear probe: a softmax classifier on fixed features.

use burn::tensor::{Int, Tensor, activation::softmax};

use super::{
    Affine,
    solve::{Factor, read, upload},
};
use crate::RunError;

/// Weight of ½ ‖W‖² beside the mean cross-entropy, on standardised features; scikit-learn's C = 1 / (PENALTY · samples).
/// It keeps the optimum finite where the classes are linearly separable.
const PENALTY: f64 = 1e-3;

/// Steps of the optimiser, and the number of steps after which its momentum is reset (O'Donoghue and Candès 2015, section 3.1): the
/// objective is then within 1e-4 of its minimum.
const STEPS: usize = 300;
const RESTART: usize = 60;

/// Features with a smaller standard deviation are not scaled.
const MIN_DEVIATION: f64 = 1e-6;

/// The affine map whose softmax minimises the mean cross-entropy on the samples plus 1e-3 · ½ ‖W‖² on standardised
/// features (the bias is free). The standardisation is folded into the map.
///
/// The problem is convex, so the result does not depend on a seed. Its Hessian is at most ½ XᵀX/n + PENALTY for every class
/// (Böhning 1992), so each step is the gradient times that fixed inverse, with Nesterov's momentum. Everything runs on
/// the device except for the inverse of one `features` × `features` matrix.
///
/// # Shapes
/// - features `[samples, features]`, labels `[samples]`, each below `classes`
///
/// # Errors
/// When the device fails, or values are not finite.
pub async fn probe(features: &Tensor<2>, labels: &Tensor<1, Int>, classes: usize) -> Result<Affine, RunError> {
    let [samples, width] = features.dims();
    let mean = features.clone().mean_dim(0);
    let centred = features.clone() - mean.clone();
    let deviation = centred.clone().square().mean_dim(0).sqrt();
    let flat = deviation.clone().lower_scalar(MIN_DEVIATION);
    let deviation = deviation.mask_fill(flat, 1.0);
    let x = centred / deviation.clone();
    let [covariance] = read([x.clone().transpose().matmul(x.clone()).div_scalar(samples as f64)]).await?;
    let inverse = upload(&Factor::new(&(covariance * 0.5), PENALTY)?.inverse(), &x);
    let problem = Problem { truth: one_hot(labels, classes, &x), x, inverse };
    let Affine { weight, bias } = problem.solve(width, classes);
    let weight = weight / deviation.transpose();
    let shift = mean.matmul(weight.clone()).reshape([classes]);
    Ok(Affine { weight, bias: bias - shift })
}

/// The optimisation problem on standardised features.
struct Problem {
    /// Standardised features, `[samples, features]`.
    x: Tensor<2>,
    /// 1 at each label, `[samples, classes]`.
    truth: Tensor<2>,
    /// Inverse of the Hessian's upper bound, `[features, features]`.
    inverse: Tensor<2>,
}

impl Problem {
    fn solve(&self, width: usize, classes: usize) -> Affine {
        let device = self.x.device();
        let start =
            Affine { weight: Tensor::zeros([width, classes], &device), bias: Tensor::zeros([classes], &device) };
        let mut at = start.clone();
        let mut ahead = start;
        let mut t = 1.0_f64;
        for step in 1..=STEPS {
            let next = self.step(&ahead);
            let later = f64::midpoint(1.0, (1.0 + 4.0 * t * t).sqrt());
            let momentum = (t - 1.0) / later;
            t = later;
            ahead = Affine {
                weight: next.weight.clone() + (next.weight.clone() - at.weight).mul_scalar(momentum),
                bias: next.bias.clone() + (next.bias.clone() - at.bias).mul_scalar(momentum),
            };
            at = next;
            if step % RESTART == 0 {
                ahead = at.clone();
                t = 1.0;
            }
        }
        at
    }

    /// One majorisation–minimisation step from `at`, which never increases the objective.
    fn step(&self, at: &Affine) -> Affine {
        let [samples, classes] = self.truth.dims();
        let error = (softmax(at.forward(self.x.clone()), 1) - self.truth.clone()).div_scalar(samples as f64);
        let loss_gradient = self.x.clone().transpose().matmul(error.clone()) + at.weight.clone().mul_scalar(PENALTY);
        let bias_gradient = error.sum_dim(0).reshape([classes]);
        Affine {
            weight: at.weight.clone() - self.inverse.clone().matmul(loss_gradient),
            bias: at.bias.clone() - bias_gradient.mul_scalar(2.0),
        }
    }
}

/// 1 at each label, 0 elsewhere, `[samples, classes]`.
fn one_hot(labels: &Tensor<1, Int>, classes: usize, like: &Tensor<2>) -> Tensor<2> {
    let [samples] = labels.dims();
    let numbers = Tensor::<1, Int>::arange(0..classes as i64, &like.device()).reshape([1, classes]);
    numbers.expand([samples, classes]).equal(labels.clone().reshape([samples, 1]).expand([samples, classes])).float()
}

#[cfg(test)]
mod tests {
    use burn::tensor::{Device, TensorData};

    use super::*;
    use crate::{
        attack::cross_entropy,
        attack::testing::{fixture, floats},
    };

    #[test]
    fn it_equals_the_optimum_of_scikit_learn() {
        let device = Device::flex();
        let (values, shape) = fixture("readers.safetensors", "probe.x");
        let x = Tensor::<2>::from_data(TensorData::new(values, [shape[0], shape[1]]), &device);
        let labels: Vec<i32> =
            fixture("readers.safetensors", "probe.labels").0.iter().map(|&label| label as i32).collect();
        let labels = Tensor::<1, Int>::from_data(TensorData::new(labels, [shape[0]]), &device);
        let map = pollster::block_on(probe(&x, &labels, 3)).expect("it is solved");
        let logits = map.forward(x.clone());
        // The penalty is on standardised features: their weights are the map's times the deviation.
        let deviation = (x.clone() - x.mean_dim(0)).square().mean_dim(0).sqrt();
        let penalty = 0.5 * PENALTY as f32 * floats(&(map.weight * deviation.transpose()).square().sum())[0];
        let loss = floats(&cross_entropy(logits.clone(), labels).mean())[0] + penalty;
        let expected = fixture("readers.safetensors", "probe.loss").0[0];
        assert!((loss - expected).abs() < 1e-5, "{loss} is not {expected}");
        let expected = fixture("readers.safetensors", "probe.logits").0;
        // Logits up to the same number for all classes.
        let centre = |row: &[f32]| row.iter().map(|z| z - row.iter().sum::<f32>() / 3.0).collect::<Vec<_>>();
        let worst = floats(&logits)
            .chunks(3)
            .zip(expected.chunks(3))
            .flat_map(|(a, b)| centre(a).into_iter().zip(centre(b)).map(|(a, b)| (a - b).abs()).collect::<Vec<_>>())
            .fold(0.0, f32::max);
        assert!(worst < 0.02, "logits are off by {worst}");
    }

    #[test]
    fn linearly_separable_classes_keep_the_map_finite() {
        let device = Device::flex();
        let x = Tensor::<2>::from_data([[-1.0, 7.0], [-0.9, 7.0], [0.9, 7.0], [1.0, 7.0]], &device);
        let labels = Tensor::<1, Int>::from_data([0, 0, 1, 1], &device);
        let map = pollster::block_on(probe(&x, &labels, 2)).expect("it is solved");
        let logits = floats(&map.forward(x));
        assert!(
            logits.iter().all(|z| z.is_finite()) && logits[0] > logits[1] + 4.0 && logits[7] > logits[6] + 4.0,
            "{logits:?}"
        );
    }
}
