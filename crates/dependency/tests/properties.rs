//! What holds for every pair of sides.

use layerlab_dependency::{
    Activations, kernel,
    measures::{cka, connectivity, edge, info_nce, ksg, ksg_noised, nhsic, nhsic_channels},
};
use nalgebra::DMatrix;
use proptest::{collection::vec, prelude::*};
use rand::seq::SliceRandom;
use rand_chacha::{ChaCha8Rng, rand_core::SeedableRng};

const X: usize = 7;
const Y: usize = 4;

/// Both sides of 20 to 39 rows, some of whose values are equal, with a part of the first side in the second.
fn sides() -> impl Strategy<Value = (Vec<f64>, Vec<f64>)> {
    let value = || prop_oneof![4 => -3.0..3.0, 1 => Just(0.0)];
    (20..40_usize, 0.0..1.0).prop_flat_map(move |(rows, shared)| {
        (vec(value(), rows * X), vec(value(), rows * Y)).prop_map(move |(x, mut y)| {
            for (row, parent) in y.chunks_exact_mut(Y).zip(x.chunks_exact(X)) {
                row.iter_mut().zip(parent).for_each(|(value, parent)| *value += shared * parent);
            }
            (x, y)
        })
    })
}

/// Every measure of the rows in this order, under the true pairing. Those of the last three that draw at random for each row
/// draw anew for another order.
fn all(x: &[f64], y: &[f64], order: &[usize]) -> [f64; 10] {
    let parent = Activations::new(x, &[x.len() / X, X]).expect("it fits");
    let child = Activations::new(y, &[y.len() / Y, Y]).expect("it fits");
    let (parent, child) = (parent.select(order), child.select(order));
    let (k, l) = (kernel::gram(&parent), kernel::gram(&child));
    let same: Vec<usize> = (0..order.len()).collect();
    // The same rows are sampled, wherever they are now.
    let draws = |rows, opposite| {
        let mut draws = edge::Draws::random(&mut ChaCha8Rng::seed_from_u64(3), rows, opposite);
        draws
            .sampled
            .iter_mut()
            .for_each(|row| *row = order.iter().position(|place| place == row).expect("it is there"));
        draws
    };
    let cka = |side: fn(&kernel::Gram<'_>) -> cka::Side| cka::value(&side(&k), &side(&l), &same);
    let seeded = || ChaCha8Rng::seed_from_u64(4);
    let jitter = |gram| ksg::side(gram, &mut seeded());
    let blurred = ksg_noised::child(&l, &ksg_noised::noise(order.len(), &mut seeded()), &mut seeded());
    let [a, b] = [&k, &l].map(|gram| info_nce::side(gram, &mut seeded()));
    [
        edge::value(&edge::side(&parent, &draws(&parent, Y)), &edge::side(&child, &draws(&child, X)), &same),
        connectivity::value(
            &connectivity::side(&parent, &mut seeded()),
            &connectivity::side(&child, &mut seeded()),
            &same,
        ),
        nhsic::value(&nhsic::side(&k), &nhsic::side(&l), &same),
        nhsic::value(&nhsic_channels::side(&parent), &nhsic_channels::side(&child), &same),
        cka(cka::linear),
        cka(cka::rbf),
        cka(cka::debiased),
        ksg::value(&jitter(&k), &jitter(&l), &same),
        ksg::value(&jitter(&k), &blurred, &same),
        info_nce::value(&a, &b, &same, &same),
    ]
}

/// The three kinds of CKA between two row-major tables.
fn ckas(x: (&[f64], usize), y: (&[f64], usize)) -> [f64; 3] {
    let rows: Vec<usize> = (0..x.0.len() / x.1).collect();
    let [k, l] = [x, y].map(|(values, features)| {
        kernel::gram(&Activations::new(values, &[rows.len(), features]).expect("it fits").select(&rows))
    });
    let sides: [fn(&kernel::Gram<'_>) -> cka::Side; 3] = [cka::linear, cka::rbf, cka::debiased];
    sides.map(|side| cka::value(&side(&k), &side(&l), &rows))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn values_stay_in_their_ranges((x, y) in sides()) {
        let rows = x.len() / X;
        let order: Vec<usize> = (0..rows).collect();
        let [edge, connectivity, nhsic, channels, cka, rbf, debiased, ksg, noised, info_nce] = all(&x, &y, &order);
        prop_assert!((0.0..=(rows as f64).log2()).contains(&edge), "edge {}", edge);
        prop_assert!((0.0..=1.0).contains(&connectivity), "connectivity {}", connectivity);
        prop_assert!((-1e-9..rows as f64).contains(&nhsic), "nhsic {}", nhsic);
        prop_assert!((channels - nhsic).abs() < 1e-9, "without places nhsic {} is nhsic-channels {}", nhsic, channels);
        prop_assert!((-1e-12..=1.0).contains(&cka) && (-1e-12..=1.0).contains(&rbf), "cka {} {}", cka, rbf);
        prop_assert!((-1.0..=1.0).contains(&debiased), "debiased {}", debiased);
        let most = (1..rows).map(|n| 1.0 / n as f64).sum::<f64>() - 1.5;
        prop_assert!(ksg.is_finite() && noised.is_finite());
        prop_assert!(noised <= most / std::f64::consts::LN_2, "ksg-noised {}", noised);
        prop_assert!(info_nce <= (rows.div_ceil(2) as f64).log2(), "info-nce {}", info_nce);
    }

    #[test]
    fn nhsic_of_channels_sees_their_means_alone((x, y) in sides(), turn in 0..4_usize) {
        let rows = x.len() / X;
        let order: Vec<usize> = (0..rows).collect();
        // Every mean becomes four places around it, the first of which is `turn`.
        let spread = |turn: usize| -> Vec<f64> {
            let places = |mean: f64| (0..4).map(move |place| mean + [-0.75, 0.5, 1.0, -0.75][(place + turn) % 4]);
            x.iter().flat_map(|&mean| places(mean)).collect()
        };
        let maps = spread(turn);
        let maps = Activations::new(&maps[..], &[rows, X, 2, 2]).expect("it fits");
        let means = Activations::new(&x[..], &[rows, X]).expect("it fits");
        let child = nhsic_channels::side(&Activations::new(&y[..], &[rows, Y]).expect("it fits").select(&order));
        let [a, b] = [maps, means].map(|side| nhsic::value(&nhsic_channels::side(&side.select(&order)), &child, &order));
        prop_assert!((a - b).abs() < 1e-6 * b.abs().max(1.0), "{} and {}", a, b);
    }

    #[test]
    fn cka_is_symmetric_and_1_of_a_side_with_itself((x, y) in sides()) {
        let (there, back) = (ckas((&x, X), (&y, Y)), ckas((&y, Y), (&x, X)));
        for (a, b) in there.into_iter().zip(back).chain(ckas((&x, X), (&x, X)).map(|itself| (itself, 1.0))) {
            prop_assert!((a - b).abs() < 1e-12, "{} and {}", a, b);
        }
    }

    #[test]
    fn cka_does_not_see_rotation_and_isotropic_scale((x, y) in sides(), turn in vec(-1.0..1.0, X * X), scale in 0.01..100.0) {
        let rotation = DMatrix::from_vec(X, X, turn).qr().q();
        let turned: DMatrix<f64> = DMatrix::from_row_slice(x.len() / X, X, &x) * rotation * scale;
        let turned = turned.transpose();
        for (a, b) in ckas((&x, X), (&y, Y)).into_iter().zip(ckas((turned.as_slice(), X), (&y, Y))) {
            prop_assert!((a - b).abs() < 1e-9, "{} and {}", a, b);
        }
    }

    #[test]
    fn the_order_of_the_samples_changes_nothing((x, y) in sides(), seed: u64) {
        let mut order: Vec<usize> = (0..x.len() / X).collect();
        let before = all(&x, &y, &order);
        order.shuffle(&mut ChaCha8Rng::seed_from_u64(seed));
        let after = all(&x, &y, &order);
        // The noise of KSG falls on other rows then, and the halves of InfoNCE are others.
        for (a, b) in before.into_iter().zip(after).take(7) {
            prop_assert!((a - b).abs() < 1e-8 * a.abs().max(1.0), "{} and {}", a, b);
        }
    }
}
