//! `layerlab attack` and `layerlab doctor` on a network that `layerlab run` trained.

use std::path::Path;

use crate::{
    Desk,
    common::{Program, json, mlp_on_moons, names_in},
};

/// What every evaluation here asks for.
const THREAT: [&str; 6] = ["--weights", "run", "--samples", "200", "--epsilon", "0.05"];

fn desk_with_a_network() -> Desk {
    let desk = Desk::new();
    desk.write_experiment("moons.json", &mlp_on_moons());
    Program::run(desk.path(), &["run", "moons.json", "--out", "run"]).expect_success();
    desk
}

fn attack(desk: &Desk, arguments: &[&str]) -> Program {
    let all: Vec<&str> = ["attack"].iter().chain(&THREAT).chain(arguments).copied().collect();
    Program::start(desk.path(), &all)
}

#[test]
fn an_evaluation_leaves_flags_and_samples_that_agree() {
    let desk = desk_with_a_network();
    let arguments = ["--attack", "fgsm", "--attack", "pgd", "--attack", "auto-attack", "--out", "out", "--json"];
    attack(&desk, &arguments).wait().expect_success();
    assert_eq!(names_in(&desk.join("out")), ["adversarial.safetensors", "attack.json", "weights.safetensors"]);
    let report = json(&desk.join("out/attack.json"));
    let attacks = report["attacks"].as_array().expect("attacks");
    let robust = |attack: usize| {
        let flags = attacks[attack]["robust"].as_array().expect("flags");
        flags.iter().map(|flag| flag.as_bool().expect("a flag")).collect::<Vec<_>>()
    };
    let standing: Vec<usize> = (0..3).map(|i| robust(i).iter().filter(|&&robust| robust).count()).collect();
    assert!(standing[0] >= standing[1] && standing[1] >= standing[2], "{standing:?}");
    assert!(standing[2] > 100, "PGD training withstands: {standing:?}");
    // Two classes: AutoAttack says what it leaves out.
    assert!(attacks[2]["warnings"].as_array().is_some_and(|warnings| !warnings.is_empty()), "{}", attacks[2]);

    let bytes = std::fs::read(desk.join("out/adversarial.safetensors")).expect("samples");
    let clean = tensor(&bytes, "images");
    for name in ["fgsm", "pgd", "auto-attack"] {
        let worst = clean
            .iter()
            .zip(tensor(&bytes, &format!("adversarial.{name}")))
            .map(|(a, b)| (a - b).abs())
            .fold(0.0, f32::max);
        assert!(worst > 0.04 && worst <= 0.05 + 1e-6, "{name}: {worst}");
    }
}

#[test]
fn a_killed_evaluation_goes_on_to_the_same_result() {
    let desk = desk_with_a_network();
    let square = ["--attack", "square", "--batch", "20", "--steps", "2000"];
    attack(&desk, &[&square[..], &["--out", "whole"]].concat()).wait().expect_success();
    let mut program = attack(&desk, &[&square[..], &["--out", "killed"]].concat());
    let progress = desk.join("killed/progress.toml");
    program.wait_until("the first batches", || next_sample(&progress) >= 40);
    program.kill();
    assert!(!desk.join("killed/attack.json").exists(), "a killed evaluation must not look finished");
    Program::run(desk.path(), &["attack", "--resume", "killed"]).expect_success();
    let figures = |folder: &str| {
        let attack = &json(&desk.join(folder).join("attack.json"))["attacks"][0];
        (attack["robust"].clone(), attack["passes"].clone())
    };
    assert_eq!(figures("whole"), figures("killed"));
    let samples = |folder: &str| std::fs::read(desk.join(folder).join("adversarial.safetensors")).expect("samples");
    assert!(samples("whole") == samples("killed"), "other samples");
}

/// Where the evaluation stands; 0 before it has written anything.
fn next_sample(progress: &Path) -> u64 {
    let text = std::fs::read_to_string(progress).unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("next = "));
    line.and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// The network of the run `run`, with its values changed, as the file `NAME.safetensors`.
fn changed(desk: &Desk, name: &str, change: impl Fn(&str, f32) -> f32) {
    let bytes = std::fs::read(desk.join("run/weights.safetensors")).expect("the weights");
    let file = safetensors::SafeTensors::deserialize(&bytes).expect("a safetensors file");
    let values = |name: &str| -> Vec<u8> {
        tensor(&bytes, name).into_iter().flat_map(|x| change(name, x).to_le_bytes()).collect()
    };
    let tensors: Vec<_> = file.tensors().into_iter().map(|(name, view)| (name.clone(), view, values(&name))).collect();
    let views = tensors.iter().map(|(name, view, values)| {
        let view = safetensors::tensor::TensorView::new(view.dtype(), view.shape().to_vec(), values);
        (name, view.expect("it fits"))
    });
    let file = safetensors::serialize(views, None).expect("it serialises");
    std::fs::write(desk.join(&format!("{name}.safetensors")), file).expect("it writes");
}

#[test]
fn weights_and_logits_that_are_no_numbers_are_refused_by_name() {
    let desk = desk_with_a_network();
    changed(&desk, "nan", |name, x| if name == "linear2.bias" { f32::NAN } else { x });
    changed(&desk, "huge", |_, x| x * 1e30);
    let subject = |weights| ["--weights", weights, "--network", "mlp", "--data", "moons", "--samples", "50"];
    for (command, more) in [("attack", &["--out", "o"][..]), ("doctor", &[])] {
        let run = |weights| {
            let arguments = [&[command][..], &subject(weights), more].concat();
            let ended = Program::run(desk.path(), &arguments);
            assert!(ended.code == Some(2) && ended.stdout.is_empty(), "{command}: {}{}", ended.stdout, ended.stderr);
            ended.stderr
        };
        let told = run("nan.safetensors");
        assert!(told.contains("nan.safetensors") && told.contains("linear2.bias holds NaN"), "{told}");
        let told = run("huge.safetensors");
        assert!(told.contains("NaN for ") && told.contains("of 50"), "{told}");
    }
    let ended = Program::run(
        desk.path(),
        &["network", "mlp", "--input", "2", "--classes", "2", "--weights", "nan.safetensors"],
    );
    assert!(ended.code == Some(2) && ended.stderr.contains("linear2.bias holds NaN"), "{}", ended.stderr);
}

#[test]
fn a_saturated_network_is_told_by_every_attack_that_climbs_the_cross_entropy() {
    let desk = desk_with_a_network();
    changed(&desk, "saturated", |name, x| if name.starts_with("linear4") { x * 1e4 } else { x });
    for method in ["fgsm", "pgd", "apgd-ce"] {
        let arguments = ["attack", "--weights", "saturated.safetensors", "--network", "mlp", "--data", "moons"];
        let more = ["--samples", "50", "--epsilon", "0.05", "--attack", method, "--out", method];
        let ended = Program::run(desk.path(), &[&arguments[..], &more].concat()).expect_success();
        assert!(ended.stdout.contains("gradient of exactly zero"), "{method}: {}", ended.stdout);
    }
}

#[test]
fn inputs_are_told_and_their_normalisation_can_be_given() {
    let desk = desk_with_a_network();
    let told = attack(&desk, &["--attack", "fgsm", "--out", "plain"]).wait().expect_success().stdout;
    assert!(told.contains("as they are"), "{told}");
    let given = ["--mean", "0.5,0.5", "--std", "0.25,0.25", "--attack", "fgsm", "--out", "normalised"];
    let told = attack(&desk, &given).wait().expect_success().stdout;
    assert!(told.contains("mean 0.5, 0.5 and deviation 0.25, 0.25"), "{told}");
    let clean = |folder: &str| json(&desk.join(folder).join("attack.json"))["attacks"][0]["clean"].clone();
    assert_ne!(clean("plain"), clean("normalised"), "the inputs are others");
    attack(&desk, &["--mean", "0.5", "--std", "0.25", "--out", "x"]).wait().expect_refusal(&["normalise.mean"]);
    attack(&desk, &["--mean", "0.5,0.5", "--std", "0.25,0", "--out", "x"]).wait().expect_refusal(&["normalise.std"]);
}

#[test]
fn the_line_has_the_figures_and_the_file_what_became_of_each_sample() {
    let desk = desk_with_a_network();
    let ended = attack(&desk, &["--attack", "fgsm", "--out", "out", "--json"]).wait().expect_success();
    assert!(ended.stdout.len() < 1500, "{}", ended.stdout);
    let (line, file) = (ended.result(), json(&desk.join("out/attack.json")));
    assert_eq!(line["attacks"][0]["accuracy"], file["attacks"][0]["accuracy"]);
    assert_eq!((&line["clean"]["of"], &line["folder"]), (&200.into(), &"out".into()));
    assert!(line["attacks"][0].get("robust").is_none());
    assert_eq!(file["attacks"][0]["robust"].as_array().map(Vec::len), Some(200));
}

#[test]
fn an_attack_without_end_is_refused() {
    let desk = desk_with_a_network();
    for (method, steps) in [("pgd", "18446744073709551615"), ("square", "1000001"), ("noise", "18446744073709551614")] {
        let ended = attack(&desk, &["--attack", method, "--steps", steps, "--out", "o"]).wait();
        ended.expect_refusal(&["from 1 to 1,000,000"]);
    }
}

#[test]
fn where_nothing_can_be_attacked_the_doctor_cannot_tell() {
    let desk = desk_with_a_network();
    // The classes exchanged: every answer is wrong.
    changed(&desk, "wrong", |name, x| if name.starts_with("linear4") { -x } else { x });
    let arguments = ["doctor", "--weights", "wrong.safetensors", "--network", "mlp", "--data", "moons"];
    let ended = Program::run(desk.path(), &[&arguments[..], &["--samples", "100", "--epsilon", "0.05"]].concat());
    assert!(ended.code == Some(1) && ended.stdout.contains("Nothing can be told"), "{}{}", ended.stdout, ended.stderr);
}

#[test]
fn the_doctor_lets_an_honest_network_pass() {
    let desk = desk_with_a_network();
    let arguments: Vec<&str> = ["doctor"].iter().chain(&THREAT).chain(&["--json"]).copied().collect();
    let ended = Program::run(desk.path(), &arguments);
    assert_eq!(ended.code, Some(0), "{}{}", ended.stdout, ended.stderr);
    let checks = ended.result()["checks"].as_array().cloned().expect("checks");
    assert!(checks.len() >= 6 && checks.iter().all(|check| check["verdict"] != "suspicious"), "{checks:?}");
}

#[test]
fn a_subject_that_does_not_fit_is_named() {
    let desk = desk_with_a_network();
    for (arguments, word) in [
        (
            vec!["attack", "--weights", "nowhere.safetensors", "--out", "o", "--network", "mlp", "--data", "moons"],
            "nowhere",
        ),
        (vec!["attack", "--weights", "run", "--network", "cnn", "--data", "digits", "--out", "o"], "weights"),
        (vec!["attack", "--weights", "run", "--attack", "magic", "--out", "o"], "auto-attack"),
        (vec!["attack", "--weights", "run", "--attack", "apgd-t", "--out", "o"], "4 classes"),
        (vec!["attack", "--weights", "run", "--samples", "99999", "--out", "o"], "10000"),
    ] {
        let ended = Program::run(desk.path(), &arguments);
        assert_eq!(ended.code, Some(2), "{arguments:?}: {}", ended.stdout);
        assert!(ended.stderr.contains(word), "{arguments:?}: {}", ended.stderr);
        assert!(!desk.join("o").exists(), "{arguments:?} left something behind");
    }
}

fn tensor(file: &[u8], name: &str) -> Vec<f32> {
    let file = safetensors::SafeTensors::deserialize(file).expect("a safetensors file");
    let view = file.tensor(name).unwrap_or_else(|error| panic!("{name}: {error}"));
    view.data().chunks_exact(4).map(|b| f32::from_le_bytes([b[0], b[1], b[2], b[3]])).collect()
}
