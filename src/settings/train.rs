//! Settings of plain training alone: how long, and how each side of the cut, or each layer, trains.

use layerlab_schema::{Cut, Experiment, Mode, Phase, Side};

use super::Workflow;

/// So many epochs that a person stops the training before.
pub const UNTIL_STOPPED: usize = 10_000;

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
    /// The mode of each layer in the last phase, in place of those of the two sides.
    pub layers: Option<Vec<Mode>>,
    /// Number of epochs of the last phase.
    pub epochs: Option<usize>,
    /// Whether a normal and a robust network are trained before, to compare with.
    pub compare: Option<bool>,
    /// What else the last phase says, from a file or link: its other values are those above.
    pub last: Option<Phase>,
}

impl TrainSettings {
    /// The phases of a network of `layers` layers; the last one has the chosen number of epochs, or `epochs`.
    pub(super) fn phases(&self, epochs: usize, layers: usize) -> Vec<Phase> {
        let mut phases = Vec::new();
        if let Some(epochs) = self.warm.filter(|&epochs| epochs > 0) {
            phases.push(Phase::new(epochs, Mode::Clean, Mode::Clean));
        }
        phases.extend(self.earlier.iter().cloned());
        let sides = self.sides();
        let plain = Phase::new(self.epochs.unwrap_or(epochs), sides.0, sides.1);
        let own = self.layers.clone().filter(|modes| modes.len() == layers || layers == 0);
        phases.push(match &self.last {
            None => Phase { layers: own, ..plain },
            Some(last) => {
                Phase { epochs: plain.epochs, front: plain.front, rest: plain.rest, layers: own, ..last.clone() }
            }
        });
        phases
    }

    fn sides(&self) -> (Mode, Mode) {
        (self.front.unwrap_or(Mode::Adversarial), self.rest.unwrap_or(Mode::Clean))
    }

    /// Chooses the mode of a side of the cut, of all its layers.
    pub(super) fn choose_side(&mut self, side: Side, mode: Mode, cut: Cut) {
        if let Some(modes) = &mut self.layers {
            for (position, of) in modes.iter_mut().enumerate() {
                if cut.side(position) == side {
                    *of = mode;
                }
            }
        }
        match side {
            Side::Front => self.front = Some(mode),
            Side::Rest => self.rest = Some(mode),
        }
        self.forget_modes_of_sides(cut);
    }

    /// Chooses the mode of one layer of a network of `layers` layers.
    pub(super) fn choose_layer(&mut self, position: usize, mode: Mode, cut: Cut, layers: usize) {
        let (front, rest) = self.sides();
        let mut modes = self.layers.take().filter(|modes| modes.len() == layers);
        let modes = modes.get_or_insert_with(|| Phase::new(0, front, rest).modes(cut, layers)).clone();
        let own = modes.into_iter().enumerate().map(|(at, of)| if at == position { mode } else { of });
        self.layers = Some(own.collect());
        self.forget_modes_of_sides(cut);
    }

    /// Drops the modes of layers where they are those of the sides.
    fn forget_modes_of_sides(&mut self, cut: Cut) {
        let (front, rest) = self.sides();
        let sides = Phase::new(0, front, rest);
        self.layers.take_if(|modes| sides.modes(cut, modes.len()) == *modes);
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
            chosen.layers = last.layers.clone();
            chosen.last = (!is_plain(last)).then(|| last.clone());
        }
        chosen
    }
}

impl super::Settings {
    /// Whether training goes on until somebody stops it.
    pub fn is_until_stopped(&self) -> bool {
        self.workflow == Workflow::Train && self.train.epochs.is_some_and(|epochs| epochs >= UNTIL_STOPPED)
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
    is_plain(phase)
        && phase.layers.is_none()
        && phase.epochs > 0
        && phase.front == Mode::Clean
        && phase.rest == Mode::Clean
}

/// Whether a phase says no more than its epochs and modes.
pub fn is_plain(phase: &Phase) -> bool {
    let plain = Phase { layers: phase.layers.clone(), ..Phase::new(phase.epochs, phase.front, phase.rest) };
    plain == *phase
}
