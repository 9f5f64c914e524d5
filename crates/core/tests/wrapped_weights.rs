//! Weights as people really save them: wrapped, compiled, in tables of many names, numbered, in parts, with the constants of
//! an input normalisation. Reference: PyTorch, by `fixtures/make_wrapped_weights.py`.

mod common;

use std::path::Path;

use burn::tensor::{Device, Tensor, TensorData};
use common::values;
use layerlab_core::network::{Chain, LoadReport, StateDict, WeightsError, save};
use layerlab_schema::{Layer, Network, Normalise, Shape};
use safetensors::{Dtype, SafeTensors, tensor::TensorView};
use serde_json::Value;

fn fixtures() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

fn case(file: &str) -> Value {
    let text = std::fs::read_to_string(fixtures().join("wrapped.json")).expect("the record");
    let cases: Vec<Value> = serde_json::from_str(&text).expect("it is JSON");
    cases.into_iter().find(|case| case["file"] == file).expect("it is in the record")
}

fn opened(file: &str) -> StateDict<'static> {
    StateDict::pytorch(&fixtures().join("wrapped").join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn small_mlp() -> Vec<Layer> {
    Network::Mlp { hidden: vec![5, 4], batch_norm: false }.layers(Shape::new(2, 1, 1), 3).expect("it fits")
}

fn small_cnn(normalise: Option<&Normalise>) -> Vec<Layer> {
    let input = Shape::new(3, 8, 8);
    let network = Network::Cnn { channels: [2, 3], hidden: 4, batch_norm: true };
    let mut layers: Vec<Layer> = normalise.map(|normalise| normalise.layer(input)).into_iter().collect();
    layers.extend(network.layers(input, 3).expect("it fits"));
    layers
}

/// Loads the file and compares the logits with PyTorch's.
fn assert_computes(file: &str, plan: &[Layer]) -> LoadReport {
    let case = case(file);
    let numbers = |key: &str| -> Vec<f64> { serde_json::from_value(case[key].clone()).expect("numbers") };
    let shape: [usize; 3] = serde_json::from_value(case["shape"].clone()).expect("a shape");
    let inputs: Vec<f32> = numbers("inputs").iter().map(|&x| x as f32).collect();
    let inputs = Tensor::<4>::from_data(TensorData::new(inputs, [2, shape[0], shape[1], shape[2]]), &Device::flex());
    let loaded = opened(file).load(Chain::init(plan, 0, &Device::flex()));
    let (chain, report) = loaded.unwrap_or_else(|error| panic!("{file}: {error}"));
    for (found, expected) in values(chain.forward(inputs)).iter().zip(numbers("logits")) {
        assert!((f64::from(*found) - expected).abs() < 1e-5, "{file}: {found} is not {expected}");
    }
    report
}

#[test]
fn a_name_of_21_characters_does_not_hide_the_directory() {
    assert_computes("twenty_one_characters.pth", &small_mlp());
}

#[test]
fn pruned_and_weight_normalised_weights_are_put_together() {
    let report = assert_computes("pruned_and_weight_normalised.pth", &small_mlp());
    assert!(report.fits() && report.matched == 6, "{report:?}");
}

#[test]
fn parts_of_spectral_normalisation_are_refused_with_advice() {
    let fresh = Chain::init(&small_mlp(), 0, &Device::flex());
    let error = opened("spectral_norm.pth").load(fresh).map(|_| ()).expect_err("it can't be put together");
    let told = layerlab_words::message(&error.message());
    assert!(
        told.contains("linear2.parametrizations.weight.original") && told.contains("remove_spectral_norm"),
        "{told}"
    );
}

#[test]
fn numbered_modules_belong_to_layers_by_their_order() {
    let report = assert_computes("sequential.pth", &small_cnn(None));
    assert_eq!((report.names, report.matched), (LoadReport::BY_ORDER, 20));
    // Another shape somewhere, or one module too many: nothing is guessed.
    let wider = Network::Cnn { channels: [2, 3], hidden: 5, batch_norm: true };
    let wider = wider.layers(Shape::new(3, 8, 8), 3).expect("it fits");
    let report = opened("sequential.pth").load_report(&wider);
    assert!(!report.fits() && report.matched == 0 && report.names != LoadReport::BY_ORDER, "{report:?}");
    assert!(!opened("sequential.pth").load_report(&small_mlp()).fits());
}

#[test]
fn the_normalisation_of_a_file_is_taken_over_and_never_dropped() {
    for file in ["normalised.pth", "mu_and_sigma.pth"] {
        let dict = opened(file);
        let normalise = dict.normalise().expect("the file has one");
        assert_eq!(normalise.mean, [0.4914, 0.4822, 0.4465]);
        assert_eq!(normalise.std, [0.2471, 0.2435, 0.2616]);
        assert_computes(file, &small_cnn(Some(normalise)));
        let report = dict.load_report(&small_cnn(None));
        assert_eq!(report.extra, ["mean, std"], "without it the network would compute something else");
    }
}

/// A safetensors file of the tensors of `chain` with other names, and of more tensors.
fn renamed(chain: &Chain, prefix: &str, more: &[&str]) -> Vec<u8> {
    let file = pollster::block_on(save(chain)).expect("it reads");
    let tensors = SafeTensors::deserialize(&file).expect("a whole file");
    let mut views: Vec<(String, TensorView<'_>)> =
        tensors.tensors().into_iter().map(|(name, view)| (format!("{prefix}{name}"), view)).collect();
    let other = [0_u8; 4];
    for name in more {
        views.push(((*name).to_owned(), TensorView::new(Dtype::F32, vec![1], &other).expect("a number")));
    }
    safetensors::serialize(views, None).expect("it serialises")
}

#[test]
fn wrappers_and_tables_of_checkpoints_are_seen_through() {
    let chain = Chain::init(&small_mlp(), 7, &Device::flex());
    let expected = pollster::block_on(save(&chain)).expect("it reads");
    for prefix in [
        "_orig_mod.",
        "module._orig_mod.",
        "_orig_mod.module.",
        "model._orig_mod.module.",
        "state_dict._orig_mod.",
        "model_state.",
        "ema.",
        "params.",
        "params_ema.",
        "weights.",
        "network.",
        "net_state_dict.",
        "best_state_dict.",
        "teacher.",
        "model_ema.module.",
        "3.",
    ] {
        let file = renamed(&chain, prefix, &[]);
        let dict = StateDict::safetensors(&file).expect("a whole file");
        let fresh = Chain::init(&small_mlp(), 1, &Device::flex());
        let (loaded, _) = dict.load(fresh).unwrap_or_else(|error| panic!("{prefix}: {error}"));
        assert!(pollster::block_on(save(&loaded)).expect("it reads") == expected, "{prefix}");
    }
}

#[test]
fn of_weights_and_their_average_the_weights_are_loaded() {
    let chain = Chain::init(&small_mlp(), 7, &Device::flex());
    for prefix in ["model.", "state_dict.", "net."] {
        let file = renamed(&chain, prefix, &["ema.linear1.weight", "optimizer.state.0.momentum"]);
        let report = StateDict::safetensors(&file).expect("a whole file").load_report(&small_mlp());
        assert!(report.fits() && report.matched == 6 && report.ignored.len() == 2, "{prefix}: {report:?}");
    }
    let file = renamed(&chain, "model.", &["temperature"]);
    let report = StateDict::safetensors(&file).expect("a whole file").load_report(&small_mlp());
    assert_eq!(report.extra, ["temperature"], "it may change predictions");
}

#[test]
fn weights_that_are_no_numbers_are_named() {
    let numbers = |values: [f32; 2]| values.into_iter().flat_map(f32::to_le_bytes).collect::<Vec<u8>>();
    let plan = Network::Mlp { hidden: vec![], batch_norm: false }.layers(Shape::new(2, 1, 1), 1).expect("it fits");
    for wrong in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY] {
        let (weight, bias) = (numbers([1.0, wrong]), numbers([0.5, 0.0]));
        let views = [
            ("linear1.weight", TensorView::new(Dtype::F32, vec![1, 2], &weight).expect("it fits")),
            ("linear1.bias", TensorView::new(Dtype::F32, vec![1], &bias[..4]).expect("it fits")),
        ];
        let file = safetensors::serialize(views, None).expect("it serialises");
        let loaded = StateDict::safetensors(&file).expect("a whole file").load(Chain::init(&plan, 0, &Device::flex()));
        let Err(WeightsError::NotFinite(names)) = loaded else { panic!("{wrong} is refused") };
        assert_eq!(names, ["linear1.weight"]);
        let told = layerlab_words::message(&WeightsError::NotFinite(names).message());
        assert!(told.contains("linear1.weight holds NaN or an infinity"), "{told}");
    }
}
