//! What a triage can find: the smallest differences that it detects, and how likely it finds blocks to be alike that are.

use layerlab_schema::{Layer, Triage};
use layerlab_statistics::{Coverage, Design, detectable_difference, equivalence_power};

use crate::protocol::decision::{ALPHA, EQUIVALENCE_LEVEL, MARGIN};

/// The power that [`TriageResolution`] asks for.
const POWER: f64 = 0.8;

/// What the design of a triage can find, if the accuracies of a network over trials have a given standard deviation and
/// trials are independent. All differences are shares of test samples.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TriageResolution {
    /// The standard deviation.
    pub sd: f64,
    /// Number of blocks, or groups of them, that are compared.
    pub blocks: usize,
    /// Number of trials.
    pub trials: usize,
    /// The margin within which accuracies count as the same.
    pub margin: f64,
    /// The smallest difference between two blocks that is found with a probability of 80 % at 5 %; absent below three trials.
    pub between_blocks: Option<f64>,
    /// The same for the mean over blocks against the parent, C2.
    pub from_parent: Option<f64>,
    /// Probability that C1 is supported when no block differs from another.
    pub power_of_c1: f64,
    /// The smallest p-value that the permutation test of C1 can have: with all trials in agreement.
    pub least_p: f64,
}

impl TriageResolution {
    /// What `triage` can find on a network of these layers.
    pub fn of(triage: &Triage, layers: &[Layer], sd: f64) -> Self {
        let (blocks, trials) = (triage.groups(layers).map_or(0, |groups| groups.len()), triage.trials);
        // Of the difference between two independent networks, and between a mean over blocks and the parent.
        let detectable = |variances: f64| detectable_difference(trials, sd * variances.sqrt(), ALPHA, POWER);
        Self {
            sd,
            blocks,
            trials,
            margin: MARGIN,
            between_blocks: detectable(2.0).filter(|_| blocks > 1),
            from_parent: detectable(1.0 + 1.0 / blocks.max(1) as f64),
            power_of_c1: equivalence_power(
                Design { groups: blocks, trials, sd },
                MARGIN,
                EQUIVALENCE_LEVEL,
                Coverage::AllPairs,
            ),
            least_p: least_p(blocks, trials),
        }
    }
}

/// J! of the (J!)ⁿ orders of J blocks in n trials are as extreme as all trials in agreement.
fn least_p(blocks: usize, trials: usize) -> f64 {
    let orders: f64 = (1..=blocks).map(|number| number as f64).product();
    if trials == 0 { 1.0 } else { orders.powf(1.0 - trials as f64) }
}

#[cfg(test)]
mod tests {
    use layerlab_schema::{DataSet, Distill, Initialisation, Kernel, Network, Parent, ProxySettings, Scheme};

    use super::*;

    /// A triage of three blocks of two layers.
    fn found(trials: usize) -> TriageResolution {
        let layers = Network::Mlp { hidden: vec![8; 6], batch_norm: false }.layers(DataSet::Digits.shape(), 10);
        let layers = layers.expect("it fits");
        let blocks = ["linear1-2", "linear3-4", "linear5-6"];
        let blocks = blocks.map(|name| vec![layerlab_schema::BlockChoice::Name(name.into())]).to_vec();
        let triage = Triage {
            parent: None,
            blocks: Some(blocks),
            kernel: Kernel::Same,
            initialisations: vec![Initialisation::Random],
            schemes: vec![Scheme::Global],
            trials,
            parents: vec![Parent::Clean],
            parent_epochs: 1,
            epochs: 1,
            distill: Distill::default(),
            batches: 1,
            measure: ProxySettings::default(),
        };
        TriageResolution::of(&triage, &layers, 0.01)
    }

    #[test]
    fn more_trials_find_smaller_differences() {
        let (three, ten) = (found(3), found(10));
        assert_eq!((three.blocks, three.trials), (3, 3));
        // The figures of NumPy for intervals that hold at once; by each pair's own they are 0.066 and 0.962
        // (crates/statistics/src/power.rs).
        assert!((three.power_of_c1 - 0.009).abs() < 0.005 && (ten.power_of_c1 - 0.835).abs() < 0.01, "{ten:?}");
        // statsmodels: TTestPower().solve_power(nobs=n, alpha=0.05, power=0.8) in units of √2 points.
        let near = |found: Option<f64>, effect: f64| {
            let expected = effect * 0.01 * 2_f64.sqrt();
            found.is_some_and(|found| (found - expected).abs() < 1e-5)
        };
        assert!(near(three.between_blocks, 3.264_044) && near(ten.between_blocks, 0.996_002), "{three:?} {ten:?}");
        assert!((three.least_p - 1.0 / 36.0).abs() < 1e-12, "{three:?}");
        assert_eq!((found(2).between_blocks, found(2).power_of_c1), (None, 0.0));
    }
}
