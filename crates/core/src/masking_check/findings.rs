//! Findings of the doctor: a verdict for each check, with its figures.

use layerlab_schema::{Accuracy, Check, Doubt, EpsilonPoint, Finding, Missed, Verdict};

use super::doctor::STEPS;
use crate::attack::MaskingSymptoms;

/// Some samples that a weak attack breaks and a strong one does not are luck; more than this share of the attacked ones is
/// not.
const LUCK: f64 = 0.02;

/// Fewer attacked samples than this are inconclusive.
const FEWEST: usize = 10;

/// The doctor's measurements, sample by sample.
pub(super) struct EvaluationResult {
    pub symptoms: MaskingSymptoms,
    /// Which samples stand under adversarial samples from another network.
    pub transferred: Option<Vec<bool>>,
    pub clean: Vec<bool>,
    /// Which samples stand, for every attack, in the order of [`ONE_STEP`] to [`WHOLE`].
    pub robust: Vec<Vec<bool>>,
}

const ONE_STEP: usize = 0;
const ITERATIVE: usize = 1;
const TWICE: usize = 2;
const NOISE: usize = 3;
const SQUARE: usize = 4;
const GREY: usize = 5;
const WHOLE: usize = 6;

pub(super) struct Findings<'a> {
    seen: &'a EvaluationResult,
    /// Samples that were attacked.
    attacked: usize,
}

impl<'a> Findings<'a> {
    pub fn new(seen: &'a EvaluationResult) -> Self {
        Self { seen, attacked: count(&seen.clean) }
    }

    pub fn clean(&self) -> Accuracy {
        Accuracy { correct: self.attacked, of: self.seen.clean.len() }
    }

    pub fn robust(&self, attack: usize) -> Accuracy {
        Accuracy { correct: count(&self.seen.robust[attack]), of: self.seen.clean.len() }
    }

    pub fn checks(&self, curve: &[EpsilonPoint]) -> Vec<Check> {
        let stands = &self.seen.robust;
        let transferred = self.seen.transferred.as_ref().map(|stands| self.missed(stands));
        let mut checks = vec![
            self.outputs(),
            self.gradients(),
            self.not_missed(Finding::Iterative, self.missed(&stands[ONE_STEP])),
            self.rises(curve),
            self.grey(),
            self.whole(),
            self.converged(),
            self.not_missed(Finding::Noise, self.missed(&stands[NOISE])),
            self.not_missed(Finding::GradientFree, self.missed(&stands[SQUARE])),
            match transferred {
                Some(missed) => self.not_missed(|missed| Finding::Transfer(Some(missed)), missed),
                None => Check { verdict: Verdict::CannotTell, ..check(Finding::Transfer(None), false) },
            },
        ];
        if self.attacked < FEWEST {
            for check in checks.iter_mut().filter(|check| check.verdict == Verdict::Pass || self.attacked == 0) {
                check.verdict = Verdict::CannotTell;
                check.doubts.push(Doubt::Few(self.attacked));
            }
        }
        checks
    }

    fn outputs(&self) -> Check {
        let symptoms = &self.seen.symptoms;
        let (random, probabilities) = (symptoms.differs, symptoms.sums && !symptoms.negative);
        check(Finding::Outputs { random, probabilities }, random || probabilities)
    }

    fn gradients(&self) -> Check {
        let (silent, samples) = (self.seen.symptoms.silent, self.seen.symptoms.samples);
        let suspicious = silent > 1 && silent as f64 > LUCK * samples as f64;
        check(Finding::ZeroGradients { silent, samples }, suspicious)
    }

    /// What an attack breaks, and what of it the iterative one does not.
    fn missed(&self, stands: &[bool]) -> Missed {
        let [iterative, twice] = [ITERATIVE, TWICE].map(|attack| &self.seen.robust[attack]);
        let is_broken = |&sample: &usize| self.seen.clean[sample] && !stands[sample];
        let is_missed = |&sample: &usize| iterative[sample] && twice[sample];
        Missed {
            broken: (0..stands.len()).filter(is_broken).count(),
            missed: (0..stands.len()).filter(is_broken).filter(is_missed).count(),
            attacked: self.attacked,
        }
    }

    /// Nothing that a weaker attack breaks may withstand the iterative one.
    fn not_missed(&self, finding: impl FnOnce(Missed) -> Finding, missed: Missed) -> Check {
        let mut found = check(finding(missed), self.is_more_than_luck(missed.missed));
        if missed.broken == 0 && count(&self.seen.robust[ITERATIVE]) == self.attacked {
            found.verdict = Verdict::CannotTell;
            found.doubts.push(Doubt::NeitherBreaks);
        }
        found
    }

    fn rises(&self, curve: &[EpsilonPoint]) -> Check {
        let correct: Vec<usize> = curve.iter().map(|point| point.accuracy.correct).collect();
        let largest_rise = correct.windows(2).map(|pair| pair[1].saturating_sub(pair[0])).max().unwrap_or(0);
        let flat = correct.last() == correct.first();
        let mut found = check(Finding::RisesWithEpsilon { largest_rise }, flat || self.is_more_than_luck(largest_rise));
        if correct.iter().all(|&still_robust| still_robust == self.attacked) {
            // The checks at half and at the whole range interpret that.
            found.verdict = Verdict::CannotTell;
            found.doubts.push(Doubt::NothingBreaks);
        }
        found
    }

    fn grey(&self) -> Check {
        let (accuracy, classes) = (self.robust(GREY), self.seen.symptoms.classes);
        let is_suspicious = accuracy.estimate().low > 1.0 / classes as f64;
        check(Finding::HalfRange { correct: accuracy.correct, of: accuracy.of, classes }, is_suspicious)
    }

    fn whole(&self) -> Check {
        let accuracy = self.robust(WHOLE);
        check(Finding::Unbounded(accuracy), self.is_more_than_luck(accuracy.correct))
    }

    fn converged(&self) -> Check {
        let [once, twice] = [ITERATIVE, TWICE].map(|attack| self.robust(attack).correct);
        let finding = Finding::Converged { steps: STEPS, once, twice, of: self.seen.clean.len() };
        check(finding, self.is_more_than_luck(once.saturating_sub(twice)))
    }

    /// Whether the share of the attacked samples is surely larger: the lower end of its 95 % interval is.
    fn is_more_than_luck(&self, samples: usize) -> bool {
        samples > 1 && Accuracy { correct: samples, of: self.attacked }.estimate().low > LUCK
    }
}

fn check(finding: Finding, is_suspicious: bool) -> Check {
    let verdict = if is_suspicious { Verdict::Suspicious } else { Verdict::Pass };
    Check { finding, verdict, doubts: Vec::new() }
}

fn count(flags: &[bool]) -> usize {
    flags.iter().filter(|&&flag| flag).count()
}

#[cfg(test)]
mod tests {
    use layerlab_schema::{Diagnosis, Norm};

    use super::*;

    /// Of 100 samples the first `attacked` are right; PGD breaks all of them but the first `missed`, which Square breaks.
    fn verdicts(attacked: usize, missed: usize) -> (Diagnosis, Verdict) {
        let flags = |of: &dyn Fn(usize) -> bool| (0..100).map(of).collect::<Vec<bool>>();
        let clean = flags(&|sample| sample < attacked);
        let iterative = flags(&|sample| sample < missed);
        let none = flags(&|_| false);
        let symptoms =
            MaskingSymptoms { differs: false, sums: false, negative: true, silent: 0, samples: attacked, classes: 10 };
        let robust =
            vec![clean.clone(), iterative.clone(), iterative, clean.clone(), none.clone(), none.clone(), none.clone()];
        let seen = EvaluationResult { symptoms, transferred: None, clean, robust };
        let point = |epsilon, correct| EpsilonPoint { epsilon, accuracy: Accuracy { correct, of: 100 } };
        let checks = Findings::new(&seen).checks(&[point(0.0, attacked), point(0.1, missed), point(0.2, 0)]);
        let square = checks.iter().find(|check| matches!(check.finding, Finding::GradientFree(_)));
        let square = square.expect("there is such a check").verdict;
        let clean = Accuracy { correct: attacked, of: 100 };
        (Diagnosis { norm: Norm::Linf, epsilon: 0.1, clean, checks, curve: Vec::new(), seconds: 0.0 }, square)
    }

    #[test]
    fn two_samples_that_only_square_breaks_are_luck_and_ten_are_not() {
        let (diagnosis, square) = verdicts(88, 2);
        assert_eq!((diagnosis.verdict(), square), (Verdict::Pass, Verdict::Pass));
        let (diagnosis, square) = verdicts(88, 10);
        assert_eq!((diagnosis.verdict(), square), (Verdict::Suspicious, Verdict::Suspicious));
    }

    #[test]
    fn where_nothing_can_be_attacked_nothing_can_be_told() {
        for attacked in [0, 1, FEWEST - 1] {
            assert_eq!(verdicts(attacked, 0).0.verdict(), Verdict::CannotTell, "{attacked}");
        }
    }
}
