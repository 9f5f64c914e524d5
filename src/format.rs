//! Numbers in readable form: counts, shares, decimals.

use layerlab_present::Unit;
use layerlab_schema::{Accuracy, Estimate};
use layerlab_words::{grouped, isolated, marked, t};

/// A count with thousands apart: `1,000`.
pub fn count(n: impl ToString) -> String {
    grouped(&n.to_string())
}

/// A figure with `decimals` decimals.
pub fn decimals(value: f64, decimals: usize) -> String {
    marked(&format!("{value:.decimals$}"))
}

/// A share in per cent, with a space that does not break: `52 %`.
pub fn percent(share: f64) -> String {
    t!("percent", value = format!("{:.0}", share * 100.0))
}

/// The interval of an accuracy in per cent: `[49, 55]`.
pub fn interval(accuracy: Accuracy) -> String {
    let Estimate { low, high, .. } = accuracy.estimate();
    isolated(format!("[{:.0},\u{202f}{:.0}]", low * 100.0, high * 100.0))
}

/// A radius: at least two decimals, at most four.
pub fn radius(epsilon: f64) -> String {
    let long = format!("{epsilon:.4}");
    let short = long.trim_end_matches('0');
    let decimals = short.rsplit('.').next().map_or(0, str::len).max(2);
    marked(&format!("{epsilon:.decimals$}"))
}

/// A plain figure with about three digits.
pub fn figure(value: f64) -> String {
    let decimals = if value < 9.995 { 2 } else { usize::from(value < 99.95) };
    marked(&format!("{value:.decimals$}"))
}

/// A figure that may be negative, with two decimals and a proper minus sign.
pub fn signed(value: f64) -> String {
    signed_to(value, 2)
}

/// The same with any number of decimals.
pub fn signed_to(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    let is_zero = text.bytes().all(|byte| matches!(byte, b'-' | b'0' | b'.'));
    let text = if is_zero { text.trim_start_matches('-') } else { &text };
    marked(&text.replace('-', "\u{2212}"))
}

/// A whole number that may be negative.
pub fn signed_whole(value: f64) -> String {
    format!("{value:.0}").replace('-', "\u{2212}")
}

/// A value with its interval: `0.31 [0.27, 0.35]`.
pub fn estimate(of: Estimate) -> String {
    isolated(format!("{} [{},\u{202f}{}]", signed(of.value), signed(of.low), signed(of.high)))
}

/// An accuracy change in percentage points: `−1.2` is lost, `+0.4` gained.
pub fn points(lost: Estimate) -> String {
    let text = format!("{:+.1}", -100.0 * lost.value);
    if text == "-0.0" || text == "+0.0" { marked("0.0") } else { marked(&text.replace('-', "\u{2212}")) }
}

/// Its interval, as changes too: `[−3.1, 0.5]`.
pub fn points_interval(lost: Estimate) -> String {
    let side = |share: f64| {
        let text = format!("{:.1}", -100.0 * share);
        if text == "-0.0" { marked("0.0") } else { marked(&text.replace('-', "\u{2212}")) }
    };
    isolated(format!("[{},\u{202f}{}]", side(lost.high), side(lost.low)))
}

/// A large count in three digits: `27.6 k`, `1.86 M`.
pub fn short_count(n: u64) -> String {
    let of = |value: f64, unit: &str| {
        let decimals = if value < 9.995 { 2 } else { usize::from(value < 99.95) };
        marked(&format!("{value:.decimals$}\u{202f}{unit}"))
    };
    match n {
        0..10_000 => count(n),
        10_000..1_000_000 => of(n as f64 / 1e3, "k"),
        1_000_000..1_000_000_000 => of(n as f64 / 1e6, "M"),
        _ => of(n as f64 / 1e9, "G"),
    }
}

/// A remaining duration: `about 40 s`, `about 3 min`. Seconds are rounded to fives, because
/// an estimate is not that sharp.
pub fn duration(seconds: f64) -> String {
    let sharp = seconds.max(1.0);
    let seconds = if (10.0..90.0).contains(&sharp) { (sharp / 5.0).round() * 5.0 } else { sharp };
    let Some((figure, places, unit)) = layerlab_present::rounded(seconds) else { return t!("duration-unknown").into() };
    match unit {
        Unit::Seconds => t!("duration-seconds", seconds = figure),
        Unit::Minutes => t!("duration-minutes", minutes = figure),
        Unit::Hours => t!("duration-hours", hours = decimals(figure, places)),
        Unit::Days => t!("duration-days", days = figure),
        Unit::Weeks => t!("duration-weeks", weeks = figure),
        Unit::Months => t!("duration-months", months = figure),
        Unit::Years => t!("duration-years", years = figure),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_read_well() {
        assert_eq!([count(0), count(999), count(1_000), count(105_866)], ["0", "999", "1,000", "105,866"]);
        assert_eq!([radius(0.1), radius(0.0313), radius(1.5), radius(0.05)], ["0.10", "0.0313", "1.50", "0.05"]);
        assert_eq!([figure(0.123), figure(12.34), figure(368.27)], ["0.12", "12.3", "368"]);
        assert_eq!([signed(-0.314), signed(-0.001), signed_whole(-1.0)], ["−0.31", "0.00", "−1"]);
        let lost = Estimate { value: 0.0123, low: -0.004, high: 0.0311 };
        assert_eq!([points(lost), points_interval(lost)], ["−1.2", "[−3.1,\u{202f}0.4]"]);
        assert_eq!(points(Estimate { value: -0.02, ..lost }), "+2.0");
        assert_eq!(
            [short_count(9_610), short_count(27_618), short_count(1_859_000)],
            ["9,610", "27.6\u{202f}k", "1.86\u{202f}M"]
        );
        assert_eq!(percent(0.5234), "52\u{202f}%");
        assert_eq!(interval(Accuracy { correct: 520, of: 1_000 }), "[49,\u{202f}55]");
        assert_eq!(
            [0.2, 41.0, 170.0, 9e7].map(|seconds| duration(seconds).replace('\u{202f}', " ")),
            ["about 1 s", "about 40 s", "about 3 min", "about 3 years"]
        );
    }
}
