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
        let layers = experiment.layer_names().len();
        let (front, rest) = match experiment.cut.front() {
            0 => (phase.rest, phase.rest),
            cut if cut >= layers => (phase.front, phase.front),
            _ => (phase.front, phase.rest),
        };
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
            Self::Transfer => "transfer",
            Self::Triage => "triage",
        }
    }
}
