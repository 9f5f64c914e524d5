//! Attacks: one loop, and a norm as three hooks.

mod norm;
mod pgd;

pub use norm::Ball;
pub use pgd::perturb;

use burn::tensor::{Int, Tensor, activation::log_softmax};

/// Cross-entropy of each sample, −ln p_y.
///
/// # Shapes
/// - logits `[batch, classes]`, labels `[batch]`, output `[batch]`
pub fn cross_entropy(logits: Tensor<2>, labels: Tensor<1, Int>) -> Tensor<1> {
    let [batch, _] = logits.dims();
    log_softmax(logits, 1).gather(1, labels.reshape([batch, 1])).neg().reshape([batch])
}
