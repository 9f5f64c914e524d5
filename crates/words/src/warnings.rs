//! The words of warnings: what to keep in mind about figures, with the measurements behind it.

use layerlab_schema::Warning;

use crate::t;

/// The sentences of a warning.
pub fn warning(warning: &Warning) -> String {
    match warning {
        Warning::Collapsed => t!("warning-collapsed").into(),
        Warning::ExperimentEdited { step, changes } => {
            t!("warning-experiment-edited", step = *step, changes = changes.join(t!("separator-list")))
        }
        Warning::CollapsedBehindFront => t!("warning-collapsed-behind-front").into(),
        Warning::CatastrophicOverfitting { step, one_step, iterated } => t!(
            "warning-catastrophic-overfitting",
            one_step = percent(one_step.value()),
            iterated = percent(iterated.value()),
            n = iterated.of,
            step = *step
        ),
        Warning::OptimizerRestarted { step } => t!("warning-optimizer-restarted", step = *step),
        Warning::ParentNotTrained { trial, parent } => {
            t!("warning-parent-not-trained", trial = *trial, parent = parent.to_string())
        }
        Warning::RandomLogits => t!("warning-random-logits").into(),
        Warning::ProbabilityOutputs => t!("warning-probability-outputs").into(),
        Warning::ZeroGradients { zero, samples } => t!("warning-zero-gradients", zero = *zero, samples = *samples),
        Warning::NoTargetedRatio { classes } => t!("warning-no-targeted-ratio", classes = *classes),
        Warning::FewTargets { classes } => {
            t!("warning-few-targets", classes = *classes, targets = classes.saturating_sub(1))
        }
        Warning::SquareBeatsGradients { broken, samples } => {
            t!("warning-square-beats-gradients", broken = *broken, samples = *samples)
        }
    }
}

fn percent(share: f64) -> String {
    format!("{:.0}", 100.0 * share)
}

#[cfg(test)]
mod tests {
    use layerlab_schema::{Accuracy, Parent};

    use super::*;

    #[test]
    fn warnings_carry_their_figures_into_words_and_files() {
        let (one_step, iterated) = (Accuracy { correct: 90, of: 100 }, Accuracy { correct: 12, of: 100 });
        let cases = [
            (Warning::CatastrophicOverfitting { step: 80, one_step, iterated }, "90 % against 12 %, n = 100, step 80"),
            (Warning::OptimizerRestarted { step: 7 }, "from step 7"),
            (Warning::ExperimentEdited { step: 7, changes: vec!["seed was 1 and is 2".into()] }, "seed was 1 and is 2"),
            (Warning::ParentNotTrained { trial: 2, parent: Parent::Semirobust { rest: 3 } }, "semirobust-3 parent"),
            (Warning::ZeroGradients { zero: 4, samples: 50 }, "4 of 50"),
            (Warning::FewTargets { classes: 5 }, "aim at 4"),
        ];
        for (case, expected) in cases {
            let words = warning(&case);
            assert!(words.contains(expected), "{words}");
            let json = serde_json::to_string(&case).expect("it serialises");
            assert_eq!(serde_json::from_str::<Warning>(&json).expect("it parses"), case, "{json}");
        }
    }
}
