//! Stretches of time in the unit in which a person thinks of them.

use crate::count;

const MINUTE: f64 = 60.0;
const HOUR: f64 = 60.0 * MINUTE;
const DAY: f64 = 24.0 * HOUR;
const WEEK: f64 = 7.0 * DAY;
/// The mean year of the Gregorian calendar.
const YEAR: f64 = 365.2425 * DAY;
const MONTH: f64 = YEAR / 12.0;

/// A stretch of time, rounded to about two digits: `41 s`, `3 min`, `2.5 h`, `36 h`, `5 days`, `3 weeks`, `7 months`,
/// `3 years`. A negative one counts as none; one that is no finite number is `an unknown time`.
///
/// A unit begins where the figure in it rounds to two, hours at 1.5, so that none stands in the singular.
pub fn duration(seconds: f64) -> String {
    if !seconds.is_finite() {
        return "an unknown time".into();
    }
    let seconds = seconds.max(0.0);
    let whole = |unit: f64| count((seconds / unit).round() as u64);
    // Limits lie where the rounded figure would reach them.
    if seconds < 90.0 {
        format!("{} s", whole(1.0))
    } else if seconds < 89.5 * MINUTE {
        format!("{} min", whole(MINUTE))
    } else if seconds < 9.95 * HOUR {
        format!("{:.1} h", seconds / HOUR)
    } else if seconds < 47.5 * HOUR {
        format!("{} h", whole(HOUR))
    } else if seconds < 13.5 * DAY {
        format!("{} days", whole(DAY))
    } else if seconds < 8.5 * WEEK {
        format!("{} weeks", whole(WEEK))
    } else if seconds < 23.5 * MONTH {
        format!("{} months", whole(MONTH))
    } else {
        format!("{} years", whole(YEAR))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_size_has_its_unit() {
        let hours = |hours: f64| duration(hours * HOUR);
        for (seconds, expected) in [
            (0.0, "0 s"),
            (-3.0, "0 s"),
            (41.2, "41 s"),
            (170.0, "3 min"),
            (2.5 * HOUR, "2.5 h"),
            (14.2 * HOUR, "14 h"),
            (5.0 * DAY, "5 days"),
            (3.0 * WEEK, "3 weeks"),
            (7.0 * MONTH, "7 months"),
            (1234.0 * YEAR, "1,234 years"),
        ] {
            assert_eq!(duration(seconds), expected, "{seconds}");
        }
        assert_eq!(hours(25_002.9), "3 years");
        assert_eq!([duration(f64::NAN), duration(f64::INFINITY)], ["an unknown time", "an unknown time"]);
    }

    #[test]
    fn where_one_unit_ends_the_next_begins() {
        let limits = [90.0, 89.5 * MINUTE, 9.95 * HOUR, 47.5 * HOUR, 13.5 * DAY, 8.5 * WEEK, 23.5 * MONTH];
        let found = limits.map(|limit| (duration(limit - 1e-3), duration(limit)));
        let found = found.each_ref().map(|(below, at)| (below.as_str(), at.as_str()));
        let expected = [
            ("90 s", "2 min"),
            ("89 min", "1.5 h"),
            ("9.9 h", "10 h"),
            ("47 h", "2 days"),
            ("13 days", "2 weeks"),
            ("8 weeks", "2 months"),
            ("23 months", "2 years"),
        ];
        assert_eq!(found, expected);
    }
}
