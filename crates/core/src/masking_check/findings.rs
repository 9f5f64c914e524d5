//! Findings of the doctor: a verdict for each check, with its figures in a sentence.

use layerlab_schema::{Accuracy, Check, EpsilonPoint, Verdict};

use crate::attack::MaskingSymptoms;

/// A sample that a weak attack breaks and a strong one does not is luck; more than this share of the attacked ones is not.
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
        let mut checks = vec![
            self.outputs(),
            self.gradients(),
            self.not_missed("iterative", "one step", Some(&self.seen.robust[ONE_STEP])),
            self.rises(curve),
            self.grey(),
            self.whole(),
            self.converged(),
            self.not_missed("noise", "random noise", Some(&self.seen.robust[NOISE])),
            self.not_missed("gradient-free", "Square, which uses no gradients,", Some(&self.seen.robust[SQUARE])),
            self.not_missed("transfer", "a network trained in its place", self.seen.transferred.as_ref()),
        ];
        if self.attacked < FEWEST {
            for check in checks.iter_mut().filter(|check| check.verdict == Verdict::Pass || self.attacked == 0) {
                check.verdict = Verdict::CannotTell;
                check.sentence += &format!(" But only {} samples could be attacked; take more.", self.attacked);
            }
        }
        checks
    }

    fn outputs(&self) -> Check {
        let symptoms = &self.seen.symptoms;
        let probabilities = symptoms.sums && !symptoms.negative;
        let sentence = match (symptoms.differs, probabilities) {
            (true, _) => "The network gives the same samples different logits; the attacks don't average over that.",
            (false, true) => "The outputs look like probabilities; attacks want logits.",
            (false, false) => "The network is deterministic and gives logits.",
        };
        check("outputs", symptoms.differs || probabilities, sentence.into(), &[])
    }

    fn gradients(&self) -> Check {
        let (silent, samples) = (self.seen.symptoms.silent, self.seen.symptoms.samples);
        let sentence = format!("{silent} of {samples} samples have an input gradient of exactly zero.");
        let sentence = if silent > 0 { sentence + " Attacks by gradients are blind there." } else { sentence };
        let suspicious = silent > 1 && silent as f64 > LUCK * samples as f64;
        check("zero-gradients", suspicious, sentence, &[("silent", silent), ("samples", samples)])
    }

    /// Nothing that a weaker attack breaks may withstand the iterative one.
    fn not_missed(&self, name: &str, weaker: &str, stands: Option<&Vec<bool>>) -> Check {
        let Some(stands) = stands else {
            let sentence = format!("There was no adversarial sample of {weaker} to compare with.");
            return Check { verdict: Verdict::CannotTell, ..check(name, false, sentence, &[]) };
        };
        let [iterative, twice] = [ITERATIVE, TWICE].map(|attack| &self.seen.robust[attack]);
        let broken = (0..stands.len()).filter(|&i| self.seen.clean[i] && !stands[i]).count();
        let missed =
            (0..stands.len()).filter(|&i| self.seen.clean[i] && !stands[i] && iterative[i] && twice[i]).count();
        let mut found = check(
            name,
            self.is_more_than_luck(missed),
            format!(
                "Of {} attacked samples {weaker} breaks {broken}; {missed} of these withstand many steps.",
                self.attacked
            ),
            &[("broken", broken), ("missed", missed), ("attacked", self.attacked)],
        );
        if broken == 0 && count(iterative) == self.attacked {
            found.verdict = Verdict::CannotTell;
            found.sentence += " Neither breaks anything: take a larger ε.";
        }
        found
    }

    fn rises(&self, curve: &[EpsilonPoint]) -> Check {
        let correct: Vec<usize> = curve.iter().map(|point| point.accuracy.correct).collect();
        let rise = correct.windows(2).map(|pair| pair[1].saturating_sub(pair[0])).max().unwrap_or(0);
        let flat = correct.last() == correct.first();
        let points: Vec<String> =
            curve.iter().map(|p| format!("{} at {}", percent(p.accuracy), rounded(p.epsilon))).collect();
        let sentence = format!("Accuracy against ε: {}. It must fall, and nowhere rise.", points.join(", "));
        let mut found =
            check("rises-with-epsilon", flat || self.is_more_than_luck(rise), sentence, &[("largest_rise", rise)]);
        if correct.iter().all(|&still_robust| still_robust == self.attacked) {
            // Nothing breaks anywhere on the curve; the checks at half and at the whole range interpret that.
            found.verdict = Verdict::CannotTell;
            found.sentence += " Nothing breaks: take a larger ε.";
        }
        found
    }

    fn grey(&self) -> Check {
        let (accuracy, classes) = (self.robust(GREY), self.seen.symptoms.classes);
        let chance = 1.0 / classes as f64;
        let sentence = format!(
            "Where every sample can be made grey (as ε = 0.5 in L∞ lets it) {} withstand; chance is {:.1} %.",
            percent(accuracy),
            100.0 * chance
        );
        let figures = [("correct", accuracy.correct), ("of", accuracy.of), ("classes", classes)];
        check("half-range", accuracy.estimate().low > chance, sentence, &figures)
    }

    fn whole(&self) -> Check {
        let accuracy = self.robust(WHOLE);
        let sentence = format!("Without a bound {} withstand; it must be 0.", percent(accuracy));
        let suspicious = self.is_more_than_luck(accuracy.correct);
        check("unbounded", suspicious, sentence, &[("correct", accuracy.correct), ("of", accuracy.of)])
    }

    fn converged(&self) -> Check {
        let [once, twice] = [ITERATIVE, TWICE].map(|attack| self.robust(attack));
        let sentence = format!(
            "{} withstand 40 steps, {} withstand 80: more must change almost nothing.",
            percent(once),
            percent(twice)
        );
        let gain = once.correct.saturating_sub(twice.correct);
        check("converged", self.is_more_than_luck(gain), sentence, &[("once", once.correct), ("twice", twice.correct)])
    }

    fn is_more_than_luck(&self, samples: usize) -> bool {
        samples > 1 && samples as f64 > LUCK * self.attacked as f64
    }
}

fn check(name: &str, suspicious: bool, sentence: String, figures: &[(&str, usize)]) -> Check {
    Check {
        name: name.into(),
        verdict: if suspicious { Verdict::Suspicious } else { Verdict::Pass },
        sentence,
        figures: figures.iter().map(|&(key, value)| (key.to_owned(), value as f64)).collect(),
    }
}

fn count(flags: &[bool]) -> usize {
    flags.iter().filter(|&&flag| flag).count()
}

fn percent(accuracy: Accuracy) -> String {
    format!("{:.1} %", 100.0 * accuracy.value())
}

/// To four digits, without the tail of a binary fraction.
fn rounded(x: f64) -> f64 {
    (x * 1e4).round() / 1e4
}
