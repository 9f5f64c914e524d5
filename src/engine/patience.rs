//! How long an engine may say nothing before that is strange: by its own rhythm, since a step of a large network on a slow
//! machine takes minutes where others take milliseconds.

/// Before the first step: a GPU's programs are compiled, and data is fetched.
const AT_THE_START: f64 = 180_000.0;
/// Later, at least.
const LATER: f64 = 60_000.0;
/// How much longer than the longest silence so far.
const FACTOR: f64 = 8.0;

/// The silences of one run, in milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Patience {
    longest: f64,
}

impl Patience {
    /// Notes the silence so far; returns whether it is strange. `has_trained` once a step was done.
    pub fn is_over(&mut self, silence: f64, has_trained: bool) -> bool {
        let patience = if has_trained { LATER.max(FACTOR * self.longest) } else { AT_THE_START };
        if silence < patience {
            self.longest = self.longest.max(silence);
        }
        silence >= patience
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slow_engine_gets_more_time_than_a_quick_one() {
        let mut quick = Patience::default();
        assert!(!quick.is_over(5_000.0, true) && !quick.is_over(59_000.0, true));
        assert!(Patience { longest: 500.0 }.is_over(61_000.0, true));
        let mut slow = Patience { longest: 20_000.0 };
        assert!(!slow.is_over(120_000.0, true), "a step takes 20 s there");
        assert!(slow.is_over(1_000_000.0, true));
    }

    #[test]
    fn getting_ready_may_take_three_minutes() {
        let mut patience = Patience::default();
        assert!(!patience.is_over(28_000.0, false) && !patience.is_over(170_000.0, false));
        assert!(patience.is_over(181_000.0, false));
    }
}
