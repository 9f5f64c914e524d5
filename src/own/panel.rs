//! The panel: a line that says what can be brought along, and the part that is open.

use std::rc::Rc;

use layerlab_schema::{Attack, Data};
use layerlab_words::{named, t};
use strum::VariantArray as _;
use yew::prelude::*;

use super::{draw::Draw, pictures::Pictures, points::Points, training::Training, weights::WeightsPart};
use crate::state::{Action, Own, OwnAction, OwnTab, Subject};

#[derive(Properties, PartialEq)]
pub struct OwnPanelProps {
    pub own: Rc<Own>,
    /// The network that is asked; absent before there is one.
    pub subject: Option<Subject>,
    /// The data of the set-up, for what is drawn before there is a network.
    pub data: Data,
    /// The attack of the set-up.
    pub attack: Attack,
    /// Whether a run is on, so that no other can be started.
    pub is_busy: bool,
    pub dispatch: Callback<Action>,
}

#[component]
pub fn OwnPanel(props: &OwnPanelProps) -> Html {
    let chosen = props.own.tab;
    html! {
        <section class="panel own" aria-label={t!("own")} data-test="own">
            <div class="panel-head">
                <h2>{ t!("own") }</h2>
                <div class="own-tabs">
                    { for OwnTab::VARIANTS.iter().map(|&tab| tab_button(props, tab, chosen == Some(tab))) }
                </div>
            </div>
            if let Some(tab) = chosen {
                <div class="own-part" id="own-part">{ part(props, tab) }</div>
            }
            <p class="own-note"><small>{ t!("own-stays") }</small></p>
        </section>
    }
}

/// A button that opens its part, or closes it again.
fn tab_button(props: &OwnPanelProps, tab: OwnTab, is_open: bool) -> Html {
    let dispatch = props.dispatch.clone();
    let onclick = move |_: MouseEvent| {
        dispatch.emit(Action::Own(OwnAction::Show((!is_open).then_some(tab))));
    };
    html! {
        <button type="button" class={classes!("quiet", "own-tab", is_open.then_some("is-chosen"))}
            aria-expanded={is_open.to_string()} aria-controls={is_open.then_some("own-part")}
            data-test={format!("own-{}", tab.name())} {onclick}>
            { named("own-tab", tab.name()) }
        </button>
    }
}

fn part(props: &OwnPanelProps, tab: OwnTab) -> Html {
    let (own, subject, dispatch) = (props.own.clone(), props.subject.clone(), props.dispatch.clone());
    let (attack, is_busy) = (props.attack, props.is_busy);
    match tab {
        OwnTab::Draw => {
            let data = subject.as_ref().map_or(&props.data, |subject| &subject.data).clone();
            html! { <Draw {own} {subject} {data} {attack} {dispatch} /> }
        }
        OwnTab::Pictures => html! { <Pictures {own} {subject} {attack} {dispatch} /> },
        OwnTab::Points => html! { <Points points={own.points.clone()} {is_busy} {dispatch} /> },
        OwnTab::Training => html! { <Training {own} {is_busy} {dispatch} /> },
        OwnTab::Weights => html! { <WeightsPart {own} {subject} {attack} {dispatch} /> },
    }
}
