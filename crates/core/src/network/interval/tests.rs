//! The bounds of each kind of part contain the outputs of random points of the box.

use burn::tensor::{Device, TensorData, activation::softmax};
use layerlab_schema::{Network, Normalise, ResnetStem, Shape, Window};
use proptest::prelude::*;
use rand::RngExt;

use super::*;
use crate::{
    attack::testing::floats,
    network::{init::Initialiser, part::Part},
    random::{Purpose, stream},
};

const POINTS: u64 = 24;

fn random(shape: [usize; 4], reach: f32, seed: u64, item: u64) -> Tensor<4> {
    let mut rng = stream(seed, Purpose::TestData, 1, item);
    let values: Vec<f32> = (0..shape.iter().product()).map(|_| reach * rng.random_range(-1.0_f32..=1.0)).collect();
    Tensor::from_data(TensorData::new(values, shape), &Device::flex())
}

/// Random points and random corners of a box; corners are where bounds are tight.
fn points(bounds: &Interval, seed: u64) -> impl Iterator<Item = Tensor<4>> {
    let (centre, radius) = (bounds.centre(), bounds.radius());
    (0..POINTS).map(move |item| {
        let offset = random(centre.dims(), 1.0, seed, 10 + item);
        let offset = if item % 2 == 0 { offset.sign() } else { offset };
        centre.clone() + radius.clone() * offset
    })
}

/// The largest distance of an output outside of its bounds, relative to its size; 0 or less where all lie inside.
fn farthest_outside(part: &Part, input: &Interval, seed: u64) -> f32 {
    let bounds = part.bound(input.clone());
    let outside = |x: Tensor<4>| {
        let y = part.forward(x);
        let beyond = (bounds.low.clone() - y.clone()).max_pair(y.clone() - bounds.high.clone());
        floats(&(beyond / (y.abs() + 1.0))).into_iter().fold(f32::NEG_INFINITY, f32::max)
    };
    points(input, seed).map(outside).fold(f32::NEG_INFINITY, f32::max)
}

/// All parts of some networks that together have every kind of part, including the parts of residual ones.
fn every_part() -> Vec<(String, layerlab_schema::Part)> {
    let networks = [
        (Network::Mlp { hidden: vec![5], batch_norm: true }, Shape::new(1, 2, 3)),
        (Network::Cnn { channels: [2, 3], hidden: 4, batch_norm: true }, Shape::new(2, 8, 8)),
        (Network::Resnet { depth: 18, width: 2, stem: ResnetStem::BySize }, Shape::new(1, 8, 8)),
        (Network::PreactResnet { depth: 18, width: 2, final_norm: true }, Shape::new(1, 8, 8)),
        (Network::Vit { patch: 2, dim: 6, depth: 1, heads: 2, mlp: 7 }, Shape::new(2, 4, 4)),
    ];
    let mut parts = Vec::new();
    let by = Normalise { mean: vec![0.4, 0.5], std: vec![0.2, 0.3] };
    parts.extend(by.layer(Shape::new(2, 3, 3)).parts);
    for (network, shape) in networks {
        let layers = network.layers(shape, 3).expect("it fits");
        parts.extend(layers.into_iter().flat_map(|layer| layer.parts));
    }
    let mut inner = Vec::new();
    for part in &parts {
        if let layerlab_schema::Operation::Residual { before, body, shortcut } = &part.operation {
            inner.extend([before, body, shortcut].into_iter().flatten().cloned());
        }
    }
    parts.extend(inner);
    let window = Window::new(3, 2, 1);
    let pooling = layerlab_schema::Operation::MaxPool(window);
    parts.push(layerlab_schema::Part {
        name: String::new(),
        operation: pooling,
        input: Shape::new(2, 5, 5),
        output: Shape::new(2, 3, 3),
    });
    parts.into_iter().map(|part| (format!("{:?}", part.operation), part)).collect()
}

/// A part whose weights, biases, scales and statistics are all random.
fn part_with_random_weights(plan: &layerlab_schema::Part, seed: u64) -> Part {
    let device = Device::flex();
    let mut part = Part::init(plan, &mut Initialiser::new(0, stream(seed, Purpose::Weights, 0, 0), &device));
    for (position, parameter_ref) in part.parameters().into_iter().enumerate() {
        let weight = &plan.weights()[position];
        let mut rng = stream(seed, Purpose::Weights, 1, position as u64);
        let (least, reach) = if weight.name.ends_with("running_var") { (0.2, 2.0) } else { (-1.0, 2.0) };
        let values: Vec<f32> =
            (0..weight.shape.iter().product()).map(|_| least + reach * rng.random::<f32>()).collect();
        parameter_ref.replace(TensorData::new(values, weight.shape.clone()));
    }
    burn::module::Module::valid(&part)
}

fn box_for(plan: &layerlab_schema::Part, size: f32, radius: f32, seed: u64) -> Interval {
    let Shape { channels, height, width } = plan.input;
    let shape = [2, channels, height, width];
    let (centre, radius) = (random(shape, size, seed, 0), random(shape, radius, seed, 1).abs());
    Interval { low: centre.clone() - radius.clone(), high: centre + radius }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn bounds_of_every_part_contain_its_outputs(seed in 0_u64..1000, size in 0.1_f32..3.0, radius in 0.0_f32..1.5) {
        for (name, plan) in every_part() {
            let part = part_with_random_weights(&plan, seed);
            let outside = farthest_outside(&part, &box_for(&plan, size, radius, seed), seed);
            prop_assert!(outside <= 2e-6, "{name}: outside by {outside:e}");
        }
    }

    #[test]
    fn bounds_of_a_point_are_its_output(seed in 0_u64..1000) {
        for (name, plan) in every_part() {
            let part = part_with_random_weights(&plan, seed);
            let input = box_for(&plan, 1.0, 0.0, seed);
            let bounds = part.bound(input.clone());
            let off = |end: &Tensor<4>| {
                let y = part.forward(input.low.clone());
                floats(&((end.clone() - y.clone()) / (y.abs() + 1.0)).abs()).into_iter().fold(0.0, f32::max)
            };
            let worst = off(&bounds.low).max(off(&bounds.high));
            prop_assert!(worst < 2e-3, "{name}: off by {worst:e}");
        }
    }

    #[test]
    fn wide_boxes_give_wide_and_finite_bounds(seed in 0_u64..100, power in 3_i32..15) {
        for (name, plan) in every_part() {
            let part = part_with_random_weights(&plan, seed);
            let input = box_for(&plan, 1.0, 10_f32.powi(power), seed);
            let bounds = part.bound(input.clone());
            let ends = [floats(&bounds.low), floats(&bounds.high)].concat();
            prop_assert!(ends.iter().all(|end| end.is_finite()), "{name}");
            if power < 6 {
                let outside = farthest_outside(&part, &input, seed);
                prop_assert!(outside <= 2e-6, "{name}: outside by {outside:e}");
            }
        }
    }
}

#[test]
fn a_convolution_is_centre_and_radius_by_hand() {
    // One pixel, two channels, weights 2 and −3, bias 1: centre 2·1 − 3·2 + 1 = −3, radius 2·0.5 + 3·0.25 = 1.75.
    let device = Device::flex();
    let window = Window::new(1, 1, 0);
    let operation = layerlab_schema::Operation::Convolution { channels: 1, window, bias: true };
    let plan = layerlab_schema::Part {
        name: String::new(),
        operation,
        input: Shape::new(2, 1, 1),
        output: Shape::new(1, 1, 1),
    };
    let mut part = Part::init(&plan, &mut Initialiser::new(0, stream(0, Purpose::Weights, 0, 0), &device));
    for (parameter_ref, (values, shape)) in
        part.parameters().into_iter().zip([(vec![2.0_f32, -3.0], vec![1, 2, 1, 1]), (vec![1.0], vec![1])])
    {
        parameter_ref.replace(TensorData::new(values, shape));
    }
    let ends = |values: [f32; 2]| Tensor::<4>::from_data(TensorData::new(values.to_vec(), [1, 2, 1, 1]), &device);
    let found = part.bound(Interval { low: ends([0.5, 1.75]), high: ends([1.5, 2.25]) });
    assert!((floats(&found.low)[0] + 4.75).abs() < 1e-5 && (floats(&found.high)[0] + 1.25).abs() < 1e-5, "{found:?}");
}

#[test]
fn the_minimum_of_gelu_is_below_its_least_value() {
    let ends = |x: f32| Tensor::<4>::from_data([[[[x]]]], &Device::flex());
    let input = Interval { low: ends(-3.0), high: ends(0.1) };
    let plan = layerlab_schema::Part {
        name: String::new(),
        operation: layerlab_schema::Operation::Gelu,
        input: Shape::new(1, 1, 1),
        output: Shape::new(1, 1, 1),
    };
    let part = Part::init(&plan, &mut Initialiser::new(0, stream(0, Purpose::Weights, 0, 0), &Device::flex()));
    let bounds = part.bound(input);
    let least =
        (0..3000).map(|i| floats(&part.forward(ends(-3.0 + i as f32 / 1000.0)))[0]).fold(f32::INFINITY, f32::min);
    let low = floats(&bounds.low)[0];
    assert!(low <= least && least - low < 5e-6, "{low} and {least}");
}

#[test]
fn softmax_bounds_contain_every_softmax_and_are_tight() {
    for seed in 0..20 {
        let (centre, radius) = (random([1, 2, 3, 4], 3.0, seed, 0), random([1, 2, 3, 4], 2.0, seed, 1).abs());
        let scores = Interval { low: centre.clone() - radius.clone(), high: centre + radius };
        let bounds = tokens::softmax_bounds(&scores);
        let worst = |x: Tensor<4>| floats(&x).into_iter().fold(f32::NEG_INFINITY, f32::max);
        for x in points(&scores, seed) {
            let y = softmax(x, 3);
            let outside = worst((bounds.low.clone() - y.clone()).max_pair(y - bounds.high.clone()));
            assert!(outside <= 0.0, "outside by {outside}");
        }
        // The first weight is least with its own score low and all others high.
        let corner = |own: &Tensor<4>, others: &Tensor<4>| {
            let scores = Tensor::cat(vec![own.clone().narrow(3, 0, 1), others.clone().narrow(3, 1, 3)], 3);
            softmax(scores, 3).narrow(3, 0, 1)
        };
        let low = corner(&scores.low, &scores.high) - bounds.low.narrow(3, 0, 1);
        let high = bounds.high.narrow(3, 0, 1) - corner(&scores.high, &scores.low);
        assert!(worst(low.max_pair(high).abs()) < 1e-5, "they are not tight");
    }
}
