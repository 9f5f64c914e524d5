//! A protocol on several devices: it ends as on one, whatever ends it on the way.

use std::{path::Path, time::Instant};

use serde_json::Value;

use crate::{
    Desk,
    common::{Program, json, kills, names_in, random_moments, rounded, text, without_times},
};

/// An experiment on digits with this network and protocol; each trial is a second of work.
fn experiment(network: &str, protocol: &str) -> String {
    format!(
        r#"
version = 2
name = "spread"
seed = 3
cut = 1
batch_size = 64
data = {{ set = "digits", train = 500, validation = 100, test = 200 }}
network = {network}
optimizer = {{ kind = "sgd", learning_rate = 0.05, momentum = 0.9 }}
attack = {{ kind = "pgd", norm = "linf", epsilon = 0.1, steps = 2 }}
[evaluation]
every = 8
samples = 100
attack = {{ kind = "pgd", norm = "linf", epsilon = 0.1, steps = 3 }}
{protocol}
"#
    )
}

const MLP: &str = r#"{ kind = "mlp", hidden = [32, 16, 16] }"#;

const TRANSFER: &str = r#"
[protocol]
kind = "transfer"
rest = [1, 2]
trials = 2
normal_epochs = 4
robust_epochs = 4
fine_tune_epochs = 3
measure = { samples = 200, fit = 200 }
"#;

const TRIAGE: &str = r#"
[protocol]
kind = "triage"
schemes = ["none", "scratch", "transfer"]
initialisations = ["random", "mean"]
parents = ["clean", { semirobust = { rest = 2 } }]
trials = 2
parent_epochs = 2
epochs = 2
measure = { samples = 50, steps = 2, draws = 2 }
"#;

/// A report without what depends on the time of day.
fn figures(folder: &Path) -> Value {
    let mut report = rounded(json(&folder.join("report.json")));
    without_times(&mut report);
    report
}

fn networks(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut found = vec![("weights".to_owned(), std::fs::read(folder.join("weights.safetensors")).expect("weights"))];
    for trial in names_in(&folder.join("networks")) {
        for name in names_in(&folder.join("networks").join(&trial)) {
            let file = folder.join("networks").join(&trial).join(&name);
            found.push((format!("{trial}/{name}"), std::fs::read(file).expect("it was listed")));
        }
    }
    found
}

fn assert_same(one: &Path, other: &Path) {
    assert_eq!(names_in(one), names_in(other));
    let [ours, theirs] = [one, other].map(networks);
    let name = |(name, _): &(String, Vec<u8>)| name.clone();
    assert_eq!(ours.iter().map(name).collect::<Vec<_>>(), theirs.iter().map(name).collect::<Vec<_>>());
    for (ours, theirs) in ours.iter().zip(&theirs) {
        assert!(ours.1 == theirs.1, "{} has other bits", ours.0);
    }
    assert!(figures(one) == figures(other), "{} has another report", other.display());
}

#[test]
fn a_protocol_on_two_devices_ends_as_on_one() {
    let shared_pair = TRANSFER.replace("trials = 2", "trials = 4\npairs = 2");
    let by_cut = TRANSFER.replace("trials = 2", "trials = 2\ncontrols = [\"clean-front\", \"reverse\"]");
    for (name, network, protocol) in [
        ("transfer", MLP, TRANSFER),
        ("pairs", MLP, &shared_pair),
        ("cuts", MLP, &by_cut),
        ("triage", r#"{ kind = "block-cnn" }"#, TRIAGE),
    ] {
        let desk = Desk::new();
        desk.write("experiment.toml", &experiment(network, protocol));
        Program::run(desk.path(), &["run", "experiment.toml", "--out", "one"]).expect_success();
        let spread = ["run", "experiment.toml", "--out", "two", "--devices", "cpu,cpu"];
        Program::run(desk.path(), &spread).expect_success();
        println!("{name}");
        assert_same(&desk.join("one"), &desk.join("two"));
        let [alone, together] =
            ["one", "two"].map(|name| json(&desk.join(name).join("report.json"))["seconds"].clone());
        let ratio = together.as_f64().expect("seconds") / alone.as_f64().expect("seconds");
        assert!(ratio > 0.3, "all pieces one after the other took {together} s instead of {alone}");
        let parts = json(&desk.join("two/environment.json"));
        assert!(parts.as_array().is_some_and(|parts| parts.len() > 1), "{parts}");
    }
}

/// All processes end at once, as when a machine loses its power.
#[cfg(unix)]
#[test]
fn it_goes_on_from_any_moment() {
    use std::{os::unix::process::CommandExt, process::Command};
    let desk = Desk::new();
    let by_cut = TRANSFER.replace("trials = 2", "trials = 2\ncontrols = []");
    desk.write("experiment.toml", &experiment(MLP, &by_cut));
    let start = Instant::now();
    Program::run(desk.path(), &["run", "experiment.toml", "--out", "whole"]).expect_success();
    let whole = start.elapsed();

    let (kills, mut random) = (kills(4), random_moments());
    for _ in 0..kills {
        if desk.join("killed/report.json").exists() {
            break;
        }
        let arguments: &[&str] = match desk.join("killed/pieces/sweep.toml").exists() {
            true => &["run", "--resume", "killed"],
            false => {
                let _ = std::fs::remove_dir_all(desk.join("killed"));
                &["run", "experiment.toml", "--out", "killed", "--devices", "cpu,cpu"]
            }
        };
        let mut child = Program::command(desk.path(), arguments).process_group(0).spawn().expect("it starts");
        std::thread::sleep(whole.mul_f64(random.f64() / 2.0));
        let group = format!("-{}", child.id());
        Command::new("kill").args(["-9", "--", &group]).status().expect("kill");
        child.wait().expect("it has ended");
    }
    if !desk.join("killed/report.json").exists() {
        Program::run(desk.path(), &["run", "--resume", "killed", "--devices", "cpu,cpu,cpu"]).expect_success();
    }
    let _ = std::fs::remove_dir_all(desk.join("killed/pieces"));
    assert_same(&desk.join("whole"), &desk.join("killed"));
}

#[test]
fn an_edited_experiment_is_refused() {
    let desk = Desk::new();
    desk.write("experiment.toml", &experiment(MLP, TRANSFER));
    let arguments = ["run", "experiment.toml", "--out", "out", "--devices", "cpu,cpu"];
    let mut program = Program::start(desk.path(), &arguments);
    program.wait_until("the pieces", || desk.join("out/pieces/cells/0002/experiment.toml").exists());
    program.kill();
    let edited = text(&desk.join("out/experiment.toml")).replace("fine_tune_epochs = 3", "fine_tune_epochs = 2");
    desk.write("out/experiment.toml", &edited);
    Program::run(desk.path(), &["run", "--resume", "out"]).expect_refusal(&["edited", "out"]);
    let together = ["run", "--resume", "out", "--device", "cpu,cpu"];
    Program::run(desk.path(), &together).expect_refusal(&["begun in parts", "--devices"]);
    desk.write("out/experiment.toml", &edited.replace("fine_tune_epochs = 2", "fine_tune_epochs = 3"));
    Program::run(desk.path(), &["run", "--resume", "out"]).expect_success();
}

#[test]
fn what_can_not_be_spread_is_told() {
    let desk = Desk::new();
    let plain = "[[phases]]\nepochs = 1\nfront = \"adversarial\"\nrest = \"clean\"\n";
    desk.write("plain.toml", &experiment(MLP, plain));
    let run = |arguments: &[&str]| Program::run(desk.path(), &[&["run"][..], arguments].concat());
    run(&["plain.toml", "--devices", "cpu,cpu"]).expect_refusal(&["--device", "protocol"]);
    for arguments in [&["--devices", "tpu"][..], &["--devices", "cpu", "--device", "cpu"]] {
        let ended = run(&[&["plain.toml"][..], arguments].concat());
        assert!(ended.code == Some(2) && ended.stderr.contains("--devices"), "{}", ended.stderr);
    }
    desk.write("transfer.toml", &experiment(MLP, TRANSFER));
    run(&["transfer.toml", "--devices", "cuda:0"]).expect_refusal(&["--features cuda"]);
    assert!(!desk.join("runs").exists(), "nothing is left behind");
}
