//! Claims on reports whose accuracies are made up.

use layerlab_schema::{
    Accuracy, Cell, CellKey, ClaimVerdict, Cost, Drop, Group, ParentResult, RankMethod, Reached, Scores,
};

use super::*;
use ClaimVerdict::{NotTestable, Refuted, Supported, Undetermined};

fn scores(clean: usize, robust: usize) -> Scores {
    Scores { clean: Accuracy { correct: clean, of: 1000 }, robust: Accuracy { correct: robust, of: 1000 } }
}

fn cell(key: CellKey, after: Scores, step: Option<usize>, area: f64) -> Cell {
    Cell {
        key,
        attacks: Vec::new(),
        before: scores(100, 0),
        after,
        drop: Drop::default(),
        curve: Vec::new(),
        reached: vec![Reached { share: 0.95, step }],
        area,
        cost: Cost::default(),
        collapsed: false,
        relative_latency: None,
        fold_errors: Vec::new(),
        filters: Vec::new(),
    }
}

/// What every trial of a made-up report has, in thousandths.
struct Made {
    parent: Parent,
    /// Accuracy of the children after fine-tuning, block by block in each trial: clean, robust.
    global: Vec<Vec<(usize, usize)>>,
    /// Accuracy of the distilled children.
    distilled: usize,
    /// Steps of the distilled children to 95 %.
    reached: Option<usize>,
}

impl Made {
    fn of_clean(global: &[&[usize]]) -> Self {
        let global = global.iter().map(|trial| trial.iter().map(|&clean| (clean, 0)).collect()).collect();
        Self { parent: Parent::Clean, global, distilled: 851, reached: Some(10) }
    }

    fn report(&self) -> TriageReport {
        let names = ["a", "b", "c", "d"];
        let groups = names[..self.global[0].len()].iter();
        let groups = groups.map(|&name| Group { name: name.into(), layers: Vec::new() }).collect();
        let trials = self.global.iter().enumerate().map(|(trial, blocks)| self.trial(trial, blocks)).collect();
        TriageReport { groups, trials, ..TriageReport::default() }
    }

    fn trial(&self, trial: usize, blocks: &[(usize, usize)]) -> TriageTrial {
        let robust = if self.parent == Parent::Clean { 0 } else { 500 };
        let parent = ParentResult {
            parent: self.parent,
            attacks: Vec::new(),
            scores: scores(850 + trial, robust),
            validation: Accuracy { correct: 85, of: 100 },
            cost: Cost::default(),
            proxies: Vec::new(),
            transferred: None,
            trained_longer: Some(scores(900 + 2 * trial, robust)),
            curve: Vec::new(),
            filters: Vec::new(),
        };
        let mut cells = Vec::new();
        for (group, &(clean, robust)) in blocks.iter().enumerate() {
            let of = |scheme| CellKey { parent: self.parent, group, initialisation: Initialisation::Random, scheme };
            let start = if self.reached == Some(0) { 0 } else { 40 };
            // Every trial has its own noise.
            let noise = trial * trial % 5;
            cells.push(cell(of(Scheme::Global), scores(clean, robust), Some(start), 0.70));
            let taught = scores(self.distilled + 2 * noise, robust);
            cells.push(cell(of(Scheme::DistillLogits), taught, self.reached, 0.75 + 0.001 * noise as f64));
            let scratch = cell(of(Scheme::Scratch), scores(700 + 3 * group + noise, 0), None, 0.5);
            let twin = CellKey { initialisation: Initialisation::LeastSquares, ..scratch.key };
            cells.push(Cell { key: twin, ..scratch.clone() });
            cells.push(scratch);
        }
        TriageTrial { seed: trial as u64, parents: vec![parent], cells }
    }

    fn claims(&self) -> Vec<Claim> {
        judge(&self.report(), 100)
    }
}

fn claim<'a>(claims: &'a [Claim], name: &str) -> &'a Claim {
    claims.iter().find(|claim| claim.name.starts_with(name)).unwrap_or_else(|| panic!("no {name}: {claims:?}"))
}

fn verdict(claims: &[Claim], name: &str) -> ClaimVerdict {
    claim(claims, name).verdict
}

const ALIKE: [&[usize]; 4] = [&[850, 852, 851], &[853, 853, 852], &[849, 850, 852], &[855, 853, 854]];

#[test]
fn blocks_that_are_alike_support_c1_and_others_refute_it() {
    let alike = Made::of_clean(&ALIKE).claims();
    let c1 = claim(&alike, "C1/global/random");
    assert_eq!((c1.verdict, c1.rank, c1.adjusted), (Supported, Some(ClaimRank::Primary), None));
    assert!(c1.p.is_some_and(|p| p < 0.01), "{c1:?}");
    let scratch: Vec<&Claim> = alike.iter().filter(|claim| claim.name.starts_with("C1/scratch")).collect();
    let is_for_none = |claim: &Claim| matches!(claim.kind, ClaimKind::BlocksAlike { initialisation: None, .. });
    assert!(scratch.len() == 1 && is_for_none(scratch[0]), "{scratch:?}");
    // Every trial ranks the three blocks alike: 3! of the (3!)⁴ orders are as extreme.
    let apart = Made::of_clean(&[&[850, 800, 700], &[852, 803, 698], &[849, 801, 702], &[860, 799, 700]]).claims();
    let c1 = claim(&apart, "C1/global/random");
    assert_eq!(c1.verdict, Refuted);
    assert!((c1.figure.value - 0.15275).abs() < 1e-9, "{c1:?}");
    let ClaimKind::BlocksAlike { ranks: Some(ranks), .. } = c1.kind else { panic!("{c1:?}") };
    assert_eq!((ranks.method, ranks.statistic, ranks.effect), (RankMethod::Friedman, 8.0, 1.0));
    assert!((ranks.p - 1.0 / 216.0).abs() < 1e-9 && c1.p == Some(ranks.p), "{c1:?}");
}

#[test]
fn a_difference_that_is_sure_but_within_the_margin_supports_c1() {
    // Half a point apart in every trial, and each with its own noise.
    let noise = [0, 1, 0, 2, 1, 0];
    let global: Vec<Vec<usize>> = (0..6).map(|i| vec![850 + noise[i], 853 + noise[5 - i], 856 - noise[i]]).collect();
    let claims = Made::of_clean(&global.iter().map(Vec::as_slice).collect::<Vec<_>>()).claims();
    let c1 = claim(&claims, "C1/global/random");
    let ClaimKind::BlocksAlike { ranks: Some(ranks), .. } = c1.kind else { panic!("{c1:?}") };
    assert!(ranks.p < 0.01 && c1.verdict == Supported, "{c1:?}");
}

/// Every assignment of ranks to `blocks` blocks in `trials` trials.
fn all_rankings(blocks: usize, trials: usize) -> Vec<Vec<Vec<usize>>> {
    let orders: Vec<Vec<usize>> = match blocks {
        2 => vec![vec![0, 1], vec![1, 0]],
        _ => [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]].map(Vec::from).to_vec(),
    };
    let mut all: Vec<Vec<Vec<usize>>> = vec![Vec::new()];
    for _ in 0..trials {
        all =
            all.into_iter().flat_map(|known| orders.iter().map(move |order| (known.clone(), order))).map(add).collect();
    }
    all
}

fn add((mut known, order): (Vec<Vec<usize>>, &Vec<usize>)) -> Vec<Vec<usize>> {
    known.push(order.clone());
    known
}

#[test]
fn no_ranking_of_a_small_design_refutes_c1_unless_its_exact_p_value_is_small() {
    for (blocks, trials) in [(2, 3), (3, 2), (3, 3)] {
        let mut refuted = 0;
        for ranking in all_rankings(blocks, trials) {
            let accuracy = |trial: usize, rank: usize| (700 + 50 * rank + 3 * trial * rank) as f64 / 1000.0;
            let values: Vec<Vec<f64>> = (0..blocks)
                .map(|block| ranking.iter().enumerate().map(|(trial, ranks)| accuracy(trial, ranks[block])).collect())
                .collect();
            let found = of_blocks(&values).expect("blocks that differ");
            let p = found.ranks.expect("they differ").p;
            let kind = ClaimKind::Loss { rest: 1 };
            let mut draft = Draft::of_equality("C1".into(), kind, found);
            draft.rank = ClaimRank::Primary;
            let verdict = decision::judge(vec![draft])[0].verdict;
            assert!(verdict != Refuted || (trials >= 3 && p <= ALPHA), "{ranking:?}: {verdict:?}");
            refuted += usize::from(verdict == Refuted);
        }
        // Of the 216 rankings of three blocks in three trials the six that agree have p = 1/36.
        assert_eq!(refuted, if (blocks, trials) == (3, 3) { 6 } else { 0 }, "{blocks} × {trials}");
    }
}

#[test]
fn fewer_than_three_trials_or_no_spread_give_no_verdict() {
    for trials in [1, 2] {
        let claims = Made::of_clean(&ALIKE[..trials]).claims();
        let is_open = |claim: &Claim| (claim.verdict, claim.reason) == (Undetermined, Some(NoVerdict::TooFewTrials));
        assert!(claims.iter().all(is_open), "{claims:?}");
    }
    let same = Made::of_clean(&[&[850, 800], &[850, 800], &[850, 800], &[850, 800]]).claims();
    let c1 = claim(&same, "C1/global");
    assert_eq!((c1.verdict, c1.reason), (Undetermined, Some(NoVerdict::NoVariance)));
}

#[test]
fn recovering_and_exceeding_the_parent_are_two_claims() {
    let claims = Made::of_clean(&ALIKE).claims();
    assert_eq!(verdict(&claims, "C2/parent/"), Supported);
    assert_eq!(claim(&claims, "C2/parent/").rank, Some(ClaimRank::Primary));
    assert_eq!(verdict(&claims, "C2/exceeds/parent/"), Undetermined);
    // parent+ is five points better.
    assert_eq!(verdict(&claims, "C2/parent+/"), Refuted);
    assert_eq!(verdict(&claims, "C2/exceeds/parent+/"), Refuted);
    let better = Made::of_clean(&[&[900, 903], &[904, 901], &[902, 908], &[909, 903]]).claims();
    assert_eq!(verdict(&better, "C2/exceeds/parent/"), Supported);
}

#[test]
fn distillation_hastens_only_where_something_is_left() {
    let mut made = Made::of_clean(&ALIKE);
    let claims = made.claims();
    let area = claim(&claims, "C3a/area/distill-logits");
    assert_eq!((area.verdict, area.rank), (Supported, Some(ClaimRank::Primary)));
    // All save 30 steps: no spread.
    assert_eq!(claim(&claims, "C3a/steps").reason, Some(NoVerdict::NoVariance));
    made.reached = Some(0);
    let claims = made.claims();
    for name in ["C3a/area", "C3a/steps"] {
        let found = claim(&claims, name);
        assert_eq!((found.verdict, found.reason, found.p), (NotTestable, Some(NoVerdict::StartsAbove), None));
    }
}

#[test]
fn distillation_is_an_upper_limit() {
    let holds = |global: &[&[usize]], distilled: usize| {
        let mut made = Made::of_clean(global);
        made.distilled = distilled;
        verdict(&made.claims(), "C3b/distill-logits")
    };
    let better: [&[usize]; 4] = [&[900, 903], &[904, 901], &[902, 908], &[909, 903]];
    let worse: [&[usize]; 4] = [&[800, 803], &[804, 801], &[802, 808], &[809, 803]];
    // Fine-tuning exceeds the parent by five points, distillation stays at it, or below it, or exceeds it as well.
    assert_eq!(holds(&better, 851), Supported);
    assert_eq!(holds(&better, 780), Supported);
    assert_eq!(holds(&better, 905), Refuted);
    // Fine-tuning does not exceed the parent: distillation must only stay below the margin.
    assert_eq!(holds(&worse, 780), Supported);
    assert_eq!(holds(&worse, 930), Refuted);
}

#[test]
fn blocks_that_cost_robustness_and_not_accuracy_interact() {
    let trial = |noise: usize| vec![(840 + noise, 480), (780, 470 + noise), (841, 300 + 2 * noise)];
    let mut made = Made {
        parent: Parent::Adversarial,
        global: [1, 4, 2, 7, 3].map(trial).to_vec(),
        distilled: 800,
        reached: Some(10),
    };
    let claims = made.claims();
    let found = claim(&claims, "interaction/global/random/adversarial");
    assert_eq!((found.verdict, found.rank), (Supported, Some(ClaimRank::Primary)));
    // Third − second block in thousandths; the mean noise is 3.4.
    let expected = ((841.0 - 306.8) - (780.0 - 473.4)) / 1000.0;
    assert!((found.figure.value - expected).abs() < 1e-9, "{found:?}");
    // Less than a point of noise: both are lost alike.
    let alike = |noise: usize| vec![(840 + noise, 480), (780, 420 + noise), (700, 340 + noise / 2)];
    made.global = [1, 4, 2, 7, 3].map(alike).to_vec();
    assert_eq!(verdict(&made.claims(), "interaction/global"), Refuted);
    // Of a clean parent nothing is said.
    made.parent = Parent::Clean;
    assert!(made.claims().iter().all(|claim| !claim.name.starts_with("interaction")));
}

#[test]
fn the_other_claims_are_corrected_for_their_number() {
    let claims = Made::of_clean(&ALIKE).claims();
    let secondary: Vec<&Claim> = claims.iter().filter(|claim| claim.adjusted.is_some()).collect();
    assert!(secondary.len() == 3 && secondary.iter().all(|claim| claim.rank == Some(ClaimRank::Secondary)));
    let least = secondary.iter().min_by(|a, b| a.p.partial_cmp(&b.p).expect("numbers")).expect("there are some");
    let (p, adjusted) = (least.p.expect("a test"), least.adjusted.expect("corrected"));
    assert!((adjusted - (secondary.len() as f64 * p).min(1.0)).abs() < 1e-12, "{least:?}");
}
