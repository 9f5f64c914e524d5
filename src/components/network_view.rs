//! The network as a row of layer boxes between the input and the output, with the cut, and the controls under it.

use std::rc::Rc;

use layerlab_schema::{Cut, Data};
use layerlab_words::t;
use web_sys::Element;
use yew::prelude::*;

use super::{cut_slider::CutSlider, input_box::InputBox};
use crate::{
    hooks::css_numbers,
    state::{Action, EvaluationResult},
};

/// More layers than this stand closer.
const LONG: usize = 6;

#[derive(Properties, PartialEq)]
pub struct NetworkViewProps {
    pub data: Data,
    /// Names of the layers from input to output.
    pub names: Vec<String>,
    pub cut: Cut,
    /// Whether there is something to cut.
    pub has_cut: bool,
    /// Whether nothing can be changed now.
    pub is_locked: bool,
    /// The evaluation with the displayed example.
    pub evaluation: Option<Rc<EvaluationResult>>,
    /// Position of the displayed example.
    pub selected: usize,
    /// The boxes of the layers from input to output.
    pub boxes: Vec<Html>,
    /// Content after the last layer.
    pub end: Html,
    /// Controls under the boxes.
    pub sides: Html,
    /// The tracks under their layers.
    pub tracks: Html,
    pub dispatch: Callback<Action>,
}

/// The network. It scrolls sideways as a whole where it does not fit, so that tracks stay under their layers.
#[component]
pub fn NetworkView(props: &NetworkViewProps) -> Html {
    let node = use_node_ref();
    let (layers, cut) = (props.names.len(), props.cut.at_most(props.names.len()));
    let numbers = css_numbers([("--layers", layers.max(1) as f64), ("--cut", cut.front() as f64)]);
    use_effect_with(node.clone(), bring_cut_into_view);
    html! {
        <section class="stage" aria-label={t!("network-view")}>
            <div class="network-scroll" tabindex="-1">
                <div class={classes!("network-grid", (layers > LONG).then_some("is-long"))} ref={node} ~style={numbers}>
                    <div class="spine" aria-hidden="true" />
                    <InputBox data={props.data.clone()} evaluation={props.evaluation.clone()} selected={props.selected} />
                    { for props.boxes.iter().cloned() }
                    { props.end.clone() }
                    if layers > 0 && props.has_cut {
                        <div class="cut-rail">
                            <CutSlider {cut} names={props.names.clone()} is_locked={props.is_locked}
                                dispatch={props.dispatch.clone()} />
                        </div>
                    }
                    if layers > 0 {
                        { props.sides.clone() }
                    }
                    { props.tracks.clone() }
                </div>
            </div>
        </section>
    }
}

/// Where the row does not fit, it opens with the cut in view, because that is dragged.
fn bring_cut_into_view(grid: &NodeRef) {
    let rail = grid.cast::<Element>().and_then(|g| g.query_selector(".cut").ok().flatten());
    let scroller = grid.cast::<Element>().and_then(|g| g.parent_element());
    if let (Some(cut), Some(scroller)) = (rail, scroller) {
        let place = cut.get_bounding_client_rect().right() + 24.0 - scroller.get_bounding_client_rect().right();
        scroller.set_scroll_left(place.max(0.0) as i32);
    }
}
