//! The curves of the selected folded block, each scheme against the parent's line.

use std::rc::Rc;

use layerlab_schema::{Scheme, Stage, TriageStage};
use layerlab_words::t;
use yew::prelude::*;

use super::progress::{CellState, RecoveryPoint, TriageView, recovery_of};
use super::recovery_chart::{RecoveryChart, Trace, hoverable};
use super::words;
use crate::charts::Scale;
use crate::components::{chart_keys, sound_button, table_button};
use crate::format::{count, percent};
use crate::hooks::{Chart, use_chart, use_sound};
use crate::settings::triage_of;
use crate::state::Run;

#[derive(Properties, PartialEq)]
pub struct RecoveryProps {
    pub view: TriageView,
    /// The run, unless the set-up is shown as planned.
    pub run: Option<Rc<Run>>,
}

#[component]
pub fn Recovery(props: &RecoveryProps) -> Html {
    let Chart { node, width, hovered, hover, table } = use_chart();
    let run = props.run.as_deref();
    let goal = run.and_then(|run| run.triage.goal(props.view.parent));
    let own = run.and_then(|run| parent_trace(run, &props.view));
    let is_parents = own.is_some();
    let traces = own.map_or_else(|| traces(&props.view, run), |trace| vec![trace]);
    let scale = scale(&traces, run, width);
    let chosen = hoverable(&traces).map(|trace| trace.points.clone()).unwrap_or_default();
    let sound = use_sound([chosen.iter().map(|point| point.clean.value).collect()].into());
    let point = hovered.and_then(|index| chosen.get(index));
    let name = hoverable(&traces).map(|trace| trace.name.clone()).unwrap_or_default();
    let sentence = point.map(|point| words::recovery_readout(&name, point, goal, scale.per_epoch));
    let of_fold = || props.view.fold().map(words::as_layers);
    let about = if is_parents { Some(t!("recovery-parent").into()) } else { of_fold() };
    html! {
        <section class="panel recovery" aria-label={t!("recovery")}>
            <div class="panel-head">
                <h2>{ t!("recovery") }</h2>
                <p class="reading" aria-live="polite">
                    { sentence.or(about) }
                </p>
                { sound_button(&sound, t!("sound-hint-one"), chosen.is_empty()) }
                { table_button(&table, "recovery-table", traces.is_empty()) }
            </div>
            <div ref={node} class="chart-place" onkeydown={chart_keys(&table, &sound)}>
                if table.is_shown && !traces.is_empty() {
                    { figures(&traces) }
                } else if width > 0.0 {
                    <RecoveryChart {traces} {scale} parent={goal.filter(|_| !is_parents)} {hovered} {hover} />
                }
            </div>
        </section>
    }
}

/// The figures of the curves, step by step.
fn figures(traces: &[Trace]) -> Html {
    let mut steps: Vec<usize> = traces.iter().flat_map(|trace| &trace.points).map(|point| point.step).collect();
    steps.sort_unstable();
    steps.dedup();
    let share = |trace: &Trace, step: usize| {
        let point = trace.points.iter().find(|point| point.step == step);
        point.map_or_else(|| t!("none").into(), |point| percent(point.clean.value))
    };
    html! {
        <div class="table-scroll" tabindex="0" role="group" aria-label={t!("table")}>
            <table>
                <thead>
                    <tr>
                        <th scope="col">{ t!("column-step") }</th>
                        { for traces.iter().map(|trace| html! { <th scope="col">{ &trace.name }</th> }) }
                    </tr>
                </thead>
                <tbody>
                    { for steps.into_iter().map(|step| html! {
                        <tr>
                            <th scope="row">{ count(step) }</th>
                            { for traces.iter().map(|trace| html! { <td>{ share(trace, step) }</td> }) }
                        </tr>
                    }) }
                </tbody>
            </table>
        </div>
    }
}

/// The parent's training curve, while it is trained and before any cell has a result.
fn parent_trace(run: &Run, view: &TriageView) -> Option<Trace> {
    let is_parents = matches!(run.protocol.now()?.stage, Stage::Triage(TriageStage::Normal | TriageStage::Robust));
    let has_cell = |column: usize| {
        view.schemes.iter().any(|&scheme| matches!(view.cell(column, scheme, Some(run)), CellState::Found(_)))
    };
    let is_shown = is_parents && run.report.is_none() && !(0..view.folds.len()).any(has_cell);
    is_shown.then(|| Trace {
        name: t!("parent-line").into(),
        is_chosen: false,
        is_parent: true,
        points: RecoveryPoint::over(&[&run.triage.live]),
    })
}

/// A line for each training scheme of the selected block; the scheme without training has none.
fn traces(view: &TriageView, run: Option<&Run>) -> Vec<Trace> {
    let Some(run) = run else { return Vec::new() };
    let trains = |scheme: &&Scheme| **scheme != Scheme::None;
    let trace = |&scheme: &Scheme| {
        let points = match view.cell(view.column, scheme, Some(run)) {
            CellState::Found(_) => recovery_of(&run.triage, &view.fold()?.name, view.key(scheme)),
            CellState::UnderWay => RecoveryPoint::over(&[&run.triage.live]),
            CellState::Unasked | CellState::Planned => return None,
        };
        let name = words::scheme_name(scheme).0.into();
        Some(Trace { name, is_chosen: scheme == view.scheme, is_parent: false, points })
    };
    view.schemes.iter().filter(trains).filter_map(trace).collect()
}

fn scale(traces: &[Trace], run: Option<&Run>, width: f64) -> Scale {
    let per_epoch = run.map_or(1, |run| run.experiment.steps_per_epoch());
    let triage = run.and_then(|run| triage_of(&run.experiment));
    let epochs = triage
        .map_or(1, |triage| if traces.iter().any(|t| t.is_parent) { triage.parent_epochs } else { triage.epochs });
    Scale::new(width, per_epoch * epochs, per_epoch)
}
