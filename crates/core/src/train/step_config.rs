//! The configuration of one training step, and the part of the network that it trains.

use burn::{
    optim::GradientsParams,
    tensor::{Gradients, Tensor},
};
use layerlab_schema::{Attack, Defence, Mode};

use super::Distillation;
use crate::network::{
    Chain, Layer,
    interval::{Interval, bound_layers},
};

/// The configuration of one training step.
#[derive(Clone, Copy)]
pub struct StepConfig<'a> {
    /// The training mode of each layer, from input to output.
    pub modes: &'a [Mode],
    /// Teacher and target of distillation; `None` for labels alone.
    pub distillation: Option<&'a Distillation>,
    /// How adversarial layers are trained.
    pub defence: &'a Defence,
    /// The attack that gives the adversarial samples.
    pub attack: &'a Attack,
    /// Learning rate η of this step.
    pub learning_rate: f64,
}

impl StepConfig<'_> {
    /// Whether any layer is trained in `mode`.
    pub(super) fn has(&self, mode: Mode) -> bool {
        self.modes.contains(&mode)
    }
}

/// A network of which the layers of one mode are trained; the others are on the plain device, in evaluation mode.
pub(super) struct TrainablePart {
    /// The layers before the first trained one: with a plain input nothing is recorded there.
    below: Vec<Layer>,
    above: Chain,
}

impl TrainablePart {
    /// The layers of `trained` that are trained in `mode` by `modes`, with those of `fixed` around them.
    pub fn new(trained: &Chain, fixed: &Chain, modes: &[Mode], mode: Mode) -> Self {
        let learns = |position: usize| modes.get(position) == Some(&mode);
        let pairs = trained.layers().iter().zip(fixed.layers()).enumerate();
        let mut layers: Vec<Layer> =
            pairs.map(|(i, (trained, fixed))| if learns(i) { trained } else { fixed }.clone()).collect();
        let first = (0..layers.len()).find(|&position| learns(position)).unwrap_or(layers.len());
        let above = Chain::from_layers(layers.split_off(first));
        Self { below: layers, above }
    }

    /// Logits with their autodiff graph, `[batch, classes]`.
    pub fn forward(&self, input: Tensor<4>) -> Tensor<2> {
        let x = self.below.iter().fold(input, |x, layer| layer.forward(x));
        self.above.forward(x.autodiff())
    }

    /// Interval bounds of the logits with their autodiff graph, for inputs within `epsilon` of `clean` in each value.
    ///
    /// # Shapes
    /// - clean `[batch, channels, height, width]` in [0, 1], each end `[batch, classes]`
    pub fn bound(&self, clean: &Tensor<4>, epsilon: f64) -> [Tensor<2>; 2] {
        let below = bound_layers(&self.below, Interval::around(clean, epsilon));
        let input = below.map_monotone(|end| end.autodiff());
        let Interval { low, high } = bound_layers(self.above.layers(), input);
        let [batch, classes, ..] = low.dims();
        [low, high].map(|end| end.reshape([batch, classes]))
    }

    /// The activations of the layers at these positions; later layers are not run.
    pub fn outputs(&self, input: Tensor<4>, after: &[usize]) -> Vec<Tensor<4>> {
        let below = self.below.iter().fold(input, |x, layer| layer.forward(x));
        let last = after.iter().max().map_or(0, |&last| last + 1 - self.below.len());
        let mut outputs = Vec::with_capacity(last);
        self.above.layers()[..last].iter().fold(below.autodiff(), |x, layer| {
            let output = layer.forward(x);
            outputs.push(output.clone());
            output
        });
        after.iter().map(|&position| outputs[position - self.below.len()].clone()).collect()
    }

    /// The gradients of the trained layers.
    pub fn gradients(&self, gradients: Gradients) -> GradientsParams {
        GradientsParams::from_grads(gradients, &self.above)
    }
}
