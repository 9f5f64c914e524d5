//! The figures behind the tracks: γ and sensitivity of every layer, ρ of every pair, of every network.

use layerlab_spec::{Bond, Dependency, Role, Semirobustness};
use yew::prelude::*;

use crate::{
    format::{count, estimate, percent, signed},
    state::{Measured, shift_of},
    strings,
};

/// Two tables: layers, and pairs of neighbours.
pub fn track_table(names: &[String], networks: &[Measured]) -> Html {
    html! {
        <div class="track-tables" tabindex="0" role="region" aria-label={strings::TABLE}>
            <table>
                { head(strings::LAYER_COLUMNS) }
                <tbody>
                    { for names.iter().flat_map(|name| networks.iter().map(move |m| layer(name, m))) }
                </tbody>
            </table>
            <table>
                { head(strings::BOND_COLUMNS) }
                <tbody>{ for networks.iter().map(bonds) }</tbody>
            </table>
        </div>
    }
}

fn head(columns: [&'static str; 10]) -> Html {
    html! { <thead><tr>{ for columns.map(|name| html! { <th scope="col">{ name }</th> }) }</tr></thead> }
}

fn layer(name: &str, of: &Measured) -> Html {
    let pushed = shift_of(&of.portrait, name).map_or("–".to_owned(), estimate);
    let margins = of.portrait.margins.iter().filter(|margin| margin.layer == name);
    let row = |margin: &Semirobustness| {
        html! {
            <tr>
                <th scope="row">{ name }</th>
                { network(of.portrait.role) }
                <td>{ &pushed }</td>
                <td>{ strings::reader_name(margin.reader) }</td>
                <td>{ estimate(margin.clean) }</td>
                <td>{ estimate(margin.certified) }</td>
                <td>{ estimate(margin.attacked) }</td>
                <td>{ estimate(margin.transferred) }</td>
                <td>{ percent(margin.attacked_accuracy.value()) }</td>
                <td>{ count(margin.attacked_accuracy.of) }</td>
            </tr>
        }
    };
    margins.map(row).collect()
}

fn bonds(of: &Measured) -> Html {
    let row = |bond: &Bond, d: &Dependency| {
        html! {
            <tr>
                <th scope="row">{ strings::pair(&bond.parent, &bond.child) }</th>
                { network(of.portrait.role) }
                <td>{ strings::measure_name(d.measure) }</td>
                <td>{ signed(d.value) }</td>
                <td>{ signed(d.null_mean) }</td>
                <td>{ signed(d.null_p95) }</td>
                <td>{ signed(d.excess) }</td>
                <td>{ strings::above_chance(d.is_above_chance()) }</td>
                <td>{ d.nulls }</td>
                <td>{ count(d.samples) }</td>
            </tr>
        }
    };
    of.portrait.bonds.iter().flat_map(|bond| bond.dependencies.iter().map(move |d| row(bond, d))).collect()
}

fn network(role: Role) -> Html {
    html! { <td class={format!("net-name is-{}", role.name())}>{ strings::role_name(role) }</td> }
}
