//! The figures behind the heat map, cell by cell.

use layerlab_schema::CellKey;
use layerlab_words::t;
use yew::prelude::*;

use crate::{
    format::percent,
    state::{CellResult, Run},
    strings,
};

/// All cells of the first trial, with their losses over all of them.
pub fn heat_table(run: &Run) -> Html {
    let found = &run.triage.found;
    let cells = found.trials.first().map(|trial| trial.cells.as_slice()).unwrap_or_default();
    html! {
        <div class="track-tables" tabindex="0" role="region" aria-label={t!("table")}>
            <table>
                <thead><tr>{ for strings::triage_columns().map(|word| html! { <th scope="col">{ word }</th> }) }</tr></thead>
                <tbody>{ for cells.iter().map(|cell| row(run, cell.key)) }</tbody>
            </table>
        </div>
    }
}

fn row(run: &Run, key: CellKey) -> Html {
    let name = run.triage.found.groups.get(key.group).map(|group| group.name.clone()).unwrap_or_default();
    let Some(finding) = run.triage.find(&name, key) else { return html! {} };
    let CellResult { cell, drop, .. } = finding;
    html! {
        <tr>
            <th scope="row">{ t!("fold-of-parent", fold = name, parent = strings::parent_name(key.parent)) }</th>
            <td>{ strings::begin_in_table(key) }</td>
            <td>{ strings::scheme_name(key.scheme).0 }</td>
            <td>{ percent(cell.before.clean.value()) }</td>
            <td>{ percent(cell.after.clean.value()) }</td>
            <td>{ percent(cell.after.robust.value()) }</td>
            <td>{ strings::change_in_table(drop.clean) }</td>
            <td>{ strings::change_in_table(drop.robust) }</td>
            <td>{ strings::reached_step(cell.steps_to(0.95)) }</td>
        </tr>
    }
}
