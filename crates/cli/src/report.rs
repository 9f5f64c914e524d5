//! `layerlab report`: finished runs as one page to read, tables for a paper, and tables for further analysis.

mod figure;
mod grid;
mod latex;
mod origin;
mod page;
mod parquet;
mod plain;
mod run;
mod section;
mod study;
mod tables;
mod transfer;
mod triage;

use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Result, bail};
use clap::Args;
use layerlab_words::t;

use crate::{error_text::shown, folder::next_free, shell::print, workspace::Workspace};
use section::Section;
pub use study::judge;

#[derive(Args)]
pub struct Arguments {
    #[arg(required = true, value_name = "RUN")]
    runs: Vec<PathBuf>,
    #[arg(long, value_name = "FOLDER")]
    out: Option<PathBuf>,
}

pub fn main(arguments: &Arguments) -> Result<ExitCode> {
    let studies = study::group(run::read_all(&arguments.runs)?);
    let sections = studies.iter().map(Section::of).collect::<Result<Vec<_>>>()?;
    let page = page::write(&studies, &sections)?;
    let latex = latex::write(&studies, &sections)?;
    let tables = tables::all(&studies)?;
    // The folder comes last: what can't be reported leaves nothing behind.
    let folder = match &arguments.out {
        Some(path) if is_used(path) => bail!(t!("cli-report-exists", folder = shown(path))),
        Some(path) => path.clone(),
        None => next_free(Path::new("reports"), study::name(&studies))?,
    };
    let folder = Workspace::create(&folder)?;
    for table in &tables.all {
        folder.write(&format!("{}.parquet", table.name()), &parquet::write(table)?)?;
    }
    for table in &tables.of_papers {
        folder.write(&format!("{}.csv", table.name()), table.csv()?.as_bytes())?;
        folder.write(&format!("{}.parquet", table.name()), &parquet::write(table)?)?;
    }
    folder.write("report.tex", latex.as_bytes())?;
    folder.write("report.html", page.as_bytes())?;
    let findings = sections.iter().map(|section| section.finding.clone()).collect::<Vec<_>>().join("\n");
    print(t!("report-written", findings = findings, page = shown(&folder.file("report.html"))))?;
    Ok(ExitCode::SUCCESS)
}

/// Whether something is there already.
fn is_used(folder: &Path) -> bool {
    fs::read_dir(folder).map_or_else(|_| folder.exists(), |mut entries| entries.next().is_some())
}
