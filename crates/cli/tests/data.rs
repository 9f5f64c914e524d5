//! Data sets and the binary as a process: what a run takes, what it says when something is missing or damaged.

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};

use tempfile::TempDir;

/// A small picture.
const PICTURE: &[u8] = include_bytes!("../../../fuzz/seeds/picture/rgb.png");

/// A run of two steps of a tiny perceptron.
fn experiment(data: &str) -> String {
    format!(
        r#"version = 1
name = "tiny"
seed = 1
cut = 1
batch_size = 8
data = {{ {data} }}
network = {{ kind = "mlp", hidden = [2] }}
optimizer = {{ kind = "sgd", learning_rate = 0.01 }}
attack = {{ epsilon = 0.1, step_size = 0.1, steps = 1 }}
evaluation = {{ every = 1, samples = 4, attack = {{ epsilon = 0.1, step_size = 0.1, steps = 1 }} }}
phases = [{{ epochs = 2, front = "adversarial", rest = "clean" }}]
"#
    )
}

/// A folder to work in, in which no data folder of this machine is seen.
fn layerlab(desk: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_layerlab"));
    command.current_dir(desk).env_remove("LAYERLAB_DATA").env("XDG_DATA_HOME", desk.join("system")).env("HOME", desk);
    command.args(arguments).output().expect("it starts")
}

fn run(desk: &TempDir, data: &str, more: &[&str]) -> Output {
    fs::write(desk.path().join("tiny.toml"), experiment(data)).expect("it can be written");
    layerlab(desk.path(), &[&["run", "tiny.toml", "--out", "out"], more].concat())
}

fn desk() -> TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[track_caller]
fn assert_refused(output: &Output, says: &[&str]) {
    let message = stderr(output);
    assert_eq!((output.status.code(), message.lines().count()), (Some(2), 1), "{message}");
    for part in says {
        assert!(message.contains(part), "“{part}” is not in: {message}");
    }
}

/// Ten classes with one picture each in `train` and in `val`.
fn imagenette(root: &Path) {
    for split in ["train", "val"] {
        for class in 0..10 {
            let folder = root.join("imagenette2-160").join(split).join(format!("n{class:08}"));
            fs::create_dir_all(&folder).expect("it can be made");
            fs::write(folder.join("a.png"), PICTURE).expect("it can be written");
        }
    }
}

/// MNIST's four files with 20 images in each split.
fn mnist(root: &Path) {
    let folder = root.join("mnist");
    fs::create_dir_all(&folder).expect("it can be made");
    let images: Vec<u8> = (0..20 * 784).map(|i| (i % 251) as u8).collect();
    let labels: Vec<u8> = (0..20).map(|i| i % 10).collect();
    for split in ["train", "t10k"] {
        let head = [&[0, 0, 8, 3, 0, 0, 0, 20, 0, 0, 0, 28, 0, 0, 0, 28], images.as_slice()].concat();
        fs::write(folder.join(format!("{split}-images-idx3-ubyte")), head).expect("it can be written");
        let head = [&[0, 0, 8, 1, 0, 0, 0, 20], labels.as_slice()].concat();
        fs::write(folder.join(format!("{split}-labels-idx1-ubyte")), head).expect("it can be written");
    }
}

#[test]
fn a_set_that_is_not_here_names_the_command_that_gets_it() {
    let desk = desk();
    let output = run(&desk, r#"set = "mnist", train = 16, test = 4"#, &[]);
    assert_refused(&output, &["mnist is not at", "system/layerlab/mnist", "`layerlab data fetch mnist`", "--data"]);
    assert!(!desk.path().join("out").exists());
    let output = run(&desk, r#"set = "fashion-mnist", train = 4001, test = 4"#, &[]);
    assert_refused(&output, &["4001", "4000 + 1000", "`layerlab data fetch fashion-mnist`"]);
}

#[test]
fn bundled_samples_are_used_as_long_as_they_suffice() {
    let desk = desk();
    let output = run(&desk, r#"set = "fashion-mnist", train = 16, test = 4"#, &[]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(stderr(&output).contains("fashion-mnist, the 4000 + 1000 samples that come with the program"));
    let output = layerlab(desk.path(), &["run", "tiny.toml", "--json", "--out", "again"]);
    assert_eq!((output.status.success(), stderr(&output)), (true, String::new()));
}

#[test]
fn a_run_takes_files_from_the_data_folder() {
    let desk = desk();
    mnist(&desk.path().join("mine"));
    let data = r#"set = "mnist", train = 16, test = 4, validation = 4, augment = { crop = 2 }"#;
    let output = run(&desk, data, &["--data-dir", "mine"]);
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(stderr(&output).contains("Data: mnist from mine/mnist."), "{}", stderr(&output));

    let missing = desk.path().join("mine/mnist/t10k-labels-idx1-ubyte");
    fs::rename(&missing, desk.path().join("aside")).expect("it was made");
    let output = run(&desk, data, &["--data-dir", "mine"]);
    assert_refused(&output, &["mnist is not whole at mine/mnist", "t10k-labels-idx1-ubyte.gz", "`layerlab data fetch"]);
    fs::rename(desk.path().join("aside"), missing).expect("it is there");

    let damaged = desk.path().join("mine/mnist/train-images-idx3-ubyte");
    fs::write(&damaged, [0, 0, 9, 3]).expect("it can be written");
    fs::remove_dir_all(desk.path().join("out")).expect("it was made");
    let output = run(&desk, data, &["--data-dir", "mine", "--json"]);
    assert_refused(&output, &["mine/mnist/train-images-idx3-ubyte is damaged at byte"]);
}

#[test]
fn a_run_streams_pictures() {
    let desk = desk();
    imagenette(desk.path());
    let data = r#"set = "imagenette", train = 9, test = 4, validation = 1, augment = { crop = 4, flip = true }"#;
    let output = run(&desk, data, &["--data-dir", "."]);
    assert!(output.status.success(), "{}", stderr(&output));

    for class in 0..10 {
        let file = desk.path().join(format!("imagenette2-160/train/n{class:08}/a.png"));
        fs::write(file, &PICTURE[..60]).expect("it can be written");
    }
    fs::remove_dir_all(desk.path().join("out")).expect("it was made");
    let output = run(&desk, data, &["--data-dir", ".", "--json"]);
    assert_refused(&output, &["a.png can't be used: the picture is damaged"]);
}

#[test]
fn a_check_tells_the_file_and_what_is_missing() {
    let desk = desk();
    let output = layerlab(desk.path(), &["data", "check", "mnist", "--from", "."]);
    assert_refused(&output, &["mnist is not at", "`layerlab data fetch mnist`"]);
    mnist(desk.path());
    let output = layerlab(desk.path(), &["data", "check", "mnist", "--from", "."]);
    assert_refused(&output, &["train-images-idx3-ubyte is not the published file", "SHA-256"]);
    imagenette(desk.path());
    let output = layerlab(desk.path(), &["data", "check", "imagenette", "--from", "."]);
    assert_refused(&output, &["imagenette2-160 has 10 + 10 pictures instead of 9469 + 3925"]);
    let output = layerlab(desk.path(), &["data", "fetch", "cats"]);
    assert_refused(&output, &["no set cats", "cifar-100", "stanford-dogs"]);
}

#[test]
fn the_list_is_for_people_and_programs() {
    let desk = desk();
    mnist(desk.path());
    let output = layerlab(desk.path(), &["data", "list", "--data-dir", ".", "--json"]);
    let lines = String::from_utf8(output.stdout).expect("text");
    let sets: Vec<serde_json::Value> = lines.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    assert_eq!(sets.len(), 8);
    assert_eq!((&sets[0]["set"], &sets[0]["is_here"]), (&"mnist".into(), &true.into()));
    fs::remove_file(desk.path().join("mnist/t10k-labels-idx1-ubyte")).expect("it was made");
    let output = layerlab(desk.path(), &["data", "list", "--data-dir", ".", "--json"]);
    let first = String::from_utf8(output.stdout).expect("text").lines().next().map(String::from).expect("a set");
    assert!(first.contains(r#""is_here":false"#), "{first}");
    assert_eq!((&sets[2]["set"], &sets[2]["is_here"]), (&"cifar-10".into(), &false.into()));
    let output = layerlab(desk.path(), &["data", "list"]);
    assert!(String::from_utf8_lossy(&output.stdout).contains("Imagenette, 160 pixels"));
}

/// The unpacked CIFAR-100 has no checksums, so that its records are counted.
#[test]
fn an_unpacked_cifar_100_must_be_complete() {
    let desk = desk();
    let folder = desk.path().join("cifar-100-binary");
    fs::create_dir(&folder).expect("it can be made");
    let fetch = || layerlab(desk.path(), &["data", "fetch", "cifar-100", "--into", "."]);
    let check = || layerlab(desk.path(), &["data", "check", "cifar-100", "--from", "."]);
    assert_refused(&check(), &["cifar-100 is not whole", "train.bin, test.bin is missing", "`layerlab data fetch"]);
    assert_refused(&fetch(), &["delete ./cifar-100-binary", "train.bin"]);
    let write = |file: &str, count: usize| fs::write(folder.join(file), vec![1; count * 3_074]).expect("it is written");
    write("train.bin", 50_000);
    write("test.bin", 9_999);
    assert_refused(&fetch(), &["it has 9999 samples of this split instead of 10000"]);
    write("test.bin", 10_001);
    assert_refused(&fetch(), &["has 10001 samples of a split instead of 10000"]);
    write("test.bin", 10_000);
    let output = fetch();
    let says = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{}", stderr(&output));
    assert!(says.contains("complete (60000 records), its files have no published checksum"), "{says}");
    let says = String::from_utf8_lossy(&check().stdout).into_owned();
    assert!(says.contains("complete: 50000 + 10000 records were read"), "{says}");
}

/// As `layerlab data list | head -1` does it.
#[cfg(unix)]
#[test]
fn a_reader_that_has_seen_enough_is_no_fault() {
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    let mut command = Command::new(env!("CARGO_BIN_EXE_layerlab"));
    let output = command.args(["data", "list", "--data-dir", "."]).stdout(writer).output().expect("it starts");
    assert_eq!((output.status.code(), stderr(&output)), (Some(0), String::new()));
}
