//! The three things one can do with the stage, and how the set-up turns from one into another.

use layerlab_spec::{Experiment, Protocol};

use super::{guide, triage};

/// What the stage does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// One training, as set up.
    Train,
    /// Algorithm 1: robustness travels.
    Travel,
    /// Deep net triage: blocks are compressed.
    Compress,
}

impl Way {
    /// All of them, as they are offered.
    pub const ALL: [Self; 3] = [Self::Train, Self::Travel, Self::Compress];

    /// The way of an experiment.
    pub fn of(experiment: &Experiment) -> Self {
        match &experiment.protocol {
            None => Self::Train,
            Some(Protocol::Transfer(_)) => Self::Travel,
            Some(Protocol::Triage(_)) => Self::Compress,
        }
    }

    /// The name that links and tests read.
    pub fn name(self) -> &'static str {
        match self {
            Self::Train => "free",
            Self::Travel => "guided",
            Self::Compress => "triage",
        }
    }

    /// Turns the set-up this way; one that goes it already stays as it is.
    pub fn take(self, to: &mut Experiment) {
        if Self::of(to) == self {
            return;
        }
        match Self::of(to) {
            Self::Train => {}
            Self::Travel => guide::leave(to),
            Self::Compress => triage::leave(to),
        }
        match self {
            Self::Train => {}
            Self::Travel => guide::enter(to),
            Self::Compress => triage::enter(to),
        }
    }
}
