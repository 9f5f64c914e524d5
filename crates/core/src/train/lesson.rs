//! What one training step is to do, and the network as that step sees it.

use burn::{
    optim::GradientsParams,
    tensor::{Gradients, Tensor},
};
use layerlab_spec::{Attack, Defence, Mode, Phase, Side};

use crate::network::{Chain, Layer};

/// The instructions of one step.
#[derive(Clone, Copy)]
pub struct Lesson<'a> {
    /// The layers before this position are the front, the others the rest.
    pub cut: usize,
    /// In which mode each side learns.
    pub phase: &'a Phase,
    /// How adversarial layers learn.
    pub defence: &'a Defence,
    /// From which samples.
    pub attack: &'a Attack,
    /// η of this step.
    pub learning_rate: f64,
}

impl Lesson<'_> {
    /// The mode of the layer at `position`.
    pub(super) fn mode(&self, position: usize) -> Mode {
        self.phase.mode(if position < self.cut { Side::Front } else { Side::Rest })
    }

    /// Whether any layer of `network` learns in `mode`.
    pub(super) fn has(&self, mode: Mode, network: &Chain) -> bool {
        (0..network.layers().len()).any(|position| self.mode(position) == mode)
    }
}

/// A network of which the layers of one mode learn; the others stand on the plain device, in evaluation mode.
pub(super) struct Learner {
    /// The layers before the first one that learns: with a plain input nothing is recorded there.
    below: Vec<Layer>,
    above: Chain,
}

impl Learner {
    /// The layers of `trained` that learn in `mode`, with those of `fixed` around them.
    pub fn new(trained: &Chain, fixed: &Chain, lesson: &Lesson<'_>, mode: Mode) -> Self {
        let learns = |position: usize| lesson.mode(position) == mode;
        let pairs = trained.layers().iter().zip(fixed.layers()).enumerate();
        let mut layers: Vec<Layer> =
            pairs.map(|(i, (trained, fixed))| if learns(i) { trained } else { fixed }.clone()).collect();
        let first = (0..layers.len()).find(|&position| learns(position)).unwrap_or(layers.len());
        let above = Chain::from_layers(layers.split_off(first));
        Self { below: layers, above }
    }

    /// Logits that remember what they depend on.
    pub fn forward(&self, input: Tensor<4>) -> Tensor<2> {
        let x = self.below.iter().fold(input, |x, layer| layer.forward(x));
        self.above.forward(x.autodiff())
    }

    /// The gradients of the layers that learn.
    pub fn gradients(&self, gradients: Gradients) -> GradientsParams {
        GradientsParams::from_grads(gradients, &self.above)
    }
}
