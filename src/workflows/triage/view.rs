//! The page of a triage.

use layerlab_schema::{Experiment, Kernel, Layer, Scheme, Triage, replacement_layer};
use layerlab_words::t;
use yew::prelude::*;

use super::{
    filters::FilterGallery,
    fold_row::FoldRow,
    folded_box::FoldedBox,
    heat_map::HeatMap,
    parent_card::parent_card,
    progress::{self, TriageView},
    recovery::Recovery,
    words,
};
use crate::{
    components::{
        Detailed, LayerBox, Line, ListField, NetworkView, Page, RunList, RunSummary, Setup, WorkflowStatus,
        WorkflowView, claims, epochs_field, status_line, unsound,
    },
    settings::{Edit, ParentKind, TriageEdit, triage_of},
    state::{Action, Part, Run, State},
};

pub fn view(page: &Page<'_>) -> WorkflowView {
    let state = page.state;
    let body = match (triage_of(&state.setup), TriageView::shown(state)) {
        (Some(triage), Some(view)) => body(page, triage, &view),
        _ => html! {},
    };
    WorkflowView { question: t!("question-triage"), body }
}

fn body(page: &Page<'_>, triage: &Triage, view: &TriageView) -> Html {
    let (state, dispatch) = (page.state, page.dispatch);
    let run = progress::run_of(state).cloned();
    let report = run.as_ref().and_then(|run| run.report.clone()).filter(|report| !report.claims().is_empty());
    html! {
        <>
            <Setup own={state.own.clone()} has_own={state.settings.shared.own.is_some()} setup={state.setup.clone()} status={state.status.clone()} lock={state.lock()} run={state.run.clone()}
                is_incomplete={view.folds.is_empty()} epochs={epochs(triage, dispatch)} has_stages={true}
                more={compression(triage, dispatch)} dispatch={dispatch.clone()} />
            { status(page, view) }
            { network(state, triage, view, dispatch) }
            <div class="panels">
                <Recovery view={view.clone()} run={run.clone()} />
                <FilterGallery view={view.clone()} {run} />
            </div>
            if let Some(report) = report {
                <Detailed part={Part::Claims}>{ claims(&report, t!("claims-triage-hint")) }</Detailed>
            }
            <RunList lines={page.lines.clone()} run={state.run.clone()} finished={state.finished.clone()}
                dispatch={dispatch.clone()} />
        </>
    }
}

fn epochs(triage: &Triage, dispatch: &Callback<Action>) -> Html {
    let parent: fn(usize) -> Edit = |epochs| Edit::Triage(TriageEdit::ParentEpochs(epochs));
    let child: fn(usize) -> Edit = |epochs| Edit::Triage(TriageEdit::Epochs(epochs));
    html! {
        <>
            { epochs_field(words::parent_epochs(), triage.parent_epochs, parent, "parent-epochs", dispatch) }
            { epochs_field(words::child_epochs(), triage.epochs, child, "child-epochs", dispatch) }
        </>
    }
}

/// How the layer in the place of a block is made.
fn compression(triage: &Triage, dispatch: &Callback<Action>) -> Html {
    let value = |kernel: Kernel| match kernel {
        Kernel::Same => "same",
        Kernel::ReceptiveField => "receptive-field",
    };
    let line = |kernel: Kernel| Line {
        value: value(kernel),
        label: words::kernel_name(kernel).into(),
        is_off: false,
        edit: Edit::Triage(TriageEdit::Kernel(kernel)),
    };
    let lines = [Kernel::Same, Kernel::ReceptiveField].map(line).to_vec();
    html! {
        <fieldset>
            <legend>{ t!("more-compression") }</legend>
            <ListField label={t!("kernel")} {lines} chosen={value(triage.kernel)} test="kernel"
                dispatch={dispatch.clone()} />
        </fieldset>
    }
}

fn status(page: &Page<'_>, view: &TriageView) -> Html {
    let state = page.state;
    let planned = || {
        if view.folds.is_empty() {
            return (t!("triage-pick").into(), t!("triage-pick-how").into());
        }
        unsound(state).unwrap_or_else(|| (words::planned(&state.setup), t!("triage-ready").into()))
    };
    let mut changed = None;
    if let Some(run) = &state.run {
        if state.adds() {
            changed = Some(t!("triage-adds"));
        } else if run.experiment != state.setup {
            changed = Some(t!("setup-changed"));
        }
    }
    status_line(page, &WorkflowStatus { planned: &planned, progress: words::progress, changed, done: None })
}

fn network(state: &State, triage: &Triage, view: &TriageView, dispatch: &Callback<Action>) -> Html {
    let (setup, run) = (&state.setup, progress::run_of(state).cloned());
    let layers = setup.chain().unwrap_or_default();
    let names: Vec<String> = layers.iter().map(|layer| layer.name.clone()).collect();
    let is_locked = state.status.is_active();
    let boxes = boxes(setup, triage, view, &layers, run.as_deref());
    let end = parent_card(triage, view, run.as_deref(), &state.status, dispatch);
    let sides = html! {
        <FoldRow setup={setup.clone()} layers={layers.clone()} {is_locked} dispatch={dispatch.clone()} />
    };
    let evaluation = run.as_ref().and_then(|run| run.evaluation.clone());
    let tracks = html! {
        <HeatMap setup={setup.clone()} {layers} view={view.clone()} {run} status={state.status.clone()}
            dispatch={dispatch.clone()} />
    };
    // Only a half-robust parent has something to cut.
    let has_cut = ParentKind::of(triage) == ParentKind::HalfRobust;
    html! {
        <NetworkView data={setup.data.clone()} {names} cut={setup.cut} {has_cut} {is_locked} {evaluation}
            selected={state.selected} {boxes} {end} {sides} {tracks} dispatch={dispatch.clone()} />
    }
}

/// The layers of the parent in a row; a block that is folded is one box.
fn boxes(setup: &Experiment, triage: &Triage, view: &TriageView, layers: &[Layer], run: Option<&Run>) -> Vec<Html> {
    let most = layers.iter().map(Layer::parameters).max().unwrap_or(1);
    let layer_box = |(position, layer): (usize, &Layer)| {
        let fold = view
            .folds
            .iter()
            .find_map(|fold| Some((fold, fold.blocks.iter().find(|b| b.first <= position && position <= b.last)?)));
        let Some((fold, block)) = fold else {
            let (layer_state, trained) = progress::layer_state(setup, run, position);
            return Some(html! {
                <LayerBox key={layer.name.clone()} layer={layer.clone()} state={layer_state} {trained} {most} />
            });
        };
        let single = replacement_layer(layers, block, triage.kernel).ok().filter(|_| position == block.first)?;
        let before = layers[block.first..=block.last].iter().map(Layer::parameters).sum::<u64>();
        let is_found =
            |scheme: &Scheme| run.is_some_and(|run| run.triage.find(&fold.name, view.key(*scheme)).is_some());
        let is_trained = Scheme::ALL.iter().any(is_found);
        Some(
            html! { <FoldedBox key={block.name.clone()} block={block.clone()} layer={single} {before} {is_trained} /> },
        )
    };
    layers.iter().enumerate().filter_map(layer_box).collect()
}

/// The result of a triage, for the shown parent and initialisation, and its conditions; `None` for other runs.
pub fn finding(state: &State, run: &Run) -> Option<(String, String)> {
    triage_of(&run.experiment)?;
    let shown = progress::run_of(state).and_then(|_| TriageView::shown(state));
    let trials = run.report.as_deref().map_or(1, words::trials_of);
    let brackets = if trials > 1 { words::INTERVALS_OVER_TRIALS } else { words::OVER_SAMPLES };
    Some((words::finding(run, shown.as_ref()), words::provenance(run, brackets)))
}

/// The texts of a triage in the list of runs; `None` for other runs.
pub fn summary(run: &Run) -> Option<RunSummary> {
    triage_of(&run.experiment)?;
    Some(RunSummary {
        name: words::kind_name(run.kind()),
        detail: words::run_detail(run),
        clean: Some(words::in_short(run)),
        robust: None,
    })
}
