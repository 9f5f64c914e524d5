//! A transfer of robustness: the networks over trials, and tables shaped like those of the supplement of arXiv 2307.03803.

use anyhow::Result;
use layerlab_core::measure::student_interval;
use layerlab_schema::{Control, Estimate, Objective, Report, TransferReport, Trial};
use layerlab_words::t;

use super::{
    figure::Drawing,
    grid::{Figure, Grid, Group, Row, RowKind},
    section::{attack, samples},
    study::Study,
};
use crate::{
    table::{Cell, Column, Kind as ColumnKind, Table, cells, text, whole},
    transfer::{
        Means, figures, means,
        published::{Kind, Published, Side, over_trials, published},
    },
};

/// The result in a sentence or two: of the largest f_b, and of what its front adds.
pub fn finding(report: &Report, transfer: &TransferReport) -> String {
    let rest = rests(transfer).into_iter().max().unwrap_or_default();
    let of = |kind| over_trials(transfer, rest, Side::Attacked, kind).map(percent);
    let Some(robust) = of(Kind::Robust) else { return t!("transfer-ended-early").into() };
    let n = transfer.trials.first().map_or(0, |trial| trial.normal.clean.of);
    let (attack, samples, trials) = (attack(&report.experiment), samples(report), transfer.trials.len());
    let (Some(swapped), Some(tuned)) = (of(Kind::Semirobust), of(Kind::Tuned)) else {
        return t!(
            "transfer-finding-robust",
            attack = attack,
            robust = robust,
            n = n,
            samples = samples,
            trials = trials
        );
    };
    let found = t!(
        "transfer-finding-tuned",
        attack = attack,
        robust = robust,
        n = n,
        samples = samples,
        trials = trials,
        rest = rest,
        swapped = swapped,
        objective = Objective::Adversarial.name(),
        tuned = tuned
    );
    [Some(found), control(transfer, rest)].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// What the same fine-tuning reaches behind the clean front.
fn control(transfer: &TransferReport, rest: usize) -> Option<String> {
    let of_trial = |trial: &Trial| Some(trial.control(Control::CleanFront, rest)?.scores.robust.value());
    let control = student_interval(&transfer.trials.iter().filter_map(of_trial).collect::<Vec<_>>())?;
    let tuned = over_trials(transfer, rest, Side::Attacked, Kind::Tuned)?;
    let more = 100.0 * (tuned.value - control.value);
    let (adds, points) = (if more > 0.0 { "more" } else { "none" }, Figure::published(more).value);
    Some(t!("transfer-finding-control", rest = rest, control = percent(control), adds = adds, points = points))
}

fn percent(estimate: Estimate) -> String {
    t!("percent", value = Figure::percent(estimate).value)
}

fn rests(transfer: &TransferReport) -> Vec<usize> {
    transfer.trials.first().map(|trial| trial.cuts.iter().map(|cut| cut.rest).collect()).unwrap_or_default()
}

/// All networks, and the table of the paper.
///
/// # Errors
/// When the table that comes with the program is damaged.
pub fn grids(report: &Report, transfer: &TransferReport) -> Result<Vec<Grid>> {
    Ok(vec![networks(report, transfer), paper(report, transfer)?])
}

fn networks(report: &Report, transfer: &TransferReport) -> Grid {
    let row = |Means { name, clean, robust }: Means| {
        let part = name.strip_prefix("  ");
        let kind = if part.is_some() { RowKind::Part } else { RowKind::Measured };
        let labels = vec![part.unwrap_or(&name).to_owned()];
        Row { labels, figures: vec![clean.map(Figure::percent), Some(Figure::percent(robust))], kind }
    };
    let n = transfer.trials.first().map_or(0, |trial| trial.normal.clean.of);
    Grid {
        id: "networks".into(),
        title: t!("report-accuracy").into(),
        note: t!("report-accuracy-note", n = n, trials = transfer.trials.len(), attack = attack(&report.experiment)),
        labels: vec![t!("report-network").into()],
        groups: Vec::new(),
        figures: vec![t!("clean").into(), t!("under-attack").into()],
        rows: means(transfer).into_iter().map(row).collect(),
    }
}

/// A row of the paper's table: published, or measured here.
struct Line {
    /// Nothing for a row of the paper.
    study: Option<String>,
    network: String,
    data: String,
    layers: usize,
    rest: usize,
    /// Acc*, Acc_sr and Acc~, attacked and clean, as shares; published ones have no interval.
    accuracies: Vec<Option<Estimate>>,
}

fn published_line(row: Published) -> Line {
    let share = |side, kind| {
        let value = row.percent(side, kind) / 100.0;
        Some(Estimate { value, low: value, high: value })
    };
    let accuracies = pairs().map(|(side, kind)| share(side, kind)).collect();
    Line { study: None, network: row.network, data: row.data, layers: row.layers, rest: row.rest, accuracies }
}

fn measured_lines(label: &str, report: &Report, transfer: &TransferReport) -> Vec<Line> {
    let experiment = &report.experiment;
    let line = |rest| Line {
        study: Some(label.to_owned()),
        network: experiment.network.name().to_owned(),
        data: experiment.data.set.name().to_owned(),
        layers: experiment.layer_names().len(),
        rest,
        accuracies: pairs().map(|(side, kind)| over_trials(transfer, rest, side, kind)).collect(),
    };
    rests(transfer).into_iter().map(line).collect()
}

fn pairs() -> impl Iterator<Item = (Side, Kind)> {
    Side::ALL.into_iter().flat_map(|side| Kind::ALL.map(|kind| (side, kind)))
}

fn paper(report: &Report, transfer: &TransferReport) -> Result<Grid> {
    let of_paper = published()?.into_iter().map(published_line);
    let row = |line: Line| {
        let kind = if line.study.is_some() { RowKind::Measured } else { RowKind::Published };
        let name = format!("{}, {}", line.network, line.data);
        let name = if line.study.is_some() { t!("report-measured-here", network = name) } else { name };
        let rest = t!("report-rest-of", rest = line.rest, layers = line.layers);
        let figures = line.accuracies.into_iter().map(|accuracy| accuracy.map(Figure::percent)).collect();
        Row { labels: vec![name, rest], figures, kind }
    };
    let names = ["Acc*", "Acc_sr", "Acc~"].map(str::to_owned);
    Ok(Grid {
        id: "semirobustness".into(),
        title: t!("report-paper").into(),
        note: t!("report-paper-note", attack = attack(&report.experiment), trials = transfer.trials.len()),
        labels: vec![t!("report-network").into(), "f_b".into()],
        groups: [t!("under-attack"), t!("clean")].map(|title| Group { title: title.into(), columns: 3 }).into(),
        figures: [names.clone(), names].concat(),
        rows: of_paper.chain(measured_lines("", report, transfer)).map(row).collect(),
    })
}

/// `semirobustness.csv`: the paper's rows, then those of every study. Accuracies are in per cent, as in the paper.
///
/// # Errors
/// When the table that comes with the program is damaged.
pub fn table(studies: &[&Study]) -> Result<Table> {
    let place = [text("of"), text("network"), text("data"), whole("layers"), whole("rest")];
    let sides = Side::ALL.into_iter().flat_map(|side| ["robust", "semirobust", "tuned"].map(|kind| (side, kind)));
    let figures: Vec<Column> = sides
        .flat_map(|(side, kind)| {
            let side = match side {
                Side::Attacked => "attacked",
                Side::Clean => "clean",
            };
            ["", "_low", "_high"].map(|end| {
                let name = format!("{side}_{kind}{end}");
                Column { name: name.into(), kind: ColumnKind::Number }
            })
        })
        .collect();
    let mut table = Table::new("semirobustness", &[&place, &figures]);
    let measured = studies
        .iter()
        .filter_map(|study| Some(measured_lines(&study.label(), &study.report, study.report.transfer.as_ref()?)));
    for line in published()?.into_iter().map(published_line).chain(measured.flatten()) {
        let is_published = line.study.is_none();
        let of = line.study.unwrap_or_else(|| "paper".into());
        let figures = line.accuracies.into_iter().flat_map(|found| percents(found, is_published));
        table.row(cells![of, line.network, line.data, line.layers, line.rest].into_iter().chain(figures));
    }
    Ok(table)
}

fn percents(found: Option<Estimate>, is_published: bool) -> [Cell; 3] {
    let end = |of: fn(Estimate) -> f64| found.filter(|_| !is_published).map(|found| 100.0 * of(found));
    cells![found.map(|found| 100.0 * found.value), end(|found| found.low), end(|found| found.high)]
}

/// The figures of a run folder; those that need a single look first.
///
/// # Errors
/// When one can't be drawn.
pub fn drawings(report: &Report, transfer: &TransferReport) -> Result<Vec<Drawing>> {
    let mut all = figures::all(report, transfer)?;
    let place = |name: &str| ["size", "fine-tuning", "propagation"].iter().position(|first| name.starts_with(first));
    all.sort_by_key(|(name, _)| place(name).unwrap_or(usize::MAX));
    Ok(all.iter().map(|(name, svg)| Drawing::of(name, svg)).collect())
}
