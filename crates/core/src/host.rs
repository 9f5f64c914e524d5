//! What a run needs of the shell around it: a receiver of its events, and control of its pace.

use layerlab_schema::{Event, Experiment};

/// What the host asks a run to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Control {
    /// Continue.
    Go,
    /// Report the current state, then call [`Host::wait`].
    Wait,
    /// End with a report of the results so far.
    Stop,
    /// Save a checkpoint and end without a report: the run goes on later. Once asked for, it stays.
    Leave,
}

impl Control {
    /// Whether the run ends, with a report or to go on later.
    pub fn ends(self) -> bool {
        matches!(self, Self::Stop | Self::Leave)
    }
}

/// The shell around a run: the browser's worker, the terminal, a test.
#[expect(async_fn_in_trait, reason = "a run lives on one thread, in the page as on the desk")]
pub trait Host {
    /// Receives an event of a run.
    fn emit(&self, event: Event);

    /// Asks what to do next, and lets the shell handle messages and timers. Called about every second or more often.
    async fn control(&self) -> Control;

    /// Waits until the user continues, steps or stops. It returns [`Control::Wait`] only for a change of settings, which
    /// [`Host::change`] then gives.
    async fn wait(&self) -> Control;

    /// The newest change of a plain run's settings that was not given before. Shells whose user can't change any have none.
    fn change(&self) -> Option<Experiment> {
        None
    }

    /// Whether checkpoints are wanted; each costs a read-back of all weights.
    fn keeps_checkpoints(&self) -> bool;

    /// Whether one is due now, besides those after each evaluation and stage. Asked before every training step.
    fn wants_checkpoint(&self) -> bool {
        false
    }
}
