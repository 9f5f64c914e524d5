//! Durations, rounded and in a readable unit.

use crate::count;

const MINUTE: f64 = 60.0;
const HOUR: f64 = 60.0 * MINUTE;
const DAY: f64 = 24.0 * HOUR;
const WEEK: f64 = 7.0 * DAY;
/// The mean year of the Gregorian calendar.
const YEAR: f64 = 365.2425 * DAY;
const MONTH: f64 = YEAR / 12.0;

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Seconds, below 90 s.
    Seconds,
    /// Minutes, below 90 min.
    Minutes,
    /// Hours, below two days.
    Hours,
    /// Days, below two weeks.
    Days,
    /// Weeks, below two months.
    Weeks,
    /// Months, below two years.
    Months,
    /// Years, from two years on.
    Years,
}

/// A duration in seconds, rounded to about two digits: the figure, the number of decimals to write (0, or 1
/// for a few hours), and its unit. Negative durations count as 0; nothing where the duration is not finite.
///
/// A unit begins where its figure rounds to two, hours at 1.5, so that no unit is singular.
pub fn rounded(seconds: f64) -> Option<(f64, usize, Unit)> {
    if !seconds.is_finite() {
        return None;
    }
    let seconds = seconds.max(0.0);
    let whole = |unit: f64| (seconds / unit).round();
    // Limits lie where the rounded figure would reach them.
    Some(if seconds < 90.0 {
        (whole(1.0), 0, Unit::Seconds)
    } else if seconds < 89.5 * MINUTE {
        (whole(MINUTE), 0, Unit::Minutes)
    } else if seconds < 9.95 * HOUR {
        (seconds / HOUR, 1, Unit::Hours)
    } else if seconds < 47.5 * HOUR {
        (whole(HOUR), 0, Unit::Hours)
    } else if seconds < 13.5 * DAY {
        (whole(DAY), 0, Unit::Days)
    } else if seconds < 8.5 * WEEK {
        (whole(WEEK), 0, Unit::Weeks)
    } else if seconds < 23.5 * MONTH {
        (whole(MONTH), 0, Unit::Months)
    } else {
        (whole(YEAR), 0, Unit::Years)
    })
}

/// The same in English: `41 s`, `3 min`, `2.5 h`, `36 h`, `5 days`, `3 weeks`, `7 months`, `3 years`; `an unknown time`
/// where it is no finite number.
pub fn duration(seconds: f64) -> String {
    let Some((figure, decimals, unit)) = rounded(seconds) else { return "an unknown time".into() };
    let figure = if decimals == 0 { count(figure as u64) } else { format!("{figure:.decimals$}") };
    let unit = match unit {
        Unit::Seconds => "s",
        Unit::Minutes => "min",
        Unit::Hours => "h",
        Unit::Days => "days",
        Unit::Weeks => "weeks",
        Unit::Months => "months",
        Unit::Years => "years",
    };
    format!("{figure} {unit}")
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
