//! What a run prints and leaves behind.

use layerlab_schema::{Accuracy, Report};

use crate::{
    Desk,
    common::{Program, Weights, assert_close, json, mlp_on_moons, names_in, text},
};

/// The files of a finished run, and no others.
const LEFT: [&str; 5] = ["environment.json", "experiment.toml", "metrics.csv", "report.json", "weights.safetensors"];

#[test]
fn the_last_line_is_the_result() {
    let desk = Desk::new();
    desk.write_experiment("moons.json", &mlp_on_moons());
    let result = Program::run(desk.path(), &["run", "moons.json", "--json", "--out", "out"]).expect_success().result();
    println!("{result}");
    let number = |key: &str| result[key].as_f64().unwrap_or_else(|| panic!("{key} is no number in {result}"));
    assert!(number("clean_accuracy") > 0.85, "{result}");
    assert!(number("robust_accuracy") > 0.7 && number("robust_accuracy") < number("clean_accuracy"), "{result}");
    assert!(number("seconds") > 0.0, "{result}");
    assert_eq!((result["seed"].as_u64(), result["device"].as_str()), (Some(1), Some("cpu")));
    let sensitivity = result["sensitivity"].as_object().expect("sensitivity per layer");
    assert_eq!(sensitivity.len(), 4, "{result}");
    for layer in ["linear1", "linear2", "linear3", "linear4"] {
        let moved = sensitivity[layer].as_f64().expect("a number");
        assert!(moved > 0.01 && moved < 10.0, "an attack within 0.05 moves {layer} by {moved}");
    }
}

#[test]
fn the_folder_holds_files_that_agree() {
    let desk = Desk::new();
    let experiment = mlp_on_moons();
    desk.write_experiment("moons.json", &experiment);
    let result = Program::run(desk.path(), &["run", "moons.json", "--json", "--out", "out"]).expect_success().result();
    assert_eq!(names_in(&desk.join("out")), LEFT);
    let report = report_in(&desk, "out");
    assert_eq!((&report.experiment, report.steps), (&experiment, 160));
    assert_eq!(result["clean_accuracy"], report.last.clean.value());
    assert_eq!(result["robust_accuracy"], report.last.robust.value());
    let metrics = text(&desk.join("out/metrics.csv"));
    let lines: Vec<Vec<&str>> = metrics.lines().map(|line| line.split(',').collect()).collect();
    assert_eq!(lines[0][..4], ["step", "loss", "samples", "clean_accuracy"]);
    // Looks after every 16 of 160 steps, the last one at the end and at all held-out samples.
    assert_eq!((lines.len(), lines[10][0], lines[10][2]), (11, "160", "500"));
    let written = |accuracy: Accuracy| format!("{:.6}", accuracy.value());
    assert_eq!((lines[10][3], lines[10][6]), (&*written(report.last.clean), &*written(report.last.robust)));
}

/// The report's figures, computed once more from its samples and the weights file alone. The sensitivity of a linear
/// layer is the mean over neurons and samples of |A − A_adv| / (|A| + 1e-8) (arXiv 2307.03803 and its code).
#[test]
fn the_weights_give_the_figures_of_the_report() {
    let desk = Desk::new();
    let mut experiment = mlp_on_moons();
    // A report keeps 200 points, so of 200 it keeps all.
    experiment.data.test = 200;
    desk.write_experiment("moons.json", &experiment);
    Program::run(desk.path(), &["run", "moons.json", "--out", "out"]).expect_success();
    let last = report_in(&desk, "out").last;
    let weights = Weights::read(&desk.join("out/weights.safetensors"));
    // 2·64 + 64, twice 64·64 + 64, 64·2 + 2.
    assert_eq!((weights.names().len(), weights.values().count()), (8, 192 + 2 * 4_160 + 130), "{:?}", weights.names());
    assert_eq!(last.examples.len(), 200);

    let (mut clean, mut robust, mut sensitivities) = (0, 0, [0.0; 4]);
    for example in &last.examples {
        let reach = example.clean.iter().zip(&example.attacked).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
        assert!(reach <= 0.05 + 1e-6, "the attack moved sample {} by {reach}", example.index);
        let (before, after) = (activations(&weights, &example.clean), activations(&weights, &example.attacked));
        let is_right = |outputs: &[Vec<f64>; 4]| (outputs[3][1] > outputs[3][0]) == (example.label == 1);
        clean += usize::from(is_right(&before));
        robust += usize::from(is_right(&before) && is_right(&after));
        for (shift, (a, b)) in sensitivities.iter_mut().zip(before.iter().zip(&after)) {
            let moved: f64 = a.iter().zip(b).map(|(a, b)| (a - b).abs() / (a.abs() + 1e-8)).sum();
            *shift += moved / a.len() as f64 / 200.0;
        }
    }
    assert_eq!((clean, robust), (last.clean.correct, last.robust.correct));
    let told: Vec<f64> = last.sensitivities.iter().map(|shift| shift.sensitivity.value).collect();
    // A neuron that happens to be near zero weighs a lot, and there the last bits of a 32-bit sum count.
    let worst = assert_close("sensitivities", &sensitivities, &told, 0.05);
    println!("sensitivities {told:.4?} differ from those of the weights file by at most {worst:.1e}");
}

/// The outputs of the four layers of [`mlp_on_moons`], before the ReLU that follows each but the last.
fn activations(weights: &Weights, input: &[f32]) -> [Vec<f64>; 4] {
    let mut input: Vec<f64> = input.iter().copied().map(f64::from).collect();
    [1, 2, 3, 4].map(|layer| {
        let rows = weights.tensor(&format!("linear{layer}.weight")).chunks_exact(input.len());
        let sum = |row: &[f32]| row.iter().zip(&input).map(|(w, x)| f64::from(*w) * x).sum::<f64>();
        let bias = weights.tensor(&format!("linear{layer}.bias"));
        let output: Vec<f64> = rows.zip(bias).map(|(row, bias)| sum(row) + f64::from(*bias)).collect();
        input = output.iter().map(|x| x.max(0.0)).collect();
        output
    })
}

#[test]
fn the_resolved_experiment_repeats_the_run_bit_by_bit() {
    let desk = Desk::new();
    desk.write_experiment("moons.json", &mlp_on_moons());
    Program::run(desk.path(), &["run", "moons.json", "--seed", "7", "--out", "first"]).expect_success();
    Program::run(desk.path(), &["run", "first/experiment.toml", "--out", "second"]).expect_success();
    Program::run(desk.path(), &["run", "moons.json", "--out", "other-seed"]).expect_success();
    let weights = |name: &str| std::fs::read(desk.join(name).join("weights.safetensors")).expect("weights");
    assert_eq!(json(&desk.join("second/report.json"))["experiment"]["seed"], 7);
    assert!(weights("first") == weights("second"), "the same seed gave other weights");
    assert!(weights("first") != weights("other-seed"), "another seed gave the same weights");
}

#[test]
fn without_out_every_run_gets_the_next_free_folder() {
    let desk = Desk::new();
    let mut experiment = mlp_on_moons();
    experiment.phases[0].epochs = 1;
    experiment.name = "a/b: c".into();
    desk.write_experiment("moons.json", &experiment);
    for _ in 0..2 {
        Program::run(desk.path(), &["run", "moons.json"]).expect_success();
    }
    assert_eq!(names_in(&desk.join("runs")), ["a-b--c-001", "a-b--c-002"]);
    assert_eq!(names_in(&desk.join("runs/a-b--c-002")), LEFT);
}

/// The command of the README, on the experiment that ships.
#[test]
fn the_shipped_experiment_makes_half_a_network_robust() {
    let desk = Desk::new();
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/experiments/half-robust.toml");
    let result = Program::run(desk.path(), &["run", file, "--json", "--out", "out"]).expect_success().result();
    println!("{result}");
    let layers = ["conv1", "conv2", "linear1", "linear2"];
    assert!(layers.iter().all(|layer| result["sensitivity"][layer].is_f64()), "{result}");
    let planned = report_in(&desk, "out").experiment.steps();
    assert_eq!((result["samples"].as_u64(), result["steps"].as_u64()), (Some(1_000), Some(planned as u64)), "{result}");
    // Trained on clean images alone it keeps about a tenth; see `page`, which trains both.
    assert!(result["clean_accuracy"].as_f64() > Some(0.6), "{result}");
    assert!(result["robust_accuracy"].as_f64() > Some(0.3), "{result}");
}

fn report_in(desk: &Desk, folder: &str) -> Report {
    serde_json::from_str(&text(&desk.join(folder).join("report.json"))).expect("a report")
}
