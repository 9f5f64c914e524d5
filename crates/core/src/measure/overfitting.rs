//! Catastrophic overfitting: a network trained with one-step attacks becomes robust to that single step only (Wong, Rice
//! and Kolter 2020, section 5.4): it is robust to FGSM on its training samples, and not to PGD on the same samples.

use burn::tensor::{Int, Tensor, Transaction};
use layerlab_schema::{Accuracy, Attack, Method, Pgd};

use crate::{
    RunError, attack,
    network::Chain,
    random::{Purpose, stream},
};

/// The run warns above this difference in accuracy. Without catastrophic overfitting it is a few points.
const MAX_DIFFERENCE: f64 = 0.2;

/// Number of iterations of PGD.
const STEPS: usize = 10;

/// Accuracy on training samples under the training attack, and under PGD in the same ball.
#[derive(Clone, Copy, Debug)]
pub struct Overfitting {
    /// Accuracy under the training attack.
    pub one_step: Accuracy,
    /// Accuracy under PGD-10 with step size ε/4.
    pub iterated: Accuracy,
}

impl Overfitting {
    /// Whether the accuracy under PGD is more than 20 points below that under the training attack.
    pub fn is_catastrophic(&self) -> bool {
        self.one_step.value() - self.iterated.value() > MAX_DIFFERENCE
    }
}

/// Accuracy under both attacks on a batch of training samples.
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
    let correct = async |attack: &Attack| {
        let streams = (0..count as u64).map(|item| stream(seed, Purpose::EvaluationAttack, 1, item));
        let attacked = attack::perturb(network, clean, labels, attack, streams).await;
        let predictions = network.forward(attacked).argmax(1).squeeze_dim::<1>(1);
        predictions.equal(labels.clone()).int().sum()
    };
    let read = Transaction::default()
        .register(correct(training).await)
        .register(correct(&iterated).await)
        .execute_async()
        .await?;
    let accuracy = |data: &burn::tensor::TensorData| Accuracy {
        correct: data.iter::<i64>().next().map_or(0, |n| usize::try_from(n).unwrap_or(0)),
        of: count,
    };
    Ok(Overfitting { one_step: accuracy(&read[0]), iterated: accuracy(&read[1]) })
}
