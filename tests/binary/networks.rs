//! `layerlab network`: what the field knows of its networks, and weights that don't fit.

use safetensors::{Dtype, tensor::TensorView};

use crate::{Desk, common::Program};

#[test]
fn known_networks_have_the_parameters_that_everybody_counts() {
    let desk = Desk::new();
    for (name, input, classes, parameters) in [
        ("vgg16-bn", "3x32x32", "10", 14_728_266_u64),
        ("resnet18", "3x32x32", "10", 11_173_962),
        ("wrn-34-10", "3x32x32", "10", 46_160_474),
        ("resnet50", "3x224x224", "1000", 25_557_032),
    ] {
        let arguments = ["network", name, "--input", input, "--classes", classes, "--json"];
        let result = Program::run(desk.path(), &arguments).expect_success().result();
        assert_eq!(result["parameters"].as_u64(), Some(parameters), "{name}");
        let layers = result["layers"].as_array().expect("layers");
        let sum: u64 = layers.iter().filter_map(|layer| layer["parameters"].as_u64()).sum();
        assert_eq!(sum, parameters, "{name}");
        assert!(layers.iter().all(|layer| layer["multiply_accumulates"].is_u64()), "{name}");
    }
}

#[test]
fn what_is_no_network_or_no_weights_is_named() {
    let desk = Desk::new();
    let ended = Program::run(desk.path(), &["network", "resnet19", "--input", "3x32x32"]);
    assert_eq!(ended.code, Some(2));
    assert!(ended.stderr.contains("resnet19") && ended.stderr.contains("resnet18"), "{}", ended.stderr);
    desk.write("broken.pth", "this is no archive and no pickle");
    let ended = Program::run(desk.path(), &["network", "resnet18", "--input", "3x32x32", "--weights", "broken.pth"]);
    assert_eq!(ended.code, Some(2), "{}", ended.stdout);
    assert!(ended.stderr.contains("broken.pth"), "{}", ended.stderr);
}

/// Weights of a perceptron 2 → 3 with two values of the first tensor set.
fn weights(values: [f32; 2]) -> Vec<u8> {
    let numbers = |values: &[f32]| values.iter().flat_map(|value| value.to_le_bytes()).collect::<Vec<u8>>();
    let (weight, bias) = (numbers(&[values[0], values[1], 0.5, -0.5, 0.25, 1.0]), numbers(&[0.0; 3]));
    let view = |shape: &[usize], bytes| TensorView::new(Dtype::F32, shape.to_vec(), bytes).expect("it fits");
    let tensors = [("linear1.weight", view(&[3, 2], &weight)), ("linear1.bias", view(&[3], &bias))];
    safetensors::serialize(tensors, None).expect("it serialises")
}

#[test]
fn a_normalisation_is_a_layer_before_the_others() {
    let desk = Desk::new();
    let arguments = ["network", "cnn", "--input", "3x32x32", "--mean", "0.49,0.48,0.44", "--std", "0.2,0.2,0.2"];
    let ended = Program::run(desk.path(), &arguments).expect_success();
    assert!(ended.stdout.lines().nth(1).is_some_and(|line| line.contains("normal")), "{}", ended.stdout);
    assert!(ended.stdout.contains("normalised by mean 0.49, 0.48, 0.44"), "{}", ended.stdout);
    let one = ["network", "cnn", "--input", "3x32x32", "--mean", "0.5", "--std", "0.5"];
    Program::run(desk.path(), &one).expect_refusal(&["normalise.mean has 1", "--input have 3 channels"]);
    let ended = Program::run(desk.path(), &arguments[..6]);
    assert!(ended.code == Some(2) && ended.stderr.contains("--std"), "{}", ended.stderr);
}

#[cfg(unix)]
#[test]
fn a_path_that_is_not_utf_8_is_a_path() {
    use std::{ffi::OsStr, os::unix::ffi::OsStrExt};
    let desk = Desk::new();
    let name = OsStr::from_bytes(b"w\xff.safetensors");
    std::fs::write(desk.path().join(name), weights([1.0, 2.0])).expect("it writes");
    let arguments = ["network", "cnn", "--input", "1x8x8", "--json", "--weights"];
    let output = Program::command(desk.path(), &arguments).arg(name).output().expect("it runs");
    let result: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON, not a panic");
    assert!(result["weights"]["file"].as_str().is_some_and(|file| file.starts_with('w')), "{result}");

    desk.write_experiment("moons.json", &crate::common::mlp_on_moons());
    let output = Program::command(desk.path(), &["run", "moons.json", "--json", "--out"])
        .arg(OsStr::from_bytes(b"out\xfe"))
        .output()
        .expect("it runs");
    let last = String::from_utf8_lossy(&output.stdout).lines().last().unwrap_or_default().to_owned();
    let result: serde_json::Value = serde_json::from_str(&last).expect("the result");
    assert!(result["folder"].as_str().is_some_and(|folder| folder.starts_with("out")), "{last}");
}
