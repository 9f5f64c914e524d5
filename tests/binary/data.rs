//! Data sets from elsewhere: what a run takes, and what `layerlab data` says of what is missing, damaged or forged.

use std::{fs, io::Write, path::Path};

use layerlab_schema::{Augment, Data, DataSet, Experiment, Network};
use serde_json::Value;

use crate::{
    Desk,
    common::{Ended, Program, mlp_on_moons},
};

/// A small picture.
const PICTURE: &[u8] = include_bytes!("../../fuzz/seeds/picture/rgb.png");

/// A short run on `data`, into the folder `out`.
fn run(desk: &Desk, data: Data, more: &[&str]) -> Ended {
    let network = Network::Mlp { hidden: vec![2], batch_norm: false };
    let mut experiment =
        Experiment { cut: layerlab_schema::Cut::new(1), batch_size: 8, data, network, ..mlp_on_moons() };
    experiment.phases[0].epochs = 2;
    experiment.evaluation.samples = 4;
    desk.write_experiment("short.json", &experiment);
    Program::run(desk.path(), &[&["run", "short.json", "--out", "out"], more].concat())
}

fn of(set: DataSet, train: usize, test: usize) -> Data {
    Data { train, test, ..Data::all(set) }
}

fn data(desk: &Desk, arguments: &[&str]) -> Ended {
    Program::run(desk.path(), &[&["data"], arguments].concat())
}

/// MNIST's files with 20 images in each split: sound in their form, but not the published ones. `suffix` is that of
/// their names.
fn mnist(folder: &Path, suffix: &str) {
    fs::create_dir_all(folder).expect("a folder");
    let write = |name: String, head: &[u8], values: Vec<u8>| {
        fs::write(folder.join(name + suffix), [head, &values].concat()).expect("a file");
    };
    for split in ["train", "t10k"] {
        let images = (0..20 * 784).map(|i| (i % 251) as u8).collect();
        let head = [0, 0, 8, 3, 0, 0, 0, 20, 0, 0, 0, 28, 0, 0, 0, 28];
        write(format!("{split}-images-idx3-ubyte"), &head, images);
        write(format!("{split}-labels-idx1-ubyte"), &[0, 0, 8, 1, 0, 0, 0, 20], (0..20).map(|i| i % 10).collect());
    }
}

/// Ten classes with one picture each in `train` and in `val`.
fn imagenette(root: &Path) {
    for split in ["train", "val"] {
        for class in 0..10 {
            let folder = root.join("imagenette2-160").join(split).join(format!("n{class:08}"));
            fs::create_dir_all(&folder).expect("a folder");
            fs::write(folder.join("a.png"), PICTURE).expect("a file");
        }
    }
}

#[test]
fn the_list_is_for_people_and_programs() {
    let desk = Desk::new();
    let ended = data(&desk, &["list"]).expect_success();
    for line in [
        "MNIST: Y. LeCun, C. Cortes, C. Burges; CC BY-SA 3.0 (http",
        "Fashion-MNIST: Zalando SE; MIT (http",
        "CIFAR-10: A. Krizhevsky, V. Nair, G. Hinton; no licence stated",
        "CIFAR-100: A. Krizhevsky, V. Nair, G. Hinton; no licence stated",
        "Tiny ImageNet: from ImageNet, for non-commercial research and education",
        "Imagenette, 160 pixels: from ImageNet, for non-commercial",
        "Imagenette, 320 pixels: from ImageNet, for non-commercial",
        "Stanford Dogs: from ImageNet, for non-commercial",
    ] {
        assert!(ended.stdout.lines().any(|found| found.trim_start().starts_with(line)), "{line}: {}", ended.stdout);
    }
    let is_here = |at: usize| {
        let ended = data(&desk, &["list", "--data-dir", ".", "--json"]).expect_success();
        let sets: Vec<Value> = ended.stdout.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
        assert_eq!(sets.len(), 8);
        (sets[at]["set"].clone(), sets[at]["is_here"].clone())
    };
    mnist(&desk.join("mnist"), "");
    assert_eq!((is_here(0), is_here(2)), (("mnist".into(), true.into()), ("cifar-10".into(), false.into())));
    fs::remove_file(desk.join("mnist/t10k-labels-idx1-ubyte")).expect("it was made");
    assert_eq!(is_here(0), ("mnist".into(), false.into()), "a set that lacks a file is not here");
}

#[test]
fn files_that_are_not_the_published_ones_never_get_in_place() {
    let desk = Desk::new();
    mnist(&desk.join("mirror"), ".gz");
    let says = "mirror/train-images-idx3-ubyte.gz is not the published file: its content's SHA-256 is ";
    data(&desk, &["fetch", "mnist", "--from", "mirror", "--into", "sets"]).expect_refusal(&[says]);
    let left: Vec<_> = fs::read_dir(desk.join("sets/mnist")).expect("it was made").collect();
    assert!(left.is_empty(), "{left:?}");
    data(&desk, &["fetch", "cats"]).expect_refusal(&["no set cats", "cifar-100", "stanford-dogs"]);
}

#[test]
fn a_check_tells_the_file_and_what_is_missing() {
    let desk = Desk::new();
    let check = |set: &str| data(&desk, &["check", set, "--from", "sets"]);
    check("mnist").expect_refusal(&["mnist is not at", "`layerlab data fetch mnist`"]);
    // Somebody unpacked them; then these are the ones that are read.
    mnist(&desk.join("sets/mnist"), "");
    let says = "sets/mnist/train-images-idx3-ubyte is not the published file: its content's SHA-256 is ";
    check("mnist").expect_refusal(&[says]);
    fs::remove_file(desk.join("sets/mnist/t10k-labels-idx1-ubyte")).expect("it was made");
    check("mnist").expect_refusal(&["t10k-labels-idx1-ubyte.gz is missing", "`layerlab data fetch mnist`"]);
    imagenette(&desk.join("sets"));
    check("imagenette").expect_refusal(&["imagenette2-160 has 10 + 10 pictures instead of 9469 + 3925"]);
}

/// The unpacked CIFAR-100 has no checksums, so that its records are counted.
#[test]
fn an_unpacked_cifar_100_must_be_complete() {
    let desk = Desk::new();
    let folder = desk.join("cifar-100-binary");
    fs::create_dir(&folder).expect("a folder");
    let fetch = || data(&desk, &["fetch", "cifar-100", "--into", "."]);
    let check = || data(&desk, &["check", "cifar-100", "--from", "."]);
    check().expect_refusal(&["cifar-100 is not whole", "train.bin, test.bin is missing", "`layerlab data fetch"]);
    fetch().expect_refusal(&["delete ./cifar-100-binary", "train.bin"]);
    let write = |file: &str, count: usize| fs::write(folder.join(file), vec![1; count * 3_074]).expect("a file");
    write("train.bin", 50_000);
    write("test.bin", 9_999);
    fetch().expect_refusal(&["it has 9999 samples of this split instead of 10000"]);
    write("test.bin", 10_001);
    fetch().expect_refusal(&["has 10001 samples of a split instead of 10000"]);
    write("test.bin", 10_000);
    let says = fetch().expect_success().stdout;
    assert!(says.contains("complete (60000 records), its files have no published checksum"), "{says}");
    let says = check().expect_success().stdout;
    assert!(says.contains("complete: 50000 + 10000 records were read"), "{says}");
}

#[test]
fn a_run_without_its_data_says_how_to_get_it_and_leaves_nothing() {
    let desk = Desk::new();
    let says = ["mnist is not at", "layerlab/mnist", "`layerlab data fetch mnist`", "--data-dir"];
    run(&desk, of(DataSet::Mnist, 16, 4), &[]).expect_refusal(&says);
    let says = ["4001", "4000 + 1000", "`layerlab data fetch fashion-mnist`"];
    run(&desk, of(DataSet::FashionMnist, 4_001, 4), &[]).expect_refusal(&says);
    assert!(!desk.join("out").exists());
}

#[test]
fn bundled_samples_are_used_as_long_as_they_suffice() {
    let desk = Desk::new();
    let said = run(&desk, of(DataSet::FashionMnist, 16, 4), &[]).expect_success().stderr;
    assert!(said.contains("fashion-mnist, the 4000 + 1000 samples that come with the program"), "{said}");
    let again = Program::run(desk.path(), &["run", "short.json", "--json", "--out", "again"]).expect_success();
    assert_eq!(again.stderr, "");
}

#[test]
fn a_run_takes_files_from_the_data_folder() {
    let desk = Desk::new();
    mnist(&desk.join("mine/mnist"), "");
    let augment = Some(Augment { crop: 2, ..Augment::default() });
    let data = Data { validation: 4, augment, ..of(DataSet::Mnist, 16, 4) };
    let said = run(&desk, data.clone(), &["--data-dir", "mine"]).expect_success().stderr;
    assert!(said.contains("Data: mnist from mine/mnist."), "{said}");

    let (missing, aside) = (desk.join("mine/mnist/t10k-labels-idx1-ubyte"), desk.join("aside"));
    fs::rename(&missing, &aside).expect("it was made");
    let says = ["mnist is not whole at mine/mnist", "t10k-labels-idx1-ubyte.gz", "`layerlab data fetch"];
    run(&desk, data.clone(), &["--data-dir", "mine"]).expect_refusal(&says);
    fs::rename(aside, missing).expect("it is there");

    fs::write(desk.join("mine/mnist/train-images-idx3-ubyte"), [0, 0, 9, 3]).expect("a file");
    fs::remove_dir_all(desk.join("out")).expect("it was made");
    let says = ["mine/mnist/train-images-idx3-ubyte is damaged at byte"];
    run(&desk, data, &["--data-dir", "mine", "--json"]).expect_refusal(&says);
}

#[test]
fn a_run_streams_pictures() {
    let desk = Desk::new();
    imagenette(desk.path());
    let augment = Some(Augment { crop: 4, flip: true });
    let data = Data { validation: 1, augment, ..of(DataSet::Imagenette, 9, 4) };
    run(&desk, data.clone(), &["--data-dir", "."]).expect_success();

    for class in 0..10 {
        let file = desk.join(&format!("imagenette2-160/train/n{class:08}/a.png"));
        fs::write(file, &PICTURE[..60]).expect("a file");
    }
    fs::remove_dir_all(desk.join("out")).expect("it was made");
    let says = ["a.png can't be used: the picture is damaged"];
    run(&desk, data, &["--data-dir", ".", "--json"]).expect_refusal(&says);
}

/// As `bgzip` writes them, and with the dot that some programs put where MNIST's makers put a dash.
#[test]
fn a_run_takes_gzips_of_several_members_and_other_spellings() {
    let desk = Desk::new();
    let folder = desk.join("mine/mnist");
    mnist(&folder, "");
    for split in ["train", "t10k"] {
        let images = folder.join(format!("{split}-images-idx3-ubyte"));
        let content = fs::read(&images).expect("it was made");
        let members = content.chunks(1_000).flat_map(|part| {
            let mut member = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            member.write_all(part).expect("it compresses");
            member.finish().expect("it compresses")
        });
        let packed = folder.join(format!("{split}-images.idx3-ubyte.gz"));
        fs::write(packed, members.collect::<Vec<u8>>()).expect("a file");
        fs::remove_file(images).expect("it was made");
        let labels = folder.join(format!("{split}-labels-idx1-ubyte"));
        fs::rename(&labels, folder.join(format!("{split}-labels.idx1-ubyte"))).expect("it was made");
    }
    let said = run(&desk, of(DataSet::Mnist, 16, 4), &["--data-dir", "mine"]).expect_success().stderr;
    assert!(said.contains("Data: mnist from mine/mnist."), "{said}");
}

/// The path comes first in the sentence, and is a path still: one can copy it.
#[test]
fn a_sentence_that_begins_with_a_path_leaves_its_letters_as_they_are() {
    let desk = Desk::new();
    imagenette(&desk.join("data"));
    let check = data(&desk, &["check", "imagenette", "--from", "data"]);
    check.expect_refusal(&["layerlab: data/imagenette2-160 has 10 + 10 pictures instead of"]);
    for class in 0..10 {
        let file = desk.join(&format!("data/imagenette2-160/train/n{class:08}/a.png"));
        fs::write(file, b"no picture").expect("a file");
    }
    let set = of(DataSet::Imagenette, 9, 4);
    let refused = run(&desk, set, &["--data-dir", "data", "--json"]);
    refused.expect_refusal(&["layerlab: data/imagenette2-160/train/n", "a.png can't be used: it is neither a PNG"]);
}

/// What systems leave beside pictures does no harm, and what is no file is named before anything waits for it.
#[cfg(unix)]
#[test]
fn a_run_passes_over_junk_and_refuses_pipes() {
    let desk = Desk::new();
    imagenette(desk.path());
    let train = desk.join("imagenette2-160/train");
    for junk in ["__MACOSX", ".ipynb_checkpoints", "n00000000/thumbs.jpg", "n00000000/.ipynb_checkpoints"] {
        fs::create_dir(train.join(junk)).expect("a folder");
    }
    for junk in ["n00000000/._a.png", "n00000000/Thumbs.db", "n00000000/desktop.ini", "__MACOSX/a.png"] {
        fs::write(train.join(junk), b"junk").expect("a file");
    }
    run(&desk, of(DataSet::Imagenette, 10, 4), &["--data-dir", "."]).expect_success();
    fs::remove_dir_all(desk.join("out")).expect("it was made");
    let pipe = train.join("n00000000/b.png");
    assert!(std::process::Command::new("mkfifo").arg(pipe).status().expect("it is on every Unix").success());
    let says = ["n00000000/b.png can't be used: it is neither a file nor a folder"];
    run(&desk, of(DataSet::Imagenette, 9, 4), &["--data-dir", ".", "--json"]).expect_refusal(&says);
}

/// Notepad writes such files.
#[test]
fn an_experiment_with_a_byte_order_mark_runs() {
    let desk = Desk::new();
    let text = serde_json::to_string(&mlp_on_moons()).expect("it serialises");
    desk.write("marked.json", &format!("\u{feff}{text}"));
    Program::run(desk.path(), &["run", "marked.json", "--dry-run"]).expect_success();
}
