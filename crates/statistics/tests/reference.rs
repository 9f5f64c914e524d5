//! Every method against SciPy, statsmodels or plain enumeration; `fixtures/make.py` wrote what to expect.

use layerlab_statistics::{
    Coverage, friedman, holm, noncentral_t_cdf, pairwise_intervals, sign_flip, spearman, t_test_power,
};
use rand::SeedableRng;
use rand_chacha::ChaCha8Rng;
use rand_distr::{Distribution, StandardNormal};
use serde::Deserialize;

#[derive(Deserialize)]
struct Fixtures {
    friedman: Vec<FriedmanCase>,
    sign_flip: Vec<SignFlipCase>,
    spearman: Vec<SpearmanCase>,
    holm: Vec<HolmCase>,
    power: Vec<(f64, usize, f64, f64)>,
    noncentral: Vec<(f64, f64, f64, f64)>,
    max_t: Vec<MaxTCase>,
    large: Vec<(usize, f64)>,
}

#[derive(Deserialize)]
struct FriedmanCase {
    groups: Vec<Vec<f64>>,
    statistic: f64,
    p: f64,
}

#[derive(Deserialize)]
struct SignFlipCase {
    values: Vec<f64>,
    p: f64,
}

#[derive(Deserialize)]
struct SpearmanCase {
    one: Vec<f64>,
    other: Vec<f64>,
    rho: f64,
    p: f64,
}

#[derive(Deserialize)]
struct HolmCase {
    p: Vec<f64>,
    corrected: Vec<f64>,
}

#[derive(Deserialize)]
struct MaxTCase {
    groups: Vec<Vec<f64>>,
    level: f64,
    quantile: f64,
}

fn expected() -> Fixtures {
    serde_json::from_str(include_str!("fixtures/statistics.json")).expect("the fixtures are whole")
}

fn assert_near(found: f64, expected: f64, digits: f64) {
    assert!((found - expected).abs() <= digits, "{found} instead of {expected}");
}

#[test]
fn friedmans_test_has_scipys_statistic_and_the_enumerated_p_value() {
    for case in expected().friedman {
        let found = friedman(&case.groups).expect("groups that differ");
        assert_near(found.statistic, case.statistic, 1e-9);
        assert_near(found.p, case.p, 1e-9);
    }
}

#[test]
fn signs_and_pairings_have_their_enumerated_p_values() {
    for case in expected().sign_flip {
        assert_near(sign_flip(&case.values).expect("few values"), case.p, 1e-12);
    }
    for case in expected().spearman {
        let found = spearman(&case.one, &case.other).expect("both vary");
        assert_near(found.rho, case.rho, 1e-9);
        assert_near(found.p, case.p, 1e-9);
    }
}

#[test]
fn correction_and_power_equal_statsmodels() {
    let expected = expected();
    for case in expected.holm {
        for (found, expected) in holm(&case.p).into_iter().zip(case.corrected) {
            assert_near(found, expected, 1e-12);
        }
    }
    for (effect, trials, alpha, power) in expected.power {
        assert_near(t_test_power(effect, trials, alpha), power, 1e-7);
    }
    for (t, freedom, shift, probability) in expected.noncentral {
        assert_near(noncentral_t_cdf(t, freedom, shift), probability, 1e-9);
    }
}

#[test]
fn the_quantile_of_the_largest_t_is_within_two_percent_of_an_independent_simulation() {
    for case in expected().max_t {
        let found = pairwise_intervals(&case.groups, case.level, Coverage::AllPairs).expect("it is defined");
        // Two standard errors are at most 1.4 %.
        assert!((found.quantile / case.quantile - 1.0).abs() < 0.02, "{} for {}", found.quantile, case.quantile);
    }
}

#[test]
fn many_trials_of_independent_groups_have_the_studentized_range() {
    for (groups, quantile) in expected().large {
        let mut random = ChaCha8Rng::seed_from_u64(7);
        let values: Vec<Vec<f64>> =
            (0..groups).map(|_| (0..400).map(|_| StandardNormal.sample(&mut random)).collect()).collect();
        let found = pairwise_intervals(&values, 0.9, Coverage::AllPairs).expect("it is defined");
        assert!((found.quantile / quantile - 1.0).abs() < 0.015, "{} for {quantile}", found.quantile);
    }
}
