//! Runs that end before their time: by force, by Ctrl-C, or because nobody reads what they print.

use std::path::Path;

use layerlab_schema::{Data, DataSet, Evaluation, Experiment, Mode, Network, Phase};

use crate::{
    Desk,
    common::{Program, json, mlp_on_moons, names_in, text},
};

/// Two phases, batch normalisation and momentum on pictures: everything that a checkpoint has to keep.
fn long() -> Experiment {
    let base = mlp_on_moons();
    Experiment {
        name: "digits".into(),
        cut: layerlab_schema::Cut::new(2),
        data: Data { train: 640, ..Data::all(DataSet::Digits) },
        network: Network::Cnn { channels: [8, 16], hidden: 32, batch_norm: true },
        evaluation: Evaluation { every: 7, samples: 50, ..base.evaluation },
        phases: vec![Phase::new(2, Mode::Clean, Mode::Clean), Phase::new(8, Mode::Adversarial, Mode::Frozen)],
        protocol: None,
        ..base
    }
}

fn reached(folder: &Path, step: u64) -> bool {
    // The file is replaced as a whole, so whatever is read of it is a whole checkpoint.
    let Ok(text) = std::fs::read_to_string(folder.join("checkpoint.json")) else { return false };
    let checkpoint: serde_json::Value = serde_json::from_str(&text).expect("never half a checkpoint");
    checkpoint["step"].as_u64() >= Some(step)
}

#[test]
fn a_killed_run_goes_on_to_the_same_weights() {
    let desk = Desk::new();
    desk.write_experiment("digits.json", &long());
    Program::run(desk.path(), &["run", "digits.json", "--out", "whole"]).expect_success();

    let out = desk.join("killed");
    let mut program = Program::start(desk.path(), &["run", "digits.json", "--out", "killed"]);
    program.wait_until("the checkpoint in the first phase", || reached(&out, 7));
    Program::run(desk.path(), &["run", "--resume", "killed"]).expect_refusal(&["still at work in killed"]);
    program.kill();
    // As when the kill comes in the middle of a write.
    std::fs::write(out.join(".unfinished-a1b2c3"), "half a checkpo").expect("half a file");
    let mut program = Program::start(desk.path(), &["run", "--resume", "killed"]);
    program.wait_until("the checkpoint in the second phase", || reached(&out, 28));
    program.kill();
    assert!(!out.join("report.json").exists(), "a killed run must not look finished");
    let step = json(&out.join("checkpoint.json"))["step"].clone();
    Program::run(desk.path(), &["run", "--resume", "killed"]).expect_success();

    let bytes = |folder: &str, file: &str| std::fs::read(desk.join(folder).join(file)).expect("a file of the run");
    println!("killed twice, at last after step {step} of 100");
    assert!(bytes("whole", "weights.safetensors") == bytes("killed", "weights.safetensors"), "other weights");
    assert_eq!(text(&desk.join("whole/metrics.csv")), text(&desk.join("killed/metrics.csv")));
    let last = |folder: &str| json(&desk.join(folder).join("report.json"))["last"].clone();
    assert_eq!(last("whole"), last("killed"));
    assert_eq!(names_in(&out), names_in(&desk.join("whole")), "something was left behind");
}

#[test]
fn an_edited_experiment_is_not_taken_for_the_one_that_began() {
    let desk = Desk::new();
    desk.write_experiment("digits.json", &long());
    let out = desk.join("out");
    let mut program = Program::start(desk.path(), &["run", "digits.json", "--out", "out"]);
    program.wait_until("a checkpoint", || reached(&out, 7));
    program.kill();
    let (file, checkpoint) = (out.join("experiment.toml"), out.join("checkpoint.json"));
    let (before, kept) = (text(&file), text(&checkpoint));
    let edited = before.replace("learning_rate = 0.05", "learning_rate = 0.01");
    assert_ne!(before, edited);
    std::fs::write(&file, edited).expect("it writes");
    let resume = ["run", "--resume", "out"];
    let change = "optimizer.learning_rate was 0.05 and is 0.01";
    Program::run(desk.path(), &resume).expect_refusal(&["experiment.toml", change, "--force"]);
    assert!(text(&checkpoint) == kept, "nothing is lost");
    let ended = Program::run(desk.path(), &[&resume[..], &["--force"]].concat()).expect_success();
    assert!(ended.stdout.contains(change), "{}", ended.stdout);
    let warnings = json(&out.join("report.json"))["warnings"].clone();
    assert_eq!(warnings[0]["kind"], "experiment-edited", "{warnings}");
}

#[cfg(unix)]
#[test]
fn files_of_a_run_have_the_mode_that_the_process_gives_new_files() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    let mut experiment = mlp_on_moons();
    experiment.phases[0].epochs = 1;
    desk.write_experiment("moons.json", &experiment);
    Program::run(desk.path(), &["run", "moons.json", "--out", "out"]).expect_success();
    let mode = |path: &Path| std::fs::metadata(path).expect("a file").permissions().mode() & 0o777;
    std::fs::write(desk.join("usual"), "").expect("it writes");
    for name in names_in(&desk.join("out")) {
        assert_eq!(mode(&desk.join("out").join(&name)), mode(&desk.join("usual")), "{name}");
    }
}

#[test]
fn a_finished_run_is_not_resumed() {
    let desk = Desk::new();
    let mut experiment = mlp_on_moons();
    experiment.phases[0].epochs = 1;
    desk.write_experiment("moons.json", &experiment);
    Program::run(desk.path(), &["run", "moons.json", "--out", "out"]).expect_success();
    let before = text(&desk.join("out/report.json"));
    let ended = Program::run(desk.path(), &["run", "--resume", "out"]);
    assert_eq!(ended.code, Some(2));
    assert!(ended.stderr.contains("finished") && ended.stderr.contains("report.json"), "{}", ended.stderr);
    assert_eq!(text(&desk.join("out/report.json")), before);
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_with_a_report_of_what_there_is() {
    let desk = Desk::new();
    let mut experiment = long();
    experiment.phases[1].epochs = 1_000;
    desk.write_experiment("digits.json", &experiment);
    let out = desk.join("out");
    let mut program = Program::start(desk.path(), &["run", "digits.json", "--json", "--out", "out"]);
    program.wait_until("the first checkpoint", || reached(&out, 7));
    program.interrupt();
    let ended = program.wait();
    assert_eq!(ended.code, Some(130), "{}", ended.stderr);
    let report = json(&out.join("report.json"));
    let (steps, planned) = (report["steps"].as_u64().expect("a number"), experiment.steps() as u64);
    println!("stopped after {steps} of {planned} steps");
    assert!((7..planned).contains(&steps), "{steps}");
    assert_eq!((ended.result()["steps"].as_u64(), ended.losses().len() as u64), (Some(steps), steps));
    assert_eq!(names_in(&out), ["experiment.toml", "metrics.csv", "report.json", "weights.safetensors"]);
}

/// As `… | head -1` does it, when it has what it wants before more is written.
#[test]
fn a_reader_that_has_seen_enough_is_no_fault() {
    let desk = Desk::new();
    desk.write_experiment("moons.json", &mlp_on_moons());
    let commands: [&[&str]; 4] = [
        &["data", "list"],
        &["network", "vgg16-bn", "--input", "3x32x32"],
        &["network", "vgg16-bn", "--input", "3x32x32", "--json"],
        &["run", "moons.json", "--json", "--out", "out"],
    ];
    for arguments in commands {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let output = Program::command(desk.path(), arguments).stdout(writer).output().expect("it starts");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!((output.status.code(), said), (Some(0), String::new()), "{arguments:?}");
    }
    // Nobody reads what becomes of the run, so it stops; it can be gone on with.
    assert!(!desk.join("out/report.json").exists());
    Program::run(desk.path(), &["run", "--resume", "out"]).expect_success();
}
