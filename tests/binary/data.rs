//! `layerlab data`: sets that come from elsewhere, and what is wrong with them.

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
    for word in ["mnist", "fashion-mnist", "cifar-10", "cifar-100", "tiny-imagenet", "imagenette", "stanford-dogs"] {
        assert!(ended.stdout.contains(word), "{}", ended.stdout);
    }
}

#[test]
fn files_that_are_not_the_published_ones_never_get_in_place() {
    let desk = Desk::new();
    std::fs::create_dir(desk.join("mirror")).expect("a folder");
    for (name, content) in [
        ("train-images-idx3-ubyte", idx(&[2, 28, 28], &[7; 1_568])),
        ("train-labels-idx1-ubyte", idx(&[2], &[1, 12])),
        ("t10k-images-idx3-ubyte", idx(&[1, 28, 28], &[7; 700])),
        ("t10k-labels-idx1-ubyte", idx(&[1], &[1])),
    ] {
        std::fs::write(desk.join("mirror").join(name), content).expect("a file");
    }
    let ended = Program::run(desk.path(), &["data", "fetch", "mnist", "--from", "mirror", "--into", "sets"]);
    assert_eq!(ended.code, Some(2), "{}", ended.stdout);
    assert!(ended.stderr.contains("train-images-idx3-ubyte"), "{}", ended.stderr);
    assert!(!desk.join("sets/mnist/train-images-idx3-ubyte.gz").exists());
    let ended = Program::run(desk.path(), &["data", "check", "mnist", "--from", "mirror"]);
    assert_ne!(ended.code, Some(0), "{}", ended.stdout);
    let said = ended.stdout + &ended.stderr;
    assert!(said.contains("train-images-idx3-ubyte"), "{said}");
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
