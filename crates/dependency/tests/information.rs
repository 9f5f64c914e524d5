//! The measures in bits beside mutual information that is known in closed form.

use std::ops::ControlFlow;

use layerlab_dependency::{Activations, LEAST_NULLS, Settings, dependency};
use layerlab_schema::{Dependency, Measure};
use rand::RngExt;
use rand_chacha::{ChaCha8Rng, rand_core::SeedableRng};
use rand_distr::StandardNormal;

const ROWS: usize = 1000;

/// Pairs of standard normal values, `[ROWS, features]`, each pair with this correlation.
fn gaussians(seed: u64, features: usize, correlation: f64) -> [Vec<f64>; 2] {
    let rng = &mut ChaCha8Rng::seed_from_u64(seed);
    let x: Vec<f64> = rng.sample_iter(StandardNormal).take(ROWS * features).collect();
    let noise = rng.sample_iter::<f64, _>(StandardNormal);
    let rest = (1.0 - correlation.powi(2)).sqrt();
    let y = x.iter().zip(noise).map(|(x, noise)| correlation * x + rest * noise).collect();
    [x, y]
}

/// The bits that such pairs share.
fn shared(features: usize, correlation: f64) -> f64 {
    -0.5 * features as f64 * (1.0 - correlation.powi(2)).log2()
}

fn measured(x: &[f64], y: &[f64], measure: Measure) -> Dependency {
    let [parent, child] = [x, y].map(|side| Activations::new(side, &[ROWS, side.len() / ROWS]).expect("it fits"));
    let settings = Settings { nulls: LEAST_NULLS, seed: 1 };
    let go_on = async |_| ControlFlow::Continue(());
    let measured = dependency(&parent, &child, &[0; ROWS], measure, settings, go_on);
    pollster::block_on(measured).expect("it is measured")
}

#[test]
fn info_nce_is_below_the_bits_of_gaussians_and_not_far() {
    for (features, correlation) in [(1, 0.5), (1, 0.9), (4, 0.5), (4, 0.9), (8, 0.6)] {
        let [x, y] = gaussians(2, features, correlation);
        let (found, exact) = (measured(&x, &y, Measure::InfoNce), shared(features, correlation));
        println!("{features} × {correlation}: {:.3} of {exact:.3} bits, null {:+.4}", found.value, found.null_mean);
        assert!((0.7 * exact..exact).contains(&found.value), "{found:?} is not 70 to 100 % of {exact} bits");
        assert!((-0.02..0.005).contains(&found.null_mean), "{found:?}");
        assert_eq!(found.p, Some(1.0 / 21.0), "{found:?}");
    }
}

#[test]
fn info_nce_never_tells_more_than_a_contrast_set_holds() {
    let [x, y] = gaussians(3, 8, 0.999);
    let found = measured(&x, &y, Measure::InfoNce);
    // 71.7 bits are shared. Each half of 500 rows has four sets of 125.
    assert!((6.0..=125_f64.log2()).contains(&found.value), "{found:?}");
}

#[test]
fn info_nce_sees_a_square_and_nothing_in_independent_rows() {
    let [x, y] = gaussians(4, 2, 0.0);
    let found = measured(&x, &y, Measure::InfoNce);
    assert!(found.value.abs() < 0.02 && !found.is_above_chance(), "{found:?}");
    let square: Vec<f64> = x.iter().zip(&y).map(|(x, y)| x * x + 0.1 * y).collect();
    let found = measured(&x, &square, Measure::InfoNce);
    assert!(found.value > 1.0 && found.is_above_chance(), "{found:?}");
}

#[test]
fn a_layer_without_noise_of_its_own_has_the_bits_of_the_noise_that_was_added() {
    // I(X; X + σZ) = ½ log₂ (1 + 1/σ²) for one standard normal feature and σ = 0.3, whatever X is multiplied by.
    let [x, _] = gaussians(5, 1, 0.0);
    let exact = 0.5 * (1.0 + 1.0 / 0.09_f64).log2();
    let child: Vec<f64> = x.iter().map(|x| 1e-3 * x + 7.0).collect();
    let noised = measured(&x, &child, Measure::KsgNoised);
    assert!((noised.value - exact).abs() < 0.1, "{noised:?} is not about {exact} bits");
    // Without noise it is infinite, and the estimate says how many rows there are.
    let plain = measured(&x, &child, Measure::Ksg);
    assert!(plain.value > 7.0, "{plain:?}");
}

#[test]
fn a_small_component_drowns_in_the_noise() {
    // Of two features that are the parent's the second is a tenth of the first: ½ log₂ (1 + (s_k/σ)²) bits each.
    let [x, _] = gaussians(6, 2, 0.0);
    let child: Vec<f64> = x.chunks_exact(2).flat_map(|row| [row[0], 0.1 * row[1]]).collect();
    let bits = |size: f64| 0.5 * (1.0 + (size / 0.3_f64).powi(2)).log2();
    let exact = bits(1.0) + bits(0.1);
    let noised = measured(&x, &child, Measure::KsgNoised);
    assert!((noised.value - exact).abs() < 0.15, "{noised:?} is not about {exact} bits");
}
