//! Tables for reading: what the page and the LaTeX file have in common.

use layerlab_schema::Estimate;
use layerlab_words::{grouped, marked};

/// A table with labels at its left and figures beside them.
pub struct Grid {
    /// Its name in links and in LaTeX.
    pub id: String,
    pub title: String,
    /// What one has to know to read it.
    pub note: String,
    pub labels: Vec<String>,
    /// Groups of figures under a common heading; none where they have none.
    pub groups: Vec<Group>,
    pub figures: Vec<String>,
    pub rows: Vec<Row>,
}

/// Neighbouring columns of figures under a common heading.
pub struct Group {
    pub title: String,
    pub columns: usize,
}

/// A row of a table.
pub struct Row {
    pub labels: Vec<String>,
    pub figures: Vec<Option<Figure>>,
    pub kind: RowKind,
}

/// What the eye should tell of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    Measured,
    /// It belongs to the row above.
    Part,
    /// Of a paper, not measured here.
    Published,
    /// Over the rows above.
    Mean,
}

/// A figure as it is written, with its interval.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    pub value: String,
    pub interval: Option<String>,
}

impl Grid {
    /// Whether its figures need all the width that there is.
    pub fn is_wide(&self) -> bool {
        self.figures.len() > 4
    }
}

impl Row {
    /// The class of the row in the page.
    pub fn class(&self) -> &'static str {
        match self.kind {
            RowKind::Measured => "measured",
            RowKind::Part => "part",
            RowKind::Published => "published",
            RowKind::Mean => "mean",
        }
    }

    /// The first label, which names the row.
    pub fn name(&self) -> &str {
        self.labels.first().map_or("", String::as_str)
    }

    /// The labels after the first one.
    pub fn more(&self) -> &[String] {
        self.labels.get(1..).unwrap_or_default()
    }
}

impl Figure {
    /// An accuracy in per cent.
    pub fn percent(Estimate { value, low, high }: Estimate) -> Self {
        let within = Estimate { value, low: low.max(0.0), high: high.min(1.0) };
        Self::of(within, |share| written(100.0 * share, 1))
    }

    /// A difference in points, with its sign.
    pub fn points(found: Estimate) -> Self {
        Self::of(found, |share| signed(100.0 * share, 1))
    }

    /// A value with three decimals.
    pub fn value(found: Estimate) -> Self {
        Self::of(found, |value| written(value, 3))
    }

    /// A published figure, of which no interval is known.
    pub fn published(percent: f64) -> Self {
        Self { value: written(percent, 1), interval: None }
    }

    /// A count.
    pub fn count(count: usize) -> Self {
        Self { value: grouped(&count.to_string()), interval: None }
    }

    fn of(found: Estimate, write: impl Fn(f64) -> String) -> Self {
        // That of a single trial has no width, and says nothing.
        let is_known = found.low < found.high;
        let interval = is_known.then(|| format!("[{}, {}]", write(found.low), write(found.high)));
        Self { value: write(found.value), interval }
    }
}

/// A number with the minus of typography, and no minus before zero.
fn written(value: f64, decimals: usize) -> String {
    let text = format!("{value:.decimals$}");
    let is_zero = !text.contains(|letter: char| ('1'..='9').contains(&letter));
    let digits = text.strip_prefix('-');
    match digits {
        Some(digits) if is_zero => marked(digits),
        Some(digits) => format!("\u{2212}{}", marked(digits)),
        None => marked(&text),
    }
}

fn signed(value: f64, decimals: usize) -> String {
    let text = written(value, decimals);
    let is_above = value > 0.0 && text.contains(|letter: char| ('1'..='9').contains(&letter));
    if is_above { format!("+{text}") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_rounded_with_their_sign_and_without_an_empty_interval() {
        let figure = |value: &str, interval: Option<&str>| Figure {
            value: value.to_owned(),
            interval: interval.map(str::to_owned),
        };
        let estimate = |value, low, high| Estimate { value, low, high };
        for (found, expected) in [
            (Figure::percent(estimate(0.7222, 0.7104, 0.734)), figure("72.2", Some("[71.0, 73.4]"))),
            (Figure::percent(estimate(0.98, 0.91, 1.05)), figure("98.0", Some("[91.0, 100.0]"))),
            (Figure::percent(estimate(0.5, 0.5, 0.5)), figure("50.0", None)),
            (Figure::points(estimate(0.0312, -0.0004, 0.07)), figure("+3.1", Some("[0.0, +7.0]"))),
            (Figure::points(estimate(-0.02, -0.1, -0.01)), figure("−2.0", Some("[−10.0, −1.0]"))),
            (Figure::value(estimate(-0.25, -1.0, 0.5)), figure("−0.250", Some("[−1.000, 0.500]"))),
            (Figure::published(44.6), figure("44.6", None)),
            (Figure::count(10_000), figure("10,000", None)),
        ] {
            assert_eq!(found, expected);
        }
    }
}
