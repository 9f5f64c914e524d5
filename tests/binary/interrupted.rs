//! Runs that end before their time: by force, by Ctrl-C, or because nobody reads what they print.

use std::{
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use layerlab_schema::{
    Control, Data, DataSet, Evaluation, Experiment, Measurements, Mode, Network, Objective, Phase, Protocol, Selection,
    Transfer,
};

use crate::{
    Desk,
    common::{Program, json, kills, mlp_on_moons, names_in, random_moments, text, without_times},
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

/// Without what no two runs of an experiment share: the seconds, and where they are.
fn report(folder: &Path) -> serde_json::Value {
    let mut report = json(&folder.join("report.json"));
    without_times(&mut report);
    report
}

/// A transfer with every kind of stage, some seconds long.
fn transfer() -> Experiment {
    let rest = vec![1, 3];
    let long = long();
    let transfer = Transfer {
        rest,
        trials: 2,
        pairs: None,
        normal_epochs: 3,
        robust_epochs: 3,
        fine_tune_epochs: 2,
        tolerance: 0.0,
        objectives: vec![Objective::Adversarial],
        controls: vec![Control::CleanFront],
        selection: Selection::default(),
        measure: Measurements { samples: 50, fit: 100, dependencies: Vec::new(), ..Measurements::default() },
    };
    Experiment {
        name: "transfer".into(),
        data: Data { validation: 100, ..long.data.clone() },
        protocol: Some(Protocol::Transfer(transfer)),
        phases: Vec::new(),
        ..long
    }
}

/// Kills runs at random moments: `LAYERLAB_KILLS` times each, 5 if it is not set.
#[test]
fn runs_that_are_killed_at_random_moments_end_as_if_they_had_not_been() {
    let (kills, mut random) = (kills(5), random_moments());
    let mut training = long();
    training.phases[1].epochs = 60;
    for experiment in [training, transfer()] {
        let (desk, name) = (Desk::new(), experiment.name.clone());
        desk.write_experiment("it.json", &experiment);
        let start = Instant::now();
        // A checkpoint before every step, so that kills fall into writing too.
        let every = ["--checkpoint", "0"];
        Program::run(desk.path(), &[&["run", "it.json", "--out", "whole"][..], &every].concat()).expect_success();
        let seconds = start.elapsed().as_secs_f64();
        let mut killed = 0;
        while killed < kills {
            let arguments: &[&str] = match desk.join("killed/experiment.toml").exists() {
                true => &["run", "--resume", "killed"],
                false => &["run", "it.json", "--out", "killed"],
            };
            let program = Program::start(desk.path(), &[arguments, &every].concat());
            std::thread::sleep(Duration::from_secs_f64(seconds * random.f64() / kills as f64));
            if desk.join("killed/report.json").exists() {
                println!("{name}: it ended before kill {}", killed + 1);
                break;
            }
            program.kill();
            killed += 1;
        }
        if !desk.join("killed/report.json").exists() {
            Program::run(desk.path(), &["run", "--resume", "killed"]).expect_success();
        }
        println!("{name}: killed {killed} times in {seconds:.1} s of work");
        assert!(killed >= kills.min(2), "{name}: too few kills, {killed}");
        assert_eq!(report(&desk.join("whole")), report(&desk.join("killed")), "{name}");
        for file in files_below(&desk.join("whole"), ".safetensors") {
            let bytes = |folder: &str| std::fs::read(desk.join(folder).join(&file)).expect("a file of both runs");
            assert!(bytes("whole") == bytes("killed"), "{name}: {}", file.display());
        }
        assert_eq!(names_in(&desk.join("killed")), names_in(&desk.join("whole")), "{name}: something was left behind");
    }
}

/// The files with this ending in a folder and those below it, as paths from there.
fn files_below(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for name in names_in(folder) {
        let path = folder.join(&name);
        if path.is_dir() {
            found.extend(files_below(&path, ending).into_iter().map(|inner| Path::new(&name).join(inner)));
        } else if name.ends_with(ending) {
            found.push(name.into());
        }
    }
    assert!(!found.is_empty(), "no {ending} in {}", folder.display());
    found
}

#[test]
fn a_damaged_checkpoint_is_told_and_the_one_before_it_taken() {
    let desk = Desk::new();
    desk.write_experiment("digits.json", &long());
    Program::run(desk.path(), &["run", "digits.json", "--out", "whole"]).expect_success();
    let out = desk.join("out");
    let mut program = Program::start(desk.path(), &["run", "digits.json", "--out", "out"]);
    program.wait_until("the third checkpoint", || reached(&out, 21));
    program.kill();
    let (newest, before) = (out.join("checkpoint.json"), out.join("checkpoint-previous.json"));
    let step = json(&before)["step"].as_u64().expect("a number");
    // Other weights, of which JSON knows nothing.
    let (whole, sound) = (text(&newest), text(&before));
    let at = whole.find("\"weights\":\"").expect("weights") + 200;
    let other = if &whole[at..=at] == "A" { "B" } else { "A" };
    std::fs::write(&newest, format!("{}{other}{}", &whole[..at], &whole[at + 1..])).expect("it writes");
    let ended = Program::run(desk.path(), &["run", "--resume", "out"]).expect_success();
    let says = format!("checkpoint.json is damaged: the run goes on from the checkpoint before it, at step {step}");
    assert!(ended.stderr.contains(&says), "{}", ended.stderr);
    assert_eq!(report(&out)["last"], report(&desk.join("whole"))["last"]);

    // Both damaged: a sentence, and nothing is lost.
    let out = desk.join("both");
    std::fs::create_dir(&out).expect("a folder");
    std::fs::copy(desk.join("whole/experiment.toml"), out.join("experiment.toml")).expect("a copy");
    std::fs::write(out.join("checkpoint.json"), &whole[..whole.len() / 2]).expect("it writes");
    std::fs::write(out.join("checkpoint-previous.json"), &sound[..sound.len() / 2]).expect("it writes");
    Program::run(desk.path(), &["run", "--resume", "both"]).expect_refusal(&["checkpoint.json is damaged"]);
    assert_eq!(names_in(&out), ["checkpoint-previous.json", "checkpoint.json", "experiment.toml"]);
}

/// A limit on the size of files is what a full disk looks like from inside: small files can be written, large ones not.
#[cfg(target_os = "linux")]
#[test]
fn a_checkpoint_that_does_not_fit_on_the_disk_costs_nothing_but_time() {
    let desk = Desk::new();
    let mut experiment = long();
    experiment.network = Network::Cnn { channels: [16, 32], hidden: 64, batch_norm: true };
    desk.write_experiment("digits.json", &experiment);
    Program::run(desk.path(), &["run", "digits.json", "--out", "whole"]).expect_success();
    let size = |name: &str| std::fs::metadata(desk.join("whole").join(name)).expect("a file").len();
    // A checkpoint has momentum too, and writes bytes in four thirds of their number.
    let limit = 2 * size("weights.safetensors").max(size("report.json")) / 1024;
    let program = Program::command(desk.path(), &[]).get_program().to_owned();
    let limited = format!("trap '' XFSZ; ulimit -f {limit}; exec \"$0\" run digits.json --out out");
    let mut command = std::process::Command::new("bash");
    let output = command.arg("-c").arg(limited).arg(program).current_dir(desk.path()).output().expect("bash");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}");
    assert_eq!(said.matches("could not be saved").count(), 1, "told once: {said}");
    assert_eq!(report(&desk.join("out"))["last"], report(&desk.join("whole"))["last"]);
    assert_eq!(names_in(&desk.join("out")), names_in(&desk.join("whole")), "something was left behind");
}

#[cfg(unix)]
#[test]
fn a_signal_ends_a_run_with_a_checkpoint_and_finish_with_a_report() {
    let desk = Desk::new();
    let mut experiment = long();
    experiment.phases[1].epochs = 1_000;
    desk.write_experiment("digits.json", &experiment);
    let (out, planned) = (desk.join("out"), experiment.steps() as u64);
    let mut program = Program::start(desk.path(), &["run", "digits.json", "--json", "--out", "out"]);
    program.wait_until("the first checkpoint", || reached(&out, 7));
    program.signal("INT");
    let ended = program.wait();
    assert_eq!(ended.code, Some(130), "{}", ended.stderr);
    let step = json(&out.join("checkpoint.json"))["step"].as_u64().expect("a number");
    let says = format!("Stopped at step {step} of {planned}. Go on with: layerlab run --resume out");
    assert!(ended.stderr.contains(&says), "{}", ended.stderr);
    // Not the checkpoint of the last evaluation: where it stood.
    assert_eq!(ended.losses().len() as u64, step);
    assert!(!out.join("report.json").exists());

    let mut program = Program::start(desk.path(), &["run", "--resume", "out", "--json"]);
    program.wait_until("a later checkpoint", || reached(&out, step + 7));
    program.signal("TERM");
    let ended = program.wait();
    assert_eq!(ended.code, Some(130), "{}", ended.stderr);
    let later = json(&out.join("checkpoint.json"))["step"].as_u64().expect("a number");
    assert_eq!(ended.losses().len() as u64, later - step);

    let ended = Program::run(desk.path(), &["run", "--resume", "out", "--finish", "--json"]);
    assert_eq!((ended.code, ended.result()["steps"].as_u64()), (Some(0), Some(later)), "{}", ended.stderr);
    let names = ["environment.json", "experiment.toml", "metrics.csv", "report.json", "weights.safetensors"];
    assert_eq!(names_in(&out), names);
    let parts = json(&out.join("environment.json"));
    assert_eq!(parts.as_array().map(Vec::len), Some(3), "one for each part: {parts}");
    assert!(parts.to_string().contains("\"program\":\"layerlab "), "{parts}");
}

#[test]
fn without_a_terminal_a_run_tells_of_itself_in_lines() {
    let desk = Desk::new();
    desk.write_experiment("moons.json", &mlp_on_moons());
    let ended = Program::run(desk.path(), &["run", "moons.json", "--out", "out"]).expect_success();
    let lines: Vec<&str> = ended.stderr.lines().filter(|line| line.contains("under attack")).collect();
    assert!(lines.len() >= 5 && lines[0].contains("step     16"), "{}", ended.stderr);
    assert!(!ended.stderr.contains('\u{1b}'), "no colours and no moves: {:?}", ended.stderr);
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
