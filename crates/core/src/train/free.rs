//! "Free" adversarial training (Shafahi et al. 2019, algorithm 1): one backward pass moves weights and perturbation.

use burn::tensor::Tensor;
use layerlab_schema::{Attack, Norm};

/// Keeps the division by a vanishing length finite.
const TINY: f64 = 1e-10;

/// The perturbation that goes on from batch to batch, one row per place in the batch. It stays in the ball of radius ε
/// around 0; only the sample plus perturbation is kept within the pixel range.
pub(super) struct FreePerturbation {
    rows: Tensor<4>,
}

impl FreePerturbation {
    /// Starts at 0.
    pub fn zero(batch: &Tensor<4>) -> Self {
        Self { rows: batch.zeros_like() }
    }

    /// Goes on with rows kept elsewhere.
    pub fn from_rows(rows: Tensor<4>) -> Self {
        Self { rows }
    }

    /// The rows.
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
        let epsilon = attack.epsilon;
        let moved = match attack.norm {
            Norm::Linf => (rows + gradient.sign().mul_scalar(epsilon)).clamp(-epsilon, epsilon),
            Norm::L2 => {
                let length = euclidean(gradient.clone());
                let moved = rows + gradient.div(length).mul_scalar(epsilon);
                let shrink = euclidean(moved.clone()).recip().mul_scalar(epsilon).clamp_max(1.0);
                moved.mul(shrink)
            }
        };
        self.rows = if used == all {
            moved
        } else {
            Tensor::cat(vec![moved, self.rows.clone().narrow(0, used, all - used)], 0)
        };
    }
}

fn euclidean(x: Tensor<4>) -> Tensor<4> {
    x.square().sum_dims(&[1, 2, 3]).sqrt().add_scalar(TINY)
}
