//! The stage: the network as a row of stones, the cut, and the tracks under it.

use std::rc::Rc;

use layerlab_schema::{Cut, Experiment, Layer, Mode, Scheme, Side, replacement_layer};
use layerlab_words::t;
use web_sys::Element;
use yew::prelude::*;

use super::{
    answer::Answer, cut_slider::CutSlider, fold_row::FoldRow, folded_box::FoldedBox, heat_map::HeatMap,
    input_box::InputBox, layer_box::LayerBox, mode_switch::ModeSwitch, parent_card::parent_card,
    sensitivity::Sensitivity, tracks::Tracks, transfer_sides::transfer_sides,
};
use crate::{
    hooks::use_css_numbers,
    settings::{ParentKind, rest_of, transfer_of, triage_of},
    state::{
        Action, Display, EvaluationResult, LayerState, MeasuredNetwork, Run, RunStatus, TransferFocus, TriageView,
    },
};

/// More layers than this stand closer.
const LONG: usize = 6;

/// What it shows.
#[derive(Properties, PartialEq)]
pub struct NetworkViewProps {
    /// The set-up.
    pub setup: Rc<Experiment>,
    /// Where the run is.
    pub status: RunStatus,
    /// The run.
    pub run: Option<Rc<Run>>,
    /// Whether the set-up is shown as planned, rather than a run that was made with it.
    pub is_planned: bool,
    /// The look whose example flows through.
    pub look: Option<Rc<EvaluationResult>>,
    /// The networks of a protocol, for this cut.
    pub networks: Vec<MeasuredNetwork>,
    /// Of which cut, and what the rest was fine-tuned for.
    pub focus: TransferFocus,
    /// What is looked at of them.
    pub display: Rc<Display>,
    /// The heat map of a triage.
    pub heat: Option<TriageView>,
    /// Which example flows through.
    pub selected: usize,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The stage. It scrolls sideways as a whole where it does not fit, so that tracks stay under their layers.
#[component]
pub fn NetworkView(props: &NetworkViewProps) -> Html {
    let node = use_node_ref();
    let layers = props.setup.chain().unwrap_or_default();
    let cut = props.setup.cut.at_most(layers.len());
    use_css_numbers(&node, [("--layers", layers.len().max(1) as f64), ("--cut", cut.front() as f64)]);
    use_effect_with(node.clone(), bring_cut_into_view);
    let run = props.run.clone().filter(|_| !props.is_planned);
    let names: Vec<String> = layers.iter().map(|layer| layer.name.clone()).collect();
    let example = props.look.clone().filter(|_| !props.is_planned);
    html! {
        <section class="stage" aria-label={t!("network-view")}>
            <div class="network-scroll" tabindex="-1">
                <div class={classes!("network-grid", (layers.len() > LONG).then_some("is-long"))} ref={node}>
                    <div class="spine" aria-hidden="true" />
                    <InputBox set={props.setup.data.set} look={example.clone()} selected={props.selected} />
                    { for stones(props, &layers, run.as_deref()) }
                    if let (Some(heat), Some(triage)) = (&props.heat, triage_of(&props.setup)) {
                        { parent_card(triage, heat, run.as_deref(), &props.status, &props.dispatch) }
                    } else {
                        <Answer set={props.setup.data.set} look={example} selected={props.selected} />
                    }
                    if !layers.is_empty() && has_cut(&props.setup) {
                        <div class="cut-rail">
                            <CutSlider {cut} names={names.clone()} is_locked={props.status.is_active()}
                                dispatch={props.dispatch.clone()} />
                        </div>
                    }
                    { sides(props, cut, &layers) }
                    { tracks(props, names, layers.clone(), run) }
                </div>
            </div>
        </section>
    }
}

/// The stones in a row; a block that is folded is one.
fn stones(props: &NetworkViewProps, layers: &[Layer], run: Option<&Run>) -> Vec<Html> {
    let most = layers.iter().map(Layer::parameters).max().unwrap_or(1);
    let kernel = triage_of(&props.setup).map(|triage| triage.kernel).unwrap_or_default();
    let folds: Vec<_> = props.heat.iter().flat_map(|heat| &heat.folds).collect();
    let stone = |(position, layer): (usize, &Layer)| {
        let fold = folds
            .iter()
            .find_map(|fold| Some((fold, fold.blocks.iter().find(|b| b.first <= position && position <= b.last)?)));
        let Some((fold, block)) = fold else {
            let (condition, trained) = state_of(&props.setup, run, position);
            return Some(
                html! { <LayerBox key={layer.name.clone()} layer={layer.clone()} {condition} {trained} {most} /> },
            );
        };
        let single = replacement_layer(layers, block, kernel).ok().filter(|_| position == block.first)?;
        let before = layers[block.first..=block.last].iter().map(Layer::parameters).sum::<u64>();
        let is_found = |scheme: &Scheme| {
            run.is_some_and(|run| {
                props.heat.as_ref().is_some_and(|heat| run.triage.find(&fold.name, heat.key(*scheme)).is_some())
            })
        };
        let is_trained = Scheme::ALL.iter().any(is_found);
        Some(
            html! { <FoldedBox key={block.name.clone()} block={block.clone()} layer={single} {before} {is_trained} /> },
        )
    };
    layers.iter().enumerate().filter_map(stone).collect()
}

/// Whether there is something to cut: of a triage, only a half-robust parent.
fn has_cut(setup: &Experiment) -> bool {
    triage_of(setup).is_none_or(|triage| ParentKind::of(triage) == ParentKind::HalfRobust)
}

/// What stands under the stones: of one network, how far it is pushed; of a transfer, all tracks of all networks; of a triage,
/// what was saved and what was lost.
fn tracks(props: &NetworkViewProps, names: Vec<String>, layers: Vec<Layer>, run: Option<Rc<Run>>) -> Html {
    if let Some(heat) = props.heat.clone() {
        let (setup, status) = (props.setup.clone(), props.status.clone());
        return html! { <HeatMap {setup} {layers} {heat} {run} {status} dispatch={props.dispatch.clone()} /> };
    }
    if props.setup.protocol.is_none() {
        return html! { <Sensitivity {names} {run} /> };
    }
    let live = run.as_ref().filter(|_| props.status.is_active()).and_then(|run| run.look.clone());
    let experiment = run.as_ref().map_or(&props.setup, |run| &run.experiment).clone();
    html! {
        <Tracks {experiment} {live} {names} {run} focus={props.focus} networks={props.networks.clone()} display={props.display.clone()}
            dispatch={props.dispatch.clone()} />
    }
}

/// Where the row does not fit, it opens with the cut in view: that is what one takes hold of.
fn bring_cut_into_view(grid: &NodeRef) {
    let rail = grid.cast::<Element>().and_then(|g| g.query_selector(".cut").ok().flatten());
    let scroller = grid.cast::<Element>().and_then(|g| g.parent_element());
    if let (Some(cut), Some(scroller)) = (rail, scroller) {
        let place = cut.get_bounding_client_rect().right() + 24.0 - scroller.get_bounding_client_rect().right();
        scroller.set_scroll_left(place.max(0.0) as i32);
    }
}

/// How a layer trains, and whether it has: by the run, or as planned.
fn state_of(setup: &Experiment, run: Option<&Run>, position: usize) -> (LayerState, bool) {
    let side = setup.cut.side(position);
    if let Some(triage) = triage_of(setup) {
        let mode = match (ParentKind::of(triage), side) {
            (ParentKind::Robust, _) | (ParentKind::HalfRobust, Side::Front) => Mode::Adversarial,
            (ParentKind::Normal | ParentKind::HalfRobust | ParentKind::Several, _) => Mode::Clean,
        };
        return (LayerState::Mode(mode), run.is_some_and(|run| run.step > 0 || !run.triage.found.trials.is_empty()));
    }
    match (run, setup.phases.last()) {
        (Some(run), _) if run.step > 0 => run.layer_state(position, rest_of(setup)),
        (_, Some(phase)) => (LayerState::Mode(phase.mode(side)), false),
        // Where a guided run will end: a robust front, a fine-tuned rest.
        (_, None) if setup.protocol.is_some() => {
            (if side == Side::Front { LayerState::Held } else { LayerState::Tuned }, false)
        }
        (_, None) => (LayerState::Mode(Mode::Clean), false),
    }
}

fn sides(props: &NetworkViewProps, cut: Cut, layers: &[Layer]) -> Html {
    if layers.is_empty() {
        return html! {};
    }
    if props.heat.is_some() {
        let (setup, layers) = (props.setup.clone(), layers.to_vec());
        let is_locked = props.status.is_active();
        return html! { <FoldRow {setup} {layers} {is_locked} dispatch={props.dispatch.clone()} /> };
    }
    if let Some(transfer) = transfer_of(&props.setup) {
        return transfer_sides(&transfer.objectives, &props.status, &props.dispatch);
    }
    let Some(phase) = props.setup.phases.last() else { return html! {} };
    let side = |side: Side, count: usize| {
        html! {
            <ModeSwitch {side} mode={phase.mode(side)} is_empty={count == 0} is_locked={props.status.is_active()}
                dispatch={props.dispatch.clone()} />
        }
    };
    html! {
        <div class="sides">
            { side(Side::Front, cut.front()) }
            { side(Side::Rest, cut.rest(layers.len())) }
        </div>
    }
}
