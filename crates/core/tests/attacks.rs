//! Properties of every attack, for random networks, samples and settings.

mod common;

use burn::{
    module::Module,
    tensor::{Device, Int, Tensor, TensorData},
};
use common::{pgd, values};
use layerlab_core::{
    attack,
    network::Chain,
    random::{Purpose, stream},
};
use layerlab_schema::{Attack, DataSet, Network, Norm};
use proptest::prelude::*;

/// Tolerance of all checks: f32 rounding of x + δ.
const ROUNDING: f64 = 1e-6;

fn network(seed: u64) -> Chain {
    let plan =
        Network::Mlp { hidden: vec![8], batch_norm: false }.layers(DataSet::Digits.shape(), 10).expect("it fits");
    Chain::init(&plan, seed, &Device::flex())
}

fn batch(pixels: &[f32], labels: &[i32]) -> (Tensor<4>, Tensor<1, Int>) {
    let device = Device::flex();
    let count = labels.len();
    let pixels = Tensor::from_data(TensorData::new(pixels.to_vec(), [count, 1, 8, 8]), &device);
    (pixels, Tensor::from_data(TensorData::new(labels.to_vec(), [count]), &device))
}

fn perturb(network: &Chain, pixels: &[f32], labels: &[i32], attack: &Attack, first: u64) -> Vec<f32> {
    let (clean, labels) = batch(pixels, labels);
    let streams = (first..).map(|i| stream(5, Purpose::EvaluationAttack, 0, i));
    values(pollster::block_on(attack::perturb(&network.valid(), &clean, &labels, attack, streams)))
}

fn any_attack() -> impl Strategy<Value = Attack> {
    (any::<bool>(), 0.0..0.5, 0.0..0.3, 0_usize..4, any::<bool>()).prop_map(
        |(l2, epsilon, step_size, steps, random_start)| {
            let (norm, epsilon) = if l2 { (Norm::L2, 4.0 * epsilon) } else { (Norm::Linf, epsilon) };
            pgd(norm, epsilon, step_size, steps, random_start)
        },
    )
}

fn any_batch() -> impl Strategy<Value = (Vec<f32>, Vec<i32>)> {
    (1_usize..4).prop_flat_map(|count| {
        (proptest::collection::vec(0.0_f32..=1.0, 64 * count), proptest::collection::vec(0..10, count))
    })
}

fn length(norm: Norm, delta: impl Iterator<Item = f64>) -> f64 {
    match norm {
        Norm::Linf => delta.map(f64::abs).fold(0.0, f64::max),
        Norm::L2 => delta.map(|x| x * x).sum::<f64>().sqrt(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn results_lie_in_the_ball_and_in_the_pixel_range(attack in any_attack(), (pixels, labels) in any_batch(), seed in 0_u64..9) {
        let found = perturb(&network(seed), &pixels, &labels, &attack, 0);
        prop_assert!(found.iter().all(|x| (0.0..=1.0).contains(x)));
        for (before, after) in pixels.chunks(64).zip(found.chunks(64)) {
            let delta = before.iter().zip(after).map(|(a, b)| f64::from(b - a));
            let length = length(attack.norm, delta);
            prop_assert!(length <= attack.epsilon + ROUNDING, "{length} > {}", attack.epsilon);
        }
    }

    #[test]
    fn an_epsilon_of_zero_is_the_identity(attack in any_attack(), (pixels, labels) in any_batch()) {
        let found = perturb(&network(1), &pixels, &labels, &Attack { epsilon: 0.0, ..attack }, 0);
        let worst = pixels.iter().zip(&found).map(|(a, b)| f64::from((a - b).abs())).fold(0.0, f64::max);
        prop_assert!(worst <= 1e-9, "{worst}");
    }

    #[test]
    fn a_sample_does_not_depend_on_its_neighbours(attack in any_attack(), (pixels, labels) in any_batch()) {
        let network = network(2);
        let together = perturb(&network, &pixels, &labels, &attack, 0);
        for (i, alone) in together.chunks(64).enumerate() {
            let found = perturb(&network, &pixels[64 * i..][..64], &labels[i..=i], &attack, i as u64);
            let worst = alone.iter().zip(&found).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
            prop_assert!(worst <= 1e-5, "sample {i}: {worst}");
        }
    }
}

#[test]
fn a_step_inside_the_ball_raises_the_loss() {
    let (pixels, labels) = (vec![0.5; 128], vec![3, 7]);
    for norm in [Norm::Linf, Norm::L2] {
        let attack = pgd(norm, 0.2, 0.05, 5, false);
        let network = network(3);
        let loss = |pixels: &[f32]| {
            let (x, y) = batch(pixels, &labels);
            values(attack::cross_entropy(network.forward(x), y))
        };
        let (before, after) = (loss(&pixels), loss(&perturb(&network, &pixels, &labels, &attack, 0)));
        assert!(before.iter().zip(&after).all(|(a, b)| b > a), "{norm:?}: {before:?} {after:?}");
    }
}

#[test]
fn the_input_gradient_is_the_finite_difference() {
    // One L2 step of length s moves along g/‖g‖, so (loss(x + s·g/‖g‖) − loss(x)) / s tends to ‖g‖ for small s,
    // and no other direction of the same length gives a larger value.
    let network = network(4);
    let (pixels, labels) = (vec![0.5; 64], vec![1]);
    let loss = |pixels: &[f32]| {
        let (x, y) = batch(pixels, &labels);
        f64::from(values(attack::cross_entropy(network.forward(x), y))[0])
    };
    let size = 1e-2;
    let attack = pgd(Norm::L2, 1.0, size, 1, false);
    let along = perturb(&network, &pixels, &labels, &attack, 0);
    let rise = (loss(&along) - loss(&pixels)) / size;
    let partials: Vec<f64> = (0..64)
        .map(|i| {
            let shifted = |by: f32| {
                let mut pixels = pixels.clone();
                pixels[i] += by;
                loss(&pixels)
            };
            (shifted(1e-2) - shifted(-1e-2)) / 2e-2
        })
        .collect();
    let norm = partials.iter().map(|g| g * g).sum::<f64>().sqrt();
    assert!((rise - norm).abs() < 0.02 * norm, "{rise} against {norm}");
}
