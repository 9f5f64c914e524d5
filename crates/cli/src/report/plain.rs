//! A plain training: accuracy with and without attack, run by run and over seeds, and what moves the layers.

use anyhow::Result;
use layerlab_core::measure::student_interval;
use layerlab_schema::{Accuracy, CurvePoint, Estimate, Report};
use layerlab_words::t;

use super::{
    figure::Drawing,
    grid::{Figure, Grid, Row, RowKind},
    section::{attack, attack_label, samples},
    study::Study,
};
use crate::{
    plot::{Panel, Point, Series, SeriesStyle, colour, draw},
    table::{Table, cells, estimate, number, text, whole},
};

/// The result in a sentence.
pub fn finding(study: &Study) -> String {
    let report = &study.report;
    let of = |accuracy: fn(&Report) -> Accuracy| {
        let Figure { value, interval } = Figure::percent(over_seeds(study, accuracy));
        let value = t!("percent", value = value);
        interval.map_or(value.clone(), |interval| format!("{value} {interval}"))
    };
    t!(
        "report-finding-plain",
        attack = attack(&report.experiment),
        robust = of(|report| report.last.robust),
        clean = of(|report| report.last.clean),
        n = report.last.clean.of,
        samples = samples(report),
        runs = study.runs.len()
    )
}

/// Of several runs the mean with Student's interval over seeds, of one its interval over samples.
fn over_seeds(study: &Study, accuracy: fn(&Report) -> Accuracy) -> Estimate {
    match study.runs.as_slice() {
        [run] => accuracy(&run.report).estimate(),
        runs => {
            let values: Vec<f64> = runs.iter().map(|run| accuracy(&run.report).value()).collect();
            student_interval(&values).unwrap_or_default()
        }
    }
}

/// Accuracy without and under attack.
pub fn main_accuracies(study: &Study) -> [Estimate; 2] {
    [over_seeds(study, |report| report.last.clean), over_seeds(study, |report| report.last.robust)]
}

/// The names of the attacks of an evaluation, and the accuracies under them; none and the usual one come first.
fn accuracies(report: &Report) -> Vec<(String, Estimate)> {
    let last = &report.last;
    let mut all =
        vec![(t!("clean").to_owned(), last.clean.estimate()), (attack(&report.experiment), last.robust.estimate())];
    let further = last.attacks.iter();
    all.extend(further.map(|found| (attack_label(&found.settings, found.norm, found.epsilon), found.interval)));
    all
}

/// Accuracy by run and attack, and the sensitivity of the layers.
pub fn grids(study: &Study) -> Vec<Grid> {
    vec![accuracy_grid(study), sensitivity_grid(study)]
}

fn accuracy_grid(study: &Study) -> Grid {
    let measured: Vec<Vec<(String, Estimate)>> = study.runs.iter().map(|run| accuracies(&run.report)).collect();
    let mut rows: Vec<Row> = Vec::new();
    for (run, found) in study.runs.iter().zip(&measured) {
        let figures = found.iter().map(|(_, accuracy)| Some(Figure::percent(*accuracy))).collect();
        let labels = vec![run.name.clone(), run.report.experiment.seed.to_string()];
        rows.push(Row { labels, figures, kind: RowKind::Measured });
    }
    let columns: Vec<String> = measured.first().into_iter().flatten().map(|(name, _)| name.clone()).collect();
    if study.runs.len() > 1 {
        let mean = |column: usize| {
            let values = measured.iter().filter_map(|found| Some(found.get(column)?.1.value));
            student_interval(&values.collect::<Vec<_>>()).map(Figure::percent)
        };
        let labels = vec![t!("report-mean").to_owned(), String::new()];
        rows.push(Row { labels, figures: (0..columns.len()).map(mean).collect(), kind: RowKind::Mean });
    }
    Grid {
        id: "accuracy".into(),
        title: t!("report-accuracy").into(),
        note: t!("report-accuracy-plain-note", n = study.report.last.clean.of, runs = study.runs.len()),
        labels: vec![t!("report-run").into(), t!("report-seed").into()],
        groups: Vec::new(),
        figures: columns,
        rows,
    }
}

fn sensitivity_grid(study: &Study) -> Grid {
    let layers = &study.report.last.sensitivities;
    let row = |(position, layer): (usize, &layerlab_schema::LayerSensitivity)| {
        let of_run = |report: &Report| report.last.sensitivities.get(position).map(|found| found.sensitivity);
        let found = match study.runs.as_slice() {
            [run] => of_run(&run.report),
            runs => {
                let values = runs.iter().filter_map(|run| Some(of_run(&run.report)?.value));
                student_interval(&values.collect::<Vec<_>>())
            }
        };
        Row { labels: vec![layer.layer.clone()], figures: vec![found.map(Figure::value)], kind: RowKind::Measured }
    };
    Grid {
        id: "sensitivity".into(),
        title: t!("report-sensitivity").into(),
        note: t!("report-sensitivity-note").into(),
        labels: vec![t!("figure-layer").into()],
        groups: Vec::new(),
        figures: vec![t!("report-sensitivity-column").into()],
        rows: layers.iter().enumerate().map(row).collect(),
    }
}

/// The curves of accuracy, means over runs.
///
/// # Errors
/// When they can't be drawn.
pub fn drawings(study: &Study) -> Result<Vec<Drawing>> {
    let curves: Vec<&[CurvePoint]> = study.runs.iter().map(|run| run.report.curve.as_slice()).collect();
    let Some(first) = curves.first().filter(|curve| !curve.is_empty()) else { return Ok(Vec::new()) };
    let series = |name: &str, colour, accuracy: fn(&CurvePoint) -> Accuracy| {
        let point = |position: usize| {
            let found: Vec<Accuracy> = curves.iter().filter_map(|curve| curve.get(position).map(accuracy)).collect();
            let Estimate { value, low, high } = match found.as_slice() {
                [one] => one.estimate(),
                several => student_interval(&several.iter().map(|a| a.value()).collect::<Vec<_>>())?,
            };
            Some(Point { x: position as f64, value, low: low.max(0.0), high: high.min(1.0) })
        };
        let points = (0..first.len()).filter_map(point).collect();
        Series { name: name.into(), colour, style: SeriesStyle::Line, points }
    };
    let panel = Panel {
        title: t!("report-curve-title", data = study.report.experiment.data.set.name(), runs = study.runs.len()),
        x_name: t!("figure-steps").into(),
        x_labels: steps(first),
        y_name: t!("report-accuracy-axis").into(),
        y: 0.0..1.0,
        series: vec![
            series(t!("clean"), colour::CLEAN, |point| point.clean),
            series(t!("under-attack"), colour::ADVERSARIAL, |point| point.robust),
        ],
    };
    Ok(vec![Drawing::of("curve.svg", &draw(&[panel])?)])
}

/// The steps at the ticks, of which there are at most a dozen.
fn steps(curve: &[CurvePoint]) -> Vec<String> {
    let every = curve.len().div_ceil(12).max(1);
    let label = |(position, point): (usize, &CurvePoint)| {
        if position.is_multiple_of(every) { point.step.to_string() } else { String::new() }
    };
    curve.iter().enumerate().map(label).collect()
}

/// `accuracies.csv`: a row for each run and attack.
pub fn table(studies: &[&Study]) -> Table {
    let columns = [text("study"), text("run"), whole("seed"), text("attack")];
    let figures = [number("accuracy"), number("low"), number("high")];
    let mut table = Table::new("accuracies", &[&columns, &figures]);
    for study in studies {
        for run in &study.runs {
            for (attack, accuracy) in accuracies(&run.report) {
                let key = cells![study.label(), run.name.clone(), run.report.experiment.seed, attack];
                table.row(key.into_iter().chain(estimate(accuracy)));
            }
        }
    }
    table
}
