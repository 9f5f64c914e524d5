//! The experiment of settings: defaults where nothing was chosen, and what keeps the whole sound.
//!
//! A chosen value that is sound is never changed. One that is out of its range stays too, so that the page can say what
//! is wrong; only what follows from other choices (fewer layers, other data) is fitted here.

use layerlab_schema::{
    Attack, Augment, Cut, Data, DataSet, Defence, Evaluation, Experiment, Method, Mode, Network, Norm, Normalise,
    Phase, Protocol, Selection, VERSION,
};

use super::{
    AttackSettings, Kind, Settings, Workflow,
    attack::AttackDefaults,
    dataset_defaults::{DatasetDefaults, dataset_defaults, default_network, serves},
    own,
    triage::{ATTACK_STEPS, EVALUATED, EVALUATIONS, TESTED},
};

/// One training sample in so many is kept apart, to choose epochs on.
const VALIDATION_SHARE: usize = 8;
/// Test samples for attacks at the end: AutoAttack takes minutes for as many in a browser.
pub(super) const FINAL_ATTACK_SAMPLES: usize = 100;

/// The experiment of settings. It can always be drawn; [`Experiment::layers`] checks whether it can be run.
pub fn resolve(settings: &Settings) -> Experiment {
    let (shared, set) = (&settings.shared, settings.data_set());
    let (usual, data) = (Experiment::default(), data(settings, set));
    let usual_batch = own::batch_size(&data).unwrap_or(usual.batch_size);
    let batch_size = shared.batch_size.unwrap_or(usual_batch);
    let defaults = own::defaults(dataset_defaults(set), &data, batch_size);
    let attack = training_attack(&shared.attack, &defaults);
    let mut experiment = Experiment {
        version: VERSION,
        name: String::new(),
        seed: shared.seed.unwrap_or(usual.seed),
        cut: shared.cut.unwrap_or(usual.cut),
        batch_size,
        normalise: shared.normalise.clone().flatten().filter(|normalise| has_channels(normalise, set)),
        network: network(settings, set),
        optimizer: shared.optimizer.unwrap_or(usual.optimizer),
        schedule: shared.schedule.clone().unwrap_or(usual.schedule),
        defence: shared.defence.unwrap_or(usual.defence),
        attack,
        warm_up: shared.warm_up.unwrap_or(0),
        evaluation: evaluation(settings, &attack, &data, batch_size, &defaults),
        data,
        phases: Vec::new(),
        protocol: None,
    };
    add_workflow(settings, &mut experiment, &defaults);
    if shared.warm_up.is_none() {
        experiment.warm_up = usual_warm_up(&experiment);
    }
    experiment.name = shared.name.clone().unwrap_or_else(|| Kind::of(&experiment).slug().into());
    experiment
}

/// Epochs in which ε grows. Interval bounds are so loose at first that a network trained on them at once learns nothing: half
/// of the shortest training; attacks need no warm-up.
fn usual_warm_up(experiment: &Experiment) -> usize {
    let Defence::Ibp { .. } = experiment.defence else { return 0 };
    let learns = |phase: &&Phase| phase.has(Mode::Adversarial);
    let phases = experiment.phases.iter().filter(learns).map(|phase| phase.epochs);
    let stages = experiment.protocol.iter().filter_map(Protocol::robust_epochs);
    phases.chain(stages).min().map_or(0, |epochs| epochs / 2)
}

/// What is trained: phases, or a protocol.
fn add_workflow(settings: &Settings, to: &mut Experiment, defaults: &DatasetDefaults) {
    let layers = to.chain().unwrap_or_default();
    // The cut waits for a network that fits.
    let cut = to.cut;
    let fitted = |fitted: Cut| if layers.is_empty() { cut } else { fitted };
    match settings.workflow {
        Workflow::Train => {
            to.phases = settings.train.phases(defaults.epochs, layers.len());
            to.cut = fitted(cut.at_most(layers.len()));
        }
        Workflow::Transfer => {
            let cut = settings.shared.cut.unwrap_or_else(|| usual_cut_of_transfer(layers.len()));
            let (transfer, cut) = settings.transfer.resolve(cut, layers.len(), &to.data, defaults);
            to.protocol = Some(Protocol::Transfer(transfer));
            to.cut = fitted(cut);
        }
        Workflow::Triage => {
            let (triage, cut) = settings.triage.resolve(cut, &layers, (&to.data, to.batch_size), defaults);
            to.protocol = Some(Protocol::Triage(triage));
            to.cut = fitted(cut);
        }
    }
}

/// Before the last two layers, where there is something to see: with one layer behind the cut hardly any robustness is lost,
/// and with more it comes back without a robust front (docs/reproduction.md).
fn usual_cut_of_transfer(layers: usize) -> Cut {
    Cut::from_rest(2.min(layers.saturating_sub(1)), layers)
}

fn network(settings: &Settings, set: DataSet) -> Network {
    let workflow = settings.workflow;
    let chosen = settings.shared.network.as_ref().filter(|chosen| {
        (chosen.data_set, chosen.workflow) == (set, workflow) || serves(&chosen.network, workflow, set)
    });
    let mut network = chosen.map_or_else(|| default_network(workflow, set), |chosen| chosen.network.clone());
    let usual =
        if workflow == Workflow::Triage && matches!(network, Network::BlockCnn { .. }) { Some(true) } else { None };
    if let (Some(batch_norm), Some(is_on)) = (network.batch_norm_mut(), settings.batch_norm().or(usual)) {
        *batch_norm = is_on;
    }
    network
}

/// Samples: a protocol that needs validation samples takes them out of the training samples where there are no others.
fn data(settings: &Settings, set: DataSet) -> Data {
    let (shared, all) = (&settings.shared, own::all(settings, set));
    let available = match &all.own {
        Some(own) => own.train,
        None if set.bundled().0 > 0 => set.bundled().0,
        None => set.available().0,
    };
    let (most_train, most_test) = if all.own.is_some() { all.available() } else { (usize::MAX, usize::MAX) };
    let needs_validation = match settings.workflow {
        Workflow::Train => false,
        Workflow::Transfer => settings.transfer.selection() == Selection::Validation,
        Workflow::Triage => true,
    };
    let validation = shared.validation.of(set).filter(|&samples| samples > 0 || !needs_validation);
    let (train, validation) = match (shared.train.of(set).filter(|&train| train <= most_train), validation) {
        (Some(train), Some(validation)) => (train, validation),
        (None, Some(validation)) => (all.train.min(available.saturating_sub(validation)).max(1), validation),
        (Some(train), None) if needs_validation => split(train, available),
        (None, None) if needs_validation => split(all.train, all.train),
        (train, None) => (train.unwrap_or(all.train), 0),
    };
    let usual_test = shared.test.of(set).filter(|&test| test <= most_test).unwrap_or(all.test);
    let test = match settings.workflow {
        Workflow::Train | Workflow::Transfer => usual_test,
        Workflow::Triage => {
            settings.triage.test.of(set).filter(|&test| test <= most_test).unwrap_or(usual_test.min(TESTED))
        }
    };
    let pad = shared.pad.of(set).unwrap_or(0);
    let augment = shared.augment.flatten().filter(|augment| fits(*augment, set, pad));
    Data { set, train, test, validation, pad, augment, own: all.own }
}

/// So many training samples and a share of them for validation, of no more than there are together.
fn split(train: usize, available: usize) -> (usize, usize) {
    let validation = (train.min(available) / VALIDATION_SHARE).max(1);
    (train.min(available.saturating_sub(validation).max(1)), validation)
}

fn fits(augment: Augment, set: DataSet, pad: usize) -> bool {
    let side = set.shape().height.min(set.shape().width) + 2 * pad;
    if set.is_image() { augment.crop < side } else { augment == Augment::default() }
}

fn has_channels(normalise: &Normalise, set: DataSet) -> bool {
    let channels = set.shape().channels;
    normalise.mean.len() == channels && normalise.std.len() == channels
}

/// PGD with seven steps of a third of the radius.
fn training_attack(chosen: &AttackSettings, defaults: &DatasetDefaults) -> Attack {
    let usual = AttackDefaults { norm: Norm::Linf, steps: 7 };
    chosen.resolve(&usual, |norm| defaults.epsilon(norm), |epsilon, _| epsilon / 3.0)
}

/// The evaluation's own attack is in the ball of training's, unless another one was chosen.
fn evaluation(
    settings: &Settings,
    training: &Attack,
    data: &Data,
    batch_size: usize,
    defaults: &DatasetDefaults,
) -> Evaluation {
    let chosen = settings.evaluation();
    let radius = |norm| if norm == training.norm { training.epsilon } else { defaults.epsilon(norm) };
    let (every, samples, attack) = match settings.workflow {
        Workflow::Train | Workflow::Transfer => {
            let usual = AttackDefaults { norm: training.norm, steps: 20 };
            let attack = chosen.attack.resolve(&usual, radius, |epsilon, _| epsilon / 8.0);
            (defaults.every, Experiment::default().evaluation.samples, attack)
        }
        Workflow::Triage => {
            let usual = AttackDefaults { norm: training.norm, steps: ATTACK_STEPS };
            let attack = chosen.attack.resolve(&usual, radius, |epsilon, steps| epsilon * 2.5 / steps as f64);
            let every = data.train.div_ceil(batch_size.max(1)).div_ceil(EVALUATIONS).max(1);
            (every, data.validation.min(EVALUATED), attack)
        }
    };
    let (attacks, attack_samples) = final_attacks(settings, &attack, data);
    Evaluation {
        every: chosen.every.unwrap_or(every),
        samples: chosen.samples.unwrap_or(samples),
        attacks,
        attack_samples,
        attack,
    }
}

/// Further attacks, as far as they are defined for the norm and the classes, on at most the available samples.
fn final_attacks(settings: &Settings, attack: &Attack, data: &Data) -> (Vec<Method>, Option<usize>) {
    let classes = data.class_count();
    let mut attacks = settings.shared.final_attacks.clone().unwrap_or_default();
    attacks.retain(|method| method.fits(attack.norm, classes));
    let samples = match settings.shared.final_attack_samples {
        Some(samples) => samples,
        None if attacks.is_empty() => None,
        None => Some(FINAL_ATTACK_SAMPLES),
    };
    (attacks, samples.map(|samples| samples.min(data.test)))
}
