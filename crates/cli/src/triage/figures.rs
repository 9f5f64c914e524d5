//! The figures of a triage: the heat map of blocks × schemes, clean and under attack, and convergence.

use anyhow::Result;
use layerlab_core::measure::student_interval;
use layerlab_schema::{CellKey, CellPoint, Estimate, Initialisation, Parent, Report, Scheme, TriageReport};
use layerlab_words::t;

use super::group;
use crate::plot::{Field, HeatMap, Panel, Point, Series, SeriesStyle, colour, draw, draw_heat_maps};

/// File names and contents of all figures of a triage.
pub fn all(report: &Report, triage: &TriageReport) -> Result<Vec<(String, String)>> {
    let data = report.experiment.data.set.name();
    let mut figures = Vec::new();
    let maps = heat_maps(triage, data);
    if !maps.is_empty() {
        figures.push(("triage.svg".into(), draw_heat_maps(&maps)?));
    }
    let panels = convergence(triage, data);
    if !panels.is_empty() {
        figures.push(("convergence.svg".into(), draw(&panels)?));
    }
    Ok(figures)
}

/// The (parent, initialisation) pairs of the heat map, in its order.
fn parents_and_initialisations(triage: &TriageReport) -> Vec<(Parent, Initialisation)> {
    let mut pairs = Vec::new();
    for field in &triage.map {
        let pair = (field.key.parent, field.key.initialisation);
        if !pairs.contains(&pair) {
            pairs.push(pair);
        }
    }
    pairs
}

fn schemes(triage: &TriageReport) -> Vec<Scheme> {
    Scheme::ALL.into_iter().filter(|&scheme| triage.map.iter().any(|field| field.key.scheme == scheme)).collect()
}

/// One map for each parent and initialisation: blocks down, schemes across, once clean and once under attack.
fn heat_maps(triage: &TriageReport, data: &str) -> Vec<HeatMap> {
    let schemes = schemes(triage);
    let map = |(parent, initialisation): (Parent, Initialisation)| {
        let columns = [t!("figure-clean"), t!("figure-attacked")]
            .into_iter()
            .flat_map(|side| schemes.iter().map(move |scheme| format!("{}\n{side}", scheme.name())));
        let rows = (0..triage.groups.len()).map(|position| {
            let field = |scheme: &Scheme, robust: bool| {
                let key = CellKey { parent, group: position, initialisation, scheme: *scheme };
                let found = triage.map.iter().find(|field| field.key == key)?;
                let Estimate { value, low, high } = if robust { found.drop.robust } else { found.drop.clean };
                Some(Field { value: 100.0 * value, half: 50.0 * (high - low) })
            };
            let fields =
                [false, true].into_iter().flat_map(|robust| schemes.iter().map(move |scheme| field(scheme, robust)));
            (group(triage, position).to_owned(), fields.collect())
        });
        HeatMap {
            title: t!(
                "figure-criticality",
                parent = parent.to_string(),
                first = initialisation.name(),
                data = data,
                trials = triage.trials.len()
            ),
            columns: columns.collect(),
            rows: rows.collect(),
        }
    };
    parents_and_initialisations(triage).into_iter().map(map).collect()
}

/// Accuracy on validation samples against steps, means over trials, block by block.
fn convergence(triage: &TriageReport, data: &str) -> Vec<Panel> {
    let mut panels = Vec::new();
    for (parent, initialisation) in parents_and_initialisations(triage) {
        for position in 0..triage.groups.len() {
            let drawn = schemes(triage).into_iter().filter(|&scheme| scheme != Scheme::None);
            let key = |scheme| CellKey { parent, group: position, initialisation, scheme };
            let series: Vec<Series> = drawn.filter_map(|scheme| series(triage, key(scheme))).collect();
            let Some(longest) = series.iter().map(|series| series.points.len()).max() else { continue };
            let steps = triage.trials.iter().flat_map(|trial| &trial.cells).find(|cell| cell.curve.len() == longest);
            panels.push(Panel {
                title: t!(
                    "figure-convergence",
                    block = group(triage, position),
                    parent = parent.to_string(),
                    first = initialisation.name(),
                    data = data
                ),
                x_name: t!("figure-steps").into(),
                x_labels: steps.map_or_else(Vec::new, |cell| labels(&cell.curve)),
                y_name: t!("figure-clean-axis").into(),
                y: 0.0..1.0,
                series,
            });
        }
    }
    panels
}

fn labels(curve: &[CellPoint]) -> Vec<String> {
    curve.iter().map(|point| point.step.to_string()).collect()
}

fn series(triage: &TriageReport, key: CellKey) -> Option<Series> {
    let cells: Vec<_> = triage.trials.iter().filter_map(|trial| trial.cell(key)).collect();
    let points = cells.first()?.curve.len();
    let point = |position: usize| {
        let values: Vec<f64> = cells.iter().filter_map(|cell| Some(cell.curve.get(position)?.clean.value())).collect();
        let Estimate { value, low, high } = student_interval(&values)?;
        Some(Point { x: position as f64, value, low: low.max(0.0), high: high.min(1.0) })
    };
    let (colour, style) = match key.scheme {
        Scheme::None => return None,
        Scheme::Local => (colour::CLEAN, SeriesStyle::Hollow),
        Scheme::Global => (colour::CLEAN, SeriesStyle::Line),
        Scheme::Scratch => (colour::NULL, SeriesStyle::Line),
        Scheme::DistillLogits => (colour::ADVERSARIAL, SeriesStyle::Line),
        Scheme::DistillHint => (colour::TRANSFERRED, SeriesStyle::Hollow),
        Scheme::DistillGlobal => (colour::TRANSFERRED, SeriesStyle::Line),
        Scheme::Transfer => (colour::ADVERSARIAL, SeriesStyle::Hollow),
    };
    Some(Series { name: key.scheme.name().into(), colour, style, points: (0..points).filter_map(point).collect() })
}
