//! The samples that one round of an attack works on, and their random streams.

use burn::tensor::{Bool, Int, Tensor, TensorData};
use layerlab_schema::{Attack, Method, Norm};
use rand_chacha::ChaCha8Rng;

use super::{
    Ball, Objective, loss,
    model::{CountingModel, LossGradient},
};
use crate::random::{Purpose, stream};

/// One round of an attack: its samples, their ball, and its random streams.
pub(crate) struct AttackBatch<'a> {
    pub counting: &'a CountingModel<'a>,
    pub ball: Ball,
    pub labels: Tensor<1, Int>,
    /// Each sample's position in its data set: it names the sample's random stream.
    pub items: &'a [usize],
    pub seed: u64,
    /// Which start of which part of the evaluation this is: it names the streams of the round.
    pub round: u64,
}

impl<'a> AttackBatch<'a> {
    /// # Shapes
    /// - clean `[batch, channels, height, width]`, labels `[batch]`, one item for each sample
    pub fn new(counting: &'a CountingModel<'a>, clean: &Tensor<4>, labels: Tensor<1, Int>, items: &'a [usize]) -> Self {
        Self { counting, ball: Ball::around(clean, Norm::Linf, 0.0), labels, items, seed: 0, round: 0 }
    }

    /// In this ball.
    pub fn within(mut self, norm: Norm, epsilon: f64) -> Self {
        self.ball = Ball::around(&self.ball.clean, norm, epsilon);
        self
    }

    /// With this randomness.
    pub fn seeded(mut self, seed: u64, round: u64) -> Self {
        (self.seed, self.round) = (seed, round);
        self
    }

    /// This method in the ball of the batch.
    pub fn attack(&self, method: Method) -> Attack {
        Attack::new(method, self.ball.norm, self.ball.epsilon)
    }

    pub fn clean(&self) -> &Tensor<4> {
        &self.ball.clean
    }

    pub fn loss_gradient(&self, at: &Tensor<4>, objective: &Objective) -> LossGradient {
        let objective = objective.clone();
        self.counting.loss_gradient(at.clone(), &self.labels, &move |logits, labels| objective.value(logits, labels))
    }

    /// Whether the network is right about each sample at `at`, `[batch]`.
    pub fn correct(&self, at: &Tensor<4>) -> Tensor<1, Bool> {
        loss::correct(self.counting.logits(at.clone()), &self.labels)
    }

    /// Each sample's own random stream in this round.
    pub fn streams(&self) -> impl Iterator<Item = ChaCha8Rng> {
        self.items.iter().map(|&item| stream(self.seed, Purpose::EvaluationAttack, self.round, item as u64))
    }

    /// A value for each sample, `[batch, 1, 1, 1]`.
    pub fn each(&self, value: f64) -> Tensor<4> {
        let [batch, ..] = self.clean().dims();
        Tensor::full([batch, 1, 1, 1], value, &self.clean().device())
    }
}

/// A decision for each sample as a mask shaped like `like`.
pub(super) fn mask(decision: &Tensor<1, Bool>, like: &Tensor<4>) -> Tensor<4, Bool> {
    let [batch, channels, height, width] = like.dims();
    decision.clone().reshape([batch, 1, 1, 1]).expand([batch, channels, height, width])
}

/// A value for each sample, `[batch]` to `[batch, 1, 1, 1]`.
pub(super) fn per_sample(values: Tensor<1>) -> Tensor<4> {
    let [batch] = values.dims();
    values.reshape([batch, 1, 1, 1])
}

/// Some of the samples.
pub(crate) fn rows(x: &Tensor<4>, positions: &[usize]) -> Tensor<4> {
    x.clone().select(0, indices(positions, x))
}

/// Some of the labels.
pub(super) fn some(labels: &Tensor<1, Int>, positions: &[usize], like: &Tensor<4>) -> Tensor<1, Int> {
    labels.clone().select(0, indices(positions, like))
}

fn indices(positions: &[usize], like: &Tensor<4>) -> Tensor<1, Int> {
    let positions: Vec<i32> = positions.iter().map(|&position| position as i32).collect();
    let count = positions.len();
    Tensor::from_data(TensorData::new(positions, [count]), &like.device())
}

/// `all` with these of its samples replaced.
pub(super) fn replace_rows(all: Tensor<4>, positions: &[usize], new: &Tensor<4>) -> Tensor<4> {
    if positions.is_empty() {
        return all;
    }
    let [count, ..] = all.dims();
    // Where each sample comes from: from `all` itself, or from the new ones behind it.
    let mut origin: Vec<usize> = (0..count).collect();
    for (row, &position) in positions.iter().enumerate() {
        origin[position] = count + row;
    }
    rows(&Tensor::cat(vec![all, new.clone()], 0), &origin)
}
