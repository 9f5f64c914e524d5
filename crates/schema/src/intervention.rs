//! An intervention on the dependency between the front and the rest of a network: noise at the cut.

use serde::{Deserialize, Serialize};

use crate::{Accuracy, Estimate, LayerPair};

/// A network with noise of one strength at its cut (ours).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoisePoint {
    /// σ, the standard deviation of the noise, relative to that of the values of f_a's output; at least 0.
    pub strength: f64,
    /// ρ between the last layer of f_a, before the noise, and the first layer of f_b, behind it, on attacked test samples.
    pub pair: LayerPair,
    /// Mean margin of the clean samples.
    pub clean: Estimate,
    /// γ_b: mean of the least margin that an attack through the noise leaves.
    pub attacked: Estimate,
    /// Accuracy without attack.
    pub clean_accuracy: Accuracy,
    /// Accuracy under that attack.
    pub attacked_accuracy: Accuracy,
}
