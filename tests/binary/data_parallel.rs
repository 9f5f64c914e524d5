//! Every batch shared by several devices, of which the CPU plays all: whatever they come to has the bits of one.

use layerlab_schema::{Data, DataSet, Experiment, Method, Network};

use crate::{
    Desk,
    common::{Program, json, mlp_on_moons, without_times},
};

/// Pictures, so that batches have several parts; with batch normalisation the attack alone is shared.
fn experiment(batch_norm: bool) -> Experiment {
    let mut experiment = Experiment {
        name: "digits".into(),
        cut: layerlab_schema::Cut::new(2),
        data: Data { train: 640, ..Data::all(DataSet::Digits) },
        network: Network::Cnn { channels: [8, 16], hidden: 32, batch_norm },
        ..mlp_on_moons()
    };
    experiment.evaluation.attacks = vec![Method::AutoAttack];
    experiment.evaluation.attack_samples = Some(50);
    experiment
}

#[test]
fn a_run_shared_by_devices_has_the_bits_of_one() {
    for batch_norm in [false, true] {
        let desk = Desk::new();
        desk.write_experiment("digits.json", &experiment(batch_norm));
        Program::run(desk.path(), &["run", "digits.json", "--out", "alone"]).expect_success();
        let shared = ["run", "digits.json", "--out", "shared", "--device", "cpu,cpu,cpu"];
        Program::run(desk.path(), &shared).expect_success();
        let weights = |folder: &str| std::fs::read(desk.join(folder).join("weights.safetensors")).expect("weights");
        assert!(weights("alone") == weights("shared"), "batch normalisation {batch_norm}: other bits");
        let [mut alone, mut shared] = ["alone", "shared"].map(|folder| json(&desk.join(folder).join("report.json")));
        assert_eq!(shared["device"]["name"], "3 × CPU");
        for report in [&mut alone, &mut shared] {
            report["device"].take();
            without_times(report);
        }
        assert!(alone == shared, "batch normalisation {batch_norm}: another report");
    }
}

#[test]
fn a_killed_run_goes_on_with_another_number_of_devices() {
    let desk = Desk::new();
    desk.write_experiment("digits.json", &experiment(false));
    Program::run(desk.path(), &["run", "digits.json", "--out", "whole"]).expect_success();
    let mut program = Program::start(desk.path(), &["run", "digits.json", "--out", "killed", "--device", "cpu,cpu"]);
    program.wait_until("a checkpoint", || desk.join("killed/checkpoint.json").exists());
    program.kill();
    Program::run(desk.path(), &["run", "--resume", "killed", "--device", "cpu,cpu,cpu"]).expect_success();
    let weights = |folder: &str| std::fs::read(desk.join(folder).join("weights.safetensors")).expect("weights");
    assert!(weights("whole") == weights("killed"), "other bits");
    let parts = json(&desk.join("killed/environment.json"));
    let devices: Vec<&str> =
        parts.as_array().into_iter().flatten().filter_map(|part| part["device"]["name"].as_str()).collect();
    assert_eq!(devices, ["2 × CPU", "3 × CPU"], "{parts}");
}

#[test]
fn an_evaluation_and_a_sweep_take_several_devices_too() {
    let desk = Desk::new();
    desk.write_experiment("digits.json", &experiment(false));
    let sweep = "name = \"seeds\"\nexperiment = \"digits.json\"\ndevice = \"cpu,cpu\"\n[grid]\nseed = [1]\n";
    desk.write("sweep.toml", sweep);
    Program::run(desk.path(), &["sweep", "sweep.toml", "--out", "sweep"]).expect_success();
    let run = desk.join("sweep/cells/0001");
    assert_eq!(json(&run.join("report.json"))["device"]["name"], "2 × CPU");
    let results = ["cpu", "cpu,cpu"].map(|device| {
        let run = run.display().to_string();
        let arguments = ["attack", &run, "--samples", "100", "--attack", "square", "--steps", "20"];
        let more = ["--out", device, "--device", device, "--json"];
        let mut result = Program::run(desk.path(), &[&arguments[..], &more].concat()).expect_success().result();
        result["folder"].take();
        without_times(&mut result);
        result
    });
    assert_eq!(results[0], results[1]);
}

#[test]
fn devices_that_share_a_batch_are_of_one_kind() {
    let desk = Desk::new();
    desk.write_experiment("digits.json", &experiment(false));
    let run = |device: &str| Program::run(desk.path(), &["run", "digits.json", "--out", "out", "--device", device]);
    run("cpu,gpu:0").expect_refusal(&["cpu,gpu:0", "of one kind"]);
    run("gpu:1,gpu:1").expect_refusal(&["each GPU once"]);
    run("cuda:0-1").expect_refusal(&["--features cuda"]);
    let ended = run("tpu");
    assert!(ended.code == Some(2) && ended.stderr.contains("gpu:0-3"), "{}", ended.stderr);
    assert!(!desk.join("out").exists(), "what is refused leaves nothing behind");
}
