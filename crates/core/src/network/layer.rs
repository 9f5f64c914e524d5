//! One layer of a chain with its weights: a sequence of parts that is never cut.

use burn::{
    module::Module,
    tensor::{Device, Tensor},
};
use layerlab_schema::{self as schema, Operation};
use rand_chacha::ChaCha8Rng;

use super::{
    init::Initialiser,
    parameter_ref::ParameterRef,
    part::{Part, forward_all},
};

/// A layer with its weights. It is built from its plan, so that the page draws exactly what runs.
#[derive(Module, Debug)]
pub struct Layer {
    parts: Vec<Part>,
    #[module(skip)]
    plan: schema::Layer,
}

impl Layer {
    /// A layer with fresh weights drawn from `rng`; the ids of its parameters follow from `position`.
    pub(super) fn init(plan: &schema::Layer, position: usize, rng: ChaCha8Rng, device: &Device) -> Self {
        let parts = Part::init_all(&plan.parts, &mut Initialiser::new(position, rng, device));
        Self { parts, plan: plan.clone() }
    }

    /// The plan it was built from: name, parts, shapes.
    pub fn plan(&self) -> &schema::Layer {
        &self.plan
    }

    /// The layer's activation, as all measures define it: the weighted operation's own output, before normalisation and
    /// non-linearity, or a residual block's sum.
    ///
    /// # Shapes
    /// - input `[batch, channels, height, width]`, output likewise; vectors have height and width 1, tokens are rows.
    pub fn activation(&self, input: Tensor<4>) -> Tensor<4> {
        forward_all(&self.parts[..self.plan.tap], input)
    }

    /// The input of the last part before the activation: of the convolution or linear map, in a layer that is not a
    /// residual block.
    pub(crate) fn map_input(&self, input: Tensor<4>) -> Tensor<4> {
        forward_all(&self.parts[..self.plan.tap - 1], input)
    }

    /// The input of the non-linearity: the activation after batch normalisation, where that follows it, and otherwise
    /// the activation itself.
    pub(crate) fn normalised(&self, activation: Tensor<4>) -> Tensor<4> {
        match self.parts.get(self.plan.tap) {
            Some(norm @ Part::BatchNorm(_)) => norm.forward(activation),
            _ => activation,
        }
    }

    /// The layer's output, computed from its activation.
    pub fn forward_from_activation(&self, activation: Tensor<4>) -> Tensor<4> {
        forward_all(&self.parts[self.plan.tap..], activation)
    }

    /// The layer's output: the input of the next layer.
    pub fn forward(&self, input: Tensor<4>) -> Tensor<4> {
        forward_all(&self.parts, input)
    }

    /// Draws what dropout sets to 0 in the next forward passes of samples with these streams.
    pub(super) fn draw_dropout(&mut self, streams: &mut [ChaCha8Rng], device: &Device) {
        for (part, plan) in self.parts.iter_mut().zip(&self.plan.parts) {
            let (Part::Weightless(part), Operation::Dropout { percent }) = (part, &plan.operation) else { continue };
            part.draw_dropout(f64::from(*percent) / 100.0, plan.output, streams, device);
        }
    }

    pub(super) fn parts(&self) -> &[Part] {
        &self.parts
    }

    pub(super) fn parts_mut(&mut self) -> &mut [Part] {
        &mut self.parts
    }

    /// Its parameters and running statistics, in the order of [`schema::Layer::weights`].
    pub(super) fn parameters(&mut self) -> Vec<ParameterRef<'_>> {
        self.parts.iter_mut().flat_map(Part::parameters).collect()
    }
}
