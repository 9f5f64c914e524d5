//! Links: round trips, short links written by hand, and broken links.

use layerlab_schema::{
    Attack, Augment, Cut, Data, DataSet, Defence, Evaluation, Experiment, Method, Mode, Network, Norm, Optimizer, Pgd,
    Phase, Protocol, Schedule, VERSION,
};

use super::LinkProblem;
use crate::{
    settings::{Edit, ParentKind, Settings, TriageEdit, Workflow, resolve},
    strings,
};

/// The complete link of an experiment.
fn write(experiment: &Experiment) -> String {
    super::write(&Settings::from_experiment(experiment))
}

/// The experiment of a link, and the displayed message.
fn read(link: &str) -> (Experiment, Option<String>) {
    let (settings, problem) = super::read(link);
    (resolve(&settings), problem.as_ref().map(strings::link_problem))
}

fn of(workflow: Workflow) -> Experiment {
    resolve(&Settings { workflow, ..Settings::default() })
}

#[test]
fn every_field_survives_the_link() {
    let own_step = Method::Pgd(Pgd { steps: 9, step_size: Some(0.3), random_start: false });
    let e = Experiment {
        version: VERSION,
        name: "one & two = drei ü".into(),
        seed: 987_654_321_012,
        cut: Cut::new(2),
        batch_size: 33,
        data: Data {
            train: 1_234,
            test: 321,
            validation: 12,
            augment: Some(Augment { crop: 1, flip: true }),
            ..Data::all(DataSet::Digits)
        },
        normalise: None,
        network: Network::Cnn { channels: [7, 9], hidden: 31, batch_norm: true },
        optimizer: Optimizer::Adam { learning_rate: 0.0012, weight_decay: 0.0005 },
        schedule: Schedule::Steps { at: vec![2, 4], factor: 0.2 },
        defence: Defence::Free { replays: 3 },
        warm_up: 2,
        attack: Attack::new(own_step, Norm::L2, 1.25),
        evaluation: Evaluation {
            every: 17,
            samples: 77,
            attacks: vec![Method::Fgsm, Method::Square { queries: 30 }],
            attack_samples: Some(44),
            attack: Attack::new(Method::Pgd(Pgd::default()), Norm::Linf, 0.07),
        },
        phases: vec![
            Phase::new(2, Mode::Clean, Mode::Clean),
            Phase::new(5, Mode::Adversarial, Mode::Frozen),
            Phase::new(3, Mode::Frozen, Mode::Adversarial),
        ],
        protocol: None,
    };
    assert_eq!(read(&write(&e)), (e.clone(), None));
    let momentum = Optimizer::Sgd { learning_rate: 0.1, momentum: 0.5, weight_decay: 0.1 };
    let network = Network::Mlp { hidden: vec![5, 6, 7, 8], batch_norm: false };
    let defence = Defence::Trades { beta: 0.1 };
    let attack = Attack::new(Method::Fgsm, Norm::Linf, 0.2);
    let mut other = Experiment { attack, optimizer: momentum, network, defence, schedule: Schedule::Cosine, ..e };
    assert_eq!(read(&write(&other)), (other.clone(), None));
    for name in ["mnist-cnn", "block-cnn", "vit-small", "resnet18"] {
        other.network = name.parse().expect("a name");
        other.data.set = DataSet::FashionMnist;
        assert_eq!(read(&write(&other)), (other.clone(), None), "{name}");
    }
    other.network = Network::BlockCnn { channels: vec![5, 6], per_stage: 3, hidden: 7, batch_norm: true };
    assert_eq!(read(&write(&other)), (other, None));
    assert_eq!(read(&write(&Experiment::default())), (Experiment::default(), None));
    assert_eq!(read(""), (Experiment::default(), None));
}

#[test]
fn every_set_and_workflow_survives() {
    for set in DataSet::BUNDLED {
        for workflow in [Workflow::Train, Workflow::Transfer, Workflow::Triage] {
            let mut settings = Settings::default();
            settings.edit(Edit::Data(set));
            settings.edit(Edit::Workflow(workflow));
            let e = resolve(&settings);
            assert_eq!(read(&super::write(&settings)), (e.clone(), None), "short");
            assert_eq!(read(&super::write(&settings.completed())), (e.clone(), None), "complete");
            assert_eq!(read(&write(&e)), (e, None));
        }
    }
}

#[test]
fn a_complete_link_says_everything_and_a_short_one_what_was_chosen() {
    let mut settings = Settings::default();
    settings.edit(Edit::Epochs(7));
    assert_eq!(super::write(&settings), "v=2&workflow=train&epochs=7");
    let link = super::write(&settings.completed());
    for part in
        ["data=fashion-mnist", "train=4000", "cut=3", "epochs=7", "epsilon=0.1", "rate=0.03", "seed=1", "every=50"]
    {
        assert!(link.split('&').any(|pair| pair == part), "{part} is not in {link}");
    }
    // What was chosen for another workflow goes along.
    settings.edit(Edit::Workflow(Workflow::Transfer));
    settings.edit(Edit::Normal(9));
    settings.edit(Edit::Workflow(Workflow::Train));
    let (read, _) = super::read(&super::write(&settings.completed()));
    assert_eq!((read.transfer.normal_epochs, read.train.epochs), (Some(9), Some(7)));
}

#[test]
fn a_protocol_survives_the_link_and_has_a_short_form() {
    let mut e = of(Workflow::Transfer);
    assert_eq!(read("workflow=transfer&epochs=7&front=clean"), (e.clone(), None));
    let Some(Protocol::Transfer(transfer)) = &mut e.protocol else { panic!("it was made") };
    // From a file: several cuts, none of which is the experiment's own.
    (transfer.rest, transfer.trials, transfer.tolerance, e.cut) = (vec![1, 2], 3, 0.02, Cut::new(1));
    assert_eq!(read(&write(&e)), (e, None));
    assert_eq!(read("workflow=triage"), (of(Workflow::Triage), None));
    let (short, _) = read("test=120&norms=off&workflow=triage");
    assert_eq!((short.data.test, short.network.batch_norm()), (120, Some(false)), "what a link asks for holds");
    let mut settings = Settings { workflow: Workflow::Triage, ..Settings::default() };
    for edit in [TriageEdit::FoldAll, TriageEdit::Parent(ParentKind::HalfRobust)] {
        settings.edit(Edit::Triage(edit));
        assert_eq!(read(&super::write(&settings.completed())), (resolve(&settings), None));
    }
    for link in [
        "train=4000&workflow=transfer",
        "train=1000&workflow=triage",
        "data=digits&workflow=triage",
        "validation=300&workflow=triage",
        "batch=128&workflow=triage",
    ] {
        let (e, sentence) = read(link);
        e.data.check_bundled().unwrap_or_else(|error| panic!("{link}: {error}"));
        let evaluations = e.steps_per_epoch().div_ceil(e.evaluation.every);
        assert!(sentence.is_none() && e.data.validation > 0, "{link}: {:?}", e.data);
        assert!(link.contains("transfer") || evaluations >= 4, "{link}: {:?}", e.evaluation);
    }
    assert_eq!(read("validation=300&workflow=triage").0.data.validation, 300);
    let edits = [Edit::BatchSize(16), Edit::Train(200), Edit::Triage(TriageEdit::FoldAll)];
    edits.iter().for_each(|&edit| settings.edit(edit));
    assert_eq!(read(&super::write(&settings.completed())), (resolve(&settings), None), "small batches");
    let (_, sentence) = read("workflow=magic");
    assert!(sentence.is_some_and(|s| s.contains("workflow") && s.contains("transfer")));
}

#[test]
fn a_broken_property_is_named_and_only_it_falls_back() {
    for (link, key, hint) in [
        ("front=foo&epochs=7", "front", "clean, adversarial or frozen"),
        ("epsilon=-0.1&epochs=7", "epsilon", "0 or above"),
        ("epsilon=NaN&epochs=7", "epsilon", "0 or above"),
        ("cut=9&epochs=7", "cut", "0 to 4"),
        ("data=cats&epochs=7", "data", "moons"),
        ("seed=x&epochs=7", "seed", "whole number"),
        ("colour=red&epochs=7", "colour", "not known"),
        ("before=1-clean&epochs=7", "before", "2-clean-clean"),
    ] {
        let (experiment, sentence) = read(link);
        let sentence = sentence.expect("something is broken");
        assert!(sentence.contains(key) && sentence.contains(hint), "{sentence}");
        let mut expected = Experiment::default();
        expected.phases[0].epochs = 7;
        assert_eq!(experiment, expected, "{link}");
    }
    let (experiment, sentence) = read("v=9&epochs=7");
    assert_eq!(experiment, Experiment::default());
    assert!(sentence.is_some_and(|s| s.contains('9')));
}

#[test]
fn a_short_link_by_hand_is_enough() {
    let (experiment, sentence) = read("#data=moons&front=clean");
    assert_eq!((sentence, experiment.layers().is_ok()), (None, true));
    assert_eq!((experiment.data.train, experiment.network.name(), experiment.name.as_str()), (1_000, "mlp", "normal"));
}

#[test]
fn a_link_of_another_version_gets_one_sentence() {
    let (settings, problem) = super::read("#v=1&protocol=transfer&epochs=9");
    assert_eq!((settings, &problem), (Settings::default(), &Some(LinkProblem::Version("1".into()))));
    let sentence = problem.as_ref().map(strings::link_problem).expect("it is told");
    assert!(sentence.contains("version “1”") && sentence.contains("reads version 2"), "{sentence}");
}
