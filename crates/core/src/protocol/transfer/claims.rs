//! The claims of arXiv 2307.03803 and the one on the effect of the front, each with the figure that decides it and a verdict
//! over trials.
//!
//! Named before a run ([`ClaimRank::Primary`]) are: that a clean rest costs robustness, and that the front restores it, both
//! at the largest f_b; that a larger rest costs more; and that fine-tuning the smallest f_b reaches its goal. All others are
//! corrected for their number.

use layerlab_schema::{
    Claim, ClaimKind, ClaimRank, Control, CutResult, LayerPair, LayerwiseReport, Measure, Objective, Role, Transfer,
    Trial, Tuned,
};
use layerlab_statistics::spearman;

use crate::protocol::decision::{self, Draft, of_mean};

/// "Nearly all" of the robust accuracy (the paper gives no number; in its tables 87.5 to 198 %).
const NEARLY_ALL: f64 = 0.9;

/// Judges the claims by the trials. Differences are paired within a trial.
pub(super) fn judge(trials: &[Trial], transfer: &Transfer) -> Vec<Claim> {
    let mut rests: Vec<usize> = trials.iter().flat_map(|trial| &trial.cuts).map(|cut| cut.rest).collect();
    rests.sort_unstable();
    rests.dedup();
    let (Some(&small), Some(&large)) = (rests.first(), rests.last()) else { return Vec::new() };
    let view = View { trials, tolerance: transfer.tolerance, trials_of_pair: transfer.trials_of_pair().max(1) };
    let mut drafts: Vec<Draft> = rests.iter().filter_map(|&rest| view.loss(rest)).collect();
    if small < large {
        drafts.extend(view.loss_grows(small, large));
    }
    drafts.extend(rests.iter().filter_map(|&rest| view.front_effect(rest)));
    for objective in Objective::all() {
        drafts.extend(rests.iter().filter_map(|&rest| view.reaches_goal(rest, objective)));
        drafts.extend(rests.iter().filter_map(|&rest| view.recovery(rest, objective)));
    }
    drafts.extend(rests.iter().filter_map(|&rest| view.dependency_rises(rest)));
    drafts.extend(rests.iter().filter_map(|&rest| view.dependency_follows(rest)));
    drafts.extend(view.dependency_suffices(&rests));
    drafts.extend(view.dependency_falls(large));
    for draft in &mut drafts {
        if is_primary(&draft.kind, small, large) {
            draft.rank = ClaimRank::Primary;
        }
    }
    decision::judge(drafts)
}

/// Whether a claim is named before a run.
fn is_primary(kind: &ClaimKind, small: usize, large: usize) -> bool {
    match *kind {
        ClaimKind::Loss { rest } | ClaimKind::FrontEffect { rest } => rest == large,
        ClaimKind::LossGrows { .. } => true,
        ClaimKind::ReachesGoal { rest, objective, .. } => rest == small && objective == Objective::Adversarial,
        _ => false,
    }
}

/// The trials, k, and how many trials share a pair of networks.
#[derive(Clone, Copy)]
struct View<'a> {
    trials: &'a [Trial],
    tolerance: f64,
    trials_of_pair: usize,
}

impl<'a> View<'a> {
    /// The claim that a figure is above `threshold`, judged by its value in each trial that has one.
    fn claim(
        self,
        name: String,
        kind: ClaimKind,
        threshold: f64,
        of: impl Fn(&'a Trial) -> Option<f64>,
    ) -> Option<Draft> {
        self.claim_over(1, name, kind, threshold, of)
    }

    /// The same for a figure of the pair of networks alone: trials that share a pair are one.
    fn claim_of_pairs(
        self,
        name: String,
        kind: ClaimKind,
        threshold: f64,
        of: impl Fn(&'a Trial) -> Option<f64>,
    ) -> Option<Draft> {
        self.claim_over(self.trials_of_pair, name, kind, threshold, of)
    }

    /// The same with one value for every `trials_each` trials, their mean.
    fn claim_over(
        self,
        trials_each: usize,
        name: String,
        kind: ClaimKind,
        threshold: f64,
        of: impl Fn(&'a Trial) -> Option<f64>,
    ) -> Option<Draft> {
        let one = |trials: &'a [Trial]| mean(&trials.iter().filter_map(&of).collect::<Vec<_>>());
        let values: Vec<f64> = self.trials.chunks(trials_each).filter_map(one).collect();
        Some(Draft::of_mean(name, kind, of_mean(&values, threshold)?))
    }

    fn loss(self, rest: usize) -> Option<Draft> {
        self.claim_of_pairs(format!("loss/{rest}"), ClaimKind::Loss { rest }, 0.0, |trial| {
            Some(robust(trial)? - cut(trial, rest)?.semirobust.robust.value())
        })
    }

    fn loss_grows(self, small: usize, large: usize) -> Option<Draft> {
        self.claim_of_pairs("loss-grows".into(), ClaimKind::LossGrows { small, large }, 0.0, |trial| {
            let semirobust = |rest| Some(cut(trial, rest)?.semirobust.robust.value());
            Some(semirobust(small)? - semirobust(large)?)
        })
    }

    fn front_effect(self, rest: usize) -> Option<Draft> {
        self.claim(format!("front-effect/{rest}"), ClaimKind::FrontEffect { rest }, 0.0, |trial| {
            let control = trial.control(Control::CleanFront, rest)?.scores.robust.value();
            Some(accuracy(trial, rest, Objective::Adversarial)? - control)
        })
    }

    fn reaches_goal(self, rest: usize, objective: Objective) -> Option<Draft> {
        let tolerance = self.tolerance;
        let kind = ClaimKind::ReachesGoal { rest, objective, tolerance };
        self.claim(format!("reaches-goal/{}/{rest}", objective.name()), kind, 0.0, |trial| {
            Some(accuracy(trial, rest, objective)? - (robust(trial)? - tolerance))
        })
    }

    fn recovery(self, rest: usize, objective: Objective) -> Option<Draft> {
        let kind = ClaimKind::Recovery { rest, objective, share: NEARLY_ALL };
        self.claim(format!("recovery/{}/{rest}", objective.name()), kind, NEARLY_ALL, |trial| {
            // Of no robustness nothing can be restored.
            let robust = robust(trial).filter(|&robust| robust > 0.0)?;
            Some(accuracy(trial, rest, objective)? / robust)
        })
    }

    fn dependency_rises(self, rest: usize) -> Option<Draft> {
        self.claim(format!("dependency-rises/{rest}"), ClaimKind::DependencyRises { rest }, 0.0, |trial| {
            let epochs = &tuned(trial, rest, Objective::Adversarial)?.epochs;
            Some(excess(&epochs.last()?.pairs)? - excess(&epochs.first()?.pairs)?)
        })
    }

    fn dependency_follows(self, rest: usize) -> Option<Draft> {
        self.claim(format!("dependency-follows/{rest}"), ClaimKind::DependencyFollows { rest }, 0.0, |trial| {
            let epochs = &tuned(trial, rest, Objective::Adversarial)?.epochs;
            let dependency = epochs.iter().map(|epoch| excess(&epoch.pairs)).collect::<Option<Vec<f64>>>()?;
            let accuracy: Vec<f64> = epochs.iter().map(|epoch| epoch.scores.robust.value()).collect();
            Some(spearman(&dependency, &accuracy)?.rho)
        })
    }

    /// In each trial, on the mean over the cuts with a fine-tuning that reached its goal and one that did not.
    fn dependency_suffices(self, rests: &[usize]) -> Option<Draft> {
        self.claim("dependency-suffices".into(), ClaimKind::DependencySuffices, 0.0, |trial| {
            let mut differences = Vec::new();
            for &rest in rests {
                let of = |reached: bool| {
                    let all = cut(trial, rest)?.tuned.iter().filter(|tuned| tuned.reached == reached);
                    mean(&all.filter_map(|tuned| excess(&tuned.epochs.last()?.pairs)).collect::<Vec<_>>())
                };
                differences.extend(of(true).zip(of(false)).map(|(reached, missed)| reached - missed));
            }
            mean(&differences)
        })
    }

    /// The first minus the last layer pair of f_b in ρ above its null.
    fn dependency_falls(self, rest: usize) -> Option<Draft> {
        let of_pair = |layerwise: &LayerwiseReport, pair: usize| {
            Some(layerwise.pairs.get(pair)?.dependency(Measure::Edge)?.excess)
        };
        self.claim_of_pairs("dependency-falls".into(), ClaimKind::DependencyFalls { rest }, 0.0, |trial| {
            let layerwise = trial.layerwise(Role::Semirobust, rest, None)?;
            let last = layerwise.pairs.len().checked_sub(1)?;
            let first = layerwise.pairs.len().checked_sub(rest).filter(|&first| first < last)?;
            Some(of_pair(layerwise, first)? - of_pair(layerwise, last)?)
        })
    }
}

/// Acc*.
fn robust(trial: &Trial) -> Option<f64> {
    Some(trial.robust?.robust.value())
}

fn cut(trial: &Trial, rest: usize) -> Option<&CutResult> {
    trial.cuts.iter().find(|cut| cut.rest == rest)
}

fn tuned(trial: &Trial, rest: usize, objective: Objective) -> Option<&Tuned> {
    cut(trial, rest)?.tuned.iter().find(|tuned| tuned.objective == objective)
}

/// Acc~.
fn accuracy(trial: &Trial, rest: usize, objective: Objective) -> Option<f64> {
    Some(tuned(trial, rest, objective)?.scores.robust.value())
}

/// EDGE above its null, on the mean over pairs; `None` where it was not taken.
fn excess(pairs: &[LayerPair]) -> Option<f64> {
    let values: Vec<f64> = pairs.iter().filter_map(|pair| Some(pair.dependency(Measure::Edge)?.excess)).collect();
    mean(&values)
}

fn mean(values: &[f64]) -> Option<f64> {
    (!values.is_empty()).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

#[cfg(test)]
mod tests {
    use layerlab_schema::{
        Accuracy, ClaimVerdict, ControlResult, Dependency, Measurements, NoVerdict, Scores, Selection, TunedEpoch,
    };

    use super::*;

    fn scores(robust: usize) -> Scores {
        Scores { clean: Accuracy { correct: 80, of: 100 }, robust: Accuracy { correct: robust, of: 100 } }
    }

    /// One layer pair with this much EDGE above its null.
    fn pairs(excess: f64) -> Vec<LayerPair> {
        let (measure, value, null_mean, null_p95) = (Measure::Edge, 5.0 + excess, 5.0, 5.1);
        let dependency =
            Dependency { measure, value, null_mean, null_p95, excess, p: Some(0.01), nulls: 99, samples: 200 };
        vec![LayerPair { parent: "a".into(), child: "b".into(), dependencies: vec![dependency] }]
    }

    /// A fine-tuning of four epochs, from `semirobust` to `tuned` hundredths, whose ρ rises by `slope` with each of them.
    fn fine_tuning(objective: Objective, semirobust: usize, tuned: usize, slope: f64, reached: bool) -> Tuned {
        let epoch = |epoch: usize| TunedEpoch {
            epoch,
            scores: scores(semirobust + (tuned - semirobust) * epoch / 3),
            pairs: pairs(0.1 + slope * epoch as f64),
        };
        Tuned { objective, goal: 0.6, reached, epochs: (0..4).map(epoch).collect(), kept: 3, scores: scores(tuned) }
    }

    /// Robust accuracy, and for each cut its layers in f_b, the accuracies of the semirobust network, of the two
    /// fine-tuned ones, and of the control, in hundredths.
    fn trial(seed: u64, robust: usize, cuts: &[[usize; 5]]) -> Trial {
        let cut = |&[rest, semirobust, adversarial, clean, _]: &[usize; 5]| CutResult {
            rest,
            first: "linear2".into(),
            semirobust: scores(semirobust),
            tuned: vec![
                fine_tuning(Objective::Adversarial, semirobust, adversarial, 0.2 + 0.01 * seed as f64, true),
                fine_tuning(Objective::Clean, semirobust, clean, 0.1, false),
            ],
            read_outs: Vec::new(),
        };
        let control = |&[rest, .., control]: &[usize; 5]| ControlResult {
            control: Control::CleanFront,
            rest: Some(rest),
            epochs: 3,
            scores: scores(control),
            attacks: Vec::new(),
        };
        Trial {
            seed,
            normal: scores(5),
            robust: Some(scores(robust)),
            cuts: cuts.iter().map(cut).collect(),
            networks: Vec::new(),
            controls: cuts.iter().map(control).collect(),
        }
    }

    fn transfer() -> Transfer {
        Transfer {
            rest: vec![1, 3],
            trials: 4,
            pairs: None,
            normal_epochs: 1,
            robust_epochs: 1,
            fine_tune_epochs: 3,
            tolerance: 0.02,
            objectives: Objective::all(),
            controls: Control::all(),
            selection: Selection::Validation,
            measure: Measurements::default(),
        }
    }

    /// Trials that agree up to a few points.
    fn clear(count: usize) -> Vec<Trial> {
        let trials = (0..count).map(|i| {
            let cuts = [[1, 53 + i % 3, 61, 57, 40 + i % 3], [3, 20 + (i + 1) % 3, 45 + i % 3, 30, 44 + (i + 1) % 3]];
            trial(i as u64, 60 + i % 2, &cuts)
        });
        trials.collect()
    }

    fn claim<'c>(claims: &'c [Claim], name: &str) -> &'c Claim {
        claims.iter().find(|claim| claim.name == name).unwrap_or_else(|| panic!("{name} was not judged"))
    }

    #[test]
    fn clear_trials_support_or_refute() {
        let claims = judge(&clear(4), &transfer());
        use ClaimVerdict::{Refuted, Supported, Undetermined};
        for (name, verdict) in [
            ("loss/1", Supported),
            ("loss/3", Supported),
            ("loss-grows", Supported),
            // The front adds 20 points to the last layer, and nothing to the last three.
            ("front-effect/1", Supported),
            ("front-effect/3", Undetermined),
            ("reaches-goal/adversarial/1", Supported),
            ("reaches-goal/adversarial/3", Refuted),
            ("recovery/adversarial/1", Supported),
            ("recovery/adversarial/3", Refuted),
            ("dependency-rises/3", Supported),
            ("dependency-suffices", Supported),
        ] {
            assert_eq!(claim(&claims, name).verdict, verdict, "{name}: {:?}", claim(&claims, name));
        }
        let effect = claim(&claims, "front-effect/1").figure.value;
        assert!((effect - 0.2025).abs() < 1e-9, "(21 + 20 + 19 + 21) / 4 points: {effect}");
        // ρ and accuracy rise together in every trial, so that nothing is known of the correlation's spread.
        let follows = claim(&claims, "dependency-follows/1");
        assert_eq!((follows.figure.value, follows.reason), (1.0, Some(NoVerdict::NoVariance)));
        let primary = claims.iter().filter(|claim| claim.rank == Some(ClaimRank::Primary));
        let names: Vec<&str> = primary.map(|claim| claim.name.as_str()).collect();
        assert_eq!(names, ["loss/3", "loss-grows", "front-effect/3", "reaches-goal/adversarial/1"]);
    }

    #[test]
    fn few_trials_and_mixed_ones_leave_it_open() {
        for count in [1, 2] {
            let claims = judge(&clear(count), &transfer());
            let loss = claim(&claims, "loss/1");
            let expected = (ClaimVerdict::Undetermined, Some(NoVerdict::TooFewTrials));
            assert_eq!((loss.verdict, loss.reason), expected, "{count} trials");
        }
        let mixed: Vec<Trial> = [(60, 50), (60, 62), (60, 58)].map(|(r, s)| trial(1, r, &[[1, s, 64, 62, 60]])).into();
        assert_eq!(claim(&judge(&mixed, &transfer()), "loss/1").verdict, ClaimVerdict::Undetermined);
    }

    #[test]
    fn trials_that_share_a_pair_are_one_for_what_the_pair_alone_decides() {
        let trials = clear(4);
        let of = |pairs| judge(&trials, &Transfer { pairs, ..transfer() });
        let (apart, shared) = (of(None), of(Some(1)));
        for name in ["loss/3", "loss-grows"] {
            assert_eq!(claim(&apart, name).verdict, ClaimVerdict::Supported, "{name}");
            assert_eq!(claim(&shared, name).reason, Some(NoVerdict::TooFewTrials), "{name}");
        }
        let front = |claims: &[Claim]| claim(claims, "front-effect/3").verdict;
        assert_eq!(front(&apart), front(&shared), "fine-tuning has its own samples in each trial");
    }
}
