//! Outputs and gradients of every network family equal PyTorch's (`fixtures/make_networks.py`).
//!
//! Weights are not stored: both sides compute them from their names with the same formula. They are loaded by the names of
//! other programs, so that the naming schemes are tested, too.

mod common;

use std::collections::BTreeMap;

use burn::{
    module::{Module, ModuleVisitor, Param},
    tensor::{Device, Int, Tensor, TensorData},
};
use common::{
    networks::{Case, filled, noise, record},
    values,
};
use layerlab_core::{
    attack::cross_entropy,
    network::{Chain, StateDict},
};
use serde_json::Value;

/// A network of the fixture with its weights, on an autodiff device.
fn trained(case: &Case) -> Chain {
    let file = case.weights();
    let dict = StateDict::safetensors(&file).expect("a whole file");
    let fresh = Chain::init(&case.layers(), 0, &Device::flex().autodiff());
    let (chain, keys) = dict.load(fresh).unwrap_or_else(|error| panic!("{}: {error}", case.name()));
    assert_eq!(keys.names, case.names, "{}", case.name());
    chain
}

/// Asserts that `found` differs from `expected` by at most `tolerance`, relative to the largest value.
#[track_caller]
fn assert_near(what: &str, found: &[f32], expected: &[f64], tolerance: f64) {
    assert_eq!(found.len(), expected.len(), "{what}");
    let largest = expected.iter().fold(0.0_f64, |largest, x| largest.max(x.abs()));
    let worst = found.iter().zip(expected).fold(0.0_f64, |worst, (a, b)| worst.max((f64::from(*a) - b).abs()));
    assert!(worst <= tolerance * largest, "{what}: off by {worst:e} of {largest:e}");
}

#[test]
fn logits_of_every_family_are_pytorchs() {
    for case in record("forward") {
        let logits = trained(&case).valid().forward(case.inputs());
        assert_near(&case.name(), &values(logits), &case.numbers("logits"), 1e-4);
    }
}

/// Gradients of a chain by the position of their parameter among all of the chain's.
struct Gradients<'a> {
    of: &'a burn::tensor::Gradients,
    found: Vec<Vec<f32>>,
}

impl Gradients<'_> {
    fn take<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
        // Statistics are on the device without autodiff, and have no gradients.
        let value = param.val();
        let Some(gradient) = value.is_autodiff().then(|| value.grad(self.of)).flatten() else { return };
        // A linear map is stored transposed.
        let gradient = if D == 2 { gradient.swap_dims(0, 1) } else { gradient };
        self.found.push(values(gradient));
    }
}

impl ModuleVisitor for Gradients<'_> {
    fn visit_float<const D: usize>(&mut self, param: &Param<Tensor<D>>) {
        self.take(param);
    }
}

fn labels(case: &Case) -> Tensor<1, Int> {
    let labels: Vec<i32> = (0..case.samples).map(|i| (i % case.classes) as i32).collect();
    Tensor::from_data(TensorData::new(labels, [case.samples]), &Device::flex())
}

/// Loss, logits, gradient of the input, and the gradient of every trainable parameter by name.
fn backward(case: &Case, chain: &Chain) -> (f32, Vec<f32>, Vec<f32>, Vec<Vec<f32>>) {
    let x = case.inputs().autodiff().require_grad();
    let logits = chain.forward(x.clone());
    let loss = cross_entropy(logits.clone(), labels(case).autodiff()).mean();
    let gradients = loss.backward();
    let input = values(x.grad(&gradients).expect("the input has a gradient"));
    let mut visitor = Gradients { of: &gradients, found: Vec::new() };
    chain.visit(&mut visitor);
    (values(loss.without_autodiff())[0], values(logits.without_autodiff()), input, visitor.found)
}

/// Compares the norm of a gradient and its inner product with noise, both relative to the norm.
#[track_caller]
fn assert_projected(what: &str, name: &str, gradient: &[f32], expected: &Value, floor: f64) {
    let along = noise(&format!("along {name}"), gradient.len());
    let length = gradient.iter().map(|&g| f64::from(g).powi(2)).sum::<f64>().sqrt();
    let product: f64 = gradient.iter().zip(along).map(|(&g, a)| f64::from(g) * f64::from(a)).sum();
    let [true_length, true_product] = [0, 1].map(|i| expected[i].as_f64().expect("a number"));
    let allowed = 2e-4 * true_length + floor;
    let worst = (length - true_length).abs().max((product - true_product).abs());
    assert!(worst <= allowed, "{what} {name}: off by {worst:e} of {true_length:e}");
}

#[test]
fn gradients_of_inputs_and_parameters_are_pytorchs_in_both_modes() {
    for case in record("gradients") {
        let network = trained(&case);
        for (mode, chain) in [("train", network.clone()), ("eval", network.valid())] {
            let what = format!("{} in {mode} mode", case.name());
            let expected = &case.value[mode];
            let (loss, logits, input, parameters) = backward(&case, &chain);
            assert_near(&what, &[loss], &[expected["loss"].as_f64().expect("a number")], 2e-5);
            let numbers: Vec<f64> = serde_json::from_value(expected["logits"].clone()).expect("numbers");
            assert_near(&what, &logits, &numbers, 1e-4);
            let gradients = expected["gradients"].as_object().expect("an object");
            assert_projected(&what, "input", &input, &gradients["input"], 1e-9);
            let longest = gradients.values().filter_map(|g| g[0].as_f64()).fold(0.0, f64::max);
            let learned: Vec<&String> = case.parameters().collect();
            let in_mode = if mode == "train" { learned.len() } else { 0 };
            assert_eq!(parameters.len(), in_mode, "{what}");
            // Both sides list parameters in the order of the chain; files of other programs have their own order.
            let by_name: BTreeMap<&str, &Vec<f32>> = case.in_chain_order().zip(&parameters).collect();
            for (name, gradient) in by_name {
                // A bias before batch normalisation has no effect in training: its gradient is only rounding error.
                assert_projected(&what, name, gradient, &gradients[name], 2e-6 * longest);
            }
        }
    }
}

/// The loss of a chain at an input; with weights on an autodiff device, in training mode.
fn loss(chain: &Chain, x: Tensor<4>, case: &Case) -> f64 {
    let loss = cross_entropy(chain.forward(x), labels(case)).mean();
    f64::from(values(loss)[0])
}

/// Step length of finite differences: short enough that few ReLUs and poolings switch, and long enough to be distinct from
/// rounding errors.
const WAY: f64 = 2e-3;

/// A direction of noise, and the factor that scales it to the step length.
fn direction(count: usize) -> (Vec<f32>, f32) {
    let noise = noise("direction", count);
    let length = noise.iter().map(|&x| f64::from(x).powi(2)).sum::<f64>().sqrt();
    (noise, (WAY / length) as f32)
}

#[test]
fn gradients_are_finite_differences_for_every_kind_of_part() {
    for case in record("gradients") {
        let network = trained(&case);
        let chain = network.valid();
        let (_, _, gradient, _) = backward(&case, &chain);
        let x = case.inputs();
        let (direction, scale) = direction(gradient.len());
        let step = Tensor::<4>::from_data(TensorData::new(direction.clone(), x.dims()), &Device::flex()) * scale;
        let ahead = loss(&chain, x.clone() + step.clone(), &case);
        let behind = loss(&chain, x - step, &case);
        let measured = (ahead - behind) / (2.0 * f64::from(scale));
        let product: f64 = gradient.iter().zip(&direction).map(|(&g, &d)| f64::from(g) * f64::from(d)).sum();
        let length = gradient.iter().map(|&g| f64::from(g).powi(2)).sum::<f64>().sqrt();
        // The remaining error comes from the kinks of ReLU and pooling between both points, and from rounding.
        let allowed = 0.1 * length + 2e-6 / f64::from(scale);
        assert!((measured - product).abs() < allowed, "{}: {measured} is not {product}", case.name());
    }
}

#[test]
fn parameters_follow_finite_differences_layer_by_layer() {
    for case in record("gradients").into_iter().filter(|case| !case.has_statistics()) {
        let chain = trained(&case);
        let (_, _, _, parameters) = backward(&case, &chain);
        for (name, gradient) in case.in_chain_order().zip(&parameters) {
            let (direction, scale) = direction(gradient.len());
            let moved = |by: f32| {
                let file = filled(&case.keys, |key, values| {
                    if key == name {
                        values.iter_mut().zip(&direction).for_each(|(value, d)| *value += by * d);
                    }
                });
                let dict = StateDict::safetensors(&file).expect("a whole file");
                let (chain, _) = dict.load(chain.valid()).expect("the weights fit");
                loss(&chain, case.inputs(), &case)
            };
            let measured = (moved(scale) - moved(-scale)) / (2.0 * f64::from(scale));
            let product: f64 = gradient.iter().zip(&direction).map(|(&g, &d)| f64::from(g) * f64::from(d)).sum();
            let length = gradient.iter().map(|&g| f64::from(g).powi(2)).sum::<f64>().sqrt();
            let allowed = 0.1 * length + 2e-6 / f64::from(scale);
            assert!((measured - product).abs() < allowed, "{} {name}: {measured} is not {product}", case.name());
        }
    }
}

#[test]
fn a_chain_may_be_frozen_before_and_after_any_cut() {
    use layerlab_core::train::{StepConfig, Trainer};
    use layerlab_schema::{Attack, Defence, Mode, Optimizer, Phase};
    let attack = Attack::pgd(0.01, 1);
    for case in record("gradients") {
        let chain = trained(&case);
        for cut in [1, chain.layers().len() / 2, chain.layers().len() - 1] {
            for (front, rest) in [(Mode::Frozen, Mode::Adversarial), (Mode::Clean, Mode::Frozen)] {
                let mut trainer = Trainer::new(chain.clone(), &Optimizer::default());
                let modes = Phase::new(1, front, rest).modes(layerlab_schema::Cut::new(cut), chain.layers().len());
                let streams =
                    (0..9).map(|i| layerlab_core::random::stream(0, layerlab_core::random::Purpose::Order, 0, i));
                let (defence, learning_rate) = (&Defence::Pgd, 0.05);
                let step_config =
                    StepConfig { modes: &modes, distillation: None, defence, attack: &attack, learning_rate };
                let loss = pollster::block_on(trainer.step(&case.inputs(), &labels(&case), &step_config, streams));
                assert!(values(loss)[0].is_finite(), "{} cut at {cut}", case.name());
            }
        }
    }
}

#[test]
fn normalisation_is_the_formula_and_has_its_gradient() {
    use layerlab_schema::{Normalise, Shape};
    let by = Normalise { mean: vec![0.5, 0.25], std: vec![0.5, 0.125] };
    let chain = Chain::init(&[by.layer(Shape::new(2, 1, 2))], 0, &Device::flex());
    let x = Tensor::<4>::from_data([[[[0.0, 1.0]], [[0.25, 0.5]]]], &Device::flex()).autodiff().require_grad();
    let y = chain.layers()[0].forward(x.clone());
    let gradients = y.clone().sum().backward();
    assert_eq!(values(y.without_autodiff()), [-1.0, 1.0, 0.0, 2.0]);
    assert_eq!(values(x.grad(&gradients).expect("it has one")), [2.0, 2.0, 8.0, 8.0]);
}
