//! What the page and the binary both show: counts, durations, labels at the ends of lines, and the citation.
//!
//! No dependencies, so that neither program links what only the other needs.

mod citation;
mod duration;
mod labels;

pub use citation::{Paper, SEMIROBUST, TRIAGE, VERSION, bibtex};
pub use duration::{Unit, duration, rounded};
pub use labels::spread;

/// A count with a comma between thousands: `1,234,567`.
pub fn count(n: impl ToString) -> String {
    let digits = n.to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_apart() {
        assert_eq!([count(0), count(999), count(1_000), count(105_866)], ["0", "999", "1,000", "105,866"]);
        assert_eq!(count(u64::MAX), "18,446,744,073,709,551,615");
    }
}
