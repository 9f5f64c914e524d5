//! The transfer of robustness on the page.

use layerlab_schema::{Experiment, Layer};
use layerlab_words::t;
use yew::prelude::*;

use super::{
    noise::NoisePanel,
    progress::{self, TransferFocus},
    sides::transfer_sides,
    steps::Steps,
    theorem_audit::TheoremAuditPanel,
    tracks::Tracks,
    words,
};
use crate::{
    components::{
        Answer, Curves, Detailed, Examples, LayerBox, NetworkView, Page, RunSummary, Setup, WorkflowStatus,
        WorkflowView, claims, epochs_field, status_line, unsound,
    },
    settings::{Edit, rest_of, transfer_of},
    state::{Action, Part, Run, State},
};

pub fn view(page: &Page<'_>) -> WorkflowView {
    let (state, dispatch) = (page.state, page.dispatch);
    let (focus, run, networks) = (TransferFocus::of(state), progress::run_of(state), progress::networks(state));
    let experiment = state.run.as_ref().map_or(&state.setup, |run| &run.experiment).clone();
    let report = run.and_then(|run| run.report.clone()).filter(|report| !report.claims().is_empty());
    let body = html! {
        <>
            <Setup own={state.own.clone()} has_own={state.settings.shared.own.is_some()} setup={state.setup.clone()} status={state.status.clone()} lock={state.lock()} run={state.run.clone()}
                epochs={epochs(&state.setup, dispatch)} has_stages={true} dispatch={dispatch.clone()} />
            { status(page) }
            <Steps {focus} setup={state.setup.clone()} status={state.status.clone()} run={run.cloned()} />
            { network(state, dispatch) }
            <div class="panels">
                <Curves run={state.run.clone()} finished={state.finished.clone()} lines={page.lines.clone()}
                    dispatch={dispatch.clone()} />
                <Examples experiment={experiment.clone()} evaluation={progress::shown_evaluation(state)}
                    networks={networks.clone()} selected={state.selected} dispatch={dispatch.clone()} />
            </div>
            <Detailed part={Part::Noise}>
                <NoisePanel experiment={experiment.clone()} networks={networks.clone()} display={state.display.clone()} />
            </Detailed>
            <Detailed part={Part::Audit}>
                <TheoremAuditPanel {experiment} {networks} rest={rest_of(&state.setup)} display={state.display.clone()}
                    dispatch={dispatch.clone()} />
            </Detailed>
            if let Some(report) = report {
                <Detailed part={Part::Claims}>{ claims(&report, t!("claims-transfer-hint")) }</Detailed>
            }
        </>
    };
    WorkflowView { question: t!("question-transfer"), body }
}

fn epochs(setup: &Experiment, dispatch: &Callback<Action>) -> Html {
    let Some(transfer) = transfer_of(setup) else { return html! {} };
    html! {
        <>
            { epochs_field(words::normal_epochs(), transfer.normal_epochs, Edit::Normal, "normal-epochs", dispatch) }
            { epochs_field(words::robust_epochs(), transfer.robust_epochs, Edit::Robust, "robust-epochs", dispatch) }
            { epochs_field(words::tune_epochs(), transfer.fine_tune_epochs, Edit::FineTune, "tune-epochs", dispatch) }
        </>
    }
}

fn status(page: &Page<'_>) -> Html {
    let state = page.state;
    let planned = || unsound(state).unwrap_or_else(|| (words::planned(&state.setup), t!("transfer-empty").into()));
    let changed = if progress::run_of(state).is_none() { Some(t!("setup-changed")) } else { None };
    status_line(page, &WorkflowStatus { planned: &planned, progress: words::progress, changed, done: None })
}

fn network(state: &State, dispatch: &Callback<Action>) -> Html {
    let (setup, run) = (&state.setup, progress::run_of(state));
    let layers = setup.chain().unwrap_or_default();
    let names: Vec<String> = layers.iter().map(|layer| layer.name.clone()).collect();
    let evaluation = progress::shown_evaluation(state).filter(|_| run.is_some());
    let most = layers.iter().map(Layer::parameters).max().unwrap_or(1);
    let boxes: Vec<Html> = layers
        .iter()
        .enumerate()
        .map(|(position, layer)| {
            let (layer_state, trained) = progress::layer_state(setup, run.map(|run| &**run), position);
            html! { <LayerBox key={layer.name.clone()} layer={layer.clone()} state={layer_state} {trained} {most} /> }
        })
        .collect();
    let data = run.map_or(&setup.data, |run| &run.experiment.data).clone();
    let end = html! { <Answer {data} evaluation={evaluation.clone()} selected={state.selected} /> };
    let objectives = transfer_of(setup).map(|transfer| transfer.objectives.as_slice()).unwrap_or_default();
    let sides = transfer_sides(objectives, &state.status, dispatch);
    let live = run.filter(|_| state.status.is_active()).and_then(|run| run.evaluation.clone());
    let tracks = html! {
        <Tracks experiment={run.map_or(setup, |run| &run.experiment).clone()} {live} names={names.clone()}
            run={run.cloned()} focus={TransferFocus::of(state)} networks={progress::networks(state)}
            display={state.display.clone()} dispatch={dispatch.clone()} />
    };
    html! {
        <NetworkView data={setup.data.clone()} {names} cut={setup.cut} has_cut={true} is_locked={state.status.is_active()} {evaluation}
            selected={state.selected} {boxes} {end} {sides} {tracks} dispatch={dispatch.clone()} />
    }
}

/// The result of a transfer and its conditions; `None` for other runs.
pub fn finding(state: &State, run: &Run) -> Option<(String, String)> {
    transfer_of(&run.experiment)?;
    let trials = run.report.as_deref().map_or(1, words::trials_of);
    let brackets = if trials > 1 { words::OVER_TRIALS } else { words::OVER_SAMPLES };
    Some((words::finding(run, TransferFocus::of(state)), words::provenance(run, brackets)))
}

/// The texts of a transfer in the list of runs; `None` for other runs.
pub fn summary(run: &Run) -> Option<RunSummary> {
    transfer_of(&run.experiment)?;
    Some(RunSummary {
        name: words::kind_name(run.kind()),
        detail: words::run_detail(run),
        clean: None,
        robust: Some(words::in_short(run)),
    })
}
