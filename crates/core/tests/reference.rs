//! The core reproduces figures computed by PyTorch 2.15 and torchattacks 3.5.1 (`fixtures/make.py`).

mod common;

use burn::{
    module::Module,
    tensor::{Device, Int, Tensor, TensorData},
};
use common::{Fixture, assert_close, pgd, values};
use layerlab_core::{
    attack, measure,
    network::{self, Chain},
    random::{Purpose, stream},
    train::{StepConfig, Trainer},
};
use layerlab_schema::{Attack, DataSet, Defence, Mode, Network, Norm, Optimizer, Phase};

struct Case {
    fixture: Fixture,
    network: Network,
    set: DataSet,
}

fn cases() -> [Case; 2] {
    let cnn = Network::Cnn { channels: [4, 8], hidden: 16, batch_norm: false };
    let mlp = Network::Mlp { hidden: vec![8, 8], batch_norm: false };
    [
        Case { fixture: Fixture::open("small_cnn.safetensors"), network: cnn, set: DataSet::Digits },
        Case { fixture: Fixture::open("small_mlp.safetensors"), network: mlp, set: DataSet::Moons },
    ]
}

impl Case {
    /// The network with PyTorch's weights, on an autodiff device.
    fn trained(&self) -> Chain {
        let plan = self.plan();
        let fresh = Chain::init(&plan, 0, &Device::flex().autodiff());
        network::load(fresh, &self.fixture.part("weights.")).expect("the weights fit")
    }

    fn plan(&self) -> Vec<layerlab_schema::Layer> {
        self.network.layers(self.set.shape(), self.set.class_count()).expect("it fits")
    }

    fn inputs(&self) -> Tensor<4> {
        self.fixture.tensor("inputs", &Device::flex())
    }

    fn labels(&self) -> Tensor<1, Int> {
        let labels = self.fixture.labels();
        let count = labels.len();
        Tensor::from_data(TensorData::new(labels, [count]), &Device::flex())
    }

    fn layers(&self) -> Vec<String> {
        self.plan().into_iter().map(|layer| layer.name).collect()
    }
}

#[test]
fn logits_loss_and_activations_are_pytorchs() {
    for case in cases() {
        let (activations, logits) = case.trained().valid().forward_with_activations(case.inputs());
        assert_close("logits", &values(logits.clone()), &case.fixture.values("logits"), 2e-5);
        let loss = attack::cross_entropy(logits, case.labels()).mean();
        assert_close("loss", &values(loss), &case.fixture.values("loss"), 1e-6);
        for (name, activation) in case.layers().iter().zip(activations) {
            assert_close(name, &values(activation), &case.fixture.values(&format!("activation.{name}")), 2e-5);
        }
    }
}

#[test]
fn pgd_in_both_norms_is_torchattacks() {
    let linf = pgd(Norm::Linf, 0.1, 0.03, 7, false);
    let l2 = pgd(Norm::L2, 1.0, 0.25, 7, false);
    for case in cases() {
        for (key, attack, tolerance) in [("pgd_linf", linf, 1e-6), ("pgd_l2", l2, 5e-6)] {
            let streams = (0..99).map(|i| stream(0, Purpose::EvaluationAttack, 0, i));
            let found = pollster::block_on(attack::perturb(
                &case.trained().valid(),
                &case.inputs(),
                &case.labels(),
                &attack,
                streams,
            ));
            assert_close(key, &values(found), &case.fixture.values(key), tolerance);
        }
    }
}

#[test]
fn sensitivity_is_the_formula_of_the_paper() {
    for case in cases() {
        let network = case.trained().valid();
        let (clean, _) = network.forward_with_activations(case.inputs());
        let (attacked, _) = network.forward_with_activations(case.fixture.tensor("pgd_linf", &Device::flex()));
        for (name, (clean, attacked)) in case.layers().iter().zip(clean.into_iter().zip(attacked)) {
            let found = values(measure::sensitivity(clean, attacked));
            assert_close(name, &found, &case.fixture.values(&format!("sensitivity.{name}")), 2e-4);
        }
    }
}

#[test]
fn sensitivity_of_given_activations_is_the_formula_to_a_millionth() {
    let fixture = Fixture::open("sensitivity.safetensors");
    for name in ["maps", "vectors"] {
        let [clean, attacked] =
            ["clean", "attacked"].map(|part| fixture.tensor(&format!("{name}.{part}"), &Device::flex()));
        let found = values(measure::sensitivity(clean, attacked));
        assert_close(name, &found, &fixture.values(&format!("{name}.sensitivity")), 1e-6);
    }
}

#[test]
fn three_steps_of_each_optimizer_are_pytorchs() {
    let sgd = Optimizer::Sgd { learning_rate: 0.05, momentum: 0.9, weight_decay: 5e-4 };
    let adam = Optimizer::Adam { learning_rate: 1e-3, weight_decay: 0.0 };
    let adam_w = Optimizer::AdamW { learning_rate: 1e-3, weight_decay: 0.1 };
    for case in cases() {
        for (key, optimizer) in [("sgd.", sgd), ("adam.", adam)] {
            let mut trainer = Trainer::new(case.trained(), &optimizer);
            for _ in 0..3 {
                clean_step(&mut trainer, &case, &optimizer, [Mode::Clean; 2], 1);
            }
            assert_weights(&trainer, &case.fixture.part(key), 2e-6);
        }
    }
    let [cnn, _] = cases();
    let mut trainer = Trainer::new(cnn.trained(), &adam_w);
    for _ in 0..3 {
        clean_step(&mut trainer, &cnn, &adam_w, [Mode::Clean; 2], 1);
    }
    assert_weights(&trainer, &Fixture::open("training.safetensors").part("adamw."), 2e-6);
}

#[test]
fn free_training_is_the_algorithm_of_its_paper_in_both_norms() {
    let fixture = Fixture::open("training.safetensors");
    let sgd = Optimizer::Sgd { learning_rate: 0.05, momentum: 0.9, weight_decay: 0.0 };
    let [_, case] = cases();
    let (inputs, labels) = (case.inputs(), case.labels());
    for (norm, epsilon) in [(Norm::Linf, 0.05), (Norm::L2, 0.2)] {
        let mut trainer = Trainer::new(case.trained(), &sgd);
        let modes = vec![Mode::Adversarial; case.layers().len()];
        let attack = Attack { norm, ..Attack::pgd(epsilon, 1) };
        let defence = Defence::Free { replays: 3 };
        let step_config =
            StepConfig { modes: &modes, distillation: None, defence: &defence, attack: &attack, learning_rate: 0.05 };
        for (start, count) in [(0, 10), (10, 6)] {
            let (inputs, labels) = (inputs.clone().narrow(0, start, count), labels.clone().narrow(0, start, count));
            pollster::block_on(trainer.step(&inputs, &labels, &step_config, streams()));
        }
        assert_weights(&trainer, &fixture.part(&format!("free.{}.weights.", norm.name())), 2e-6);
        let found = values(trainer.perturbation().expect("it is carried on").clone());
        assert_close("perturbation", &found, &fixture.values(&format!("free.{}.delta", norm.name())), 2e-6);
    }
}

#[test]
fn a_frozen_side_stays_bit_identical_and_the_other_one_learns_as_without_it() {
    let sgd = Optimizer::Sgd { learning_rate: 0.05, momentum: 0.9, weight_decay: 5e-4 };
    for case in cases() {
        for (front, rest, frozen) in
            [(Mode::Frozen, Mode::Clean, 0..2), (Mode::Clean, Mode::Frozen, 2..case.layers().len())]
        {
            let mut trainer = Trainer::new(case.trained(), &sgd);
            // Momentum from a step without frozen layers must not change layers that are frozen afterwards.
            clean_step(&mut trainer, &case, &sgd, [Mode::Clean; 2], 2);
            let before = save(&trainer);
            clean_step(&mut trainer, &case, &sgd, [front, rest], 2);
            let after = save(&trainer);
            for (position, name) in case.layers().iter().enumerate() {
                let same = part(&before, name) == part(&after, name);
                assert_eq!(same, frozen.contains(&position), "{name} with front {front:?}, rest {rest:?}");
            }
        }
    }
}

#[test]
fn batch_normalisation_is_pytorchs_and_freezes_with_its_statistics() {
    let fixture = Fixture::open("small_mlp.safetensors");
    let plan =
        Network::Mlp { hidden: vec![8, 8], batch_norm: true }.layers(DataSet::Moons.shape(), 2).expect("it fits");
    let fresh = Chain::init(&plan, 0, &Device::flex().autodiff());
    let network = network::load(fresh, &fixture.part("bn.weights.")).expect("the weights fit");
    let inputs: Tensor<4> = fixture.tensor("inputs", &Device::flex());

    let eval = network.valid().forward(inputs.clone());
    assert_close("evaluation mode", &values(eval), &fixture.values("bn.logits_eval"), 1e-5);
    let train = network.forward(inputs.clone().autodiff());
    assert_close("training mode", &values(train.without_autodiff()), &fixture.values("bn.logits_train"), 1e-5);
    let file = pollster::block_on(network::save(&network)).expect("it reads");
    for layer in ["linear1", "linear2"] {
        let mean = part_values(&file, &format!("{layer}.norm.running_mean"));
        assert_close("mean", &mean, &fixture.values(&format!("bn.running_mean_after.{layer}")), 1e-6);
        // Burn's running variance averages the biased variance of the batch (divided by n), PyTorch's the unbiased one (by
        // n − 1): after one step from v₀, 0.9 v₀ + 0.1 v against 0.9 v₀ + 0.1 v n / (n − 1), here with n = 16.
        let variance = part_values(&file, &format!("{layer}.norm.running_var"));
        let pytorch = fixture.values(&format!("bn.running_var_after.{layer}"));
        let start = fixture.values(&format!("bn.weights.{layer}.norm.running_var"));
        let biased = |(v, v0): (&f32, f32)| 0.9 * v0 + (v - 0.9 * v0) * 15.0 / 16.0;
        let expected: Vec<f32> = pytorch.iter().zip(start).map(biased).collect();
        assert_close("variance", &variance, &expected, 1e-6);
    }

    let labels = fixture.labels();
    let labels = Tensor::from_data(TensorData::new(labels, [16]), &Device::flex());
    let attack = Attack::pgd(0.1, 2);
    for mode in [Mode::Clean, Mode::Adversarial] {
        let mut trainer = Trainer::new(network.clone(), &Optimizer::default());
        let before = save(&trainer);
        let modes = [Mode::Frozen, mode, mode];
        let streams = (0..16).map(|i| stream(0, Purpose::TrainingAttack, 0, i));
        let step_config = StepConfig {
            modes: &modes,
            distillation: None,
            defence: &Defence::Pgd,
            attack: &attack,
            learning_rate: 0.05,
        };
        pollster::block_on(trainer.step(&inputs, &labels, &step_config, streams));
        let after = save(&trainer);
        assert_eq!(part(&before, "linear1"), part(&after, "linear1"), "{mode:?}");
        assert_ne!(part(&before, "linear2.norm.running_mean"), part(&after, "linear2.norm.running_mean"), "{mode:?}");
    }
}

fn clean_step(trainer: &mut Trainer, case: &Case, optimizer: &Optimizer, [front, rest]: [Mode; 2], cut: usize) {
    let modes = Phase::new(1, front, rest).modes(layerlab_schema::Cut::new(cut), case.layers().len());
    let attack = Attack::pgd(0.1, 1);
    let learning_rate = optimizer.learning_rate();
    let step_config =
        StepConfig { modes: &modes, distillation: None, defence: &Defence::Pgd, attack: &attack, learning_rate };
    pollster::block_on(trainer.step(&case.inputs(), &case.labels(), &step_config, streams()));
}

fn streams() -> impl Iterator<Item = impl rand::Rng + Clone + Sync> {
    (0..99).map(|i| stream(0, Purpose::TrainingAttack, 0, i))
}

fn save(trainer: &Trainer) -> Vec<u8> {
    pollster::block_on(network::save(&trainer.network())).expect("it reads")
}

/// The bytes of all tensors whose name starts with `prefix`.
fn part(file: &[u8], prefix: &str) -> Vec<Vec<u8>> {
    let file = safetensors::SafeTensors::deserialize(file).expect("a safetensors file");
    let mut tensors: Vec<_> = file.tensors().into_iter().filter(|(name, _)| name.starts_with(prefix)).collect();
    tensors.sort_by(|a, b| a.0.cmp(&b.0));
    assert!(!tensors.is_empty(), "nothing is called {prefix}");
    tensors.into_iter().map(|(_, view)| view.data().to_vec()).collect()
}

fn part_values(file: &[u8], name: &str) -> Vec<f32> {
    part(file, name)[0].chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect()
}

#[track_caller]
fn assert_weights(trainer: &Trainer, expected: &[u8], tolerance: f32) {
    let found = save(trainer);
    let file = safetensors::SafeTensors::deserialize(expected).expect("a safetensors file");
    for (name, _) in file.tensors() {
        assert_close(&name, &part_values(&found, &name), &part_values(expected, &name), tolerance);
    }
}
