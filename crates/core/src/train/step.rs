//! One training step, in which each side of the cut is trained in its mode.

use std::ops::Range;

use burn::{
    module::Module,
    optim::{AdamConfig, AdamWConfig, ModuleOptimizer, SgdConfig, decay::WeightDecayConfig, momentum::MomentumConfig},
    tensor::{Bytes, Device, Int, Tensor},
};
use layerlab_schema::{Defence, Mode, Optimizer};
use rand::Rng;
use rand_chacha::ChaCha8Rng;

use super::{
    DistillTarget, Distillation,
    free::FreePerturbation,
    pass::{Batch, LossAndGradients, Pass, PassLoss},
    step_config::{StepConfig, TrainablePart},
    trades::gaussian_start,
};
use crate::{
    attack::{Ascent, AscentLoss, Climb, cross_entropy, random_start},
    network::{Chain, Layer},
    sharing::Inputs,
};

/// A network in training, with its optimiser's state.
pub struct Trainer {
    network: Chain,
    optimizer: ModuleOptimizer,
    /// The perturbation of free adversarial training.
    perturbation_rows: Option<FreePerturbation>,
    /// The streams of dropout in the next step, one for each sample.
    dropout: Vec<ChaCha8Rng>,
}

impl Trainer {
    /// Starts training `network`, which must be on an autodiff device, with a fresh optimiser.
    pub fn new(network: Chain, optimizer: &Optimizer) -> Self {
        Self { network, optimizer: build(optimizer), perturbation_rows: None, dropout: Vec::new() }
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

    /// Puts other layers in the place of the last ones.
    pub fn replace_last(&mut self, layers: &[Layer]) {
        self.network = self.network.with_last(layers);
    }

    /// The perturbation that free adversarial training carries on, `[batch, channels, height, width]`.
    pub fn perturbation(&self) -> Option<&Tensor<4>> {
        self.perturbation_rows.as_ref().map(FreePerturbation::rows)
    }

    /// Restores the saved perturbation of free adversarial training.
    pub fn restore_perturbation(&mut self, perturbation: Tensor<4>) {
        self.perturbation_rows = Some(FreePerturbation::from_rows(perturbation));
    }

    /// Whether the network has dropout.
    pub fn has_dropout(&self) -> bool {
        self.network.has_dropout()
    }

    /// Gives the streams of dropout in the next step, one for each sample of its batch. Without them it drops nothing.
    pub fn set_dropout(&mut self, streams: Vec<ChaCha8Rng>) {
        self.dropout = streams;
    }

    /// The network as it is trained in this step: with dropout, where it has any.
    fn in_training(&self, device: &Device) -> Chain {
        if self.dropout.is_empty() { self.network.clone() } else { self.network.with_dropout(&self.dropout, device) }
    }

    /// One step on one batch; returns the mean loss over the samples, averaged over the trained modes, `[1]`.
    ///
    /// Layers on an adversarial side get their gradient from attacked samples, layers on a clean side from the
    /// samples themselves, both at the same weights; frozen layers get none, and run in evaluation mode. The attack
    /// goes through the whole network. No gradient is computed that is not used.
    ///
    /// # Shapes
    /// - clean `[batch, channels, height, width]`, labels `[batch]`
    pub async fn step(
        &mut self,
        clean: &Tensor<4>,
        labels: &Tensor<1, Int>,
        step_config: &StepConfig<'_>,
        streams: impl Iterator<Item = impl Rng + Clone + Sync>,
    ) -> Tensor<1> {
        if step_config.has(Mode::Adversarial)
            && let Defence::Free { replays } = *step_config.defence
        {
            return self.replay(clean, labels, step_config, replays).await;
        }
        let samples = BatchSamples { clean, labels };
        let mut passes = Vec::new();
        if step_config.has(Mode::Adversarial) {
            let streams: Vec<_> = streams.take(clean.dims()[0]).collect();
            passes.push(match *step_config.defence {
                Defence::Pgd | Defence::Free { .. } => {
                    let start = |rows: Range<usize>| random_start(clean, step_config.attack, &streams, rows);
                    let climb = Climb { attack: *step_config.attack, loss: AscentLoss::CrossEntropy };
                    self.adversarial(samples, step_config, climb, PassLoss::CrossEntropy, &start).await
                }
                Defence::Trades { beta } => {
                    let start = |rows: Range<usize>| gaussian_start(clean, step_config.attack, &streams, rows);
                    let climb = Climb { attack: *step_config.attack, loss: AscentLoss::Divergence };
                    self.adversarial(samples, step_config, climb, PassLoss::Trades { beta }, &start).await
                }
                Defence::Ibp { kappa } => {
                    let loss = PassLoss::Certified { epsilon: step_config.attack.epsilon, kappa };
                    self.unattacked(samples, step_config, Mode::Adversarial, loss).await
                }
            });
        }
        if step_config.has(Mode::Clean) {
            passes.push(self.unattacked(samples, step_config, Mode::Clean, PassLoss::CrossEntropy).await);
        }
        self.update(passes, step_config)
    }

    /// A step of free adversarial training: the batch `replays` times, the weights moving with every one.
    async fn replay(
        &mut self,
        clean: &Tensor<4>,
        labels: &Tensor<1, Int>,
        step_config: &StepConfig<'_>,
        replays: usize,
    ) -> Tensor<1> {
        let mut perturbation_rows = self.perturbation_rows.take().unwrap_or_else(|| FreePerturbation::zero(clean));
        let mut losses = Vec::with_capacity(replays);
        for _ in 0..replays {
            let network = self.in_training(&clean.device());
            let trainable = TrainablePart::new(&network, &self.network.valid(), step_config.modes, Mode::Adversarial);
            let input = perturbation_rows.apply(clean).autodiff().require_grad();
            let loss = cross_entropy(trainable.forward(input.clone()), labels.clone().autodiff()).mean();
            let mut gradients = loss.backward();
            let gradient = input.grad_remove(&mut gradients).expect("the loss depends on its input");
            perturbation_rows.climb(gradient, step_config.attack);
            let mut passes = vec![(loss.without_autodiff(), trainable.gradients(gradients))];
            if step_config.has(Mode::Clean) {
                let samples = BatchSamples { clean, labels };
                passes.push(self.unattacked(samples, step_config, Mode::Clean, PassLoss::CrossEntropy).await);
            }
            losses.push(self.update(passes, step_config));
        }
        self.perturbation_rows = Some(perturbation_rows);
        Tensor::cat(losses, 0).mean()
    }

    /// Loss and gradients of the layers that are trained on attacked samples.
    async fn adversarial(
        &self,
        samples: BatchSamples<'_>,
        step_config: &StepConfig<'_>,
        climb: Climb,
        loss: PassLoss,
        start: &(dyn Fn(Range<usize>) -> Option<Tensor<4>> + Sync),
    ) -> LossAndGradients {
        let batch = self.batch(samples, step_config, Mode::Adversarial, (Some(climb), loss), start);
        // TRADES has a loss of its own.
        let distillation = step_config.distillation.filter(|_| loss == PassLoss::CrossEntropy);
        if distillation.is_none() && batch.pass.splits(&self.network, samples.clean) {
            return batch.by_parts().await;
        }
        let (network, BatchSamples { clean, labels }) = (&batch.fixed, samples);
        let attacked = Ascent { network, clean, labels, start, climb }.attacked().await;
        self.whole(&batch, distillation, attacked)
    }

    /// Loss and gradients of the layers of `mode` that are trained on the samples themselves, or on bounds around them.
    async fn unattacked(
        &self,
        samples: BatchSamples<'_>,
        step_config: &StepConfig<'_>,
        mode: Mode,
        loss: PassLoss,
    ) -> LossAndGradients {
        let batch = self.batch(samples, step_config, mode, (None, loss), &|_| None);
        let distillation = step_config.distillation.filter(|_| loss == PassLoss::CrossEntropy);
        if distillation.is_none() && batch.pass.splits(&self.network, samples.clean) {
            return batch.by_parts().await;
        }
        self.whole(&batch, distillation, samples.clean.clone())
    }

    fn batch<'a>(
        &'a self,
        samples: BatchSamples<'a>,
        step_config: &StepConfig<'_>,
        trained: Mode,
        (climb, loss): (Option<Climb>, PassLoss),
        start: &'a (dyn Fn(Range<usize>) -> Option<Tensor<4>> + Sync),
    ) -> Batch<'a> {
        let BatchSamples { clean, labels } = samples;
        let pass = Pass { modes: step_config.modes.to_vec(), trained, climb, loss, batch: clean.dims()[0] };
        Batch { pass, network: &self.network, fixed: self.network.valid(), clean, labels, start }
    }

    /// A pass over the whole batch at once, on samples that are attacked already.
    fn whole(&self, batch: &Batch<'_>, distillation: Option<&Distillation>, attacked: Tensor<4>) -> LossAndGradients {
        let Batch { pass, fixed, clean, labels, .. } = batch;
        // Features are learned from a teacher that drops none.
        let is_hinted = distillation.is_some_and(|distillation| matches!(distillation.of, DistillTarget::Hints(_)));
        let network = &if is_hinted { self.network.clone() } else { self.in_training(&clean.device()) };
        let Some(distillation) = distillation else {
            let inputs = Inputs { clean: (*clean).clone(), start: None, labels: (*labels).clone() };
            return pass.learn(network, fixed, &inputs, attacked);
        };
        let trainable = TrainablePart::new(network, fixed, &pass.modes, pass.trained);
        let loss = distillation.loss(&trainable, attacked, labels);
        let gradients = trainable.gradients(loss.backward());
        (loss.without_autodiff(), gradients)
    }

    /// Updates the weights by all passes; the mean of their losses.
    fn update(&mut self, passes: Vec<LossAndGradients>, step_config: &StepConfig<'_>) -> Tensor<1> {
        let count = passes.len() as f64;
        let mut losses = Vec::new();
        for (loss, gradients) in passes {
            losses.push(loss);
            self.network = self.optimizer.step(step_config.learning_rate, self.network.clone(), gradients);
        }
        Tensor::cat(losses, 0).sum().div_scalar(count)
    }
}

/// The samples of a step.
#[derive(Clone, Copy)]
struct BatchSamples<'a> {
    clean: &'a Tensor<4>,
    labels: &'a Tensor<1, Int>,
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
        attack::divergence,
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
        let modes = [Mode::Adversarial; 4];
        let mut trainer = Trainer::new(trained(), &sgd);
        let (clean, labels) = (images("inputs"), labels());
        let pass = Pass {
            modes: modes.to_vec(),
            trained: Mode::Adversarial,
            climb: None,
            loss: PassLoss::Trades { beta: 6.0 },
            batch: 12,
        };
        let inputs = Inputs { clean, start: None, labels };
        let (loss, gradients) = pass.learn(&trainer.network, &trainer.network.valid(), &inputs, images("pgd_linf"));
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
            let streams: Vec<_> = (0..12).map(|i| stream(1, Purpose::TrainingAttack, 0, i)).collect();
            let start = gaussian_start(&clean, &attack, &streams, 0..12);
            let climb = Climb { attack, loss: AscentLoss::Divergence };
            let attacked = climb.run(&network, &Inputs { clean: clean.clone(), start, labels: labels() });
            let delta = attacked.clone() - clean.clone();
            let length = match norm {
                Norm::Linf => delta.abs().max(),
                Norm::L2 => delta.square().sum_dims(&[1, 2, 3]).sqrt().max(),
            };
            assert!(length.into_scalar::<f32>() <= epsilon as f32 + 1e-6);
            let divergence = divergence(network.forward(clean.clone()), network.forward(attacked)).min();
            let least: f32 = divergence.into_scalar();
            assert!(least > 1e-3, "{norm:?}: every sample moves, the least by {least}");
        }
    }
}
