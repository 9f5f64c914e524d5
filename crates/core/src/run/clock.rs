//! The time that a run has spent working.

use web_time::Instant;

/// Time spent working: time before a resumption counts, pauses do not.
pub(crate) struct Clock {
    started: Instant,
    offset: f64,
}

impl Clock {
    /// Starts at `offset` seconds.
    pub fn start(offset: f64) -> Self {
        Self { started: Instant::now(), offset }
    }

    /// Time so far, in seconds.
    pub fn seconds(&self) -> f64 {
        self.started.elapsed().as_secs_f64() + self.offset
    }

    /// Subtracts a pause of `seconds`.
    pub fn forget(&mut self, seconds: f64) {
        self.offset -= seconds;
    }
}
