//! Changes of the set-up, and what follows from each so that the set-up stays sensible.
//!
//! Links are read through the same changes, so that a short handwritten link gets the same sensible values.

use layerlab_schema::{
    Attack, Data, DataSet, Defence, Experiment, Method, Mode, Network, Norm, Objective, Optimizer, Pgd, Phase, Side,
};

use super::{Plan, Way, guide, kind::keep_name, triage};

/// A family of networks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Convolutional.
    Cnn,
    /// Fully connected.
    Mlp,
    /// The usual one of robustness on MNIST.
    MnistCnn,
    /// A small VGG, with blocks of convolutions.
    BlockCnn,
    /// A small vision transformer.
    SmallVit,
    /// Any other, from a file or link: shown by its name, and kept as it is.
    Other,
}

impl Family {
    /// The family of a network.
    pub fn of(network: &Network) -> Self {
        match network {
            Network::Cnn { .. } => Self::Cnn,
            Network::Mlp { .. } => Self::Mlp,
            Network::MnistCnn { .. } => Self::MnistCnn,
            Network::BlockCnn { .. } => Self::BlockCnn,
            Network::Vit { .. } if *network == Network::small_vit() => Self::SmallVit,
            Network::Alexnet { .. }
            | Network::Vgg { .. }
            | Network::Resnet { .. }
            | Network::PreactResnet { .. }
            | Network::WideResnet { .. }
            | Network::Vit { .. } => Self::Other,
        }
    }

    /// The network that the page offers of this family.
    pub fn network(self) -> Option<Network> {
        match self {
            Self::Cnn => Some(Network::cnn()),
            Self::Mlp => Some(Network::mlp()),
            Self::MnistCnn => Some(Network::mnist_cnn()),
            Self::BlockCnn => Some(Network::block_cnn()),
            Self::SmallVit => Some(Network::small_vit()),
            Self::Other => None,
        }
    }
}

/// One change of the set-up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Edit {
    /// Learn another set.
    Data(DataSet),
    /// Training samples.
    Train(usize),
    /// Held-out samples.
    Test(usize),
    /// Another network.
    Network(Family),
    /// With or without batch normalisation.
    BatchNorm(bool),
    /// Cut elsewhere.
    Cut(usize),
    /// How a side trains.
    Mode(Side, Mode),
    /// Clean epochs of everything before the chosen modes.
    Warm(usize),
    /// Epochs in the chosen modes.
    Epochs(usize),
    /// The norm of both attacks.
    Norm(Norm),
    /// The radius of both attacks.
    Epsilon(f64),
    /// Steps of the training attack.
    Steps(usize),
    /// Step length of the training attack.
    StepSize(f64),
    /// Start of the training attack.
    RandomStart(bool),
    /// How layers learn from attacked samples.
    Defence(Defence),
    /// How often free training uses a batch.
    Replays(usize),
    /// β of TRADES.
    Beta(f64),
    /// Another optimiser; one of the same name stays as it is.
    Optimizer(Optimizer),
    /// Learning rate.
    LearningRate(f64),
    /// Momentum of SGD.
    Momentum(f64),
    /// Samples per step.
    BatchSize(usize),
    /// Seed.
    Seed(u64),
    /// What the stage does.
    Way(Way),
    /// A change of a triage.
    Plan(Plan),
    /// Clean epochs of a guided run.
    Normal(usize),
    /// Adversarial epochs of a guided run.
    Robust(usize),
    /// Epochs of fine-tuning in a guided run.
    FineTune(usize),
    /// What f_b is fine-tuned for.
    Objective(Objective),
    /// Whether every finished network is measured with this attack too.
    FinalAttack(Method, bool),
    /// Test samples for such attacks.
    FinalAttackSamples(usize),
}

impl Edit {
    /// Makes the change.
    pub fn apply(self, to: &mut Experiment) {
        keep_name(to, |to| {
            self.change(to);
            self.settle(to);
        });
    }

    /// What follows from the change.
    fn settle(self, to: &mut Experiment) {
        if let Ok(layers) = to.chain() {
            to.cut = to.cut.min(layers.len());
        }
        keep_attacks(to);
        match self {
            Self::Data(_) | Self::Network(_) | Self::Cut(_) | Self::Way(_) => {
                guide::keep_sound(to);
                triage::keep_sound(to);
            }
            Self::Train(_) => {
                guide::keep_samples(to);
                triage::keep_batches(to);
            }
            Self::Test(_) => guide::keep_samples(to),
            _ => {}
        }
    }

    fn change(self, to: &mut Experiment) {
        match self {
            Self::Data(set) => change_data(to, set),
            Self::Train(n) => to.data.train = n,
            Self::Test(n) => to.data.test = n,
            Self::Network(family) => change_network(to, family),
            Self::BatchNorm(on) => {
                if let Some(batch_norm) = to.network.batch_norm_mut() {
                    *batch_norm = on;
                }
            }
            Self::Cut(cut) => to.cut = cut,
            // A protocol says itself how both sides train.
            Self::Mode(..) | Self::Warm(_) | Self::Epochs(_) if to.protocol.is_some() => {}
            Self::Mode(Side::Front, mode) => last_phase(to).front = mode,
            Self::Mode(Side::Rest, mode) => last_phase(to).rest = mode,
            Self::Warm(epochs) => change_warm(to, epochs),
            Self::Epochs(epochs) => last_phase(to).epochs = epochs,
            Self::Norm(norm) => change_norm(to, norm),
            Self::Epsilon(epsilon) => {
                scale(&mut to.attack, epsilon);
                scale(&mut to.evaluation.attack, epsilon);
            }
            Self::Steps(_) | Self::StepSize(_) | Self::RandomStart(_) => self.change_pgd(to),
            Self::FinalAttack(method, is_on) => change_final_attack(to, method, is_on),
            Self::FinalAttackSamples(samples) => to.evaluation.attack_samples = Some(samples),
            Self::Defence(defence) => to.defence = defence,
            Self::Replays(_) | Self::Beta(_) => self.change_defence(to),
            Self::Optimizer(optimizer) => {
                if optimizer.name() != to.optimizer.name() {
                    to.optimizer = optimizer;
                }
            }
            Self::LearningRate(rate) => *to.optimizer.learning_rate_mut() = rate,
            Self::Momentum(value) => {
                if let Optimizer::Sgd { momentum, .. } = &mut to.optimizer {
                    *momentum = value;
                }
            }
            Self::BatchSize(n) => {
                to.batch_size = n;
                triage::keep_batches(to);
            }
            Self::Seed(seed) => to.seed = seed,
            Self::Way(way) => way.take(to),
            Self::Plan(plan) => plan.apply(to),
            Self::Normal(_) | Self::Robust(_) | Self::FineTune(_) | Self::Objective(_) => self.change_guide(to),
        }
    }

    /// Changes of the training's PGD; where it attacks in another way, nothing.
    fn change_pgd(self, to: &mut Experiment) {
        let Some(pgd) = to.attack.as_pgd_mut() else { return };
        match self {
            Self::Steps(steps) => pgd.steps = steps,
            Self::StepSize(size) => pgd.step_size = Some(size),
            Self::RandomStart(on) => pgd.random_start = on,
            _ => {}
        }
    }

    /// Changes of what a defence has; where it has none of it, nothing.
    fn change_defence(self, to: &mut Experiment) {
        match (self, &mut to.defence) {
            (Self::Replays(n), Defence::Free { replays }) => *replays = n,
            (Self::Beta(value), Defence::Trades { beta }) => *beta = value,
            _ => {}
        }
    }

    /// Changes of a guided run; where there is none, nothing.
    fn change_guide(self, to: &mut Experiment) {
        let Some(transfer) = guide::transfer_mut(to) else { return };
        match self {
            Self::Normal(epochs) => transfer.normal_epochs = epochs,
            Self::Robust(epochs) => transfer.robust_epochs = epochs,
            Self::FineTune(epochs) => transfer.fine_tune_epochs = epochs,
            Self::Objective(objective) => transfer.objectives = vec![objective],
            _ => {}
        }
    }
}

/// The optimisers that people are offered, each with a learning rate that suits the page's networks.
pub fn optimizers() -> [Optimizer; 3] {
    let (learning_rate, weight_decay) = (0.001, 0.0);
    let adam_w = Optimizer::AdamW { learning_rate, weight_decay: 0.01 };
    [Experiment::default().optimizer, Optimizer::Adam { learning_rate, weight_decay }, adam_w]
}

/// Clean epochs of everything before the chosen modes.
pub fn warm_epochs(experiment: &Experiment) -> usize {
    match experiment.phases.as_slice() {
        [first, _, ..] if is_clean(first) => first.epochs,
        _ => 0,
    }
}

fn is_clean(phase: &Phase) -> bool {
    phase.front == Mode::Clean && phase.rest == Mode::Clean
}

fn change_warm(to: &mut Experiment, epochs: usize) {
    if warm_epochs(to) > 0 {
        to.phases.remove(0);
    }
    if epochs > 0 {
        to.phases.insert(0, Phase { epochs, front: Mode::Clean, rest: Mode::Clean });
    }
}

/// The phase that the controls speak of.
fn last_phase(experiment: &mut Experiment) -> &mut Phase {
    if experiment.phases.is_empty() {
        experiment.phases.push(Phase { epochs: 1, front: Mode::Clean, rest: Mode::Clean });
    }
    let last = experiment.phases.len() - 1;
    &mut experiment.phases[last]
}

/// What suits a set as long as the person has not chosen otherwise: epochs, ε per norm, steps between looks.
pub(super) struct Suited {
    epochs: usize,
    linf: f64,
    l2: f64,
    pub(super) every: usize,
}

pub(super) fn suited(set: DataSet) -> Suited {
    match set {
        DataSet::FashionMnist | DataSet::Mnist => Suited { epochs: 4, linf: 0.1, l2: 1.5, every: 50 },
        DataSet::Digits => Suited { epochs: 12, linf: 0.1, l2: 0.6, every: 45 },
        DataSet::Moons | DataSet::Circles | DataSet::Spirals | DataSet::Blobs => {
            Suited { epochs: 40, linf: 0.05, l2: 0.05, every: 64 }
        }
        // The customary radii for colour photographs (Croce et al. 2021, RobustBench); the page only shows such runs.
        DataSet::Cifar10
        | DataSet::Cifar100
        | DataSet::TinyImagenet
        | DataSet::Imagenette
        | DataSet::Imagenette320
        | DataSet::StanfordDogs => Suited { epochs: 10, linf: 8.0 / 255.0, l2: 0.5, every: 500 },
    }
}

impl Suited {
    fn epsilon(&self, norm: Norm) -> f64 {
        match norm {
            Norm::Linf => self.linf,
            Norm::L2 => self.l2,
        }
    }
}

fn change_data(to: &mut Experiment, set: DataSet) {
    let (before, after) = (suited(to.data.set), suited(set));
    to.data = Data::all(set);
    if to.chain().is_err() {
        let of_images = if triage::triage_of(to).is_some() { Family::BlockCnn } else { Family::Cnn };
        change_network(to, if set.is_image() { of_images } else { Family::Mlp });
    }
    if let Some(transfer) = guide::transfer_mut(to) {
        for epochs in [&mut transfer.normal_epochs, &mut transfer.robust_epochs] {
            *epochs = if *epochs == before.epochs { after.epochs } else { *epochs };
        }
        if transfer.fine_tune_epochs == before.epochs.div_ceil(2) {
            transfer.fine_tune_epochs = after.epochs.div_ceil(2);
        }
        guide::split(&mut to.data);
    } else if triage::triage_of(to).is_some() {
        triage::suit(to, before.epochs, after.epochs);
    } else if last_phase(to).epochs == before.epochs {
        last_phase(to).epochs = after.epochs;
    }
    if to.evaluation.every == before.every {
        to.evaluation.every = after.every;
    }
    if to.attack.epsilon == before.epsilon(to.attack.norm) {
        Edit::Epsilon(after.epsilon(to.attack.norm)).change(to);
    }
}

fn change_network(to: &mut Experiment, family: Family) {
    if Family::of(&to.network) == family {
        return;
    }
    let Some(network) = family.network() else { return };
    let normalised = std::mem::replace(&mut to.network, network).batch_norm().unwrap_or(false);
    Edit::BatchNorm(normalised).change(to);
}

fn change_norm(to: &mut Experiment, norm: Norm) {
    if to.attack.norm != norm {
        to.attack.norm = norm;
        Edit::Epsilon(suited(to.data.set).epsilon(norm)).change(to);
    }
    to.evaluation.attack.norm = norm;
}

/// Gives an attack another radius; a given step stays the same share of it (a third and an eighth as exact quotients).
pub(super) fn scale(attack: &mut Attack, epsilon: f64) {
    let before = std::mem::replace(&mut attack.epsilon, epsilon);
    let Some(Pgd { step_size: Some(size), .. }) = attack.as_pgd_mut() else { return };
    let share = if before > 0.0 { *size / before } else { 1.0 / 3.0 };
    let parts = (1.0 / share).round();
    let is_quotient = (share * parts - 1.0).abs() < 1e-9;
    *size = if is_quotient { epsilon / parts } else { (epsilon * share * 1e6).round() / 1e6 };
}

/// Test samples for attacks at the end, unless the person chose others: AutoAttack takes minutes for as many in a browser.
const FINAL_ATTACK_SAMPLES: usize = 100;

/// Takes an attack at the end into the list, in the order of the table, or out of it.
fn change_final_attack(to: &mut Experiment, method: Method, is_on: bool) {
    let evaluation = &mut to.evaluation;
    evaluation.attacks.retain(|other| other.name() != method.name());
    if is_on {
        evaluation.attacks.push(method);
        evaluation.attacks.sort_by_key(|method| Method::NAMES.iter().position(|name| *name == method.name()));
        evaluation.attack_samples.get_or_insert(FINAL_ATTACK_SAMPLES);
    } else if evaluation.attacks.is_empty() {
        evaluation.attack_samples = None;
    }
}

/// Leaves out attacks that are not defined for the norm or the classes any more, and samples that are not there.
fn keep_attacks(to: &mut Experiment) {
    let (norm, classes, test) = (to.evaluation.attack.norm, to.data.set.class_count(), to.data.test);
    to.evaluation.attacks.retain(|method| method.fits(norm, classes));
    if let Some(samples) = &mut to.evaluation.attack_samples {
        *samples = (*samples).min(test);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_radius_takes_the_steps_with_it() {
        let mut e = Experiment::default();
        Edit::Epsilon(0.2).apply(&mut e);
        let size = |attack: Attack| attack.as_pgd().and_then(|pgd| pgd.step_size);
        assert_eq!((size(e.attack), size(e.evaluation.attack)), (Some(0.2 / 3.0), Some(0.2 / 8.0)));
        assert_eq!((e.attack.epsilon, e.evaluation.attack.epsilon), (0.2, 0.2));
        Edit::Epsilon(0.1).apply(&mut e);
        assert_eq!(e, Experiment::default());
    }

    #[test]
    fn attacks_at_the_end_stand_in_the_order_of_the_table_and_leave_where_they_do_not_fit() {
        let mut e = Experiment::default();
        for name in ["apgd-t", "fgsm"] {
            Edit::FinalAttack(Method::named(name).expect("a name"), true).apply(&mut e);
        }
        let names = |e: &Experiment| e.evaluation.attacks.iter().map(Method::name).collect::<Vec<_>>();
        assert_eq!((names(&e), e.evaluation.attack_samples), (vec!["fgsm", "apgd-t"], Some(FINAL_ATTACK_SAMPLES)));
        Edit::Test(60).apply(&mut e);
        assert_eq!(e.evaluation.attack_samples, Some(60));
        // Two classes are too few for the targeted ratio.
        Edit::Data(DataSet::Moons).apply(&mut e);
        assert_eq!(names(&e), ["fgsm"]);
        Edit::FinalAttack(Method::Fgsm, false).apply(&mut e);
        assert_eq!((names(&e), e.evaluation.attack_samples), (vec![], None));
    }

    #[test]
    fn what_suits_the_first_set_is_the_default() {
        let (e, suits) = (Experiment::default(), suited(DataSet::FashionMnist));
        assert_eq!((e.phases[0].epochs, e.attack.epsilon, e.evaluation.every), (suits.epochs, suits.linf, suits.every));
        let mut back = e.clone();
        Edit::Data(DataSet::Digits).apply(&mut back);
        Edit::Optimizer(optimizers()[1]).apply(&mut back);
        Edit::Data(DataSet::FashionMnist).apply(&mut back);
        Edit::Optimizer(optimizers()[0]).apply(&mut back);
        assert_eq!(back, e);
    }

    #[test]
    fn other_data_brings_what_suits_it_unless_the_person_chose() {
        let mut e = Experiment::default();
        Edit::Epsilon(0.07).apply(&mut e);
        Edit::Data(DataSet::Moons).apply(&mut e);
        assert_eq!((e.attack.epsilon, e.phases[0].epochs, e.network.name()), (0.07, 40, "mlp"));
        assert!(e.layers().is_ok());
    }

    #[test]
    fn a_clean_start_comes_and_goes_and_the_name_follows_the_modes() {
        let mut e = Experiment::default();
        Edit::Warm(2).apply(&mut e);
        assert_eq!((warm_epochs(&e), e.phases.len()), (2, 2));
        Edit::Warm(3).apply(&mut e);
        assert_eq!((warm_epochs(&e), e.phases.len()), (3, 2));
        Edit::Warm(0).apply(&mut e);
        assert_eq!(e, Experiment::default());
        Edit::Mode(Side::Rest, Mode::Adversarial).apply(&mut e);
        assert_eq!(e.name, "robust");
        e.name = "mine".into();
        Edit::Mode(Side::Rest, Mode::Clean).apply(&mut e);
        assert_eq!(e.name, "mine");
    }
}
