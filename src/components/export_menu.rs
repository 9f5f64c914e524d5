//! Export: the set-up, the figures and pictures of a run, its weights, and how to cite them.

use std::rc::Rc;

use layerlab_schema::{Experiment, Report};
use layerlab_words::t;
use yew::prelude::*;

use super::{figures::Figures, menu::Menu, result_link::ResultLink};
use crate::{
    files,
    runs::{citation, comparison, comparison_csv, curves_csv},
    state::{Action, FinishedRun, Run},
    strings,
};

#[derive(Properties, PartialEq)]
pub struct ExportMenuProps {
    pub setup: Rc<Experiment>,
    pub run: Option<Rc<Run>>,
    /// The runs before it.
    pub finished: Rc<Vec<FinishedRun>>,
    pub dispatch: Callback<Action>,
}

#[component]
pub fn ExportMenu(props: &ExportMenuProps) -> Html {
    let experiment = {
        let setup = props.setup.clone();
        Callback::from(move |_| files::save_experiment(&setup))
    };
    let later = t!("export-report-later");
    let series = series(props.run.as_ref(), &props.finished);
    let reports: Vec<Rc<Report>> = series.iter().filter_map(|run| run.report.clone()).collect();
    let report_hint = match reports.len() {
        0 => later,
        1 => t!("export-report-hint"),
        _ => t!("export-reports-hint"),
    };
    let has_report = !reports.is_empty();
    let save_reports = Callback::from(move |_| files::save_reports(&reports));
    let has_curves = all(props).iter().any(|run| !run.curve.is_empty());
    let has_weights = props.run.as_ref().is_some_and(|run| run.kept_at.is_some() && run.step > 0);
    html! {
        <Menu class="quiet" test="export" panel_class="export-panel" closes_on_click={true} button={html! { t!("export") }}>
            { item("experiment", (t!("export-experiment"), t!("export-experiment-hint")), true, experiment) }
            { item("report", (t!("export-report"), report_hint), has_report, save_reports) }
            <ResultLink runs={series} dispatch={props.dispatch.clone()} />
            { item("curves", (t!("export-curves"), if has_curves { t!("export-curves-hint") } else { later }), has_curves, save_curves(props)) }
            { item("table", (t!("export-table"), if has_curves { t!("export-table-hint") } else { later }), has_curves, save_table(props)) }
            { item("weights", (t!("export-weights"), if has_weights { t!("export-weights-hint") } else { t!("export-weights-later") }),
                has_weights, props.dispatch.reform(|_| Action::SaveWeights)) }
            { item("citation", (t!("export-citation"), t!("export-citation-hint")), true, save_citation(props)) }
            <Figures name={props.setup.name.clone()} dispatch={props.dispatch.clone()} />
        </Menu>
    }
}

/// One line of the menu.
pub fn item(name: &str, (word, hint): (&str, &str), can: bool, onclick: Callback<MouseEvent>) -> Html {
    html! {
        <button type="button" class="menu-item" {onclick} disabled={!can} data-test={format!("export-{name}")}>
            <span>{ word }</span>
            <small>{ hint }</small>
        </button>
    }
}

/// All runs, oldest first.
fn all(props: &ExportMenuProps) -> Vec<Rc<Run>> {
    let mut all: Vec<Rc<Run>> = props.finished.iter().map(|kept| kept.run.clone()).chain(props.run.clone()).collect();
    all.sort_by_key(|run| run.key);
    all
}

/// The finished run, after those of the networks that were trained before it to be compared.
pub fn series(run: Option<&Rc<Run>>, finished: &[FinishedRun]) -> Vec<Rc<Run>> {
    let Some(last) = run.filter(|run| run.report.is_some()) else { return Vec::new() };
    let before = finished.iter().rev().filter(|kept| kept.run.key <= last.key && kept.run.report.is_some());
    let mut runs: Vec<Rc<Run>> = before.take(last.place.0.saturating_sub(1)).map(|kept| kept.run.clone()).collect();
    runs.reverse();
    runs.push(last.clone());
    runs
}

/// What a run is called in a file: the name it was given, or its kind, with its number.
fn name(place: usize, run: &Run) -> String {
    let title = &run.label.title;
    let name = if title.is_empty() { strings::kind_name(run.kind()) } else { title };
    format!("{} {name}", place + 1)
}

fn save_curves(props: &ExportMenuProps) -> Callback<MouseEvent> {
    let (all, file) = (all(props), props.setup.name.clone());
    Callback::from(move |_| {
        let runs: Vec<(String, &Run)> = all.iter().enumerate().map(|(place, run)| (name(place, run), &**run)).collect();
        files::save_text(&file, "curves.csv", "text/csv", &curves_csv(&runs));
    })
}

fn save_table(props: &ExportMenuProps) -> Callback<MouseEvent> {
    let (all, file) = (all(props), props.setup.name.clone());
    Callback::from(move |_| {
        let runs: Vec<&Run> = all.iter().map(|run| &**run).collect();
        let names: Vec<String> = runs.iter().enumerate().map(|(place, run)| name(place, run)).collect();
        files::save_text(&file, "runs.csv", "text/csv", &comparison_csv(&comparison(&runs), &names));
    })
}

fn save_citation(props: &ExportMenuProps) -> Callback<MouseEvent> {
    let experiment = props.run.as_ref().map_or(&props.setup, |run| &run.experiment).clone();
    Callback::from(move |_| files::save_text(&experiment.name, "bib", "application/x-bibtex", &citation(&experiment)))
}
