//! Time spent working.

use web_time::Instant;

/// Time spent working: what came before a resumed run counts, pauses don't.
pub(crate) struct Clock {
    started: Instant,
    offset: f64,
}

impl Clock {
    /// Starts with `offset` seconds on it.
    pub fn start(offset: f64) -> Self {
        Self { started: Instant::now(), offset }
    }

    /// Seconds so far.
    pub fn seconds(&self) -> f64 {
        self.started.elapsed().as_secs_f64() + self.offset
    }

    /// Takes a pause out.
    pub fn forget(&mut self, seconds: f64) {
        self.offset -= seconds;
    }
}
