//! What an attack needs from a network: logits, and gradients of the input; every pass is counted.

use std::cell::Cell;

use burn::tensor::{Int, Tensor};
use layerlab_schema::Passes;

use super::ascent::Climbed;
use crate::network::Chain;

/// Anything that gives logits. It must be in evaluation mode and on the plain device, so that nothing in it changes and only
/// the input gets a gradient: of a [`Chain`], `valid()`. Burn's batch normalisation goes by its own flag and the input's
/// device, so a chain in training mode would move its statistics under attack.
pub trait Model: Sync {
    /// # Shapes
    /// - input `[batch, channels, height, width]` in [0, 1], output `[batch, classes]`
    fn logits(&self, input: Tensor<4>) -> Tensor<2>;

    /// The network, where it is one by itself: its weights can be sent to another worker.
    fn chain(&self) -> Option<&Chain> {
        None
    }
}

impl Model for Chain {
    fn chain(&self) -> Option<&Chain> {
        Some(self)
    }

    fn logits(&self, input: Tensor<4>) -> Tensor<2> {
        self.forward(input)
    }
}

/// Logits `[batch, classes]` and labels `[batch]` to the loss of each sample, `[batch]`.
pub(crate) type Loss = dyn Fn(Tensor<2>, Tensor<1, Int>) -> Tensor<1>;

/// A model under attack.
pub(crate) struct CountingModel<'a> {
    model: &'a dyn Model,
    passes: Cell<Passes>,
}

/// The loss of each sample at a point, and where it rises.
pub(crate) struct LossGradient {
    /// `[batch]`.
    pub loss: Tensor<1>,
    /// `[batch, classes]`.
    pub logits: Tensor<2>,
    /// Of each sample's own loss, `[batch, channels, height, width]`.
    pub gradient: Tensor<4>,
}

impl<'a> CountingModel<'a> {
    pub fn new(model: &'a dyn Model) -> Self {
        Self { model, passes: Cell::default() }
    }

    /// The passes so far.
    pub fn passes(&self) -> Passes {
        self.passes.get()
    }

    fn count(&self, forward: usize, backward: usize) {
        let Passes { forward: f, backward: b } = self.passes.get();
        self.passes.set(Passes { forward: f + forward as u64, backward: b + backward as u64 });
    }

    pub fn logits(&self, input: Tensor<4>) -> Tensor<2> {
        self.count(input.dims()[0], 0);
        self.model.logits(input)
    }

    /// The loss of the logits against `labels`, and its gradient. The loss comes as a function, so that the page, which needs
    /// one of them, doesn't link the others.
    pub fn loss_gradient(&self, input: Tensor<4>, labels: &Tensor<1, Int>, loss: &Loss) -> LossGradient {
        self.gradient(input, &|logits| loss(logits, labels.clone().autodiff()))
    }

    /// The objective and its gradient. The backward pass starts at each sample's own, as it would at their sum.
    pub fn gradient(&self, input: Tensor<4>, climbed: &Climbed<'_>) -> LossGradient {
        self.count(input.dims()[0], input.dims()[0]);
        let input = input.autodiff().require_grad();
        let logits = self.model.logits(input.clone());
        let loss = climbed(logits.clone());
        let mut gradients = loss.backward();
        let gradient = input.grad_remove(&mut gradients).unwrap_or_else(|| input.clone().inner().zeros_like());
        LossGradient { loss: loss.inner(), logits: logits.inner(), gradient }
    }
}
