//! Settings of plain training alone: how long, and how each side of the cut trains.

use layerlab_schema::{Experiment, Mode, Phase};

/// Settings of plain training.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TrainSettings {
    /// Clean epochs of the whole network before everything else.
    pub warm: Option<usize>,
    /// Phases between those and the last one, from a file or link.
    pub earlier: Vec<Phase>,
    /// How f_a trains in the last phase.
    pub front: Option<Mode>,
    /// How f_b trains in the last phase.
    pub rest: Option<Mode>,
    /// Number of epochs of the last phase.
    pub epochs: Option<usize>,
}

impl TrainSettings {
    /// The phases; the last one has the chosen number of epochs, or `epochs`.
    pub(super) fn phases(&self, epochs: usize) -> Vec<Phase> {
        let mut phases = Vec::new();
        if let Some(epochs) = self.warm.filter(|&epochs| epochs > 0) {
            phases.push(Phase::new(epochs, Mode::Clean, Mode::Clean));
        }
        phases.extend(&self.earlier);
        phases.push(Phase {
            epochs: self.epochs.unwrap_or(epochs),
            front: self.front.unwrap_or(Mode::Adversarial),
            rest: self.rest.unwrap_or(Mode::Clean),
        });
        phases
    }

    /// Chooses the phases before the last one.
    pub fn choose_before(&mut self, phases: &[Phase]) {
        (self.warm, self.earlier) = match phases.split_first() {
            Some((first, earlier)) if is_warm(first) => (Some(first.epochs), earlier.to_vec()),
            _ => (Some(0), phases.to_vec()),
        };
    }

    /// Every value of these phases, chosen.
    pub(super) fn from_phases(phases: &[Phase]) -> Self {
        let mut chosen = Self::default();
        if let Some((last, before)) = phases.split_last() {
            chosen.choose_before(before);
            (chosen.front, chosen.rest, chosen.epochs) = (Some(last.front), Some(last.rest), Some(last.epochs));
        }
        chosen
    }
}

/// Clean epochs of the whole network before the chosen modes.
pub fn warm_epochs(experiment: &Experiment) -> usize {
    match experiment.phases.as_slice() {
        [first, _, ..] if is_warm(first) => first.epochs,
        _ => 0,
    }
}

fn is_warm(phase: &Phase) -> bool {
    phase.epochs > 0 && phase.front == Mode::Clean && phase.rest == Mode::Clean
}
