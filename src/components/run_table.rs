//! Runs beside each other in a table: the settings in which they differ, and their figures.

use std::rc::Rc;

use layerlab_schema::Accuracy;
use layerlab_words::t;
use yew::prelude::*;

use super::{run_row::RunLine, run_words};
use crate::{
    format::{count, decimals, interval, percent},
    runs::{Row, comparison},
    state::{FinishedRun, Run},
};

#[derive(Properties, PartialEq)]
pub struct RunTableProps {
    /// The texts of the runs, newest first.
    pub lines: Vec<RunLine>,
    pub run: Option<Rc<Run>>,
    /// The runs before it.
    pub finished: Rc<Vec<FinishedRun>>,
}

#[component]
pub fn RunTable(props: &RunTableProps) -> Html {
    let all = || props.run.iter().chain(props.finished.iter().map(|kept| &kept.run));
    let runs: Vec<&Run> =
        props.lines.iter().filter_map(|line| all().find(|run| run.id == line.id)).map(|run| &**run).collect();
    let table = comparison(&runs);
    html! {
        <div class="table-scroll" tabindex="0" role="region" aria-label={t!("compare-runs")} data-test="comparison">
            <table>
                <thead>
                    <tr>
                        <th scope="col">{ t!("column-run") }</th>
                        <th scope="col">{ t!("column-clean") }</th>
                        <th scope="col">{ t!("column-under-attack") }</th>
                        { for table.settings.iter().map(|key| html! { <th scope="col">{ run_words::what(key) }</th> }) }
                        <th scope="col">{ t!("column-n") }</th>
                        <th scope="col">{ t!("column-steps") }</th>
                        <th scope="col">{ t!("column-seconds") }</th>
                    </tr>
                </thead>
                <tbody>
                    { for table.rows.iter().zip(&props.lines).map(|(found, line)| row(&table.settings, found, line)) }
                </tbody>
            </table>
        </div>
    }
}

fn row(settings: &[&'static str], found: &Row, line: &RunLine) -> Html {
    let share = |accuracy: Accuracy| format!("{} {}", percent(accuracy.value()), interval(accuracy));
    let or_none = |text: Option<String>| text.unwrap_or_else(|| t!("none").into());
    let value = |(key, value): (&&'static str, &Option<String>)| {
        or_none(value.as_deref().map(|value| run_words::value(key, value, &line.experiment)))
    };
    html! {
        <tr>
            <th scope="row">{ run_words::name(line) }</th>
            <td class="ink-clean">{ or_none(found.accuracies.map(|(clean, _)| share(clean))) }</td>
            <td class="ink-attacked">{ or_none(found.accuracies.map(|(_, robust)| share(robust))) }</td>
            { for settings.iter().zip(&found.values).map(|pair| html! { <td>{ value(pair) }</td> }) }
            <td>{ or_none(found.accuracies.map(|(_, robust)| count(robust.of))) }</td>
            <td>{ count(found.steps) }</td>
            <td>{ or_none(found.seconds.map(|seconds| decimals(seconds, 0))) }</td>
        </tr>
    }
}
