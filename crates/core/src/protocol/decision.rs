//! From figures over trials to verdicts: tests for and against a claim, and their correction for the number of claims.
//!
//! Every claim has a p-value for it and one against it. At most one of the two is of a null hypothesis that is true, so that
//! the smaller one needs no correction for there being two, and goes into Holm's procedure.

use layerlab_schema::{
    Claim, ClaimKind, ClaimRank, ClaimVerdict, Estimate, LEAST_TRIALS, NoVerdict, RankMethod, RankTest,
};
use layerlab_statistics::{
    Coverage, Friedman, Method, Undecidable, friedman, holm, pairwise_intervals, student_interval, t_test, varies,
};

/// Significance level of every test.
pub(super) const ALPHA: f64 = 0.05;

/// Accuracies that lie at most this far apart count as the same: two points (ours).
pub(super) const MARGIN: f64 = 0.02;

/// The level of intervals that stand for two one-sided tests at [`ALPHA`].
pub(super) const EQUIVALENCE_LEVEL: f64 = 1.0 - 2.0 * ALPHA;

/// A claim before all claims are known.
pub(super) struct Draft {
    pub name: String,
    pub kind: ClaimKind,
    pub rank: ClaimRank,
    figure: Estimate,
    tests: Tests,
    /// The verdict where both tests are significant.
    both: ClaimVerdict,
    no_verdict: Option<(ClaimVerdict, NoVerdict)>,
}

/// P-values for and against a claim; 1 where the trials point the other way.
#[derive(Clone, Copy)]
pub(super) struct Tests {
    pub supports: f64,
    pub refutes: f64,
}

/// How much blocks differ.
pub(super) struct BlockDifferences {
    /// The largest difference between two blocks, with the interval that holds for all pairs at once.
    pub figure: Estimate,
    pub ranks: Option<RankTest>,
    /// P-value of all blocks being equivalent; a reason where it is not defined.
    equivalence: Result<f64, NoVerdict>,
}

/// How far a mean lies from a threshold.
pub(super) struct MeanDifference {
    pub figure: Estimate,
    /// P-values of a mean above (supports) and below (refutes) the threshold; a reason where they are not defined.
    pub tests: Result<Tests, NoVerdict>,
}

/// Compares blocks, each with one value per trial: equivalence within [`MARGIN`] by the simultaneous intervals of all pairs,
/// and difference by Friedman's test. `None` for fewer than two blocks or no trials.
pub(super) fn of_blocks(blocks: &[Vec<f64>]) -> Option<BlockDifferences> {
    let ranks = friedman(blocks).map(rank_test);
    match pairwise_intervals(blocks, EQUIVALENCE_LEVEL, Coverage::AllPairs) {
        Ok(found) => {
            let figure = found.largest()?.difference;
            Some(BlockDifferences { figure, ranks, equivalence: Ok(found.equivalence_p(MARGIN)) })
        }
        Err(reason) => {
            let equivalence = Err(no_verdict(reason));
            Some(BlockDifferences { figure: largest_difference(blocks)?, ranks, equivalence })
        }
    }
}

/// The largest mean difference between two blocks, with Student's interval where there is one.
fn largest_difference(blocks: &[Vec<f64>]) -> Option<Estimate> {
    let mut largest: Option<Estimate> = None;
    for one in blocks {
        for other in blocks {
            let found = student_interval(&one.iter().zip(other).map(|(a, b)| a - b).collect::<Vec<_>>())?;
            if largest.is_none_or(|largest| found.value > largest.value) {
                largest = Some(found);
            }
        }
    }
    largest.filter(|_| blocks.len() > 1)
}

fn no_verdict(reason: Undecidable) -> NoVerdict {
    match reason {
        Undecidable::NotPaired | Undecidable::TooFewTrials => NoVerdict::TooFewTrials,
        Undecidable::NoVariance => NoVerdict::NoVariance,
    }
}

fn rank_test(Friedman { statistic, p, method, concordance }: Friedman) -> RankTest {
    let method = match method {
        Method::Exact => RankMethod::Friedman,
        Method::Sampled => RankMethod::FriedmanSampled,
    };
    RankTest { method, statistic, p, effect: concordance }
}

/// Compares the mean of `values`, one per trial, with `threshold` by Student's two-sided test; `None` without values.
pub(super) fn of_mean(values: &[f64], threshold: f64) -> Option<MeanDifference> {
    let figure = student_interval(values)?;
    let tests = match t_test(values, threshold) {
        _ if values.len() < LEAST_TRIALS => Err(NoVerdict::TooFewTrials),
        _ if !varies(values) => Err(NoVerdict::NoVariance),
        None => Err(NoVerdict::NoVariance),
        Some(p) if figure.value > threshold => Ok(Tests { supports: p, refutes: 1.0 }),
        Some(p) => Ok(Tests { supports: 1.0, refutes: p }),
    };
    Some(MeanDifference { figure, tests })
}

impl Draft {
    fn new(name: String, kind: ClaimKind, figure: Estimate, tests: Result<Tests, NoVerdict>) -> Self {
        let no_verdict = tests.err().map(|reason| (ClaimVerdict::Undetermined, reason));
        let tests = tests.unwrap_or(Tests { supports: 1.0, refutes: 1.0 });
        let (rank, both) = (ClaimRank::Secondary, ClaimVerdict::Undetermined);
        Self { name, kind, rank, figure, tests, both, no_verdict }
    }

    /// The claim that a mean lies above its threshold.
    pub fn of_mean(name: String, kind: ClaimKind, found: MeanDifference) -> Self {
        Self::new(name, kind, found.figure, found.tests)
    }

    /// The claim that blocks are alike. Where they differ for sure, but within the margin, it is supported.
    pub fn of_equality(name: String, kind: ClaimKind, found: BlockDifferences) -> Self {
        let refutes = found.ranks.map_or(1.0, |ranks| ranks.p);
        let tests = found.equivalence.map(|supports| Tests { supports, refutes });
        Self { both: ClaimVerdict::Supported, ..Self::new(name, kind, found.figure, tests) }
    }

    /// The claim that blocks differ. Where they do for sure, but within the margin, it is refuted.
    pub fn of_difference(name: String, kind: ClaimKind, found: BlockDifferences) -> Self {
        let supports = found.ranks.map_or(1.0, |ranks| ranks.p);
        let tests = found.equivalence.map(|refutes| Tests { supports, refutes });
        Self { both: ClaimVerdict::Refuted, ..Self::new(name, kind, found.figure, tests) }
    }

    /// The same claim, which the runs can't decide.
    pub fn not_testable(self, reason: NoVerdict) -> Self {
        Self { no_verdict: Some((ClaimVerdict::NotTestable, reason)), ..self }
    }

    /// The p-value of the verdict; `None` where there is none.
    fn p(&self) -> Option<f64> {
        self.no_verdict.is_none().then(|| self.tests.supports.min(self.tests.refutes))
    }

    fn claim(self, adjusted: Option<f64>) -> Claim {
        let p = self.p();
        // What the correction made of the smaller p-value, it makes of the other.
        let factor = match (p, adjusted) {
            (Some(p), Some(adjusted)) if p > 0.0 => adjusted / p,
            _ => 1.0,
        };
        let (supported, refuted) = (factor * self.tests.supports <= ALPHA, factor * self.tests.refutes <= ALPHA);
        let (verdict, reason) = match (self.no_verdict, supported, refuted) {
            (Some((verdict, reason)), ..) => (verdict, Some(reason)),
            (None, true, true) => (self.both, None),
            (None, true, false) => (ClaimVerdict::Supported, None),
            (None, false, true) => (ClaimVerdict::Refuted, None),
            (None, false, false) => (ClaimVerdict::Undetermined, None),
        };
        let Self { name, kind, rank, figure, .. } = self;
        Claim { name, kind, figure, verdict, reason, rank: Some(rank), p, adjusted }
    }
}

/// The verdicts: of primary claims by their own p-values, of all others by those that Holm's procedure leaves.
pub(super) fn judge(drafts: Vec<Draft>) -> Vec<Claim> {
    let secondary = |draft: &Draft| draft.p().filter(|_| draft.rank == ClaimRank::Secondary);
    let p_values: Vec<f64> = drafts.iter().filter_map(secondary).collect();
    let mut corrected = holm(&p_values).into_iter();
    let mut claims = Vec::new();
    for draft in drafts {
        let adjusted = secondary(&draft).and_then(|_| corrected.next());
        claims.push(draft.claim(adjusted));
    }
    claims
}
