//! A training set of one's own: a folder or zip with a folder for each class, or the official files of a data set.

use std::rc::Rc;

use layerlab_schema::{DataSet, OwnData, Shape};
use layerlab_words::t;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::{
    encode::{Form, encode},
    intake::take,
    picker::Picker,
    samples::{Class, LEAST, check, training},
};
use crate::state::{Action, ClassFolder, Notice, Own};

#[derive(Properties, PartialEq)]
pub struct TrainingProps {
    pub own: Rc<Own>,
    /// Whether a run is on.
    pub is_busy: bool,
    pub dispatch: Callback<Action>,
}

/// Pictures in all, at most: more would take a browser minutes to decode.
pub const MOST: usize = 2_000;

/// The forms that pictures can get: those of Fashion-MNIST and of CIFAR-10.
const FORMS: [DataSet; 2] = [DataSet::FashionMnist, DataSet::Cifar10];

#[component]
pub fn Training(props: &TrainingProps) -> Html {
    let form = use_state_eq(|| DataSet::FashionMnist);
    let done = use_state_eq(|| None::<usize>);
    let picked = {
        let dispatch = props.dispatch.clone();
        Callback::from(move |files| take(files, dispatch.clone()))
    };
    html! {
        <div class="own-columns">
            <div class="own-make">
                <p>{ t!("own-training-drop") }</p>
                <p class="own-tools">
                    <Picker label={t!("own-training-folder")} is_folder={true} test="own-folder" picked={picked.clone()} />
                    <Picker label={t!("own-training-files")} accept=".zip,.gz,.bin" test="own-files" {picked} />
                </p>
                <p class="own-how"><small>
                    { t!("own-training-limits", fewest = *OwnData::CLASSES.start(), most = *OwnData::CLASSES.end(), pictures = MOST, least = LEAST) }
                </small></p>
                <p class="own-how"><small>{ t!("own-training-official") }</small></p>
            </div>
            <div class="own-result">
                if props.own.is_reading {
                    <p class="panel-empty" aria-live="polite">{ t!("own-reading") }</p>
                }
                if !props.own.folders.is_empty() {
                    { found(&props.own.folders) }
                    { form_choice(&form) }
                    { start(props, *form, &done) }
                }
            </div>
        </div>
    }
}

/// The classes and how many pictures each has.
fn found(folders: &[ClassFolder]) -> Html {
    html! {
        <table class="own-classes" data-test="own-classes">
            <caption>{ t!("own-training-found") }</caption>
            <thead><tr><th scope="col">{ t!("own-training-class") }</th><th scope="col">{ t!("own-training-pictures") }</th></tr></thead>
            <tbody>
                { for folders.iter().map(|(name, files)| html! {
                    <tr><th scope="row">{ name }</th><td>{ files.len() }</td></tr>
                }) }
            </tbody>
        </table>
    }
}

fn form_choice(form: &UseStateHandle<DataSet>) -> Html {
    let line = |set: DataSet| {
        let (form, is_chosen, Shape { channels, height, width }) = (form.clone(), **form == set, set.shape());
        let colour = if channels == 3 { "colour" } else { "grey" };
        html! {
            <label class={classes!("choice-line", is_chosen.then_some("is-chosen"))}>
                <input type="radio" class="unseen" name="own-form" checked={is_chosen} data-test={format!("own-form-{colour}")}
                    onchange={move |_| form.set(set)} />
                { t!("own-training-form", colour = colour, height = height, width = width) }
            </label>
        }
    };
    html! {
        <div class="choice" role="radiogroup" aria-label={t!("own-training-form-label")}>{ for FORMS.into_iter().map(line) }</div>
    }
}

/// The button that reads the pictures and trains on them, and how far reading is.
fn start(props: &TrainingProps, form: DataSet, done: &UseStateHandle<Option<usize>>) -> Html {
    let folders = props.own.folders.clone();
    let total: usize = folders.iter().map(|(_, files)| files.len()).sum();
    let problem = check(folders.iter().map(|(name, files)| (name.as_str(), files.len())), MOST).err();
    let is_ready = problem.is_none() && !props.is_busy && done.is_none();
    let onclick = {
        let (dispatch, done) = (props.dispatch.clone(), done.clone());
        move |_| {
            if is_ready {
                read_all(folders.clone(), form, done.setter(), dispatch.clone());
            }
        }
    };
    html! {
        <>
            if let Some(problem) = problem {
                <p class="setup-note" data-test="own-problem">{ problem.sentence() }</p>
            } else if props.is_busy {
                <p class="panel-empty">{ t!("own-busy") }</p>
            }
            <button type="button" class="primary" aria-disabled={(!is_ready).to_string()} data-test="own-train" {onclick}>
                { t!("own-training-start") }
            </button>
            if let Some(done) = **done {
                <p aria-live="polite">{ t!("own-training-progress", done = done, of = total) }</p>
            }
        </>
    }
}

fn read_all(
    folders: Rc<Vec<ClassFolder>>,
    set: DataSet,
    done: UseStateSetter<Option<usize>>,
    dispatch: Callback<Action>,
) {
    spawn_local(async move {
        done.set(Some(0));
        let form = Form { shape: set.shape(), on_black: false };
        let (mut classes, mut count) = (Vec::new(), 0);
        for (name, files) in folders.iter() {
            let mut samples = Vec::new();
            for file in files {
                match encode(file, form).await {
                    Ok(sample) => samples.push(sample),
                    Err(problem) => {
                        done.set(None);
                        return dispatch.emit(Action::Say(Notice::problem(problem.sentence())));
                    }
                }
                count += 1;
                if count % 20 == 0 {
                    done.set(Some(count));
                }
            }
            classes.push(Class { name: name.clone(), samples });
        }
        done.set(None);
        dispatch.emit(training(set, classes));
        dispatch.emit(Action::Train);
    });
}
