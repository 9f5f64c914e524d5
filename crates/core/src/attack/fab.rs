//! FAB: the nearest point beyond the boundary (Croce and Hein 2020b, algorithm 1).

use burn::tensor::{Bool, Int, Tensor};

use super::{
    Objective,
    attack_batch::{AttackBatch, mask, per_sample},
    project_to_hyperplane,
};

/// α_max: how far a step may lean towards the clean sample.
const LEAN: f64 = 0.1;

/// η: by how much it steps over the boundary.
const OVERSHOOT: f64 = 1.05;

/// β: the step back towards the clean sample from beyond the boundary.
const BACK: f64 = 0.9;

/// Keeps the ratio of two vanishing steps defined; the constant of the authors' code.
const TINY: f64 = 1e-8;

/// Keeps distances to boundaries with no gradient finite; the constant of the authors' code.
const FLAT: f64 = 1e-12;

/// Longer than any perturbation: nothing found yet.
const NOTHING: f64 = 1e10;

/// Where FAB's search starts.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Start {
    /// At the sample.
    Clean,
    /// Half the radius of the ball, in a random direction.
    Random,
}

/// The shortest adversarial samples found, the clean ones where there are none. They may lie outside the ball: their
/// distance is what is minimised. `rivals`: the classes whose boundaries count; one class for a targeted search.
pub(super) fn attack(
    attack_batch: &AttackBatch<'_>,
    rivals: &[Tensor<1, Int>],
    steps: usize,
    start: Start,
) -> Tensor<4> {
    let clean = attack_batch.clean();
    let mut x = clean.clone();
    if start == Start::Random {
        x = (x + attack_batch.ball.surface(attack_batch.streams()).mul_scalar(0.5)).clamp(0.0, 1.0);
    }
    let mut best = clean.clone();
    let mut shortest = attack_batch.each(NOTHING);
    for _ in 0..steps {
        x = step(attack_batch, rivals, &x);
        let wrong = attack_batch.correct(&x).bool_not();
        let length = attack_batch.ball.length(&(x.clone() - clean.clone()));
        let shorter = per_sample(wrong.clone().float()).bool().bool_and(length.clone().lower(shortest.clone()));
        shortest = shortest.mask_where(shorter.clone(), length);
        best = best.mask_where(shorter.expand(x.dims()), x.clone());
        let back = clean.clone() + (x.clone() - clean.clone()).mul_scalar(BACK);
        x = x.clone().mask_where(mask(&wrong, &x), back);
    }
    best
}

/// A step over the linearised boundary, leaning towards the point of the boundary that is next to the clean sample.
fn step(attack_batch: &AttackBatch<'_>, rivals: &[Tensor<1, Int>], x: &Tensor<4>) -> Tensor<4> {
    let (norm, clean) = (attack_batch.ball.norm, attack_batch.clean());
    let Boundary { w, value } = nearest_boundary(attack_batch, rivals, x);
    let here = project_to_hyperplane(norm, x, &w, &value.clone().neg());
    let gap = (w.clone() * (x.clone() - clean.clone())).sum_dims(&[1, 2, 3]) - value;
    let there = project_to_hyperplane(norm, clean, &w, &gap);
    let length = |delta: &Tensor<4>| attack_batch.ball.length(delta).clamp_min(TINY);
    let lean = (length(&here) / (length(&here) + length(&there))).clamp_max(LEAN);
    let from_here = (x.clone() + here.mul_scalar(OVERSHOOT)) * lean.clone().neg().add_scalar(1.0);
    let from_clean = (clean.clone() + there.mul_scalar(OVERSHOOT)) * lean;
    (from_here + from_clean).clamp(0.0, 1.0)
}

/// The boundary to a class, linearised: value + ⟨w, z − x⟩ = 0.
struct Boundary {
    w: Tensor<4>,
    /// `[batch, 1, 1, 1]`, below 0 on the label's side.
    value: Tensor<4>,
}

/// The boundary that is nearest in the ball's norm, |value| / ‖w‖ in the dual norm.
fn nearest_boundary(attack_batch: &AttackBatch<'_>, rivals: &[Tensor<1, Int>], x: &Tensor<4>) -> Boundary {
    let mut nearest: Option<(Tensor<4>, Boundary)> = None;
    for rival in rivals {
        let loss_gradient = attack_batch.loss_gradient(x, &Objective::Boundary(rival.clone()));
        let found = Boundary { w: loss_gradient.gradient, value: per_sample(loss_gradient.loss) };
        let distance = found.value.clone().abs() / attack_batch.ball.dual_length(&found.w).add_scalar(FLAT);
        nearest = Some(match nearest {
            None => (distance, found),
            Some((least, old)) => {
                let closer: Tensor<4, Bool> = distance.clone().lower(least.clone());
                let boundary = Boundary {
                    w: old.w.mask_where(closer.clone().expand(x.dims()), found.w),
                    value: old.value.mask_where(closer.clone(), found.value),
                };
                (least.mask_where(closer, distance), boundary)
            }
        });
    }
    nearest.expect("there are at least two classes").1
}

#[cfg(test)]
mod tests {
    use layerlab_schema::Norm;

    use super::*;
    use crate::attack::{
        model::CountingModel,
        testing::{Linear, floats, label, sample},
    };

    #[test]
    fn on_a_linear_network_it_finds_the_distance_to_the_boundary() {
        let w = vec![0.5, -1.0, 0.25, 2.0, -0.125, 0.75];
        let clean = [0.5, 0.4, 0.6, 0.3, 0.7, 0.5];
        let margin = 0.4;
        let value: f32 = w.iter().zip(&clean).map(|(w, x)| w * x).sum();
        let model = Linear { b: -margin - value, w: w.clone() };
        let counting = CountingModel::new(&model);
        let dual = [w.iter().map(|w| w.abs()).sum::<f32>(), w.iter().map(|w| w * w).sum::<f32>().sqrt()];
        for (norm, dual) in [Norm::Linf, Norm::L2].into_iter().zip(dual) {
            let attack_batch = AttackBatch::new(&counting, &sample(&clean), label(0, 1), &[0]).within(norm, 0.2);
            // On a line a single step covers the distance to the boundary and the overshoot.
            let length =
                |found: Tensor<4>| floats(&attack_batch.ball.length(&(found - sample(&clean))))[0] / (margin / dual);
            let one_step = length(attack(&attack_batch, &[label(1, 1)], 1, Start::Clean));
            assert!((one_step - OVERSHOOT as f32).abs() < 1e-3, "{norm:?}: {one_step}");
            // Towards the class, and to the nearest boundary of all.
            for rivals in [vec![label(1, 1)], vec![label(2, 1), label(1, 1)]] {
                for start in [Start::Clean, Start::Random] {
                    let found = length(attack(&attack_batch, &rivals, 60, start));
                    assert!((0.999..OVERSHOOT as f32 + 1e-3).contains(&found), "{norm:?}: {found}");
                }
            }
        }
    }
}
