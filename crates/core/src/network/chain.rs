//! A network with weights: a chain of layers that can be cut between any two of them.

use burn::{
    module::Module,
    tensor::{Device, Tensor},
};
use layerlab_schema as schema;
use rand_chacha::ChaCha8Rng;

use super::{Layer, parameter_ref::ParameterRef};
use crate::random::{Purpose, stream};

/// A chain of layers from samples to logits.
#[derive(Module, Debug)]
pub struct Chain {
    layers: Vec<Layer>,
}

impl Chain {
    /// A chain with fresh weights from `seed`. On an autodiff device it can be trained.
    pub fn init(plan: &[schema::Layer], seed: u64, device: &Device) -> Self {
        let layers = plan
            .iter()
            .enumerate()
            .map(|(i, layer)| Layer::init(layer, i, stream(seed, Purpose::Weights, 0, i as u64), device))
            .collect();
        Self { layers }
    }

    /// A chain of existing layers, from input to output.
    pub fn from_layers(layers: Vec<Layer>) -> Self {
        Self { layers }
    }

    /// The same chain with other layers in the place of the last ones.
    #[must_use]
    pub(crate) fn with_last(&self, layers: &[Layer]) -> Self {
        let kept = self.layers.len().saturating_sub(layers.len());
        Self::from_layers(self.layers[..kept].iter().chain(layers).cloned().collect())
    }

    /// The layers, from input to output.
    pub fn layers(&self) -> &[Layer] {
        &self.layers
    }

    pub(super) fn layers_mut(&mut self) -> &mut [Layer] {
        &mut self.layers
    }

    /// The convolution kernels and weight matrices of the layers at `positions`, each flattened.
    pub(crate) fn kernels(&self, positions: &[usize]) -> Vec<Tensor<1>> {
        let mut kernels = Vec::new();
        self.clone().each_kernel(positions, |parameter_ref| kernels.push(parameter_ref.flattened()));
        kernels
    }

    /// The same chain with other values of [`Self::kernels`], in the same order. Gradients flow to values that are
    /// tracked by autodiff.
    pub(crate) fn with_kernels(&self, positions: &[usize], flattened: &[Tensor<1>]) -> Self {
        let mut chain = self.clone();
        let mut flattened = flattened.iter();
        chain.each_kernel(positions, |parameter_ref| {
            parameter_ref.set_flattened(flattened.next().expect("values for each kernel").clone());
        });
        chain
    }

    fn each_kernel(&mut self, positions: &[usize], mut each: impl FnMut(ParameterRef<'_>)) {
        for &position in positions {
            self.layers[position].parameters().into_iter().filter(ParameterRef::is_kernel).for_each(&mut each);
        }
    }

    /// Whether a layer has dropout, which training draws anew for every step.
    pub(crate) fn has_dropout(&self) -> bool {
        let is_dropout = |part: &schema::Part| matches!(part.operation, schema::Operation::Dropout { .. });
        self.layers.iter().any(|layer| layer.plan().parts.iter().any(is_dropout))
    }

    /// The same chain, in which dropout takes effect on samples with these streams, one for each in its order.
    pub(crate) fn with_dropout(&self, streams: &[ChaCha8Rng], device: &Device) -> Self {
        let (mut chain, mut streams) = (self.clone(), streams.to_vec());
        for layer in chain.layers_mut() {
            layer.draw_dropout(&mut streams, device);
        }
        chain
    }

    /// The logits.
    ///
    /// # Shapes
    /// - input `[batch, channels, height, width]`, output `[batch, classes]`
    pub fn forward(&self, input: Tensor<4>) -> Tensor<2> {
        logits(forward_layers(&self.layers, input))
    }

    /// The activation of every layer, each `[batch, channels, height, width]`, and the logits, `[batch, classes]`.
    pub fn forward_with_activations(&self, input: Tensor<4>) -> (Vec<Tensor<4>>, Tensor<2>) {
        let mut activations = Vec::with_capacity(self.layers.len());
        let output = self.layers.iter().fold(input, |x, layer| {
            let activation = layer.activation(x);
            activations.push(activation.clone());
            layer.forward_from_activation(activation)
        });
        (activations, logits(output))
    }
}

/// The output of `layers`, one after the other, `[batch, channels, height, width]`.
pub(crate) fn forward_layers(layers: &[Layer], input: Tensor<4>) -> Tensor<4> {
    layers.iter().fold(input, |x, layer| layer.forward(x))
}

/// `[batch, classes, 1, 1]` to `[batch, classes]`.
fn logits(output: Tensor<4>) -> Tensor<2> {
    let [batch, classes, ..] = output.dims();
    output.reshape([batch, classes])
}

#[cfg(test)]
mod tests {
    use burn::{module::Module, tensor::TensorData};
    use layerlab_schema::{Network, Shape, VggHead};

    use super::*;
    use crate::attack::testing::floats;

    #[test]
    fn dropout_is_of_training_alone_and_follows_from_the_sample() {
        let network = Network::Vgg { depth: 11, batch_norm: false, width: 4, head: VggHead::Hidden };
        let plan = network.layers(Shape::new(1, 32, 32), 3).expect("it fits");
        let device = Device::flex();
        let chain = Chain::init(&plan, 1, &device.clone().autodiff());
        let images = Tensor::<4>::from_data(TensorData::new(vec![0.5_f32; 3 * 1024], [3, 1, 32, 32]), &device);
        let streams: Vec<ChaCha8Rng> = (0..3).map(|i| stream(1, Purpose::Dropout, 0, i)).collect();
        let logits = |chain: &Chain| floats(&chain.forward(images.clone().autodiff()).without_autodiff());
        let still = logits(&chain);
        assert_eq!(still[..3], still[3..6], "three equal images");
        let dropped = chain.with_dropout(&streams, &device);
        assert_ne!(logits(&dropped)[..3], logits(&dropped)[3..6], "each sample drops other features");
        assert_eq!(logits(&dropped), logits(&chain.with_dropout(&streams, &device)));
        let reversed: Vec<ChaCha8Rng> = streams.iter().rev().cloned().collect();
        let other_way = logits(&chain.with_dropout(&reversed, &device));
        assert_eq!(
            other_way[..3],
            logits(&dropped)[6..],
            "a mask belongs to its sample, not to its place in the batch"
        );
        assert_eq!(floats(&chain.valid().forward(images.clone())), still, "nothing was left behind");
        // Of 256 hidden features about half stay, at twice their value.
        let hidden = plan.len() - 3;
        let before = forward_layers(&chain.layers()[..=hidden], images.clone().autodiff()).without_autodiff();
        let after = forward_layers(&dropped.layers()[..=hidden], images.autodiff()).without_autodiff();
        let (mut kept, mut active) = (0, 0);
        for (before, after) in floats(&before).into_iter().zip(floats(&after)) {
            assert!(after == 0.0 || (after - 2.0 * before).abs() < 1e-6, "{before} became {after}");
            active += usize::from(before > 0.0);
            kept += usize::from(after > 0.0);
        }
        assert!(active > 100 && (0.4..0.6).contains(&(kept as f64 / active as f64)), "{kept} of {active}");
    }
}
