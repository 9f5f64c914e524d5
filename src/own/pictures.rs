//! Pictures that were dropped or chosen: what the network says of them, and what it says under attack.

use std::rc::Rc;

use layerlab_schema::{Attack, Data};
use layerlab_words::t;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{
    answer::{OwnAnswer, use_question},
    encode::{Form, encode},
    intake::take,
    picker::Picker,
};
use crate::state::{Action, Notice, Own, OwnTab, Subject};

#[derive(Properties, PartialEq)]
pub struct PicturesProps {
    pub own: Rc<Own>,
    pub subject: Option<Subject>,
    pub attack: Attack,
    pub dispatch: Callback<Action>,
}

/// Pictures that are shown at once; more would only be tiny.
const SHOWN: usize = 12;

#[component]
pub fn Pictures(props: &PicturesProps) -> Html {
    let samples = use_state_eq(|| None::<(usize, Rc<[u8]>)>);
    let data = props.subject.as_ref().map(|subject| subject.data.clone());
    {
        let (samples, dispatch) = (samples.setter(), props.dispatch.clone());
        use_effect_with((props.own.pictures.clone(), data.clone()), move |(pictures, data)| {
            samples.set(None);
            let Some(form) = data.as_ref().and_then(form_of).filter(|_| !pictures.is_empty()) else { return };
            let pictures = pictures.clone();
            spawn_local(async move {
                let (mut values, mut count) = (Vec::new(), 0);
                for picture in pictures.iter().take(SHOWN) {
                    match encode(picture, form).await {
                        Ok(sample) => {
                            values.extend(sample);
                            count += 1;
                        }
                        Err(problem) => dispatch.emit(Action::Say(Notice::problem(problem.sentence()))),
                    }
                }
                samples.set((count > 0).then(|| (count, Rc::from(values))));
            });
        });
    }
    use_question(OwnTab::Pictures, (*samples).clone().map(Some), &props.subject, props.attack, &props.dispatch);
    let picked = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |files| take(files, dispatch.clone()))
    };
    let left = props.own.pictures.len().saturating_sub(SHOWN);
    html! {
        <div class="own-columns">
            <div class="own-make">
                <p>{ t!("own-pictures-drop") }</p>
                <Picker label={t!("own-pictures-choose")} accept="image/*,.zip" test="own-pictures-file" {picked} />
                if let Some(data) = &data {
                    <p class="own-how"><small>{ t!("own-pictures-how", shape = data.set.shape().to_string()) }{ " " }
                        if form_of(data).is_some_and(|form| form.on_black) {
                            { t!("own-pictures-black") }
                        }
                    </small></p>
                }
                if left > 0 {
                    <p class="own-how"><small>{ t!("own-pictures-left", shown = SHOWN, left = left) }</small></p>
                }
            </div>
            <div class="own-result">
                <OwnAnswer own={props.own.clone()} subject={props.subject.clone()} tab={OwnTab::Pictures}
                    empty={t!("own-pictures-first")} dispatch={props.dispatch.clone()} />
            </div>
        </div>
    }
}

/// The form that pictures get for a network on these data; nothing where samples are points.
fn form_of(data: &Data) -> Option<Form> {
    let shape = data.set.shape();
    let on_black = data.own.is_none() && shape.channels == 1;
    data.set.is_image().then_some(Form { shape, on_black })
}
