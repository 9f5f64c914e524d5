//! The tables of a report: those of all run folders, each under the name of its run, and those shaped like the papers'.

use anyhow::Result;
use layerlab_schema::{Protocol, Report, Scores};

use super::{
    origin, plain,
    run::Run,
    study::{Study, seeds},
    transfer, triage,
};
use crate::{
    experiment::to_toml,
    folder::metrics,
    table::{ACCURACIES, Cell, Table, accuracies, cells, claims, number, text, whole},
    transfer::tables as of_transfer,
    triage::tables::all as of_triage,
};

/// All tables, by what is written of them.
pub struct Tables {
    /// As in the run folders, with the run before them.
    pub all: Vec<Table>,
    /// Shaped like those of the papers.
    pub of_papers: Vec<Table>,
}

/// # Errors
/// When the published figures that come with the program are damaged.
pub fn all(studies: &[Study]) -> Result<Tables> {
    let mut all = vec![runs(studies)?];
    for study in studies {
        for run in &study.runs {
            for table in of_run(&run.report)? {
                add(&mut all, table.labelled("run", &run.name));
            }
        }
        // Claims are judged by all trials of a study.
        if !study.report.claims().is_empty() {
            add(&mut all, claims(study.report.claims()).labelled("run", &study.label()));
        }
    }
    Ok(Tables { all, of_papers: of_papers(studies)? })
}

/// Adds a table to the one of the same name.
fn add(all: &mut Vec<Table>, table: Table) {
    match all.iter_mut().find(|known| known.name() == table.name()) {
        Some(known) => known.append(table),
        None => all.push(table),
    }
}

/// The tables of a run folder but for its claims.
fn of_run(report: &Report) -> Result<Vec<Table>> {
    let mut all = vec![metrics(&report.curve)];
    match (&report.transfer, &report.triage) {
        (Some(found), _) => all.extend(of_transfer(report, found)?),
        (None, Some(found)) => all.extend(of_triage(found)),
        (None, None) => {}
    }
    all.retain(|table| table.name() != "claims");
    Ok(all)
}

/// A row for each run: what, where, and how long.
fn runs(studies: &[Study]) -> Result<Table> {
    let what = [text("run"), text("study"), text("experiment"), text("kind"), text("network"), text("data")];
    let how = [whole("seed"), whole("trials"), text("device"), text("device_name"), text("program")];
    let work = [text("processor"), text("system"), text("began"), number("seconds"), whole("steps")];
    let mut table = Table::new("runs", &[&what, &how, &work, &ACCURACIES, &[text("settings")]]);
    for study in studies {
        for run in &study.runs {
            let row = what_ran(study, run).into_iter().chain(accuracies_of(&run.report));
            table.row(row.chain(cells![to_toml(&run.report.experiment)?]));
        }
    }
    Ok(table)
}

fn what_ran(study: &Study, run: &Run) -> Vec<Cell> {
    let (report, experiment) = (&run.report, &run.report.experiment);
    let kind = match &experiment.protocol {
        None => "plain",
        Some(Protocol::Transfer(_)) => "transfer",
        Some(Protocol::Triage(_)) => "triage",
    };
    let (network, data) = (experiment.network.name(), experiment.data.set.name());
    let what = cells![run.name.clone(), study.label(), experiment.name.clone(), kind, network, data];
    let (device, name) = (report.device.kind.clone(), report.device.name.clone());
    let how = cells![experiment.seed, seeds(report).len(), device, name, origin::program(run)];
    let work = cells![origin::processor(run), origin::system(run), origin::began(run), report.seconds, report.steps];
    what.into_iter().chain(how).chain(work).collect()
}

fn accuracies_of(report: &Report) -> Vec<Cell> {
    accuracies(Scores { clean: report.last.clean, robust: report.last.robust })
}

fn of_papers(studies: &[Study]) -> Result<Vec<Table>> {
    let of = |is: fn(&Report) -> bool| studies.iter().filter(|study| is(&study.report)).collect::<Vec<_>>();
    let transfers = of(|report| report.transfer.is_some());
    let triages = of(|report| report.triage.is_some());
    let plain_ones = of(|report| report.transfer.is_none() && report.triage.is_none());
    let mut tables = Vec::new();
    if !transfers.is_empty() {
        tables.push(transfer::table(&transfers)?);
    }
    if !triages.is_empty() {
        tables.push(triage::table(&triages));
    }
    if !plain_ones.is_empty() {
        tables.push(plain::table(&plain_ones));
    }
    Ok(tables)
}
