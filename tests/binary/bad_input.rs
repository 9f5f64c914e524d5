//! Bad input: exit code 2, one sentence that says what and how to mend it, and nothing left on disk.

use layerlab_schema::{Experiment, Optimizer};

use crate::{
    Desk,
    common::{Ended, Program, Weights, mlp_on_moons, names_in},
};

/// A small experiment as a person writes it; the tests break single lines of it.
const MOONS: &str = r#"version = 2
name = "moons"
seed = 1
cut = 2
batch_size = 64

[data]
set = "moons"
train = 1000
test = 500

[network]
kind = "mlp"

[optimizer]
kind = "sgd"
learning_rate = 0.05

[attack]
kind = "pgd"
epsilon = 0.05
step_size = 0.02
steps = 7

[evaluation]
every = 16
samples = 100

[evaluation.attack]
kind = "pgd"
epsilon = 0.05
step_size = 0.01
steps = 20

[[phases]]
epochs = 1
front = "adversarial"
rest = "clean"
"#;

/// Asserts a refusal that says `says`, in one line, and left nothing behind but `files`.
fn assert_refused(desk: &Desk, ended: &Ended, files: &[&str], says: &[&str]) {
    println!("{}", ended.stderr.trim_end());
    assert_eq!(ended.code, Some(2), "{}", ended.stderr);
    assert_eq!((ended.stdout.as_str(), ended.stderr.lines().count()), ("", 1), "{}", ended.stderr);
    for part in says {
        assert!(ended.stderr.contains(part), "“{part}” is not in: {}", ended.stderr);
    }
    assert_eq!(names_in(desk.path()), files);
}

#[test]
fn the_unbroken_text_runs() {
    let desk = Desk::new();
    desk.write("moons.toml", MOONS);
    let ended = Program::run(desk.path(), &["run", "moons.toml", "--json", "--out", "out"]).expect_success();
    assert_eq!(ended.result()["steps"], 16);
}

#[test]
fn mistakes_in_a_file_are_told_with_their_place_and_the_way_out() {
    for (find, replace, says) in [
        ("steps = 7", "stepz = 7", &["broken.toml", "line 23", "stepz", "steps"][..]),
        (
            "epsilon = 0.05\nstep_size = 0.02",
            "epsilon = -0.1\nstep_size = 0.02",
            &["attack.epsilon", "-0.1", "0 or above"],
        ),
        ("cut = 2", "cut = 9", &["cut is 9", "0 to 4"]),
        ("kind = \"mlp\"", "kind = \"cnn\"", &["cnn", "moons", "mlp"]),
        ("train = 1000", "train = 20000", &["data.train", "20000", "10000"]),
        ("rest = \"clean\"", "rest = \"cleen\"", &["line 38", "cleen", "frozen"]),
        ("learning_rate = 0.05", "learning_rate = 0", &["optimizer.learning_rate", "above 0"]),
        ("version = 2", "version = 1", &["version 1", "version 2", "make it anew"]),
        ("seed = 1", "seed 1", &["line 3"]),
    ] {
        let desk = Desk::new();
        let text = MOONS.replacen(find, replace, 1);
        assert_ne!(text, MOONS, "{find} is not in the text");
        desk.write("broken.toml", &text);
        for out in [&["run", "broken.toml"][..], &["run", "broken.toml", "--out", "out"]] {
            let ended = Program::run(desk.path(), out);
            assert_refused(&desk, &ended, &["broken.toml"], says);
        }
    }
}

#[test]
fn a_file_that_is_cut_off_or_missing_is_told() {
    let whole = serde_json::to_string_pretty(&mlp_on_moons()).expect("it serialises");
    let desk = Desk::new();
    desk.write("half.json", &whole[..whole.len() / 2]);
    let ended = Program::run(desk.path(), &["run", "half.json", "--out", "out"]);
    let line = format!("line {}", whole[..whole.len() / 2].lines().count());
    assert_refused(&desk, &ended, &["half.json"], &["half.json", &line, "EOF"]);
    let ended = Program::run(desk.path(), &["run", "gone.toml", "--out", "out"]);
    assert_refused(&desk, &ended, &["half.json"], &["gone.toml", "could not be read", "give the path"]);
    let ended = Program::run(desk.path(), &["run", "--resume", "gone"]);
    assert_refused(&desk, &ended, &["half.json"], &["gone", "nothing to go on with"]);
}

#[test]
fn a_folder_in_use_is_left_alone() {
    let desk = Desk::new();
    desk.write("moons.toml", MOONS);
    std::fs::create_dir(desk.join("out")).expect("a new folder");
    desk.write("out/mine.txt", "mine");
    let ended = Program::run(desk.path(), &["run", "moons.toml", "--out", "out"]);
    assert_refused(&desk, &ended, &["moons.toml", "out"], &["out is not empty", "--out", "--resume"]);
    assert_eq!(names_in(&desk.join("out")), ["mine.txt"]);
}

/// A learning rate that blows the weights up in the first step, so that the second one has no loss.
fn explosive(every: usize) -> Experiment {
    let mut experiment = mlp_on_moons();
    experiment.evaluation.every = every;
    experiment.optimizer = Optimizer::Sgd { learning_rate: 1e30, momentum: 0.9, weight_decay: 0.0 };
    experiment.phases[0].epochs = 3;
    experiment
}

#[test]
fn a_loss_that_is_no_number_stops_the_run_and_says_where() {
    let desk = Desk::new();
    desk.write_experiment("moons.json", &explosive(16));
    let ended = Program::run(desk.path(), &["run", "moons.json", "--out", "out"]);
    assert_refused(&desk, &ended, &["moons.json", "out"], &["training step 2", "phase 1", "learning rate", "out"]);
    let left = names_in(&desk.join("out"));
    assert!(!left.contains(&"report.json".into()), "a failed run must not look finished: {left:?}");
    // Whether there is anything to keep before the first checkpoint is the binary's choice; what it says must be true.
    let are_kept = left.contains(&"weights.safetensors".into());
    assert_eq!(ended.stderr.contains("weights are kept"), are_kept, "{left:?}: {}", ended.stderr);
}

#[test]
fn the_last_good_weights_outlive_a_loss_that_is_no_number() {
    let desk = Desk::new();
    desk.write_experiment("moons.json", &explosive(1));
    let ended = Program::run(desk.path(), &["run", "moons.json", "--out", "out"]);
    let says = ["training step 2", "last good weights are kept", "out"];
    assert_refused(&desk, &ended, &["moons.json", "out"], &says);
    let left = ["checkpoint.json", "environment.json", "experiment.toml", "metrics.csv", "weights.safetensors"];
    assert_eq!(names_in(&desk.join("out")), left);
    let weights = Weights::read(&desk.join("out/weights.safetensors"));
    assert!(weights.values().all(|value| value.is_finite()), "they are not good");
    assert!(weights.values().any(|value| value != 0.0), "they are all zero");
}
