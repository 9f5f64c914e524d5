//! The figures of a transfer protocol: along the layers, between them, along fine-tuning, and against the size of f_b.

use std::ops::Range;

use anyhow::Result;
use layerlab_core::measure::student_interval;
use layerlab_schema::{
    CutResult, Estimate, LayerMargin, LayerwiseReport, Measure, Objective, Reader, Report, Role, TransferReport, Trial,
    Tuned,
};

use layerlab_words::t;

use super::{objective_name, title};
use crate::plot::{Panel, Point, Series, SeriesStyle, colour, draw};

/// File names and contents of all figures of a transfer.
pub fn all(report: &Report, transfer: &TransferReport) -> Result<Vec<(String, String)>> {
    let mut figures = Vec::new();
    let data = report.experiment.data.set.name();
    let Some(first) = transfer.trials.first() else { return Ok(figures) };
    for cut in &first.cuts {
        let networks = of_cut(first, cut.rest);
        let panels = propagation(&networks, cut.rest, data);
        figures.push((format!("propagation-{}.svg", cut.rest), draw(&panels)?));
        let panels = dependency(&networks, cut.rest, data);
        if !panels.is_empty() {
            figures.push((format!("dependency-{}.svg", cut.rest), draw(&panels)?));
        }
    }
    let panels: Vec<Panel> = fine_tuning(transfer).collect();
    if !panels.is_empty() {
        figures.push(("fine-tuning.svg".into(), draw(&panels)?));
    }
    if first.cuts.len() > 1 {
        figures.push(("size.svg".into(), draw(&[size(transfer)])?));
    }
    Ok(figures)
}

/// The networks that a cut's figures compare.
fn of_cut(trial: &Trial, rest: usize) -> Vec<&LayerwiseReport> {
    trial.networks.iter().filter(|layerwise| layerwise.rest.is_none_or(|of| of == rest)).collect()
}

fn paint(layerwise: &LayerwiseReport) -> (plotters::style::RGBColor, SeriesStyle) {
    match (layerwise.role, layerwise.objective) {
        (Role::Normal, _) => (colour::CLEAN, SeriesStyle::Line),
        (Role::Robust, _) => (colour::ADVERSARIAL, SeriesStyle::Line),
        (Role::Semirobust, _) => (colour::SEMIROBUST, SeriesStyle::Line),
        (Role::Transferred, Some(Objective::Clean)) => (colour::TRANSFERRED, SeriesStyle::Hollow),
        (Role::Transferred, Some(Objective::Adversarial) | None) => (colour::TRANSFERRED, SeriesStyle::Line),
    }
}

/// Beside each other, so that the bars of several networks don't hide one another.
fn beside(position: usize, index: usize, of: usize) -> f64 {
    position as f64 + 0.07 * (index as f64 - (of as f64 - 1.0) / 2.0)
}

fn series(networks: &[&LayerwiseReport], points: impl Fn(&LayerwiseReport) -> Vec<(f64, f64, f64)>) -> Vec<Series> {
    let series = networks.iter().enumerate().map(|(index, layerwise)| {
        let (colour, style) = paint(layerwise);
        let points = points(layerwise).into_iter().enumerate().map(|(position, (value, low, high))| Point {
            x: beside(position, index, networks.len()),
            value,
            low,
            high,
        });
        Series { name: title(layerwise), colour, style, points: points.collect() }
    });
    series.filter(|series| !series.points.is_empty()).collect()
}

/// γ with its bracket for each reader, and the sensitivity, along the layers.
fn propagation(networks: &[&LayerwiseReport], rest: usize, data: &str) -> Vec<Panel> {
    let Some(first) = networks.first() else { return Vec::new() };
    let mut panels = Vec::new();
    for reader in Reader::ALL {
        let margins = |layerwise: &LayerwiseReport| -> Vec<LayerMargin> {
            layerwise.margins.iter().filter(|margin| margin.reader == reader).cloned().collect()
        };
        let found = margins(first);
        let Some(one) = found.first() else { continue };
        panels.push(Panel {
            title: t!(
                "figure-margin",
                reader = reader.name(),
                data = data,
                n = one.clean_accuracy.of.to_string(),
                rest = rest.to_string()
            ),
            x_name: t!("figure-layer").into(),
            x_labels: found.iter().map(|margin| margin.layer.clone()).collect(),
            y_name: t!("figure-margin-axis").into(),
            y: -1.05..1.05,
            series: series(networks, |layerwise| {
                let bracket = |m: LayerMargin| (m.attacked.value, m.certified.value, m.attacked.value);
                margins(layerwise).into_iter().map(bracket).collect()
            }),
        });
    }
    let sensitivities = |layerwise: &LayerwiseReport| -> Vec<(f64, f64, f64)> {
        let sensitivities = layerwise.evaluated.sensitivities.iter();
        sensitivities.map(|shift| (shift.sensitivity.value, shift.sensitivity.low, shift.sensitivity.high)).collect()
    };
    let values = || networks.iter().flat_map(|layerwise| sensitivities(layerwise)).map(|(value, ..)| value);
    // An interval that reaches 0 ends where the axis does.
    let least = values().fold(f64::INFINITY, f64::min).max(1e-6) / 3.0;
    let logarithms = |layerwise: &LayerwiseReport| {
        let log = |x: f64| x.max(least).log10();
        sensitivities(layerwise).into_iter().map(|(value, low, high)| (log(value), log(low), log(high))).collect()
    };
    let series = series(networks, logarithms);
    panels.push(Panel {
        title: t!("figure-sensitivity", data = data, n = first.evaluated.clean.of.to_string()),
        x_name: t!("figure-layer").into(),
        x_labels: first.evaluated.sensitivities.iter().map(|shift| shift.layer.clone()).collect(),
        y_name: t!("figure-sensitivity-axis").into(),
        y: around(&series),
        series,
    });
    panels
}

/// ρ of neighbours with the band of its null, measure by measure.
fn dependency(networks: &[&LayerwiseReport], rest: usize, data: &str) -> Vec<Panel> {
    let Some(first) = networks.first() else { return Vec::new() };
    let panel = |measure: Measure| {
        let samples = first.pairs.first()?.dependency(measure)?.samples;
        let values = |layerwise: &LayerwiseReport| -> Vec<(f64, f64, f64)> {
            let found = layerwise.pairs.iter().filter_map(|pair| pair.dependency(measure));
            found.map(|found| (found.value, found.value, found.value)).collect()
        };
        let nulls = networks.iter().enumerate();
        let mut all: Vec<Series> = nulls.map(|(index, p)| null(p, measure, index, networks.len())).collect();
        // One name for all of them.
        all.iter_mut().skip(1).for_each(|null| null.name.clear());
        all.extend(series(networks, values));
        Some(Panel {
            title: t!(
                "figure-dependency",
                measure = measure.name(),
                data = data,
                n = samples.to_string(),
                rest = rest.to_string()
            ),
            x_name: t!("figure-pair").into(),
            x_labels: first.pairs.iter().map(|pair| format!("{}→{}", pair.parent, pair.child)).collect(),
            y_name: if measure.in_bits() { t!("figure-rho-bits") } else { t!("figure-rho") }.into(),
            y: around(&all),
            series: all,
        })
    };
    Measure::ALL.into_iter().filter_map(panel).collect()
}

/// A network's null distribution below its marks: from the mean to the 95th percentile.
fn null(layerwise: &LayerwiseReport, measure: Measure, index: usize, of: usize) -> Series {
    let found = layerwise.pairs.iter().filter_map(|pair| pair.dependency(measure)).enumerate();
    let points = found.map(|(position, found)| Point {
        x: beside(position, index, of),
        value: found.null_mean,
        low: found.null_mean,
        high: found.null_p95,
    });
    Series {
        name: t!("figure-chance").into(),
        colour: colour::NULL,
        style: SeriesStyle::Bars,
        points: points.collect(),
    }
}

/// Accuracy under attack against the epoch of fine-tuning, means over trials, objective by objective.
fn fine_tuning(transfer: &TransferReport) -> impl Iterator<Item = Panel> {
    Objective::all().into_iter().filter_map(|objective| {
        let rests = rests(transfer);
        let mut series = Vec::new();
        for (index, &rest) in rests.iter().enumerate() {
            let tuned: Vec<&Tuned> = cuts(transfer, rest).filter_map(|cut| find(cut, objective)).collect();
            let most = tuned.iter().map(|tuned| tuned.epochs.len()).max()?;
            let mean = |epoch: usize| {
                let at = tuned.iter().filter_map(|tuned| tuned.epochs.get(epoch).or(tuned.epochs.last()));
                student_interval(&at.map(|epoch| epoch.scores.robust.value()).collect::<Vec<_>>())
            };
            let points = (0..most).filter_map(|epoch| Some(point(beside(epoch, index, rests.len()), mean(epoch)?)));
            let style = if index % 2 == 0 { SeriesStyle::Line } else { SeriesStyle::Hollow };
            let name = t!("figure-rest", rest = rest.to_string());
            series.push(Series { name, colour: colour::TRANSFERRED, style, points: points.collect() });
        }
        let longest = series.iter().map(|series| series.points.len()).max()?;
        let goals: Vec<f64> =
            transfer.trials.iter().flat_map(|t| &t.cuts).flat_map(|c| &c.tuned).map(|t| t.goal).collect();
        let goal = student_interval(&goals)?;
        let level =
            [0.0, longest as f64 - 1.0].map(|x| Point { x, value: goal.value, low: goal.value, high: goal.value });
        let style = SeriesStyle::Level;
        series.push(Series {
            name: t!("figure-goal").into(),
            colour: colour::ADVERSARIAL,
            style,
            points: level.to_vec(),
        });
        Some(Panel {
            title: t!("figure-fine-tuning", tuned = objective_name(objective), trials = transfer.trials.len()),
            x_name: t!("epoch").into(),
            x_labels: (0..longest).map(|epoch| epoch.to_string()).collect(),
            y_name: t!("figure-robust-axis").into(),
            y: 0.0..1.0,
            series,
        })
    })
}

/// Accuracy under attack against the number of layers in f_b.
fn size(transfer: &TransferReport) -> Panel {
    let rests = rests(transfer);
    let across = |index: usize, name: &str, colour, style, value: &dyn Fn(&Trial, &CutResult) -> Option<f64>| {
        let points = rests.iter().enumerate().filter_map(|(position, &rest)| {
            let values = transfer
                .trials
                .iter()
                .filter_map(|trial| value(trial, trial.cuts.iter().find(|cut| cut.rest == rest)?));
            Some(point(beside(position, index, 4), student_interval(&values.collect::<Vec<_>>())?))
        });
        Series { name: name.into(), colour, style, points: points.collect() }
    };
    let tuned = |objective| move |_: &Trial, cut: &CutResult| Some(find(cut, objective)?.scores.robust.value());
    let series = vec![
        across(0, t!("figure-robust"), colour::ADVERSARIAL, SeriesStyle::Line, &|trial, _| {
            Some(trial.robust?.robust.value())
        }),
        across(1, t!("figure-semirobust"), colour::SEMIROBUST, SeriesStyle::Line, &|_, cut| {
            Some(cut.semirobust.robust.value())
        }),
        across(
            2,
            objective_name(Objective::Adversarial),
            colour::TRANSFERRED,
            SeriesStyle::Line,
            &tuned(Objective::Adversarial),
        ),
        across(3, objective_name(Objective::Clean), colour::TRANSFERRED, SeriesStyle::Hollow, &tuned(Objective::Clean)),
    ];
    Panel {
        title: t!("figure-size", trials = transfer.trials.len()),
        x_name: t!("figure-size-axis").into(),
        x_labels: rests.iter().map(usize::to_string).collect(),
        y_name: t!("figure-robust-axis").into(),
        y: 0.0..1.0,
        series: series.into_iter().filter(|series| !series.points.is_empty()).collect(),
    }
}

fn rests(transfer: &TransferReport) -> Vec<usize> {
    transfer.trials.first().map(|trial| trial.cuts.iter().map(|cut| cut.rest).collect()).unwrap_or_default()
}

fn cuts(transfer: &TransferReport, rest: usize) -> impl Iterator<Item = &CutResult> {
    transfer.trials.iter().flat_map(|trial| &trial.cuts).filter(move |cut| cut.rest == rest)
}

fn find(cut: &CutResult, objective: Objective) -> Option<&Tuned> {
    cut.tuned.iter().find(|tuned| tuned.objective == objective)
}

fn point(x: f64, estimate: Estimate) -> Point {
    Point { x, value: estimate.value, low: estimate.low.max(0.0), high: estimate.high.min(1.0) }
}

/// A range that holds everything, with some air.
fn around(series: &[Series]) -> Range<f64> {
    let values = || series.iter().flat_map(|series| &series.points);
    let low = values().map(|point| point.low.min(point.value)).fold(f64::INFINITY, f64::min);
    let high = values().map(|point| point.high.max(point.value)).fold(f64::NEG_INFINITY, f64::max);
    let air = 0.08 * (high - low).max(1e-3);
    if low.is_finite() && high.is_finite() { low - air..high + air } else { 0.0..1.0 }
}
