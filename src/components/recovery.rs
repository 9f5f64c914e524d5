//! The curves of the folded block that is looked at, each way of training against the parent's line.

use std::rc::Rc;

use layerlab_spec::{CellPoint, Scheme, Stage as Stretch};
use yew::prelude::*;

use super::run_list::RunList;
use crate::{
    charts::{RecoveryChart, Scale, Trace},
    hooks::use_width,
    state::{Action, Field, Heat, Kept, Run},
    strings,
};

/// What it shows.
#[derive(Properties, PartialEq)]
pub struct RecoveryProps {
    /// What is looked at.
    pub heat: Heat,
    /// The run, unless the set-up is shown as planned.
    pub run: Option<Rc<Run>>,
    /// The runs before it.
    pub kept: Rc<Vec<Kept>>,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The panel.
#[component]
pub fn Recovery(props: &RecoveryProps) -> Html {
    let node = use_node_ref();
    let width = use_width(&node);
    let reading = use_state_eq(|| None::<usize>);
    let read = {
        let reading = reading.setter();
        Callback::from(move |to| reading.set(to))
    };
    let run = props.run.as_deref();
    let parent = run.and_then(|run| run.triaged.parent(props.heat.parent));
    let goal = parent.map(|parent| parent.validation.value());
    let own = run.and_then(|run| parents_way(run, &props.heat));
    let is_parents = own.is_some();
    let traces = own.map_or_else(|| traces(&props.heat, run), |trace| vec![trace]);
    let scale = scale(&traces, run, width);
    let chosen: Vec<CellPoint> =
        traces.iter().find(|trace| trace.is_chosen).map(|t| t.points.clone()).unwrap_or_default();
    let point = reading.and_then(|index| chosen.get(index));
    let sentence = point.map(|point| strings::recovery_reading(props.heat.scheme, point, goal, scale.per_epoch));
    html! {
        <section class="panel recovery" aria-label={strings::RECOVERY}>
            <div class="panel-head">
                <h2>{ strings::RECOVERY }</h2>
                <p class="reading" aria-live="polite">
                    { sentence.or_else(|| props.heat.fold().map(|fold| strings::recovery_of(&fold.name, is_parents))) }
                </p>
            </div>
            <div ref={node} class="chart-place">
                if width > 0.0 {
                    <RecoveryChart {traces} {scale} parent={goal.filter(|_| !is_parents)} reading={*reading} {read} />
                }
            </div>
            <RunList run={props.run.clone()} kept={props.kept.clone()} dispatch={props.dispatch.clone()} />
        </section>
    }
}

/// While the parent learns, and before any cell is there: its own curve.
fn parents_way(run: &Run, heat: &Heat) -> Option<Trace> {
    let is_parents = matches!(run.story.now()?.stretch, Stretch::Normal | Stretch::Robust);
    let has_cell = |column: usize| {
        heat.schemes.iter().any(|&scheme| matches!(heat.field(column, scheme, Some(run)), Field::Found(_)))
    };
    let is_shown = is_parents && run.report.is_none() && !(0..heat.folds.len()).any(has_cell);
    is_shown.then(|| Trace {
        name: strings::PARENT_LINE.into(),
        is_chosen: false,
        is_parent: true,
        points: run.triaged.live.to_vec(),
    })
}

/// A line for each way of training the block that is looked at; what is only looked at has none.
fn traces(heat: &Heat, run: Option<&Run>) -> Vec<Trace> {
    let Some(run) = run else { return Vec::new() };
    let trains = |scheme: &&Scheme| **scheme != Scheme::None;
    let trace = |&scheme: &Scheme| {
        let points = match heat.field(heat.column, scheme, Some(run)) {
            Field::Found(finding) => finding.cell.curve.clone(),
            Field::UnderWay => run.triaged.live.to_vec(),
            Field::Unasked | Field::Planned => return None,
        };
        let name = strings::scheme_name(scheme).0.into();
        Some(Trace { name, is_chosen: scheme == heat.scheme, is_parent: false, points })
    };
    heat.schemes.iter().filter(trains).filter_map(trace).collect()
}

fn scale(traces: &[Trace], run: Option<&Run>, width: f64) -> Scale {
    let per_epoch = run.map_or(1, |run| run.experiment.steps_per_epoch());
    let triage = run.and_then(|run| crate::state::triage_of(&run.experiment));
    let epochs = triage
        .map_or(1, |triage| if traces.iter().any(|t| t.is_parent) { triage.parent_epochs } else { triage.epochs });
    Scale::new(width, per_epoch * epochs, per_epoch)
}
