//! Networks, samples and settings for the tests of attacks.

use std::collections::BTreeMap;

use burn::{
    module::Module,
    tensor::{Device, Int, Tensor, TensorData},
};
use layerlab_core::{
    attack::{Found, Model, Samples, evaluate},
    network::Chain,
    random::{Purpose, stream},
};
use layerlab_schema::{Attack, AttackState, DataSet, Method, Network, Norm};
use proptest::prelude::*;
use rand::RngExt;

/// A network with random weights for 8×8 images.
pub fn digits(network: &Network, seed: u64) -> Chain {
    Chain::init(&network.layers(DataSet::Digits.shape(), 10).expect("it fits"), seed, &Device::flex()).valid()
}

pub fn mlp(seed: u64) -> Chain {
    digits(&Network::Mlp { hidden: vec![8], batch_norm: false }, seed)
}

/// The names of all methods.
pub fn names() -> Vec<&'static str> {
    Method::NAMES.to_vec()
}

/// Samples on the device.
pub struct Batch {
    pub images: Tensor<4>,
    pub labels: Tensor<1, Int>,
    pub first: usize,
}

pub fn batch_of(pixels: &[f32], labels: &[i32], first: usize) -> Batch {
    let (device, count) = (Device::flex(), labels.len());
    Batch {
        images: Tensor::from_data(TensorData::new(pixels.to_vec(), [count, 1, 8, 8]), &device),
        labels: Tensor::from_data(TensorData::new(labels.to_vec(), [count]), &device),
        first,
    }
}

impl Batch {
    /// The class with the largest logit of each sample.
    pub fn answers(&self, model: &dyn Model) -> Vec<i32> {
        let logits = model.logits(self.images.clone());
        let [_, classes] = logits.dims();
        let largest =
            |row: &[f32]| (0..classes).fold(0, |best, class| if row[class] > row[best] { class } else { best });
        super::values(logits).chunks(classes).map(|row| largest(row) as i32).collect()
    }
}

/// A network and the attacked samples.
pub struct Case {
    pub model: Chain,
    pub pixels: Vec<f32>,
    pub labels: Vec<i32>,
    pub first: usize,
    pub seed: u64,
}

/// A short form without weights and pixels, which are not readable.
impl std::fmt::Debug for Case {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} samples from {} on, seed {}", self.labels.len(), self.first, self.seed)
    }
}

impl Case {
    /// Random samples, labelled with the network's predictions.
    pub fn own_labels(model: Chain, count: usize, seed: u64) -> Self {
        let mut rng = stream(seed, Purpose::TestData, 0, 0);
        let pixels: Vec<f32> = (0..64 * count).map(|_| rng.random()).collect();
        let labels = batch_of(&pixels, &vec![0; count], 0).answers(&model);
        Self { model, pixels, labels, first: 0, seed }
    }

    /// Runs an evaluation to its end, or for `stop` batches.
    pub fn run(&self, state: AttackState, stop: Option<usize>) -> Ran {
        let Batch { images, labels, first } = batch_of(&self.pixels, &self.labels, self.first);
        run(&self.model, &Samples::new(images, labels, first), state, stop)
    }
}

/// Runs an evaluation of any model.
pub fn run(model: &dyn Model, samples: &Samples, state: AttackState, stop: Option<usize>) -> Ran {
    let (mut adversarial, mut history) = (BTreeMap::new(), Vec::new());
    let between = async |state: &AttackState, found: Found| {
        let size = found.values.len() / found.samples.len().max(1);
        for (row, sample) in found.samples.iter().enumerate() {
            let values = found.values[row * size..][..size].to_vec();
            assert!(adversarial.insert((found.attack, *sample), values).is_none(), "a sample breaks once");
        }
        history.push(state.clone());
        stop.is_none_or(|stop| history.len() < stop)
    };
    let state = pollster::block_on(evaluate(model, samples, state, between)).expect("the evaluation runs");
    Ran { state, adversarial, history }
}

/// The results of an evaluation.
pub struct Ran {
    pub state: AttackState,
    /// By attack and sample.
    pub adversarial: BTreeMap<(usize, usize), Vec<f32>>,
    /// The state after every batch.
    pub history: Vec<AttackState>,
}

pub fn attack(case: &Case, attacks: &[Attack], batch: usize) -> Ran {
    case.run(AttackState::new(attacks.to_vec(), case.seed, batch), None)
}

/// A random network with samples, most of which, but not all, have the predicted class as their label.
pub fn any_case() -> impl Strategy<Value = Case> {
    (1_usize..5, 0_u64..9, 0_u64..99, 0_usize..50).prop_map(|(count, network, seed, first)| {
        let mut case = Case { first, ..Case::own_labels(mlp(network), count, seed) };
        if seed % 3 == 0 {
            case.labels[0] = (case.labels[0] + 1) % 10;
        }
        case
    })
}

/// Any attack but AutoAttack, which is too slow for a hundred of cases, with few steps.
pub fn any_method() -> impl Strategy<Value = Attack> {
    let names: Vec<&str> = names().into_iter().filter(|name| *name != "auto-attack").collect();
    (proptest::sample::select(names), any::<bool>(), 0_u32..20, 1_usize..12, 1_usize..3).prop_map(
        |(name, l2, epsilon, steps, restarts)| {
            let l2 = l2 || name == "cw";
            let method = Method::named(name).expect("a name").with_steps(steps);
            // A binary fraction, which JSON reproduces exactly.
            let epsilon = f64::from(epsilon) / 64.0;
            // A repeated attack is refused.
            let restarts = if name == "cw" { 1 } else { restarts };
            let (norm, epsilon) = if l2 { (Norm::L2, 6.0 * epsilon) } else { (Norm::Linf, epsilon) };
            Attack { method, norm, epsilon, restarts }
        },
    )
}
