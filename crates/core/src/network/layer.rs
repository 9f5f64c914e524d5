//! One layer of a chain: parts in a row that are never cut.

use burn::{
    module::Module,
    tensor::{Device, Tensor},
};
use layerlab_schema as schema;
use rand_chacha::ChaCha8Rng;

use super::{init::Initialiser, parameter_ref::ParameterRef, part::Part};

/// A layer with its weights. Built from its plan, so that what is drawn is what runs.
#[derive(Module, Debug)]
pub struct Layer {
    parts: Vec<Part>,
    #[module(skip)]
    plan: schema::Layer,
}

impl Layer {
    /// A layer with fresh weights; the parameters' identities follow from `position`.
    pub(super) fn init(plan: &schema::Layer, position: usize, rng: ChaCha8Rng, device: &Device) -> Self {
        let parts = Part::init_all(&plan.parts, &mut Initialiser::new(position, rng, device));
        Self { parts, plan: plan.clone() }
    }

    /// What it is: name, shapes, cost.
    pub fn plan(&self) -> &schema::Layer {
        &self.plan
    }

    /// What measures call the layer's activation: the weighted operation's own output, before normalisation and
    /// non-linearity, or a block's sum.
    ///
    /// # Shapes
    /// - input `[batch, channels, height, width]`, output likewise; vectors have height and width 1, tokens are rows.
    pub fn activation(&self, input: Tensor<4>) -> Tensor<4> {
        self.parts[..self.plan.tap].iter().fold(input, |x, part| part.forward(x))
    }

    /// What the last part before its activation gets: the input of its own map, where the layer is no block.
    pub(crate) fn prepared(&self, input: Tensor<4>) -> Tensor<4> {
        self.parts[..self.plan.tap - 1].iter().fold(input, |x, part| part.forward(x))
    }

    /// What enters its non-linearity, from its activation: the same after a batch normalisation that follows it.
    pub(crate) fn normalised(&self, activation: Tensor<4>) -> Tensor<4> {
        let norm = self.parts.get(self.plan.tap).filter(|part| matches!(part, Part::BatchNorm(_)));
        norm.into_iter().fold(activation, |x, part| part.forward(x))
    }

    /// What goes on to the next layer, from this layer's activation.
    pub fn finish(&self, activation: Tensor<4>) -> Tensor<4> {
        self.parts[self.plan.tap..].iter().fold(activation, |x, part| part.forward(x))
    }

    /// The whole layer.
    pub fn forward(&self, input: Tensor<4>) -> Tensor<4> {
        self.finish(self.activation(input))
    }

    /// Its parts.
    pub(super) fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// The parts that lead to its activation.
    pub(super) fn parts_to_activation(&self) -> &[Part] {
        &self.parts[..self.plan.tap]
    }

    /// Its weights, in the order of [`schema::Layer::weights`].
    pub(super) fn parameters(&mut self) -> Vec<ParameterRef<'_>> {
        self.parts.iter_mut().flat_map(Part::parameters).collect()
    }
}
