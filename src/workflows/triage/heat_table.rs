//! The figures behind the view map, cell by cell.

use layerlab_schema::CellKey;
use yew::prelude::*;

use super::words;
use crate::format::percent;
use crate::state::{CellResult, Run};

/// All cells of the first trial, with their losses over all of them.
pub fn heat_table(run: &Run) -> Html {
    let found = &run.triage.found;
    let cells = found.trials.first().map(|trial| trial.cells.as_slice()).unwrap_or_default();
    html! {
        <div class="track-tables" tabindex="0" role="region" aria-label={words::TABLE}>
            <table>
                <thead><tr>{ for words::TRIAGE_TABLE.map(|word| html! { <th scope="col">{ word }</th> }) }</tr></thead>
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
            <th scope="row">{ name }{ " · " }{ words::parent_name(key.parent) }</th>
            <td>{ words::begin_in_table(key) }</td>
            <td>{ words::scheme_name(key.scheme).0 }</td>
            <td>{ percent(cell.before.clean.value()) }</td>
            <td>{ percent(cell.after.clean.value()) }</td>
            <td>{ percent(cell.after.robust.value()) }</td>
            <td>{ words::change_in_table(drop.clean) }</td>
            <td>{ words::change_in_table(drop.robust) }</td>
            <td>{ words::reached_step(cell.steps_to(0.95)) }</td>
        </tr>
    }
}
