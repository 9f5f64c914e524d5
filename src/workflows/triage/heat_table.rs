//! The figures behind the heat map, cell by cell.

use layerlab_schema::{CellKey, RankAgreement, TriageTrial};
use layerlab_words::t;
use yew::prelude::*;

use super::words;
use crate::{
    components::attack_cells,
    format::{estimate, percent},
    state::{CellResult, Run},
};

/// All cells of the first trial, with their losses over all of them.
pub fn heat_table(run: &Run) -> Html {
    let found = &run.triage.found;
    let cells = found.trials.first().map(|trial| trial.cells.as_slice()).unwrap_or_default();
    html! {
        <div class="track-tables" tabindex="0" role="group" aria-label={t!("table")}>
            <table>
                <thead><tr>{ for words::triage_columns().map(|word| html! { <th scope="col">{ word }</th> }) }</tr></thead>
                <tbody>{ for cells.iter().map(|cell| row(run, cell.key)) }</tbody>
            </table>
            { agreement(&found.agreement) }
            { for found.trials.first().map(|trial| final_attacks(run, trial)) }
        </div>
    }
}

/// Whether measures that train nothing order the blocks as their criticality does.
fn agreement(found: &[RankAgreement]) -> Html {
    if found.is_empty() {
        return html! {};
    }
    let row = |of: &RankAgreement| {
        html! {
            <tr>
                <th scope="row">{ words::proxy(of.proxy) }</th>
                <td>{ words::drop_kind(of.drop) }</td>
                <td>{ words::parent_name(of.parent) }</td>
                <td>{ words::initialisation_name(of.initialisation).0 }</td>
                <td>{ words::scheme_name(of.scheme).0 }</td>
                <td>{ estimate(of.correlation) }</td>
                <td>{ of.trials }</td>
            </tr>
        }
    };
    html! {
        <table data-test="agreement">
            <caption>{ t!("agreement") }</caption>
            <thead><tr>{ for words::agreement_columns().map(|word| html! { <th scope="col">{ word }</th> }) }</tr></thead>
            <tbody>{ for found.iter().map(row) }</tbody>
        </table>
    }
}

/// Results of the further attacks on parents and cells of a trial.
fn final_attacks(run: &Run, trial: &TriageTrial) -> Html {
    let name = |group: usize| run.triage.found.groups.get(group).map_or("", |group| group.name.as_str());
    let parents = trial.parents.iter().map(|found| (words::parent_name(found.parent), &found.attacks));
    let cells = trial.cells.iter().map(|cell| {
        let CellKey { parent, group, scheme, .. } = cell.key;
        let network = [name(group).to_owned(), words::parent_name(parent), words::scheme_name(scheme).0.to_owned()];
        (words::details(network), &cell.attacks)
    });
    let mut rows: Vec<Html> = Vec::new();
    for (network, attacks) in parents.chain(cells) {
        rows.extend(
            attacks.iter().map(|attack| html! { <tr>{ attack_cells(attack) }<td>{ network.clone() }</td></tr> }),
        );
    }
    if rows.is_empty() {
        return html! {};
    }
    let columns = [t!("column-attack"), t!("column-accuracy"), t!("column-n"), t!("column-network")];
    html! {
        <table>
            <thead><tr>{ for columns.map(|word| html! { <th scope="col">{ word }</th> }) }</tr></thead>
            <tbody>{ for rows }</tbody>
        </table>
    }
}

fn row(run: &Run, key: CellKey) -> Html {
    let name = run.triage.found.groups.get(key.group).map(|group| group.name.clone()).unwrap_or_default();
    let Some(finding) = run.triage.find(&name, key) else { return html! {} };
    let CellResult { cell, drop, over_trials } = finding;
    html! {
        <tr>
            <th scope="row">{ t!("fold-of-parent", fold = name, parent = words::parent_name(key.parent)) }</th>
            <td>{ words::initialisation_in_table(key) }</td>
            <td>{ words::scheme_name(key.scheme).0 }</td>
            <td>{ percent(cell.before.clean.value()) }</td>
            <td>{ percent(cell.after.clean.value()) }</td>
            <td>{ percent(cell.after.robust.value()) }</td>
            <td>{ words::change_in_table(drop.clean) }</td>
            <td>{ words::change_in_table(drop.robust) }</td>
            <td>{ words::medians_in_table(over_trials) }</td>
            <td>{ words::collapsed_in_table(cell, over_trials) }</td>
            <td>{ words::fold_error_in_table(cell) }</td>
            <td>{ words::reached_step(cell.steps_to(0.95)) }</td>
        </tr>
    }
}
