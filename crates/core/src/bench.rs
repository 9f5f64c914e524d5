//! The benchmark of training steps that is compared with other programs (`docs/performance.md`).
//!
//! The standard network on 28×28 images in batches of 64, SGD with momentum 0.9 and learning rate 0.05; the loss is
//! read back after every step. Three warm-up steps are followed by twenty measured ones.

use burn::tensor::{Device, Int, Tensor, TensorData};
use layerlab_schema::{
    self as schema, Attack, Bench, BenchWork, DataSet, Defence, Method, Mode, Network, Norm, Optimizer, Pgd, median,
};
use rand::RngExt;
use web_time::Instant;

use crate::{
    RunError,
    network::Chain,
    random::{Purpose, stream},
    train::{StepConfig, Trainer},
};

/// Number of samples in a batch.
const BATCH: usize = 64;
/// Number of steps before the measured ones.
const WARM_UP: usize = 3;
/// Number of measured steps.
const MEASURED: usize = 20;

/// Times the training steps of `work`, in milliseconds. `between` is awaited after every step, so that a page stays
/// responsive.
///
/// # Errors
/// When the device fails.
pub async fn bench(
    work: BenchWork,
    device: &Device,
    described: schema::Device,
    mut between: impl AsyncFnMut(),
) -> Result<Bench, RunError> {
    let plan = Network::cnn().layers(DataSet::FashionMnist.shape(), 10)?;
    let optimizer = Optimizer::default();
    let mut trainer = Trainer::new(Chain::init(&plan, 1, &device.clone().autodiff()), &optimizer);
    let (images, labels) = batch(device);
    let mode = match work {
        BenchWork::Standard => Mode::Clean,
        BenchWork::Pgd7 => Mode::Adversarial,
    };
    let modes = vec![mode; plan.len()];
    let pgd = Pgd { steps: 7, step_size: Some(0.03), random_start: false };
    let attack = Attack::new(Method::Pgd(pgd), Norm::Linf, 0.1);
    let step_config = StepConfig {
        modes: &modes,
        distillation: None,
        defence: &Defence::Pgd,
        attack: &attack,
        learning_rate: optimizer.learning_rate(),
    };
    let mut milliseconds = Vec::new();
    for step in 0..WARM_UP + MEASURED {
        let start = Instant::now();
        let streams = (0..BATCH as u64).map(|i| stream(1, Purpose::TrainingAttack, step as u64, i));
        trainer.step(&images, &labels, &step_config, streams).into_data_async().await?;
        if step >= WARM_UP {
            milliseconds.push(start.elapsed().as_secs_f64() * 1e3);
        }
        between().await;
    }
    let median = median(&milliseconds).unwrap_or(f64::NAN);
    Ok(Bench { work, device: described, milliseconds, median })
}

/// Random images `[BATCH, channels, height, width]` and labels `[BATCH]`.
fn batch(device: &Device) -> (Tensor<4>, Tensor<1, Int>) {
    let mut rng = stream(1, Purpose::TrainingData, 0, 0);
    let values: Vec<f32> = (0..BATCH * 784).map(|_| rng.random()).collect();
    let labels: Vec<i32> = (0..BATCH).map(|_| rng.random_range(0..10)).collect();
    let images = Tensor::from_data(TensorData::new(values, [BATCH, 1, 28, 28]), device);
    (images, Tensor::from_data(TensorData::new(labels, [BATCH]), device))
}
