//! How a study was computed: runs with their seeds, devices, times and versions, and the experiment.

use anyhow::Result;
use layerlab_present::duration;
use layerlab_words::t;

use super::{
    grid::{Figure, Grid, Row, RowKind},
    run::Run,
    study::{Study, seeds},
};
use crate::experiment::to_toml;

/// A row for each run.
pub fn grid(study: &Study) -> Grid {
    let row = |run: &Run| {
        let report = &run.report;
        let device = format!("{} ({})", report.device.name, report.device.kind);
        let time = Figure { value: duration(report.seconds), interval: None };
        Row {
            labels: vec![run.name.clone(), seed_list(run), device, report.program.clone()],
            figures: vec![Some(Figure::count(report.steps)), Some(time)],
            kind: RowKind::Measured,
        }
    };
    Grid {
        id: "origin".into(),
        title: t!("report-origin").into(),
        note: t!("report-origin-note").into(),
        labels: [t!("report-run"), t!("report-seeds"), t!("report-device"), t!("report-program")]
            .map(str::to_owned)
            .into(),
        groups: Vec::new(),
        figures: vec![t!("figure-steps").into(), t!("report-time").into()],
        rows: study.runs.iter().map(row).collect(),
    }
}

/// The seeds of a run's trials: `1 to 3`, or a list.
fn seed_list(run: &Run) -> String {
    let seeds: Vec<u64> = seeds(&run.report).into_iter().collect();
    let are_neighbours = seeds.windows(2).all(|pair| pair[1] == pair[0].wrapping_add(1));
    match (seeds.first(), seeds.last()) {
        (Some(first), Some(last)) if seeds.len() > 2 && are_neighbours => {
            t!("report-seeds-from", first = first.to_string(), last = last.to_string())
        }
        _ => seeds.iter().map(u64::to_string).collect::<Vec<_>>().join(t!("separator-list")),
    }
}

/// The experiment of the first run, as TOML; of the others only the seed and the number of trials differ.
///
/// # Errors
/// When it can't be written as TOML.
pub fn experiment(study: &Study) -> Result<String> {
    study.runs.first().map_or_else(|| Ok(String::new()), |run| to_toml(&run.report.experiment))
}
