//! APGD: PGD with an adaptive step size (Croce and Hein 2020a, algorithm 1).

use burn::tensor::{Bool, Tensor};

use super::{
    Objective,
    attack_batch::{AttackBatch, mask, per_sample},
    model::LossGradient,
};

/// α: how much of a step is new; the rest is momentum (section 3.1).
const NEW: f64 = 0.75;

/// ρ: the share of steps since the last check that must have raised the loss (section 3.2).
const RISING: f64 = 0.75;

/// The periods of check points, as percentages of all steps: the first, by how much each is shorter, the shortest.
const PERIODS: [usize; 3] = [22, 3, 6];

/// Attacked samples: the last misclassified point of each sample's search, or its point of highest loss where there
/// was none.
/// Every per-sample decision stays on the device: nothing is read back.
pub(super) fn attack(attack_batch: &AttackBatch<'_>, objective: &Objective, steps: usize) -> Tensor<4> {
    let start = attack_batch.clean().clone() + attack_batch.ball.surface(attack_batch.streams());
    let mut search = Search::start(attack_batch, objective, attack_batch.ball.project(start));
    let checks = check_points(steps);
    let mut last = 0;
    for step in 1..=steps {
        search.step(step == 1);
        if checks.contains(&step) {
            search.check(step - last);
            last = step;
        }
    }
    search.adversarial.mask_where(mask(&search.stands, &search.best.at), search.best.at)
}

/// The steps after which step sizes are checked: 22, 41, 57, 70, 80, 87, 93 and 99 of 100.
pub(super) fn check_points(steps: usize) -> Vec<usize> {
    let [first, less, shortest] = PERIODS.map(|percent| (steps * percent / 100).max(1));
    let (mut period, mut at) = (first, first);
    let mut points = Vec::new();
    while at <= steps {
        points.push(at);
        period = period.saturating_sub(less).max(shortest);
        at += period;
    }
    points
}

/// A point, its loss and its gradient.
#[derive(Clone)]
struct Point {
    at: Tensor<4>,
    loss: Tensor<1>,
    gradient: Tensor<4>,
}

impl Point {
    /// Each sample's part of `other` where `decision` holds.
    fn take(&mut self, decision: &Tensor<1, Bool>, other: &Self) {
        let pixels = mask(decision, &self.at);
        self.at = self.at.clone().mask_where(pixels.clone(), other.at.clone());
        self.gradient = self.gradient.clone().mask_where(pixels, other.gradient.clone());
        self.loss = self.loss.clone().mask_where(decision.clone(), other.loss.clone());
    }
}

/// A search in progress; every tensor has a row for each sample.
pub(super) struct Search<'a> {
    attack_batch: &'a AttackBatch<'a>,
    objective: &'a Objective,
    now: Point,
    before: Tensor<4>,
    best: Point,
    /// The last point with a wrong answer, and whether there is none yet.
    adversarial: Tensor<4>,
    stands: Tensor<1, Bool>,
    /// η.
    step_size: Tensor<4>,
    /// Steps since the last check that raised the loss.
    rises: Tensor<1>,
    /// At the last check: the best loss, and whether the step was halved.
    checked: Tensor<1>,
    halved: Tensor<1, Bool>,
}

impl<'a> Search<'a> {
    pub fn start(attack_batch: &'a AttackBatch<'a>, objective: &'a Objective, at: Tensor<4>) -> Self {
        let LossGradient { loss, logits, gradient } = attack_batch.loss_gradient(&at, objective);
        let now = Point { at: at.clone(), loss: loss.clone(), gradient };
        Self {
            attack_batch,
            objective,
            best: now.clone(),
            now,
            before: at.clone(),
            adversarial: at,
            stands: super::loss::correct(logits, &attack_batch.labels),
            step_size: attack_batch.each(2.0 * attack_batch.ball.epsilon),
            rises: loss.zeros_like(),
            checked: loss.clone(),
            // As if halved: the first check may not halve for a best loss that is still the start's alone.
            halved: loss.clone().equal(loss),
        }
    }

    /// z = Π(x + η·direction), x ← Π(x + α(z − x) + (1 − α)(x − x_before)); α is 1 in the first step.
    pub fn step(&mut self, first: bool) {
        let (ball, x) = (&self.attack_batch.ball, self.now.at.clone());
        let new = if first { 1.0 } else { NEW };
        let z = ball.project(x.clone() + ball.direction(self.now.gradient.clone()) * self.step_size.clone());
        let momentum = (x.clone() - self.before.clone()).mul_scalar(1.0 - new);
        let next = ball.project(x.clone() + (z - x.clone()).mul_scalar(new) + momentum);

        let LossGradient { loss, logits, gradient } = self.attack_batch.loss_gradient(&next, self.objective);
        self.rises = self.rises.clone() + loss.clone().greater(self.now.loss.clone()).float();
        let wrong = super::loss::correct(logits, &self.attack_batch.labels).bool_not();
        self.adversarial = self.adversarial.clone().mask_where(mask(&wrong, &next), next.clone());
        self.stands = self.stands.clone().bool_and(wrong.bool_not());
        self.before = x;
        self.now = Point { at: next, loss, gradient };
        let better = self.now.loss.clone().greater(self.best.loss.clone());
        self.best.take(&better, &self.now);
    }

    /// Halves the step, and goes back to the best point, where the last `steps` steps rose too seldom, or where neither
    /// step nor best loss changed (conditions 1 and 2 of section 3.2).
    pub fn check(&mut self, steps: usize) {
        let seldom = self.rises.clone().lower_scalar(RISING * steps as f64);
        let same = self.halved.clone().bool_not().bool_and(self.checked.clone().greater_equal(self.best.loss.clone()));
        self.halved = seldom.bool_or(same);
        let factor = per_sample(self.halved.clone().float().mul_scalar(-0.5).add_scalar(1.0));
        self.step_size = self.step_size.clone() * factor;
        let best = self.best.clone();
        self.now.take(&self.halved, &best);
        self.checked = self.best.loss.clone();
        self.rises = self.rises.zeros_like();
    }
}

#[cfg(test)]
mod tests {
    use burn::tensor::{Device, TensorData};
    use layerlab_schema::Norm;

    use super::*;
    use crate::attack::{
        model::CountingModel,
        testing::{Linear, fixture, floats, label, sample, small_cnn, small_images},
    };

    #[test]
    fn check_points_are_the_papers() {
        assert_eq!(check_points(100), [22, 41, 57, 70, 80, 87, 93, 99]);
        assert_eq!(check_points(20), [4, 7, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20]);
        assert_eq!(check_points(1), [1]);
    }

    #[test]
    fn on_a_linear_network_it_finds_the_closed_form() {
        let w = vec![0.5, -1.0, 0.25, 2.0, -0.125, 0.75];
        let clean = [0.5, 0.4, 0.6, 0.3, 0.7, 0.5];
        for (norm, epsilon) in [(Norm::Linf, 0.1), (Norm::L2, 0.25)] {
            // In one case it stays correct until the end, in the other it breaks during the search.
            for b in [-4.0, -1.6 + 0.4] {
                let model = Linear { w: w.clone(), b };
                let counting = CountingModel::new(&model);
                let attack_batch =
                    AttackBatch::new(&counting, &sample(&clean), label(0, 1), &[3]).within(norm, epsilon);
                let found = floats(&attack(&attack_batch, &Objective::CrossEntropy, 40));
                let gain: f32 = w.iter().zip(found.iter().zip(&clean)).map(|(w, (x, c))| w * (x - c)).sum();
                let best = epsilon as f32
                    * match norm {
                        Norm::Linf => w.iter().map(|w| w.abs()).sum::<f32>(),
                        Norm::L2 => w.iter().map(|w| w * w).sum::<f32>().sqrt(),
                    };
                assert!((gain - best).abs() < 1e-3 * best, "{}: {gain} instead of {best}", norm.name());
            }
        }
    }

    #[test]
    fn the_best_loss_never_falls_and_is_the_largest_seen() {
        let (model, (images, labels)) = (small_cnn(), small_images());
        let counting = CountingModel::new(&model);
        let attack_batch = AttackBatch::new(&counting, &images, labels, &[0, 1, 2, 3]).within(Norm::Linf, 0.1);
        let mut search = Search::start(&attack_batch, &Objective::Dlr, images.clone());
        let mut largest = floats(&search.now.loss);
        for step in 1..=30 {
            search.step(step == 1);
            let now = floats(&search.now.loss);
            largest.iter_mut().zip(&now).for_each(|(largest, now)| *largest = largest.max(*now));
            if step % 7 == 0 {
                search.check(7);
            }
            assert_eq!(floats(&search.best.loss), largest, "after step {step}");
        }
    }

    /// But for the first condition, in which the fixture follows the paper: see `make_attacks.py`.
    #[test]
    fn its_points_are_torchattacks() {
        let model = small_cnn();
        let (images, labels) = small_images();
        let (clean, labels) = (images.narrow(0, 0, 2), labels.narrow(0, 0, 2));
        let counting = CountingModel::new(&model);
        for (norm, epsilon, key) in [(Norm::Linf, 0.1, "linf"), (Norm::L2, 0.3, "l2")] {
            for (objective, loss) in [(Objective::CrossEntropy, "ce"), (Objective::Dlr, "dlr")] {
                let (points, shape) = fixture("attacks.safetensors", &format!("apgd.{key}.{loss}"));
                let size = shape[1] * shape[2];
                let point = |step: usize| &points[step * size..][..size];
                let attack_batch = AttackBatch::new(&counting, &clean, labels.clone(), &[0, 1]).within(norm, epsilon);
                let start = TensorData::new(point(0).to_vec(), [2, 1, 8, 8]);
                let mut search = Search::start(&attack_batch, &objective, Tensor::from_data(start, &Device::flex()));
                let (checks, mut last) = (check_points(shape[0] - 1), 0);
                for step in 1..shape[0] {
                    search.step(step == 1);
                    let found = floats(&search.now.at);
                    let worst = found.iter().zip(point(step)).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
                    assert!(worst < 2e-5, "{key} {loss}, step {step}: off by {worst}");
                    if checks.contains(&step) {
                        search.check(step - last);
                        last = step;
                    }
                }
            }
        }
    }
}
