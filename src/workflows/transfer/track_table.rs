//! The figures behind the tracks: the networks of the cut, γ and sensitivity of every layer, ρ of every pair, and how
//! fine-tuning went.

use layerlab_schema::{
    Accuracy, Control, Dependency, LayerMargin, LayerPair, ReadOut, ReadOutKind, Role, Scores, Tuned,
};
use layerlab_words::t;
use yew::prelude::*;

use super::progress::{TransferFocus, control_scores, cuts_of, scores_of, shift_of, tuned_of};
use super::words;
use crate::components::attack_cells;
use crate::format::{count, decimals, estimate, percent, signed};
use crate::state::{MeasuredNetwork, Run};

/// The tables: networks, layers, pairs of neighbours, epochs.
pub fn track_table(names: &[String], networks: &[MeasuredNetwork], run: Option<&Run>, focus: TransferFocus) -> Html {
    html! {
        <div class="track-tables" tabindex="0" role="group" aria-label={t!("table")}>
            { for run.map(|run| cut(run, focus)) }
            <table>
                { head(&words::layer_columns()) }
                <tbody>
                    { for names.iter().flat_map(|name| networks.iter().map(move |m| layer(name, m))) }
                </tbody>
            </table>
            <table>
                { head(&words::pair_columns()) }
                <tbody>{ for networks.iter().map(pairs) }</tbody>
            </table>
            { for run.and_then(|run| tuned_of(run, focus)).map(epochs) }
            { final_attacks(networks) }
        </div>
    }
}

/// The networks of the cut, the controls and the linear read-outs, over all trials.
fn cut(run: &Run, focus: TransferFocus) -> Html {
    let row = |name: Html, scores: &[Scores]| {
        let spread = |of: fn(&Scores) -> Accuracy| words::over_trials(scores.iter().map(of));
        let n = scores.first().map_or(0, |scores| scores.robust.of);
        html! {
            <tr>
                { name }<td>{ spread(|s| s.clean) }</td><td>{ spread(|s| s.robust) }</td><td>{ count(n) }</td>
                <td>{ scores.len() }</td>
            </tr>
        }
    };
    let networks = Role::ALL.map(|role| (role, scores_of(run, role, focus))).into_iter();
    let outs: Vec<&ReadOut> = cuts_of(run, focus).flat_map(|cut| &cut.read_outs).collect();
    let controls = Control::all().into_iter().map(|control| (control, control_scores(run, control, focus)));
    let kinds = [ReadOutKind::HeldOut, ReadOutKind::LastLayer, ReadOutKind::Paper, ReadOutKind::Random].into_iter();
    let read_out = |kind: ReadOutKind| -> Vec<Scores> {
        outs.iter().filter(|out| out.kind == kind).map(|out| out.scores).collect()
    };
    html! {
        <table>
            { head(&words::cut_columns()) }
            <tbody>
                { for networks.filter(|(_, scores)| !scores.is_empty()).map(|(role, scores)| {
                    let class = format!("net-name is-{}", role.name());
                    row(html! { <th scope="row" {class}>{ words::role_name(role) }</th> }, &scores)
                }) }
                { for controls.filter(|(_, scores)| !scores.is_empty()).map(|(control, scores)| {
                    let (name, hint) = words::control(control);
                    row(html! { <th scope="row" title={hint}>{ name }</th> }, &scores)
                }) }
                { for kinds.map(|kind| (kind, read_out(kind))).filter(|(_, scores)| !scores.is_empty()).map(|(kind, scores)| {
                    let (name, hint) = words::read_out(kind);
                    row(html! { <th scope="row" title={hint}>{ name }</th> }, &scores)
                }) }
            </tbody>
        </table>
    }
}

/// Fine-tuning, epoch by epoch: accuracy where epochs are chosen, and ρ with its null where it was taken.
fn epochs(of: &Tuned) -> Html {
    let pairs = |epoch: &layerlab_schema::TunedEpoch| {
        let words =
            epoch.pairs.iter().flat_map(|pair| pair.dependencies.iter().map(move |d| words::pair_short(pair, d)));
        words.collect::<Vec<_>>().join("; ")
    };
    html! {
        <table>
            { head(&words::epoch_columns()) }
            <tbody>
                { for of.epochs.iter().map(|epoch| html! {
                    <tr class={(epoch.epoch == of.kept).then_some("is-kept")}>
                        <th scope="row">{ words::tuned_epoch(epoch.epoch, of) }</th>
                        <td>{ percent(epoch.scores.clean.value()) }</td>
                        <td>{ percent(epoch.scores.robust.value()) }</td>
                        <td>{ count(epoch.scores.robust.of) }</td>
                        <td class="is-long">{ pairs(epoch) }</td>
                    </tr>
                }) }
            </tbody>
        </table>
    }
}

fn head(columns: &[&'static str]) -> Html {
    html! { <thead><tr>{ for columns.iter().map(|name| html! { <th scope="col">{ *name }</th> }) }</tr></thead> }
}

fn layer(name: &str, of: &MeasuredNetwork) -> Html {
    let pushed = shift_of(&of.layerwise, name).map_or_else(|| t!("none").to_owned(), estimate);
    let margins = of.layerwise.margins.iter().filter(|margin| margin.layer == name);
    let row = |margin: &LayerMargin| {
        html! {
            <tr>
                <th scope="row">{ name }</th>
                { network(of.layerwise.role) }
                <td>{ &pushed }</td>
                <td>{ words::reader_name(margin.reader) }</td>
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

fn pairs(of: &MeasuredNetwork) -> Html {
    let row = |pair: &LayerPair, d: &Dependency| {
        html! {
            <tr>
                <th scope="row">{ words::pair(&pair.parent, &pair.child) }</th>
                { network(of.layerwise.role) }
                <td>{ words::measure_name(d.measure) }</td>
                <td>{ signed(d.value) }</td>
                <td>{ signed(d.null_mean) }</td>
                <td>{ signed(d.null_p95) }</td>
                <td>{ signed(d.excess) }</td>
                <td>{ words::above_chance(d.is_above_chance()) }</td>
                <td>{ d.p.map_or_else(|| t!("none").to_owned(), |p| decimals(p, 2)) }</td>
                <td>{ d.nulls }</td>
                <td>{ count(d.samples) }</td>
            </tr>
        }
    };
    of.layerwise.pairs.iter().flat_map(|pair| pair.dependencies.iter().map(move |d| row(pair, d))).collect()
}

/// The table of the further attacks on each network.
fn final_attacks(networks: &[MeasuredNetwork]) -> Html {
    let rows = networks
        .iter()
        .flat_map(|m| m.evaluation.evaluated.attacks.iter().map(move |attack| (m.layerwise.role, attack)));
    let rows: Vec<Html> =
        rows.map(|(role, attack)| html! { <tr>{ attack_cells(attack) }{ network(role) }</tr> }).collect();
    if rows.is_empty() {
        return html! {};
    }
    html! {
        <table>
            { head(&[t!("column-attack"), t!("column-accuracy"), t!("column-n"), t!("column-network")]) }
            <tbody>{ for rows }</tbody>
        </table>
    }
}

fn network(role: Role) -> Html {
    html! { <td class={format!("net-name is-{}", role.name())}>{ words::role_name(role) }</td> }
}
