//! Figures as parts of the page.

use layerlab_words::t;

/// A figure with what it shows.
pub struct Drawing {
    pub title: String,
    /// How to read it.
    pub note: &'static str,
    pub svg: String,
}

/// What the name of a figure's file says: its kind, and the number of layers in f_b.
enum Kind<'a> {
    Size,
    FineTuning,
    Propagation(&'a str),
    Dependency(&'a str),
    HeatMap,
    Convergence,
    Curve,
}

impl<'a> Kind<'a> {
    fn of(file: &'a str) -> Option<Self> {
        let name = file.strip_suffix(".svg")?;
        Some(match (name, name.split_once('-')) {
            ("size", _) => Self::Size,
            ("fine-tuning", _) => Self::FineTuning,
            ("triage", _) => Self::HeatMap,
            ("convergence", _) => Self::Convergence,
            ("curve", _) => Self::Curve,
            (_, Some(("propagation", rest))) => Self::Propagation(rest),
            (_, Some(("dependency", rest))) => Self::Dependency(rest),
            _ => return None,
        })
    }
}

impl Drawing {
    /// A figure as a run folder has it.
    pub fn of(file: &str, svg: &str) -> Self {
        let (title, note) = match Kind::of(file) {
            Some(Kind::Size) => (t!("report-figure-size").to_owned(), t!("report-figure-size-note")),
            Some(Kind::FineTuning) => (t!("report-figure-tuning").to_owned(), t!("report-figure-tuning-note")),
            Some(Kind::Propagation(rest)) => {
                (t!("report-figure-margins", rest = rest), t!("report-figure-margins-note"))
            }
            Some(Kind::Dependency(rest)) => {
                (t!("report-figure-dependency", rest = rest), t!("report-figure-dependency-note"))
            }
            Some(Kind::HeatMap) => (t!("report-figure-map").to_owned(), t!("report-figure-map-note")),
            Some(Kind::Convergence) => {
                (t!("report-figure-convergence").to_owned(), t!("report-figure-convergence-note"))
            }
            Some(Kind::Curve) => (t!("report-figure-curve").to_owned(), t!("report-figure-curve-note")),
            None => (file.to_owned(), ""),
        };
        // Inside a page an SVG needs no name space, and the page names no address.
        Self { title, note, svg: svg.replacen(r#" xmlns="http://www.w3.org/2000/svg""#, "", 1) }
    }
}

#[cfg(test)]
mod tests {
    use layerlab_core::measure::student_interval;

    use super::*;
    use crate::plot::{Panel, Point, Series, SeriesStyle, colour, draw};

    #[test]
    fn a_figure_of_a_page_names_no_address_and_its_words_are_escaped() {
        let value = student_interval(&[0.5]).expect("a value").value;
        let point = Point { x: 0.0, value, low: 0.4, high: 0.6 };
        let name = "</text><script>".to_owned();
        let series = Series { name, colour: colour::CLEAN, style: SeriesStyle::Line, points: vec![point] };
        let panel = Panel {
            title: "a & b < c".into(),
            x_name: "x".into(),
            x_labels: vec!["0".into()],
            y_name: "y".into(),
            y: 0.0..1.0,
            series: vec![series],
        };
        let drawing = Drawing::of("propagation-2.svg", &draw(&[panel]).expect("it is drawn"));
        assert!(!drawing.svg.contains("http") && !drawing.svg.contains("<script>"), "{}", drawing.svg);
        assert!(drawing.svg.contains("a &amp; b &lt; c"), "{}", drawing.svg);
        assert!(drawing.title.contains('2'), "{}", drawing.title);
    }
}
