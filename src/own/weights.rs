//! The network of a file of weights: what it was recognised as, and how it fares on test samples.

use std::rc::Rc;

use layerlab_schema::Attack;
use layerlab_words::t;
use yew::prelude::*;

use super::{
    answer::{OwnAnswer, use_question},
    intake::take,
    picker::Picker,
};
use crate::{
    state::{Action, Own, OwnAction, OwnTab, OwnWeights, Subject},
    strings,
};

#[derive(Properties, PartialEq)]
pub struct WeightsPartProps {
    pub own: Rc<Own>,
    pub subject: Option<Subject>,
    pub attack: Attack,
    pub dispatch: Callback<Action>,
}

#[component]
pub fn WeightsPart(props: &WeightsPartProps) -> Html {
    let weights = props.own.file();
    let has_test = weights.is_some_and(|(_, weights)| weights.opened.has_test);
    use_question(OwnTab::Weights, has_test.then_some(None), &props.subject, props.attack, &props.dispatch);
    let picked = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |files| take(files, dispatch.clone()))
    };
    html! {
        <div class="own-columns">
            <div class="own-make">
                <p>{ t!("own-weights-drop") }</p>
                <Picker label={t!("own-weights-choose")} accept=".safetensors,.pth,.pt,.ckpt" test="own-weights-file" {picked} />
                <p class="own-how"><small>{ t!("own-weights-how") }</small></p>
            </div>
            <div class="own-result">
                if props.own.is_reading {
                    <p class="panel-empty" aria-live="polite">{ t!("own-reading") }</p>
                }
                if let Some((name, weights)) = weights {
                    { recognised(name, weights, &props.dispatch) }
                    if has_test {
                        <OwnAnswer own={props.own.clone()} subject={props.subject.clone()} tab={OwnTab::Weights}
                            empty={t!("own-asking")} dispatch={props.dispatch.clone()} />
                    } else {
                        <p class="panel-empty">{ t!("own-weights-no-test", data = strings::data_title(&weights.opened.data)) }</p>
                    }
                }
            </div>
        </div>
    }
}

fn recognised(name: &str, weights: &OwnWeights, dispatch: &Callback<Action>) -> Html {
    let opened = &weights.opened;
    let dispatch = dispatch.clone();
    html! {
        <>
            <p data-test="own-recognised">
                { t!(
                    "own-weights-are",
                    name = name,
                    network = strings::network_name(&opened.network),
                    data = strings::data_title(&opened.data),
                    parameters = opened.parameters
                ) }
            </p>
            <button type="button" class="quiet is-outlined" data-test="own-forget"
                onclick={move |_| dispatch.emit(Action::Own(OwnAction::ForgetWeights))}>{ t!("own-weights-forget") }</button>
        </>
    }
}
