//! Whether a device computes what the CPU computes: steps of large networks, an attack and a protocol, on both from the same
//! beginning.
//!
//! Kernels differ in the order of their additions, so that results differ in their last digits. PGD amplifies that: where a
//! gradient is almost zero its sign may be another one, and ten steps on a deep network without training go elsewhere for a
//! difference in the last digits. Hence both devices compute the gradients at the same points, those of the CPU's attack, and
//! learn from the same samples; what an attack of their own reaches is compared by its loss, and what runs end with in samples.
//!
//! Gradients jump where an input of a ReLU passes zero or two values of a max-pooling are equal. Of a deep network some sample
//! is always that near to one, and its gradient differs by up to some per cent; hence the median over samples and points counts.

use burn::{
    module::Module as _,
    tensor::{Device, Int, Tensor, TensorData},
};
use layerlab_schema::{
    self as schema, Accuracy, Attack, Control as Comparison, Cut, Data, DataSet, Defence, Event, Experiment,
    Measurements, Method, Mode, Network, Objective, Optimizer, Phase, Protocol, Report, ResnetStem, RunId, Selection,
    Transfer, VggHead, median,
};
use rand::RngExt;
use web_time::Instant;

use crate::{
    Control, Host, Job, RunError,
    attack::{Ball, CountingModel, Model as _, cross_entropy, gradient_steps, perturb, random_start},
    data::Source,
    network::{self, Chain},
    random::{Purpose, stream},
    run,
    train::{StepConfig, Trainer},
};

/// The largest relative deviation with which two devices agree where both compute the same.
pub const TOLERANCE: f64 = 1e-3;

/// Samples of a batch of a large network: few, so that a GPU in software needs seconds.
const BATCH: usize = 8;

/// What a case found.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    /// What was computed.
    pub case: Case,
    /// The largest deviation: of losses and outputs ‖found − expected‖ / ‖expected‖, and the median of that over gradients; of
    /// accuracies a share of samples.
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
    /// PGD-10 and a training step of VGG16 with batch normalisation: outputs, the gradient at each point of the attack, the
    /// training loss of what the attack ends with, outputs after the step.
    Vgg16,
    /// What PGD-10 on that network reaches by itself: its mean loss.
    Vgg16Attack,
    /// The same as of VGG16 of ResNet-18.
    Resnet18,
    /// The same as of VGG16 of ResNet-18.
    Resnet18Attack,
    /// AutoAttack on a small network: accuracy.
    AutoAttack,
    /// A transfer of robustness: accuracies of all networks.
    Transfer,
}

impl Case {
    /// All cases, in order.
    pub const ALL: [Self; 6] =
        [Self::Vgg16, Self::Vgg16Attack, Self::Resnet18, Self::Resnet18Attack, Self::AutoAttack, Self::Transfer];

    /// Its name in messages.
    pub fn name(self) -> &'static str {
        match self {
            Self::Vgg16 => "vgg16",
            Self::Vgg16Attack => "vgg16-attack",
            Self::Resnet18 => "resnet18",
            Self::Resnet18Attack => "resnet18-attack",
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
    let subject = match case {
        Case::Vgg16 | Case::Vgg16Attack => Some(Subject::new(vgg16()).await?),
        Case::Resnet18 | Case::Resnet18Attack => Some(Subject::new(resnet18()).await?),
        Case::AutoAttack | Case::Transfer => None,
    };
    let results = async |device: &Device| {
        let start = Instant::now();
        let values = match (case, &subject) {
            (Case::Vgg16 | Case::Resnet18, Some(subject)) => subject.step(device).await?,
            (Case::Vgg16Attack | Case::Resnet18Attack, Some(subject)) => subject.attack(device).await?,
            (Case::AutoAttack, _) => Figures::of(accuracies(&attacked(), device, source).await?),
            _ => Figures::of(accuracies(&transfer(), device, source).await?),
        };
        Ok::<_, RunError>((values, start.elapsed().as_secs_f64()))
    };
    let (expected, on_cpu) = results(&cpu).await?;
    let (found, on_device) = results(device).await?;
    let (tolerance, difference): (f64, Difference) = match case {
        Case::Vgg16 | Case::Resnet18 => (TOLERANCE, relative_distance),
        // Another way up, as high.
        Case::Vgg16Attack | Case::Resnet18Attack => (0.05, relative_distance),
        // Trained networks differ as those of two seeds do, only less: by two of 50 samples, by five of 100.
        Case::AutoAttack => (0.04, largest_difference),
        Case::Transfer => (0.05, largest_difference),
    };
    let deviation = expected.deviation(&found, difference);
    Ok(Agreement { case, deviation, tolerance, seconds: [on_cpu, on_device] })
}

/// How far what was found is from what was expected.
type Difference = fn(&[f64], &[f64]) -> f64;

/// What a device computed.
#[derive(Default)]
struct Figures {
    /// Losses and outputs, or accuracies.
    results: Vec<Vec<f64>>,
    /// A gradient for each sample and point.
    gradients: Vec<Vec<f64>>,
}

impl Figures {
    fn of(results: Vec<f64>) -> Self {
        Self { results: vec![results], gradients: Vec::new() }
    }

    /// The largest difference of results, or the median one of gradients where that is larger.
    fn deviation(&self, found: &Self, difference: Difference) -> f64 {
        if self.results.len() != found.results.len() || self.gradients.len() != found.gradients.len() {
            return f64::INFINITY;
        }
        let all = |expected: &[Vec<f64>], found: &[Vec<f64>]| -> Vec<f64> {
            expected.iter().zip(found).map(|(expected, found)| difference(expected, found)).collect()
        };
        let largest = all(&self.results, &found.results).into_iter().fold(0.0, f64::max);
        let gradients = all(&self.gradients, &found.gradients);
        if gradients.iter().any(|deviation| deviation.is_infinite()) {
            return f64::INFINITY;
        }
        largest.max(median(&gradients).unwrap_or(0.0))
    }
}

/// ‖found − expected‖ / ‖expected‖; infinite where they can't be compared.
fn relative_distance(expected: &[f64], found: &[f64]) -> f64 {
    let length = |values: &mut dyn Iterator<Item = f64>| values.map(|value| value * value).sum::<f64>().sqrt();
    let distance = length(&mut expected.iter().zip(found).map(|(expected, found)| expected - found));
    finite(distance / length(&mut expected.iter().copied()), expected, found)
}

/// The largest |found − expected|; infinite where they can't be compared.
fn largest_difference(expected: &[f64], found: &[f64]) -> f64 {
    let differences = expected.iter().zip(found).map(|(expected, found)| (expected - found).abs());
    finite(differences.fold(0.0, f64::max), expected, found)
}

fn finite(deviation: f64, expected: &[f64], found: &[f64]) -> f64 {
    let is_comparable = expected.len() == found.len() && found.iter().all(|value| value.is_finite());
    if is_comparable && deviation.is_finite() { deviation } else { f64::INFINITY }
}

/// PGD-10 with the usual ε of CIFAR-10.
fn pgd() -> Attack {
    Attack::pgd(8.0 / 255.0, 10).with_step_size(2.0 / 255.0)
}

fn vgg16() -> Network {
    Network::Vgg { depth: 16, batch_norm: true, width: 64, head: VggHead::BySize }
}

fn resnet18() -> Network {
    Network::Resnet { depth: 18, width: 64, stem: ResnetStem::BySize }
}

/// A large network for CIFAR-10, and the points that PGD-10 on the CPU comes by, its end last.
struct Subject {
    layers: Vec<schema::Layer>,
    data: Data,
    weights: Vec<u8>,
    path: Vec<TensorData>,
}

impl Subject {
    async fn new(network: Network) -> Result<Self, RunError> {
        let data = Data::all(DataSet::Cifar10);
        let experiment = Experiment { network, data: data.clone(), cut: Cut::new(0), ..Experiment::default() };
        let layers = experiment.layers()?;
        let cpu = crate::device::cpu().0;
        let network = settled(&layers, &data);
        let weights = network::save(&network).await?;
        let (samples, labels) = random_batch(&data, &cpu);
        let (counting, steps) = (CountingModel::new(&network), gradient_steps(&pgd()));
        let ball = Ball::around(&samples, pgd().norm, pgd().epsilon);
        let mut at = random_start(&samples, &pgd(), &streams(), 0..BATCH).unwrap_or(samples);
        let mut path = vec![at.clone().into_data()];
        for _ in 0..steps.count {
            let gradient = counting.loss_gradient(at.clone(), &labels, &cross_entropy).gradient;
            at = ball.ascended(at, gradient, steps.size);
            path.push(at.clone().into_data());
        }
        Ok(Self { layers, data, weights, path })
    }

    /// The network in training mode.
    fn network(&self, device: &Device) -> Result<Chain, RunError> {
        Ok(network::load(Chain::init(&self.layers, 1, &device.clone().autodiff()), &self.weights)?)
    }

    /// Outputs, gradients on the way of the attack, loss of a training step at its end, and outputs after that.
    async fn step(&self, device: &Device) -> Result<Figures, RunError> {
        let (samples, labels) = random_batch(&self.data, device);
        let network = self.network(device)?.valid();
        let counting = CountingModel::new(&network);
        let mut found = Figures::of(values(network.logits(samples.clone())).await?);
        let mut attacked = samples.clone();
        for (position, point) in self.path.iter().enumerate() {
            attacked = Tensor::from_data(point.clone(), device);
            if position + 1 < self.path.len() {
                let at = counting.loss_gradient(attacked.clone(), &labels, &cross_entropy);
                let gradient = values(at.gradient).await?;
                found.gradients.extend(gradient.chunks(self.data.shape().len()).map(<[f64]>::to_vec));
            }
        }
        // So small that the outputs change by some per cent, not beyond recognition.
        let learning_rate = 1e-4;
        let optimizer = Optimizer::Sgd { learning_rate, momentum: 0.9, weight_decay: 0.0005 };
        let mut trainer = Trainer::new(self.network(device)?, &optimizer);
        let modes = vec![Mode::Clean; self.layers.len()];
        let step_config =
            StepConfig { modes: &modes, distillation: None, defence: &Defence::Pgd, attack: &pgd(), learning_rate };
        let loss = trainer.step(&attacked, &labels, &step_config, streams().into_iter()).await;
        found.results.push(values(loss).await?);
        found.results.push(values(trainer.network().valid().logits(samples)).await?);
        Ok(found)
    }

    /// The mean loss of what PGD-10 ends with.
    async fn attack(&self, device: &Device) -> Result<Figures, RunError> {
        let (samples, labels) = random_batch(&self.data, device);
        let network = self.network(device)?.valid();
        let attacked = perturb(&network, &samples, &labels, &pgd(), streams().into_iter()).await;
        let loss = cross_entropy(network.logits(attacked), labels).mean();
        Ok(Figures::of(values(loss).await?))
    }
}

/// The random start of each sample.
fn streams() -> Vec<impl rand::Rng + Clone + Sync> {
    (0..BATCH as u64).map(|item| stream(1, Purpose::TrainingAttack, 0, item)).collect()
}

/// An untrained network whose layers normalise by the statistics of these samples, from the CPU. With those that layers begin
/// with, the signal dies away in the depth, and a comparison would be one of rounding errors.
fn settled(layers: &[schema::Layer], data: &Data) -> Chain {
    let device = crate::device::cpu().0;
    let (samples, _) = random_batch(data, &device);
    Chain::init(layers, 1, &device.autodiff()).valid().with_statistics_of(&[samples], 0..layers.len())
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

    #[test]
    fn some_gradients_may_differ_and_all_are_numbers() {
        let figures = |gradients: [[f64; 2]; 3]| Figures {
            results: vec![vec![1.0, 2.0]],
            gradients: gradients.into_iter().map(Vec::from).collect(),
        };
        let expected = figures([[3.0, 4.0]; 3]);
        let deviation = |one: [f64; 2]| expected.deviation(&figures([[3.0, 4.0], [3.0, 4.0], one]), relative_distance);
        assert_eq!(deviation([3.0, 4.2]), 0.0, "the median counts");
        assert_eq!(deviation([f64::NAN, 4.0]), f64::INFINITY, "no number");
        let all = expected.deviation(&figures([[3.0, 4.05]; 3]), relative_distance);
        assert!((all - 0.01).abs() < 1e-9, "{all}");
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
