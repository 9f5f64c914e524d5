//! One training step, in which each side of the cut is trained in its mode.

use burn::{
    module::Module,
    optim::{
        AdamConfig, AdamWConfig, GradientsParams, ModuleOptimizer, SgdConfig, decay::WeightDecayConfig,
        momentum::MomentumConfig,
    },
    tensor::{Bytes, Int, Tensor},
};
use layerlab_schema::{Defence, Mode, Optimizer};
use rand::Rng;

use super::{
    free::FreePerturbation,
    step_config::{StepConfig, TrainablePart},
    trades,
};
use crate::{
    attack::{self, cross_entropy},
    network::Chain,
};

/// A loss, `[1]`, and the gradients of the layers trained on it.
type Pass = (Tensor<1>, GradientsParams);

/// A network in training, with its optimiser's state.
pub struct Trainer {
    network: Chain,
    optimizer: ModuleOptimizer,
    /// The perturbation of free adversarial training.
    perturbation_rows: Option<FreePerturbation>,
}

impl Trainer {
    /// Starts training `network`, which must be on an autodiff device, with a fresh optimiser.
    pub fn new(network: Chain, optimizer: &Optimizer) -> Self {
        Self { network, optimizer: build(optimizer), perturbation_rows: None }
    }

    /// The current network, on the plain device and in evaluation mode.
    pub fn network(&self) -> Chain {
        self.network.valid()
    }

    /// The optimiser's state in Burn's format; reads synchronously, so not for browsers.
    pub fn optimizer_state(&self) -> Option<Vec<u8>> {
        self.optimizer.into_bytes().ok().map(|bytes| bytes.to_vec())
    }

    /// Restores an optimiser's state, and returns whether it fits: if it does not, the optimiser starts anew.
    pub fn restore_optimizer(&mut self, state: Vec<u8>, optimizer: &Optimizer) -> bool {
        let restored = build(optimizer).from_bytes(Bytes::from_bytes_vec(state));
        let exactly = restored.is_ok();
        self.optimizer = restored.unwrap_or_else(|_| build(optimizer));
        exactly
    }

    /// Forgets the optimiser's state, as at the start of a phase.
    pub fn restart_optimizer(&mut self, optimizer: &Optimizer) {
        self.optimizer = build(optimizer);
    }

    /// The perturbation that free adversarial training carries on, `[batch, channels, height, width]`.
    pub fn perturbation(&self) -> Option<&Tensor<4>> {
        self.perturbation_rows.as_ref().map(FreePerturbation::rows)
    }

    /// Restores the saved perturbation of free adversarial training.
    pub fn restore_perturbation(&mut self, perturbation: Tensor<4>) {
        self.perturbation_rows = Some(FreePerturbation::from_rows(perturbation));
    }

    /// One step on one batch; returns the mean loss over the samples, averaged over the trained modes, `[1]`.
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
        step_config: &StepConfig<'_>,
        streams: impl Iterator<Item = impl Rng + Send>,
    ) -> Tensor<1> {
        let adversarial = step_config.has(Mode::Adversarial);
        let fixed = self.network.valid();
        let trainable = || TrainablePart::new(&self.network, &fixed, step_config, Mode::Adversarial);
        let pass = match *step_config.defence {
            _ if !adversarial => None,
            Defence::Pgd => {
                let attacked = attack::perturb(&fixed, clean, labels, step_config.attack, streams);
                Some(plain_pass(&trainable(), attacked, labels, step_config))
            }
            Defence::Trades { beta } => {
                let attacked = trades::perturb(&fixed, clean, step_config.attack, streams);
                Some(trades_pass(&trainable(), clean, attacked, labels, beta))
            }
            Defence::Free { replays } => return self.replay(clean, labels, step_config, replays),
        };
        self.learn(pass, clean, labels, step_config)
    }

    /// A step of free adversarial training: the batch `replays` times, the weights moving with every one.
    fn replay(
        &mut self,
        clean: &Tensor<4>,
        labels: &Tensor<1, Int>,
        step_config: &StepConfig<'_>,
        replays: usize,
    ) -> Tensor<1> {
        let mut perturbation_rows = self.perturbation_rows.take().unwrap_or_else(|| FreePerturbation::zero(clean));
        let mut losses = Vec::with_capacity(replays);
        for _ in 0..replays {
            let trainable = TrainablePart::new(&self.network, &self.network.valid(), step_config, Mode::Adversarial);
            let input = perturbation_rows.apply(clean).autodiff().require_grad();
            let loss = cross_entropy(trainable.forward(input.clone()), labels.clone().autodiff()).mean();
            let mut gradients = loss.backward();
            let gradient = input.grad_remove(&mut gradients).expect("the loss depends on its input");
            perturbation_rows.climb(gradient, step_config.attack);
            let pass = (loss.without_autodiff(), trainable.gradients(gradients));
            losses.push(self.learn(Some(pass), clean, labels, step_config));
        }
        self.perturbation_rows = Some(perturbation_rows);
        Tensor::cat(losses, 0).mean()
    }

    /// Updates the weights by the adversarial pass, and by the clean one where a side is trained on clean samples.
    fn learn(
        &mut self,
        adversarial: Option<Pass>,
        clean: &Tensor<4>,
        labels: &Tensor<1, Int>,
        step_config: &StepConfig<'_>,
    ) -> Tensor<1> {
        let mut passes: Vec<Pass> = adversarial.into_iter().collect();
        if step_config.has(Mode::Clean) {
            let trainable = TrainablePart::new(&self.network, &self.network.valid(), step_config, Mode::Clean);
            passes.push(plain_pass(&trainable, clean.clone(), labels, step_config));
        }
        let count = passes.len() as f64;
        let mut losses = Vec::new();
        for (loss, gradients) in passes {
            losses.push(loss);
            self.network = self.optimizer.step(step_config.learning_rate, self.network.clone(), gradients);
        }
        Tensor::cat(losses, 0).sum().div_scalar(count)
    }
}

/// The mean cross-entropy on `input`, or the distillation loss of a teacher.
fn plain_pass(
    trainable: &TrainablePart,
    input: Tensor<4>,
    labels: &Tensor<1, Int>,
    step_config: &StepConfig<'_>,
) -> Pass {
    let loss = match step_config.distillation {
        None => cross_entropy(trainable.forward(input), labels.clone().autodiff()).mean(),
        Some(distillation) => distillation.loss(trainable, input, labels),
    };
    let gradients = trainable.gradients(loss.backward());
    (loss.without_autodiff(), gradients)
}

fn trades_pass(
    trainable: &TrainablePart,
    clean: &Tensor<4>,
    attacked: Tensor<4>,
    labels: &Tensor<1, Int>,
    beta: f64,
) -> Pass {
    let loss = trades::loss(trainable, clean, attacked, labels, beta);
    let gradients = trainable.gradients(loss.backward());
    (loss.without_autodiff(), gradients)
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
        Optimizer::AdamW { weight_decay, .. } => {
            AdamWConfig::new().with_epsilon(1e-8).with_weight_decay(weight_decay as f32).init()
        }
    }
}

#[cfg(test)]
mod tests {
    use burn::tensor::{Device, TensorData};
    use layerlab_schema::{Attack, DataSet, Network, Norm};
    use safetensors::SafeTensors;

    use super::*;
    use crate::{
        network::{load, save},
        random::{Purpose, stream},
    };

    static SAMPLES: &[u8] = include_bytes!("../../tests/fixtures/small_cnn.safetensors");
    static EXPECTED: &[u8] = include_bytes!("../../tests/fixtures/training.safetensors");

    fn tensor(file: &[u8], name: &str) -> Vec<f32> {
        let file = SafeTensors::deserialize(file).expect("a safetensors file");
        let bytes = file.tensor(name).expect("it is there").data().to_vec();
        bytes.chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect()
    }

    fn images(name: &str) -> Tensor<4> {
        Tensor::from_data(TensorData::new(tensor(SAMPLES, name), [12, 1, 8, 8]), &Device::flex())
    }

    fn labels() -> Tensor<1, Int> {
        let file = SafeTensors::deserialize(SAMPLES).expect("a safetensors file");
        let view = file.tensor("labels").expect("labels are there");
        let labels: Vec<i32> = view.data().chunks_exact(8).map(|b| i32::from(b[0])).collect();
        Tensor::from_data(TensorData::new(labels, [12]), &Device::flex())
    }

    fn trained() -> Chain {
        let network = Network::Cnn { channels: [4, 8], hidden: 16, batch_norm: false };
        let plan = network.layers(DataSet::Digits.shape(), 10).expect("it fits");
        let file = SafeTensors::deserialize(SAMPLES).expect("a safetensors file");
        let tensors = file.tensors();
        let weights = tensors.iter().filter_map(|(name, view)| Some((name.strip_prefix("weights.")?.to_owned(), view)));
        let weights = safetensors::serialize(weights, None).expect("it serialises");
        load(Chain::init(&plan, 0, &Device::flex().autodiff()), &weights).expect("the weights fit")
    }

    #[test]
    fn a_step_of_trades_is_pytorchs() {
        let sgd = Optimizer::Sgd { learning_rate: 0.05, momentum: 0.0, weight_decay: 0.0 };
        let (defence, attack) = (Defence::Trades { beta: 6.0 }, Attack::pgd(0.1, 7));
        let modes = &[Mode::Adversarial; 4];
        let step_config =
            StepConfig { modes, distillation: None, defence: &defence, attack: &attack, learning_rate: 0.05 };
        let mut trainer = Trainer::new(trained(), &sgd);
        let trainable = TrainablePart::new(&trainer.network, &trainer.network.valid(), &step_config, Mode::Adversarial);
        let (loss, gradients) = trades_pass(&trainable, &images("inputs"), images("pgd_linf"), &labels(), 6.0);
        let found: f32 = loss.into_scalar();
        assert!((found - tensor(EXPECTED, "trades.loss")[0]).abs() < 2e-5 * found, "{found}");
        trainer.network = trainer.optimizer.step(0.05, trainer.network.clone(), gradients);
        let found = pollster::block_on(save(&trainer.network)).expect("it reads");
        for name in ["conv1.weight", "conv1.bias", "conv2.weight", "linear1.weight", "linear2.weight", "linear2.bias"] {
            let (found, expected) = (tensor(&found, name), tensor(EXPECTED, &format!("trades.weights.{name}")));
            let worst = found.iter().zip(&expected).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
            assert!(worst < 2e-6, "{name}: {worst}");
        }
    }

    #[test]
    fn the_attack_of_trades_raises_the_divergence_and_stays_in_the_ball() {
        let (network, clean) = (trained().valid(), images("inputs"));
        for (norm, epsilon) in [(Norm::Linf, 0.1), (Norm::L2, 1.0)] {
            let attack = Attack { norm, ..Attack::pgd(epsilon, 10).with_step_size(epsilon / 4.0) };
            let streams = (0..12).map(|i| stream(1, Purpose::TrainingAttack, 0, i));
            let attacked = trades::perturb(&network, &clean, &attack, streams);
            let delta = attacked.clone() - clean.clone();
            let length = match norm {
                Norm::Linf => delta.abs().max(),
                Norm::L2 => delta.square().sum_dims(&[1, 2, 3]).sqrt().max(),
            };
            assert!(length.into_scalar::<f32>() <= epsilon as f32 + 1e-6);
            let divergence = trades::divergence(network.forward(clean.clone()), network.forward(attacked)).min();
            let least: f32 = divergence.into_scalar();
            assert!(least > 1e-3, "{norm:?}: every sample moves, the least by {least}");
        }
    }
}
