//! Triage from the command line: what it would cost, what it leaves, and what a kill takes from it.

use std::path::Path;

use layerlab_schema::{
    Data, DataSet, Experiment, Initialisation, Network, Parent, Protocol, ProxySettings, Scheme, Triage,
};
use serde_json::Value;

use crate::{
    Desk,
    common::{Program, json, mlp_on_moons, names_in, rounded, text},
};

/// Two trials of a few seconds: digits, a small perceptron whose three hidden layers are one block.
pub fn small() -> Experiment {
    let triage = Triage {
        blocks: None,
        kernel: layerlab_schema::Kernel::Same,
        initialisations: vec![Initialisation::Mean, Initialisation::LeastSquares],
        schemes: vec![Scheme::None, Scheme::Global, Scheme::Scratch, Scheme::DistillLogits],
        trials: 2,
        parents: vec![Parent::Clean],
        parent: None,
        parent_epochs: 4,
        epochs: 2,
        distill: layerlab_schema::Distill::default(),
        batches: 4,
        measure: ProxySettings { samples: 100, ..ProxySettings::default() },
    };
    let mut experiment = Experiment {
        name: "triage".into(),
        data: Data { train: 500, validation: 100, test: 200, ..Data::all(DataSet::Digits) },
        network: Network::Mlp { hidden: vec![32, 32, 32], batch_norm: false },
        phases: Vec::new(),
        protocol: Some(Protocol::Triage(triage)),
        ..mlp_on_moons()
    };
    experiment.cut = layerlab_schema::Cut::new(0);
    experiment.evaluation.every = 5;
    experiment
}

fn reached(folder: &Path, stages: u64) -> bool {
    let Ok(text) = std::fs::read_to_string(folder.join("checkpoint.json")) else { return false };
    let checkpoint: Value = serde_json::from_str(&text).expect("never half a checkpoint");
    checkpoint["progress"]["stages"].as_u64() >= Some(stages)
}

/// Without the times, which no run repeats.
fn timeless(mut value: Value) -> Value {
    match &mut value {
        Value::Object(map) => {
            for time in ["milliseconds", "relative_latency"] {
                map.remove(time);
            }
            map.values_mut().for_each(|value| *value = timeless(value.take()));
        }
        Value::Array(list) => list.iter_mut().for_each(|value| *value = timeless(value.take())),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
    value
}

#[test]
fn a_killed_triage_goes_on_to_the_same_report() {
    let desk = Desk::new();
    desk.write_experiment("triage.json", &small());
    let whole = Program::run(desk.path(), &["run", "triage.json", "--json", "--out", "whole"]).expect_success();
    let claims = whole.result()["claims"].clone();
    let names: Vec<&str> =
        claims.as_array().expect("a list").iter().filter_map(|claim| claim["name"].as_str()).collect();
    assert!(
        names.contains(&"C2/parent/mean") && names.contains(&"C3a/steps/distill-logits/least-squares"),
        "{names:?}"
    );
    let events = whole.stdout.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let cells = events.filter(|event| !event["run"]["event"]["cell-finished"].is_null()).count();
    assert_eq!(cells, 16, "an event for each cell");

    let out = desk.join("killed");
    let mut program = Program::start(desk.path(), &["run", "triage.json", "--out", "killed"]);
    program.wait_until("a cell", || reached(&out, 4));
    program.kill();
    let mut program = Program::start(desk.path(), &["run", "--resume", "killed"]);
    program.wait_until("the second trial", || reached(&out, 12));
    program.kill();
    Program::run(desk.path(), &["run", "--resume", "killed"]).expect_success();

    let found = |folder: &str| timeless(rounded(json(&desk.join(folder).join("report.json"))["triage"].clone()));
    assert!(found("whole") == found("killed"));
    let names = names_in(&desk.join("whole"));
    assert_eq!(names_in(&out), names, "something was left behind");
    for table in ["curves.csv", "criticality.csv", "claims.csv"] {
        assert_eq!(text(&desk.join("whole").join(table)), text(&out.join(table)), "{table}");
    }
    for name in ["cells.csv", "triage.svg", "convergence.svg"] {
        assert!(names.iter().any(|found| found == name), "{name} is not among {names:?}");
    }
    // For each trial the parent, parent+, and eight cells before and after.
    assert_eq!(text(&desk.join("whole/cells.csv")).lines().count(), 1 + 2 * (2 + 2 * 8));
    let map = text(&desk.join("whole/triage.svg"));
    assert!(
        map.contains("linear1-3") && map.contains("distill-logits") && map.contains('±'),
        "the heat map bears numbers"
    );
}

#[test]
fn children_can_be_attacked_and_a_parent_comes_from_a_file_or_a_sentence_says_why_not() {
    let desk = Desk::new();
    let with = |parent: &str| {
        let mut experiment = small();
        if let Some(Protocol::Triage(triage)) = &mut experiment.protocol {
            triage.parent = Some(parent.into());
            (triage.trials, triage.schemes) = (1, vec![Scheme::None]);
        }
        experiment
    };
    desk.write_experiment("trained.json", &small());
    Program::run(desk.path(), &["run", "trained.json", "--out", "trained"]).expect_success();
    let file = "trained/networks/trial-1/clean.safetensors";
    desk.write_experiment("given.json", &with(file));
    Program::run(desk.path(), &["run", "given.json", "--out", "given"]).expect_success();
    let arguments =
        ["attack", "trained", "--attack", "pgd", "--epsilon", "0.1", "--samples", "200", "--json", "--out", "attacked"];
    let child = "trial-2/clean-linear1-3-mean-global";
    let attacked = Program::run(desk.path(), &[&arguments[..], &["--of", child]].concat()).expect_success().result();
    let cells = json(&desk.join("trained/report.json"))["triage"]["trials"][1]["cells"].clone();
    let is_child = |cell: &&Value| cell["key"]["initialisation"] == "mean" && cell["key"]["scheme"] == "global";
    let cell = cells.as_array().and_then(|cells| cells.iter().find(is_child)).expect("it is there");
    assert_eq!(attacked["clean"]["correct"], cell["after"]["clean"]["correct"], "it is the compressed network");
    let parent = |run: &str| json(&desk.join(run).join("report.json"))["triage"]["trials"][0]["parents"][0].clone();
    assert_eq!(parent("given")["scores"], parent("trained")["scores"], "it is the same network");
    assert_eq!(parent("given")["curve"].as_array().map(Vec::len), Some(0), "nothing was trained");
    desk.write_experiment("missing.json", &with("nowhere.pth"));
    let refused = Program::run(desk.path(), &["run", "missing.json", "--out", "refused"]);
    assert!(
        refused.stderr.contains("The parent can’t be used") && refused.stderr.contains("nowhere.pth"),
        "{}",
        refused.stderr
    );
}

#[test]
fn a_dry_run_counts_cells_and_steps_and_leaves_nothing() {
    let desk = Desk::new();
    desk.write_experiment("triage.json", &small());
    let ended = Program::run(desk.path(), &["run", "triage.json", "--dry-run", "--json"]).expect_success();
    let found = ended.result();
    // One block, two initialisations, four schemes, two trials; eight steps an epoch or what 500 samples make of the batch.
    assert_eq!((found["cells"].as_u64(), found["steps"].as_u64()), (Some(16), Some(small().steps() as u64)));
    assert!(found["seconds"].as_f64() > Some(0.0) && found["bytes"].as_u64() > Some(100_000), "{found}");
    // Two trials decide nothing.
    let resolution = &found["resolution"];
    assert_eq!((resolution["trials"].as_u64(), resolution["power_of_c1"].as_f64()), (Some(2), Some(0.0)), "{found}");
    assert!(resolution["from_parent"].is_null() && resolution["sd"].as_f64() == Some(0.01), "{found}");
    assert_eq!(names_in(desk.path()), ["triage.json"], "a dry run leaves nothing");
    desk.write_experiment("plain.json", &mlp_on_moons());
    let plain = Program::run(desk.path(), &["run", "plain.json", "--dry-run", "--json"]).expect_success().result();
    assert_eq!((plain["cells"].as_u64(), plain["steps"].as_u64()), (Some(1), Some(mlp_on_moons().steps() as u64)));
    let said = Program::run(desk.path(), &["run", "plain.json", "--dry-run"]).expect_success().stdout;
    assert!(said.contains("training steps") && said.contains("scaled"), "{said}");
}
