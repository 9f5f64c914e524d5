//! The page of plain training.

use std::rc::Rc;

use layerlab_schema::{Experiment, Layer, Mode, Side};
use layerlab_words::t;
use yew::prelude::*;

use super::{
    layer_mode::{ModeOfLayer, layer_mode},
    mode_switch::ModeSwitch,
    progress,
    sensitivity::Sensitivity,
    words,
};
use crate::{
    components::{
        Answer, Contrast, Curves, Examples, LayerBox, NetworkView, Page, RunSummary, Setup, SwitchField,
        WorkflowStatus, WorkflowView, epochs_field, status_line, unsound,
    },
    format::percent,
    settings::{Edit, Kind, UNTIL_STOPPED, warm_epochs},
    state::{Action, Lock, Run, State},
};

pub fn view(page: &Page<'_>) -> WorkflowView {
    let (state, dispatch) = (page.state, page.dispatch);
    let evaluation = state.run.as_ref().and_then(|run| run.evaluation.clone());
    let experiment = state.run.as_ref().map_or(&state.setup, |run| &run.experiment).clone();
    let is_series = progress::is_series(state);
    let contrast = html! {
        <Contrast runs={progress::contrasted(state)} {is_series} selected={state.selected} dispatch={dispatch.clone()} />
    };
    let body = html! {
        <>
            <Setup own={state.own.clone()} has_own={state.settings.shared.own.is_some()} setup={state.setup.clone()} status={state.status.clone()} lock={state.lock()} run={state.run.clone()}
                epochs={epochs(state, dispatch)} dispatch={dispatch.clone()} />
            { status(page) }
            if is_series {
                { contrast.clone() }
            }
            { network(state, dispatch) }
            if !is_series {
                { contrast }
            }
            <div class="panels">
                <Curves run={state.run.clone()} finished={state.finished.clone()} lines={page.lines.clone()}
                    dispatch={dispatch.clone()} />
                <Examples {experiment} {evaluation} networks={Vec::new()} selected={state.selected}
                    dispatch={dispatch.clone()} />
            </div>
        </>
    };
    let question = match Kind::of(&state.setup) {
        Kind::Normal => t!("question-normal"),
        Kind::Robust => t!("question-robust"),
        _ => t!("question-transfer"),
    };
    WorkflowView { question, body }
}

fn epochs(state: &State, dispatch: &Callback<Action>) -> Html {
    let setup = &state.setup;
    let last = setup.phases.last().map_or(0, |phase| phase.epochs);
    let is_open = last >= UNTIL_STOPPED;
    html! {
        <>
            { epochs_field((t!("warm-epochs"), t!("warm-epochs-hint")), warm_epochs(setup), Edit::Warm, "warm", dispatch) }
            if !is_open {
                { epochs_field((t!("epochs"), t!("epochs-hint")), last, Edit::Epochs, "epochs", dispatch) }
            }
            <SwitchField label={t!("until-stopped")} is_on={is_open} edit={Edit::UntilStopped as fn(bool) -> Edit}
                test="until-stopped" dispatch={dispatch.clone()} />
            if !is_open {
                <SwitchField label={t!("compare")} is_on={state.settings.compares()} edit={Edit::Compare as fn(bool) -> Edit}
                    test="compare" dispatch={dispatch.clone()} />
            }
        </>
    }
}

fn status(page: &Page<'_>) -> Html {
    let state = page.state;
    let planned = || unsound(state).unwrap_or_else(|| (words::planned(&state.setup), t!("planned-how").into()));
    let (mut changed, mut done) = (None, None);
    if let Some(run) = &state.run {
        if run.setup != state.setup {
            changed = Some(t!("setup-changed"));
        } else if state.is_example() {
            changed = Some(t!("example-aside"));
        }
        let is_open = run.is_until_stopped() && run.measuring.is_none();
        done = (!is_open).then(|| run.measuring.unwrap_or(run.step as f64 / run.steps.max(1) as f64));
    }
    status_line(page, &WorkflowStatus { planned: &planned, progress: words::run_progress, changed, done })
}

fn network(state: &State, dispatch: &Callback<Action>) -> Html {
    let (setup, run) = (&state.setup, progress::run_of(state));
    let layers = setup.chain().unwrap_or_default();
    let names: Vec<String> = layers.iter().map(|layer| layer.name.clone()).collect();
    let evaluation = run.and_then(|run| run.evaluation.clone());
    let most = layers.iter().map(Layer::parameters).max().unwrap_or(1);
    let is_locked = state.lock() == Lock::Closed;
    let boxes: Vec<Html> = layers
        .iter()
        .enumerate()
        .map(|(position, layer)| {
            let (layer_state, trained) = progress::layer_state(setup, run.map(|run| &**run), position);
            let mode = ModeOfLayer { position, mode: planned(setup, position), is_locked };
            html! {
                <LayerBox key={layer.name.clone()} layer={layer.clone()} state={layer_state} {trained} {most}
                    choice={layer_mode(&layer.name, mode, dispatch)} />
            }
        })
        .collect();
    let data = run.map_or(&setup.data, |run| &run.experiment.data).clone();
    let end = html! { <Answer {data} evaluation={evaluation.clone()} selected={state.selected} /> };
    let tracks = html! { <Sensitivity names={names.clone()} run={run.cloned()} /> };
    html! {
        <NetworkView data={setup.data.clone()} {names} cut={setup.cut} has_cut={true} is_locked={state.lock() == Lock::Closed} {evaluation}
            selected={state.selected} {boxes} {end} sides={sides(state, layers.len(), dispatch)} {tracks}
            dispatch={dispatch.clone()} />
    }
}

/// The mode in which a layer is to be trained.
fn planned(setup: &Experiment, position: usize) -> Mode {
    setup.phases.last().map_or(Mode::Clean, |phase| phase.mode_at(setup.cut, position))
}

fn sides(state: &State, layers: usize, dispatch: &Callback<Action>) -> Html {
    let Some(phase) = state.setup.phases.last() else { return html! {} };
    let cut = state.setup.cut.at_most(layers);
    let is_locked = state.lock() == Lock::Closed;
    let modes = phase.modes(cut, layers);
    let (front, rest) = modes.split_at(cut.front());
    let side = |side: Side, modes: &[Mode]| {
        let mode = modes.first().copied().filter(|first| modes.iter().all(|mode| mode == first));
        html! {
            <ModeSwitch {side} {mode} is_empty={modes.is_empty()} {is_locked} dispatch={dispatch.clone()} />
        }
    };
    html! {
        <div class="sides">
            { side(Side::Front, front) }
            { side(Side::Rest, rest) }
        </div>
    }
}

/// The result of a run, beside that of an earlier one in other modes.
pub fn finding(state: &State, run: &Run) -> (String, String) {
    let others: Vec<&Run> = state.finished.iter().map(|kept| Rc::as_ref(&kept.run)).collect();
    (words::finding(run, &others), words::provenance(run, words::OVER_SAMPLES))
}

/// The texts of the run in the list of runs.
pub fn summary(run: &Run) -> RunSummary {
    let accuracies = run.accuracies();
    RunSummary {
        name: words::kind_name(run.kind()),
        detail: words::run_detail(run),
        clean: accuracies.map(|(clean, _)| percent(clean.value())),
        robust: accuracies.map(|(_, robust)| percent(robust.value())),
    }
}
