//! The English words of warnings. They stand here until the catalogue of words takes them over.

use std::fmt::{Display, Formatter, Result};

use crate::Warning;

impl Display for Warning {
    fn fmt(&self, to: &mut Formatter<'_>) -> Result {
        match self {
            Self::Collapsed => to.write_str("The network gives every sample the same answer: it has collapsed. A front that is trained against attacks while the rest stays clean can find that saying nothing is safer than being attacked. Give it some clean epochs first, move the cut towards the output, or lower the learning rate or ε."),
            Self::CatastrophicOverfitting { step, one_step, iterated } => write!(
                to,
                "Catastrophic overfitting: on its training samples the network withstands the one-step attack it trains with, but falls to PGD with ten steps ({:.0} % against {:.0} %, n = {}, step {step}). Lower the step size or ε, or give the training attack more steps.",
                100.0 * one_step.value(),
                100.0 * iterated.value(),
                iterated.of
            ),
            Self::OptimizerRestarted { step } => write!(
                to,
                "The run went on from step {step} with its weights, but its momentum started anew; the figures differ a little from an uninterrupted run."
            ),
            Self::ParentNotTrained { trial, parent } => write!(
                to,
                "In trial {trial} the {parent} parent gives every sample the same answer: it has not learned, so its triage says nothing. Give it more epochs, batch normalisation, another learning rate or a smaller ε."
            ),
            Self::RandomLogits => to.write_str("The network is random: it gives the same samples different logits. The attacks here don't average over its randomness, so the true accuracy is lower; make it deterministic or attack it with expectation over transformation."),
            Self::ProbabilityOutputs => to.write_str("The network's outputs look like probabilities, not logits: the difference of logits ratio and the gradients suffer from that. Leave the soft-max out."),
            Self::ZeroGradients { zero, samples } => write!(
                to,
                "{zero} of {samples} samples have a gradient of exactly zero at the start, so that attacks by gradients are blind there: the gradients are masked, or the logits so large that the cross-entropy is rounded away."
            ),
            Self::NoTargetedRatio { classes } => write!(
                to,
                "With {classes} classes the targeted ratio is not defined: APGD climbs the cross-entropy a second time instead."
            ),
            Self::FewTargets { classes } => write!(
                to,
                "With {classes} classes the targeted attacks aim at {} of them instead of 9.",
                classes.saturating_sub(1)
            ),
            Self::SquareBeatsGradients { broken, samples } => write!(
                to,
                "Square, which uses no gradients, broke {broken} of {samples} samples that the attacks by gradients had not: the gradients mislead, and the true accuracy may be lower still."
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Accuracy, Parent};

    #[test]
    fn warnings_carry_their_figures_into_words_and_files() {
        let (one_step, iterated) = (Accuracy { correct: 90, of: 100 }, Accuracy { correct: 12, of: 100 });
        let cases = [
            (Warning::CatastrophicOverfitting { step: 80, one_step, iterated }, "90 % against 12 %, n = 100, step 80"),
            (Warning::OptimizerRestarted { step: 7 }, "from step 7"),
            (Warning::ParentNotTrained { trial: 2, parent: Parent::Semirobust { rest: 3 } }, "semirobust-3 parent"),
            (Warning::ZeroGradients { zero: 4, samples: 50 }, "4 of 50"),
            (Warning::FewTargets { classes: 5 }, "aim at 4"),
        ];
        for (warning, words) in cases {
            assert!(warning.to_string().contains(words), "{warning}");
            let json = serde_json::to_string(&warning).expect("it serialises");
            assert_eq!(serde_json::from_str::<Warning>(&json).expect("it parses"), warning, "{json}");
        }
    }
}
