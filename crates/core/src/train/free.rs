//! "Free" adversarial training (Shafahi et al. 2019, algorithm 1): one backward pass moves weights and perturbation.

use burn::tensor::Tensor;
use layerlab_schema::Attack;

use crate::attack::{clip, step};

/// The perturbation carried from batch to batch, one row per place in the batch. Steps and projection are those of
/// the attacks' ball, but around 0: only the sample plus perturbation is kept within the pixel range.
pub(super) struct FreePerturbation {
    rows: Tensor<4>,
}

impl FreePerturbation {
    /// The perturbation 0 for batches of this shape.
    pub fn zero(batch: &Tensor<4>) -> Self {
        Self { rows: batch.zeros_like() }
    }

    /// The saved perturbation of a run that is resumed.
    pub fn from_rows(rows: Tensor<4>) -> Self {
        Self { rows }
    }

    /// The perturbation, `[batch, channels, height, width]`.
    pub fn rows(&self) -> &Tensor<4> {
        &self.rows
    }

    /// Samples with their perturbation, within the pixel range. A last, smaller batch uses the first rows.
    pub fn apply(&self, clean: &Tensor<4>) -> Tensor<4> {
        (clean.clone() + self.rows.clone().narrow(0, 0, clean.dims()[0])).clamp(0.0, 1.0)
    }

    /// A step of length ε along the gradient of the samples, and back into the ball.
    pub fn climb(&mut self, gradient: Tensor<4>, attack: &Attack) {
        let [all, used] = [self.rows.dims()[0], gradient.dims()[0]];
        let rows = self.rows.clone().narrow(0, 0, used);
        let moved = clip(attack.norm, rows + step(attack.norm, gradient, attack.epsilon), attack.epsilon);
        self.rows = if used == all {
            moved
        } else {
            Tensor::cat(vec![moved, self.rows.clone().narrow(0, used, all - used)], 0)
        };
    }
}
