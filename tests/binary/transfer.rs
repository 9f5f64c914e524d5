//! The transfer protocol from the command line: what it leaves, and what a kill takes from it.

use std::path::Path;

use layerlab_schema::{
    Control, Data, DataSet, Experiment, Measurements, Network, Objective, Protocol, Reader, Selection, Transfer,
};

use crate::{
    Desk,
    common::{Program, json, mlp_on_moons, names_in, rounded, text},
};

/// Two trials of half a minute's worth of nothing: digits, a small perceptron, every kind of stage.
pub fn small() -> Experiment {
    let transfer = Transfer {
        rest: vec![1, 2],
        trials: 2,
        pairs: None,
        normal_epochs: 3,
        robust_epochs: 3,
        fine_tune_epochs: 2,
        tolerance: 0.0,
        objectives: Objective::all(),
        controls: Control::all(),
        selection: Selection::Validation,
        measure: Measurements {
            samples: 200,
            fit: 200,
            readers: vec![Reader::Probe, Reader::Lambda],
            ..Measurements::default()
        },
    };
    Experiment {
        name: "transfer".into(),
        data: Data { train: 500, validation: 100, test: 200, ..Data::all(DataSet::Digits) },
        network: Network::Mlp { hidden: vec![32, 16], batch_norm: true },
        phases: Vec::new(),
        protocol: Some(Protocol::Transfer(transfer)),
        ..mlp_on_moons()
    }
}

fn reached(folder: &Path, stages: u64) -> bool {
    let Ok(text) = std::fs::read_to_string(folder.join("checkpoint.json")) else { return false };
    let checkpoint: serde_json::Value = serde_json::from_str(&text).expect("never half a checkpoint");
    checkpoint["progress"]["stages"].as_u64() >= Some(stages)
}

#[test]
fn a_killed_protocol_goes_on_to_the_same_report() {
    let desk = Desk::new();
    desk.write_experiment("transfer.json", &small());
    Program::run(desk.path(), &["run", "transfer.json", "--out", "whole"]).expect_success();

    let out = desk.join("killed");
    let mut program = Program::start(desk.path(), &["run", "transfer.json", "--out", "killed"]);
    program.wait_until("the robust network", || reached(&out, 2));
    program.kill();
    let mut program = Program::start(desk.path(), &["run", "--resume", "killed"]);
    // The first one has two stages, five for each of two cuts, and robust+.
    program.wait_until("the second trial", || reached(&out, 14));
    program.kill();
    Program::run(desk.path(), &["run", "--resume", "killed"]).expect_success();

    let found = |folder: &str| rounded(json(&desk.join(folder).join("report.json"))["transfer"].clone());
    assert!(found("whole") == found("killed"), "another report");
    let names = names_in(&desk.join("whole"));
    assert_eq!(names_in(&out), names, "something was left behind");
    for table in [
        "networks.csv",
        "epochs.csv",
        "layers.csv",
        "dependency.csv",
        "noise.csv",
        "audit.csv",
        "claims.csv",
        "published.csv",
        "metrics.csv",
    ] {
        assert_eq!(text(&desk.join("whole").join(table)), text(&out.join(table)), "{table}");
    }
    let published = text(&out.join("published.csv"));
    assert!(published.contains("paper,VGG16,CIFAR-10,16,4,attacked,0.4460"), "{published}");
    // Attacked and clean: the paper's four rows, and the two cuts.
    assert_eq!(published.lines().count(), 1 + 2 * (4 + 2), "{published}");
    for trial in ["trial-1", "trial-2"] {
        let networks = |folder: &str| desk.join(folder).join("networks").join(trial);
        let weights = names_in(&networks("whole"));
        // Normal, robust and robust+; for each cut two objectives, semirobust and two controls; and the statistics of the one cut that has some.
        assert_eq!((weights.len(), names_in(&networks("killed"))), (3 + 2 * 5 + 1, weights.clone()));
        for name in weights {
            let bytes = |folder: &str| std::fs::read(networks(folder).join(&name)).expect("it was written");
            assert!(bytes("whole") == bytes("killed"), "{trial}/{name} differs");
        }
    }
    for figure in ["propagation-1.svg", "dependency-2.svg", "fine-tuning.svg", "size.svg"] {
        assert!(names.iter().any(|name| name == figure), "{figure} is not among {names:?}");
    }
}

#[test]
fn every_network_of_a_run_can_be_attacked_by_its_name() {
    let desk = Desk::new();
    let mut experiment = small();
    if let Some(Protocol::Transfer(transfer)) = &mut experiment.protocol {
        (transfer.trials, transfer.measure.samples) = (1, 0);
    }
    desk.write_experiment("transfer.json", &experiment);
    Program::run(desk.path(), &["run", "transfer.json", "--out", "out"]).expect_success();
    let report = json(&desk.join("out/report.json"));
    let trial = &report["transfer"]["trials"][0];
    let attack = |of: &str, out: &str| {
        let arguments =
            ["attack", "out", "--of", of, "--attack", "pgd", "--samples", "200", "--epsilon", "0.1", "--json"];
        Program::run(desk.path(), &[&arguments[..], &["--out", out]].concat()).expect_success().result()
    };
    for (of, scores) in [("normal", &trial["normal"]), ("trial-1/semirobust-1", &trial["cuts"][0]["semirobust"])] {
        let clean = attack(of, &of.replace('/', "-"))["clean"]["correct"].clone();
        assert_eq!(clean, scores["clean"]["correct"], "{of} is the network of the report");
    }
    Program::run(desk.path(), &["attack", "out", "--of", "semirobust-9", "--out", "none"])
        .expect_refusal(&["semirobust-9", "semirobust-2"]);
}

#[test]
fn every_dependency_in_the_tables_stands_beside_its_null() {
    let desk = Desk::new();
    desk.write_experiment("transfer.json", &small());
    let ended = Program::run(desk.path(), &["run", "transfer.json", "--json", "--out", "out"]).expect_success();
    let claims = ended.result()["claims"].clone();
    let names: Vec<&str> =
        claims.as_array().expect("a list").iter().filter_map(|claim| claim["name"].as_str()).collect();
    assert!(names.contains(&"loss/1") && names.contains(&"recovery/adversarial/2"), "{names:?}");

    let pairs = text(&desk.join("out/dependency.csv"));
    let mut rows = pairs.lines();
    let header: Vec<&str> = rows.next().expect("a header").split(',').collect();
    let column = |name: &str| header.iter().position(|&column| column == name).expect("a column");
    let (value, mean, excess, nulls) = (column("value"), column("null_mean"), column("excess"), column("nulls"));
    let mut count = 0;
    for row in rows {
        let cells: Vec<&str> = row.split(',').collect();
        let number = |at: usize| cells[at].parse::<f64>().expect("a number");
        assert!((number(value) - number(mean) - number(excess)).abs() < 2e-6, "{row}");
        assert!(number(nulls) >= 20.0, "{row}");
        count += 1;
    }
    // Two pairs and two measures: of 8 networks in each of 2 trials, and of f_b (one pair, or two) after 3 epochs of 2
    // objectives, unless fine-tuning reached its goal sooner.
    assert!(count > 2 * 8 * 2 * 2, "{count}");
}
