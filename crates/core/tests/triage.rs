//! Triage on a small network: cells are measured, frozen layers and the teacher do not change, and the run resumes and stops.

mod common;

use burn::{
    module::Module,
    tensor::{Device, Int, Tensor, TensorData},
};
use common::{Checkout, Fixture, Listener, assert_close, left_again_and_again, told, values};
use layerlab_core::{
    Job, Outcome, RunError, device,
    network::{self, Chain},
    random::{Purpose, stream},
    run,
    train::{DistillTarget, Distillation, Hint, StepConfig, Trainer, hinton},
};
use layerlab_schema::{
    Attack, BlockChoice, Cell, CellKey, Checkpoint, Data, DataSet, Defence, Experiment, Initialisation, Method, Mode,
    Network, Optimizer, Parent, Protocol, ProxySettings, RunEvent, RunId, Scheme, Stage, Triage, TriageReport,
    TriageStage, Warning, compress_layers,
};

fn triage() -> Triage {
    Triage {
        blocks: None,
        kernel: Default::default(),
        initialisations: vec![Initialisation::Last, Initialisation::Random],
        schemes: vec![Scheme::None, Scheme::Global, Scheme::Scratch, Scheme::DistillGlobal],
        trials: 2,
        parents: vec![Parent::Clean],
        parent: None,
        parent_epochs: 2,
        epochs: 2,
        distill: Default::default(),
        batches: 2,
        measure: ProxySettings { samples: 40, ..ProxySettings::default() },
    }
}

fn small(triage: Triage) -> Experiment {
    let mut experiment = Experiment {
        data: Data { train: 320, validation: 80, test: 100, ..Data::all(DataSet::Digits) },
        network: Network::BlockCnn { channels: vec![4, 8], per_stage: 2, hidden: 16, batch_norm: true },
        optimizer: Optimizer::Adam { learning_rate: 0.01, weight_decay: 0.001 },
        attack: Attack::pgd(0.1, 2),
        batch_size: 64,
        phases: Vec::new(),
        protocol: Some(Protocol::Triage(triage)),
        ..Experiment::default()
    };
    experiment.evaluation.attack = Attack::pgd(0.1, 3);
    experiment.evaluation.samples = 60;
    experiment.evaluation.every = 3;
    experiment
}

fn start(experiment: &Experiment, from: Option<Checkpoint>, host: &Listener) -> Result<Outcome, RunError> {
    let (device, described) = device::cpu();
    let job = Job { run: RunId(7), experiment: experiment.clone(), from };
    pollster::block_on(run(job, &device, described, &Checkout, host))
}

/// The results without latencies, which differ from run to run.
fn found(outcome: &Outcome) -> TriageReport {
    let mut report = outcome.report.triage.clone().expect("a triage reports");
    for trial in &mut report.trials {
        trial.parents.iter_mut().for_each(|parent| parent.cost.milliseconds = None);
        for cell in &mut trial.cells {
            let times = (cell.cost.milliseconds.take(), cell.relative_latency.take());
            assert!(times.0 > Some(0.0) && times.1 > Some(0.0), "{times:?}");
        }
    }
    report
}

fn checkpoints(host: &Listener) -> Vec<Checkpoint> {
    let events = host.events.borrow();
    let saved = events.iter().filter_map(|event| match event {
        RunEvent::Saved { checkpoint } => Some(checkpoint.as_ref().clone()),
        _ => None,
    });
    saved.collect()
}

#[test]
fn every_cell_of_every_trial_is_reported() {
    let (host, experiment) = (Listener::default(), small(triage()));
    let outcome = start(&experiment, None, &host).expect("it runs");
    let report = found(&outcome);
    assert!(!outcome.report.was_stopped());
    assert_eq!(outcome.report.steps, experiment.steps());
    let layers = experiment.layers().expect("sound");
    // Two blocks, two initialisations, four schemes, two trials.
    assert_eq!((triage().cells(&layers), report.groups.len(), report.trials.len()), (32, 2, 2));
    assert_eq!(report.map.len(), 16);
    for trial in &report.trials {
        let parent = trial.parent(Parent::Clean).expect("it was trained");
        assert_eq!((parent.scores.clean.of, parent.validation.of, parent.proxies.len()), (100, 60, 2));
        assert!(parent.trained_longer.is_some() && parent.proxies.iter().all(|proxy| proxy.robust_criticality >= 0.0));
        for cell in &trial.cells {
            check_cell(cell, parent.scores.clean.value());
        }
        let cell =
            |initialisation, scheme| trial.cell(CellKey { parent: Parent::Clean, group: 1, initialisation, scheme });
        let one = cell(Initialisation::Last, Scheme::Scratch).expect("it is there");
        let other = cell(Initialisation::Random, Scheme::Scratch).expect("it is there");
        assert_eq!((one.after, &one.curve), (other.after, &other.curve), "scratch does not know its initialisation");
    }
    let events = host.events.borrow();
    let celled = events.iter().filter(|event| matches!(event, RunEvent::CellFinished { .. })).count();
    let began = events
        .iter()
        .filter(|event| matches!(event, RunEvent::StageStarted { stage: Stage::Triage(TriageStage::Cell { .. }), .. }))
        .count();
    assert_eq!((celled, began), (32, 32));
    let left: Vec<f64> = events
        .iter()
        .filter_map(|event| if let RunEvent::Trained { seconds_left, .. } = event { Some(*seconds_left) } else { None })
        .collect();
    assert!(left.iter().all(|left| left.is_finite() && *left >= 0.0), "{left:?}");
    assert!(
        outcome.report.claims().iter().any(|claim| claim.name == "C1/global/last"),
        "{:?}",
        outcome.report.claims()
    );
}

fn check_cell(cell: &Cell, parent: f64) {
    assert!((cell.drop.clean.value - (parent - cell.after.clean.value())).abs() < 1e-9, "{cell:?}");
    let steps: Vec<usize> = cell.curve.iter().map(|point| point.step).collect();
    if cell.key.scheme == Scheme::None {
        assert_eq!((steps, cell.before), (vec![0], cell.after));
    } else {
        // Five steps per epoch, two epochs, an evaluation every three steps and at the end of each epoch.
        assert_eq!(steps, [0, 3, 5, 6, 9, 10], "{:?}", cell.key);
    }
}

#[test]
fn a_triage_resumed_from_any_checkpoint_equals_an_uninterrupted_one() {
    let triage = Triage {
        initialisations: vec![Initialisation::Last],
        schemes: vec![Scheme::Global, Scheme::DistillGlobal],
        parents: vec![Parent::Clean, Parent::Semirobust { rest: 4 }],
        trials: 1,
        ..triage()
    };
    let (host, experiment) = (Listener::default(), small(triage));
    let whole = start(&experiment, None, &host).expect("it runs");
    let all = checkpoints(&host);
    let epoch = experiment.steps_per_epoch();
    let steps: Vec<usize> = all.iter().map(|checkpoint| checkpoint.step).collect();
    assert!(steps.windows(2).all(|pair| pair[1] - pair[0] <= epoch), "a kill loses at most one epoch: {steps:?}");
    // Within each kind of stage, between stages, between the two phases of a distillation, and under the second parent.
    for at in [0, 2, 4, 6, 8, 11, 14, 19, all.len() - 2] {
        let resumed = start(&experiment, Some(all[at].clone()), &Listener::default()).expect("it resumes");
        assert!(found(&whole) == found(&resumed), "from checkpoint {at}");
        assert_eq!(whole.weights, resumed.weights, "from checkpoint {at}");
        assert_eq!(whole.report.warnings, resumed.report.warnings, "from checkpoint {at}");
    }
    // In the middle of epochs and of measurements too.
    let (ended, times) = left_again_and_again(|from, host| start(&experiment, from, host));
    println!("left {times} times");
    assert!(times > 5 && found(&whole) == found(&ended), "left {times} times");
    assert_eq!((&whole.weights, &whole.report.curve), (&ended.weights, &ended.report.curve));
}

#[test]
fn a_wider_plan_passes_by_what_is_known_and_finds_what_a_run_of_its_own_would() {
    let plan = |blocks: &[&[usize]], schemes: &[Scheme]| {
        let group = |group: &&[usize]| group.iter().map(|&number| BlockChoice::Number(number)).collect();
        small(Triage {
            blocks: Some(blocks.iter().map(group).collect()),
            initialisations: vec![Initialisation::Last],
            schemes: schemes.to_vec(),
            trials: 1,
            ..triage()
        })
    };
    let narrow = plan(&[&[2]], &[Scheme::None, Scheme::Global]);
    // The known block is now the second one, and one of its schemes is no longer requested.
    let wide = plan(&[&[1], &[2], &[1, 2]], &[Scheme::Global, Scheme::Local]);
    assert!(narrow.shares_parents(&wide) && !narrow.shares_parents(&Experiment { seed: 9, ..wide.clone() }));
    let (before, after) = (Listener::default(), Listener::default());
    start(&narrow, None, &before).expect("it runs");
    let known = checkpoints(&before).pop().expect("it is kept").as_known();
    let extended = start(&wide, Some(known), &after).expect("it goes on");
    let (extended, own) = (found(&extended), found(&start(&wide, None, &Listener::default()).expect("it runs")));
    let (ours, theirs) = (&extended.trials[0], &own.trials[0]);
    assert_eq!((extended.trials.len(), ours.cells.len()), (1, 6));
    for cell in &theirs.cells {
        assert_eq!(ours.cell(cell.key), Some(cell));
    }
    // Retraining-free measures were known for one group only, so the parent is measured again.
    assert_eq!(ours.parents, theirs.parents);
    assert_eq!(extended.groups, own.groups);
    let events = after.events.borrow();
    let steps = events.iter().filter_map(|event| match event {
        RunEvent::Trained { losses, .. } => Some(losses.len()),
        _ => None,
    });
    // Five cells of two epochs of five steps are new; the parent, parent+ and one cell are not trained again.
    assert_eq!(steps.sum::<usize>(), 50);
    assert_eq!(events.iter().filter(|event| matches!(event, RunEvent::CellFinished { .. })).count(), 6);
}

#[test]
fn every_cell_carries_its_filters_before_and_after() {
    let triage = Triage {
        schemes: vec![Scheme::None, Scheme::Local],
        initialisations: vec![Initialisation::First],
        trials: 2,
        ..triage()
    };
    let report = found(&start(&small(triage), None, &Listener::default()).expect("it runs"));
    let [first, second] = &report.trials[..] else { panic!("two trials") };
    let names: Vec<&str> = first.parents[0].filters.iter().map(|gallery| gallery.layer.as_str()).collect();
    assert_eq!(names, ["conv1", "conv2", "conv3", "conv4"]);
    for cell in &first.cells {
        let [filters] = &cell.filters[..] else { panic!("one new layer") };
        let close = |of: &layerlab_schema::Filters| of.replaced[0].matching.as_ref().expect("a convolution").mean;
        assert!((close(&filters.before) - 1.0).abs() < 1e-6, "it begins as the first layer");
        assert_eq!(filters.before == filters.after, cell.key.scheme == Scheme::None, "training moves them");
        assert_eq!(filters.after.gallery.pictures.len(), filters.after.gallery.count);
    }
    assert!(second.parents[0].filters.is_empty() && !second.cells.is_empty());
    assert!(second.cells.iter().all(|cell| cell.filters[0].after.gallery.pictures.is_empty()));
}

#[test]
fn a_parent_that_has_learned_nothing_is_named_so() {
    let triage =
        Triage { schemes: vec![Scheme::None], initialisations: vec![Initialisation::Last], trials: 1, ..triage() };
    let mut experiment = small(triage);
    experiment.optimizer = Optimizer::Sgd { learning_rate: 1e-9, momentum: 0.0, weight_decay: 0.0 };
    experiment.network = Network::BlockCnn { channels: vec![4, 8], per_stage: 2, hidden: 16, batch_norm: false };
    let report = start(&experiment, None, &Listener::default()).expect("it runs").report;
    let warning = Warning::ParentNotTrained { trial: 1, parent: Parent::Clean };
    assert!(report.warnings.contains(&warning), "{:?}", report.warnings);
}

#[test]
fn a_stopped_triage_reports_what_it_has() {
    let host = Listener { stop_after: Some(40), ..Listener::default() };
    let outcome = start(&small(triage()), None, &host).expect("it stops in order");
    assert!(outcome.report.was_stopped());
    let at_once = Listener { stop_after: Some(0), ..Listener::default() };
    let outcome = start(&small(triage()), None, &at_once).expect("it stops in order");
    assert_eq!((outcome.report.steps, found(&outcome).trials.len()), (0, 0));
}

#[test]
fn several_blocks_at_once_and_parts_of_one_can_be_compressed() {
    let triage = Triage {
        blocks: Some(vec![vec![BlockChoice::Number(2), BlockChoice::Name("conv1-2".into())]]),
        initialisations: vec![Initialisation::LeastSquares],
        schemes: vec![Scheme::DistillHint],
        trials: 1,
        ..triage()
    };
    let report = found(&start(&small(triage), None, &Listener::default()).expect("it runs"));
    assert_eq!(report.groups[0].name, "conv1-2+conv3-4");
    let (parent, cell) = (&report.trials[0].parents[0], &report.trials[0].cells[0]);
    assert!(cell.cost.multiply_accumulates < parent.cost.multiply_accumulates && cell.cost.parameters > 0);
    let losses: Vec<f64> = cell.curve.iter().filter_map(|point| point.loss).collect();
    assert!(losses.last() < losses.first(), "the hint is learned: {losses:?}");
}

#[test]
fn a_triage_that_makes_no_sense_is_refused_by_name() {
    let refuse = |change: &dyn Fn(&mut Experiment, &mut Triage)| {
        let (mut triage, mut experiment) = (triage(), small(triage()));
        change(&mut experiment, &mut triage);
        experiment.protocol = Some(Protocol::Triage(triage));
        told(&start(&experiment, None, &Listener::default()).err().expect("it refuses"))
    };
    let name = |name: &str| Some(vec![vec![BlockChoice::Name(name.into())]]);
    for (message, expected) in [
        (refuse(&|_, t| t.blocks = name("conv9")), "conv1-2"),
        (refuse(&|_, t| t.blocks = Some(vec![vec![BlockChoice::Number(3)]])), "number 3"),
        (refuse(&|_, t| t.blocks = Some(Vec::new())), "protocol.blocks"),
        (refuse(&|_, t| t.schemes.clear()), "protocol.schemes"),
        (refuse(&|_, t| t.initialisations.push(Initialisation::Last)), "each once"),
        (refuse(&|_, t| t.trials = 0), "protocol.trials"),
        (refuse(&|_, t| t.epochs = 1), "distill+global"),
        (refuse(&|_, t| t.distill.temperature = 0.0), "protocol.distill.temperature"),
        (refuse(&|_, t| t.parents = vec![Parent::Semirobust { rest: 5 }]), "cuts the block conv1-2"),
        (
            refuse(&|e, t| {
                e.defence = Defence::Trades { beta: 6.0 };
                t.parents = vec![Parent::Adversarial];
            }),
            "defence pgd",
        ),
        (refuse(&|e, _| e.data.validation = 0), "data.validation"),
        (refuse(&|e, _| e.network = Network::cnn()), "no block"),
        (refuse(&|e, _| e.phases = Experiment::default().phases), "phases and a protocol"),
    ] {
        assert!(message.contains(expected), "{message}");
    }
}

#[test]
fn hintons_loss_and_gradient_are_pytorchs() {
    let fixture = Fixture::open("triage.safetensors");
    let device = Device::flex();
    let (student, teacher): (Tensor<2>, Tensor<2>) =
        (fixture.tensor("hinton.student", &device), fixture.tensor("hinton.teacher", &device));
    let labels: Vec<i32> = fixture.values("hinton.labels").iter().map(|&label| label as i32).collect();
    let labels = Tensor::<1, Int>::from_data(TensorData::new(labels, [6]), &device);
    let (settings, losses) = (fixture.values("hinton.settings"), fixture.values("hinton.losses"));
    let gradients = fixture.values("hinton.gradients");
    for (case, setting) in settings.chunks_exact(2).enumerate() {
        let logits = student.clone().autodiff().require_grad();
        let (alpha, temperature) = (f64::from(setting[0]), f64::from(setting[1]));
        let loss = hinton(logits.clone(), teacher.clone().autodiff(), labels.clone().autodiff(), alpha, temperature);
        let gradient = logits.grad(&loss.backward()).expect("it has one");
        assert_close("loss", &values(loss.without_autodiff()), &losses[case..=case], 1e-5);
        assert_close("gradient", &values(gradient), &gradients[30 * case..30 * (case + 1)], 1e-6);
    }
}

/// A partly trained parent, and its chain with the first block compressed to one layer.
fn parent_and_child() -> (Chain, Chain, usize) {
    let layers = small(triage()).layers().expect("sound");
    let block = layerlab_schema::blocks(&layers).remove(0);
    let device = Device::flex().autodiff();
    let plan = compress_layers(&layers, std::slice::from_ref(&block), Default::default()).expect("a block");
    (Chain::init(&layers, 3, &device), Chain::init(&plan, 4, &device), block.last)
}

fn bits(network: &Chain) -> Vec<u8> {
    pollster::block_on(network::save(network)).expect("it reads")
}

#[test]
fn the_teacher_and_frozen_layers_keep_every_bit_and_the_student_nears_the_teacher() {
    let (parent, child, last) = parent_and_child();
    let sgd = Optimizer::Sgd { learning_rate: 0.05, momentum: 0.9, weight_decay: 1e-3 };
    let samples = Tensor::<4>::from_data(
        TensorData::new((0..24 * 64).map(|i| ((i * 37) % 101) as f32 / 101.0).collect::<Vec<_>>(), [24, 1, 8, 8]),
        &Device::flex(),
    );
    let labels = Tensor::<1, Int>::from_data(
        TensorData::new((0..24).map(|i| i % 10).collect::<Vec<i32>>(), [24]),
        &Device::flex(),
    );
    let logits = DistillTarget::Logits { alpha: 0.1, temperature: 4.0 };
    let hints = DistillTarget::Hints(vec![Hint { student: 0, teacher: last }]);
    for (of, frozen) in [(logits, false), (hints, true)] {
        let teacher = parent.valid();
        let before = bits(&teacher);
        let distillation = Distillation { teacher, of };
        let rest = if frozen { Mode::Frozen } else { Mode::Clean };
        let modes: Vec<Mode> = (0..child.layers().len()).map(|at| if at == 0 { Mode::Clean } else { rest }).collect();
        let attack = Attack::pgd(0.1, 1);
        let step_config = StepConfig {
            modes: &modes,
            distillation: Some(&distillation),
            defence: &Defence::Pgd,
            attack: &attack,
            learning_rate: 0.05,
        };
        let mut trainer = Trainer::new(child.clone(), &sgd);
        let losses: Vec<f32> = (0..20)
            .map(|step| {
                let streams = (0..24).map(|item| stream(1, Purpose::TrainingAttack, step, item));
                values(pollster::block_on(trainer.step(&samples, &labels, &step_config, streams)))[0]
            })
            .collect();
        assert!(losses[19] < 0.8 * losses[0], "{losses:?}");
        assert_eq!(before, bits(&distillation.teacher), "the teacher moved");
        let rest = |network: &Chain| bits(&Chain::from_layers(network.layers()[1..].to_vec()));
        assert_eq!(rest(&child) == rest(&trainer.network()), frozen);
    }
}

#[test]
fn parents_and_cells_are_measured_with_the_further_attacks() {
    let short = Triage {
        initialisations: vec![Initialisation::Last],
        schemes: vec![Scheme::None, Scheme::Global],
        trials: 1,
        parent_epochs: 1,
        epochs: 1,
        measure: ProxySettings { samples: 0, ..ProxySettings::default() },
        ..triage()
    };
    let mut experiment = small(short);
    experiment.evaluation.attacks = vec![Method::Fgsm];
    experiment.evaluation.attack_samples = Some(20);
    let report = found(&start(&experiment, None, &Listener::default()).expect("it runs"));
    let trial = &report.trials[0];
    let of_parents = trial.parents.iter().map(|parent| &parent.attacks);
    let all: Vec<_> = of_parents.chain(trial.cells.iter().map(|cell| &cell.attacks)).collect();
    assert_eq!(all.len(), 1 + 4);
    for attacks in all {
        assert_eq!(attacks.iter().map(|attack| attack.accuracy.of).collect::<Vec<_>>(), [20]);
    }
}

#[test]
fn a_transfer_goes_through_a_compressed_front_and_leaves_it_frozen() {
    let parent = Parent::Semirobust { rest: 4 };
    let triage = Triage {
        initialisations: vec![Initialisation::LeastSquares],
        schemes: vec![Scheme::None, Scheme::Transfer],
        trials: 1,
        parents: vec![parent, Parent::Clean],
        // Two in each half, so that there is a checkpoint within both.
        epochs: 4,
        ..triage()
    };
    let experiment = small(triage.clone());
    let layers = experiment.layers().expect("sound");
    // Two blocks for each parent, of which only the semirobust one transfers.
    assert_eq!(triage.cells(&layers), 6);
    let host = Listener::default();
    let outcome = start(&experiment, None, &host).expect("it runs");
    let report = found(&outcome);
    let trial = &report.trials[0];
    let transferred = trial.parent(parent).and_then(|found| found.transferred).expect("it was fine-tuned");
    assert_eq!(trial.parent(Parent::Clean).expect("it was measured").transferred, None);
    let cell = |group, scheme| {
        let key = CellKey { parent, group, initialisation: Initialisation::LeastSquares, scheme };
        trial.cell(key).expect("it was trained")
    };
    for group in [0, 1] {
        let (folded, cell) = (cell(group, Scheme::None), cell(group, Scheme::Transfer));
        assert_eq!(cell.before, folded.after, "both begin with the same fold");
        let lost = transferred.robust.value() - cell.after.robust.value();
        assert!((cell.drop.robust.value - lost).abs() < 1e-9, "{cell:?} beside {transferred:?}");
        assert_eq!(cell.curve.last().map(|point| point.step), Some(20));
    }
    let name = |claim: &str| outcome.report.claims().iter().any(|found| found.name == claim);
    assert!(name("transfer/conv1-2/least-squares/semirobust-4"), "{:?}", outcome.report.claims());

    // The networks that the stages leave: all but the new layer of the front are the robust ones, and f_b has left the clean one.
    let events = host.events.borrow();
    let network = |wanted: &str| {
        let weights = events.iter().find_map(|event| match event {
            RunEvent::NetworkFinished { name, weights, .. } if name == wanted => Some(weights.0.clone()),
            _ => None,
        });
        weights.unwrap_or_else(|| panic!("{wanted} was not left"))
    };
    let tensors = |file: &[u8]| -> std::collections::BTreeMap<String, Vec<u8>> {
        let read = safetensors::SafeTensors::deserialize(file).expect("a whole file");
        read.tensors().into_iter().map(|(name, tensor)| (name, tensor.data().to_vec())).collect()
    };
    let (clean, robust) = (tensors(&network("clean")), tensors(&network("adversarial")));
    let child = tensors(&network("semirobust-4-conv3-4-least-squares-transfer"));
    assert_eq!(
        child["conv1.weight"], robust["conv1.weight"],
        "a block of f_b was compressed: the front is the robust one"
    );
    let child = tensors(&network("semirobust-4-conv1-2-least-squares-transfer"));
    assert_ne!(child["linear2.weight"], robust["linear2.weight"]);
    assert_ne!(child["linear2.weight"], clean["linear2.weight"]);

    let resumed = checkpoints(&host)
        .into_iter()
        .map(|from| found(&start(&experiment, Some(from), &Listener::default()).expect("it goes on")).trials);
    for trials in resumed {
        assert_eq!(trials, report.trials);
    }
}

#[test]
fn noise_on_weights_is_a_drop_that_grows_with_it() {
    let drops = |noise, draws| {
        let measure = ProxySettings { samples: 100, noise, draws, ..ProxySettings::default() };
        let schemes = vec![Scheme::None];
        let (initialisations, parent_epochs) = (vec![Initialisation::Last], 10);
        let triage = Triage { schemes, trials: 1, initialisations, measure, parent_epochs, ..triage() };
        let report = found(&start(&small(triage), None, &Listener::default()).expect("it runs"));
        let proxies = &report.trials[0].parent(Parent::Clean).expect("it was measured").proxies;
        proxies.iter().map(|proxy| proxy.noised.map(|drop| drop.clean.value)).collect::<Vec<_>>()
    };
    assert_eq!(drops(0.5, 0), [None, None]);
    assert_eq!(drops(0.0, 2), [Some(0.0), Some(0.0)]);
    let (one, five) = (drops(3.0, 1), drops(3.0, 5));
    for (one, five) in one.iter().zip(&five) {
        assert!(*five >= *one && *five > Some(0.2), "{one:?}, {five:?}");
    }
}

/// The data of the checkout, and a file of weights.
struct WithFile(Vec<u8>);

impl layerlab_core::data::Source for WithFile {
    async fn read(&self, name: &str) -> Result<Vec<u8>, layerlab_core::data::DataError> {
        Checkout.read(name).await
    }

    async fn weights(
        &self,
        file: &str,
        _: &[layerlab_schema::Layer],
    ) -> Result<Vec<u8>, layerlab_core::data::DataError> {
        assert_eq!(file, "vgg.pth");
        Ok(self.0.clone())
    }
}

#[test]
fn a_parent_from_a_file_is_not_trained_and_padded_images_fit_it() {
    let schemes = vec![Scheme::None, Scheme::Local];
    let of_file = Triage { schemes, initialisations: vec![Initialisation::Last], ..triage() };
    let mut trained = small(of_file.clone());
    trained.data.pad = 2;
    // Three halvings would leave 1×1 of 8×8, and 3×3 of 12×12 after two.
    assert_eq!(trained.layers().expect("sound")[3].output.height, 3);
    let host = Listener::default();
    start(&trained, None, &host).expect("it runs");
    let events = host.events.borrow();
    let clean = events.iter().find_map(|event| match event {
        RunEvent::NetworkFinished { name, weights, .. } if name == "clean" => Some(weights.0.clone()),
        _ => None,
    });
    let file = Triage { parent: Some("vgg.pth".into()), ..of_file };
    let experiment = Experiment { protocol: Some(Protocol::Triage(file.clone())), ..trained.clone() };
    assert_eq!(trained.steps() - experiment.steps(), 2 * file.parent_epochs * experiment.steps_per_epoch());
    let (device, described) = device::cpu();
    let job = |experiment: &Experiment| Job { run: RunId(7), experiment: experiment.clone(), from: None };
    let source = WithFile(clean.expect("it was left"));
    let outcome = pollster::block_on(run(job(&experiment), &device, described.clone(), &source, &Listener::default()));
    let report = found(&outcome.expect("it runs"));
    let [first, second] = [0, 1].map(|trial| report.trials[trial].parent(Parent::Clean).expect("it was measured"));
    assert_eq!(first.scores.clean, second.scores.clean, "it is the same in every trial");
    assert_ne!(report.trials[0].cells, report.trials[1].cells);
    let elsewhere = pollster::block_on(run(job(&experiment), &device, described, &Checkout, &Listener::default()));
    assert!(matches!(elsewhere, Err(RunError::Data(_))), "a page has no such file");
}
