//! The words of the doctor: what each check saw, and what it means.

use layerlab_schema::{Accuracy, Check, Diagnosis, Doubt, EpsilonPoint, Finding, Missed, Verdict};

use crate::{marked, t};

/// The verdict of a check in a word or two.
pub fn doctor_verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Pass => t!("doctor-pass"),
        Verdict::Suspicious => t!("doctor-verdict-suspicious"),
        Verdict::CannotTell => t!("doctor-cannot-tell"),
    }
}

/// The sentences of a check.
pub fn doctor_check(diagnosis: &Diagnosis, check: &Check) -> String {
    let mut sentences = vec![finding(diagnosis, &check.finding)];
    sentences.extend(check.doubts.iter().map(doubt));
    sentences.join(" ")
}

fn finding(diagnosis: &Diagnosis, finding: &Finding) -> String {
    match finding {
        Finding::Outputs { random: true, .. } => t!("doctor-outputs-random").into(),
        Finding::Outputs { random: false, probabilities: true } => t!("doctor-outputs-probabilities").into(),
        Finding::Outputs { random: false, probabilities: false } => t!("doctor-outputs-logits").into(),
        Finding::ZeroGradients { silent, samples } => {
            t!("doctor-zero-gradients", silent = *silent, samples = *samples)
        }
        Finding::Iterative(Missed { broken, missed, attacked }) => {
            t!("doctor-iterative", broken = *broken, missed = *missed, attacked = *attacked)
        }
        Finding::RisesWithEpsilon { .. } => {
            let points: Vec<String> = diagnosis.curve.iter().map(point).collect();
            t!("doctor-rises-with-epsilon", points = points.join(t!("separator-list")))
        }
        &Finding::HalfRange { correct, of, classes } => t!(
            "doctor-half-range",
            robust = percent(Accuracy { correct, of }.value()),
            chance = percent(1.0 / classes as f64)
        ),
        Finding::Unbounded(accuracy) => t!("doctor-unbounded", robust = percent(accuracy.value())),
        &Finding::Converged { steps, once, twice, of } => t!(
            "doctor-converged",
            once = percent(Accuracy { correct: once, of }.value()),
            steps = steps,
            twice = percent(Accuracy { correct: twice, of }.value()),
            more_steps = 2 * steps
        ),
        Finding::Noise(Missed { broken, missed, attacked }) => {
            t!("doctor-noise", broken = *broken, missed = *missed, attacked = *attacked)
        }
        Finding::GradientFree(Missed { broken, missed, attacked }) => {
            t!("doctor-gradient-free", broken = *broken, missed = *missed, attacked = *attacked)
        }
        Finding::Transfer(Some(Missed { broken, missed, attacked })) => {
            t!("doctor-transfer", broken = *broken, missed = *missed, attacked = *attacked)
        }
        Finding::Transfer(None) => t!("doctor-transfer-none").into(),
    }
}

fn doubt(doubt: &Doubt) -> String {
    match doubt {
        Doubt::NeitherBreaks => t!("doctor-neither-breaks").into(),
        Doubt::NothingBreaks => t!("doctor-nothing-breaks").into(),
        Doubt::Few(attacked) => t!("doctor-few", attacked = *attacked),
    }
}

/// A radius to four digits, without the tail of a binary fraction.
fn point(point: &EpsilonPoint) -> String {
    let epsilon = (point.epsilon * 1e4).round() / 1e4;
    t!("doctor-point", accuracy = percent(point.accuracy.value()), epsilon = marked(&epsilon.to_string()))
}

fn percent(share: f64) -> String {
    t!("percent", value = marked(&format!("{:.1}", 100.0 * share)))
}

#[cfg(test)]
mod tests {
    use layerlab_schema::Norm;

    use super::*;

    #[test]
    fn every_check_has_its_figures_in_words() {
        let accuracy = Accuracy { correct: 40, of: 50 };
        let points = [0.0, 0.075].map(|epsilon| EpsilonPoint { epsilon, accuracy });
        let (broken, missed) = (8, Missed { broken: 8, missed: 3, attacked: 45 });
        let words = |finding, doubts| {
            let (norm, seconds, curve) = (Norm::Linf, 1.0, points.to_vec());
            let check = Check { finding, verdict: Verdict::Pass, doubts };
            let json = serde_json::to_string(&check).expect("it serialises");
            assert_eq!(serde_json::from_str::<Check>(&json).expect("it parses"), check, "{json}");
            doctor_check(&Diagnosis { norm, epsilon: 0.1, clean: accuracy, checks: Vec::new(), curve, seconds }, &check)
        };
        for (finding, expected) in [
            (Finding::ZeroGradients { silent: broken, samples: 50 }, "8 of 50 samples"),
            (Finding::Iterative(missed), "Of 45 attacked samples one step breaks 8; 3 of these"),
            (Finding::RisesWithEpsilon { largest_rise: 0 }, "80.0 % at 0, 80.0 % at 0.075"),
            (Finding::HalfRange { correct: 40, of: 50, classes: 8 }, "chance is 12.5 %"),
            (Finding::Unbounded(accuracy), "80.0 % withstand"),
            (
                Finding::Converged { steps: 40, once: 40, twice: 30, of: 50 },
                "80.0 % withstand 40 steps, 60.0 % withstand 80",
            ),
            (Finding::Noise(missed), "noise breaks 8"),
            (Finding::GradientFree(missed), "Square"),
            (Finding::Transfer(Some(missed)), "in its place breaks 8"),
        ] {
            let text = words(finding, Vec::new()).replace(char::is_whitespace, " ");
            assert!(text.contains(expected), "{text}");
        }
        let doubtful = words(Finding::Noise(missed), vec![Doubt::NeitherBreaks, Doubt::Few(5)]);
        assert!(doubtful.contains("larger ε") && doubtful.contains("only 5 samples"), "{doubtful}");
    }
}
