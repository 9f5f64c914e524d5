//! How strongly the outputs of two neighbouring layers depend on each other, compared with chance.

use serde::{Deserialize, Serialize};
use strum::{EnumCount as _, VariantArray as _};

use crate::names::all;

/// A measure of dependency. All are taken within each class and averaged with the classes' shares as weights
/// (arXiv 2307.03803, section 3).
#[derive(
    Clone,
    Copy,
    Debug,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
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
pub enum Measure {
    /// Mutual information by hashing (EDGE, Noshad et al. 2019), in bits; at most log₂ N, and far above 0 even for
    /// independent data of many dimensions.
    Edge,
    /// Mean absolute Pearson correlation of the channels' spatial means, in [0, 1].
    Connectivity,
    /// Normalised cross-covariance between Gaussian kernels (nHSIC, Fukumizu et al. 2007), 0 or above.
    Nhsic,
    /// Linear centred kernel alignment (Kornblith et al. 2019), in [0, 1].
    Cka,
    /// Centred kernel alignment with Gaussian kernels, in [0, 1].
    CkaRbf,
    /// Linear centred kernel alignment from the unbiased estimate of HSIC (Song et al. 2012): 0 on average where there is
    /// no dependency, at most 1.
    CkaDebiased,
    /// Mutual information by nearest neighbours (Kraskov et al. 2004, first estimator) on at most eight principal
    /// components of each side, in bits: little bias, but blind to what the components leave out.
    Ksg,
}

impl Measure {
    /// Every measure, in display order.
    pub const ALL: [Self; Self::COUNT] = all(Self::VARIANTS);

    /// The name used in files and on the command line.
    pub fn name(self) -> &'static str {
        self.into()
    }

    /// Whether its values are bits of information.
    pub fn in_bits(self) -> bool {
        matches!(self, Self::Edge | Self::Ksg)
    }
}

/// A measured dependency with its null: the same measure after the rows of one side were permuted within each class,
/// which keeps everything but the dependency.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dependency {
    /// The measure that was taken.
    pub measure: Measure,
    /// The dependency ρ, in the units of its measure.
    pub value: f64,
    /// Mean of the measure over the permutations.
    pub null_mean: f64,
    /// 95th percentile of the measure over the permutations.
    pub null_p95: f64,
    /// ρ minus the mean of its null.
    pub excess: f64,
    /// Number of permutations.
    pub nulls: usize,
    /// Number of pairs of rows in all classes.
    pub samples: usize,
}

impl Dependency {
    /// Whether ρ is above the 95th percentile of the null.
    pub fn is_above_chance(&self) -> bool {
        self.value > self.null_p95
    }
}

/// The dependency of a layer on the one before it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LayerPair {
    /// Name of the earlier layer.
    pub parent: String,
    /// Name of the layer after it.
    pub child: String,
    /// The dependencies, at most one for each measure.
    pub dependencies: Vec<Dependency>,
}

impl LayerPair {
    /// The dependency by `measure`; absent where it was not taken.
    pub fn dependency(&self, measure: Measure) -> Option<&Dependency> {
        self.dependencies.iter().find(|dependency| dependency.measure == measure)
    }
}
