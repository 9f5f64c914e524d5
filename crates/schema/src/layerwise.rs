//! Measurements of one network, layer by layer, as a transfer takes them of its four networks.

use serde::{Deserialize, Serialize};
use strum::{EnumCount as _, VariantArray as _};

use crate::{Evaluated, LayerMargin, LayerPair, NoisePoint, Objective, names::all};

/// Which of the four networks of the paper's Algorithm 1.
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    Hash,
    Serialize,
    Deserialize,
    strum::EnumCount,
    strum::EnumString,
    strum::IntoStaticStr,
    strum::VariantArray,
)]
#[serde(rename_all = "kebab-case")]
#[strum(serialize_all = "kebab-case")]
pub enum Role {
    /// (f_a, f_b): trained on clean samples.
    Normal,
    /// (f_a*, f_b*): trained on attacked samples.
    Robust,
    /// (f_a*, f_b): the robust front before the clean rest.
    Semirobust,
    /// (f_a*, f̃_b): the rest fine-tuned behind the frozen robust front.
    Transferred,
}

impl Role {
    /// All of them, in the order of the protocol.
    pub const ALL: [Self; Self::COUNT] = all(Self::VARIANTS);

    /// The name used in files.
    pub fn name(self) -> &'static str {
        self.into()
    }
}

/// Measurements of one network, layer by layer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LayerwiseReport {
    /// The network that was measured.
    pub role: Role,
    /// Number of layers in f_b; absent for networks that were not cut.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rest: Option<usize>,
    /// Objective of the fine-tuning of f̃_b; absent for the other networks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub objective: Option<Objective>,
    /// Accuracy, sensitivity of every layer and examples, on test samples.
    pub evaluated: Evaluated,
    /// γ of every layer, from input to output; one for each reader of the experiment.
    pub margins: Vec<LayerMargin>,
    /// ρ of every pair of neighbours, on attacked test samples.
    pub pairs: Vec<LayerPair>,
    /// What noise at the cut does to ρ and γ_b; only of networks that were cut.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub noise: Vec<NoisePoint>,
    /// The positions of the examples, layer by layer, where samples are points of the plane.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub projections: Vec<Projection>,
}

/// A network's predictions on a grid over [0, 1]²: row by row from y = 0 on, x growing within a row, cell centres.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plane {
    /// Number of cells along each side.
    pub side: usize,
    /// The most probable class of each cell, `[side · side]`.
    pub classes: Vec<u8>,
    /// Probability of that class minus the second largest, in [0, 1], `[side · side]`.
    pub margins: Vec<f32>,
}

/// A layer's activations of the examples, on the first two principal components of the clean ones.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Projection {
    /// Name of the layer.
    pub layer: String,
    /// Coordinates of the clean examples, in their order.
    pub clean: Vec<[f32; 2]>,
    /// Coordinates of the attacked examples in the same plane.
    pub attacked: Vec<[f32; 2]>,
    /// The share of the clean activations' variance that the plane shows, in [0, 1].
    pub share: f64,
}
