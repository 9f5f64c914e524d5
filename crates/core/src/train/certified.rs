//! Certified training by interval bounds (Gowal et al. 2018, arXiv 1810.12715, section 3).

use burn::tensor::{Int, Tensor};

use super::step_config::TrainablePart;
use crate::attack::cross_entropy;

/// κ · the cross-entropy of the clean samples + (1 − κ) · that of the worst logits: the lower end of the label's and the upper
/// ends of all others. Output `[batch]`.
///
/// # Shapes
/// - clean `[batch, channels, height, width]` in [0, 1], labels `[batch]` on the autodiff device
pub(super) fn certified_loss(
    trainable: &TrainablePart,
    clean: &Tensor<4>,
    labels: &Tensor<1, Int>,
    epsilon: f64,
    kappa: f64,
) -> Tensor<1> {
    let [low, high] = trainable.bound(clean, epsilon);
    let [batch, classes] = low.dims();
    let numbers = Tensor::<1, Int>::arange(0..classes as i64, &labels.device()).reshape([1, classes]);
    let is_label = numbers.expand([batch, classes]).equal(labels.clone().reshape([batch, 1]).expand([batch, classes]));
    let worst = high.mask_where(is_label, low);
    let certified = cross_entropy(worst, labels.clone()).mul_scalar(1.0 - kappa);
    cross_entropy(trainable.forward(clean.clone()), labels.clone()).mul_scalar(kappa) + certified
}

#[cfg(test)]
mod tests {
    use burn::{
        module::Module,
        tensor::{Device, TensorData},
    };
    use layerlab_schema::{Mode, Network, Shape};
    use rand::RngExt;

    use super::*;
    use crate::{
        attack::testing::floats,
        network::Chain,
        random::{Purpose, stream},
    };

    const NETWORK: Network = Network::Cnn { channels: [3, 4], hidden: 6, batch_norm: false };

    fn random(shape: [usize; 4], item: u64) -> Tensor<4> {
        let mut rng = stream(5, Purpose::TestData, 0, item);
        let values: Vec<f32> = (0..shape.iter().product()).map(|_| rng.random()).collect();
        Tensor::from_data(TensorData::new(values, shape), &Device::flex())
    }

    fn chain() -> Chain {
        let plan = NETWORK.layers(Shape::new(1, 8, 8), 3).expect("it fits");
        Chain::init(&plan, 2, &Device::flex().autodiff())
    }

    fn labels() -> Tensor<1, Int> {
        Tensor::<1, Int>::from_data([0, 1, 2, 1], &Device::flex()).autodiff()
    }

    fn loss(network: &Chain, epsilon: f64, kappa: f64) -> Tensor<1> {
        let modes = [Mode::Adversarial; 4];
        let trainable = TrainablePart::new(network, &network.valid(), &modes, Mode::Adversarial);
        certified_loss(&trainable, &random([4, 1, 8, 8], 0), &labels(), epsilon, kappa)
    }

    #[test]
    fn without_a_ball_it_is_the_cross_entropy_and_with_one_no_point_is_worse() {
        let network = chain();
        let clean = random([4, 1, 8, 8], 0);
        let of =
            |x: &Tensor<4>| floats(&cross_entropy(network.valid().forward(x.clone()), labels().without_autodiff()));
        let near = |a: &[f32], b: &[f32]| a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-3);
        assert!(near(&floats(&loss(&network, 0.0, 0.0).without_autodiff()), &of(&clean)));
        assert!(near(&floats(&loss(&network, 0.3, 1.0).without_autodiff()), &of(&clean)));
        let worst = floats(&loss(&network, 0.1, 0.0).without_autodiff());
        for item in 1..20 {
            let corner = (random([4, 1, 8, 8], item) - 0.5).sign().mul_scalar(0.1);
            let found = of(&(clean.clone() + corner).clamp(0.0, 1.0));
            assert!(found.iter().zip(&worst).all(|(found, worst)| found <= worst), "{found:?} above {worst:?}");
        }
    }

    #[test]
    fn its_gradient_is_the_slope_of_the_loss() {
        let network = chain();
        let positions = [0, 1, 2, 3];
        let leaves: Vec<Tensor<1>> = network
            .kernels(&positions)
            .into_iter()
            .map(|kernel| kernel.without_autodiff().autodiff().require_grad())
            .collect();
        let gradients = loss(&network.with_kernels(&positions, &leaves), 0.05, 0.5).sum().backward();
        let value = |kernels: &[Tensor<1>]| {
            let loss = loss(&network.with_kernels(&positions, kernels), 0.05, 0.5);
            f64::from(loss.sum().without_autodiff().into_scalar::<f32>())
        };
        // Along the gradient itself the slope is its squared length.
        let (step, mut squared, mut ahead) = (1e-3, 0.0, Vec::new());
        for leaf in &leaves {
            let gradient = leaf.grad(&gradients).expect("the loss depends on it");
            squared += f64::from(gradient.clone().square().sum().into_scalar::<f32>());
            ahead.push((leaf.clone().without_autodiff() + gradient.mul_scalar(step)).autodiff());
        }
        let slope = (value(&ahead) - value(&leaves)) / step;
        assert!((slope - squared).abs() < 0.05 * squared, "{slope} is not {squared}");
    }
}
