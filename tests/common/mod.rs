//! What both end-to-end tests share: the binary as a process, its folders, and figures to compare.
#![allow(dead_code, unused_imports, reason = "each of the two tests uses a part of it")]

mod files;
mod program;

pub use files::{Weights, json, mlp_on_moons, names_in, rounded, text, without_times};
pub use program::{Ended, Program};

/// The value of an environment variable that `cargo xtask test` sets.
pub fn from_environment(name: &str) -> String {
    std::env::var(name).unwrap_or_else(|_| panic!("{name} is not set: run these tests with `cargo xtask test`"))
}

/// How often a test kills what it tests: `LAYERLAB_KILLS`, or else `usually`.
pub fn kills(usually: usize) -> usize {
    std::env::var("LAYERLAB_KILLS").map_or(usually, |kills| kills.parse().expect("a number"))
}

/// Random numbers for the moments of kills; `LAYERLAB_SEED` gives those of an earlier run again.
pub fn random_moments() -> fastrand::Rng {
    let given = std::env::var("LAYERLAB_SEED").map(|seed| seed.parse().expect("a number"));
    let seed = given.unwrap_or_else(|_| fastrand::u64(..));
    println!("LAYERLAB_SEED={seed}");
    fastrand::Rng::with_seed(seed)
}

/// Asserts that two lists of numbers agree up to a relative error, and gives the largest one.
pub fn assert_close(what: &str, left: &[f64], right: &[f64], tolerance: f64) -> f64 {
    assert_eq!(left.len(), right.len(), "{what}: {left:?} and {right:?}");
    let errors = left.iter().zip(right).map(|(a, b)| (a - b).abs() / a.abs().max(b.abs()).max(f64::MIN_POSITIVE));
    let worst = errors.fold(0.0, f64::max);
    assert!(worst <= tolerance, "{what}: {left:?} and {right:?} differ by {worst:.1e}, allowed is {tolerance:.0e}");
    worst
}
