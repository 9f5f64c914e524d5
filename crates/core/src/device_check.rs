//! Whether a device computes what the CPU computes: steps of large networks, an attack and a protocol, on both from the same
//! beginning.
//!
//! Kernels differ in the order of their additions, so that results differ in their last digits. An attack amplifies that: where
//! a gradient is almost zero, its sign may be another one. Hence losses and outputs are compared, and accuracies in samples.

use burn::tensor::{Device, Int, Tensor, TensorData};
use layerlab_schema::{
    self as schema, Accuracy, Attack, Control as Comparison, Cut, Data, DataSet, Defence, Event, Experiment,
    Measurements, Method, Mode, Network, Objective, Optimizer, Phase, Protocol, Report, RunId, Selection, Transfer,
};
use rand::RngExt;
use web_time::Instant;

use crate::{
    Control, Host, Job, RunError,
    attack::Model as _,
    data::Source,
    network::Chain,
    random::{Purpose, stream},
    run,
    train::{StepConfig, Trainer},
};

/// The largest relative deviation with which two devices agree.
pub const TOLERANCE: f64 = 1e-3;

/// Samples of a batch of a large network: few, so that a GPU in software needs seconds.
const BATCH: usize = 4;

/// What a case found.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    /// What was computed.
    pub case: Case,
    /// The largest deviation: relative for losses and outputs, a share of samples for accuracies.
    pub deviation: f64,
    /// With what deviation the two agree.
    pub tolerance: f64,
    /// Seconds on the CPU and on the device.
    pub seconds: [f64; 2],
}

impl Agreement {
    /// Whether the two agree.
    pub fn holds(&self) -> bool {
        self.deviation <= self.tolerance
    }
}

/// What is computed on both devices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Case {
    /// A training step of VGG16 with batch normalisation on the result of PGD-10: its loss, and outputs after it.
    Vgg16,
    /// The same of ResNet-18.
    Resnet18,
    /// AutoAttack on a small network: accuracy.
    AutoAttack,
    /// A transfer of robustness: accuracies of all networks.
    Transfer,
}

impl Case {
    /// All cases, in order.
    pub const ALL: [Self; 4] = [Self::Vgg16, Self::Resnet18, Self::AutoAttack, Self::Transfer];

    /// Its name in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Vgg16 => "vgg16",
            Self::Resnet18 => "resnet18",
            Self::AutoAttack => "auto-attack",
            Self::Transfer => "transfer",
        }
    }
}

/// Computes a case on the CPU and on `device`. `source` has the bundled digits.
///
/// # Errors
/// When data or a device fail.
pub async fn check(case: Case, device: &Device, source: &impl Source) -> Result<Agreement, RunError> {
    let cpu = crate::device::cpu().0;
    let mut results = Vec::new();
    for device in [&cpu, device] {
        let start = Instant::now();
        let values = match case {
            Case::Vgg16 => step("vgg16-bn", device).await?,
            Case::Resnet18 => step("resnet18", device).await?,
            Case::AutoAttack => accuracies(&attacked(), device, source).await?,
            Case::Transfer => accuracies(&transfer(), device, source).await?,
        };
        results.push((values, start.elapsed().as_secs_f64()));
    }
    let [(expected, on_cpu), (found, on_device)] = &results[..] else { unreachable!("two devices") };
    let tolerance = match case {
        Case::Vgg16 | Case::Resnet18 => TOLERANCE,
        // Trained networks differ as those of two seeds do, only less: by two of 50 samples, by five of 100.
        Case::AutoAttack => 0.04,
        Case::Transfer => 0.05,
    };
    let pairs = expected.iter().zip(found);
    let deviation = match case {
        Case::Vgg16 | Case::Resnet18 => {
            let largest = expected.iter().fold(0.0_f64, |largest, value| largest.max(value.abs()));
            pairs.map(|(expected, found)| (expected - found).abs() / largest).fold(0.0, f64::max)
        }
        Case::AutoAttack | Case::Transfer => {
            pairs.map(|(expected, found)| (expected - found).abs()).fold(0.0, f64::max)
        }
    };
    let deviation = if expected.len() == found.len() && deviation.is_finite() { deviation } else { f64::INFINITY };
    Ok(Agreement { case, deviation, tolerance, seconds: [*on_cpu, *on_device] })
}

/// The loss of a PGD-10 step of a network for CIFAR-10, and what it answers to the clean samples before and after it.
async fn step(name: &str, device: &Device) -> Result<Vec<f64>, RunError> {
    let Ok(network) = name.parse::<Network>() else { return Ok(Vec::new()) };
    let experiment =
        Experiment { network, data: Data::all(DataSet::Cifar10), cut: Cut::new(0), ..Experiment::default() };
    let layers = experiment.layers()?;
    let optimizer = Optimizer::Sgd { learning_rate: 0.01, momentum: 0.9, weight_decay: 0.0005 };
    let mut trainer = Trainer::new(Chain::init(&layers, 1, &device.clone().autodiff()), &optimizer);
    let (samples, labels) = random_batch(&experiment.data, device);
    let attack = Attack::pgd(8.0 / 255.0, 10).with_step_size(2.0 / 255.0);
    let modes = vec![Mode::Adversarial; layers.len()];
    let step_config =
        StepConfig { modes: &modes, distillation: None, defence: &Defence::Pgd, attack: &attack, learning_rate: 0.01 };
    let mut values = values(trainer.network().logits(samples.clone())).await?;
    let streams = (0..BATCH as u64).map(|item| stream(1, Purpose::TrainingAttack, 0, item));
    let loss = trainer.step(&samples, &labels, &step_config, streams).await;
    values.extend(self::values(loss).await?);
    values.extend(self::values(trainer.network().logits(samples)).await?);
    Ok(values)
}

async fn values<const D: usize>(tensor: Tensor<D>) -> Result<Vec<f64>, RunError> {
    Ok(tensor.into_data_async().await?.iter::<f32>().map(f64::from).collect())
}

/// A batch of random samples and labels.
fn random_batch(data: &Data, device: &Device) -> (Tensor<4>, Tensor<1, Int>) {
    let shape = data.shape();
    let mut rng = stream(1, Purpose::TrainingData, 0, 0);
    let pixels: Vec<f32> = (0..BATCH * shape.len()).map(|_| rng.random()).collect();
    let labels: Vec<i32> = (0..BATCH).map(|_| rng.random_range(0..data.class_count() as i32)).collect();
    let samples = TensorData::new(pixels, [BATCH, shape.channels, shape.height, shape.width]);
    (Tensor::from_data(samples, device), Tensor::from_data(TensorData::new(labels, [BATCH]), device))
}

/// All accuracies of a run.
async fn accuracies(experiment: &Experiment, device: &Device, source: &impl Source) -> Result<Vec<f64>, RunError> {
    let described = schema::Device { kind: "check".into(), name: String::new() };
    let job = Job { run: RunId(1), experiment: experiment.clone(), from: None };
    let Report { last, transfer, .. } = run(job, device, described, source, &Silent).await?.report;
    let networks = transfer.into_iter().flat_map(|found| found.trials).flat_map(|trial| trial.networks);
    let of_networks = networks.flat_map(|network| [network.evaluated.clean, network.evaluated.robust]);
    let of_attacks = last.attacks.iter().map(|attack| attack.accuracy);
    let all = [last.clean, last.robust].into_iter().chain(of_attacks).chain(of_networks);
    Ok(all.map(Accuracy::value).collect())
}

/// A small convolutional network on digits, trained on attacked samples for some epochs.
fn small() -> Experiment {
    let mut experiment = Experiment {
        name: "device-check".into(),
        cut: Cut::new(2),
        batch_size: 32,
        data: Data { train: 640, validation: 100, test: 100, ..Data::all(DataSet::Digits) },
        optimizer: Optimizer::Sgd { learning_rate: 0.05, momentum: 0.9, weight_decay: 0.0 },
        network: Network::Cnn { channels: [8, 16], hidden: 32, batch_norm: false },
        attack: Attack::pgd(0.1, 3),
        phases: vec![Phase::new(6, Mode::Adversarial, Mode::Adversarial)],
        protocol: None,
        ..Experiment::default()
    };
    experiment.evaluation.attack = Attack::pgd(0.1, 5);
    experiment.evaluation.every = 1000;
    experiment.evaluation.samples = 50;
    experiment
}

/// The same with AutoAttack at the end.
fn attacked() -> Experiment {
    let mut experiment = small();
    experiment.evaluation.attacks = vec![Method::AutoAttack];
    experiment.evaluation.attack_samples = Some(50);
    experiment
}

/// Algorithm 1 with one cut, one objective and the control that matters most.
fn transfer() -> Experiment {
    let transfer = Transfer {
        rest: vec![2],
        trials: 1,
        pairs: None,
        normal_epochs: 5,
        robust_epochs: 5,
        fine_tune_epochs: 2,
        tolerance: 0.0,
        objectives: vec![Objective::Adversarial],
        controls: vec![Comparison::CleanFront],
        selection: Selection::default(),
        measure: Measurements { samples: 50, fit: 100, dependencies: Vec::new(), ..Measurements::default() },
    };
    Experiment { protocol: Some(Protocol::Transfer(transfer)), phases: Vec::new(), ..small() }
}

/// A host to whom nobody listens.
struct Silent;

impl Host for Silent {
    fn emit(&self, _: Event) {}

    async fn control(&self) -> Control {
        Control::Go
    }

    async fn wait(&self) -> Control {
        Control::Go
    }

    fn keeps_checkpoints(&self) -> bool {
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::DataError;

    struct Checkout;

    impl Source for Checkout {
        async fn read(&self, name: &str) -> Result<Vec<u8>, DataError> {
            let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../www/data").join(name);
            std::fs::read(&path).map_err(|error| DataError::unreadable(name, &error))
        }
    }

    #[test]
    fn the_cpu_agrees_with_itself_in_figures_that_are_there() {
        for case in [Case::AutoAttack, Case::Transfer] {
            let found = pollster::block_on(check(case, &crate::device::cpu().0, &Checkout)).expect("it runs");
            assert!(found.deviation == 0.0 && found.holds(), "{found:?}");
        }
        let figures = |experiment| pollster::block_on(accuracies(&experiment, &crate::device::cpu().0, &Checkout));
        let found = figures(transfer()).expect("it runs");
        // The last one, and five networks, clean and attacked.
        assert!(found.len() >= 10 && found.iter().any(|&value| value > 0.5 && value < 1.0), "{found:?}");
        assert_eq!(figures(attacked()).expect("it runs").len(), 3);
    }

    /// On the GPU that is there, or Vulkan in software: `cargo xtask test --vulkan`.
    #[cfg(feature = "wgpu")]
    #[test]
    #[ignore = "takes minutes on a GPU in software"]
    fn a_gpu_agrees_with_the_cpu() {
        for case in Case::ALL {
            let found = pollster::block_on(check(case, &crate::gpu::tests::gpu(), &Checkout)).expect("it runs");
            println!("{found:?}");
            assert!(found.holds(), "{found:?}");
        }
    }
}
