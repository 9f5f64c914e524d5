//! What a run needs of the shell around it: ears for its events, and a hand on its pace.

use layerlab_schema::Event;

/// What a run does next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Control {
    /// Go on.
    Go,
    /// Report where it stands, then call [`Host::wait`].
    Wait,
    /// End after reporting what there is.
    Stop,
}

/// The shell around a run: the browser's worker, the terminal, a test.
#[expect(async_fn_in_trait, reason = "a run lives on one thread, in the page as on the desk")]
pub trait Host {
    /// Receives an event.
    fn emit(&self, event: Event);

    /// Called between any two pieces of work of at most about a second; lets the shell handle messages and timers.
    async fn control(&self) -> Control;

    /// Waits until the user continues, steps or stops; never returns [`Control::Wait`].
    async fn wait(&self) -> Control;

    /// Whether checkpoints are wanted; each costs a read-back of all weights.
    fn keeps_checkpoints(&self) -> bool;
}
