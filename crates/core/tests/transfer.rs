//! The transfer protocol on a small network: freezing, resuming, stopping and the report.

mod common;

use common::{Checkout, Listener, left_again_and_again, told};
use layerlab_core::{Job, Outcome, RunError, device, run};
use layerlab_schema::{
    Attack, Checkpoint, Control, Data, DataSet, Experiment, Measure, Measurements, Method, Network, NoisePoint,
    Objective, Optimizer, Protocol, ReadOutKind, Role, RunEvent, RunId, Selection, Stage, Transfer, TransferReport,
    TransferStage,
};

fn transfer() -> Transfer {
    Transfer {
        rest: vec![1, 2],
        trials: 2,
        pairs: None,
        normal_epochs: 2,
        robust_epochs: 2,
        fine_tune_epochs: 2,
        tolerance: 0.0,
        objectives: Objective::all(),
        controls: Control::all(),
        selection: Selection::Validation,
        measure: Measurements { samples: 200, fit: 200, ..Measurements::default() },
    }
}

fn small() -> Experiment {
    let mut experiment = Experiment {
        data: Data { train: 320, validation: 80, test: 200, ..Data::all(DataSet::Digits) },
        network: Network::Cnn { channels: [4, 8], hidden: 16, batch_norm: true },
        optimizer: Optimizer::Adam { learning_rate: 0.01, weight_decay: 0.001 },
        attack: Attack::pgd(0.1, 2),
        batch_size: 64,
        phases: Vec::new(),
        protocol: Some(Protocol::Transfer(transfer())),
        ..Experiment::default()
    };
    experiment.evaluation.attack = Attack::pgd(0.1, 3);
    experiment.evaluation.samples = 60;
    experiment
}

fn start(experiment: &Experiment, from: Option<Checkpoint>, host: &Listener) -> Result<Outcome, RunError> {
    let (device, described) = device::cpu();
    let job = Job { run: RunId(7), experiment: experiment.clone(), from };
    pollster::block_on(run(job, &device, described, &Checkout, host))
}

fn found(outcome: &Outcome) -> &TransferReport {
    outcome.report.transfer.as_ref().expect("a protocol reports")
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
fn every_stage_of_every_trial_is_reported() {
    let host = Listener::default();
    let outcome = start(&small(), None, &host).expect("it runs");
    let report = found(&outcome);
    assert!(!outcome.report.was_stopped());
    assert_eq!(report.trials.iter().map(|trial| trial.seed).collect::<Vec<_>>(), [1, 2]);
    let mut right = [0; 4];
    for trial in &report.trials {
        let robust = trial.robust.expect("it was trained");
        assert_eq!((trial.normal.clean.of, robust.robust.of), (200, 200));
        assert_eq!(
            trial.cuts.iter().map(|cut| (cut.rest, cut.first.as_str())).collect::<Vec<_>>(),
            [(1, "linear2"), (2, "linear1")]
        );
        for tuned in trial.cuts.iter().flat_map(|cut| &cut.tuned) {
            assert_eq!(tuned.epochs.iter().map(|epoch| epoch.epoch).collect::<Vec<_>>()[..2], [0, 1]);
            assert!(tuned.kept >= 1 && tuned.kept < tuned.epochs.len(), "{tuned:?}");
            let reached = tuned.epochs[1..].iter().any(|epoch| epoch.scores.robust.value() >= tuned.goal);
            assert_eq!(tuned.reached, reached, "{tuned:?}");
        }
        for cut in &trial.cuts {
            let kinds: Vec<ReadOutKind> = cut.read_outs.iter().map(|read_out| read_out.kind).collect();
            let expected = [ReadOutKind::Paper, ReadOutKind::HeldOut, ReadOutKind::LastLayer, ReadOutKind::Random];
            assert_eq!(kinds, expected);
            for (sum, read_out) in right.iter_mut().zip(&cut.read_outs) {
                *sum += read_out.scores.clean.correct;
            }
        }
        for layerwise in &trial.networks {
            assert_eq!((layerwise.margins.len(), layerwise.pairs.len()), (4, 3));
        }
        for layerwise in &trial.networks {
            let Some(rest) = layerwise.rest else {
                assert!(layerwise.noise.is_empty(), "a network that was not cut has no cut for noise");
                continue;
            };
            let strengths: Vec<f64> = layerwise.noise.iter().map(|point| point.strength).collect();
            assert_eq!(strengths, Measurements::default().noise);
            // Without noise it is the network itself: the same attack, the same pair.
            let [still, .., loud] = &layerwise.noise[..] else { panic!("there are strengths") };
            let pair = &layerwise.pairs[layerwise.pairs.len() - rest];
            assert_eq!((&still.pair.parent, &still.pair.child), (&pair.parent, &pair.child));
            for (found, expected) in still.pair.dependencies.iter().zip(&pair.dependencies) {
                assert!(
                    (found.value - expected.value).abs() < 1e-6 && found.p == expected.p,
                    "{found:?}, {expected:?}"
                );
            }
            assert!(
                still.attacked.value <= still.clean.value
                    && still.attacked_accuracy.correct <= still.clean_accuracy.correct
            );
            assert!(
                loud.clean_accuracy.correct < still.clean_accuracy.correct,
                "noise of twice the size destroys answers"
            );
            let edge = |point: &NoisePoint| point.pair.dependency(Measure::CkaDebiased).expect("it was taken").excess;
            assert!(edge(loud) < edge(still), "{} is not below {}", edge(loud), edge(still));
        }
        // Normal, robust, and for each cut one semirobust network and a transferred one per objective.
        assert_eq!(trial.networks.len(), 2 + 2 * 3);
        for cut in &trial.cuts {
            let of_cut = |control| trial.control(control, cut.rest).expect("it was measured");
            let tuned = cut.tuned.iter().find(|tuned| tuned.objective == Objective::Adversarial).expect("it was tuned");
            assert!(of_cut(Control::CleanFront).epochs >= 1 && of_cut(Control::Reverse).epochs == 0);
            assert!(of_cut(Control::RobustLonger).epochs >= 1 && tuned.epochs.len() > 1);
            assert!(
                Control::all().into_iter().filter(|&control| control != Control::Statistics).all(|control| of_cut(
                    control
                )
                .scores
                .clean
                .of == 200)
            );
        }
        // Of the last two layers the first has batch normalisation.
        let statistics = [1, 2].map(|rest| trial.control(Control::Statistics, rest).is_some());
        assert_eq!((trial.controls.len(), statistics), (2 * 2 + 2, [false, true]));
    }
    assert!(
        right[..3].iter().all(|&fitted| fitted > right[3]),
        "a random read-out knows as much as a fitted one: {right:?}"
    );
    let events = host.events.borrow();
    let began = events.iter().filter_map(|event| match event {
        RunEvent::StageStarted { trial, stage, .. } => Some((*trial, *stage)),
        _ => None,
    });
    let finished: Vec<String> = events
        .iter()
        .filter_map(|event| match event {
            RunEvent::NetworkFinished { trial: 1, name, .. } => Some(name.clone()),
            _ => None,
        })
        .collect();
    let expected = [
        "normal",
        "robust",
        "semirobust-1",
        "transferred-1-adversarial",
        "transferred-1-clean",
        "clean-front-1",
        "reverse-1",
        "semirobust-2",
        "statistics-2",
        "transferred-2-adversarial",
        "transferred-2-clean",
        "clean-front-2",
        "reverse-2",
        "robust-longer",
    ];
    assert_eq!(finished, expected);
    let stages = transfer().stages();
    assert_eq!(stages[..3], [TransferStage::Normal, TransferStage::Robust, TransferStage::Swap { rest: 1 }]);
    let expected: Vec<_> =
        [1, 2].into_iter().flat_map(|t| stages.iter().map(move |&stage| (t, Stage::Transfer(stage)))).collect();
    assert_eq!(began.collect::<Vec<_>>(), expected);
}

#[test]
fn the_semirobust_network_is_the_robust_front_and_the_normal_rest() {
    let host = Listener::default();
    start(&small(), None, &host).expect("it runs");
    let all = checkpoints(&host);
    let whole = |stages| {
        let at = |c: &&Checkpoint| c.progress.as_ref().is_some_and(|p| p.stages == stages && p.in_stage == 0);
        all.iter().find(at).expect("a checkpoint after this stage").weights.clone()
    };
    let [normal, robust, semirobust, tuned] = [1, 2, 3, 4].map(whole);
    let part = |file: &[u8], front: bool| {
        let file = safetensors::SafeTensors::deserialize(file).expect("a safetensors file");
        let mut tensors: Vec<(String, Vec<u8>)> = file
            .tensors()
            .into_iter()
            .filter(|(name, _)| name.starts_with("linear2") != front)
            .map(|(name, view)| (name, view.data().to_vec()))
            .collect();
        tensors.sort();
        tensors
    };
    assert_eq!(part(&semirobust, true), part(&robust, true));
    assert_eq!(part(&semirobust, false), part(&normal, false));
    // Weight decay, momentum and batch statistics do not change the frozen front, bit by bit.
    assert_eq!(part(&tuned, true), part(&robust, true));
    assert_ne!(part(&tuned, false), part(&semirobust, false));
    assert_ne!(part(&normal, true), part(&robust, true));
    // The controls of this cut follow after both objectives: a clean front before a tuned rest, and the reverse swap.
    let [clean_front, reverse] = [6, 7].map(whole);
    assert_eq!((part(&clean_front, true), part(&reverse, true)), (part(&normal, true), part(&normal, true)));
    assert_eq!(part(&reverse, false), part(&robust, false));
    assert_ne!(part(&clean_front, false), part(&normal, false));
}

#[test]
fn statistics_behind_the_robust_front_are_estimated_where_the_rest_has_some() {
    let measure = Measurements { samples: 0, fit: 200, ..Measurements::default() };
    let short = Transfer { rest: vec![3], trials: 1, controls: vec![Control::Statistics], measure, ..transfer() };
    let experiment = Experiment { protocol: Some(Protocol::Transfer(short)), ..small() };
    let host = Listener::default();
    let outcome = start(&experiment, None, &host).expect("it runs");
    let controls = &found(&outcome).trials[0].controls;
    assert_eq!(
        controls.iter().map(|result| (result.control, result.rest)).collect::<Vec<_>>(),
        [(Control::Statistics, Some(3))]
    );
    let events = host.events.borrow();
    let weights = |wanted: &str| {
        let found = events.iter().find_map(|event| match event {
            RunEvent::NetworkFinished { name, weights, .. } if name == wanted => Some(&weights.0),
            _ => None,
        });
        found.expect("it was handed out")
    };
    let differing = |one: &str, other: &str| -> Vec<String> {
        let [one, other] =
            [one, other].map(|name| safetensors::SafeTensors::deserialize(weights(name)).expect("a safetensors file"));
        let differs = |name: &&str| {
            one.tensor(name).expect("it is there").data() != other.tensor(name).expect("it is there").data()
        };
        let mut names: Vec<String> = one.names().into_iter().filter(differs).map(str::to_owned).collect();
        names.sort();
        names
    };
    let statistics = differing("statistics-3", "semirobust-3");
    assert!(!statistics.is_empty() && statistics.iter().all(|name| name.contains("running_")), "{statistics:?}");
}

#[test]
fn a_protocol_resumed_from_any_checkpoint_equals_an_uninterrupted_one() {
    let mut experiment = small();
    experiment.protocol =
        Some(Protocol::Transfer(Transfer { rest: vec![2], objectives: vec![Objective::Adversarial], ..transfer() }));
    let host = Listener::default();
    let whole = start(&experiment, None, &host).expect("it runs");
    let all = checkpoints(&host);
    let epoch = experiment.steps_per_epoch();
    let steps: Vec<usize> = all.iter().map(|checkpoint| checkpoint.step).collect();
    assert!(steps.windows(2).all(|pair| pair[1] - pair[0] <= epoch), "a kill loses at most one epoch: {steps:?}");
    // Within each kind of stage, between stages, and in the second trial.
    for at in [0, 2, 4, 5, 6, 7, 9, 12] {
        let resumed = start(&experiment, Some(all[at].clone()), &Listener::default()).expect("it resumes");
        assert_eq!(found(&whole), found(&resumed), "from checkpoint {at}");
        assert_eq!(whole.report.curve, resumed.report.curve, "from checkpoint {at}");
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
fn points_of_the_plane_come_with_what_the_network_says_everywhere() {
    let mut experiment = Experiment {
        data: Data { train: 256, validation: 64, test: 100, ..Data::all(DataSet::Moons) },
        network: Network::Mlp { hidden: vec![16, 16], batch_norm: false },
        protocol: Some(Protocol::Transfer(Transfer { rest: vec![1], trials: 1, ..transfer() })),
        ..small()
    };
    experiment.attack = Attack::pgd(0.05, 3);
    experiment.evaluation.attack = Attack::pgd(0.05, 3);
    let Some(Protocol::Transfer(transfer)) = &mut experiment.protocol else { unreachable!() };
    (transfer.normal_epochs, transfer.measure.samples) = (20, 100);
    let outcome = start(&experiment, None, &Listener::default()).expect("it runs");
    let layerwise = &found(&outcome).trials[0].networks[0];
    let plane = layerwise.evaluated.plane.as_ref().expect("moons lie in the plane");
    assert_eq!((plane.classes.len(), plane.margins.len()), (plane.side * plane.side, plane.side * plane.side));
    let layers: Vec<&str> = layerwise.projections.iter().map(|projection| projection.layer.as_str()).collect();
    assert_eq!(layers, ["linear1", "linear2", "linear3"]);
    // The grid cell of an example has the class that the network predicts for the example, except near decision boundaries.
    let examples = &layerwise.evaluated.examples;
    let agree = examples.iter().filter(|example| {
        let cell = |axis: usize| ((example.clean[axis] * plane.side as f32) as usize).min(plane.side - 1);
        let said = usize::from(example.clean_probabilities[1] > 0.5);
        usize::from(plane.classes[cell(1) * plane.side + cell(0)]) == said
    });
    assert!(agree.count() * 20 >= examples.len() * 19);
    assert!(layerwise.projections.iter().all(|p| p.clean.len() == examples.len() && p.share > 0.5));
}

#[test]
fn a_stopped_protocol_reports_what_it_has() {
    // Ten steps, and two batches of the evaluation of the normal network; then in the next stage.
    let host = Listener { stop_after: Some(14), ..Listener::default() };
    let measure = Measurements { samples: 0, ..Measurements::default() };
    let protocol = Some(Protocol::Transfer(Transfer { measure, ..transfer() }));
    let outcome = start(&Experiment { protocol, ..small() }, None, &host).expect("it stops in order");
    assert!(outcome.report.was_stopped());
    let trial = &found(&outcome).trials[0];
    assert_eq!((trial.robust, trial.cuts.len()), (None, 0));
    assert_eq!(trial.layerwise(Role::Normal, 0, None).map(|p| &p.evaluated), Some(&outcome.report.last));
    let at_once = Listener { stop_after: Some(0), ..Listener::default() };
    let outcome = start(&small(), None, &at_once).expect("it stops in order");
    assert_eq!((outcome.report.steps, found(&outcome).trials.len()), (0, 0));
}

#[test]
fn a_protocol_that_makes_no_sense_is_refused_by_name() {
    let refuse = |change: &dyn Fn(&mut Experiment, &mut Transfer)| {
        let (mut experiment, mut transfer) = (small(), transfer());
        change(&mut experiment, &mut transfer);
        experiment.protocol = Some(Protocol::Transfer(transfer));
        told(&start(&experiment, None, &Listener::default()).err().expect("it refuses"))
    };
    for (message, expected) in [
        (refuse(&|_, t| t.rest = vec![4]), "1 to 3"),
        (refuse(&|_, t| t.rest.clear()), "protocol.rest"),
        (refuse(&|_, t| t.trials = 0), "protocol.trials"),
        (refuse(&|e, _| e.data.validation = 0), "data.validation"),
        (refuse(&|_, t| t.measure.nulls = 5), "protocol.measure.nulls"),
        (refuse(&|_, t| t.measure.noise = vec![0.5, -1.0]), "protocol.measure.noise"),
        (refuse(&|_, t| t.measure.samples = 201), "protocol.measure.samples"),
        (refuse(&|_, t| t.measure.samples = 199), "200 or more"),
        (refuse(&|e, _| e.phases = Experiment::default().phases), "phases and a protocol"),
    ] {
        assert!(message.contains(expected), "{message}");
    }
}

#[test]
fn every_network_is_measured_with_the_further_attacks() {
    let measure = Measurements { samples: 0, ..Measurements::default() };
    let short = Transfer { rest: vec![1], trials: 1, fine_tune_epochs: 1, measure, ..transfer() };
    let mut experiment = Experiment { protocol: Some(Protocol::Transfer(short)), ..small() };
    experiment.evaluation.attacks = vec![Method::Fgsm, Method::Noise { draws: 2 }];
    experiment.evaluation.attack_samples = Some(20);
    let outcome = start(&experiment, None, &Listener::default()).expect("it runs");
    let networks = &found(&outcome).trials[0].networks;
    assert_eq!(networks.len(), 2 + 3);
    for network in networks {
        let attacks = network.evaluated.attacks.iter().map(|attack| (attack.name.as_str(), attack.accuracy.of));
        assert_eq!(attacks.collect::<Vec<_>>(), [("fgsm", 20), ("noise", 20)]);
    }
    assert_eq!(outcome.report.last.attacks.len(), 2);
}

#[test]
fn trials_that_share_a_pair_fine_tune_the_same_networks_in_their_own_order() {
    let measure = Measurements { samples: 0, ..Measurements::default() };
    let controls = vec![Control::CleanFront];
    let selection = Selection::Test;
    let shared = Transfer { rest: vec![2], pairs: Some(1), measure, controls, selection, ..transfer() };
    let experiment = Experiment { protocol: Some(Protocol::Transfer(shared.clone())), ..small() };
    let host = Listener::default();
    let whole = start(&experiment, None, &host).expect("it runs");
    let [first, second] = &found(&whole).trials[..] else { panic!("there are two trials") };
    assert_eq!((first.normal, first.robust), (second.normal, second.robust));
    assert_eq!(first.cuts[0].semirobust.clean, second.cuts[0].semirobust.clean);
    assert_ne!(first.cuts[0].tuned[0].epochs, second.cuts[0].tuned[0].epochs, "fine-tuning has its own samples");
    assert_ne!(first.controls, second.controls);
    // Two epochs of each network of the pair are trained once and not twice.
    let most = Transfer { pairs: None, ..shared.clone() };
    assert_eq!(most.epochs() - shared.epochs(), 4);
    let resumed = checkpoints(&host).into_iter().map(|from| {
        let again = start(&experiment, Some(from), &Listener::default()).expect("it goes on");
        (found(&again).trials.clone(), again.report.curve)
    });
    for (trials, curve) in resumed {
        assert_eq!(trials, found(&whole).trials);
        assert_eq!(curve, whole.report.curve);
    }
    let pictures = |trial: &layerlab_schema::Trial| {
        trial.networks.iter().map(|network| network.evaluated.examples.len()).collect::<Vec<_>>()
    };
    assert!(pictures(first).iter().any(|&count| count > 0) && pictures(second).iter().all(|&count| count == 0));
}

#[test]
fn the_authors_keep_the_last_epoch_of_what_is_not_fine_tuned() {
    let measure = Measurements { samples: 0, ..Measurements::default() };
    let last = |selection, defence| {
        let kept = Transfer {
            rest: vec![1],
            trials: 1,
            robust_epochs: 4,
            measure: measure.clone(),
            controls: Vec::new(),
            selection,
            ..transfer()
        };
        let network = Network::Cnn { channels: [4, 8], hidden: 16, batch_norm: false };
        let experiment =
            Experiment { protocol: Some(Protocol::Transfer(kept)), defence, warm_up: 4, network, ..small() };
        let host = Listener::default();
        start(&experiment, None, &host).expect("it runs");
        let events = host.events.borrow();
        let mut epochs = Vec::new();
        let mut stage = None;
        for event in events.iter() {
            match event {
                RunEvent::StageStarted { stage: started, .. } => stage = Some(*started),
                RunEvent::Saved { checkpoint } if stage == Some(Stage::Transfer(TransferStage::Robust)) => {
                    let Some(layerlab_schema::Kept::Transfer(state)) =
                        checkpoint.progress.as_ref().map(|progress| progress.kept.clone())
                    else {
                        continue;
                    };
                    epochs.extend(state.best.map(|best| best.epoch));
                }
                _ => {}
            }
        }
        epochs
    };
    assert_eq!(last(Selection::Test, layerlab_schema::Defence::Pgd), [1, 2, 3, 4]);
    assert_eq!(last(Selection::Validation, layerlab_schema::Defence::Ibp { kappa: 0.5 }), [1, 2, 3, 4]);
}
