//! Complete runs on bundled data: they are reproducible, resume, stop, and refuse invalid experiments.

mod common;

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
};

use common::{Checkout, Listener, left_again_and_again, told};
use layerlab_core::{
    Helper, Job, Outcome, RunError, device, run,
    sharing::{self, Answer, Helpers, Request},
};
use layerlab_schema::{
    Attack, Augment, Checkpoint, Data, DataSet, Defence, Experiment, Method, Mode, Network, Norm, Optimizer, Phase,
    RunEvent, RunId, Warning,
};

/// Half-adversarial training on digits, small enough for a test.
fn small() -> Experiment {
    let mut experiment = Experiment {
        data: Data { train: 320, test: 100, ..Data::all(DataSet::Digits) },
        network: Network::Cnn { channels: [4, 8], hidden: 16, batch_norm: true },
        optimizer: Optimizer::Adam { learning_rate: 0.01, weight_decay: 0.0 },
        attack: Attack::pgd(0.1, 2),
        cut: layerlab_schema::Cut::new(2),
        batch_size: 64,
        phases: vec![Phase::new(2, Mode::Clean, Mode::Clean), Phase::new(1, Mode::Adversarial, Mode::Clean)],
        protocol: None,
        ..Experiment::default()
    };
    experiment.evaluation.attack = Attack::pgd(0.1, 3);
    experiment.evaluation.every = 3;
    experiment.evaluation.samples = 50;
    experiment
}

fn start(experiment: &Experiment, from: Option<Checkpoint>, host: &Listener) -> Result<Outcome, RunError> {
    let (device, described) = device::cpu();
    let job = Job { run: RunId(7), experiment: experiment.clone(), from };
    pollster::block_on(run(job, &device, described, &Checkout, host))
}

#[test]
fn the_same_seed_gives_the_same_weights_and_another_one_does_not() {
    let first = start(&small(), None, &Listener::default()).expect("it runs");
    let again = start(&small(), None, &Listener::default()).expect("it runs");
    assert_eq!(first.weights, again.weights);
    assert_eq!(first.report.last, again.report.last);
    let other = start(&Experiment { seed: 2, ..small() }, None, &Listener::default()).expect("it runs");
    assert_ne!(first.weights, other.weights);
}

#[cfg(feature = "rayon")]
#[test]
fn the_number_of_threads_changes_no_bit() {
    let mut experiment = Experiment { network: Network::cnn(), ..small() };
    experiment.evaluation.attacks = vec![Method::AutoAttack];
    experiment.evaluation.samples = 20;
    let outcomes = [1, 2, 5].map(|threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        pool.install(|| start(&experiment, None, &Listener::default()).expect("it runs"))
    });
    let accuracies = |outcome: &Outcome| {
        let last = &outcome.report.last;
        let attacks: Vec<_> = last.attacks.iter().map(|attack| (attack.accuracy, attack.passes)).collect();
        (last.clean, last.robust, attacks, last.sensitivities.clone())
    };
    for outcome in &outcomes[1..] {
        assert_eq!(outcome.weights, outcomes[0].weights);
        assert_eq!(accuracies(outcome), accuracies(&outcomes[0]));
    }
}

/// Helpers on this thread, which answer at once.
struct InProcess {
    count: usize,
    helper: RefCell<Helper>,
    /// Requests that are answered before all of them are lost.
    answers: Cell<usize>,
    asked: Cell<usize>,
}

impl Helpers for InProcess {
    fn count(&self) -> usize {
        self.count
    }

    fn ask(&self, _: usize, request: Request) -> Answer {
        self.asked.set(self.asked.get() + 1);
        let is_lost = self.asked.get() > self.answers.get();
        let answer =
            pollster::block_on(self.helper.borrow_mut().answer(&request.task, &request.weights, &request.samples));
        assert!(answer.is_ok(), "a request that a helper understands: {}", request.task);
        Box::pin(std::future::ready(answer.ok().filter(|_| !is_lost)))
    }
}

#[test]
fn the_number_of_helpers_changes_no_bit() {
    let mut plain = Experiment { network: Network::cnn(), ..small() };
    plain.data.train = 150;
    let trades = Experiment { defence: Defence::Trades { beta: 3.0 }, ..plain.clone() };
    let normalised = Experiment { network: small().network, ..plain.clone() };
    plain.evaluation.attacks = vec![Method::AutoAttack];
    plain.evaluation.attack_samples = Some(40);
    for experiment in [plain, trades, normalised] {
        // Without helpers, with one, with three, and with three that are lost on the way.
        let outcomes = [(0, usize::MAX), (1, usize::MAX), (3, usize::MAX), (3, 4)].map(|(count, answers)| {
            let (helper, asked) = (RefCell::new(Helper::new(device::cpu().0)), Cell::new(0));
            let helpers = Rc::new(InProcess { count, helper, answers: Cell::new(answers), asked });
            sharing::install(device::cpu().0, helpers.clone());
            let outcome = start(&experiment, None, &Listener::default()).expect("it runs");
            assert_eq!(helpers.asked.get() > 4, count > 0, "{count} helpers were asked {} times", helpers.asked.get());
            let mut last = outcome.report.last;
            last.attacks.iter_mut().for_each(|attack| attack.seconds = 0.0);
            (outcome.weights, last)
        });
        for outcome in &outcomes[1..] {
            assert!(outcome.0 == outcomes[0].0, "weights with {:?}", experiment.defence);
            assert_eq!(outcome.1, outcomes[0].1);
        }
    }
}

#[test]
fn a_run_resumed_from_any_checkpoint_equals_an_uninterrupted_one() {
    let host = Listener::default();
    let whole = start(&small(), None, &host).expect("it runs");
    assert_eq!(whole.report.steps, 15);
    // Within the first phase, between the two, within the second.
    for step in [3, 9, 12] {
        let resumed = start(&small(), Some(host.checkpoint(step)), &Listener::default()).expect("it resumes");
        assert_eq!(whole.weights, resumed.weights, "from step {step}");
        assert_eq!(whole.report.last, resumed.report.last, "from step {step}");
        assert_eq!(whole.report.curve, resumed.report.curve, "from step {step}");
        assert_eq!(whole.report.warnings, resumed.report.warnings, "from step {step}");
    }
    // Free training also stores its perturbation.
    let (free, host) = (Experiment { defence: Defence::Free { replays: 2 }, ..small() }, Listener::default());
    let whole = start(&free, None, &host).expect("it runs");
    let resumed = start(&free, Some(host.checkpoint(12)), &Listener::default()).expect("it resumes");
    assert_eq!(whole.weights, resumed.weights);
}

#[test]
fn a_run_that_is_left_at_any_step_goes_on_to_the_same_end() {
    let free = Experiment { defence: Defence::Free { replays: 2 }, ..small() };
    for experiment in [small(), free] {
        let whole = start(&experiment, None, &Listener::default()).expect("it runs");
        let (ended, times) = left_again_and_again(|from, host| start(&experiment, from, host));
        println!("left {times} times");
        assert!(times > 3, "{times}");
        assert_eq!((&whole.weights, &whole.report.last), (&ended.weights, &ended.report.last));
        assert_eq!(whole.report.curve, ended.report.curve, "the losses of points too");
        // A checkpoint that was saved while it went on changes nothing, neither there nor here.
        let host = Listener { saves_always: true, ..Listener::default() };
        assert_eq!(start(&experiment, None, &host).expect("it runs").report.curve, whole.report.curve);
        let resumed = start(&experiment, Some(host.checkpoint(7)), &Listener::default()).expect("it resumes");
        assert_eq!((&whole.weights, &whole.report.curve), (&resumed.weights, &resumed.report.curve));
    }
}

#[test]
fn a_stopped_run_reports_what_it_has() {
    let host = Listener { stop_after: Some(4), ..Listener::default() };
    let outcome = start(&small(), None, &host).expect("it stops in order");
    assert_eq!(outcome.report.steps, 4);
    assert_eq!(outcome.report.last.clean.of, 50);
    assert_eq!(host.losses().len(), 4);
}

#[test]
fn a_loss_that_is_no_number_stops_the_run_and_says_where() {
    let mut experiment = small();
    experiment.optimizer = Optimizer::Sgd { learning_rate: 1e30, momentum: 0.0, weight_decay: 0.0 };
    experiment.network = Network::Cnn { channels: [4, 8], hidden: 16, batch_norm: false };
    let message = told(&start(&experiment, None, &Listener::default()).err().expect("it explodes"));
    assert!(message.contains("training step 2 (phase 1)"), "{message}");
}

#[test]
fn a_collapsed_network_is_named_so() {
    let mut experiment = small();
    experiment.network = Network::Mlp { hidden: vec![8], batch_norm: false };
    experiment.cut = layerlab_schema::Cut::new(1);
    experiment.attack = Attack::pgd(1.0, 5);
    experiment.phases = vec![Phase::new(10, Mode::Adversarial, Mode::Clean)];
    let report = start(&experiment, None, &Listener::default()).expect("it runs").report;
    assert!(report.warnings.contains(&Warning::CollapsedBehindFront), "{:?}", report.warnings);
    // Where no front is robust, none is blamed.
    experiment.phases = vec![Phase::new(1, Mode::Clean, Mode::Clean)];
    experiment.optimizer = Optimizer::Sgd { learning_rate: 1e-12, momentum: 0.0, weight_decay: 0.0 };
    experiment.network = Network::Mlp { hidden: vec![1], batch_norm: false };
    experiment.seed = 3;
    let report = start(&experiment, None, &Listener::default()).expect("it runs").report;
    assert_eq!(report.warnings, [Warning::Collapsed]);
    let honest = start(&small(), None, &Listener::default()).expect("it runs").report;
    assert_eq!(honest.warnings, Vec::<Warning>::new());
}

#[test]
fn catastrophic_overfitting_is_named_so_and_iterated_attacks_are_spared_it() {
    let mut experiment = small();
    experiment.network = Network::Cnn { channels: [8, 16], hidden: 32, batch_norm: false };
    experiment.data = Data { train: 500, test: 100, ..Data::all(DataSet::Digits) };
    experiment.evaluation.samples = 100;
    experiment.evaluation.every = 80;
    experiment.batch_size = 32;
    let phase = |epochs, mode| Phase::new(epochs, mode, mode);
    experiment.phases = vec![phase(5, Mode::Clean), phase(30, Mode::Adversarial)];
    let warned = |attack: Attack| {
        let report =
            start(&Experiment { attack, ..experiment.clone() }, None, &Listener::default()).expect("it runs").report;
        let is_overfitted = |warning: &&Warning| matches!(warning, Warning::CatastrophicOverfitting { .. });
        report.warnings.iter().filter(is_overfitted).count()
    };
    let one_step = Attack::new(Method::Fgsm, Norm::Linf, 0.2);
    assert_eq!(warned(one_step), 1);
    assert_eq!(warned(Attack::pgd(0.2, 7)), 0);
}

#[test]
fn looks_on_the_way_are_at_validation_samples_and_the_last_one_at_test_samples() {
    let host = Listener::default();
    let mut experiment = small();
    experiment.data.validation = 40;
    let validated = start(&experiment, None, &host).expect("it runs").report;
    let of: Vec<usize> = validated.curve.iter().map(|point| point.clean.of).collect();
    assert_eq!(of, [40, 40, 40, 40, 100]);
    let plain = start(&small(), None, &Listener::default()).expect("it runs").report;
    assert_eq!(validated.last, plain.last, "what is looked at changes no training");
}

#[test]
fn augmentation_changes_training_and_repeats() {
    let varied = |crop| {
        let mut experiment = small();
        experiment.data.augment = Some(Augment { crop, flip: false });
        start(&experiment, None, &Listener::default()).expect("it runs").weights
    };
    assert_eq!(varied(1), varied(1));
    assert_ne!(varied(1), varied(0));
    assert_eq!(varied(0), start(&small(), None, &Listener::default()).expect("it runs").weights);
}

#[test]
fn more_than_is_bundled_is_refused_with_the_command_that_gets_it() {
    let mut experiment = small();
    experiment.data = Data { train: 4_001, ..Data::all(DataSet::FashionMnist) };
    let message = told(&start(&experiment, None, &Listener::default()).err().expect("it refuses"));
    assert!(message.contains("`layerlab data fetch fashion-mnist`") && message.contains("4001"), "{message}");
}

#[test]
fn weights_of_another_network_are_refused() {
    let host = Listener::default();
    start(&small(), None, &host).expect("it runs");
    let other = Experiment { network: Network::cnn(), ..small() };
    let message = told(&start(&other, Some(host.checkpoint(3)), &Listener::default()).err().expect("it refuses"));
    assert!(message.contains("conv1") && message.contains("same network"), "{message}");
    let mut broken = host.checkpoint(3);
    broken.weights.truncate(40);
    let message = told(&start(&small(), Some(broken), &Listener::default()).err().expect("it refuses"));
    assert!(message.contains("safetensors"), "{message}");
}

#[test]
fn every_set_can_be_learned_by_a_perceptron() {
    for set in DataSet::BUNDLED {
        let mut experiment = Experiment {
            data: Data { train: 300, test: 100, ..Data::all(set) },
            network: Network::Mlp { hidden: vec![32, 32], batch_norm: false },
            optimizer: Optimizer::Adam { learning_rate: 0.01, weight_decay: 0.0 },
            phases: vec![Phase::new(40, Mode::Clean, Mode::Clean)],
            protocol: None,
            cut: layerlab_schema::Cut::new(1),
            ..Experiment::default()
        };
        experiment.evaluation.every = 10_000;
        experiment.evaluation.attack = Attack::pgd(0.05, 2);
        let outcome = start(&experiment, None, &Listener::default()).expect("it runs");
        let floor = if set.is_image() { 0.6 } else { 0.85 };
        assert!(outcome.report.last.clean.value() > floor, "{set:?}: {:?}", outcome.report.last.clean);
        assert!(outcome.report.last.robust.correct <= outcome.report.last.clean.correct);
    }
}

#[test]
fn further_attacks_are_reported_at_the_end_and_change_nothing_else() {
    let host = Listener::default();
    let mut experiment = small();
    experiment.evaluation.attacks = ["fgsm", "auto-attack"].map(|name| Method::named(name).expect("a name")).to_vec();
    experiment.evaluation.attack_samples = Some(30);
    let outcome = start(&experiment, None, &host).expect("it runs");
    let plain = start(&small(), None, &Listener::default()).expect("it runs");
    assert_eq!(outcome.weights, plain.weights);
    let mut last = outcome.report.last;
    let [fgsm, auto_attack] = &std::mem::take(&mut last.attacks)[..] else { panic!("two attacks") };
    assert_eq!((last, fgsm.name.as_str(), auto_attack.name.as_str()), (plain.report.last, "fgsm", "auto-attack"));
    for attack in [fgsm, auto_attack] {
        assert_eq!((attack.accuracy.of, attack.clean.len(), attack.robust.len()), (30, 0, 0));
        assert!((attack.norm, attack.epsilon) == (Norm::Linf, 0.1) && attack.passes.forward > 0);
    }
    let clean = attacked_without_strength(&experiment);
    assert!(auto_attack.accuracy.correct <= fgsm.accuracy.correct && fgsm.accuracy.correct <= clean);

    // Cancelled within these attacks, a run keeps those that were finished.
    let turns = *host.turns.borrow();
    // The last time it is asked, all is done.
    let stopped = Listener { stop_after: Some(turns - 2), ..Listener::default() };
    let report = start(&experiment, None, &stopped).expect("it stops in order").report;
    assert_eq!(report.last.attacks.iter().map(|attack| attack.name.as_str()).collect::<Vec<_>>(), ["fgsm"]);
    assert!(!report.was_stopped(), "its training was whole");
}

/// How many of the attacked samples are right as they are.
fn attacked_without_strength(experiment: &Experiment) -> usize {
    let mut experiment = experiment.clone();
    experiment.evaluation.attacks.truncate(1);
    experiment.evaluation.attack.epsilon = 0.0;
    start(&experiment, None, &Listener::default()).expect("it runs").report.last.attacks[0].accuracy.correct
}

#[test]
fn a_run_whose_settings_were_changed_is_the_experiment_of_its_report() {
    use Mode::{Adversarial, Clean, Frozen};
    let start_as = small();
    let mut stronger = start_as.clone();
    (stronger.attack.epsilon, stronger.evaluation.attack.epsilon) = (0.2, 0.2);
    let mut by_layer = stronger.clone();
    let last = by_layer.phases.last_mut().expect("a phase");
    (last.layers, last.epochs) = (Some(vec![Frozen, Adversarial, Clean, Adversarial]), 2);
    *by_layer.optimizer.learning_rate_mut() = 0.003;
    let mut cut = by_layer.clone();
    cut.cut = layerlab_schema::Cut::new(1);
    cut.phases.last_mut().expect("a phase").layers = None;
    // What can't change, and what is not sound, is left out.
    let other = Experiment { batch_size: 32, ..cut.clone() };
    let mut unsound = cut.clone();
    unsound.attack.epsilon = -1.0;

    let host = Listener::default();
    *host.changes.borrow_mut() = [(3, stronger), (4, other), (7, unsound), (8, by_layer), (13, cut.clone())].into();
    let changed = start(&start_as, None, &host).expect("it runs");
    let found = &changed.report.experiment;
    assert_eq!((changed.report.steps, found.cut, found.attack), (20, cut.cut, cut.attack));
    let phases: Vec<(usize, bool)> = found.phases.iter().map(|p| (p.step_count(5), p.continues)).collect();
    assert_eq!(phases, [(2, false), (5, true), (3, true), (2, false), (8, true)]);
    assert_eq!(found.phases[3].modes(found.cut, 4), [Frozen, Adversarial, Clean, Adversarial]);
    let steps = |event: &RunEvent| match event {
        RunEvent::Changed { step, .. } => Some(*step),
        _ => None,
    };
    assert_eq!(host.events.borrow().iter().filter_map(steps).collect::<Vec<_>>(), [2, 7, 12]);

    let again_host = Listener::default();
    let again = start(found, None, &again_host).expect("it runs");
    assert_eq!(again.weights, changed.weights);
    assert_eq!(again_host.losses(), host.losses());
    assert_eq!(again.report.last, changed.report.last);
    // The change of the attack was measured at once, which a run without changes has no reason for.
    let at = |report: &layerlab_schema::Report| report.curve.iter().map(|point| point.step).collect::<Vec<_>>();
    assert_eq!(at(&changed.report), [2, 3, 6, 9, 12, 15, 18, 20]);
    assert_eq!(at(&again.report), [3, 6, 9, 12, 15, 18, 20]);
    assert_eq!(again.report.curve[1..], changed.report.curve[2..]);

    // It resumes in the middle of a phase that continues another.
    let resumed = start(found, Some(host.checkpoint(9)), &Listener::default()).expect("it runs");
    assert_eq!(resumed.weights, changed.weights);
}

#[test]
fn layers_train_in_their_own_modes() {
    let mut experiment = small();
    experiment.phases = vec![Phase {
        layers: Some(vec![Mode::Frozen, Mode::Adversarial, Mode::Frozen, Mode::Clean]),
        ..Phase::new(1, Mode::Clean, Mode::Clean)
    }];
    let host = Listener::default();
    let outcome = start(&experiment, None, &host).expect("it runs");
    let (before, after) = (host.checkpoint(0).weights, outcome.weights);
    let layer = |file: &[u8], name: &str| {
        safetensors::SafeTensors::deserialize(file).expect("weights").tensor(name).expect("a layer").data().to_vec()
    };
    for (name, is_frozen) in [("conv1", true), ("conv2", false), ("linear1", true), ("linear2", false)] {
        let name = format!("{name}.weight");
        assert_eq!(layer(&before, &name) == layer(&after, &name), is_frozen, "{name}");
    }
    experiment.phases[0].layers = Some(vec![Mode::Clean; 3]);
    let told_of = start(&experiment, None, &Listener::default()).map(|_| ()).map_err(|error| told(&error));
    assert!(told_of.expect_err("a layer has no mode").contains("3 layers, and the network has 4"));
}
