//! A few held-out samples: clean, the perturbation, attacked, and the predictions before and after.

use std::rc::Rc;

use layerlab_schema::{Data, Example, Experiment, Mode, Shape};
use layerlab_words::t;
use yew::prelude::*;

use super::{
    pixels::Pixels,
    plane::{Plane, plane_key},
    segments::{Segments, segment},
    sign::sign,
};
use crate::{
    format::percent,
    glossary::{Term, TermName},
    hooks::use_deferred_value,
    state::{Action, DisplayChange, EvaluationResult, MeasuredNetwork},
    strings,
};

#[derive(Clone, Properties, PartialEq)]
pub struct ExamplesProps {
    pub experiment: Rc<Experiment>,
    /// The newest evaluation.
    pub evaluation: Option<Rc<EvaluationResult>>,
    /// The networks of a protocol, of which one is shown.
    pub networks: Vec<MeasuredNetwork>,
    /// Position of the sample that the network view shows.
    pub selected: usize,
    pub dispatch: Callback<Action>,
}

/// Maximum number of displayed samples.
const SHOWN: usize = 6;

/// The samples are drawn one frame after what is above them.
#[component]
pub fn Examples(props: &ExamplesProps) -> Html {
    let props = &use_deferred_value(props.clone());
    let data = &props.experiment.data;
    let set = data.set;
    let body = match &props.evaluation {
        Some(evaluation) if set.is_image() => {
            let examples = &evaluation.evaluated.examples;
            let rows = Rows::Choice { chosen: props.selected, dispatch: &props.dispatch };
            strip(data, &examples[..examples.len().min(SHOWN)], rows)
        }
        Some(_) if !props.networks.is_empty() => planes(props, data),
        Some(evaluation) => html! {
            <Plane data={data.clone()} attack={props.experiment.evaluation.attack} evaluation={evaluation.clone()} selected={props.selected}
                dispatch={props.dispatch.clone()} />
        },
        None => html! { <p class="panel-empty">{ t!("examples-empty") }</p> },
    };
    let is_wide = !set.is_image() && !props.networks.is_empty();
    html! {
        <section class={classes!("panel", "examples", is_wide.then_some("is-wide"))} aria-label={t!("examples")}>
            <div class="panel-head"><h2><Term name={TermName::AdversarialExample}>{ t!("examples") }</Term></h2></div>
            { network(props) }
            { body }
        </section>
    }
}

/// The network whose examples are shown, where there are several; planes show all of them at once.
fn network(props: &ExamplesProps) -> Html {
    let here = props.networks.iter().find(|m| Some(&m.evaluation) == props.evaluation.as_ref());
    if props.networks.is_empty() || !props.experiment.data.set.is_image() {
        return html! {};
    }
    let roles = props.networks.iter().map(|m| m.layerwise.role);
    let lines: Vec<_> =
        roles.map(|role| segment(role.name(), strings::role_name(role), DisplayChange::Network(role))).collect();
    let chosen = here.map_or("", |m| m.layerwise.role.name()).into();
    Segments { name: "examples", label: t!("network-shown"), lines, chosen, dispatch: &props.dispatch }.view()
}

/// The same points in every network.
fn planes(props: &ExamplesProps, data: &Data) -> Html {
    html! {
        <>
        <div class="planes">
            { for props.networks.iter().map(|m| html! {
                <figure key={m.layerwise.role.name()}>
                    <Plane data={data.clone()} attack={props.experiment.evaluation.attack} evaluation={m.evaluation.clone()}
                        selected={props.selected} layerwise={m.layerwise.clone()} dispatch={props.dispatch.clone()} />
                </figure>
            }) }
        </div>
        { plane_key(data, t!("plane-key")) }
        </>
    }
}

/// What the rows of a strip are.
#[derive(Clone, Copy)]
pub enum Rows<'a> {
    /// Buttons that choose a test sample.
    Choice {
        /// Position of the chosen one.
        chosen: usize,
        dispatch: &'a Callback<Action>,
    },
    /// Samples with known classes.
    Labelled,
    /// Samples whose classes nobody told: their label is what the network says of the clean sample.
    Unlabelled,
}

/// A row for each example: clean, the change, attacked, and both answers.
pub fn strip(data: &Data, shown: &[Example], rows: Rows<'_>) -> Html {
    let factor = magnification(shown);
    let [clean, attacked, says] = [t!("examples-clean"), t!("examples-attacked"), t!("examples-says")];
    html! {
        <>
            <div class="strip-head" aria-hidden="true">
                <span>{ clean }</span>
                <span title={t!("change-magnified-says")}>{ strings::change_column(factor) }</span>
                <span>{ attacked }</span>
                <span class="says">{ says }</span>
            </div>
            <ul class="strip">
                { for shown.iter().enumerate().map(|(position, example)| {
                    let images = images(data.shape(), example, factor);
                    html! { <li key={example.index}>{ match rows {
                        Rows::Choice { chosen, dispatch } => {
                            let row = html! { <>{ images }{ answers(data, example) }</> };
                            choice(row, position, position == chosen, dispatch.clone())
                        }
                        Rows::Labelled => html! { <div class="example">{ images }{ answers(data, example) }</div> },
                        Rows::Unlabelled => html! { <div class="example">{ images }{ answers_without_label(data, example) }</div> },
                    } }</li> }
                }) }
            </ul>
            <small class="strip-note">{ t!("change-magnified-says") }</small>
        </>
    }
}

fn choice(row: Html, position: usize, is_chosen: bool, dispatch: Callback<Action>) -> Html {
    html! {
        <button type="button" class={classes!("example", is_chosen.then_some("is-chosen"))}
            title={t!("examples-hint")} aria-pressed={is_chosen.to_string()}
            onclick={move |_| dispatch.emit(Action::Select(position))}>
            { row }
        </button>
    }
}

/// Both answers, and the right one where one of them is wrong.
fn answers(data: &Data, example: &Example) -> Html {
    html! {
        <span class="says">
            { truth(data, example) }
            { says_of(data, example, &example.clean_probabilities, Mode::Clean) }
            { says_of(data, example, &example.attacked_probabilities, Mode::Adversarial) }
        </span>
    }
}

/// Both answers, and whether the second is still the first.
fn answers_without_label(data: &Data, example: &Example) -> Html {
    let line = |probabilities: &[f32], of: Mode, change: Html| {
        let Some((class, share)) = answer(probabilities) else { return html! {} };
        html! {
            <span class={classes!("verdict", format!("is-{}", of.name()))}>
                { sign(of) }
                <span class="verdict-class">{ strings::class_of(data, class) }</span>
                <span class="verdict-share">{ percent(f64::from(share)) }</span>
                { change }
            </span>
        }
    };
    let stays = answer(&example.attacked_probabilities).is_some_and(|(class, _)| class == example.label);
    let (mark, word) = if stays { ("=", t!("own-stays-answer")) } else { ("≠", t!("own-changes-answer")) };
    let change = html! { <span class="verdict-sign" role="img" aria-label={word} title={word}>{ mark }</span> };
    html! {
        <span class="says">
            { line(&example.clean_probabilities, Mode::Clean, html! { <span class="verdict-sign" /> }) }
            { line(&example.attacked_probabilities, Mode::Adversarial, change) }
        </span>
    }
}

fn images(shape: Shape, example: &Example, factor: f32) -> Html {
    let Shape { channels, width, .. } = shape;
    let change: Rc<[f32]> = example.attacked.iter().zip(&example.clean).map(|(a, c)| 0.5 + (a - c) * factor).collect();
    html! {
        <>
            <Pixels values={Rc::<[f32]>::from(example.clean.as_slice())} {width} {channels} label={t!("examples-clean")} />
            <Pixels values={change} {width} {channels} label={strings::change_column(factor)} />
            <Pixels values={Rc::<[f32]>::from(example.attacked.as_slice())} {width} {channels} label={t!("examples-attacked")} />
        </>
    }
}

/// What is right, where the network is wrong.
fn truth(data: &Data, example: &Example) -> Html {
    let is_wrong = |probabilities: &[f32]| answer(probabilities).is_some_and(|(class, _)| class != example.label);
    if is_wrong(&example.clean_probabilities) || is_wrong(&example.attacked_probabilities) {
        html! { <span class="truth">{ t!("example-truth", class = strings::class_of(data, example.label)) }</span> }
    } else {
        html! {}
    }
}

/// The class with the largest probability, and that.
fn answer(probabilities: &[f32]) -> Option<(usize, f32)> {
    probabilities.iter().copied().enumerate().max_by(|a, b| a.1.total_cmp(&b.1))
}

fn says_of(data: &Data, example: &Example, probabilities: &[f32], of: Mode) -> Html {
    let Some((answer, share)) = answer(probabilities) else { return html! {} };
    let is_right = answer == example.label;
    let (verdict, word) = if is_right { ("✓", t!("prediction-right")) } else { ("✗", t!("prediction-wrong")) };
    html! {
        <span class={classes!("verdict", format!("is-{}", of.name()), if is_right { "is-right" } else { "is-wrong" })}>
            { sign(of) }
            <span class="verdict-class">{ strings::class_of(data, answer) }</span>
            <span class="verdict-share">{ percent(f64::from(share)) }</span>
            <span class="verdict-sign" role="img" aria-label={word}>{ verdict }</span>
        </span>
    }
}

/// The largest plain factor by which every change still fits between black and white.
fn magnification(examples: &[Example]) -> f32 {
    let change = |e: &Example| e.attacked.iter().zip(&e.clean).map(|(a, c)| (a - c).abs()).fold(0.0, f32::max);
    let most = examples.iter().map(change).fold(0.0, f32::max);
    [50.0, 20.0, 10.0, 5.0, 2.0].into_iter().find(|factor| factor * most <= 0.5001).unwrap_or(1.0)
}
