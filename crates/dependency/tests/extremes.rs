//! Activations at the edge of what 64 bits hold: huge, tiny, saturated and constant ones.

use std::ops::ControlFlow;

use layerlab_dependency::{Activations, Settings, dependencies};
use layerlab_schema::{Dependency, Measure};
use proptest::{collection::vec, prelude::*};
use rand::RngExt;
use rand_chacha::{ChaCha8Rng, rand_core::SeedableRng};
use rand_distr::StandardNormal;

const ROWS: usize = 48;

/// The measures that a common factor of all activations of a side doesn't change.
const INVARIANT: [Measure; 7] = [
    Measure::Ksg,
    Measure::KsgNoised,
    Measure::InfoNce,
    Measure::Connectivity,
    Measure::Cka,
    Measure::CkaRbf,
    Measure::CkaDebiased,
];

/// Beyond these powers of ten the other measures don't change any more: nHSIC's kernels are constant or the identity, and
/// EDGE's fixed 1e-4 is nothing or everything.
const LIMIT: i32 = 20;

/// All measures within two classes of equal size.
fn measured(x: &[f64], y: &[f64]) -> Vec<Dependency> {
    let labels: Vec<usize> = (0..ROWS).map(|row| row % 2).collect();
    measured_within(&labels, (x, &[ROWS, x.len() / ROWS]), (y, &[ROWS, y.len() / ROWS]))
}

/// All measures within these classes; whatever the activations are, the figures are finite and in their ranges.
fn measured_within(labels: &[usize], x: (&[f64], &[usize]), y: (&[f64], &[usize])) -> Vec<Dependency> {
    let [parent, child] = [x, y].map(|(values, shape)| Activations::new(values, shape).expect("it fits"));
    let settings = Settings { nulls: 20, seed: 5 };
    let go_on = async |_| ControlFlow::Continue(());
    let measured = dependencies(&parent, &child, labels, &Measure::ALL, settings, go_on);
    let measured = pollster::block_on(measured).expect("it is measured");
    for found in &measured {
        let (least, most) = match found.measure {
            Measure::Edge => (0.0, (labels.len() as f64).log2()),
            Measure::Connectivity => (0.0, 1.0 + 1e-12),
            Measure::Nhsic | Measure::NhsicChannels => (-1e-9, labels.len() as f64),
            Measure::Cka | Measure::CkaRbf => (-1e-12, 1.0),
            Measure::CkaDebiased => (-1.0, 1.0),
            Measure::Ksg | Measure::KsgNoised => (-f64::MAX, f64::MAX),
            Measure::InfoNce => (-f64::MAX, (labels.len() as f64 / 2.0).log2()),
        };
        let figures = [found.value, found.null_mean, found.null_p95];
        assert!(figures.iter().all(|figure| (least..=most).contains(figure)), "{found:?}");
        assert!(found.excess.is_finite(), "{found:?}");
        assert!(found.p.is_some_and(|p| (1.0 / 21.0..=1.0).contains(&p)), "{found:?}");
    }
    measured
}

fn assert_same(found: &[Dependency], expected: &[Dependency], which: &[Measure]) {
    for (found, expected) in found.iter().zip(expected).filter(|(found, _)| which.contains(&found.measure)) {
        let pairs = [(found.value, expected.value), (found.null_mean, expected.null_mean)];
        let is_same = pairs.iter().all(|(a, b)| (a - b).abs() <= 1e-6 * b.abs().max(1e-3));
        assert!(is_same, "{found:?} is not {expected:?}");
    }
}

fn scaled(values: &[f64], power: i32) -> Vec<f64> {
    let factor: f64 = format!("1e{power}").parse().expect("it is a number");
    values.iter().map(|value| value * factor).collect()
}

fn normals(seed: u64, count: usize) -> Vec<f64> {
    ChaCha8Rng::seed_from_u64(seed).sample_iter(StandardNormal).take(count).collect()
}

/// A layer of `features` features, and one of 4 that shares its first ones. Up to 6 features EDGE hashes them as they
/// are, beyond it projects them.
fn sides() -> impl Strategy<Value = (Vec<f64>, Vec<f64>)> {
    let value = || prop_oneof![4 => -3.0..3.0, 1 => Just(0.0)];
    prop_oneof![Just(4_usize), Just(7)].prop_flat_map(move |features| {
        (vec(value(), ROWS * features), vec(value(), ROWS * 4)).prop_map(move |(x, mut y)| {
            for (row, parent) in y.chunks_exact_mut(4).zip(x.chunks_exact(features)) {
                row.iter_mut().zip(parent).for_each(|(value, parent)| *value += parent);
            }
            (x, y)
        })
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_factor_that_a_measure_does_not_see_changes_nothing((x, y) in sides(), i in -300..=300_i32, j in -300..=300_i32) {
        let found = measured(&scaled(&x, i), &scaled(&y, j));
        assert_same(&found, &measured(&x, &y), &INVARIANT);
    }

    #[test]
    fn a_factor_that_a_measure_sees_leads_to_its_limit((x, y) in sides(), i in -300..=300_i32, j in -300..=300_i32) {
        let limit = |power: i32| power.clamp(-LIMIT, LIMIT);
        let found = measured(&scaled(&x, i), &scaled(&y, j));
        let expected = measured(&scaled(&x, limit(i)), &scaled(&y, limit(j)));
        assert_same(&found, &expected, &[Measure::Edge, Measure::Nhsic, Measure::NhsicChannels]);
    }

    #[test]
    fn edge_with_projections_does_not_see_a_factor_above_1(shared in 0.0..2.0, seed: u64, i in 0..=300_i32, j in 0..=300_i32) {
        let (x, mut y) = (normals(seed, ROWS * 9), normals(!seed, ROWS * 9));
        y.iter_mut().zip(&x).for_each(|(y, x)| *y += shared * x);
        assert_same(&measured(&scaled(&x, i), &scaled(&y, j)), &measured(&x, &y), &[Measure::Edge]);
    }

    #[test]
    fn any_finite_values_have_finite_measures(x in extremes(ROWS * 7), y in extremes(ROWS * 4)) {
        measured(&x, &y);
    }

    #[test]
    fn any_finite_channels_have_finite_measures(x in extremes(ROWS * 6), y in extremes(ROWS * 2)) {
        let labels = [0; ROWS];
        measured_within(&labels, (&x, &[ROWS, 2, 3]), (&y, &[ROWS, 2, 1, 1]));
    }
}

/// `count` values of every size up to a power of ten, with ties.
fn extremes(count: usize) -> impl Strategy<Value = Vec<f64>> {
    (-300..=308_i32).prop_flat_map(move |most| {
        let sized = (-1.0..1.0, -320..=most).prop_map(|(value, power)| scaled(&[value], power)[0]);
        let tied = [0.0, 5e-324, -f64::MIN_POSITIVE, scaled(&[1.0], most)[0], scaled(&[-1.0 + 1e-16], most)[0]];
        vec(prop_oneof![2 => sized, 1 => proptest::sample::select(tied.to_vec())], count)
    })
}

/// The soft-max of each row of 5 logits, as a network's last layer computes it.
fn soft_max(logits: &[f64]) -> Vec<f64> {
    let rows = logits.chunks_exact(5).flat_map(|row| {
        let largest = row.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let powers: Vec<f64> = row.iter().map(|logit| (logit - largest).exp()).collect();
        let sum: f64 = powers.iter().sum();
        powers.into_iter().map(move |power| power / sum)
    });
    rows.collect()
}

#[test]
fn saturated_soft_max_outputs_are_measured_within_their_classes() {
    let parent = normals(1, ROWS * 8);
    for spread in [10.0, 100.0, 200.0, 300.0, 1e3, 1e6] {
        // Class 0 or 1 wins by the spread and a little that depends on the parent.
        let mut logits = normals(2, ROWS * 5);
        for (row, line) in logits.chunks_exact_mut(5).enumerate() {
            line.iter_mut().zip(&parent[row * 8..]).for_each(|(logit, value)| *logit += 3.0 * value);
            line[row % 2] += spread;
        }
        let outputs = soft_max(&logits);
        assert!(spread < 100.0 || outputs.contains(&1.0), "they are saturated");
        assert!(spread < 1e3 || outputs.iter().all(|&output| output == 0.0 || output == 1.0), "they are exact");
        measured(&parent, &outputs);
        measured(&outputs, &outputs);
    }
}

/// Most rows are close beside the few that are far, and nHSIC's bandwidth is as small as their distances.
#[test]
fn nhsic_of_tiny_outputs_of_every_size_is_that_of_rows_without_neighbours() {
    let rows = 400;
    let outputs: Vec<f64> = normals(2, rows * 5).iter().map(|logit| (9.0 * logit - 500.0).exp()).collect();
    let labels = vec![0; rows];
    let measured = measured_within(&labels, (&outputs, &[rows, 5]), (&outputs, &[rows, 5]));
    let nhsic = measured.iter().find(|found| found.measure == Measure::Nhsic).expect("it is measured");
    // The kernels are the identity, so that T = (I − 11ᵀ/m) / (1 + 1e-5·m).
    let expected = (rows - 1) as f64 / (1.0 + 1e-5 * rows as f64).powi(2);
    assert!((nhsic.value - expected).abs() < 1e-6 * expected, "{nhsic:?} is not {expected}");
}

#[test]
fn outputs_beside_a_saturated_one_count_by_their_own_size() {
    let parent = normals(1, ROWS * 8);
    let rest: Vec<f64> = parent.iter().zip(normals(2, ROWS * 8)).map(|(x, noise)| (x + 0.3 * noise).exp()).collect();
    let expected = measured(&parent, &rest);
    for power in [-20, -90, -170, -300] {
        let small = scaled(&rest, power);
        // The winning output is 1 up to rounding in every row.
        let outputs: Vec<f64> = small.chunks_exact(8).flat_map(|row| [&[1.0 - 1e-17], row].concat()).collect();
        let kernels: Vec<Measure> = INVARIANT.into_iter().filter(|&which| which != Measure::Connectivity).collect();
        assert_same(&measured(&parent, &outputs), &expected, &kernels);
        assert_same(&measured(&parent, &small), &expected, &INVARIANT);
    }
}

#[test]
fn a_channel_counts_by_its_own_size() {
    let (x, y) = (normals(1, ROWS * 4), normals(2, ROWS * 4));
    let powers = [-300, 0, 12, 300];
    let spread: Vec<f64> = x.iter().zip(powers.iter().cycle()).map(|(&x, &power)| scaled(&[x], power)[0]).collect();
    assert_same(&measured(&spread, &y), &measured(&x, &y), &[Measure::Connectivity]);
}

#[test]
fn the_smallest_and_the_largest_numbers_count_as_ordinary_ones() {
    let whole: Vec<f64> = normals(3, ROWS * 5).iter().map(|value| (value * 4.0).round()).collect();
    let other = normals(4, ROWS * 5);
    let expected = measured(&whole, &other);
    let most = whole.iter().copied().fold(0.0, |most: f64, value| most.max(value.abs()));
    for factor in [5e-324, 1e-310, f64::MAX / most] {
        let extreme: Vec<f64> = whole.iter().map(|value| value * factor).collect();
        assert_same(&measured(&extreme, &other), &expected, &INVARIANT);
        assert_same(&measured(&other, &extreme), &measured(&other, &whole), &INVARIANT);
    }
}

#[test]
fn channels_of_the_largest_numbers_have_a_mean() {
    let (x, y) = (normals(1, ROWS * 12), normals(2, ROWS * 2));
    let (huge, labels) = (scaled(&x, 307), [0; ROWS]);
    let expected = measured_within(&labels, (&x, &[ROWS, 3, 2, 2]), (&y, &[ROWS, 2]));
    assert_same(&measured_within(&labels, (&huge, &[ROWS, 3, 2, 2]), (&y, &[ROWS, 2])), &expected, &INVARIANT);
}

#[test]
fn a_constant_side_depends_on_nothing_whatever_its_size() {
    let other = normals(1, ROWS * 7);
    for value in [0.0, 5e-324, 1e-300, 1.0 - 1e-16, 0.1, 1e200, f64::MAX, f64::MIN] {
        for found in measured(&vec![value; ROWS * 7], &other) {
            // EDGE counts every bucket with at least 0.001 bits.
            let expected = if found.measure == Measure::Edge { 0.001 } else { 0.0 };
            assert!((found.value - expected).abs() < 1e-9, "{value}: {found:?}");
            assert_eq!(found.p, Some(1.0), "{value}: every permutation is as good: {found:?}");
        }
    }
}

#[test]
fn a_constant_feature_hides_nothing_whatever_its_size() {
    let (x, y) = (normals(1, ROWS * 8), normals(2, ROWS * 8));
    for value in [1e-300, 0.3, 1e17, 1e200, f64::MAX] {
        let beside: Vec<f64> = x.chunks_exact(8).flat_map(|row| [&[value, 1.0], row].concat()).collect();
        let found = measured(&beside, &y);
        assert_same(&found, &measured(&x, &y), &[Measure::Cka, Measure::CkaDebiased, Measure::CkaRbf, Measure::Nhsic]);
        let edge = found.iter().find(|found| found.measure == Measure::Edge).expect("it is measured");
        // All but the place of its buckets, which is random anyway.
        assert!((edge.value - 1.0).abs() < 0.25, "{value}: {edge:?}");
    }
}
