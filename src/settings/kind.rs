//! The kind of an experiment, by which it is named: how each part of the network is trained.

use layerlab_schema::{Experiment, Mode, Protocol};

/// The kind of an experiment, from the modes of its last phase and what the cut leaves to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// All layers are trained on clean samples.
    Normal,
    /// All layers are trained adversarially.
    Robust,
    /// The front adversarial, the rest clean.
    HalfRobust,
    /// The front clean, the rest adversarial.
    RobustRest,
    /// The front frozen, the rest clean.
    FrozenThenClean,
    /// The front frozen, the rest adversarial.
    FrozenThenRobust,
    /// The front clean, the rest frozen.
    CleanThenFrozen,
    /// The front adversarial, the rest frozen.
    RobustThenFrozen,
    /// All layers are frozen.
    Frozen,
    /// Layers have modes in no order of two sides.
    Mixed,
    /// A transfer of robustness: Algorithm 1 with its four networks.
    Transfer,
    /// A triage: blocks are compressed.
    Triage,
}

impl Kind {
    /// The kind of `experiment`.
    pub fn of(experiment: &Experiment) -> Self {
        match experiment.protocol {
            None => {}
            Some(Protocol::Transfer(_)) => return Self::Transfer,
            Some(Protocol::Triage(_)) => return Self::Triage,
        }
        let Some(phase) = experiment.phases.last() else { return Self::Frozen };
        let modes = phase.modes(experiment.cut, experiment.layer_names().len().max(1));
        let (front, rest) = (modes[0], modes[modes.len() - 1]);
        // Two sides, or one: all layers of the first mode come before all of the second.
        let second = modes.iter().position(|&mode| mode != front).unwrap_or(modes.len());
        if modes[second..].iter().any(|&mode| mode != rest) {
            return Self::Mixed;
        }
        match (front, rest) {
            (Mode::Clean, Mode::Clean) => Self::Normal,
            (Mode::Adversarial, Mode::Adversarial) => Self::Robust,
            (Mode::Adversarial, Mode::Clean) => Self::HalfRobust,
            (Mode::Clean, Mode::Adversarial) => Self::RobustRest,
            (Mode::Frozen, Mode::Clean) => Self::FrozenThenClean,
            (Mode::Frozen, Mode::Adversarial) => Self::FrozenThenRobust,
            (Mode::Clean, Mode::Frozen) => Self::CleanThenFrozen,
            (Mode::Adversarial, Mode::Frozen) => Self::RobustThenFrozen,
            (Mode::Frozen, Mode::Frozen) => Self::Frozen,
        }
    }

    /// The name of files and folders.
    pub fn slug(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Robust => "robust",
            Self::HalfRobust => "half-robust",
            Self::RobustRest => "robust-rest",
            Self::FrozenThenClean => "frozen-then-clean",
            Self::FrozenThenRobust => "frozen-then-robust",
            Self::CleanThenFrozen => "clean-then-frozen",
            Self::RobustThenFrozen => "robust-then-frozen",
            Self::Frozen => "frozen",
            Self::Mixed => "mixed",
            Self::Transfer => "transfer",
            Self::Triage => "triage",
        }
    }
}
