//! Every layer by our kernels against Burn's operations.

use burn::{
    module::{Module, Param},
    nn::BatchNormConfig,
    tensor::Device,
};
use layerlab_schema::{DataSet, Network, ResnetStem, Shape};
use rand::RngExt;

use super::*;
use crate::{
    network::{
        Chain, Layer,
        part::{Convolution, Weightless},
    },
    random::{Purpose, stream},
};

const HALVES: Window = Window { side: 2, stride: 2, padding: 0 };

fn random(shape: [usize; 4], device: &Device) -> Tensor<4> {
    let mut rng = stream(7, Purpose::TrainingData, 0, shape[1] as u64);
    let values: Vec<f32> = (0..shape.iter().product()).map(|_| rng.random_range(-1.0..1.0)).collect();
    Tensor::from_data(TensorData::new(values, shape), device)
}

fn read(tensor: &Tensor<4>) -> Vec<f32> {
    tensor.to_data().try_into_vec().expect("f32")
}

fn assert_near(found: &Tensor<4>, expected: &Tensor<4>, what: &str) {
    assert_eq!(found.dims(), expected.dims(), "{what}");
    let (found, expected) = (read(found), read(expected));
    // Gradients that are zero but for rounding, as of a bias before a normalisation, are compared absolutely.
    let largest = expected.iter().fold(1.0_f32, |largest, value| largest.max(value.abs()));
    for (place, (found, expected)) in found.iter().zip(&expected).enumerate() {
        assert!((found - expected).abs() <= 2e-5 * largest, "{what}, place {place}: {found} for {expected}");
    }
}

/// The result, and the gradients of input and weights of its sum weighted at random.
fn with_gradients(layer: &Layer, x: &Tensor<4>, run: impl Fn(&[Part], Tensor<4>) -> Tensor<4>) -> Vec<Tensor<4>> {
    let x = x.clone().require_grad();
    let output = run(layer.parts(), x.clone());
    let weights = random(output.dims(), &output.device());
    let mut gradients = (output.clone() * weights).sum().backward();
    let mut results = vec![output.inner()];
    results.extend(x.grad_remove(&mut gradients));
    if let Some(Part::Convolution(Convolution { map: convolution, .. })) = layer.parts().first() {
        results.extend(convolution.weight.grad_remove(&mut gradients));
        let bias = convolution.bias.as_ref().and_then(|bias| bias.grad_remove(&mut gradients));
        results.extend(bias.map(|bias| bias.reshape([1, -1, 1, 1])));
    }
    for part in layer.parts() {
        if let Part::Linear(LinearMap { map, .. }) = part {
            results.extend(map.weight.grad_remove(&mut gradients).map(|weight| weight.unsqueeze()));
            let bias = map.bias.as_ref().and_then(|bias| bias.grad_remove(&mut gradients));
            results.extend(bias.map(|bias| bias.unsqueeze()));
        }
    }
    results
}

/// Burn's operations, one by one.
fn plain(parts: &[Part], x: Tensor<4>) -> Tensor<4> {
    parts.iter().fold(x, |x, part| match part {
        Part::Residual(Residual { before, body, shortcut }) => {
            let shared = plain(before, x.clone());
            let shortcut = if shortcut.is_empty() { x } else { plain(shortcut, shared.clone()) };
            plain(body, shared) + shortcut
        }
        part => part.forward(x),
    })
}

#[test]
fn every_layer_agrees_with_burns_operations_and_their_gradients() {
    every_layer_agrees(&Device::flex().autodiff());
}

#[cfg(feature = "wgpu")]
#[test]
fn every_layer_agrees_with_burns_operations_on_a_gpu() {
    every_layer_agrees(&crate::gpu::tests::gpu().autodiff());
}

/// Layers that are pooled or not, normalised or not, with strides, larger kernels, odd sides, few and many channels.
fn every_layer_agrees(device: &Device) {
    let odd = Shape { channels: 3, height: 15, width: 13 };
    let normalised = Network::BlockCnn { channels: vec![6, 40], per_stage: 2, hidden: 8, batch_norm: true };
    let cases = [
        (Network::cnn(), DataSet::Mnist.shape()),
        (Network::block_cnn(), odd),
        (normalised, odd),
        (Network::Alexnet { width: 8 }, DataSet::Cifar10.shape()),
        (Network::Resnet { depth: 18, width: 8, stem: ResnetStem::BySize }, odd),
        (Network::WideResnet { depth: 10, width: 1 }, odd),
    ];
    let mut count = 0;
    for (network, shape) in cases {
        let plan = network.layers(shape, 10).expect("a valid network");
        let chain = Chain::init(&plan, 1, device);
        for (layer, plan) in chain.layers().iter().zip(&plan) {
            let input = plan.parts[0].input;
            let x = random([3, input.channels, input.height, input.width], device);
            let found = with_gradients(layer, &x, forward_all);
            let expected = with_gradients(layer, &x, plain);
            for (i, (found, expected)) in found.iter().zip(&expected).enumerate() {
                assert_near(found, expected, &format!("{}, result {i}", plan.name));
            }
            // Samples without autodiff, as a network's first layer gets them, don't make statistics fixed.
            let plain_samples = x.clone().inner();
            let found = forward_all(layer.parts(), plain_samples.clone()).without_autodiff();
            let own = plain(layer.parts(), plain_samples).without_autodiff();
            assert_near(&found, &own, &format!("{} on plain samples", plan.name));
            // In evaluation the statistics are fixed; batch normalisation becomes part of the convolution.
            let fixed = layer.valid();
            let found = with_gradients(&fixed, &x, forward_all);
            for (i, (found, expected)) in found.iter().zip(with_gradients(&fixed, &x, plain)).enumerate() {
                assert_near(found, &expected, &format!("{} in evaluation, result {i}", plan.name));
            }
            let apart = |parts: &[Part], x| {
                let (own, after) = parts.split_at(plan.tap);
                forward_all(after, forward_all(own, x))
            };
            for (i, (found, expected)) in with_gradients(layer, &x, apart).iter().zip(expected).enumerate() {
                assert_near(found, &expected, &format!("{} by its activation, result {i}", plan.name));
            }
            count += 1;
        }
    }
    assert!(count > 30, "{count} layers");
}

/// The gradients of normalisations too, and their running statistics.
#[test]
fn normalisations_in_training_agree_with_burns() {
    let device = Device::flex().autodiff();
    for (channels, with_relu, then_pool) in [(3, false, false), (16, true, false), (20, true, true)] {
        let norm = || {
            let norm = BatchNormConfig::new(channels).init(&device);
            let [gamma, beta] = [2, 3].map(|batch| random([batch, channels, 1, 1], &device).narrow(0, batch - 1, 1));
            let parameter = |values: Tensor<4>| Param::from_tensor(values.reshape([channels]).detach().require_grad());
            BatchNorm { gamma: parameter(gamma), beta: parameter(beta), ..norm }
        };
        let functions = [(with_relu, Function::Relu), (then_pool, Function::MaxPool(HALVES))];
        let functions: Vec<_> = functions.into_iter().filter(|(wanted, _)| *wanted).collect();
        let results = [forward_all as fn(&[Part], Tensor<4>) -> Tensor<4>, plain].map(|run| {
            let mut parts = vec![Part::BatchNorm(norm())];
            parts.extend(
                functions.iter().map(|(_, function)| Part::Weightless(Weightless { function: function.clone() })),
            );
            let x = random([4, channels, 6, 8], &device).require_grad();
            let output = run(&parts, x.clone());
            let weights = random(output.dims(), &device);
            let mut gradients = (output.clone() * weights).sum().backward();
            let Part::BatchNorm(norm) = &parts[0] else { unreachable!("it was put there") };
            let vector = |values: Tensor<1>| values.without_autodiff().reshape([1, -1, 1, 1]);
            [
                output.inner(),
                x.grad_remove(&mut gradients).expect("a gradient"),
                vector(norm.gamma.grad_remove(&mut gradients).expect("a gradient")),
                vector(norm.beta.grad_remove(&mut gradients).expect("a gradient")),
                vector(norm.running_mean.value_sync()),
                vector(norm.running_var.value_sync()),
            ]
        });
        for (i, (found, expected)) in results[0].iter().zip(&results[1]).enumerate() {
            assert_near(found, expected, &format!("{channels} channels, result {i}"));
        }
    }
}
