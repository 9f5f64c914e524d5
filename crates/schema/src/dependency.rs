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
    /// Mutual information by nearest neighbours (Kraskov et al. 2004, first estimator) on at most eight principal
    /// components of each side, in bits: little bias, but blind to what the components leave out.
    Ksg,
    /// The same with Gaussian noise on the child's components, I(X; Y + σZ), in bits: finite where the child is a function of
    /// the parent (Goldfeld et al. 2019).
    KsgNoised,
    /// A lower bound of the mutual information of such components, from how well a critic finds a row's partner among K
    /// rows that it was not fitted on (InfoNCE, van den Oord et al. 2018), in bits; at most log₂ K.
    InfoNce,
    /// Mean absolute Pearson correlation of the channels' spatial means, in [0, 1].
    Connectivity,
    /// Normalised cross-covariance between Gaussian kernels of all activations (nHSIC, Fukumizu et al. 2007), 0 or above.
    Nhsic,
    /// The same between kernels of the channels' spatial means, as in the authors' code, 0 or above.
    NhsicChannels,
    /// Linear centred kernel alignment (Kornblith et al. 2019), in [0, 1].
    Cka,
    /// Centred kernel alignment with Gaussian kernels, in [0, 1].
    CkaRbf,
    /// Linear centred kernel alignment from the unbiased estimate of HSIC (Song et al. 2012): 0 on average where there is
    /// no dependency, at most 1.
    CkaDebiased,
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
        matches!(self, Self::Edge | Self::Ksg | Self::KsgNoised | Self::InfoNce)
    }
}

/// The p-value up to which ρ counts as above chance.
const LEVEL: f64 = 0.05;

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
    /// p-value of the permutation test, (1 + number of permutations that reach ρ) / (1 + number of permutations), in
    /// (0, 1]; absent from reports of earlier programs alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub p: Option<f64>,
    /// Number of permutations.
    pub nulls: usize,
    /// Number of pairs of rows in all classes.
    pub samples: usize,
}

impl Dependency {
    /// Whether chance reaches ρ in at most 5 % of the cases: p ≤ 0.05, or, where p is unknown, ρ above the 95th percentile
    /// of the null.
    pub fn is_above_chance(&self) -> bool {
        match self.p {
            Some(p) => p <= LEVEL,
            None => self.value > self.null_p95,
        }
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

#[cfg(test)]
mod tests {
    use super::*;

    /// As programs wrote it before there was a p-value.
    const EARLIER: &str =
        r#"{"measure":"ksg","value":0.5,"null_mean":0.1,"null_p95":0.3,"excess":0.4,"nulls":20,"samples":200}"#;

    #[test]
    fn a_dependency_without_a_p_value_still_opens_and_keeps_its_verdict() {
        let earlier: Dependency = serde_json::from_str(EARLIER).expect("it opens");
        assert_eq!(earlier.p, None);
        assert!(earlier.is_above_chance());
        assert!(!Dependency { value: 0.3, ..earlier }.is_above_chance());
        assert_eq!(serde_json::to_string(&earlier).expect("it serialises"), EARLIER);
    }

    #[test]
    fn the_p_value_decides_what_is_above_chance() {
        let earlier: Dependency = serde_json::from_str(EARLIER).expect("it opens");
        let with = |p| Dependency { p: Some(p), ..earlier };
        assert!(with(1.0 / 21.0).is_above_chance() && with(0.05).is_above_chance());
        assert!(!with(2.0 / 21.0).is_above_chance(), "whatever the percentile says");
        let text = serde_json::to_string(&with(0.25)).expect("it serialises");
        assert_eq!(serde_json::from_str::<Dependency>(&text).expect("it opens"), with(0.25));
    }

    #[test]
    fn measures_in_bits_stand_together() {
        let bits: Vec<Measure> = Measure::ALL.into_iter().filter(|measure| measure.in_bits()).collect();
        assert_eq!(bits, Measure::ALL[..4]);
    }
}
