//! `layerlab data`: sets that come from elsewhere, and what is wrong with them.

use std::path::Path;

use crate::{Desk, common::Program};

/// An IDX file of unsigned bytes.
fn idx(shape: &[u32], values: &[u8]) -> Vec<u8> {
    let mut file = vec![0, 0, 8, shape.len() as u8];
    file.extend(shape.iter().flat_map(|size| size.to_be_bytes()));
    file.extend(values);
    file
}

#[test]
fn the_list_names_every_set_with_its_licence() {
    let desk = Desk::new();
    let ended = Program::run(desk.path(), &["data", "list"]).expect_success();
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
}

/// MNIST's files, sound in their form, but not the published ones; `suffix` is that of their names.
fn forged(folder: &Path, suffix: &str) {
    std::fs::create_dir_all(folder).expect("a folder");
    for (name, content) in [
        ("train-images-idx3-ubyte", idx(&[2, 28, 28], &[7; 1_568])),
        ("train-labels-idx1-ubyte", idx(&[2], &[1, 9])),
        ("t10k-images-idx3-ubyte", idx(&[1, 28, 28], &[7; 784])),
        ("t10k-labels-idx1-ubyte", idx(&[1], &[1])),
    ] {
        std::fs::write(folder.join(format!("{name}{suffix}")), content).expect("a file");
    }
}

#[test]
fn files_that_are_not_the_published_ones_never_get_in_place() {
    let desk = Desk::new();
    forged(&desk.join("mirror"), ".gz");
    let ended = Program::run(desk.path(), &["data", "fetch", "mnist", "--from", "mirror", "--into", "sets"]);
    assert_eq!(ended.code, Some(2), "{}", ended.stdout);
    let says = "mirror/train-images-idx3-ubyte.gz is not the published file: its content's SHA-256 is ";
    assert!(ended.stderr.contains(says), "{}", ended.stderr);
    let left: Vec<_> = std::fs::read_dir(desk.join("sets/mnist")).expect("it was made").collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn a_check_tells_files_that_are_not_the_published_ones() {
    let desk = Desk::new();
    // Somebody unpacked them; then these are the ones that are read.
    forged(&desk.join("sets/mnist"), "");
    let ended = Program::run(desk.path(), &["data", "check", "mnist", "--from", "sets"]);
    assert_eq!(ended.code, Some(2), "{}", ended.stdout);
    let says = "sets/mnist/train-images-idx3-ubyte is not the published file: its content's SHA-256 is ";
    assert!(ended.stderr.contains(says), "{}", ended.stderr);
}

#[test]
fn a_set_that_lacks_a_file_is_not_here() {
    let desk = Desk::new();
    forged(&desk.join("sets/mnist"), "");
    std::fs::remove_file(desk.join("sets/mnist/t10k-labels-idx1-ubyte")).expect("it was made");
    let ended = Program::run(desk.path(), &["data", "check", "mnist", "--from", "sets"]);
    assert_eq!(ended.code, Some(2), "{}", ended.stdout);
    for part in ["t10k-labels-idx1-ubyte.gz is missing", "layerlab data fetch mnist"] {
        assert!(ended.stderr.contains(part), "{}", ended.stderr);
    }
}

#[test]
fn a_run_without_its_data_says_how_to_get_it_and_leaves_nothing() {
    let desk = Desk::new();
    let mut experiment = crate::common::mlp_on_moons();
    experiment.data = layerlab_spec::Data::all(layerlab_spec::DataSet::Mnist);
    experiment.cut = 2;
    desk.write_experiment("mnist.json", &experiment);
    let ended = Program::run(desk.path(), &["run", "mnist.json", "--data-dir", "nowhere", "--out", "out"]);
    assert_eq!(ended.code, Some(2));
    assert!(ended.stderr.contains("layerlab data fetch mnist"), "{}", ended.stderr);
    assert!(!desk.join("out").exists());
}
