//! The heat map under the layer boxes: schemes down, folded blocks across, and in each cell the drop in accuracy.

use std::rc::Rc;

use layerlab_schema::{Estimate, Experiment, Initialisation, Layer, Parent, Scheme};
use layerlab_words::t;
use yew::prelude::*;

use super::heat_table::heat_table;
use super::progress::{CellState, TriageView};
use super::saved::saved;
use super::span::Span;
use super::words;
use crate::components::{Segments, segment, table_button};
use crate::format::{points, points_interval};
use crate::glossary::{Term, TermName};
use crate::hooks::{css_numbers, use_table};
use crate::settings::{Edit, TriageEdit, triage_of};
use crate::state::{Action, DisplayChange, Run, RunStatus};

#[derive(Properties, PartialEq)]
pub struct HeatMapProps {
    pub setup: Rc<Experiment>,
    /// The chain, before anything is folded.
    pub layers: Vec<Layer>,
    pub view: TriageView,
    pub run: Option<Rc<Run>>,
    pub status: RunStatus,
    pub dispatch: Callback<Action>,
}

/// The tracks of a triage, with the sentence that reads them.
#[component]
pub fn HeatMap(props: &HeatMapProps) -> Html {
    let node = use_node_ref();
    let hovered = use_state_eq(|| None::<(usize, Scheme)>);
    let table = use_table(&node);
    let is_apart = is_apart(&props.view);
    let columns = if is_apart { props.layers.len() } else { props.view.folds.len() };
    let numbers = css_numbers([("--columns", columns.max(1) as f64)]);
    let place = |column: usize| match props.view.folds.get(column).map(|fold| fold.blocks.as_slice()) {
        Some([first, .., last]) if is_apart => (first.first + 1, last.last + 2),
        Some([only]) if is_apart => (only.first + 1, only.last + 2),
        _ => (column + 1, column + 2),
    };
    let run = props.run.as_deref();
    let has_found = run.is_some_and(|run| run.triage.found.trials.iter().any(|trial| !trial.cells.is_empty()));
    let point = hovered.setter();
    let schemes = Scheme::ALL.into_iter().filter(|scheme| scheme.is_for(props.view.parent));
    html! {
        <div class="tracks heat" ref={node} ~style={numbers} data-test="heat" onkeydown={table.on_key.clone()}>
            <div class="tracks-head">
                <p class="track-reading" aria-live="polite" data-test="heat-reading">{ readout(props, *hovered) }</p>
                { choices(props) }
                { table_button(&table, "heat-table", !has_found) }
            </div>
            { saved(&props.layers, &props.view, run, &props.setup, &place) }
            if table.is_shown && has_found {
                { for run.map(heat_table) }
            } else {
                { head(props, &place) }
                <div role="group" aria-label={t!("schemes")}>
                    { for schemes.map(|scheme| row(props, scheme, &place, &point)) }
                </div>
            }
        </div>
    }
}

/// Whether every fold can be placed under its layers.
fn is_apart(view: &TriageView) -> bool {
    let ends: Vec<(usize, usize)> =
        view.folds.iter().filter_map(|fold| Some((fold.blocks.first()?.first, fold.blocks.last()?.last))).collect();
    ends.windows(2).all(|pair| pair[0].1 < pair[1].0)
}

/// The field under the pointer, or the selected one.
fn readout(props: &HeatMapProps, hovered: Option<(usize, Scheme)>) -> String {
    let (column, scheme) = hovered.unwrap_or((props.view.column, props.view.scheme));
    let run = props.run.as_deref();
    let field = props.view.cell(column, scheme, run);
    let has_parent = run.is_some_and(|run| run.triage.parent(props.view.parent).is_some());
    match (field, props.view.folds.get(column), run) {
        (CellState::Found(finding), Some(fold), Some(run)) => {
            let epochs = triage_of(&run.experiment).map_or(0, |triage| triage.epochs);
            let pairs = run.triage.pairs(&fold.name, props.view.key(scheme));
            words::cell_readout(fold, finding, &pairs, epochs * run.experiment.steps_per_epoch())
        }
        _ if has_parent => t!("cell-hint").into(),
        _ => t!("cell-empty").into(),
    }
}

/// Where a file has several parents or first weights, one of them is shown.
fn choices(props: &HeatMapProps) -> Html {
    let Some(triage) = triage_of(&props.setup) else { return html! {} };
    let line =
        |&parent: &Parent| segment(parent.to_string(), words::parent_name(parent), DisplayChange::Parent(parent));
    let parents: Vec<_> = triage.parents.iter().map(line).collect();
    let begins: Vec<_> = triage
        .initialisations
        .iter()
        .map(|&how: &Initialisation| {
            segment(how.name(), words::initialisation_name(how).0, DisplayChange::Initialisation(how))
        })
        .collect();
    html! {
        <>
            if parents.len() > 1 {
                { Segments { name: "parent", label: t!("parents-shown"), lines: parents,
                    chosen: props.view.parent.to_string().into(), dispatch: &props.dispatch }.view() }
            }
            if begins.len() > 1 {
                { Segments { name: "begin", label: t!("first-weights-shown"), lines: begins,
                    chosen: props.view.initialisation.name().into(), dispatch: &props.dispatch }.view() }
            }
        </>
    }
}

/// The row with the names of the columns.
fn head(props: &HeatMapProps, place: &dyn Fn(usize) -> (usize, usize)) -> Html {
    let run = props.run.as_deref();
    let found = run.map(|run| &run.triage.found);
    let trials = found.filter(|found| !found.map.is_empty()).map_or(1, |found| found.trials.len());
    html! {
        <div class="track heat-head">
            <div class="track-name">
                <h2 title={t!("change-hint")}><Term name={TermName::Criticality}>{ t!("change") }</Term></h2>
                <small>{ t!("change-by-scheme") }</small>
            </div>
            <div class="folds-place">
                { for props.view.folds.iter().enumerate().map(|(column, fold)| {
                    let (from, to) = place(column);
                    html! {
                        <Span key={fold.name.clone()} {from} {to} class="heat-names">
                            <span class="heat-name">{ &fold.name }</span>
                            <small class="ink-clean">{ t!("side-clean") }</small>
                            <small class="ink-attacked">{ t!("side-attacked") }</small>
                        </Span>
                    }
                }) }
            </div>
            <div class="track-side"><small>{ words::change_on(run.map_or(&props.setup, |run| &run.experiment), trials) }</small></div>
        </div>
    }
}

/// One scheme: ticked where it is chosen.
fn row(
    props: &HeatMapProps,
    scheme: Scheme,
    place: &dyn Fn(usize) -> (usize, usize),
    point: &UseStateSetter<Option<(usize, Scheme)>>,
) -> Html {
    let (word, hint) = words::scheme_name(scheme);
    let is_asked = props.view.schemes.contains(&scheme);
    let dispatch = props.dispatch.clone();
    html! {
        <div class={classes!("track", "heat-row", (!is_asked).then_some("is-unasked"))}>
            <label class="track-name heat-scheme" title={hint}>
                <input type="checkbox" checked={is_asked} disabled={props.status.is_active()}
                    data-test={format!("scheme-{}", scheme.name())}
                    onchange={move |_| dispatch.emit(Action::Edit(Edit::Triage(TriageEdit::Scheme(scheme))))} />
                <span>{ scheme_word(scheme, word) }</span>
            </label>
            <div class="folds-place">
                { for (0..props.view.folds.len()).map(|column| {
                    let (from, to) = place(column);
                    html! {
                        <Span key={props.view.folds[column].name.clone()} {from} {to}>
                            { cell(props, column, scheme, point) }
                        </Span>
                    }
                }) }
            </div>
        </div>
    }
}

/// The name of a scheme, with its term where the glossary has one.
fn scheme_word(scheme: Scheme, word: &'static str) -> Html {
    let name = match scheme {
        Scheme::DistillLogits | Scheme::DistillHint | Scheme::DistillGlobal => TermName::Distillation,
        Scheme::Transfer => TermName::Transfer,
        Scheme::Global => TermName::FineTune,
        Scheme::Scratch => TermName::Control,
        Scheme::None | Scheme::Local => return html! { { word } },
    };
    html! { <Term {name}>{ word }</Term> }
}

fn cell(props: &HeatMapProps, column: usize, scheme: Scheme, point: &UseStateSetter<Option<(usize, Scheme)>>) -> Html {
    let run = props.run.as_deref();
    let (fold, field) = (&props.view.folds[column], props.view.cell(column, scheme, run));
    let is_chosen = (column, scheme) == (props.view.column, props.view.scheme);
    let label = words::cell_label(fold, scheme, field);
    let name = format!("{}/{}", fold.name, scheme.name());
    let enter = {
        let point = point.clone();
        move || point.set(Some((column, scheme)))
    };
    let leave = {
        let point = point.clone();
        move || point.set(None)
    };
    let (inside, class) = match field {
        CellState::Unasked => return html! { <span class="heat-cell is-unasked" aria-hidden="true" /> },
        CellState::Planned => (html! {}, "is-planned"),
        CellState::UnderWay => {
            (html! { <span class="heat-now">{ run.map(words::cell_progress) }</span> }, "is-under-way")
        }
        CellState::Found(finding) => {
            let halves = html! {
                <>
                    <span class="unseen">{ words::cell_name(fold, scheme) }</span>
                    { half(finding.drop.clean, "clean") }
                    <span class="unseen">{ t!("cell-name-attacked") }</span>
                    { half(finding.drop.robust, "attacked") }
                </>
            };
            (halves, "is-found")
        }
    };
    let share = |of: fn(&layerlab_schema::Drop) -> Estimate| match field {
        CellState::Found(finding) => Some(format!("{:.4}", of(&finding.drop).value)),
        CellState::Unasked | CellState::Planned | CellState::UnderWay => None,
    };
    let show = DisplayChange::Cell(fold.name.clone(), scheme);
    let dispatch = props.dispatch.clone();
    html! {
        <button type="button" class={classes!("heat-cell", class, is_chosen.then_some("is-chosen"))} aria-label={label}
            aria-current={is_chosen.then_some("true")} data-cell={name} data-state={class} data-clean={share(|drop| drop.clean)}
            data-robust={share(|drop| drop.robust)} onclick={move |_| dispatch.emit(Action::Display(show.clone()))}
            onpointerenter={let enter = enter.clone(); move |_| enter()} onfocus={move |_| enter()}
            onpointerleave={let leave = leave.clone(); move |_| leave()} onblur={move |_| leave()}>
            { inside }
        </button>
    }
}

/// One side of a field: the points, and their interval.
fn half(lost: Estimate, side: &'static str) -> Html {
    let is_chance = lost.low <= 0.0 && lost.high >= 0.0;
    let class = classes!("heat-half", format!("is-{side}"), level(lost.value), is_chance.then_some("is-chance"));
    html! { <span {class}><b>{ points(lost) }</b><small>{ points_interval(lost) }</small></span> }
}

/// How deep the colour is: each step about twice the points of the one before.
fn level(lost: f64) -> &'static str {
    match 100.0 * lost {
        ..0.5 => "level-0",
        ..2.0 => "level-1",
        ..5.0 => "level-2",
        ..10.0 => "level-3",
        ..20.0 => "level-4",
        ..40.0 => "level-5",
        _ => "level-6",
    }
}
