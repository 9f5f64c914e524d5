//! Catastrophic overfitting: a network trained with one-step attacks learns to fool that one step (Wong, Rice and
//! Kolter 2020, section 5.4): it withstands FGSM on its training samples, and falls to PGD on the same samples.

use burn::tensor::{Int, Tensor, Transaction};
use layerlab_schema::{Accuracy, Attack, Method, Pgd};

use crate::{
    RunError, attack,
    network::Chain,
    random::{Purpose, stream},
};

/// From this difference on, in accuracy, the run warns. Honest training keeps it at a few points.
const TOO_MUCH: f64 = 0.2;

/// Iterations of the attack that is not so easily fooled.
const STEPS: usize = 10;

/// Accuracy on training samples under the attack of the training, and under PGD in the same ball.
#[derive(Clone, Copy, Debug)]
pub struct Overfitting {
    /// Under the attack that the network trains with.
    pub one_step: Accuracy,
    /// Under PGD-10 with step ε/4.
    pub iterated: Accuracy,
}

impl Overfitting {
    /// Whether the network has only learned to fool its own training.
    pub fn is_catastrophic(&self) -> bool {
        self.one_step.value() - self.iterated.value() > TOO_MUCH
    }
}

/// Compares both attacks on a batch of training samples.
///
/// # Shapes
/// - clean `[batch, channels, height, width]`, labels `[batch]`
///
/// # Errors
/// When the device fails.
pub async fn overfitting(
    network: &Chain,
    clean: &Tensor<4>,
    labels: &Tensor<1, Int>,
    training: &Attack,
    seed: u64,
) -> Result<Overfitting, RunError> {
    let pgd = Pgd { steps: STEPS, step_size: Some(training.epsilon / 4.0), random_start: true };
    let iterated = Attack { method: Method::Pgd(pgd), ..*training };
    let count = labels.dims()[0];
    let right = |attack: &Attack| {
        let streams = (0..count as u64).map(|item| stream(seed, Purpose::EvaluationAttack, 1, item));
        let attacked = attack::perturb(network, clean, labels, attack, streams);
        let answers = network.forward(attacked).argmax(1).squeeze_dim::<1>(1);
        answers.equal(labels.clone()).int().sum()
    };
    let read = Transaction::default().register(right(training)).register(right(&iterated)).execute_async().await?;
    let accuracy = |data: &burn::tensor::TensorData| Accuracy {
        correct: data.iter::<i64>().next().map_or(0, |n| usize::try_from(n).unwrap_or(0)),
        of: count,
    };
    Ok(Overfitting { one_step: accuracy(&read[0]), iterated: accuracy(&read[1]) })
}
