//! The claims of arXiv 2307.03803, each with the figure that decides it and a verdict over trials.

use layerlab_schema::{
    Claim, ClaimKind, ClaimVerdict, CutResult, Estimate, LayerwiseReport, Measure, Objective, Role, Trial,
};

use crate::measure::student_interval;

/// "Nearly all" of the robust accuracy (the paper gives no number; in its tables 92 to 100 %).
const NEARLY_ALL: f64 = 0.9;

/// Judges the claims by the trials. Differences are paired within a trial.
pub(super) fn judge(trials: &[Trial]) -> Vec<Claim> {
    let mut rests: Vec<usize> = trials.iter().flat_map(|trial| &trial.cuts).map(|cut| cut.rest).collect();
    rests.sort_unstable();
    rests.dedup();
    let (Some(&small), Some(&large)) = (rests.first(), rests.last()) else { return Vec::new() };
    let mut claims: Vec<Claim> = rests.iter().filter_map(|&rest| loss(trials, rest)).collect();
    if small < large {
        claims.extend(loss_grows(trials, small, large));
    }
    for objective in Objective::all() {
        claims.extend(rests.iter().filter_map(|&rest| recovery(trials, rest, objective)));
        if small < large {
            claims.extend(recovery_shrinks(trials, small, large, objective));
        }
    }
    claims.extend(dependency_falls(trials, large));
    claims
}

fn loss(trials: &[Trial], rest: usize) -> Option<Claim> {
    let losses = trials.iter().filter_map(|trial| {
        let robust = trial.robust?.robust.value();
        Some(robust - cut(trial, rest)?.semirobust.robust.value())
    });
    claim(format!("loss/{rest}"), ClaimKind::Loss { rest }, losses.collect(), 0.0)
}

fn loss_grows(trials: &[Trial], small: usize, large: usize) -> Option<Claim> {
    let differences = trials.iter().filter_map(|trial| {
        let semirobust = |rest| Some(cut(trial, rest)?.semirobust.robust.value());
        Some(semirobust(small)? - semirobust(large)?)
    });
    claim("loss-grows".into(), ClaimKind::LossGrows { small, large }, differences.collect(), 0.0)
}

fn recovery(trials: &[Trial], rest: usize, objective: Objective) -> Option<Claim> {
    let shares = trials.iter().filter_map(|trial| {
        let robust = trial.robust?.robust.value();
        Some(tuned(trial, rest, objective)? / robust)
    });
    claim(
        format!("recovery/{}/{rest}", objective.name()),
        ClaimKind::Recovery { rest, objective, share: NEARLY_ALL },
        shares.collect(),
        NEARLY_ALL,
    )
}

fn recovery_shrinks(trials: &[Trial], small: usize, large: usize, objective: Objective) -> Option<Claim> {
    let differences =
        trials.iter().filter_map(|trial| Some(tuned(trial, small, objective)? - tuned(trial, large, objective)?));
    claim(
        format!("recovery-shrinks/{}", objective.name()),
        ClaimKind::RecoveryShrinks { small, large, objective },
        differences.collect(),
        0.0,
    )
}

/// The first minus the last layer pair of f_b in ρ above its null.
fn dependency_falls(trials: &[Trial], rest: usize) -> Option<Claim> {
    let excess =
        |layerwise: &LayerwiseReport, pair: usize| Some(layerwise.pairs.get(pair)?.dependency(Measure::Edge)?.excess);
    let differences = trials.iter().filter_map(|trial| {
        let layerwise = trial.layerwise(Role::Semirobust, rest, None)?;
        let last = layerwise.pairs.len().checked_sub(1)?;
        let first = layerwise.pairs.len().checked_sub(rest)?;
        if first >= last {
            return None;
        }
        Some(excess(layerwise, first)? - excess(layerwise, last)?)
    });
    claim("dependency-falls".into(), ClaimKind::DependencyFalls { rest }, differences.collect(), 0.0)
}

/// A claim that a figure is above `threshold`, judged by its value in each trial.
pub(in crate::protocol) fn claim(name: String, kind: ClaimKind, values: Vec<f64>, threshold: f64) -> Option<Claim> {
    let figure = student_interval(&values)?;
    let verdict = match figure {
        _ if values.len() < 2 => ClaimVerdict::Undetermined,
        Estimate { low, .. } if low > threshold => ClaimVerdict::Supported,
        Estimate { high, .. } if high < threshold => ClaimVerdict::Refuted,
        Estimate { .. } => ClaimVerdict::Undetermined,
    };
    Some(Claim::new(name, kind, figure, verdict))
}

fn cut(trial: &Trial, rest: usize) -> Option<&CutResult> {
    trial.cuts.iter().find(|cut| cut.rest == rest)
}

fn tuned(trial: &Trial, rest: usize, objective: Objective) -> Option<f64> {
    let tuned = cut(trial, rest)?.tuned.iter().find(|tuned| tuned.objective == objective)?;
    Some(tuned.scores.robust.value())
}

#[cfg(test)]
mod tests {
    use layerlab_schema::{Accuracy, Scores, Tuned};

    use super::*;

    fn scores(robust: usize) -> Scores {
        Scores { clean: Accuracy { correct: 80, of: 100 }, robust: Accuracy { correct: robust, of: 100 } }
    }

    fn trial(seed: u64, robust: usize, cuts: &[(usize, usize, usize)]) -> Trial {
        let cuts = cuts.iter().map(|&(rest, semirobust, tuned)| CutResult {
            rest,
            first: "linear2".into(),
            semirobust: scores(semirobust),
            tuned: vec![Tuned {
                objective: Objective::Adversarial,
                goal: 0.6,
                reached: true,
                epochs: Vec::new(),
                kept: 1,
                scores: scores(tuned),
            }],
            read_outs: Vec::new(),
        });
        Trial {
            seed,
            normal: scores(5),
            robust: Some(scores(robust)),
            cuts: cuts.collect(),
            networks: Vec::new(),
            controls: Vec::new(),
        }
    }

    fn verdicts(trials: &[Trial]) -> Vec<(String, ClaimVerdict)> {
        judge(trials).into_iter().map(|claim| (claim.name, claim.verdict)).collect()
    }

    #[test]
    fn clear_trials_support_or_refute_and_others_leave_it_open() {
        let clear: Vec<Trial> =
            (0..3).map(|i| trial(i, 60 + i as usize, &[(1, 55, 59), (3, 20 + i as usize, 40)])).collect();
        use ClaimVerdict::{Refuted, Supported, Undetermined};
        let expected = [
            ("loss/1", Supported),
            ("loss/3", Supported),
            ("loss-grows", Supported),
            ("recovery/adversarial/1", Supported),
            ("recovery/adversarial/3", Refuted),
            ("recovery-shrinks/adversarial", Supported),
        ];
        assert_eq!(verdicts(&clear), expected.map(|(name, verdict)| (name.to_owned(), verdict)));
        let mixed: Vec<Trial> = [(60, 50), (60, 62), (60, 58)].map(|(r, s)| trial(1, r, &[(1, s, 60)])).to_vec();
        assert_eq!(verdicts(&mixed)[0], ("loss/1".into(), Undetermined));
        assert_eq!(verdicts(&clear[..1])[0], ("loss/1".into(), Undetermined), "one trial has no interval");
    }
}
