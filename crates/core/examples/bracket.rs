//! The bracket of γ at every layer of the page's network, with interval bounds alone and with linear relaxations, clean and
//! adversarially trained on bundled Fashion-MNIST (docs/reproduction.md).
//!
//! `cargo run --release -p layerlab-core --features rayon --example bracket -- [EPSILON [EPOCHS [SAMPLES [NETWORK]]]]`

use std::{path::Path, time::Instant};

use burn::tensor::Device;
use layerlab_core::{
    RunError, attack,
    data::{DataError, Source, Split, SplitKind},
    measure::{AttackedBatch, MarginRequest, sample_margins},
    network::Chain,
    random::{Purpose, stream},
    train::{StepConfig, Trainer},
};
use layerlab_schema::{Attack, Data, DataSet, Defence, Mode, Network, Optimizer, Reader, Shape};

const TRAIN: usize = 3500;
const BATCH: usize = 64;
const SEED: u64 = 1;

/// The bundled files, from the checkout.
struct Checkout;

impl Source for Checkout {
    async fn read(&self, name: &str) -> Result<Vec<u8>, DataError> {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../www/data").join(name);
        std::fs::read(&path).map_err(|error| DataError::unreadable(name, &error))
    }
}

fn main() -> Result<(), RunError> {
    let argument = |i: usize| std::env::args().nth(i).and_then(|text| text.parse().ok());
    let (epsilon, epochs, samples) =
        (argument(1).unwrap_or(0.02), argument(2).unwrap_or(4.0), argument(3).unwrap_or(60.0));
    let network = std::env::args().nth(4).and_then(|name| name.parse().ok()).unwrap_or(Network::cnn());
    let plan = network.layers(Shape::new(1, 28, 28), 10)?;
    let modes = vec![Mode::Clean; plan.len()];
    let mut trainer = Trainer::new(Chain::init(&plan, SEED, &Device::flex().autodiff()), &Optimizer::default());
    pollster::block_on(async {
        train(&mut trainer, epochs as usize, &modes).await?;
        measure("normal", &trainer.network(), epsilon, samples as usize).await?;
        let modes = vec![Mode::Adversarial; plan.len()];
        train(&mut trainer, epochs as usize, &modes).await?;
        measure("robust", &trainer.network(), epsilon, samples as usize).await
    })
}

async fn train(trainer: &mut Trainer, epochs: usize, modes: &[Mode]) -> Result<(), RunError> {
    let device = Device::flex();
    let mut split = Split::new(&data(), SplitKind::Train, SEED, &device);
    let attack = pgd(0.1, 7);
    let learning_rate = 0.05;
    let step_config = StepConfig { modes, distillation: None, defence: &Defence::Pgd, attack: &attack, learning_rate };
    for epoch in 0..epochs {
        let indices: Vec<usize> = (0..TRAIN).collect();
        for indices in indices.chunks(BATCH) {
            let batch = split.batch(indices, BATCH, epoch as u64, &Checkout).await?;
            let streams = indices.iter().map(|&item| stream(SEED, Purpose::TrainingAttack, epoch as u64, item as u64));
            trainer.step(&batch.samples, &batch.labels, &step_config, streams).await;
        }
    }
    Ok(())
}

async fn measure(name: &str, network: &Chain, epsilon: f64, samples: usize) -> Result<(), RunError> {
    let device = Device::flex();
    let attack = pgd(epsilon, 20);
    let mut split = Split::new(&data(), SplitKind::Train, SEED, &device);
    let indices: Vec<usize> = (0..2000).collect();
    let mut fit = Vec::new();
    for indices in indices.chunks(BATCH) {
        fit.push(split.batch(indices, BATCH, 0, &Checkout).await?);
    }
    split.switch_to(SplitKind::Test);
    let clean = split.batch(&indices[..samples], samples, 0, &Checkout).await?;
    let streams = (0..samples as u64).map(|item| stream(SEED, Purpose::EvaluationAttack, 0, item));
    let attacked = attack::perturb(network, &clean.samples, &clean.labels, &attack, streams).await;
    let readers = &Reader::ALL;
    let request =
        MarginRequest { network, attack: &attack, restarts: 1, seed: SEED, readers, linear_bounds: usize::MAX };
    let start = Instant::now();
    let found = sample_margins(&request, &fit, &[AttackedBatch { clean, attacked }], async |_| true).await?;
    println!("{name}, ε {epsilon}: {:.1} s", start.elapsed().as_secs_f64());
    let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
    for (layer, reader, margins) in found {
        let [attacked, certified, intervals] =
            [&margins.attacked, &margins.certified, &margins.by_intervals].map(|v| mean(v));
        println!(
            "  {:<8} {:<7} attacked {attacked:+.4}, certified {certified:+.4}, by intervals {intervals:+.4}, width {:.4} of {:.4}",
            network.layers()[layer].plan().name,
            reader.name(),
            attacked - certified,
            attacked - intervals,
        );
    }
    Ok(())
}

fn data() -> Data {
    Data { set: DataSet::FashionMnist, train: TRAIN, test: 1000, validation: 0, pad: 0, augment: None, own: None }
}

fn pgd(epsilon: f64, steps: usize) -> Attack {
    Attack::pgd(epsilon, steps).with_step_size(epsilon / 4.0)
}
