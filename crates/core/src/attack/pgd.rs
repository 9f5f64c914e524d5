//! Projected gradient descent (Madry et al. 2018, eq. 2.1 and section 2.1); FGSM is one step of it.

use std::ops::Range;

use burn::tensor::{Int, Tensor};
use layerlab_schema::{Attack, GradientSteps};
use rand::Rng;
use serde::{Deserialize, Serialize};

use super::{
    Ball, Model,
    ascent::{self, ascend},
    attack_batch::AttackBatch,
    loss::{cross_entropy, divergence},
    model::CountingModel,
};
use crate::{
    network::Chain,
    parallel,
    sharing::{Inputs, Shared, Tensors, share},
};

/// Attacked samples: x ← Π(x + step(∇ₓ Σ cross-entropy)), Π the projection to the ball and to [0, 1].
///
/// `network` must be on the plain device (`Chain::valid`), so that it runs in evaluation mode and only the gradient
/// of the input is computed. Each sample draws its random start from its own stream and does not depend on its
/// neighbours. ε = 0 is the identity.
///
/// # Panics
/// When the method of `attack` takes no gradient steps; `Experiment::layers` refuses it in the places that lead here.
///
/// # Shapes
/// - clean `[batch, channels, height, width]` in [0, 1], labels `[batch]`; output like clean
pub async fn perturb(
    network: &dyn Model,
    clean: &Tensor<4>,
    labels: &Tensor<1, Int>,
    attack: &Attack,
    streams: impl Iterator<Item = impl Rng + Clone + Sync>,
) -> Tensor<4> {
    let streams: Vec<_> = streams.take(clean.dims()[0]).collect();
    let start = |samples: Range<usize>| random_start(clean, attack, &streams, samples);
    Ascent { network, clean, labels, start: &start, climb: Climb { attack: *attack, loss: AscentLoss::CrossEntropy } }
        .attacked()
        .await
}

/// Where PGD starts: at a random point of the ball for each stream, or (`None`) at the samples themselves.
pub(crate) fn random_start(
    clean: &Tensor<4>,
    attack: &Attack,
    streams: &[impl Rng + Clone],
    samples: Range<usize>,
) -> Option<Tensor<4>> {
    if !gradient_steps(attack).random_start {
        return None;
    }
    let clean = clean.clone().narrow(0, samples.start, samples.len());
    let ball = Ball::around(&clean, attack.norm, attack.epsilon);
    Some(ascent::start(&ball, true, streams[samples].iter().cloned()))
}

/// What an attack of training climbs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum AscentLoss {
    /// The cross-entropy of the labels.
    CrossEntropy,
    /// KL(f(clean) ‖ f(attacked)), as in TRADES.
    Divergence,
}

/// An attack by gradient ascent.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(crate) struct Climb {
    pub attack: Attack,
    pub loss: AscentLoss,
}

impl Climb {
    /// The attacked samples, from a start on; each is independent of the others.
    ///
    /// # Panics
    /// As [`perturb`].
    pub fn run(&self, network: &dyn Model, inputs: &Inputs) -> Tensor<4> {
        let Inputs { clean, start, labels } = inputs;
        let start = start.clone().unwrap_or_else(|| clean.clone());
        let Attack { norm, epsilon, .. } = self.attack;
        let (counting, ball) = (CountingModel::new(network), Ball::around(clean, norm, epsilon));
        let steps = gradient_steps(&self.attack);
        match self.loss {
            AscentLoss::CrossEntropy => descend(&counting, &ball, start, labels, &steps),
            AscentLoss::Divergence => {
                let target = network.logits(clean.clone()).autodiff();
                let climbed = |logits: Tensor<2>| divergence(target.clone(), logits);
                ascend(&counting, &ball, start, &climbed, &steps, |_| {})
            }
        }
    }

    /// The same part by part.
    pub fn run_parts(&self, network: &dyn Model, inputs: &Inputs) -> Vec<Tensor<4>> {
        parallel::map_parts(&inputs.clean, inputs.parts(), |inputs| self.run(network, &inputs))
    }
}

/// An attack on a batch that can be shared with helpers.
pub(crate) struct Ascent<'a> {
    pub network: &'a dyn Model,
    pub clean: &'a Tensor<4>,
    pub labels: &'a Tensor<1, Int>,
    /// Where these samples start.
    pub start: &'a (dyn Fn(Range<usize>) -> Option<Tensor<4>> + Sync),
    pub climb: Climb,
}

impl Ascent<'_> {
    /// The attacked samples.
    pub async fn attacked(&self) -> Tensor<4> {
        Tensor::cat(share(self).await, 0)
    }
}

impl Shared for Ascent<'_> {
    const KIND: &'static str = "attack";
    type Work = Climb;
    type Result = Tensor<4>;

    fn network(&self) -> Option<&Chain> {
        self.network.chain()
    }

    fn samples(&self) -> &Tensor<4> {
        self.clean
    }

    fn work(&self) -> Climb {
        self.climb
    }

    async fn inputs(&self, samples: Range<usize>) -> Option<Tensors> {
        Inputs::of(self.clean, self.labels, samples, self.start).into_tensors().await
    }

    async fn compute(&self, samples: Range<usize>) -> Vec<Tensor<4>> {
        let parts: Vec<_> = parallel::ranges(samples, self.part_size()).collect();
        parallel::map_parts(self.clean, parts, |part| {
            self.climb.run(self.network, &Inputs::of(self.clean, self.labels, part, self.start))
        })
    }

    fn read(&self, mut answer: Tensors, _: usize) -> Option<Vec<Tensor<4>>> {
        Some(vec![Tensor::from_data(answer.remove("attacked")?, &self.clean.device())])
    }
}

/// One round of an evaluation; later restarts always begin at random.
pub(super) fn attack(attack_batch: &AttackBatch<'_>, steps: &GradientSteps, restart: usize) -> Tensor<4> {
    let ball = &attack_batch.ball;
    let start = ascent::start(ball, steps.random_start || restart > 0, attack_batch.streams());
    descend(attack_batch.counting, ball, start, &attack_batch.labels, steps)
}

/// The steps from `start` on.
pub(crate) fn descend(
    counting: &CountingModel<'_>,
    ball: &Ball,
    start: Tensor<4>,
    labels: &Tensor<1, Int>,
    steps: &GradientSteps,
) -> Tensor<4> {
    let climbed = |logits: Tensor<2>| cross_entropy(logits, labels.clone().autodiff());
    ascend(counting, ball, start, &climbed, steps, |_| {})
}

/// The steps of an attack that takes some.
///
/// # Panics
/// As [`perturb`].
pub(crate) fn gradient_steps(attack: &Attack) -> GradientSteps {
    attack.gradient_steps().expect("a checked experiment trains and measures with gradient steps")
}
