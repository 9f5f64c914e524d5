//! Which settings can be changed now.

use super::State;
use crate::settings::Edit;

/// Which settings can be changed now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lock {
    /// All of them.
    #[default]
    Open,
    /// Those that a training takes over while it goes on.
    Live,
    /// None: a protocol runs, whose plan is fixed, or a run is at its end, or others follow it.
    Closed,
}

impl Lock {
    /// Whether this change can be made.
    pub fn allows(self, edit: &Edit) -> bool {
        match self {
            Self::Open => true,
            Self::Live => edit.is_live(),
            Self::Closed => false,
        }
    }
}

impl State {
    /// Which settings can be changed now.
    pub fn lock(&self) -> Lock {
        match self.run.as_ref().filter(|_| self.status.is_active()) {
            None => Lock::Open,
            // Networks that are compared differ in their modes alone.
            Some(_) if !self.queue.is_empty() => Lock::Closed,
            Some(run) if run.experiment.protocol.is_some() || run.stopping || run.is_finishing() => Lock::Closed,
            Some(_) => Lock::Live,
        }
    }
}
