//! The page: one file that shows everything, without scripts and without a request to any host.

use anyhow::{Context, Result};
use askama::Template;
use layerlab_present::{Paper, SEMIROBUST, TRIAGE, bibtex};
use layerlab_words::{direction, language, t};

use super::{
    grid::{Figure, Grid, Row, RowKind},
    section::Section,
    study::Study,
};
use crate::{
    transfer::{Means, means},
    triage::parents,
};

#[derive(Template)]
#[template(path = "report.html")]
struct Page<'a> {
    language: &'a str,
    direction: &'a str,
    title: String,
    version: &'static str,
    sections: &'a [Section],
    /// The studies side by side, where there are several.
    overview: Option<Grid>,
    papers: Vec<Paper>,
    bibtex: String,
}

/// The whole page.
///
/// # Errors
/// When the template can't be filled.
pub fn write(studies: &[Study], sections: &[Section]) -> Result<String> {
    let mut names: Vec<&str> = sections.iter().map(|section| section.title.as_str()).collect();
    names.dedup();
    let papers = match studies.first().and_then(|study| study.report.triage.as_ref()) {
        Some(_) => vec![TRIAGE, SEMIROBUST],
        None => vec![SEMIROBUST, TRIAGE],
    };
    let runs = studies.iter().flat_map(|study| &study.runs);
    let experiments: Vec<(&str, u64)> =
        runs.map(|run| (run.report.experiment.name.as_str(), run.report.experiment.seed)).collect();
    let page = Page {
        language: language(),
        direction: direction(),
        title: names.join(t!("separator-list")),
        version: layerlab_present::VERSION,
        sections,
        overview: (studies.len() > 1).then(|| overview(studies, sections)),
        bibtex: bibtex(&papers, &experiments),
        papers,
    };
    page.render().context(t!("cli-report-no-page"))
}

/// The main network of every study: trained, made robust, or the parent.
fn overview(studies: &[Study], sections: &[Section]) -> Grid {
    let row = |(study, section): (&Study, &Section)| {
        let (network, clean, robust) = main_network(study);
        let labels = vec![study.label(), section.title.clone(), section.kind.to_owned(), network];
        Row { labels, figures: vec![clean, robust], kind: RowKind::Measured }
    };
    let columns = [t!("report-run"), t!("report-experiment"), t!("report-kind"), t!("report-network")];
    Grid {
        id: "overview".into(),
        title: t!("report-overview").into(),
        note: t!("report-overview-note").into(),
        labels: columns.map(str::to_owned).into(),
        groups: Vec::new(),
        figures: vec![t!("clean").into(), t!("under-attack").into()],
        rows: studies.iter().zip(sections).map(row).collect(),
    }
}

fn main_network(study: &Study) -> (String, Option<Figure>, Option<Figure>) {
    let found = match (&study.report.transfer, &study.report.triage) {
        // After the normal network comes the robust one.
        (Some(found), _) => means(found).into_iter().nth(1),
        (None, Some(found)) => parents(found).into_iter().next(),
        (None, None) => {
            let [clean, robust] = super::plain::main_accuracies(study);
            Some(Means { name: study.report.experiment.network.name().into(), clean: Some(clean), robust })
        }
    };
    match found {
        Some(Means { name, clean, robust }) => (name, clean.map(Figure::percent), Some(Figure::percent(robust))),
        None => (String::new(), None, None),
    }
}
