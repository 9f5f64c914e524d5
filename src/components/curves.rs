//! The curves of the run, the readout of a point, the runs of this visit, and the table of all figures.

use std::rc::Rc;

use layerlab_schema::{Accuracy, CurvePoint};
use layerlab_words::t;
use yew::prelude::*;

use super::{
    attack_menu::attack_table,
    chart_buttons::{chart_keys, sound_button, table_button},
    run_list::{RunLines, RunList},
    scrubber::scrubber,
    words::{changes, measured_on, readout},
};
use crate::{
    charts::{AccuracyChart, CurveTable, LossChart, Mark, Scale},
    glossary::{Term, TermName},
    hooks::{Chart, use_chart, use_sound},
    state::{Action, FinishedRun, Run, StageProgress},
    strings,
};

#[derive(Properties, PartialEq)]
pub struct CurvesProps {
    pub run: Option<Rc<Run>>,
    /// The runs before it.
    pub finished: Rc<Vec<FinishedRun>>,
    /// The texts of all runs in the list.
    pub lines: RunLines,
    pub dispatch: Callback<Action>,
}

#[component]
pub fn Curves(props: &CurvesProps) -> Html {
    let Chart { node, width, hovered, hover, table } = use_chart();
    let curve = props.run.as_ref().map(|run| run.curve.clone()).unwrap_or_default();
    let losses = props.run.as_ref().map(|run| run.losses.clone()).unwrap_or_default();
    let scale = scale(props, width);
    let marks = props.run.as_deref().map(marks).unwrap_or_default();
    let moment = props.run.as_ref().and_then(|run| run.moment);
    let voice = |of: fn(&CurvePoint) -> Accuracy| curve.iter().map(|point| of(point).value()).collect();
    let sound = use_sound([voice(|point| point.clean), voice(|point| point.robust)].into());
    html! {
        <section class="panel curves" aria-label={t!("curves")}>
            <div class="panel-head">
                <h2><Term name={TermName::Samples}>{ t!("curves") }</Term></h2>
                <p class="reading" aria-live="polite">{ sentence(&curve, hovered, scale.per_epoch) }</p>
                { sound_button(&sound, t!("sound-hint"), curve.is_empty()) }
                { table_button(&table, "table", curve.is_empty()) }
            </div>
            <div ref={node} class="chart-place" onkeydown={chart_keys(&table, &sound)}>
                if table.is_shown && !curve.is_empty() {
                    <CurveTable {curve} />
                } else if width > 0.0 {
                    <AccuracyChart {curve} finished={props.finished.clone()} {scale} {marks} {moment} {hovered} {hover} />
                    <LossChart {losses} {scale} />
                }
            </div>
            if let Some(run) = props.run.as_ref().filter(|run| !run.curve.is_empty()) {
                <p class="chart-note">{ measured_on(run) }</p>
            }
            if let Some(run) = &props.run {
                { scrubber(run, &props.dispatch) }
            }
            // Always one node, so that the chart before it keeps its element.
            if let Some(report) = props.run.as_ref().and_then(|run| run.report.as_ref()) {
                { attack_table(&report.last.attacks) }
            }
            <RunList lines={props.lines.clone()} run={props.run.clone()} finished={props.finished.clone()}
                dispatch={props.dispatch.clone()} />
        </section>
    }
}

/// Where the stages of a protocol begin, or where the settings of a plain run were changed.
fn marks(run: &Run) -> Vec<Mark> {
    let stage = |begun: &StageProgress| Mark { step: begun.step, name: strings::stage_name(begun.stage).into() };
    let change = |(step, name)| Mark { step, name };
    run.protocol.begun.iter().map(stage).chain(changes(&run.experiment).into_iter().map(change)).collect()
}

/// The scale of the current run, or of the last one before it.
fn scale(props: &CurvesProps, width: f64) -> Scale {
    let last = props.finished.iter().rev().find(|kept| kept.visible).map(|kept| &kept.run);
    match props.run.as_ref().or(last) {
        Some(run) => Scale::new(width, run.drawn_steps(), run.experiment.steps_per_epoch()),
        None => Scale::new(width, 4, 1),
    }
}

/// The readout of the chosen point, or of the newest.
fn sentence(curve: &[CurvePoint], hovered: Option<usize>, per_epoch: f64) -> String {
    let point = hovered.and_then(|index| curve.get(index));
    point.map(|point| readout(point, per_epoch)).unwrap_or_default()
}
