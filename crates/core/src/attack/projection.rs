//! The shortest way from a point to a hyperplane that stays inside [0, 1]ᵈ: the step of FAB.

use burn::tensor::Tensor;
use layerlab_spec::Norm;

/// Newton steps of [`level`]. Each passes at least one bend of the curve and usually most of them; five or six are enough
/// for images (Cominetti, Mascarenhas, Silva 2014 report the same for problems of this kind).
const NEWTON: usize = 16;

/// Below this a weight counts as none; the constant of the authors' code.
const NO_WEIGHT: f64 = 1e-8;

/// The δ of least norm with ⟨w, δ⟩ = gap and x + δ in [0, 1]ᵈ; where there is none, the δ that comes nearest to the
/// hyperplane. Croce and Hein 2020b, eq. 3, solved here as one problem for both norms: δ goes along ±sign(w), each value as
/// far as a common level t lets it and its room allows, min(t, room) in L∞ and min(t·|w|, room) in L2; t is where the
/// way so made reaches the hyperplane.
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
fn level(bend: &Tensor<4>, v: &Tensor<4>, goal: Tensor<4>) -> Tensor<4> {
    let all = [1, 2, 3];
    let mut t = goal.zeros_like();
    for _ in 0..NEWTON {
        let bent = bend.clone().lower_equal(t.clone().expand(bend.dims()));
        let slope = v.clone().mask_fill(bent, 0.0).sum_dims(&all);
        let missing = (goal.clone() - (v.clone() * bend.clone().min_pair(t.clone())).sum_dims(&all)).clamp_min(0.0);
        let free = slope.clone().greater_scalar(0.0);
        t = t.clone() + missing.div(slope.clamp_min(f64::from(f32::MIN_POSITIVE))).mask_fill(free.bool_not(), 0.0);
    }
    t
}
