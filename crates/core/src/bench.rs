//! The benchmark of attacks and training steps that is compared with other programs (`docs/performance.md`).
//!
//! SGD with momentum 0.9 and learning rate 0.05 on random images; a number is read back after every step. The median of the
//! steps after the warm-up counts.

use burn::{
    module::Module,
    tensor::{Device, Int, Tensor, TensorData},
};
use layerlab_schema::{
    self as schema, Attack, Bench, BenchWork, DataSet, Defence, Method, Mode, Network, Norm, Optimizer, Pgd,
    ResnetStem, Shape, VggHead, median,
};
use rand::RngExt;
use web_time::Instant;

use crate::{
    RunError,
    attack::perturb,
    network::Chain,
    parallel,
    random::{Purpose, stream},
    train::{StepConfig, Trainer},
};

/// The warm-up lasts this many seconds at least: a browser goes on compiling while a program runs.
const WARM_UP: f64 = 1.0;

/// What one kind of work consists of.
struct Case {
    network: Network,
    data_set: DataSet,
    /// Samples in a batch.
    batch: usize,
    /// Gradient steps of the attack; 0 for clean samples.
    attack_steps: usize,
    /// Whether the network is trained on the attacked samples.
    trains: bool,
    /// Least number of steps before the measured ones.
    warm_up: usize,
    /// Measured steps.
    measured: usize,
}

/// How large a standard piece of work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Samples in a batch; by default 64 of the small network, 32 of the large ones.
    pub batch: Option<usize>,
    /// Channels of the first convolution; the second has twice as many.
    pub channels: usize,
}

impl Default for Size {
    /// That of comparisons between programs.
    fn default() -> Self {
        Self { batch: None, channels: 16 }
    }
}

impl Case {
    /// The large networks have one number of channels.
    fn of(work: BenchWork, Size { batch, channels }: Size) -> Self {
        let small = |attack_steps| {
            let network = Network::Cnn { channels: [channels, 2 * channels], hidden: 64, batch_norm: false };
            let data_set = DataSet::FashionMnist;
            Self { network, data_set, batch: batch.unwrap_or(64), attack_steps, trains: true, warm_up: 3, measured: 20 }
        };
        let large = |network| {
            let data_set = DataSet::Cifar10;
            Self {
                network,
                data_set,
                batch: batch.unwrap_or(32),
                attack_steps: 10,
                trains: true,
                warm_up: 1,
                measured: 3,
            }
        };
        match work {
            BenchWork::Standard => small(0),
            BenchWork::Attack => Self { trains: false, ..small(7) },
            BenchWork::Pgd7 => small(7),
            BenchWork::Vgg16 => large(Network::Vgg { depth: 16, batch_norm: true, width: 64, head: VggHead::BySize }),
            BenchWork::Resnet18 => large(Network::Resnet { depth: 18, width: 64, stem: ResnetStem::BySize }),
        }
    }
}

/// Times the steps of `work` at a size, in milliseconds. `between` is awaited after every step, so that a page stays
/// responsive.
///
/// # Errors
/// When the device fails.
pub async fn bench(
    work: BenchWork,
    size: Size,
    device: &Device,
    described: schema::Device,
    mut between: impl AsyncFnMut(),
) -> Result<Bench, RunError> {
    let case = Case::of(work, size);
    let plan = case.network.layers(case.data_set.shape(), 10)?;
    let optimizer = Optimizer::default();
    let network = Chain::init(&plan, 1, &device.clone().autodiff());
    let (mut trainer, network) = (Trainer::new(network.clone(), &optimizer), network.valid());
    let (images, labels) = batch(&case, device);
    let mode = if case.attack_steps == 0 { Mode::Clean } else { Mode::Adversarial };
    let modes = vec![mode; plan.len()];
    let pgd = Pgd { steps: case.attack_steps, step_size: Some(0.03), random_start: false };
    let attack = Attack::new(Method::Pgd(pgd), Norm::Linf, 0.1);
    let step_config = StepConfig {
        modes: &modes,
        distillation: None,
        defence: &Defence::Pgd,
        attack: &attack,
        learning_rate: optimizer.learning_rate(),
    };
    let mut milliseconds = Vec::new();
    let begin = Instant::now();
    let (mut step, mut warm_up) = (0, case.warm_up);
    while step < warm_up + case.measured {
        if step == warm_up && milliseconds.is_empty() && begin.elapsed().as_secs_f64() < WARM_UP {
            warm_up += 1;
        }
        let start = Instant::now();
        let streams = (0..case.batch as u64).map(|i| stream(1, Purpose::TrainingAttack, step as u64, i));
        let result = if case.trains {
            trainer.step(&images, &labels, &step_config, streams).await
        } else {
            perturb(&network, &images, &labels, &attack, streams).await.sum()
        };
        result.into_data_async().await?;
        if step >= warm_up {
            milliseconds.push(start.elapsed().as_secs_f64() * 1e3);
        }
        between().await;
        step += 1;
    }
    let median = median(&milliseconds).unwrap_or(f64::NAN);
    Ok(Bench { work, device: described, threads: parallel::workers(), milliseconds, median })
}

/// Random images `[batch, channels, height, width]` and labels `[batch]`.
fn batch(case: &Case, device: &Device) -> (Tensor<4>, Tensor<1, Int>) {
    let mut rng = stream(1, Purpose::TrainingData, 0, 0);
    let Shape { channels, height, width } = case.data_set.shape();
    let shape = [case.batch, channels, height, width];
    let values: Vec<f32> = (0..shape.iter().product()).map(|_| rng.random()).collect();
    let labels: Vec<i32> = (0..case.batch).map(|_| rng.random_range(0..10)).collect();
    let images = Tensor::from_data(TensorData::new(values, shape), device);
    (images, Tensor::from_data(TensorData::new(labels, [case.batch]), device))
}
