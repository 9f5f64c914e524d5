//! The stage: the network as a row of stones, the cut, and the tracks under it.

use std::rc::Rc;

use layerlab_spec::{Experiment, Layer, Mode, Side};
use web_sys::Element;
use yew::prelude::*;

use super::{
    answer::Answer, cut::Cut, input_stone::InputStone, mode_switch::ModeSwitch, pushed::Pushed, stone::Stone,
    tracks::Tracks, transfer_sides::transfer_sides,
};
use crate::{
    hooks::use_css_numbers,
    state::{Action, Condition, Look, Measured, Question, Run, Stage, View, rest_of, transfer_of},
    strings,
};

/// What it shows.
#[derive(Properties, PartialEq)]
pub struct StageRowProps {
    /// The set-up.
    pub setup: Rc<Experiment>,
    /// Where the run is.
    pub stage: Stage,
    /// The run.
    pub run: Option<Rc<Run>>,
    /// Whether the set-up is shown as planned, rather than a run that was made with it.
    pub is_planned: bool,
    /// The look whose example flows through.
    pub look: Option<Rc<Look>>,
    /// The networks of a protocol, for this cut.
    pub networks: Vec<Measured>,
    /// Of which cut, and what the rest was fine-tuned for.
    pub question: Question,
    /// What is looked at of them.
    pub view: Rc<View>,
    /// Which example flows through.
    pub selected: usize,
    /// Where actions go.
    pub dispatch: Callback<Action>,
}

/// The stage. It scrolls sideways as a whole where it does not fit, so that tracks stay under their layers.
#[component]
pub fn StageRow(props: &StageRowProps) -> Html {
    let node = use_node_ref();
    let layers = props.setup.chain().unwrap_or_default();
    let cut = props.setup.cut.min(layers.len());
    use_css_numbers(&node, [("--layers", layers.len().max(1) as f64), ("--cut", cut as f64)]);
    use_effect_with(node.clone(), bring_cut_into_view);
    let run = props.run.clone().filter(|_| !props.is_planned);
    let names: Vec<String> = layers.iter().map(|layer| layer.name.clone()).collect();
    let most = layers.iter().map(Layer::parameters).max().unwrap_or(1);
    let example = props.look.clone().filter(|_| !props.is_planned);
    html! {
        <section class="stage" aria-label={strings::STAGE}>
            <div class="stage-scroll" tabindex="-1">
                <div class="stage-grid" ref={node}>
                    <div class="spine" aria-hidden="true" />
                    <InputStone set={props.setup.data.set} look={example.clone()} selected={props.selected} />
                    { for layers.iter().enumerate().map(|(position, layer)| {
                        let (condition, trained) = state_of(&props.setup, run.as_deref(), position);
                        html! { <Stone key={layer.name.clone()} layer={layer.clone()} {condition} {trained} {most} /> }
                    }) }
                    <Answer set={props.setup.data.set} look={example} selected={props.selected} />
                    if !layers.is_empty() {
                        <div class="cut-rail">
                            <Cut {cut} names={names.clone()} is_locked={props.stage.is_active()}
                                dispatch={props.dispatch.clone()} />
                        </div>
                        { sides(props, cut, layers.len()) }
                    }
                    { tracks(props, names, run) }
                </div>
            </div>
        </section>
    }
}

/// What stands under the stones: of one network, how far it is pushed; of a protocol, all tracks of all networks.
fn tracks(props: &StageRowProps, names: Vec<String>, run: Option<Rc<Run>>) -> Html {
    if props.setup.protocol.is_none() {
        return html! { <Pushed {names} {run} /> };
    }
    let live = run.as_ref().filter(|_| props.stage.is_active()).and_then(|run| run.look.clone());
    let experiment = run.as_ref().map_or(&props.setup, |run| &run.experiment).clone();
    html! {
        <Tracks {experiment} {live} {names} {run} question={props.question} networks={props.networks.clone()} view={props.view.clone()}
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
fn state_of(setup: &Experiment, run: Option<&Run>, position: usize) -> (Condition, bool) {
    let side = if position < setup.cut { Side::Front } else { Side::Rest };
    match (run, setup.phases.last()) {
        (Some(run), _) if run.step > 0 => run.condition_of(position, rest_of(setup)),
        (_, Some(phase)) => (Condition::Mode(phase.mode(side)), false),
        // Where a guided run will end: a robust front, a fine-tuned rest.
        (_, None) if setup.protocol.is_some() => {
            (if side == Side::Front { Condition::Held } else { Condition::Tuned }, false)
        }
        (_, None) => (Condition::Mode(Mode::Clean), false),
    }
}

fn sides(props: &StageRowProps, cut: usize, layers: usize) -> Html {
    if let Some(transfer) = transfer_of(&props.setup) {
        return transfer_sides(&transfer.objectives, &props.stage, &props.dispatch);
    }
    let Some(phase) = props.setup.phases.last() else { return html! {} };
    let side = |side: Side, count: usize| {
        html! {
            <ModeSwitch {side} mode={phase.mode(side)} is_empty={count == 0} is_locked={props.stage.is_active()}
                dispatch={props.dispatch.clone()} />
        }
    };
    html! {
        <div class="sides">
            { side(Side::Front, cut) }
            { side(Side::Rest, layers.saturating_sub(cut)) }
        </div>
    }
}
