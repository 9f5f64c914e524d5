//! A network with weights: a chain of layers that can be cut between any two of them.

use burn::{
    module::Module,
    tensor::{Device, Tensor},
};
use layerlab_schema as schema;

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
