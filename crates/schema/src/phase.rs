//! A phase of training: how long, and which layers learn from what.

use serde::{Deserialize, Serialize};

use crate::{
    Attack, Cut,
    training::{Mode, Side},
};

/// A phase of training in which every layer keeps its mode.
///
/// Only the number of epochs and the modes of the two sides are always there. The other values say what an experiment does
/// whose settings were changed while it ran: see [`Experiment::changed_at`](crate::Experiment::changed_at).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Phase {
    /// Number of passes over the training samples.
    pub epochs: usize,
    /// Training steps after those passes, for a phase that ends within one.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub steps: usize,
    /// Mode of the layers before the cut, f_a.
    pub front: Mode,
    /// Mode of the layers after the cut, f_b.
    pub rest: Mode,
    /// The mode of each layer from input to output, in place of those of the two sides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub layers: Option<Vec<Mode>>,
    /// Whether the phase goes on where the one before ended: with its optimiser's state, and in the middle of its schedule
    /// and warm-up.
    #[serde(default, skip_serializing_if = "is_false")]
    pub continues: bool,
    /// The attack of training in this phase, where it is not the experiment's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attack: Option<Attack>,
    /// The attack of evaluations in this phase, where it is not the experiment's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evaluation_attack: Option<Attack>,
    /// The learning rate η before the schedule, where it is not the experiment's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub learning_rate: Option<f64>,
}

impl Phase {
    /// So many epochs with a mode for each side of the cut.
    pub fn new(epochs: usize, front: Mode, rest: Mode) -> Self {
        Self {
            epochs,
            steps: 0,
            front,
            rest,
            layers: None,
            continues: false,
            attack: None,
            evaluation_attack: None,
            learning_rate: None,
        }
    }

    /// The mode of one side, where no layer has one of its own.
    pub fn mode(&self, side: Side) -> Mode {
        match side {
            Side::Front => self.front,
            Side::Rest => self.rest,
        }
    }

    /// The mode of the layer at `position` in a chain that is cut at `cut`.
    pub fn mode_at(&self, cut: Cut, position: usize) -> Mode {
        let own = self.layers.as_ref().and_then(|modes| modes.get(position)).copied();
        own.unwrap_or_else(|| self.mode(cut.side(position)))
    }

    /// The mode of each of `layers` layers of a chain that is cut at `cut`.
    pub fn modes(&self, cut: Cut, layers: usize) -> Vec<Mode> {
        (0..layers).map(|position| self.mode_at(cut, position)).collect()
    }

    /// Whether some layers train in this mode: of each by its own, else a side's, even one without layers.
    pub fn has(&self, mode: Mode) -> bool {
        match &self.layers {
            Some(modes) => modes.contains(&mode),
            None => self.front == mode || self.rest == mode,
        }
    }

    /// Number of training steps, where an epoch has `per_epoch`.
    pub fn step_count(&self, per_epoch: usize) -> usize {
        self.epochs * per_epoch + self.steps
    }

    /// The same phase, `steps` training steps long.
    #[must_use]
    pub(crate) fn lasting(self, steps: usize, per_epoch: usize) -> Self {
        let per_epoch = per_epoch.max(1);
        Self { epochs: steps / per_epoch, steps: steps % per_epoch, ..self }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_zero(number: &usize) -> bool {
    *number == 0
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_false(value: &bool) -> bool {
    !value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn layers_have_their_own_modes_or_those_of_their_side() {
        let sides = Phase::new(2, Mode::Adversarial, Mode::Clean);
        assert_eq!(sides.modes(Cut::new(1), 3), [Mode::Adversarial, Mode::Clean, Mode::Clean]);
        let own = vec![Mode::Clean, Mode::Frozen, Mode::Adversarial];
        let single = Phase { layers: Some(own.clone()), ..sides.clone() };
        assert_eq!(single.modes(Cut::new(1), 3), own);
        assert!(single.has(Mode::Frozen) && !sides.has(Mode::Frozen));
        assert_eq!(Phase { steps: 3, ..sides }.step_count(10), 23);
    }

    #[test]
    fn a_plain_phase_stands_in_three_keys() {
        let json = serde_json::to_string(&Phase::new(2, Mode::Clean, Mode::Frozen)).expect("it serialises");
        assert_eq!(json, r#"{"epochs":2,"front":"clean","rest":"frozen"}"#);
    }
}
