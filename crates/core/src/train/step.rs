//! One training step, in which each side of the cut learns in its own mode.

use burn::{
    module::Module,
    optim::{
        AdamConfig, GradientsParams, ModuleOptimizer, SgdConfig, decay::WeightDecayConfig, momentum::MomentumConfig,
    },
    tensor::{Bytes, Int, Tensor},
};
use layerlab_spec::{Attack, Mode, Optimizer, Phase, Side};
use rand::Rng;

use crate::{
    attack::{self, cross_entropy},
    network::{Chain, Layer},
};

/// A network in training, with its optimiser's state.
pub struct Trainer {
    network: Chain,
    optimizer: ModuleOptimizer,
    learning_rate: f64,
}

impl Trainer {
    /// Starts training `network`, which must be on an autodiff device, with a fresh optimiser.
    pub fn new(network: Chain, optimizer: &Optimizer) -> Self {
        Self { network, optimizer: build(optimizer), learning_rate: optimizer.learning_rate() }
    }

    /// The network as it is now, on the plain device and in evaluation mode.
    pub fn network(&self) -> Chain {
        self.network.valid()
    }

    /// The optimiser's state in Burn's format; reads synchronously, so not for browsers.
    pub fn optimizer_state(&self) -> Option<Vec<u8>> {
        self.optimizer.into_bytes().ok().map(|bytes| bytes.to_vec())
    }

    /// Goes on with an optimiser's state; a foreign one is ignored, and the optimiser starts anew.
    pub fn restore_optimizer(&mut self, state: Vec<u8>, optimizer: &Optimizer) {
        if let Ok(restored) = build(optimizer).from_bytes(Bytes::from_bytes_vec(state)) {
            self.optimizer = restored;
        }
    }

    /// Forgets the optimiser's state, as at the start of a phase.
    pub fn restart_optimizer(&mut self, optimizer: &Optimizer) {
        self.optimizer = build(optimizer);
    }

    /// One step on one batch; gives the mean loss over the samples, averaged over the modes that learned, `[1]`.
    ///
    /// Layers on an adversarial side get their gradient from attacked samples, layers on a clean side from the
    /// samples themselves, both at the same weights; frozen layers get none, and run in evaluation mode. The attack
    /// goes through the whole network. No gradient is computed that is not used.
    ///
    /// # Shapes
    /// - clean `[batch, channels, height, width]`, labels `[batch]`
    pub fn step(
        &mut self,
        clean: &Tensor<4>,
        labels: &Tensor<1, Int>,
        cut: usize,
        phase: &Phase,
        attack: &Attack,
        streams: impl Iterator<Item = impl Rng>,
    ) -> Tensor<1> {
        let fixed = self.network.valid();
        let mut streams = Some(streams);
        let mut passes = Vec::new();
        for mode in [Mode::Adversarial, Mode::Clean] {
            let learns = |position: usize| phase.mode(if position < cut { Side::Front } else { Side::Rest }) == mode;
            if !(0..fixed.layers().len()).any(learns) {
                continue;
            }
            let input = match (mode, streams.take()) {
                (Mode::Adversarial, Some(streams)) => attack::perturb(&fixed, clean, labels, attack, streams),
                (Mode::Adversarial | Mode::Clean | Mode::Frozen, _) => clean.clone(),
            };
            passes.push(self.pass(&fixed, input, labels, learns));
        }
        let count = passes.len() as f64;
        let mut losses = Vec::new();
        for (loss, gradients) in passes {
            losses.push(loss);
            self.network = self.optimizer.step(self.learning_rate, self.network.clone(), gradients);
        }
        Tensor::cat(losses, 0).sum().div_scalar(count)
    }

    /// The mean loss on `input`, and its gradients for the layers that learn.
    fn pass(
        &self,
        fixed: &Chain,
        input: Tensor<4>,
        labels: &Tensor<1, Int>,
        learns: impl Fn(usize) -> bool,
    ) -> (Tensor<1>, GradientsParams) {
        let layers: Vec<Layer> = self
            .network
            .layers()
            .iter()
            .zip(fixed.layers())
            .enumerate()
            .map(|(position, (trained, fixed))| if learns(position) { trained.clone() } else { fixed.clone() })
            .collect();
        let first = (0..layers.len()).find(|&position| learns(position)).unwrap_or(layers.len());
        // Below the first layer that learns nothing is recorded; from there on everything is.
        let (below, above) = layers.split_at(first);
        let x = below.iter().fold(input, |x, layer| layer.forward(x));
        let network = Chain::from_layers(above.to_vec());
        let loss = cross_entropy(network.forward(x.autodiff()), labels.clone().autodiff()).mean();
        let gradients = GradientsParams::from_grads(loss.backward(), &network);
        (loss.without_autodiff(), gradients)
    }
}

fn build(optimizer: &Optimizer) -> ModuleOptimizer {
    let decay = |penalty: f64| (penalty > 0.0).then(|| WeightDecayConfig::new(penalty as f32));
    match *optimizer {
        Optimizer::Sgd { momentum, weight_decay, .. } => {
            // PyTorch's momentum has no dampening; Burn's default has.
            let config = MomentumConfig::new().with_momentum(momentum).with_dampening(0.0);
            SgdConfig::new()
                .with_momentum((momentum > 0.0).then_some(config))
                .with_weight_decay(decay(weight_decay))
                .init()
        }
        Optimizer::Adam { weight_decay, .. } => {
            AdamConfig::new().with_epsilon(1e-8).with_weight_decay(decay(weight_decay)).init()
        }
    }
}
