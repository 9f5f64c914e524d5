//! Export: the set-up, and the figures of a finished run.

use std::rc::Rc;

use layerlab_schema::{Experiment, Report};
use layerlab_words::t;
use yew::prelude::*;

use super::menu::Menu;
use crate::files;

#[derive(Properties, PartialEq)]
pub struct ExportMenuProps {
    pub setup: Rc<Experiment>,
    /// The figures of a finished run.
    pub report: Option<Rc<Report>>,
}

#[component]
pub fn ExportMenu(props: &ExportMenuProps) -> Html {
    let experiment = {
        let setup = props.setup.clone();
        Callback::from(move |_| files::save_experiment(&setup))
    };
    let report = {
        let report = props.report.clone();
        Callback::from(move |_| {
            if let Some(report) = &report {
                files::save_report(report);
            }
        })
    };
    let report_hint = if props.report.is_some() { t!("export-report-hint") } else { t!("export-report-later") };
    html! {
        <Menu class="quiet" test="export" closes_on_click={true} button={html! { t!("export") }}>
            <button type="button" class="menu-item" onclick={experiment} data-test="export-experiment">
                <span>{ t!("export-experiment") }</span>
                <small>{ t!("export-experiment-hint") }</small>
            </button>
            <button type="button" class="menu-item" onclick={report} disabled={props.report.is_none()}
                data-test="export-report">
                <span>{ t!("export-report") }</span>
                <small>{ report_hint }</small>
            </button>
        </Menu>
    }
}
