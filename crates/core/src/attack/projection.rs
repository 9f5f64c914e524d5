//! The shortest step from a point to a hyperplane inside [0, 1]ᵈ: the step of FAB.

use burn::tensor::{Tensor, TensorData};
use layerlab_schema::Norm;

use crate::network::is_on_flex;

/// Newton steps of [`level`]. Each passes at least one bend of the curve and usually most of them; five or six are enough
/// for images (Cominetti, Mascarenhas, Silva 2014 report the same for problems of this kind).
const NEWTON: usize = 16;

/// Below this a weight counts as none; the constant of the authors' code.
const NO_WEIGHT: f64 = 1e-8;

/// The δ of least norm with ⟨w, δ⟩ = gap and x + δ in [0, 1]ᵈ; where there is none, the δ that comes nearest to the
/// hyperplane. Croce and Hein 2020b, eq. 3, solved here as one problem for both norms: δ goes along ±sign(w), each value as
/// far as a common level t lets it and its room allows, min(t, room) in L∞ and min(t·|w|, room) in L2; t is where the
/// step so made reaches the hyperplane.
///
/// # Shapes
/// - x, w `[batch, channels, height, width]`, gap `[batch, 1, 1, 1]`, output like x
pub fn project_to_hyperplane(norm: Norm, x: &Tensor<4>, w: &Tensor<4>, gap: &Tensor<4>) -> Tensor<4> {
    let way = w.clone().sign() * gap.clone().sign();
    let size = w.clone().abs();
    let none = size.clone().lower_scalar(NO_WEIGHT);
    let size = size.mask_fill(none, 0.0);
    // Forwards there is room up to 1, backwards down to 0.
    let forwards = way.clone().greater_scalar(0.0);
    let room = x.clone().mask_where(forwards, x.clone().neg().add_scalar(1.0));
    let distance = gap.clone().abs();
    match norm {
        Norm::Linf => {
            let t = level(&room, &size, distance);
            way * room.min_pair(t) * size.sign()
        }
        Norm::L2 => {
            let bend = room.clone() / size.clone().clamp_min(NO_WEIGHT);
            let t = level(&bend, &size.clone().square(), distance);
            way * bend.min_pair(t) * size
        }
    }
}

/// The t ≥ 0 with Σ vᵢ·min(t, bendᵢ) = goal, or beyond every bend where that sum stays below. The sum is concave in t, so
/// Newton's method from 0 rises towards the solution without passing it, and ends on it after finitely many steps.
///
/// The CPU does it sample by sample, in one go over the values for each step and until nothing moves.
fn level(bend: &Tensor<4>, v: &Tensor<4>, goal: Tensor<4>) -> Tensor<4> {
    if is_on_flex(bend) {
        return level_on_cpu(bend, v, &goal);
    }
    let all = [1, 2, 3];
    let mut t = goal.zeros_like();
    for _ in 0..NEWTON {
        let bent = bend.clone().lower_equal(t.clone().expand(bend.dims()));
        let loss_gradient = v.clone().mask_fill(bent, 0.0).sum_dims(&all);
        let missing = (goal.clone() - (v.clone() * bend.clone().min_pair(t.clone())).sum_dims(&all)).clamp_min(0.0);
        let free = loss_gradient.clone().greater_scalar(0.0);
        t = t.clone()
            + missing.div(loss_gradient.clamp_min(f64::from(f32::MIN_POSITIVE))).mask_fill(free.bool_not(), 0.0);
    }
    t
}

fn level_on_cpu(bend: &Tensor<4>, v: &Tensor<4>, goal: &Tensor<4>) -> Tensor<4> {
    let [bends, vs, goals] = [bend, v, goal].map(|tensor| tensor.clone().into_data());
    let (Ok(bends), Ok(vs), Ok(goals)) = (bends.as_slice::<f32>(), vs.as_slice::<f32>(), goals.as_slice::<f32>())
    else {
        unreachable!("tensors of the CPU are f32 here")
    };
    let length = (bends.len() / goals.len().max(1)).max(1);
    let samples = bends.chunks_exact(length).zip(vs.chunks_exact(length)).zip(goals);
    let levels: Vec<f32> = samples.map(|((bends, vs), &goal)| level_of(bends, vs, goal)).collect();
    Tensor::from_data(TensorData::new(levels, goal.dims()), &goal.device())
}

/// [`level`] of one sample.
fn level_of(bends: &[f32], vs: &[f32], goal: f32) -> f32 {
    /// Sums side by side, as a vector unit adds them.
    const LANES: usize = 8;
    let (whole, rest) = bends.as_chunks::<LANES>();
    let (whole_vs, rest_vs) = vs.as_chunks::<LANES>();
    let (mut last, mut last_v) = ([0.0; LANES], [0.0; LANES]);
    last[..rest.len()].copy_from_slice(rest);
    last_v[..rest.len()].copy_from_slice(rest_vs);
    let mut t = 0.0_f32;
    for _ in 0..NEWTON {
        let (mut slope, mut reached) = ([0.0_f32; LANES], [0.0_f32; LANES]);
        let chunks = whole.iter().zip(whole_vs).chain([(&last, &last_v)]);
        for (bends, vs) in chunks {
            for lane in 0..LANES {
                slope[lane] += if bends[lane] <= t { 0.0 } else { vs[lane] };
                reached[lane] += vs[lane] * bends[lane].min(t);
            }
        }
        let (slope, missing) = (slope.iter().sum::<f32>(), goal - reached.iter().sum::<f32>());
        // NaN ends it here as well, and goes on into the step.
        if !(slope > 0.0 && missing > 0.0) {
            return if missing.is_nan() { f32::NAN } else { t };
        }
        let next = t + missing / slope.max(f32::MIN_POSITIVE);
        if next <= t {
            return t;
        }
        t = next;
    }
    t
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::attack::testing::{fixture, floats, sample};

    fn project(norm: Norm, x: &[f32], w: &[f32], gap: f32) -> Vec<f64> {
        let delta = project_to_hyperplane(norm, &sample(x), &sample(w), &sample(&[gap]));
        floats(&delta).iter().map(|&d| f64::from(d)).collect()
    }

    /// How far ⟨w, δ⟩ can go inside the box, in the direction of `gap`.
    fn reach(x: &[f32], w: &[f32], gap: f32) -> f64 {
        let room = |(&x, &w): (&f32, &f32)| f64::from(w.abs() * if w * gap > 0.0 { 1.0 - x } else { x });
        x.iter().zip(w).map(room).sum()
    }

    /// Dykstra's alternating projections to the box and the hyperplane: slow, and the nearest point of both in the limit.
    fn dykstra(x: &[f32], w: &[f32], gap: f32) -> f64 {
        let (x, w): (Vec<f64>, Vec<f64>) =
            (x.iter().map(|&v| v.into()).collect(), w.iter().map(|&v| v.into()).collect());
        let square: f64 = w.iter().map(|w| w * w).sum::<f64>().max(1e-30);
        let (mut point, mut correction) = (x.clone(), vec![0.0; x.len()]);
        for _ in 0..20_000 {
            let missing =
                f64::from(gap) - w.iter().zip(point.iter().zip(&x)).map(|(w, (p, x))| w * (p - x)).sum::<f64>();
            for i in 0..x.len() {
                let on_plane = point[i] + w[i] * missing / square;
                point[i] = (on_plane + correction[i]).clamp(0.0, 1.0);
                correction[i] += on_plane - point[i];
            }
        }
        point.iter().zip(&x).map(|(p, x)| (p - x).powi(2)).sum::<f64>().sqrt()
    }

    /// The smallest r such that a δ of values up to r reaches the gap, by bisection.
    fn smallest_reach(x: &[f32], w: &[f32], gap: f32) -> f64 {
        let (mut low, mut high) = (0.0_f64, 1.0);
        for _ in 0..60 {
            let r = (low + high) / 2.0;
            let room =
                |(&x, &w): (&f32, &f32)| f64::from(w.abs()) * r.min(f64::from(if w * gap > 0.0 { 1.0 - x } else { x }));
            let reached: f64 = x.iter().zip(w).map(room).sum();
            if reached < f64::from(gap.abs()) { low = r } else { high = r }
        }
        high
    }

    fn problem() -> impl Strategy<Value = (Vec<f32>, Vec<f32>, f32)> {
        (1_usize..9).prop_flat_map(|count| {
            let pixel = prop_oneof![Just(0.0_f32), Just(1.0), 0.0_f32..1.0];
            let weight = prop_oneof![Just(0.0_f32), -2.0_f32..2.0, 1e-3_f32..1e-2];
            (proptest::collection::vec(pixel, count), proptest::collection::vec(weight, count), -3.0_f32..3.0)
        })
    }

    /// With some slack, so that the slow methods below converge.
    fn solvable() -> impl Strategy<Value = (Vec<f32>, Vec<f32>, f32)> {
        (problem(), -0.85_f32..0.85).prop_map(|((x, mut w, _), share)| {
            w.iter_mut().for_each(|w| *w = if w.abs() < 0.05 { 0.0 } else { *w });
            let gap = share * reach(&x, &w, share) as f32;
            (x, w, gap)
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        #[test]
        fn it_lands_in_the_box_and_on_the_hyperplane((x, w, gap) in problem()) {
            for norm in [Norm::Linf, Norm::L2] {
                let delta = project(norm, &x, &w, gap);
                prop_assert!(x.iter().zip(&delta).all(|(&x, d)| (-1e-6..=1.0 + 1e-6).contains(&(f64::from(x) + d))));
                let moved: f64 = w.iter().zip(&delta).map(|(&w, d)| f64::from(w) * d).sum();
                // Beyond reach it goes as far as it can.
                let goal = f64::from(gap.signum()) * reach(&x, &w, gap).min(f64::from(gap.abs()));
                prop_assert!((moved - goal).abs() < 1e-4, "{:?}: {} instead of {}", norm, moved, goal);
            }
        }

        #[test]
        fn no_shorter_way_leads_there((x, w, gap) in solvable()) {
            let longest = project(Norm::Linf, &x, &w, gap).iter().fold(0.0_f64, |a, d| a.max(d.abs()));
            let best = smallest_reach(&x, &w, gap);
            prop_assert!((longest - best).abs() < 1e-4 * (1.0 + best), "{} instead of {}", longest, best);
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]

        #[test]
        fn no_shorter_way_leads_there_in_l2((x, w, gap) in solvable()) {
            let length = project(Norm::L2, &x, &w, gap).iter().map(|d| d * d).sum::<f64>().sqrt();
            let best = dykstra(&x, &w, gap);
            prop_assert!((length - best).abs() < 1e-3 * (1.0 + best), "{} instead of {}", length, best);
        }
    }

    #[test]
    fn a_thousand_bends_are_no_harder() {
        // Bends and weights spread over many orders of magnitude are the worst for Newton's method.
        let x: Vec<f32> = (0..1_000).map(|i| 1.0 - (-(i as f32) / 60.0).exp()).collect();
        let w: Vec<f32> = (0..1_000).map(|i| 1e-2 + ((i * 37) % 100) as f32 / 50.0).collect();
        for share in [0.01, 0.3, 0.7, 0.95, 0.999] {
            let gap = (share * reach(&x, &w, 1.0)) as f32;
            for norm in [Norm::Linf, Norm::L2] {
                let delta = project(norm, &x, &w, gap);
                let moved: f64 = w.iter().zip(&delta).map(|(&w, d)| f64::from(w) * d).sum();
                assert!((moved / f64::from(gap) - 1.0).abs() < 1e-4, "{norm:?}, {share}: {moved} instead of {gap}");
            }
        }
    }

    #[test]
    fn it_is_torchattacks() {
        let read = |key: &str| fixture("attacks.safetensors", &format!("projection.{key}"));
        let ((points, shape), (weights, _), (gaps, _)) = (read("points"), read("weights"), read("gaps"));
        assert!(shape[0] >= 15, "{} problems", shape[0]);
        for (norm, key) in [(Norm::Linf, "linf"), (Norm::L2, "l2")] {
            let expected = read(key).0;
            for row in 0..shape[0] {
                let of = |values: &[f32]| values[row * shape[1]..][..shape[1]].to_vec();
                let found = project(norm, &of(&points), &of(&weights), gaps[row]);
                let worst = found.iter().zip(of(&expected)).map(|(a, b)| (a - f64::from(b)).abs()).fold(0.0, f64::max);
                assert!(worst < 2e-5, "{key}, problem {row}: off by {worst}");
            }
        }
    }
}
