//! The paper's claims C1 to C3 (arXiv 1801.04651), each with the figure that decides it and a verdict over trials.
//!
//! The tests, the margin and the verdicts are ours; the paper states its findings in words.

use layerlab_schema::{
    Cell, CellKey, Claim, ClaimKind, ClaimVerdict, Estimate, Initialisation, Parent, RankTest, Scheme, TriageReport,
    TriageTrial,
};

use crate::{
    measure::{kruskal_wallis, student_interval},
    protocol::transfer::claims::claim,
};

/// Accuracies that lie at most this far apart count as the same: two points (ours).
const MARGIN: f64 = 0.02;

/// Significance level at which blocks count as different.
const ALPHA: f64 = 0.05;

/// Judges the claims by the trials. Differences are paired within a trial; `steps` is the length of a cell's training.
pub(super) fn judge(found: &TriageReport, steps: usize) -> Vec<Claim> {
    let Some(first) = found.trials.first() else { return Vec::new() };
    let mut pairs: Vec<(Parent, Initialisation)> = Vec::new();
    let mut claims = Vec::new();
    for cell in &first.cells {
        let (parent, initialisation) = (cell.key.parent, cell.key.initialisation);
        if pairs.contains(&(parent, initialisation)) {
            continue;
        }
        let view = View { found, parent, initialisation, steps };
        // Training from scratch does not depend on the initialisation, so it is judged once for each parent.
        if pairs.iter().all(|(known, _)| *known != parent) {
            claims.extend(view.c1(Scheme::Scratch, None, format!("C1/scratch{}", view.parent_suffix())));
        }
        pairs.push((parent, initialisation));
        for scheme in Scheme::ALL {
            if !matches!(scheme, Scheme::None | Scheme::Scratch) {
                claims.extend(view.c1(scheme, Some(initialisation), view.name("C1", scheme.name())));
            }
        }
        claims.extend(view.c2(Control::Parent));
        claims.extend(view.c2(Control::Longer));
        for scheme in [Scheme::DistillLogits, Scheme::DistillGlobal] {
            claims.extend(view.c3_steps(scheme));
            claims.extend(view.c3_gap(scheme));
        }
    }
    claims
}

/// The network that a compressed one is compared with: its parent, or that trained for longer.
#[derive(Clone, Copy)]
enum Control {
    Parent,
    Longer,
}

/// The cells of one parent and one initialisation.
#[derive(Clone, Copy)]
struct View<'a> {
    found: &'a TriageReport,
    parent: Parent,
    initialisation: Initialisation,
    steps: usize,
}

impl<'a> View<'a> {
    /// C1: the final accuracy does not depend on which block was compressed.
    fn c1(self, scheme: Scheme, initialisation: Option<Initialisation>, name: String) -> Option<Claim> {
        let groups: Vec<Vec<f64>> =
            (0..self.found.groups.len()).map(|group| self.accuracies(group, scheme)).collect::<Option<_>>()?;
        let test = kruskal_wallis(&groups);
        let (figure, all_close) = differences(&groups)?;
        let trials = groups[0].len();
        let differs = test.is_some_and(|test| test.p < ALPHA);
        let verdict = if trials < 2 {
            ClaimVerdict::Undetermined
        } else if all_close {
            ClaimVerdict::Supported
        } else if differs {
            ClaimVerdict::Refuted
        } else {
            ClaimVerdict::Undetermined
        };
        let ranks = test.map(|test| RankTest { h: test.h, p: test.p, epsilon_squared: test.epsilon_squared });
        let parent = self.parent;
        let kind = ClaimKind::BlocksAlike { scheme, parent, initialisation, margin: MARGIN, alpha: ALPHA, ranks };
        Some(Claim { name, kind, figure, verdict })
    }

    /// C2: fine-tuning the entire model recovers or exceeds the parent's accuracy.
    fn c2(self, control: Control) -> Option<Claim> {
        let (name, trained_longer) = match control {
            Control::Parent => ("parent", false),
            Control::Longer => ("parent+", true),
        };
        let differences = self.trials(|trial| {
            let parent = trial.parent(self.parent)?;
            let scores = match control {
                Control::Parent => parent.scores,
                Control::Longer => parent.trained_longer?,
            };
            Some(self.mean(trial, Scheme::Global, |cell| cell.after.clean.value())? - scores.clean.value())
        });
        claim(
            self.name("C2", name),
            ClaimKind::RecoversParent {
                trained_longer,
                parent: self.parent,
                initialisation: self.initialisation,
                margin: MARGIN,
            },
            differences,
            -MARGIN,
        )
    }

    /// C3: distillation hastens convergence.
    fn c3_steps(self, scheme: Scheme) -> Option<Claim> {
        let to_95 = |cell: &Cell| cell.steps_to(0.95).unwrap_or(self.steps) as f64;
        let saved =
            self.trials(|trial| Some(self.mean(trial, Scheme::Global, to_95)? - self.mean(trial, scheme, to_95)?));
        claim(
            self.name("C3/steps", scheme.name()),
            ClaimKind::DistillationHastens {
                scheme,
                parent: self.parent,
                initialisation: self.initialisation,
                steps: self.steps,
            },
            saved,
            0.0,
        )
    }

    /// C3: distillation holds the accuracy to the parent's.
    fn c3_gap(self, scheme: Scheme) -> Option<Claim> {
        let gaps = self.trials(|trial| {
            let parent = trial.parent(self.parent)?.scores.clean.value();
            Some(self.mean(trial, scheme, |cell| cell.after.clean.value())? - parent)
        });
        let figure = student_interval(&gaps)?;
        let verdict = match figure {
            _ if gaps.len() < 2 => ClaimVerdict::Undetermined,
            Estimate { low, high, .. } if low > -MARGIN && high < MARGIN => ClaimVerdict::Supported,
            Estimate { low, high, .. } if low > MARGIN || high < -MARGIN => ClaimVerdict::Refuted,
            Estimate { .. } => ClaimVerdict::Undetermined,
        };
        Some(Claim {
            name: self.name("C3/gap", scheme.name()),
            kind: ClaimKind::DistillationHolds {
                scheme,
                parent: self.parent,
                initialisation: self.initialisation,
                margin: MARGIN,
            },
            figure,
            verdict,
        })
    }

    /// The claim's number, its subject and the initialisation, and the parent where it is not the paper's.
    fn name(self, claim: &str, subject: &str) -> String {
        format!("{claim}/{subject}/{}{}", self.initialisation.name(), self.parent_suffix())
    }

    fn parent_suffix(self) -> String {
        if self.parent == Parent::Clean { String::new() } else { format!("/{}", self.parent) }
    }

    /// The final clean accuracy of a group's cells in each trial; `None` where a cell is missing.
    fn accuracies(self, group: usize, scheme: Scheme) -> Option<Vec<f64>> {
        let of = |trial: &TriageTrial| Some(self.cell(trial, group, scheme)?.after.clean.value());
        self.found.trials.iter().map(of).collect()
    }

    fn cell(self, trial: &TriageTrial, group: usize, scheme: Scheme) -> Option<&Cell> {
        trial.cell(CellKey { parent: self.parent, group, initialisation: self.initialisation, scheme })
    }

    /// The mean over blocks within a trial; `None` where a block is missing.
    fn mean(self, trial: &TriageTrial, scheme: Scheme, of: impl Fn(&Cell) -> f64) -> Option<f64> {
        let groups = self.found.groups.len();
        let values: Option<Vec<f64>> = (0..groups).map(|group| Some(of(self.cell(trial, group, scheme)?))).collect();
        values.filter(|values| !values.is_empty()).map(|values| values.iter().sum::<f64>() / groups as f64)
    }

    fn trials(self, of: impl Fn(&'a TriageTrial) -> Option<f64>) -> Vec<f64> {
        self.found.trials.iter().filter_map(of).collect()
    }
}

/// The largest mean difference between two groups, paired by position, with Student's interval, and whether the intervals
/// of all pairs lie within the margin: each pair's must, so that no correction for their number is due (intersection–union).
fn differences(groups: &[Vec<f64>]) -> Option<(Estimate, bool)> {
    let mut all = Vec::new();
    for (position, one) in groups.iter().enumerate() {
        for other in &groups[..position] {
            all.push(student_interval(&one.iter().zip(other).map(|(a, b)| a - b).collect::<Vec<_>>())?);
        }
    }
    let close = all.iter().all(|pair| pair.low > -MARGIN && pair.high < MARGIN);
    let largest = all.into_iter().max_by(|a, b| a.value.abs().total_cmp(&b.value.abs()))?;
    let Estimate { value, low, high } = largest;
    let largest = if value < 0.0 { Estimate { value: -value, low: -high, high: -low } } else { largest };
    Some((largest, close))
}

#[cfg(test)]
mod tests {
    use layerlab_schema::{Accuracy, Cost, Drop, Group, ParentResult, Reached, Scores};

    use super::*;

    fn scores(clean: usize) -> Scores {
        Scores { clean: Accuracy { correct: clean, of: 1000 }, robust: Accuracy { correct: 0, of: 1000 } }
    }

    fn cell(group: usize, scheme: Scheme, clean: usize, step: Option<usize>) -> Cell {
        let key = CellKey { parent: Parent::Clean, group, initialisation: Initialisation::Random, scheme };
        Cell {
            key,
            attacks: Vec::new(),
            before: scores(100),
            after: scores(clean),
            drop: Drop::default(),
            curve: Vec::new(),
            reached: vec![Reached { share: 0.95, step }],
            area: 0.5,
            cost: Cost::default(),
            relative_latency: None,
            filters: Vec::new(),
        }
    }

    /// Three trials of three blocks: final accuracies under global fine-tuning and distillation, in thousandths.
    fn report(global: [[usize; 3]; 3], distilled: usize) -> TriageReport {
        let group = |name: &str| Group { name: name.into(), layers: Vec::new() };
        let trials = (0..3).map(|trial| {
            let parent = ParentResult {
                parent: Parent::Clean,
                attacks: Vec::new(),
                scores: scores(850 + trial),
                validation: Accuracy { correct: 85, of: 100 },
                cost: Cost::default(),
                proxies: Vec::new(),
                trained_longer: Some(scores(900 + 2 * trial)),
                curve: Vec::new(),
                filters: Vec::new(),
            };
            let cells = (0..3).flat_map(|group| {
                let taught = cell(group, Scheme::DistillLogits, distilled + trial, Some(10 + trial));
                let scratch = cell(group, Scheme::Scratch, 700, None);
                let twin = CellKey { initialisation: Initialisation::LeastSquares, ..scratch.key };
                let twin = Cell { key: twin, ..scratch.clone() };
                [cell(group, Scheme::Global, global[trial][group], Some(40)), taught, scratch, twin]
            });
            TriageTrial { seed: trial as u64, parents: vec![parent], cells: cells.collect() }
        });
        TriageReport {
            groups: ["a", "b", "c"].map(group).to_vec(),
            trials: trials.collect(),
            ..TriageReport::default()
        }
    }

    fn verdict(claims: &[Claim], name: &str) -> ClaimVerdict {
        claims.iter().find(|claim| claim.name.starts_with(name)).expect("it was judged").verdict
    }

    #[test]
    fn blocks_that_are_alike_support_c1_and_others_refute_it() {
        use ClaimVerdict::{Refuted, Supported, Undetermined};
        let alike = judge(&report([[850, 852, 851], [853, 853, 852], [849, 850, 852]], 851), 100);
        assert_eq!(verdict(&alike, "C1/global/random"), Supported);
        let scratch: Vec<&Claim> = alike.iter().filter(|claim| claim.name.starts_with("C1/scratch")).collect();
        let is_for_none = |claim: &Claim| matches!(claim.kind, ClaimKind::BlocksAlike { initialisation: None, .. });
        assert!(scratch.len() == 1 && is_for_none(scratch[0]), "{scratch:?}");
        assert_eq!(verdict(&alike, "C2/parent/"), Supported);
        // parent+ is five points better.
        assert_eq!(verdict(&alike, "C2/parent+/"), Refuted);
        assert_eq!(verdict(&alike, "C3/steps/distill-logits"), Supported);
        assert_eq!(verdict(&alike, "C3/gap/distill-logits"), Supported);
        let apart = judge(&report([[850, 800, 700], [852, 803, 698], [849, 801, 702]], 900), 100);
        assert_eq!(verdict(&apart, "C1/global/random"), Refuted);
        assert_eq!(verdict(&apart, "C3/gap/distill-logits"), Refuted);
        let claim = apart.iter().find(|claim| claim.name.starts_with("C1/global")).expect("it was judged");
        assert!((claim.figure.value - 0.150_333).abs() < 1e-5, "{claim:?}");
        // Nine values in three groups, ranks 7–9, 4–6 and 1–3: H = 7.2.
        let ClaimKind::BlocksAlike { ranks: Some(ranks), .. } = claim.kind else { panic!("{claim:?}") };
        let near = |value: f64, expected: f64, digits: f64| (value - expected).abs() <= digits;
        assert!(near(ranks.h, 7.2, 0.005) && near(ranks.p, 0.027, 5e-4), "{ranks:?}");
        assert!(near(ranks.epsilon_squared, 0.9, 0.005), "{ranks:?}");
        let mut single = report([[850; 3]; 3], 850);
        single.trials.truncate(1);
        assert!(judge(&single, 100).iter().all(|claim| claim.verdict == Undetermined));
    }
}
