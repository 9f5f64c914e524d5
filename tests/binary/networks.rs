//! `layerlab network`: what the field knows of its networks, and weights that don't fit.

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
