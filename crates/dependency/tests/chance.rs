//! What the null is for: independent sides stand within it, a shared signal stands above it.

use std::ops::ControlFlow;

use layerlab_dependency::{Activations, Settings, dependencies, dependency};
use layerlab_schema::{Dependency, Measure};
use rand::RngExt;
use rand_chacha::{ChaCha8Rng, rand_core::SeedableRng};
use rand_distr::StandardNormal;

fn normals(rng: &mut ChaCha8Rng, count: usize) -> Vec<f32> {
    rng.sample_iter(StandardNormal).take(count).collect()
}

/// `rows` rows of `features` features: noise, plus `strength` times a fixed mixture of the rows' two `signals`.
fn noisy(rng: &mut ChaCha8Rng, rows: usize, features: usize, signals: &[f32], strength: f32) -> Vec<f32> {
    let mixture = normals(rng, 2 * features);
    let mut values = normals(rng, rows * features);
    for (row, signal) in values.chunks_exact_mut(features).zip(signals.chunks_exact(2)) {
        for (feature, value) in row.iter_mut().enumerate() {
            *value += strength * (signal[0] * mixture[feature] + signal[1] * mixture[features + feature]);
        }
    }
    values
}

/// All measures on 200 samples of two classes, of 24 and 18 features.
fn measured(seed: u64, strength: f32) -> Vec<Dependency> {
    let rng = &mut ChaCha8Rng::seed_from_u64(seed);
    let signals = normals(rng, 400);
    let x = noisy(rng, 200, 24, &signals, strength);
    let y = noisy(rng, 200, 18, &signals, strength);
    let labels: Vec<usize> = (0..200).map(|row| usize::from(row % 5 == 0)).collect();
    let parent = Activations::new(&x[..], &[200, 6, 2, 2]).expect("it fits");
    let child = Activations::new(&y[..], &[200, 18]).expect("it fits");
    let settings = Settings { nulls: 20, seed };
    let go_on = async |_| ControlFlow::Continue(());
    pollster::block_on(dependencies(&parent, &child, &labels, &Measure::ALL, settings, go_on)).expect("it is measured")
}

#[test]
fn independent_sides_exceed_their_null_by_nothing_on_average() {
    const SEEDS: u64 = 24;
    let runs: Vec<Vec<Dependency>> = (0..SEEDS).map(|seed| measured(seed, 0.0)).collect();
    for (i, measure) in Measure::ALL.into_iter().enumerate() {
        let excesses: Vec<f64> = runs.iter().map(|run| run[i].excess).collect();
        let mean = excesses.iter().sum::<f64>() / SEEDS as f64;
        let variance = excesses.iter().map(|excess| (excess - mean).powi(2)).sum::<f64>() / (SEEDS - 1) as f64;
        let error = (variance / SEEDS as f64).sqrt();
        println!("{:<14} excess {mean:+.5} ± {error:.5}", measure.name());
        assert!(error > 0.0 && mean.abs() <= 3.0 * error, "{}: {mean} is not within 3 × {error}", measure.name());
        // By chance 5 of 100 stand above the percentile.
        let above = runs.iter().filter(|run| run[i].is_above_chance()).count();
        assert!(above <= 6, "{}: {above} of {SEEDS} independent pairs look dependent", measure.name());
    }
}

#[test]
fn a_shared_signal_of_low_rank_is_detected_by_every_measure() {
    for seed in 0..3 {
        for found in measured(seed, 1.0) {
            assert!(found.is_above_chance(), "{found:?}");
            assert!(found.excess > 0.0 && found.null_mean <= found.null_p95, "{found:?}");
        }
    }
}

/// The trap that the null exists for.
#[test]
fn edge_gives_six_bits_to_independent_gaussians_and_its_null_says_so() {
    let rng = &mut ChaCha8Rng::seed_from_u64(1);
    let [x, y] = [(); 2].map(|()| normals(rng, 1000 * 512));
    let view = |values| Activations::new(values, &[1000, 512]).expect("it fits");
    let (parent, child) = (view(&x[..]), view(&y[..]));
    let settings = Settings { nulls: 20, seed: 1 };
    let go_on = async |_| ControlFlow::Continue(());
    let edge = dependency(&parent, &child, &[0; 1000], Measure::Edge, settings, go_on);
    let edge = pollster::block_on(edge).expect("it is measured");
    println!("{edge:?}");
    assert!((5.0..7.0).contains(&edge.value), "{edge:?}");
    assert!(edge.excess.abs() < 0.2, "{edge:?}");
}
