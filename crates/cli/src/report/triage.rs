//! A triage: what each block costs, and tables of block × initialisation × scheme.

use anyhow::Result;
use layerlab_core::measure::student_interval;
use layerlab_schema::{
    Cell as NetworkCell, CellKey, Criticality, Estimate, Initialisation, Parent, Report, Scheme, Scores, TriageReport,
};
use layerlab_words::{named, t};

use super::{
    figure::Drawing,
    grid::{Figure, Grid, Row, RowKind},
    section::attack,
    study::Study,
};
use crate::{
    table::{Table, cells, estimate, estimate_or_nothing, number, text, whole},
    transfer::Means,
    triage::{figures, group, parents},
};

/// The result in a sentence: the blocks that cost most and least, fine-tuned as a whole where that was tried.
pub fn finding(triage: &TriageReport) -> String {
    let Some(first) = triage.map.first().map(|field| field.key) else { return t!("report-ended-early").into() };
    let has = |scheme: &Scheme| triage.map.iter().any(|field| field.key.scheme == *scheme);
    let scheme = [Scheme::Global, Scheme::DistillLogits, Scheme::Local].into_iter().find(has).unwrap_or(first.scheme);
    let is_of =
        |key: CellKey| (key.parent, key.initialisation, key.scheme) == (first.parent, first.initialisation, scheme);
    let mut fields: Vec<&Criticality> = triage.map.iter().filter(|field| is_of(field.key)).collect();
    fields.sort_by(|a, b| a.drop.clean.value.total_cmp(&b.drop.clean.value));
    let (Some(best), Some(worst)) = (fields.first(), fields.last()) else { return t!("report-ended-early").into() };
    let Some(parent) = over_trials_of_parent(triage, first.parent) else { return t!("report-ended-early").into() };
    let parent = t!("percent", value = Figure::percent(parent).value);
    let done = named("scheme", &format!("{}-done", scheme.name().replace('+', "-")));
    let change = |field: &Criticality| {
        let figure = Figure::points(change(field.drop.clean));
        (figure.value, figure.interval.unwrap_or_else(|| t!("triage-no-interval").into()))
    };
    let ((worst_points, worst_interval), (best_points, best_interval)) = (change(worst), change(best));
    if fields.len() == 1 {
        let folding = t!("folding-one", fold = group(triage, worst.key.group));
        return t!(
            "triage-finding-one",
            folding = folding,
            measure = "clean",
            points = worst_points,
            interval = worst_interval,
            done = done,
            parent = parent
        );
    }
    let found = t!(
        "triage-finding-several",
        worst = group(triage, worst.key.group),
        worst_points = worst_points,
        worst_interval = worst_interval,
        measure = "clean",
        done = done,
        best = group(triage, best.key.group),
        best_points = best_points,
        best_interval = best_interval,
        parent = parent
    );
    let overlap = worst.drop.clean.low <= best.drop.clean.high;
    if overlap { format!("{found} {}", t!("triage-finding-overlap")) } else { found }
}

/// What a drop is for the one who has it.
fn change(Estimate { value, low, high }: Estimate) -> Estimate {
    Estimate { value: -value, low: -high, high: -low }
}

fn over_trials_of_parent(triage: &TriageReport, parent: Parent) -> Option<Estimate> {
    let of_trial = triage.trials.iter().filter_map(|trial| Some(trial.parent(parent)?.scores.clean.value()));
    student_interval(&of_trial.collect::<Vec<_>>())
}

/// Parents, then for each parent accuracy and its change, block by block and scheme by scheme.
pub fn grids(report: &Report, triage: &TriageReport) -> Vec<Grid> {
    let mut all = vec![parent_grid(report, triage)];
    let mut known: Vec<Parent> = Vec::new();
    for field in &triage.map {
        if !known.contains(&field.key.parent) {
            known.push(field.key.parent);
            all.extend(Quantity::ALL.map(|quantity| blocks(report, triage, field.key.parent, quantity)));
        }
    }
    all
}

fn parent_grid(report: &Report, triage: &TriageReport) -> Grid {
    let row = |Means { name, clean, robust }: Means| Row {
        labels: vec![name],
        figures: vec![clean.map(Figure::percent), Some(Figure::percent(robust))],
        kind: RowKind::Measured,
    };
    let first = triage.trials.first().and_then(|trial| trial.parents.first());
    let n = first.map_or(0, |parent| parent.scores.clean.of);
    let attack = attack(&report.experiment);
    Grid {
        id: "parents".into(),
        title: t!("report-parents").into(),
        note: t!("report-accuracy-note", n = n, trials = triage.trials.len(), attack = attack),
        labels: vec![t!("report-network").into()],
        groups: Vec::new(),
        figures: vec![t!("clean").into(), t!("under-attack").into()],
        rows: parents(triage).into_iter().map(row).collect(),
    }
}

/// What a table of blocks holds.
#[derive(Clone, Copy)]
enum Quantity {
    Clean,
    CleanChange,
    AttackedChange,
}

impl Quantity {
    const ALL: [Self; 3] = [Self::Clean, Self::CleanChange, Self::AttackedChange];

    fn of(self, triage: &TriageReport, field: &Criticality) -> Option<Figure> {
        match self {
            Self::Clean => accuracy(triage, field.key, |scores| scores.clean.value()).map(Figure::percent),
            Self::CleanChange => Some(Figure::points(change(field.drop.clean))),
            Self::AttackedChange => Some(Figure::points(change(field.drop.robust))),
        }
    }

    fn id(self) -> &'static str {
        match self {
            Self::Clean => "clean",
            Self::CleanChange => "clean-change",
            Self::AttackedChange => "attacked-change",
        }
    }
}

/// Test accuracy of a cell after its training, over trials.
fn accuracy(triage: &TriageReport, key: CellKey, of: fn(&Scores) -> f64) -> Option<Estimate> {
    let cells: Vec<&NetworkCell> = triage.trials.iter().filter_map(|trial| trial.cell(key)).collect();
    student_interval(&cells.iter().map(|cell| of(&cell.after)).collect::<Vec<_>>())
}

/// Blocks and initialisations down, schemes across, as the paper has them.
fn blocks(report: &Report, triage: &TriageReport, parent: Parent, quantity: Quantity) -> Grid {
    let fields = || triage.map.iter().filter(|field| field.key.parent == parent);
    let schemes: Vec<Scheme> =
        Scheme::ALL.into_iter().filter(|scheme| fields().any(|field| field.key.scheme == *scheme)).collect();
    let mut rows: Vec<(usize, Initialisation)> = Vec::new();
    for field in fields() {
        let row = (field.key.group, field.key.initialisation);
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    let row = |(block, initialisation): (usize, Initialisation)| {
        let figure = |scheme: &Scheme| {
            let key = CellKey { parent, group: block, initialisation, scheme: *scheme };
            quantity.of(triage, fields().find(|field| field.key == key)?)
        };
        let labels = vec![group(triage, block).to_owned(), initialisation.name().to_owned()];
        Row { labels, figures: schemes.iter().map(figure).collect(), kind: RowKind::Measured }
    };
    let (parent_name, trials) = (parent.to_string(), triage.trials.len());
    Grid {
        id: format!("blocks-{parent_name}-{}", quantity.id()),
        title: t!("report-blocks", quantity = quantity.id(), parent = parent_name),
        note: t!("report-blocks-note", quantity = quantity.id(), trials = trials, attack = attack(&report.experiment)),
        labels: vec![t!("report-block").into(), t!("report-initialisation").into()],
        groups: Vec::new(),
        figures: schemes.iter().map(|scheme| scheme.name().to_owned()).collect(),
        rows: rows.into_iter().map(row).collect(),
    }
}

/// `triage.csv`: a row for each parent, block, initialisation and scheme. Accuracies are in per cent, changes in points.
pub fn table(studies: &[&Study]) -> Table {
    let cell = [text("study"), text("parent"), text("block"), text("initialisation"), text("scheme"), whole("trials")];
    let accuracies = [
        number("clean"),
        number("clean_low"),
        number("clean_high"),
        number("attacked"),
        number("attacked_low"),
        number("attacked_high"),
    ];
    let changes = [
        number("clean_change"),
        number("clean_change_low"),
        number("clean_change_high"),
        number("attacked_change"),
        number("attacked_change_low"),
        number("attacked_change_high"),
    ];
    let mut table = Table::new("triage", &[&cell, &accuracies, &changes]);
    for study in studies {
        let Some(triage) = &study.report.triage else { continue };
        for field in &triage.map {
            let key = field.key;
            let (parent, block) = (key.parent.to_string(), group(triage, key.group));
            let names =
                cells![study.label(), parent, block, key.initialisation.name(), key.scheme.name(), field.trials];
            let clean = accuracy(triage, key, |scores| scores.clean.value()).map(percent);
            let attacked = accuracy(triage, key, |scores| scores.robust.value()).map(percent);
            let drops = [field.drop.clean, field.drop.robust].map(|drop| estimate(percent(change(drop))));
            let row = names.into_iter().chain(estimate_or_nothing(clean)).chain(estimate_or_nothing(attacked));
            table.row(row.chain(drops.into_iter().flatten()));
        }
    }
    table
}

fn percent(Estimate { value, low, high }: Estimate) -> Estimate {
    Estimate { value: 100.0 * value, low: 100.0 * low, high: 100.0 * high }
}

/// The figures of a run folder.
///
/// # Errors
/// When one can't be drawn.
pub fn drawings(report: &Report, triage: &TriageReport) -> Result<Vec<Drawing>> {
    Ok(figures::all(report, triage)?.iter().map(|(name, svg)| Drawing::of(name, svg)).collect())
}
