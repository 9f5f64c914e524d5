//! How fast a training goes: the rate of its newest steps, since stages differ in the cost of a step.

use std::time::{Duration, Instant};

/// The rate is taken over at least so long.
const WINDOW: Duration = Duration::from_secs(5);

/// The rate of the newest training steps.
pub struct Rate {
    since: Instant,
    at: usize,
    per_second: Option<f64>,
}

impl Rate {
    /// Starts at training step `step`.
    pub fn from(step: usize, now: Instant) -> Self {
        Self { since: now, at: step, per_second: None }
    }

    /// Takes note of the training step that is reached, and gives steps per second; nothing in the first window.
    pub fn reached(&mut self, step: usize, now: Instant) -> Option<f64> {
        let elapsed = now.duration_since(self.since);
        // A resumed run may stand before the steps of the one that was killed.
        let steps = step.saturating_sub(self.at);
        if elapsed >= WINDOW && steps > 0 {
            let per_second = Some(steps as f64 / elapsed.as_secs_f64());
            *self = Self { since: now, at: step, per_second };
        }
        self.per_second
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_is_that_of_the_last_window() {
        let start = Instant::now();
        let after = |seconds| start + Duration::from_secs(seconds);
        let mut rate = Rate::from(100, start);
        assert_eq!(rate.reached(120, after(1)), None);
        assert_eq!(rate.reached(150, after(5)), Some(10.0));
        assert_eq!(rate.reached(152, after(9)), Some(10.0), "the window is not over");
        assert_eq!(rate.reached(160, after(10)), Some(2.0));
        assert_eq!(rate.reached(90, after(20)), Some(2.0), "no step was taken");
    }
}
