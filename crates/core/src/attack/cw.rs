//! Carlini and Wagner's attack in L2 (2017, section VI.A): the shortest perturbation, by Adam over a change of variable.

use burn::tensor::{Bool, Tensor};

use super::{
    Objective,
    attack_batch::{AttackBatch, per_sample},
    loss,
    norm::euclidean,
};

/// Keeps the change of variable finite at pixels that are exactly 0 or 1; the constant of the authors' code.
const INSIDE: f64 = 0.999_999;

/// Adam's usual constants (Kingma and Ba 2015).
const BETA: [f64; 2] = [0.9, 0.999];
const ADAM_EPSILON: f64 = 1e-8;

/// The constant c grows by this factor as long as nothing is found.
const GROWTH: f64 = 10.0;

/// Longer than any perturbation: nothing found yet; and a c that is larger than any tried.
const NOTHING: f64 = 1e10;

/// How it searches.
#[derive(Clone, Copy)]
pub(super) struct Settings {
    pub steps: usize,
    pub searches: usize,
    pub constant: f64,
    pub learning_rate: f64,
}

/// The shortest adversarial samples found, the clean ones where there are none; they may lie outside the ball.
pub(super) fn attack(attack_batch: &AttackBatch<'_>, settings: Settings) -> Tensor<4> {
    let mut best = Best { at: attack_batch.clean().clone(), length: attack_batch.each(NOTHING) };
    let mut constant = attack_batch.each(settings.constant);
    let (mut low, mut high) = (attack_batch.each(0.0), attack_batch.each(NOTHING));
    let mut ever = low.clone().greater_equal_scalar(NOTHING);
    for _ in 0..settings.searches {
        let found = minimise(attack_batch, settings, &constant, &mut best);
        ever = ever.bool_or(found.clone());
        // Found: c was large enough, try less. Not found: try more.
        high = high.clone().mask_where(found.clone(), constant.clone().min_pair(high));
        low = low.clone().mask_where(found.bool_not(), constant.clone().max_pair(low));
        let middle = (low.clone() + high.clone()).mul_scalar(0.5);
        constant = middle.mask_where(ever.clone().bool_not(), constant.mul_scalar(GROWTH).clamp_max(NOTHING));
    }
    best.at
}

/// The shortest adversarial samples so far.
struct Best {
    at: Tensor<4>,
    length: Tensor<4>,
}

/// Minimises ‖x − x₀‖₂² + c·max(z_y − max_{i≠y} z_i, 0) over v with x = (tanh v + 1) / 2. Returns for which samples an
/// adversarial one was found, `[batch, 1, 1, 1]`.
fn minimise(
    attack_batch: &AttackBatch<'_>,
    settings: Settings,
    constant: &Tensor<4>,
    best: &mut Best,
) -> Tensor<4, Bool> {
    let clean = attack_batch.clean();
    let mut v = clean.clone().mul_scalar(2.0).sub_scalar(1.0).mul_scalar(INSIDE).atanh();
    let (mut mean, mut square) = (v.zeros_like(), v.zeros_like());
    let mut met = constant.clone().lower_scalar(0.0);
    for step in 1..=settings.steps {
        let x = v.clone().tanh().add_scalar(1.0).mul_scalar(0.5);
        let loss_gradient = attack_batch.loss_gradient(&x, &Objective::Hinge);
        let wrong = per_sample(loss::correct(loss_gradient.logits, &attack_batch.labels).bool_not().float()).bool();
        let delta = x.clone() - clean.clone();
        let length = euclidean(delta.clone());
        let shorter = wrong.clone().bool_and(length.clone().lower(best.length.clone()));
        best.length = best.length.clone().mask_where(shorter.clone(), length);
        best.at = best.at.clone().mask_where(shorter.expand(x.dims()), x.clone());
        met = met.bool_or(wrong);

        // dx/dv = (1 − tanh² v) / 2 = 2x(1 − x).
        let inner = x.clone().mul(x.neg().add_scalar(1.0)).mul_scalar(2.0);
        let gradient = (delta.mul_scalar(2.0) - loss_gradient.gradient * constant.clone()) * inner;
        mean = mean.mul_scalar(BETA[0]) + gradient.clone().mul_scalar(1.0 - BETA[0]);
        square = square.mul_scalar(BETA[1]) + gradient.square().mul_scalar(1.0 - BETA[1]);
        let [first, second] = BETA.map(|beta| 1.0 - beta.powi(step as i32));
        let scale = square.clone().div_scalar(second).sqrt().add_scalar(ADAM_EPSILON);
        v = v - mean.clone().mul_scalar(settings.learning_rate / first) / scale;
    }
    met
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
    fn on_a_linear_network_it_comes_near_the_shortest_perturbation() {
        let w = vec![0.5, -1.0, 0.25, 2.0, -0.125, 0.75];
        let clean = [0.5, 0.4, 0.6, 0.3, 0.7, 0.5];
        let margin = 0.4;
        let value: f32 = w.iter().zip(&clean).map(|(w, x)| w * x).sum();
        let model = Linear { b: -margin - value, w: w.clone() };
        let counting = CountingModel::new(&model);
        let attack_batch = AttackBatch::new(&counting, &sample(&clean), label(0, 1), &[0]).within(Norm::L2, 1.0);
        let settings = Settings { steps: 200, searches: 9, constant: 1e-3, learning_rate: 1e-2 };
        let found = attack(&attack_batch, settings);
        let length = floats(&attack_batch.ball.length(&(found - sample(&clean))))[0];
        let best = margin / w.iter().map(|w| w * w).sum::<f32>().sqrt();
        assert!((1.0..1.05).contains(&(length / best)), "{length} instead of {best}");
    }
}
