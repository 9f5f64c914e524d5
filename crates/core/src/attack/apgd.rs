//! APGD: PGD that sets its own step size (Croce and Hein 2020a, algorithm 1).

use burn::tensor::{Bool, Tensor};

use super::{
    Objective,
    model::Slope,
    victims::{Victims, mask, per_sample},
};

/// α: how much of a step is new; the rest is momentum (section 3.1).
const NEW: f64 = 0.75;

/// ρ: the share of steps since the last check that must have raised the loss (section 3.2).
const RISING: f64 = 0.75;

/// The periods of check points, as percentages of all steps: the first, by how much each is shorter, the shortest.
const PERIODS: [usize; 3] = [22, 3, 6];

/// Attacked samples: the last wrong answer on the way of each sample, or its highest loss where there was none.
/// Everything a sample decides stays on the device: nothing is read back.
pub(super) fn attack(victims: &Victims<'_>, objective: &Objective, steps: usize) -> Tensor<4> {
    let start = victims.clean().clone() + victims.ball.surface(victims.streams());
    let mut search = Search::start(victims, objective, victims.ball.project(start));
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

/// A search under way; every tensor has a row for each sample.
pub(super) struct Search<'a> {
    victims: &'a Victims<'a>,
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
    pub fn start(victims: &'a Victims<'a>, objective: &'a Objective, at: Tensor<4>) -> Self {
        let Slope { loss, logits, gradient } = victims.slope(&at, objective);
        let now = Point { at: at.clone(), loss: loss.clone(), gradient };
        Self {
            victims,
            objective,
            best: now.clone(),
            now,
            before: at.clone(),
            adversarial: at,
            stands: super::loss::correct(logits, &victims.labels),
            step_size: victims.each(2.0 * victims.ball.epsilon),
            rises: loss.zeros_like(),
            checked: loss.clone(),
            // As if halved: the first check may not halve for a best loss that is still the start's alone.
            halved: loss.clone().equal(loss),
        }
    }

    /// z = Π(x + η·direction), x ← Π(x + α(z − x) + (1 − α)(x − x_before)); α is 1 in the first step.
    pub fn step(&mut self, first: bool) {
        let (ball, x) = (&self.victims.ball, self.now.at.clone());
        let new = if first { 1.0 } else { NEW };
        let z = ball.project(x.clone() + ball.direction(self.now.gradient.clone()) * self.step_size.clone());
        let momentum = (x.clone() - self.before.clone()).mul_scalar(1.0 - new);
        let next = ball.project(x.clone() + (z - x.clone()).mul_scalar(new) + momentum);

        let Slope { loss, logits, gradient } = self.victims.slope(&next, self.objective);
        self.rises = self.rises.clone() + loss.clone().greater(self.now.loss.clone()).float();
        let wrong = super::loss::correct(logits, &self.victims.labels).bool_not();
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
