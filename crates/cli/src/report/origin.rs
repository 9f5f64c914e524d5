//! How a study was computed: runs with their seeds, devices, times and versions, and the experiment.

use anyhow::Result;
use layerlab_present::duration;
use layerlab_schema::Device;
use layerlab_words::t;

use super::{
    grid::{Figure, Grid, Row, RowKind},
    run::Run,
    study::{Study, seeds},
};
use crate::{environment::Environment, experiment::to_toml};

/// The heading of a column, and what it says of a run.
type Column = (&'static str, fn(&Run) -> String);

/// A row for each run, with the columns that some run fills.
pub fn grid(study: &Study) -> Grid {
    let columns: [Column; 6] = [
        (t!("report-run"), |run| run.name.clone()),
        (t!("report-seeds"), seed_list),
        (t!("report-device"), device),
        (t!("report-system"), system),
        (t!("report-program"), program),
        (t!("report-began"), began),
    ];
    let is_known = |(_, of): &Column| study.runs.iter().any(|run| !of(run).is_empty());
    let known: Vec<_> = columns.into_iter().filter(is_known).collect();
    let row = |run: &Run| {
        let time = Figure { value: duration(run.report.seconds), interval: None };
        Row {
            labels: known.iter().map(|(_, of)| of(run)).collect(),
            figures: vec![Some(Figure::count(run.report.steps)), Some(time)],
            kind: RowKind::Measured,
        }
    };
    Grid {
        id: "origin".into(),
        title: t!("report-origin").into(),
        note: t!("report-origin-note").into(),
        labels: known.iter().map(|(name, _)| (*name).to_owned()).collect(),
        groups: Vec::new(),
        figures: vec![t!("figure-steps").into(), t!("report-time").into()],
        rows: study.runs.iter().map(row).collect(),
    }
}

/// What is known of every part of a run, each once.
fn each(run: &Run, of: impl Fn(&Environment) -> Option<String>) -> Option<String> {
    let mut found: Vec<String> = run.environments.iter().filter_map(of).collect();
    found.dedup();
    (!found.is_empty()).then(|| found.join(t!("separator-clauses")))
}

/// The device; of a processor its name and threads, where they are known.
fn device(run: &Run) -> String {
    let of_part = |part: &Environment| {
        let name = part.processor.clone().filter(|_| part.device.name == "CPU").unwrap_or(part.device.name.clone());
        Some(t!("report-device-threads", device = name, kind = part.device.kind.as_str(), threads = part.threads))
    };
    let Device { name, kind } = &run.report.device;
    each(run, of_part).unwrap_or_else(|| format!("{name} ({kind})"))
}

/// The operating system; empty where it is not known.
pub fn system(run: &Run) -> String {
    each(run, |part| part.system.clone()).unwrap_or_default()
}

/// The program with the revision that it was built from.
pub fn program(run: &Run) -> String {
    let of_part = |part: &Environment| match &part.revision {
        Some(revision) => Some(format!("{} ({revision})", part.program)),
        None => Some(part.program.clone()),
    };
    each(run, of_part).unwrap_or_else(|| run.report.program.clone())
}

/// When it began; empty where it is not known.
pub fn began(run: &Run) -> String {
    run.environments.first().map(|part| part.began.clone()).unwrap_or_default()
}

/// The name of the processor; empty where it is not known.
pub fn processor(run: &Run) -> String {
    each(run, |part| part.processor.clone()).unwrap_or_default()
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
