//! The kernels on a GPU (or on Vulkan in software) against Burn's own operations on the CPU.

use std::sync::OnceLock;

use burn::{
    module::Param,
    nn::{PaddingConfig2d, conv::Conv2dConfig},
    tensor::{
        Device, TensorData,
        activation::{log_softmax, relu},
        module::max_pool2d,
        ops::MaxPoolOptions,
    },
};
use layerlab_schema::Norm;
use proptest::{prelude::*, test_runner::Config};
use rand::RngExt;

use super::*;
use crate::{
    attack::Ball,
    random::{Purpose, stream},
};

/// The GPU of all tests: it is opened once.
pub(crate) fn gpu() -> Device {
    static GPU: OnceLock<Device> = OnceLock::new();
    GPU.get_or_init(|| crate::device::gpu().expect("a GPU, or Vulkan in software").0).clone()
}

fn random(length: usize, number: u64) -> Vec<f32> {
    let mut rng = stream(3, Purpose::TrainingData, number, 0);
    (0..length).map(|_| rng.random_range(-1.0..1.0)).collect()
}

fn on<const D: usize>(values: &[f32], shape: [usize; D], device: &Device) -> Tensor<D> {
    Tensor::from_data(TensorData::new(values.to_vec(), shape), device)
}

fn read<const D: usize>(tensor: Tensor<D>) -> Vec<f32> {
    tensor.into_data().try_into_vec().expect("f32")
}

fn assert_near(found: &[f32], expected: &[f32], what: &str) {
    assert_eq!(found.len(), expected.len(), "{what}");
    let largest = expected.iter().fold(1.0_f32, |largest, value| largest.max(value.abs()));
    for (place, (found, expected)) in found.iter().zip(expected).enumerate() {
        let is_near = (found - expected).abs() <= 2e-5 * largest || found == expected;
        assert!(is_near || found.is_nan() && expected.is_nan(), "{what}, place {place}: {found} for {expected}");
    }
}

/// The pooled convolution of these inputs, and the gradients of x, weight and bias of its sum weighted by `scale`.
fn pooled_on(
    device: &Device,
    shape: &PooledConvolution,
    [x, weight, bias, scale]: [&[f32]; 4],
    run: impl Fn(&Tensor<4>, Tensor<4>, Tensor<1>, usize) -> Tensor<4>,
) -> Vec<Vec<f32>> {
    let &PooledConvolution { batch, inputs, outputs, height, width, side, padding } = shape;
    let device = device.clone().autodiff();
    let x = on(x, [batch, inputs, height, width], &device).require_grad();
    let weight = on(weight, [outputs, inputs, side, side], &device).require_grad();
    let bias = on(bias, [outputs], &device).require_grad();
    let output = run(&x, weight.clone(), bias.clone(), padding);
    let scale = on(scale, output.dims(), &device);
    let mut gradients = (output.clone() * scale).sum().backward();
    vec![
        read(output.inner()),
        read(x.grad_remove(&mut gradients).expect("a gradient")),
        read(weight.grad_remove(&mut gradients).expect("a gradient")),
        read(bias.grad_remove(&mut gradients).expect("a gradient")),
    ]
}

/// Burn's own operations.
fn plain(x: &Tensor<4>, weight: Tensor<4>, bias: Tensor<1>, padding: usize) -> Tensor<4> {
    let [outputs, inputs, side, _] = weight.dims();
    let mut convolution = Conv2dConfig::new([inputs, outputs], [side; 2])
        .with_padding(PaddingConfig2d::Explicit(padding, padding, padding, padding))
        .init(&x.device());
    convolution.weight = Param::from_tensor(weight);
    convolution.bias = Some(Param::from_tensor(bias));
    max_pool2d(relu(convolution.forward(x.clone())), MaxPoolOptions::new([2; 2]).with_stride([2; 2]))
}

fn fused(x: &Tensor<4>, weight: Tensor<4>, bias: Tensor<1>, padding: usize) -> Tensor<4> {
    convolve_relu_pool(x, weight, bias, padding).expect("on a GPU")
}

fn shapes() -> impl Strategy<Value = PooledConvolution> {
    let sizes = (1..6_usize, 1..7_usize, 1..10_usize, 4..12_usize, 4..12_usize);
    (sizes, prop::sample::select(vec![(1, 0), (2, 0), (2, 1), (3, 0), (3, 1), (3, 2)])).prop_map(
        |((batch, inputs, outputs, height, width), (side, padding))| {
            let [height, width] = [height, width].map(|length| length.max(side + 1));
            PooledConvolution { batch, inputs, outputs, height, width, side, padding }
        },
    )
}

proptest! {
    #![proptest_config(Config { cases: 24, failure_persistence: None, ..Config::default() })]

    #[test]
    fn pooled_convolutions_are_burns(shape in shapes()) {
        let pooled = shape.out_height() * shape.out_width();
        let x = random(shape.batch * shape.inputs * shape.height * shape.width, 1);
        let weight = random(shape.outputs * shape.inputs * shape.side * shape.side, 2);
        let bias = random(shape.outputs, 3);
        let scale = random(shape.batch * shape.outputs * pooled, 4);
        let inputs = [&x[..], &weight, &bias, &scale];
        let found = pooled_on(&gpu(), &shape, inputs, fused);
        let expected = pooled_on(&Device::flex(), &shape, inputs, plain);
        for (name, (found, expected)) in ["output", "x", "weight", "bias"].iter().zip(found.iter().zip(&expected)) {
            assert_near(found, expected, &format!("{name} of {shape:?}"));
        }
    }

    #[test]
    fn linear_maps_are_burns(batch in 1..9_usize, inputs in 1..40_usize, outputs in 1..11_usize, with_relu: bool) {
        let (x, weight, bias) = (random(batch * inputs, 1), random(inputs * outputs, 2), random(outputs, 3));
        let scale = random(batch * outputs, 4);
        let results = [gpu(), Device::flex()].map(|device| {
            let device = device.autodiff();
            let x = on(&x, [batch, inputs, 1, 1], &device).require_grad();
            let weight = on(&weight, [inputs, outputs], &device).require_grad();
            let bias = on(&bias, [outputs], &device).require_grad();
            let output = linear_map(&x, weight.clone(), bias.clone(), with_relu).unwrap_or_else(|| {
                let sums = x.clone().reshape([batch, inputs]).matmul(weight.clone()) + bias.clone().unsqueeze();
                let sums = if with_relu { relu(sums) } else { sums };
                sums.reshape([batch, outputs, 1, 1])
            });
            let scaled = output.clone() * on(&scale, [batch, outputs, 1, 1], &device);
            let mut gradients = scaled.sum().backward();
            [
                read(output.inner()),
                read(x.grad_remove(&mut gradients).expect("a gradient")),
                read(weight.grad_remove(&mut gradients).expect("a gradient")),
                read(bias.grad_remove(&mut gradients).expect("a gradient")),
            ]
        });
        for (name, (found, expected)) in ["output", "x", "weight", "bias"].iter().zip(results[0].iter().zip(&results[1])) {
            assert_near(found, expected, name);
        }
    }

    #[test]
    fn cross_entropies_are_burns(batch in 1..70_usize, classes in 2..12_usize, scale in 0.1_f32..200.0) {
        let logits: Vec<f32> = random(batch * classes, 1).iter().map(|z| z * scale).collect();
        let labels: Vec<i32> = (0..batch).map(|sample| ((sample * 7) % classes) as i32).collect();
        let weights = random(batch, 2);
        let results = [gpu(), Device::flex()].map(|device| {
            let device = device.autodiff();
            let logits = on(&logits, [batch, classes], &device).require_grad();
            let labels = Tensor::<1, Int>::from_data(TensorData::new(labels.clone(), [batch]), &device);
            let losses = cross_entropy(&logits, &labels).unwrap_or_else(|| {
                log_softmax(logits.clone(), 1).gather(1, labels.reshape([batch, 1])).reshape([batch]).neg()
            });
            let mut gradients = (losses.clone() * on(&weights, [batch], &device)).sum().backward();
            [read(losses.inner()), read(logits.grad_remove(&mut gradients).expect("a gradient"))]
        });
        for (name, (found, expected)) in ["losses", "gradient"].iter().zip(results[0].iter().zip(&results[1])) {
            assert_near(found, expected, name);
        }
    }

    #[test]
    fn steps_of_attacks_are_burns(batch in 1..4_usize, channels in 1..4_usize, side in 1..9_usize, size in 0.0_f64..0.5) {
        let shape = [batch, channels, side, side];
        let length = shape.iter().product();
        let clean: Vec<f32> = random(length, 1).iter().map(|value| value.abs()).collect();
        let (start, mut gradient) = (random(length, 2), random(length, 3));
        gradient[0] = 0.0;
        gradient[length - 1] = f32::INFINITY;
        let [found, expected] = [gpu(), Device::flex()].map(|device| {
            let ball = Ball::around(&on(&clean, shape, &device), Norm::Linf, 0.3);
            read(ball.ascended(on(&start, shape, &device), on(&gradient, shape, &device), size))
        });
        assert_near(&found, &expected, "the next point");
    }
}

/// A single window, so that what wins can be said.
fn window(values: [f32; 4]) -> Vec<Vec<f32>> {
    let shape = PooledConvolution { batch: 1, inputs: 1, outputs: 1, height: 2, width: 2, side: 1, padding: 0 };
    pooled_on(&gpu(), &shape, [&values, &[1.0], &[0.0], &[1.0]], fused)
}

#[test]
fn what_is_not_a_number_survives() {
    for place in 0..4 {
        let mut values = [0.5, 2.0, -1.0, 1.0];
        values[place] = f32::NAN;
        assert!(window(values)[0][0].is_nan(), "place {place}");
    }
    assert_eq!(window([0.5, f32::INFINITY, -1.0, 1.0])[0], [f32::INFINITY]);
    let device = gpu();
    let x = on(&[f32::NAN, 1.0], [1, 2, 1, 1], &device);
    let zero = || on(&[0.0], [1], &device);
    let mapped = linear_map(&x, on(&[1.0, 1.0], [2, 1], &device), zero(), true).expect("on a GPU");
    assert!(read(mapped)[0].is_nan());
    let labels = Tensor::<1, Int>::from_data([0], &device);
    let losses = cross_entropy(&on(&[1.0, f32::NAN], [1, 2], &device), &labels).expect("on a GPU");
    assert!(read(losses)[0].is_nan());
    let ball = Ball::around(&on(&[0.5], [1, 1, 1, 1], &device), Norm::Linf, 0.1);
    let next = ball.ascended(on(&[0.5], [1, 1, 1, 1], &device), on(&[f32::NAN], [1, 1, 1, 1], &device), 0.1);
    assert!(read(next)[0].is_nan());
}

#[test]
fn the_first_of_equals_wins_and_a_dead_window_has_no_gradient() {
    assert_eq!(window([1.0, 1.0, 1.0, 1.0])[1], [1.0, 0.0, 0.0, 0.0]);
    assert_eq!(window([0.0, 2.0, 1.0, 2.0])[1], [0.0, 1.0, 0.0, 0.0]);
    assert_eq!(window([-1.0, -2.0, 0.0, -3.0])[1], [0.0; 4]);
}
