//! Module robust criticality (RiFT, Zhu et al., ICCV 2023): how much the robust loss can rise when one module's weights
//! change a little.

use burn::tensor::{Int, Tensor, Transaction};

use crate::{RunError, attack::cross_entropy, network::Chain};

/// Step size times the number of steps, relative to the radius, so that the ascent reaches the boundary of the ball.
const REACH: f64 = 2.5;

/// Keeps the division by a vanishing gradient finite.
const TINY: f64 = 1e-12;

/// The largest rise found of the mean cross-entropy on `samples` (attacked beforehand) when the kernels and matrices θ of the
/// layers at `positions` change together by Δ with ‖Δ‖₂ ≤ `change` ‖θ‖₂: max_Δ L(θ + Δ) − L(θ), 0 or above. It is found
/// with `steps` normalised gradient ascent steps, so it is a lower bound. Biases and normalisations stay (our choice); `network`
/// is on the device without autodiff, in evaluation mode.
///
/// # Errors
/// When the device fails.
pub async fn robust_criticality(
    network: &Chain,
    positions: &[usize],
    (samples, labels): (&Tensor<4>, &Tensor<1, Int>),
    change: f64,
    steps: usize,
) -> Result<f64, RunError> {
    let theta = network.kernels(positions);
    let radius = length(&theta).mul_scalar(change);
    let mut delta: Vec<Tensor<1>> = theta.iter().map(Tensor::zeros_like).collect();
    let mut losses = Vec::with_capacity(steps + 1);
    for step in 0..=steps {
        let moved: Vec<Tensor<1>> = theta.iter().zip(&delta).map(|(t, d)| t.clone() + d.clone()).collect();
        let leaves: Vec<Tensor<1>> = moved.into_iter().map(|leaf| leaf.autodiff().require_grad()).collect();
        let logits = network.with_kernels(positions, &leaves).forward(samples.clone().autodiff());
        let loss = cross_entropy(logits, labels.clone().autodiff()).mean();
        losses.push(loss.clone().without_autodiff());
        if step == steps {
            break;
        }
        let gradients = loss.backward();
        let gradients: Option<Vec<Tensor<1>>> = leaves.iter().map(|leaf| leaf.grad(&gradients)).collect();
        let Some(gradients) = gradients else { break };
        let step_size = radius.clone().mul_scalar(REACH / steps as f64) / length(&gradients).add_scalar(TINY);
        let ascended: Vec<Tensor<1>> =
            delta.into_iter().zip(gradients).map(|(d, gradient)| d + gradient * step_size.clone()).collect();
        let shrink = (radius.clone() / length(&ascended).add_scalar(TINY)).clamp_max(1.0);
        delta = ascended.into_iter().map(|d| d * shrink.clone()).collect();
    }
    let read = losses.into_iter().fold(Transaction::default(), |read, loss| read.register(loss));
    let losses: Vec<f64> =
        read.execute_async().await?.iter().filter_map(|data| data.iter::<f32>().next()).map(f64::from).collect();
    let largest = losses.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    Ok(largest - losses.first().copied().unwrap_or(largest))
}

/// The Euclidean norm of all `parts` as one vector, `[1]`.
fn length(parts: &[Tensor<1>]) -> Tensor<1> {
    let squares: Vec<Tensor<1>> = parts.iter().map(|part| part.clone().square().sum()).collect();
    Tensor::cat(squares, 0).sum().sqrt()
}

#[cfg(test)]
mod tests {
    use burn::{
        module::Module,
        tensor::{Device, TensorData},
    };
    use layerlab_schema::{Network, Shape};

    use super::*;

    #[test]
    fn for_a_single_linear_layer_it_is_the_closed_form() {
        // Two classes and one sample: the loss is ln(1 + e^−m), m = (w_y − w_k)·x + b; the steepest change of length r
        // takes r · √2 ‖x‖ from m.
        let plan =
            Network::Mlp { hidden: Vec::new(), batch_norm: false }.layers(Shape::new(3, 1, 1), 2).expect("it fits");
        let network = Chain::init(&plan, 3, &Device::flex().autodiff()).valid();
        let x = [0.3_f32, -0.9, 0.5];
        let samples = Tensor::<4>::from_data(TensorData::new(x.to_vec(), [1, 3, 1, 1]), &Device::flex());
        let labels = Tensor::<1, Int>::from_data(TensorData::new(vec![0_i32], [1]), &Device::flex());
        let logits: Vec<f32> = network.forward(samples.clone()).into_data().try_into_vec().expect("f32");
        let m = f64::from(logits[0] - logits[1]);
        let theta: f32 = length(&network.kernels(&[0])).into_scalar();
        let size = x.iter().map(|x| f64::from(x * x)).sum::<f64>().sqrt();
        let loss = |m: f64| (-m).exp().ln_1p();
        let expected = loss(m - 0.1 * f64::from(theta) * 2f64.sqrt() * size) - loss(m);
        let found =
            pollster::block_on(robust_criticality(&network, &[0], (&samples, &labels), 0.1, 10)).expect("it reads");
        assert!((found - expected).abs() < 1e-5 * expected.max(1.0), "{found} against {expected}");
        let none =
            pollster::block_on(robust_criticality(&network, &[0], (&samples, &labels), 0.0, 10)).expect("it reads");
        assert!(none.abs() < 1e-6, "{none}");
    }
}
